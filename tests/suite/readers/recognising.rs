//! Which reader takes a file, and what is said of one that none takes.

use super::{format_of, read};
use crate::site_test::SiteTest;
use offprint::readers;
use offprint::readers::source::Source;
use proptest::prelude::*;

#[test]
fn files_are_known_by_content_first_then_by_extension() {
    let markdown = Some("Markdown");
    let json = Some("Offprint JSON");
    for (name, text, expected) in [
        ("a.md", "just text\n", markdown),
        ("a.MD", "just text\n", markdown),
        ("a.txt", "---\ntitle: x\n---\n", markdown),
        ("a", "Intro\n\n## A paper\n", markdown),
        ("a.json", r#"{"papers": []}"#, json),
        ("a.txt", "\n {\"papers\": [{}]}", json),
        ("a.md", r#"{"papers": []}"#, json),
        (
            "a.json",
            r#"[{"paper": {}}]"#,
            Some("Hugging Face daily papers JSON"),
        ),
        ("a.json", "[null]", Some("Hugging Face daily papers JSON")),
        ("a.md", "[a link](https://a.example) begins it\n", markdown),
        (
            "a.txt",
            "A title\nIts abstract, which is longer.\n",
            Some("trending-papers text"),
        ),
        ("a.json", "", Some("empty file")),
        ("a.md", "\n\n", Some("empty file")),
        ("a.json", "{ }", Some("empty file")),
        ("a.json", "[]", Some("empty file")),
        ("a.json", "{\"a\": 1}", None),
        ("a.json", "[1, 2]", None),
        ("a.json", "null", None),
        ("a.csv", "title,abstract\n", Some("CSV")),
        ("a.csv", "name,colour\n", None),
    ] {
        assert_eq!(
            format_of(&format!("content/{name}"), text),
            expected,
            "{name}: {text}"
        );
    }
}

#[test]
fn a_file_that_nobody_knows_lists_what_was_tried_and_why_not() {
    let text = "id;name\n1;x\n";
    let fault = readers::recognise(&Source::new("content/x.csv", text)).expect_err("unknown");
    let tried = fault.to_text();
    assert!(tried.starts_with("error: content/x.csv:1:1: no reader knows this file"));
    assert!(tried.contains("Offprint JSON, ") && tried.contains(": it does not begin as JSON"));
    assert!(tried.contains("CSV: its first line names no columns of titles"));
    assert!(tried.contains("begin its name with `_` to leave it out"));
    for format in readers::FORMATS {
        assert!(
            tried.contains(format.name) || format.name == "empty file",
            "{}",
            format.name
        );
    }
}

#[test]
fn days_without_papers_are_warnings_and_the_site_is_built() {
    let site = SiteTest::new()
        .file("content/2026-11-20.json", "")
        .file("content/2026-11-21.json", "{}")
        .file("content/2026-11-22.json", "[]\n")
        .file("content/2026-11-23.md", " \n")
        .file(
            "content/2026-11-24.json",
            "{\"date\": \"2026-11-24\", \"papers\": []}",
        )
        .file("content/2026-11-25.md", "## A paper\n");
    let build = site.build();
    build
        .succeeds()
        .has_account(1, 1, 0, 0)
        .reports("warning: content/2026-11-20.json:1:1: the file is empty")
        .reports("warning: content/2026-11-21.json:1:1: there are no papers in this file")
        .reports("warning: content/2026-11-22.json:1:1: there are no papers in this file")
        .reports("warning: content/2026-11-23.md:1:1: the file is empty")
        .reports("warning: content/2026-11-24.json:1:1: there are no papers in this file");
    assert_eq!(build.diagnostics("error").len(), 0);
    assert!(site.has_page("digests/2026-11-25.html"));
    assert!(!site.has_page("digests/2026-11-24.html"));
}

#[test]
fn every_fault_of_every_file_is_reported_in_one_run() {
    let site = SiteTest::new()
        .file("content/2026-11-20.md", "## Fine\n")
        .file(
            "content/bytes.md",
            b"## A paper\n\nAn \xc3\xa9 and then \xff.\n",
        )
        .fixture("markdown/broken-toml.md", "content/broken-toml.md")
        .fixture("markdown/unclosed.md", "content/unclosed.md")
        .fixture("offprint-json/truncated.json", "content/truncated.json")
        .file("content/2026-11-21.csv", "id;name\n1;x\n")
        .file("content/_notes/2026-11-22.csv", "left out")
        .file("content/.hidden", "left out");
    let build = site.build();
    build
        .fails()
        .reports("error: content/bytes.md:3:15: is not UTF-8")
        .reports("error: content/broken-toml.md:5:1: the front matter is not TOML")
        .reports("error: content/unclosed.md:1:1: the front matter has no closing `+++`")
        .reports("error: content/truncated.json:5:")
        .reports("error: content/2026-11-21.csv:1:1: no reader knows this file")
        .says("nothing was published");
    assert_eq!(build.diagnostics("error").len(), 5);
    assert!(!site.root().join("public").exists());
    site.build_with(&["--keep-going"])
        .succeeds()
        .has_account(1, 1, 0, 0);
}

proptest! {
    #[test]
    fn any_text_under_any_name_is_read_without_panic(
        text in "\\PC{0,200}",
        name in "[a-z0-9/.-]{0,20}",
    ) {
        read(&name, &text);
    }

    #[test]
    fn a_warning_or_an_error_has_a_file_and_a_line(text in "[\\[\\]{}\"a:, \n#+-]{0,40}") {
        for name in ["content/2026-11-23.md", "content/x.json", "content/x"] {
            for diagnostic in read(name, &text).diagnostics {
                assert_eq!(diagnostic.file.as_deref(), Some(name));
                assert!(diagnostic.line.is_some(), "{}", diagnostic.to_text());
            }
        }
    }
}
