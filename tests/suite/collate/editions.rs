//! Digests with their addresses.

use super::library;
use crate::site_test::SiteTest;

/// The names of the digests' addresses, in order.
fn slugs(files: &[(&str, &str)]) -> Vec<String> {
    let library = library(files);
    library
        .digests
        .iter()
        .map(|digest| digest.slug.clone())
        .collect()
}

#[test]
fn a_digest_alone_on_its_day_is_named_by_the_date() {
    assert_eq!(
        slugs(&[
            ("2026-11-23-vision.md", "# Title\n\n## A\n"),
            ("2026/11/22.md", "## B\n")
        ]),
        ["2026-11-22", "2026-11-23"]
    );
}

#[test]
fn several_on_one_day_are_named_by_their_titles_else_their_files() {
    assert_eq!(
        slugs(&[
            ("2026-11-23-vision.md", "## A\n"),
            ("2026-11-23.md", "## B\n"),
            ("20261123_language.md", "## C\n"),
            ("2026/11/23.md", "# On Sound\n\n## D\n"),
            ("2026/11/23/robots.md", "## E\n"),
            ("notes-2026-11-23.md", "## F\n"),
            ("old.md", "+++\ndate = 2026-11-23\n+++\n## G\n"),
        ]),
        [
            "2026-11-23",
            "2026-11-23-language",
            "2026-11-23-notes",
            "2026-11-23-old",
            "2026-11-23-on-sound",
            "2026-11-23-robots",
            "2026-11-23-vision",
        ]
    );
    assert_eq!(
        slugs(&[("2026/11/23.md", "## A\n"), ("2026/11/23/b.md", "## B\n")]),
        ["2026-11-23", "2026-11-23-b"]
    );
}

#[test]
fn two_that_want_one_address_are_both_named() {
    let site = SiteTest::new()
        .file("content/2026-11-23.md", "## A\n")
        .file(
            "content/2026-11-23.json",
            "{\"papers\": [{\"title\": \"B\"}]}",
        );
    let build = site.build();
    build
        .fails()
        .says("content/2026-11-23.json")
        .says("content/2026-11-23.md");
    assert_eq!(build.diagnostics("error").len(), 1, "{}", build.stderr);
}

#[test]
fn two_of_a_day_with_one_title_are_told_apart_by_their_files() {
    let titled = |paper: &str| format!("+++\ntitle = \"Daily\"\n+++\n## {paper}\n");
    let site = SiteTest::new()
        .file("content/2026-11-22-ai.md", titled("A"))
        .file("content/2026-11-23-ai.md", titled("B"))
        .file("content/2026-11-23-robots.md", titled("C"));
    site.build().succeeds().has_account(3, 3, 0, 0);
    site.page("digests/2026-11-22.html").says("Daily");
    site.page("digests/2026-11-23-daily-ai.html").says("B");
    site.page("digests/2026-11-23-daily-robots.html").says("C");
}

#[test]
fn a_digest_of_nothing_but_an_introduction_has_a_page() {
    let site = SiteTest::new()
        .file("content/2026-11-22.md", "## A\n")
        .file(
            "content/2026-11-23.md",
            "# No papers today\n\nThe editor is on holiday.\n",
        );
    site.build().succeeds().has_account(1, 1, 0, 0);
    site.page("digests/2026-11-23.html")
        .says("The editor is on holiday.");
}
