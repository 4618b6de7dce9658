//! The site of this repository, which people judge the program by.

use crate::html;
use crate::site_test::{SiteTest, manifest_folder, offprint, shared_data};
use std::fs;

/// Builds `content/` of the repository into a folder of its own.
fn built() -> SiteTest {
    let site = SiteTest::new();
    let output = offprint()
        .args([
            "build",
            "--strict",
            "--json",
            "--base-url",
            "https://example.org/",
            "--root",
        ])
        .arg(manifest_folder())
        .arg("--output")
        .arg(site.root().join("public"))
        .output()
        .expect("the program runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["diagnostics"], serde_json::json!([]));
    assert_eq!(json["account"]["records"], 116);
    assert_eq!(json["account"]["papers"], 116);
    site
}

fn papers(site: &SiteTest) -> Vec<serde_json::Value> {
    site.tree()
        .iter()
        .filter(|(path, _)| path.starts_with("digests/") && path.ends_with(".json"))
        .flat_map(|(_, bytes)| {
            let json: serde_json::Value = serde_json::from_slice(bytes).expect("it is JSON");
            json["papers"].as_array().expect("a list").clone()
        })
        .collect()
}

#[test]
fn it_builds_without_a_word_and_every_link_leads_somewhere() {
    let site = built();
    let tree = site.tree();
    assert_eq!(html::broken_links(&tree, "/"), [] as [&str; 0]);
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).expect("pages are UTF-8");
        assert_eq!(html::faults(text), [] as [&str; 0], "{path}");
    }
    let pages = tree
        .keys()
        .filter(|path| path.starts_with("papers/"))
        .count();
    assert_eq!(pages, 116);
}

#[test]
fn every_topic_has_three_papers_or_more_and_an_introduction() {
    let site = built();
    let mut topics = std::collections::BTreeMap::new();
    for paper in papers(&site) {
        let of_paper = paper["topics"].as_array().expect("a list");
        assert!((1..=4).contains(&of_paper.len()), "{}", paper["title"]);
        for topic in of_paper {
            *topics
                .entry(topic.as_str().expect("a name").to_owned())
                .or_insert(0) += 1;
        }
    }
    let declared = fs::read_dir(manifest_folder().join("content/topics")).expect("it is there");
    assert_eq!(topics.len(), declared.count());
    for (topic, count) in topics {
        assert!(count >= 3, "{topic} has {count}");
    }
    for (path, bytes) in site.tree() {
        if path.starts_with("topics/") && path.ends_with(".html") && path != "topics/index.html" {
            let text = String::from_utf8(bytes).expect("pages are UTF-8");
            assert!(text.contains("class=prose"), "{path} has no introduction");
        }
    }
}

#[test]
fn every_paper_has_a_summary_and_claims_no_author_and_no_date() {
    let site = built();
    for paper in papers(&site) {
        assert!(paper["abstract"].is_string(), "{}", paper["title"]);
        assert_eq!(
            paper["authors"],
            serde_json::json!([]),
            "{}",
            paper["title"]
        );
        assert_eq!(paper["date"], serde_json::Value::Null, "{}", paper["title"]);
    }
}

/// Title lines of the page as it was copied: every second line behind the two of furniture.
fn titles(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines
        .skip_while(|line| !line.starts_with("Subscribe"))
        .collect();
    assert_eq!(lines.len(), 232, "116 titles with their abstracts");
    lines
        .chunks(2)
        .map(|pair| {
            pair[0]
                .strip_prefix("Subscribe")
                .unwrap_or(pair[0])
                .to_owned()
        })
        .collect()
}

#[test]
fn all_titles_of_the_page_are_there_to_the_letter() {
    let Some(file) = shared_data("trending-papers.txt") else {
        return;
    };
    let mut wanted = titles(&fs::read_to_string(file).expect("it is text"));
    let site = built();
    let mut found: Vec<String> = papers(&site)
        .iter()
        .map(|paper| paper["title"].as_str().expect("a text").to_owned())
        .collect();
    wanted.sort();
    found.sort();
    assert_eq!(wanted, found);
}

#[test]
fn the_page_as_it_was_copied_is_a_site_too() {
    let Some(file) = shared_data("trending-papers.txt") else {
        return;
    };
    let text = fs::read_to_string(file).expect("it is text");
    let site = SiteTest::new().file("content/2026-11-23.txt", &text);
    site.build().succeeds().has_account(116, 116, 0, 0);
    let found: Vec<String> = papers(&site)
        .iter()
        .map(|paper| paper["title"].as_str().expect("a text").to_owned())
        .collect();
    assert_eq!(found, titles(&text));
    assert_eq!(html::broken_links(&site.tree(), "/"), [] as [&str; 0]);
    for (path, bytes) in site.tree() {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        for furniture in ["email inbox", "SubscribeA", "Subscribe</", "Get trending"] {
            assert!(!page.contains(furniture), "{path} has `{furniture}`");
        }
    }
}
