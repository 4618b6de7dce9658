//! Searching: the index beside the pages, and what of it is taken over from the last build.
//!
//! What a reader finds is tested in a browser, by `.ci/web`.

use crate::site_test::{Build, SiteTest};
use serde_json::json;

/// A digest of papers with these titles.
fn digest(date: &str, titles: &[&str]) -> String {
    let papers = titles
        .iter()
        .map(|title| json!({"title": title, "abstract": "It is about rows."}));
    json!({"date": date, "papers": papers.collect::<Vec<_>>()}).to_string()
}

/// Two years of digests.
fn two_years() -> SiteTest {
    SiteTest::new()
        .file(
            "content/a.json",
            digest("2025-11-23", &["Rows and columns", "Rows alone"]),
        )
        .file("content/b.json", digest("2026-11-23", &["Columns alone"]))
}

fn kept(build: &Build) -> u64 {
    build.json["account"]["search"]["kept"]
        .as_u64()
        .expect("the site has an index")
}

#[test]
fn a_year_of_papers_is_a_bundle_and_the_page_names_them() {
    let site = two_years();
    let build = site.build();
    build.succeeds();
    let account = &build.json["account"]["search"];
    assert_eq!(
        (&account["papers"], &account["bundles"]),
        (&json!(3), &json!(2)),
        "{account}"
    );
    assert!(
        build
            .stderr
            .contains("(search: papers 3, bundles 2, kept 0, seconds "),
        "{}",
        build.stderr
    );
    let tree = site.tree();
    for year in ["2025", "2026"] {
        for file in [
            "pagefind.js",
            "pagefind-worker.js",
            "pagefind-entry.json",
            "wasm.en.pagefind",
        ] {
            assert!(
                tree.contains_key(&format!("pagefind/{year}/{file}")),
                "{year} has no {file}"
            );
        }
    }
    assert!(
        !tree.keys().any(|path| path.contains("-ui.")),
        "forms of Pagefind's own are left out"
    );
    site.page("search.html")
        .says("data-bundles=\"pagefind/2026 pagefind/2025\"");
    site.page("papers/rows-alone.html").says("search.html");
}

#[test]
fn bundles_of_which_no_paper_changed_are_taken_over() {
    let site = two_years();
    site.build().succeeds();
    let before = site.tree();
    let again = site.build();
    again.succeeds();
    assert_eq!(kept(&again), 2);
    assert_eq!(site.tree(), before);

    let site = site.file("content/c.json", digest("2026-11-24", &["Trees"]));
    let third = site.build();
    third.succeeds();
    assert_eq!(kept(&third), 1, "the other has one paper more");
    let of_2025 = |tree: &crate::site_test::Tree| -> Vec<(String, Vec<u8>)> {
        let files = tree
            .iter()
            .filter(|(path, _)| path.starts_with("pagefind/2025/"));
        files
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    assert_eq!(of_2025(&site.tree()), of_2025(&before));
}

#[test]
fn a_bundle_that_somebody_altered_is_made_anew() {
    let site = two_years();
    site.build().succeeds();
    let before = site.tree();
    let altered = site.root().join("public/pagefind/2025/pagefind.js");
    std::fs::write(altered, "alert(1)").expect("the file is there");
    let again = site.build();
    again.succeeds();
    assert_eq!(kept(&again), 1);
    assert_eq!(site.tree(), before);
}

#[test]
fn a_site_without_search_says_nothing_of_it() {
    let site = two_years().file("offprint.toml", "[search]\nenabled = false\n");
    let build = site.build();
    build.succeeds();
    assert_eq!(build.json["account"]["search"], json!(null));
    let tree = site.tree();
    assert!(!tree.contains_key("search.html"));
    assert!(!tree.keys().any(|path| path.starts_with("pagefind/")));
    let front = &site.page("index.html").text;
    assert!(!front.contains("search"), "{front}");
}

#[test]
fn a_site_without_papers_has_nothing_to_search() {
    let site = SiteTest::new().file("content/pages/about.md", "Soon.\n");
    let build = site.build();
    build.succeeds();
    assert!(!site.tree().contains_key("search.html"));
}

#[test]
fn words_are_listed_by_how_often_they_are_used() {
    let site = two_years();
    site.build().succeeds();
    let words = site.page("pagefind/words.txt").text.clone();
    let words: Vec<&str> = words.lines().collect();
    assert_eq!(words[0], "rows", "{words:?}");
    assert!(words.contains(&"alone"));
    assert!(!words.contains(&"it"), "short words are not corrected");
}

#[test]
fn bundles_are_of_the_release_that_is_locked() {
    let source = include_str!("../../src/render/search/index.rs");
    let lock = include_str!("../../Cargo.lock");
    let (_, rest) = lock
        .split_once("name = \"pagefind\"\nversion = \"")
        .expect("it is locked");
    let (locked, _) = rest.split_once('"').expect("a version ends");
    assert!(
        source.contains(&format!("RELEASE: &str = \"{locked}\"")),
        "Cargo.lock has {locked}"
    );
}

#[test]
fn papers_without_an_abstract_are_found_too() {
    let site = SiteTest::new()
        .file("content/2025-11-23.md", "## Only a title\n\n## ???\n")
        .file(
            "content/2026-11-23.md",
            "## A title\n\nAn abstract.\n\n## 扩散模型综述\n",
        );
    site.build().succeeds();
    for (year, papers) in [(2025, 2), (2026, 2)] {
        let entry = site
            .page(&format!("pagefind/{year}/pagefind-entry.json"))
            .json();
        assert_eq!(
            entry["languages"]["en"]["page_count"], papers,
            "{year}: {entry}"
        );
    }
}
