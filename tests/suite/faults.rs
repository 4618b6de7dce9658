//! Every fault of every file in one run, and a published folder that no failure touches.

use crate::site_test::{Build, SiteTest, Tree};
use std::collections::BTreeMap;
use std::fs;
use std::time::SystemTime;

/// A sound site in which other tests break one thing.
fn sound() -> SiteTest {
    let mut site = SiteTest::new().file(
        "offprint.toml",
        "base_url = \"https://example.org/\"\ntitle = \"Sound\"\n",
    );
    for day in 1..=5 {
        site = site.file(
            &format!("content/2026-11-0{day}.md"),
            format!("## Paper {day} one\n- Topics: Sums\n\nText.\n\n## Paper {day} two\n"),
        );
    }
    site
}

/// Bytes and times of everything in the site's folder, hidden files beside the output included.
fn state(site: &SiteTest) -> (Tree, BTreeMap<String, SystemTime>) {
    let all = crate::site_test::tree(site.root());
    let published = all
        .into_iter()
        .filter(|(path, _)| path.starts_with("public") || path.starts_with('.'));
    let published: Tree = published.collect();
    let time = |path: &String| {
        let metadata = fs::metadata(site.root().join(path)).expect("the file is there");
        metadata.modified().expect("the system has times")
    };
    let times = published
        .keys()
        .map(|path| (path.clone(), time(path)))
        .collect();
    (published, times)
}

/// Builds a sound site, breaks it, and makes sure that the failing build left it alone.
#[track_caller]
fn leaves_alone(arguments: &[&str], break_it: impl FnOnce(&SiteTest)) -> (SiteTest, Build) {
    let site = sound();
    site.build().succeeds();
    let before = state(&site);
    break_it(&site);
    let build = site.build_with(arguments);
    build
        .fails()
        .says("nothing was published; the output folder is as it was");
    assert!(before == state(&site), "the published folder changed");
    assert_eq!(build.json["published"], false);
    assert!(!build.diagnostics("error").is_empty());
    (site, build)
}

#[test]
fn every_fault_is_named_with_its_place_in_one_run() {
    let site = SiteTest::copy_of("broken");
    let build = site.build();
    build.fails();
    for (severity, file, line, words) in [
        ("error", "offprint.toml", 2, "there is no key `base_ulr`"),
        ("error", "offprint.toml", 3, "there is no theme `foliio`"),
        (
            "error",
            "offprint.toml",
            6,
            "there is no key `topics.min_paper`",
        ),
        ("error", "content/2026-11-01-toml.md", 2, "not TOML"),
        ("error", "content/2026-11-02-yaml.md", 2, "not YAML"),
        (
            "error",
            "content/2026-11-03-unclosed.md",
            1,
            "no closing `+++`",
        ),
        (
            "warning",
            "content/2026-11-04-heading.md",
            5,
            "heading has no text",
        ),
        (
            "warning",
            "content/2026-11-04-heading.md",
            9,
            "`javascript:alert(1)` is not",
        ),
        ("error", "content/2026-11-05-latin1.md", 3, "not UTF-8"),
        ("error", "content/2026-11-08-cut.json", 3, "not JSON"),
        ("error", "content/no-such-day.md", 3, "no day 2026-02-30"),
        (
            "error",
            "content/b/2026-11-10-a.md",
            1,
            "two pages want the address digests/2026-11-10-same-a.html",
        ),
        ("error", "content/undated.md", 1, "this digest has no date"),
        (
            "warning",
            "content/2026-11-11-records.json",
            4,
            "without a title",
        ),
        (
            "warning",
            "content/2026-11-11-records.json",
            5,
            "no JSON object",
        ),
        ("error", "content/topics/unsound.md", 2, "not TOML"),
        (
            "error",
            "content/pages/404.md",
            1,
            "two pages want the address 404.html",
        ),
    ] {
        let found = build.diagnostics(severity).into_iter().any(|diagnostic| {
            diagnostic["file"] == file
                && diagnostic["line"] == line
                && diagnostic["message"]
                    .as_str()
                    .is_some_and(|text| text.contains(words))
        });
        assert!(
            found,
            "no {severity} at {file}:{line} with `{words}`:\n{}",
            build.stderr
        );
        build.says(&format!("\n{severity}: {file}:{line}:"));
    }
    for file in [
        "content/2026-11-06-empty.md",
        "content/2026-11-07-empty.json",
        "content/notes.txt",
        "content/topics/sound.md",
    ] {
        build.says(&format!(": {file}:1:"));
    }
    // The nearest known names are offered.
    build
        .says("help: did you mean `base_url`?")
        .says("help: did you mean `topics.min_papers`?")
        .says("help: did you mean `folio`?");
    // What is good is counted beside what is not.
    build.has_account(10, 5, 0, 5);
    assert!(!site.root().join("public").exists());
}

#[test]
fn faults_come_in_the_order_of_the_files_and_of_their_lines() {
    let build = SiteTest::copy_of("broken").build();
    for severity in ["error", "warning"] {
        let of_content: Vec<(String, u64)> = build
            .diagnostics(severity)
            .into_iter()
            .filter(|diagnostic| {
                !diagnostic["message"]
                    .as_str()
                    .unwrap_or_default()
                    .starts_with("two pages")
            })
            .filter_map(|diagnostic| {
                let file = diagnostic["file"].as_str()?.strip_prefix("content/2026")?;
                Some((file.to_owned(), diagnostic["line"].as_u64().unwrap_or(0)))
            })
            .collect();
        assert!(of_content.is_sorted(), "{of_content:?}");
    }
}

#[test]
fn templates_are_tried_out_although_content_has_faults() {
    let site = sound()
        .file("content/2026-11-09.json", "{\"papers\": [")
        .file("templates/paper.html", "{{ paper.titel }}")
        .file("templates/topic.html", "{{ topic.nam }}");
    let build = site.build();
    build
        .fails()
        .reports("error: content/2026-11-09.json:1:")
        .reports("error: templates/paper.html:1:10: Field `titel` is not defined")
        .reports("error: templates/topic.html:1:10: Field `nam` is not defined")
        .says("3 errors: nothing was published");
}

#[test]
fn a_broken_file() {
    let (_, build) = leaves_alone(&[], |site| {
        site.write("content/2026-11-03.md", "+++\ndate = x\n+++\n## Paper\n");
    });
    build
        .reports("error: content/2026-11-03.md:2:8: ")
        .says("help: --keep-going publishes");
}

#[test]
fn a_broken_template() {
    let (_, build) = leaves_alone(&[], |site| site.write("templates/page.html", "{{ x"));
    build.reports("error: templates/page.html:1:5: ");
}

#[test]
fn a_template_that_fails_on_one_page_alone() {
    // Found only when the pages are rendered: the first paper has a date, another has none.
    let (_, build) = leaves_alone(&[], |site| {
        site.write(
            "content/2026-11-03.md",
            "## A first paper\n- Date: 2026-01-01\n\n## Zuletzt\n",
        );
        site.write("templates/paper.html", "{{ paper.date ~ 1 }}{% if not paper.date and paper.title == \"Zuletzt\" %}{{ paper.nothing }}{% endif %}");
    });
    build
        .reports("error: templates/paper.html:1:")
        .says("Field `nothing` is not defined")
        .says("(on the page papers/zuletzt.html)");
}

#[test]
fn a_theme_that_is_not_there() {
    let (_, build) = leaves_alone(&[], |site| {
        site.write("offprint.toml", "title = \"x\"\n\ntheme = \"fancy\"\n");
    });
    build.reports("error: offprint.toml:3:1: there is no theme `fancy`");
}

#[test]
fn a_faulty_configuration() {
    let (_, build) = leaves_alone(&["--keep-going"], |site| {
        site.write("offprint.toml", "titel = \"x\"\n");
    });
    build.reports("error: offprint.toml:1:1: there is no key `titel`");
    leaves_alone(&[], |site| site.write("offprint.toml", "title = \n"));
    leaves_alone(&[], |site| {
        site.write("offprint.toml", b"title = \"\xff\"\n")
    });
    leaves_alone(&[], |site| {
        site.write("offprint.toml", "[pages]\nper_page = 0\n")
    });
}

#[test]
fn two_digests_for_one_address() {
    let (_, build) = leaves_alone(&["--keep-going"], |site| {
        site.write(
            "content/a/2026-11-05.md",
            "+++\ntitle = \"T\"\n+++\n## Paper\n",
        );
        site.write(
            "content/b/2026-11-05.md",
            "+++\ntitle = \"T\"\n+++\n## Other\n",
        );
    });
    build
        .says("digests/2026-11-05-t.html: the digest content/a/2026-11-05.md and the digest content/b/2026-11-05.md")
        .says("help: give each digest of the day a title of its own");
}

#[test]
fn a_static_file_for_the_address_of_a_page() {
    let (_, build) = leaves_alone(&[], |site| {
        site.write("static/Index.html", "mine");
        site.write("static/topics/sums.html", "mine");
    });
    build
        .reports("error: static/Index.html: the static file index.html has the address of the front page")
        .reports("error: static/topics/sums.html: ");
}

#[test]
fn a_static_file_that_no_host_can_hold() {
    for (name, content) in [
        ("static/empty.txt", ""),
        ("static/what?.txt", "x"),
        ("static/manifest.json", "{}"),
        ("static/aux.txt", "x"),
    ] {
        let (_, build) = leaves_alone(&[], |site| site.write(name, content));
        build.says(name.strip_prefix("static/").expect("it is below"));
    }
    let (_, build) = leaves_alone(&[], |site| {
        site.write("static/Logo.png", "x");
        site.write("static/logo.png", "x");
    });
    build.says("`Logo.png` and `logo.png` differ only in case");
}

#[test]
fn a_site_that_shrinks() {
    let (site, build) = leaves_alone(&[], |site| {
        for day in 1..=3 {
            site.remove(&format!("content/2026-11-0{day}.md"));
        }
    });
    build
        .says("papers from 10 to 4")
        .says("digests from 5 to 2")
        .says("--allow-shrink");
    site.build_with(&["--allow-shrink"]).succeeds();
    assert!(!site.has_page("digests/2026-11-01.html"));
    // From now on this is what the site has.
    site.build().succeeds();
}

#[test]
fn a_source_that_is_down_is_no_empty_site() {
    let (_, build) = leaves_alone(&[], |site| {
        fs::remove_dir_all(site.root().join("content")).expect("it was there");
        fs::create_dir(site.root().join("content")).expect("it is gone");
    });
    build
        .says("papers from 10 to 0")
        .says("there are no files in content/");
}

#[test]
fn warnings_are_errors_where_strict() {
    let (site, build) = leaves_alone(&["--strict"], |site| {
        site.write("content/2026-11-06.md", "## Paper\n- Votes: many\n");
    });
    build
        .reports("error: content/2026-11-06.md:2")
        .says("`many` is not a number of votes");
    // Strict wins over lenient.
    site.build_with(&["--strict", "--keep-going"]).fails();
    site.build()
        .succeeds()
        .reports("warning: content/2026-11-06.md:2");
    sound().build_with(&["--strict"]).succeeds();
}

#[test]
fn keep_going_publishes_what_could_be_read() {
    let site = sound()
        .file("content/2026-11-06.json", "{")
        .file("content/2026-11-07.md", "## Good\n\n##\n");
    site.build().fails().has_account(12, 11, 0, 1);
    let build = site.build_with(&["--keep-going"]);
    build
        .succeeds()
        .has_account(12, 11, 0, 1)
        .reports("error: content/2026-11-06.json:1:");
    assert!(site.has_page("papers/good.html"));
    // What a night without that file costs is still the shrink guard's to judge.
    for day in 1..=4 {
        site.write(&format!("content/2026-11-0{day}.md"), "+++\n");
    }
    site.build_with(&["--keep-going"])
        .fails()
        .says("would shrink");
}

#[test]
fn a_folder_of_somebody_else_is_refused_and_named() {
    let site = sound().file("public/thesis.tex", "years of work");
    let build = site.build();
    build
        .fails()
        .says("public` is not a folder that Offprint made")
        .says("choose a new or empty folder");
    assert_eq!(site.page("thesis.tex").text, "years of work");
    assert_eq!(site.tree().len(), 1);
    let other = sound().file("public/manifest.json", "{\"name\": \"an app\"}");
    other
        .build()
        .fails()
        .says("is not a folder that Offprint made");
    assert_eq!(other.tree().len(), 1);
}

#[test]
fn folders_of_the_site_itself_are_no_output() {
    let site = sound();
    let root = site.root().to_str().expect("a plain path").to_owned();
    for output in [
        "",
        "/..",
        "/content",
        "/content/public",
        "/templates/x",
        "/static",
        "/themes/mine",
    ] {
        let output = format!("{root}{output}");
        let before = crate::site_test::tree(site.root());
        site.build_with(&["--output", &output])
            .fails()
            .says("choose a folder of its own as `output`");
        assert!(before == crate::site_test::tree(site.root()), "{output}");
    }
}

#[test]
fn symbolic_links_are_named_and_not_followed() {
    let site = sound()
        .file("static/x.txt", "x")
        .file("templates/x.html", "x");
    for folder in ["content", "static", "templates"] {
        let link = site.root().join(folder).join("2026-11-20-link.md");
        std::os::unix::fs::symlink("/etc/hostname", link).expect("it can be made");
    }
    let build = site.build();
    build.succeeds();
    for folder in ["content", "static", "templates"] {
        build.reports(&format!(
            "warning: {folder}/2026-11-20-link.md: symbolic links are not followed"
        ));
    }
    assert!(!site.has_page("2026-11-20-link.md") && site.has_page("x.txt"));
}

#[test]
fn a_key_that_a_topic_or_a_page_does_not_have_is_an_error() {
    for (file, key, meant) in [
        ("content/topics/kites.md", "hiden", "hidden"),
        ("content/pages/about.md", "drft", "draft"),
    ] {
        let site = sound().file(file, format!("+++\ntitle = \"Kites\"\n{key} = true\n+++\n"));
        site.build()
            .fails()
            .reports(&format!("error: {file}:3:1: `{key}` is not a key of"))
            .says(&format!("did you mean `{meant}`?"));
    }
}

#[test]
fn a_page_of_jekyll_may_have_keys_of_its_own() {
    let topic = "---\nlayout: topic\ntitle: Kites\ntopic_slug: kites\n---\n";
    let site = sound().file("content/topics/kites.md", topic);
    site.build().succeeds();
}
