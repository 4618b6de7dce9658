//! `offprint.toml`: what is understood, and how its faults are reported.

use crate::site_test::{SiteTest, manifest_folder};
use offprint::config::{self, Config};
use proptest::prelude::*;
use std::fs;

/// The messages about a configuration, as people read them but without the source lines.
fn messages(text: &str) -> Vec<String> {
    let noticed = match config::parse(text) {
        Ok((_, noticed)) | Err(noticed) => noticed,
    };
    noticed
        .iter()
        .map(|diagnostic| {
            let text = diagnostic.to_text();
            let lines = text.lines().filter(|line| !line.contains(" | "));
            lines.map(str::trim).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

fn sound(text: &str) -> Config {
    match config::parse(text) {
        Ok((config, noticed)) => {
            assert!(noticed.is_empty(), "{noticed:?}");
            config
        }
        Err(faults) => panic!("{faults:?}"),
    }
}

#[test]
fn every_key_has_a_default() {
    let config = sound("");
    assert_eq!(
        (
            config.title.as_str(),
            config.theme.as_str(),
            config.output.as_str()
        ),
        ("Papers", "folio", "public")
    );
    assert_eq!((config.language.as_str(), config.base_url), ("en", None));
    assert_eq!((config.topics.min_papers, config.pages.per_page), (3, 50));
    assert!(config.markup.math && config.markup.highlight);
    assert!((config.guard.max_shrink - 0.2).abs() < 1e-9);
    sound("# only a comment\n\n");
}

#[test]
fn every_key_is_understood() {
    let config = sound(
        "base_url = \"https://example.org/papers\"\ntitle = \"T\"\ndescription = \"D\"\n\
         language = \"de\"\nauthor = \"A\"\ntheme = \"other\"\noutput = \"out\"\n\
         pages.per_page = 7\n[topics]\nmin_papers = 1\n[guard]\nmax_shrink = 1\n\
         [markup]\nmath = false\nhighlight = false\n",
    );
    assert_eq!(
        config.base_url.as_deref(),
        Some("https://example.org/papers/")
    );
    assert_eq!(
        (config.title.as_str(), config.language.as_str()),
        ("T", "de")
    );
    assert_eq!((config.topics.min_papers, config.pages.per_page), (1, 7));
    assert!(!config.markup.math && !config.markup.highlight);
}

#[test]
fn every_unknown_key_is_reported_with_the_nearest_known_one() {
    assert_eq!(
        messages(
            "titel = \"x\"\nbase-url = \"https://example.org/\"\n\n[topics]\nmin_paper = 2\n\
             colour = 1\n\n[topix]\nmin_papers = 2\n\n[markup]\n  \"maths\" = true\n"
        ),
        [
            "error: offprint.toml:1:1: there is no key `titel` help: did you mean `title`?",
            "error: offprint.toml:2:1: there is no key `base-url` help: did you mean `base_url`?",
            "error: offprint.toml:5:1: there is no key `topics.min_paper` help: did you mean `topics.min_papers`?",
            "error: offprint.toml:6:1: there is no key `topics.colour` help: the keys that there are stand in the README under \"Configuration\"",
            "error: offprint.toml:8:2: there is no key `topix` help: did you mean `topics`?",
            "error: offprint.toml:12:3: there is no key `markup.maths` help: did you mean `markup.math`?",
        ]
    );
}

#[test]
fn a_key_in_the_wrong_table_is_sent_to_the_right_one() {
    assert_eq!(
        messages("min_papers = 2\n[topics]\nper_page = 3\n[pages]\ntitle = \"x\"\n"),
        [
            "error: offprint.toml:1:1: there is no key `min_papers` help: did you mean `topics.min_papers`?",
            "error: offprint.toml:3:1: there is no key `topics.per_page` help: did you mean `pages.per_page`?",
            "error: offprint.toml:5:1: there is no key `pages.title` help: did you mean `title`?",
        ]
    );
}

#[test]
fn every_value_of_the_wrong_kind_is_reported_beside_the_unknown_keys() {
    assert_eq!(
        messages(
            "title = 3\nunknown = 1\npages = 5\n[topics]\nmin_papers = \"3\"\n[markup]\nmath = \"yes\"\n\
             [guard]\nmax_shrink = [1]\n"
        ),
        [
            "error: offprint.toml:1:1: `title`: invalid type: integer `3`, expected a string",
            "error: offprint.toml:2:1: there is no key `unknown` help: the keys that there are stand in the README under \"Configuration\"",
            "error: offprint.toml:3:1: `pages`: expected a table, which begins with [pages]",
            "error: offprint.toml:5:1: `topics.min_papers`: invalid type: string \"3\", expected a whole number, 0 or more",
            "error: offprint.toml:7:1: `markup.math`: invalid type: string \"yes\", expected a boolean",
            "error: offprint.toml:9:1: `guard.max_shrink`: invalid type: array, expected a number",
        ]
    );
}

#[test]
fn values_out_of_range_are_reported_together() {
    assert_eq!(
        messages("base_url = \"example.org\"\n[pages]\nper_page = 0\n[guard]\nmax_shrink = 20\n"),
        [
            "error: offprint.toml:1:1: `example.org` is not the address of a site; write it like https://example.org/papers/",
            "error: offprint.toml:3:1: `pages.per_page` has to be at least 1",
            "error: offprint.toml:5:1: `guard.max_shrink`: `max_shrink` is a share from 0 to 1, not 20",
        ]
    );
    assert_eq!(messages("[pages]\nper_page = -1\n").len(), 1);
    assert_eq!(messages("topics = [5]\n").len(), 1);
    assert_eq!(messages("[title]\nen = \"x\"\n").len(), 1);
    assert_eq!(messages("[guard]\nmax_shrink = nan\n").len(), 1);
}

#[test]
fn forms_of_the_base_url() {
    for (text, expected) in [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("https://example.org/a/b", "https://example.org/a/b/"),
        ("https://example.org/a/b//", "https://example.org/a/b/"),
        (" http://localhost:1111 ", "http://localhost:1111/"),
        ("HTTPS://Example.org/A", "HTTPS://Example.org/A/"),
        (
            "https://xn--mller-kva.example/~ada/",
            "https://xn--mller-kva.example/~ada/",
        ),
    ] {
        assert_eq!(config::base_url(text).as_deref(), Ok(expected), "{text}");
    }
    for text in [
        "example.org",
        "/papers/",
        "//example.org/",
        "ftp://example.org/",
        "file:///srv/www",
        "javascript:alert(1)",
        "https://",
        "https:///papers/",
        "https://:80/",
        "https://example.org/?a=b",
        "https://example.org/#a",
        "https://example.org/a b",
        "https://example.org/\"onload=x",
        "https://example..org/",
        "",
    ] {
        let fault = config::base_url(text).expect_err(text);
        assert!(fault.contains("https://example.org/papers/"), "{fault}");
    }
    assert_eq!(sound("base_url = \"\"\n").base_url, None);
}

#[test]
fn the_tables_about_mail_are_checked_key_by_key() {
    let config = sound(
        "[email]\nfrom = \"Papers <a@example.org>\"\nretry_seconds = [1, 2]\n[subscribe]\nservice = \"kit\"\nname = \"12\"\n",
    );
    assert_eq!(config.email.retry_seconds, [1, 2]);
    assert_eq!(config.subscribe.unwrap().host, "app.kit.com");
    let wrong = "[email]\nfrom = \"nobody\"\nsmtp = \"smtp://ada:secret@example.org\"\nper_minute = 0\n\
        dkim_domain = \"example.org\"\nretry_seconds = \"soon\"\npassword = \"secret\"\n[subscribe]\nservice = \"listmonk\"\nurl = \"https://example.org\"\n";
    let messages = messages(wrong);
    let places: Vec<&str> = messages
        .iter()
        .filter_map(|message| message.split(": ").nth(1))
        .collect();
    let lines = ["2:1", "3:1", "4:1", "5:1", "6:1", "7:1", "8:2"];
    let lines = lines.map(|line| format!("offprint.toml:{line}"));
    assert_eq!(places, lines, "{messages:#?}");
    assert!(!messages.concat().contains("ada:secret"), "{messages:#?}");
}

#[test]
fn broken_toml_is_reported_with_its_place() {
    for (text, beginning) in [
        ("title = \"x\nauthor = \"y\"\n", "error: offprint.toml:1:"),
        (
            "title = \"x\"\n[topics\nmin_papers = 1\n",
            "error: offprint.toml:2:",
        ),
        (
            "title = \"x\"\ntitle = \"y\"\n",
            "error: offprint.toml:2:1: ",
        ),
        ("title = x\n", "error: offprint.toml:1:9: "),
        ("title: x\n", "error: offprint.toml:1:"),
    ] {
        let messages = messages(text);
        assert!(messages[0].starts_with(beginning), "{messages:?}");
        assert!(!messages[0].contains("TOML parse error"), "{messages:?}");
    }
}

#[test]
fn faults_of_configuration_and_content_come_in_one_run() {
    let site = SiteTest::new()
        .file("offprint.toml", "titel = \"x\"\n[pages]\nper_page = 0\n")
        .file("content/2026-11-23.md", "+++\ntitle = \n+++\n## A\n");
    site.build()
        .fails()
        .reports("error: offprint.toml:1:1: there is no key `titel`")
        .reports("error: offprint.toml:3:1: `pages.per_page`")
        .reports("error: content/2026-11-23.md:2:9: the front matter is not TOML")
        .has_account(0, 0, 0, 0);
}

#[test]
fn a_site_without_the_file_builds_and_one_in_another_encoding_says_so() {
    let site = SiteTest::new().file("content/2026-11-23.md", "## A\n");
    site.build().succeeds();
    site.write("offprint.toml", b"title = \"caf\xe9\"\n");
    site.build()
        .fails()
        .reports("error: offprint.toml:1:13: is not UTF-8");
    site.write("offprint.toml", "\u{feff}title = \"caf\u{e9}\"\r\n");
    site.build().succeeds();
    site.page("index.html").says("caf\u{e9}");
}

#[test]
fn the_configuration_of_this_repository_is_sound() {
    let text = fs::read_to_string(manifest_folder().join("offprint.toml")).expect("it is there");
    config::parse(&text).expect("it is sound");
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(
        lines in prop::collection::vec(
            prop_oneof![
                "\\PC{0,20}",
                "(title|topics|pages|fetch|x)(\\.[a-z]{1,5})? = (1|\"x\"|\\[\\]|\\{\\}|\\{a=1\\}|true|2026-11-23)",
                "\\[{1,2}(topics|pages|guard|fetch|markup\\.math|x)\\]{1,2}",
            ],
            0..8,
        ),
    ) {
        let text = lines.join("\n");
        for diagnostic in config::parse(&text).err().into_iter().flatten() {
            prop_assert!(diagnostic.line.is_some(), "{}", diagnostic.to_text());
        }
    }
}

#[test]
fn shares_and_half_lives_have_to_make_sense() {
    for (text, line) in [
        ("[topics]\nmax_share = 0.0\n", 2),
        ("[topics]\nmax_share = 1.5\n", 2),
        ("[trending]\nwindow_days = 7\nhalf_life_days = 0\n", 3),
        ("[trending]\nhalf_life_days = -3\n", 2),
        ("[trending]\nwindow_days = -1\n", 2),
    ] {
        let faults = config::parse(text).expect_err(text);
        let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [Some(line)], "{text}: {faults:?}");
    }
}
