//! What a site exports is a source of the same site.

use crate::site_test::{SiteTest, Tree};
use std::fs;

const BASE: [&str; 2] = ["--base-url", "https://example.org/x/"];

/// A site of the same configuration, topics and pages whose digests are the exports of `site`.
fn again(site: &SiteTest, extension: &str) -> SiteTest {
    let copy = SiteTest::new();
    for (path, bytes) in crate::site_test::tree(site.root()) {
        let is_kept = path == "offprint.toml"
            || path.starts_with("content/topics/")
            || path.starts_with("content/pages/");
        if is_kept {
            copy.write(&path, bytes);
        } else if let Some(name) = path.strip_prefix("public/digests/")
            && name.ends_with(extension)
        {
            copy.write(&format!("content/{name}"), bytes);
        }
    }
    copy
}

/// The published files but the manifest, which also counts what was merged.
fn published(site: &SiteTest) -> Tree {
    let mut tree = site.tree();
    tree.remove("manifest.json").expect("every site has one");
    tree
}

#[track_caller]
fn assert_same(a: &Tree, b: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b));
    for (path, bytes) in a {
        let (a, b) = (
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&b[path]),
        );
        assert!(a == b, "{path} differs:\n{a}\n{b}");
    }
}

#[test]
fn the_json_of_a_site_builds_the_same_site() {
    let first = SiteTest::copy_of("awkward");
    first.build_with(&BASE).succeeds();
    let second = again(&first, ".json");
    second.build_with(&BASE).succeeds();
    assert_same(&published(&first), &published(&second));
}

#[test]
fn the_json_of_a_site_without_address_builds_the_same_site() {
    let first = SiteTest::copy_of("awkward");
    first.build().succeeds();
    let second = again(&first, ".json");
    second.build().succeeds();
    assert_same(&published(&first), &published(&second));
}

/// What the Markdown form does not carry: a note of several paragraphs becomes one; an abstract
/// that was imported as plain text becomes Markdown of the same text, and the JSON says so; labels
/// of footnotes, which no page shows, name their paper. The snapshot lists the files that differ.
#[test]
fn the_markdown_of_a_site_builds_the_same_site_as_far_as_the_form_carries_it() {
    let first = SiteTest::copy_of("awkward");
    first.build_with(&BASE).succeeds();
    let second = again(&first, ".md");
    second.build_with(&BASE).succeeds();
    let (a, b) = (published(&first), published(&second));
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b));
    let differing: Vec<&str> = a
        .iter()
        .filter(|(path, bytes)| b[*path] != **bytes)
        .map(|(path, _)| path.as_str())
        .collect();
    insta::assert_snapshot!("differs_after_markdown", differing.join("\n"));
    // And from then on it is its own source.
    let third = again(&second, ".md");
    third.build_with(&BASE).succeeds();
    assert_same(&b, &published(&third));
}

#[test]
fn our_own_digests_survive_both_ways() {
    let root = crate::site_test::manifest_folder();
    let own = SiteTest::new();
    for (path, bytes) in crate::site_test::tree(&root.join("content")) {
        own.write(&format!("content/{path}"), bytes);
    }
    own.write(
        "offprint.toml",
        fs::read(root.join("offprint.toml")).expect("it is there"),
    );
    own.build_with(&BASE).succeeds();
    for extension in [".json", ".md"] {
        let second = again(&own, extension);
        second.build_with(&BASE).succeeds();
        assert_same(&published(&own), &published(&second));
    }
}
