//! Which files of `content/` are read.

use crate::site_test::SiteTest;
use offprint::files;

const PAPER: &str = "## One paper\n\nIts text.\n";

fn names(site: &SiteTest) -> Vec<String> {
    let (found, faults) = files::walk(site.root(), "content");
    assert_eq!(faults, []);
    found.into_iter().map(|file| file.name).collect()
}

#[test]
fn walk_leaves_hidden_names_out_but_posts_and_index() {
    let site = SiteTest::new();
    for name in [
        "2026-11-23.md",
        ".hidden.md",
        "_left-out.md",
        "_drafts/2026-11-23-x.md",
        "_index.md",
        "_posts/2026-11-23-x.md",
        "_posts/_x.md",
        "_posts/.x.md",
        "papers/_index.md",
        "papers/_posts/2026-11-23-x.md",
        "_x/_index.md",
        "_x/_posts/2026-11-23-x.md",
        // Names of the other kind.
        "a/_posts",
        "b/_index.md/x.md",
    ] {
        site.write(&format!("content/{name}"), PAPER);
    }
    assert_eq!(
        names(&site),
        [
            "content/2026-11-23.md",
            "content/_index.md",
            "content/_posts/2026-11-23-x.md",
            "content/papers/_index.md",
            "content/papers/_posts/2026-11-23-x.md",
        ]
    );
}

#[test]
fn posts_and_index_of_jekyll_and_hugo_are_read() {
    let site = SiteTest::new()
        .file(
            "content/_posts/2026-11-23-a-day.md",
            "## A post\n\nIts text.\n",
        )
        .file("content/2026-11-24/_index.md", "## A bundle\n\nIts text.\n")
        .file(
            "content/_drafts/2026-11-25-x.md",
            "## A draft\n\nIts text.\n",
        );
    let build = site.build();
    build.succeeds().has_account(2, 2, 0, 0);
    site.page("digests/2026-11-23.html").says("A post");
    site.page("digests/2026-11-24.html").says("A bundle");
}

#[test]
fn index_of_a_folder_without_papers_makes_no_digest() {
    let page = "---\ntitle: Papers\ndate: 2020-01-01\n---\nPapers that I read, by day.\n";
    let undated = "---\ntitle: Papers\n---\nPapers that I read, by day.\n";
    let site = SiteTest::new()
        .file("content/_index.md", undated)
        .file("content/papers/_index.md", page)
        .file("content/pages/_index.md", page)
        .file("content/topics/_index.md", page)
        .file("content/papers/2026-11-24.md", PAPER);
    let build = site.build();
    build.succeeds().has_account(1, 1, 0, 0);
    assert!(!site.has_page("digests/2020-01-01.html"));
    let read = &build.json["formats"]["content/papers/_index.md"];
    assert_eq!(read["format"], "page of a folder");
    assert_eq!(read["unused"][0]["example"], "Papers that I read, by day.");
    assert_eq!(build.json["account"]["topics"], 0);
    // Its day is that of the folder.
    site.write("content/2026-11-25/_index.md", undated);
    site.build().succeeds();
    site.page("digests/2026-11-25.html").says("by day");
}
