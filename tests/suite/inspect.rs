//! `offprint inspect`: what it prints, as text and as JSON, and its exit codes.

use crate::site_test::{SiteTest, offprint};
use serde_json::{Value, json};
use std::process::{Output, Stdio};

/// A digest with a text of each kind, and a date that does not exist.
const DIGEST: &str = "\
---
title: A day
layout: post
---
Papers of the day, with a few words on each of them.

## Vision

1. [A first paper on sparse things](https://arxiv.org/abs/2601.00001) - Jane Doe, John Roe, Ann Poe, Max Moe
   - Motivation: nobody knew before how sparse these things really are.
   - AI summary: things are sparse, and the paper says how sparse they are.
   - Quality: 8/10
2. [A second paper on dense things](https://arxiv.org/abs/2601.00002)
   - Date: 31.02.2026
   - Motivation: there was no good reason to do this, but they did it.

[Back to top](#top)
";

fn inspect(site: &SiteTest, arguments: &[&str]) -> Output {
    let mut command = offprint();
    command
        .arg("inspect")
        .args(arguments)
        .current_dir(site.root());
    command.output().expect("the program runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it prints UTF-8")
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it prints UTF-8")
}

fn json_of(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).expect("it prints JSON")
}

#[track_caller]
fn says(text: &str, part: &str) {
    assert!(text.contains(part), "no `{part}` in:\n{text}");
}

#[test]
fn inspect_of_markdown_lists_records_and_unused() {
    let site = SiteTest::new().file("notes/2026-11-24.md", DIGEST);
    let output = inspect(&site, &["notes/2026-11-24.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(
        text.starts_with(
            "notes/2026-11-24.md: Markdown, 2 records\ndigest of 2026-11-24: A day; introduction, "
        ),
        "{text}"
    );
    says(&text, "    9: A first paper on sparse things\n");
    says(&text, "authors: Jane Doe, John Roe, Ann Poe and 1 more\n");
    says(&text, "arXiv: 2601.00001");
    says(&text, "Motivation, 9 words");
    says(&text, "AI summary, 11 words (language model)");
    says(&text, "facts: Quality: 8/10\n");
    says(&text, "   13: A second paper on dense things\n");
    says(
        &text,
        "  not used: Date × 1 (the value does not fit the field), such as `31.02.2026`\n",
    );
    says(
        &text,
        "  not used: layout × 1 (a field for programs), such as `post`\n",
    );
    let last = text.lines().last().unwrap_or_default();
    assert!(
        last.ends_with(" % of the words of this file are used"),
        "{last}"
    );
    says(
        &stderr(&output),
        "warning: notes/2026-11-24.md:13:1: there is no day 2026-02-31",
    );
}

#[test]
fn inspect_json_has_coverage() {
    let site = SiteTest::new().file("2026-11-24.md", DIGEST);
    let output = inspect(&site, &["--json", "./2026-11-24.md"]);
    assert_eq!(output.status.code(), Some(0));
    let json = json_of(&output);
    let file = &json[0];
    assert_eq!(file["file"], "2026-11-24.md");
    assert_eq!(file["format"], "Markdown");
    assert_eq!(file["records"], 2);
    let coverage = file["coverage"].as_f64().expect("a number");
    assert!((0.8..=1.0).contains(&coverage), "{coverage}");
    let digest = &file["digests"][0];
    assert_eq!(digest["date"], "2026-11-24");
    assert_eq!(digest["title"], "A day");
    assert!(digest["words_of_introduction"].as_u64() > Some(5));
    let first = &digest["mentions"][0];
    assert_eq!(first["line"], 9);
    assert_eq!(first["title"], "A first paper on sparse things");
    assert_eq!(
        first["authors"],
        json!(["Jane Doe", "John Roe", "Ann Poe", "Max Moe"])
    );
    assert_eq!(first["arxiv"], "2601.00001");
    assert_eq!(first["doi"], Value::Null);
    assert_eq!(
        first["sections"],
        json!([
            {"label": "Motivation", "words": 9, "generated": false},
            {"label": "AI summary", "words": 11, "generated": true},
        ])
    );
    assert_eq!(
        first["facts"],
        json!([{"label": "Quality", "value": "8/10"}])
    );
    for name in ["date", "words", "links", "topics", "votes"] {
        assert!(first.get(name).is_some(), "{name}: {first}");
    }
    let unused = file["unused"].as_array().expect("a list");
    let date = json!({
        "name": "Date", "count": 1, "example": "31.02.2026",
        "reason": "the value does not fit the field",
    });
    assert!(unused.contains(&date), "{unused:?}");
    assert_eq!(file["diagnostics"][0]["code"], "no-such-date");
}

#[test]
fn inspect_json_of_fields_counts_their_values_alone() {
    let text = r#"{"date": "2026-11-24", "papers": [{"title": "A paper on things",
        "abstract": "It does things that nobody did before.", "pdf_url": "https://arxiv.org/pdf/2601.00001",
        "keyword_list_of_model": "x"}]}"#;
    let site = SiteTest::new().file("day.json", text);
    let json = json_of(&inspect(&site, &["--json", "day.json"]));
    let coverage = json[0]["coverage"].as_f64().expect("a number");
    assert!(coverage > 0.9, "names of fields are no text: {json}");
}

#[test]
fn inspect_of_unknown_file_exits_with_1() {
    let site = SiteTest::new()
        .file("day-2026-11-24.md", "## One paper\n\nIts text.\n")
        .file("picture.png", b"\x89PNG\0\0\0")
        .file("notes.tex", "\\section{Nothing}");
    for (name, fault) in [
        ("nothing.md", "error: nothing.md: cannot be read"),
        ("picture.png", "error: picture.png: is no text"),
        (
            "notes.tex",
            "error: notes.tex:1:1: no reader knows this file",
        ),
    ] {
        let output = inspect(&site, &[name, "day-2026-11-24.md"]);
        assert_eq!(output.status.code(), Some(1), "{name}");
        says(&stderr(&output), fault);
        let text = stdout(&output);
        assert!(
            text.starts_with(&format!("{name}: cannot be read\n")),
            "{text}"
        );
        says(&text, "1: One paper");
        let json = json_of(&inspect(&site, &["--json", name]));
        assert_eq!(json[0]["format"], Value::Null);
        assert_eq!(json[0]["coverage"], Value::Null);
        assert_eq!(json[0]["diagnostics"][0]["severity"], "error");
    }
}

#[test]
fn inspect_without_files_is_wrong_usage() {
    let site = SiteTest::new();
    assert_eq!(inspect(&site, &[]).status.code(), Some(2));
    assert_eq!(inspect(&site, &["--json"]).status.code(), Some(2));
    let output = inspect(&site, &["content"]);
    assert_eq!(output.status.code(), Some(1));
    says(
        &stderr(&output),
        "error: content: there are no files in this folder",
    );
}

#[test]
fn inspect_of_folder_reads_what_a_build_reads() {
    let paper = "## One paper\n\nIts text.\n";
    let site = SiteTest::new()
        .file("content/2026-11-23.md", paper)
        .file("content/_posts/2026-11-24-x.md", paper)
        .file("content/_drafts/2026-11-25-x.md", paper)
        .file(
            "content/topics/sparse.md",
            "+++\ntitle = \"Sparse things\"\n+++\n",
        )
        .file(
            "content/pages/about.md",
            "+++\ntitle = \"About\"\n+++\nText.\n",
        )
        .file("content/authors.toml", "");
    let build = site.build();
    build.succeeds();
    let absolute = site.root().join("content");
    let absolute = absolute.to_str().expect("a plain path");
    for folder in ["content", "./content/", absolute] {
        let json = json_of(&inspect(&site, &["--json", folder]));
        let files = json.as_array().expect("a list");
        let formats = build.json["formats"].as_object().expect("an object");
        assert_eq!(files.len(), formats.len(), "{json}");
        for file in files {
            let name = file["file"].as_str().expect("a text");
            let name = &name[name.find("content/").expect("it is in content")..];
            assert_eq!(file["format"], formats[name]["format"], "{name}");
            assert_eq!(file["records"], formats[name]["records"], "{name}");
            assert_eq!(file["unused"], formats[name]["unused"], "{name}");
        }
    }
    let text = stdout(&inspect(&site, &["content/topics/sparse.md"]));
    assert_eq!(text, "content/topics/sparse.md: topic, Sparse things\n");
}

#[test]
fn inspect_of_draft_reads_it_with_the_flag_alone() {
    let text = "+++\ndraft = true\n+++\n## One paper\n\nIts text.\n";
    let site = SiteTest::new().file("2026-11-24.md", text);
    let text = stdout(&inspect(&site, &["2026-11-24.md"]));
    assert!(
        text.starts_with("2026-11-24.md: Markdown, 1 record, 1 left out\n"),
        "{text}"
    );
    let text = stdout(&inspect(&site, &["--drafts", "2026-11-24.md"]));
    says(&text, "4: One paper");
}

#[test]
fn inspect_of_undated_file_shows_its_records_and_fails() {
    let site = SiteTest::new().file("papers.md", "## One paper\n\nIts text.\n");
    let output = inspect(&site, &["papers.md"]);
    assert_eq!(output.status.code(), Some(1));
    says(
        &stderr(&output),
        "error: papers.md:1:1: this digest has no date",
    );
    let text = stdout(&output);
    says(
        &text,
        "papers.md: Markdown, 1 record\ndigest without a date",
    );
    says(&text, "1: One paper");
    says(&text, "100 % of the words");
    let json = json_of(&inspect(&site, &["--json", "papers.md"]));
    assert_eq!(json[0]["digests"][0]["date"], Value::Null);
    assert_eq!(json[0]["digests"][0]["mentions"][0]["title"], "One paper");
}

#[test]
fn inspect_of_hostile_text_prints_short_safe_lines() {
    let long = "very ".repeat(5_000);
    let names = "\u{202e}Jane Doe, ".repeat(300);
    let text = format!(
        "## \u{1b}[31mA {long}long title\u{7}\n- Authors: {names}\n- Topics: {long}\n- Comment: {long}\n- Fact: {long}: {long}\n\n{long}\n\n### {long} {{.section}}\n\n{long}\n"
    );
    let site = SiteTest::new().file("2026-11-24.md", text);
    let output = inspect(&site, &["2026-11-24.md"]);
    let text = stdout(&output);
    let is_command = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(is_command), "{text:?}");
    let longest = text.lines().map(|line| line.chars().count()).max();
    assert!(longest.is_some_and(|longest| longest < 1_000), "{text}");
}

#[test]
fn inspect_ends_quietly_on_a_closed_pipe() {
    let text: String = (0..5_000)
        .map(|number| format!("## Paper number {number}\n\nIts text.\n\n"))
        .collect();
    let site = SiteTest::new().file("2026-11-24.md", text);
    for arguments in [&["2026-11-24.md"][..], &["--json", "2026-11-24.md"]] {
        let mut child = offprint()
            .arg("inspect")
            .args(arguments)
            .current_dir(site.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(!stderr(&output).contains("error"), "{}", stderr(&output));
    }
    let all = stdout(&inspect(&site, &["2026-11-24.md"]));
    says(&all, ": Paper number 4999\n");
}
