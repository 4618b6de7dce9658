//! `offprint theme`, the second theme, and sites in other languages.

use crate::html;
use crate::site_test::{SiteTest, manifest_folder, offprint};
use std::collections::BTreeSet;
use std::process::Output;

fn theme(site: &SiteTest, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output: Output = offprint()
        .args(["theme"])
        .args(arguments)
        .arg("--root")
        .arg(site.root())
        .output()
        .expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn the_themes_of_the_program_render_all_samples_in_all_their_languages() {
    for language in ["en", "de", "es", "ja", "zh"] {
        let site = SiteTest::new().file("offprint.toml", format!("language = \"{language}\"\n"));
        for name in ["folio", "ledger"] {
            let (code, stdout, stderr) = theme(&site, &["check", name]);
            assert_eq!(stderr, "", "{name} in {language}");
            assert_eq!(stdout, format!("the theme {name} renders all samples\n"));
            assert_eq!(code, Some(0));
        }
    }
}

#[test]
fn every_mistake_of_a_theme_is_reported_in_one_run() {
    let site = SiteTest::new();
    theme(&site, &["eject", "folio", "--as", "mine"]);
    let components = "themes/mine/templates/components.html";
    let replaced = |path: &str, pairs: &[(&str, &str)]| {
        let text = std::fs::read_to_string(site.root().join(path)).expect("it was copied");
        let text = pairs
            .iter()
            .fold(text, |text, (from, to)| text.replacen(from, to, 1));
        site.write(path, text);
    };
    replaced(
        components,
        &[
            ("{{ paper.by }}", "{{ paper.bye }}"),
            ("say(of=\"points\"", "say(of=\"pionts\""),
        ],
    );
    replaced(
        "themes/mine/templates/paper.html",
        &[
            ("{% if paper.venue %}", "{% if paper.venu %}"),
            ("in paper.authors %}", "in paper.autors %}"),
            ("link.url", "link.address.url"),
        ],
    );
    replaced(
        "themes/mine/templates/digest.html",
        &[("digest.title_html | safe", "digest.tile_html | safe")],
    );
    let (code, stdout, stderr) = theme(&site, &["check", "mine"]);
    assert_eq!(code, Some(1));
    assert_eq!(stdout, "the theme mine has 6 mistakes\n", "{stderr}");
    for told in [
        ":41: nothing has a field `bye`",
        "did you mean `by`?",
        "the language tables have no word `pionts`; did you mean `points`?",
        "nothing has a field `venu`",
        "nothing has a field `autors`",
        "nothing has a field `address`",
        "digest.html:10:31: nothing has a field `tile_html`",
        "did you mean `title_html`?",
    ] {
        assert!(stderr.contains(told), "{told}: {stderr}");
    }
}

#[test]
fn a_theme_that_cannot_be_loaded_is_told_with_all_that_is_wrong() {
    let site = SiteTest::new();
    let (code, stdout, stderr) = theme(&site, &["check", "ledgr"]);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("did you mean `ledger`?"), "{stderr}");
    let site = site
        .file("templates/paper.html", "{% if %}")
        .file("templates/digest.html", "{{ x");
    let (code, stdout, stderr) = theme(&site, &["check"]);
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    for file in ["templates/paper.html:1:", "templates/digest.html:1:"] {
        assert!(stderr.contains(file), "{stderr}");
    }
}

#[test]
fn a_component_that_nobody_calls_is_noted() {
    let site = SiteTest::new().file(
        "templates/mine.html",
        "{% component lonely(x) %}{{ x }}{% endcomponent lonely %}",
    );
    let (code, _, stderr) = theme(&site, &["check"]);
    assert_eq!(code, Some(0));
    assert!(
        stderr
            .contains("note: templates/mine.html: the component `lonely` is called by no template"),
        "{stderr}"
    );
}

#[test]
fn themes_are_listed_with_the_one_that_is_used() {
    let site = SiteTest::new()
        .file("offprint.toml", "theme = \"mine\"\n")
        .file(
            "themes/mine/theme.toml",
            "name = \"mine\"\nversion = \"2.0.0\"\napi = \"1\"\ndescription = \"My own\"\n",
        )
        .file(
            "themes/old/theme.toml",
            "name = \"old\"\nversion = \"1.0.0\"\napi = \"0\"\n",
        );
    let (code, stdout, stderr) = theme(&site, &["list"]);
    assert_eq!(code, Some(0));
    let lines: Vec<&str> = stdout.lines().collect();
    assert!(
        lines[0].starts_with("  folio 0.1.0 (built in): "),
        "{stdout}"
    );
    assert!(
        lines[1].starts_with("  ledger 0.1.0 (built in): "),
        "{stdout}"
    );
    assert_eq!(lines[2], "* mine 2.0.0 (themes/mine): My own");
    assert_eq!(lines[3], "  old (themes/old): cannot be used");
    assert!(
        stderr.contains("made for api 0; this program has api 1"),
        "{stderr}"
    );
}

#[test]
fn a_theme_or_a_file_of_it_can_be_copied_and_nothing_is_written_over() {
    let site = SiteTest::new();
    assert_eq!(theme(&site, &["eject", "ledger"]).0, Some(0));
    let copied = crate::site_test::tree(&site.root().join("themes/ledger"));
    let original = crate::site_test::tree(&manifest_folder().join("themes/ledger"));
    assert!(copied == original);
    let (code, _, stderr) = theme(&site, &["eject", "ledger"]);
    assert_eq!(code, Some(1));
    assert!(
        stderr.contains("give the copy another name by --as"),
        "{stderr}"
    );

    let one = ["eject", "folio", "templates/paper.html"];
    assert_eq!(theme(&site, &one).0, Some(0));
    assert!(site.root().join("templates/paper.html").is_file());
    assert_eq!(theme(&site, &one).0, Some(1));
    let (_, _, stderr) = theme(&site, &["eject", "folio", "templates/papers.html"]);
    assert!(
        stderr.contains("did you mean `templates/paper.html`?"),
        "{stderr}"
    );
}

fn small() -> SiteTest {
    SiteTest::new().file(
        "content/2026-11-23.md",
        "## One paper of many words\n- Authors: A B, C D\n- Topics: T\n- Votes: 1\n\nText.\n",
    )
}

#[test]
fn the_second_theme_is_made_of_templates_alone() {
    let site = small().file("offprint.toml", "theme = \"ledger\"\n");
    site.build().succeeds();
    site.page("index.html")
        .says("assets/folio.css")
        .says("assets/ledger.css")
        .says("<p class=first>A B et al.</p>");
    assert!(site.has_page("assets/ledger.css"));
    assert_eq!(html::broken_links(&site.tree(), "/"), [] as [&str; 0]);
    let toml = std::fs::read_to_string(manifest_folder().join("themes/ledger/theme.toml"));
    assert!(toml.expect("it is there").contains("extends = \"folio\""));
}

#[test]
fn fixed_words_counts_and_dates_are_in_the_site_s_language() {
    let site = small();
    let says = |language: &str, texts: &[&str]| {
        site.write("offprint.toml", format!("language = \"{language}\"\n"));
        site.build().succeeds();
        let page = site.page("index.html");
        for text in texts {
            page.says(text);
        }
    };
    says(
        "de",
        &[
            "<html lang=\"de\">",
            "23. November 2026",
            "1 Ausgabe",
            "Im Trend",
            "A B und C D",
        ],
    );
    says("es", &["23 de noviembre de 2026", "1 boletín", "A B y C D"]);
    says("zh", &["2026年11月23日", "1 篇论文", "1 期摘要"]);
    says("ja", &["2026年11月23日", "論文 1 件"]);
    // What is written for a language holds for its kinds, and an English title on another page says so.
    says(
        "de-AT",
        &[
            "23. November 2026",
            "<span lang=\"en\">One paper of many words</span>",
        ],
    );
    says(
        "en-GB",
        &["23 November 2026", ">One paper of many words</a>"],
    );
}

#[test]
fn a_site_can_bring_words_of_its_own() {
    let table = "[dates]\nday = \"le {day} {month} {year}\"\nmonths = [\"janvier\", \"février\", \"mars\", \"avril\", \"mai\", \"juin\", \"juillet\", \"août\", \"septembre\", \"octobre\", \"novembre\", \"décembre\"]\n[words]\ndigests = \"Numéros\"\n[counts]\npapers = { one = \"{n} article\", other = \"{n} articles\" }\n";
    let site = small().file("offprint.toml", "language = \"fr\"\n");
    let build = site.build();
    build.succeeds();
    assert!(
        build
            .json
            .to_string()
            .contains("there is no table of words for the language `fr`"),
        "{}",
        build.json
    );
    site.write("languages/fr.toml", table);
    site.build().succeeds();
    site.page("index.html")
        .says("le 23 novembre 2026")
        .says("Numéros")
        .says("1 article<");
    let (_, _, stderr) = theme(&site, &["check"]);
    assert!(
        stderr.contains("note: the language table leaves these words English: abstract, "),
        "{stderr}"
    );
    site.write("languages/fr.toml", "[word]\n");
    let build = site.build();
    assert_eq!(build.code, Some(1));
    assert!(
        build.stderr.contains("languages/fr.toml:1:"),
        "{}",
        build.stderr
    );
}

#[test]
fn all_languages_have_all_words() {
    let folder = manifest_folder().join("themes");
    for name in ["folio", "ledger"] {
        let names = |language: &str| -> BTreeSet<String> {
            let path = folder.join(name).join(format!("languages/{language}.toml"));
            let text = std::fs::read_to_string(path).expect("it is there");
            let table: toml::Table = toml::from_str(&text).expect("it is TOML");
            let parts = table
                .iter()
                .filter_map(|(part, value)| Some((part, value.as_table()?)));
            parts
                .flat_map(|(part, names)| names.keys().map(move |name| format!("{part}.{name}")))
                .collect()
        };
        for language in ["de", "es", "ja", "zh"] {
            assert_eq!(names(language), names("en"), "{name} {language}");
        }
    }
}

#[test]
fn a_language_that_is_none_is_refused() {
    let site = small().file("offprint.toml", "title = \"T\"\nlanguage = \"german!\"\n");
    let build = site.build();
    assert_eq!(build.code, Some(1));
    assert!(
        build
            .stderr
            .contains("offprint.toml:2:1: `german!` is no language tag"),
        "{}",
        build.stderr
    );
}
