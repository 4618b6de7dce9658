//! What is composed: the digest as HTML and as text.

use super::postbox::{DIGEST, EMAIL, Post};
use crate::html;
use crate::site_test::{SiteTest, manifest_folder};
use std::fs;
use std::path::Path;

/// The largest HTML that Gmail shows whole, with a margin (src/mail/letter.rs).
const LARGEST: usize = 90_000;

#[test]
fn the_newest_digest_is_composed_as_three_files() {
    let post = Post::new();
    post.site
        .write("content/2026-11-20.md", "## An older paper\n- Votes: 9\n");
    let run = post.run(&[]);
    run.ends_with(0);
    assert_eq!(run.json["state"], "composed");
    assert_eq!(run.json["edition"], "2026-11-23");
    assert_eq!(run.json["subject"], "Rows: Rows & columns");
    assert_eq!(run.json["files"].as_array().unwrap().len(), 3);
    insta::assert_snapshot!("letter_text", post.composed("2026-11-23.txt"));
    let html = post.composed("2026-11-23.html");
    assert!(
        html.contains("https://example.org/papers/papers/2611.00001.html"),
        "{html}"
    );
    assert!(html.contains("Rows, O(n²) of them."), "{html}");
    assert!(
        !html.contains("<math") && !html.contains("<img") && !html.contains("<script"),
        "{html}"
    );
    // The rules are in the elements, and what is for the dark alone is in the head.
    assert!(
        html.contains("<li value=\"1\" style=\"margin: 0 0 14px"),
        "{html}"
    );
    assert!(
        html.contains("prefers-color-scheme: dark") && !html.contains("class=\"none\""),
        "{html}"
    );
    let message = post.composed("2026-11-23.eml");
    assert!(
        message.contains("Date: Tue, 24 Nov 2026 06:00:00 +0000\r\n"),
        "{message}"
    );
    assert!(!message.contains("\r\nTo: "), "{message}");

    // The same again, to the byte.
    post.run(&[]).ends_with(0);
    assert_eq!(post.composed("2026-11-23.eml"), message);
}

#[test]
fn a_letter_is_about_a_day_and_the_topics_that_are_asked_for() {
    let post = Post::new();
    post.site
        .write("content/2026-11-20.md", "## An older paper\n- Votes: 9\n");
    post.run(&["--date", "2026-11-20"]).ends_with(0);
    let text = post.composed("2026-11-20.txt");
    // By what was known on the day.
    assert!(
        text.contains("An older paper") && !text.contains("on rows"),
        "{text}"
    );

    let run = post.run(&["--topics", "columns"]);
    run.ends_with(0);
    assert_eq!(run.json["papers"], 2);
    let text = post.composed("2026-11-23-columns.txt");
    assert!(
        text.contains("A paper on both") && text.contains("A paper on columns"),
        "{text}"
    );
    assert!(
        !text.contains("A paper on rows") && !text.contains("An older"),
        "{text}"
    );

    post.run(&["--topics", "colums"])
        .ends_with(1)
        .says("the site has no topic `colums`")
        .says("did you mean `Columns`?");
    let run = post.run(&["--date", "2026-11-22"]);
    run.ends_with(3);
    assert_eq!(run.json["state"], "empty");
}

#[test]
fn an_empty_digest_is_no_newsletter() {
    let post = Post::new();
    post.site.write(
        "content/2026-11-23.md",
        "+++\ntitle = \"Nothing\"\n+++\nNothing today.\n",
    );
    let run = post.run(&["--date", "2026-11-23"]);
    run.ends_with(3);
    assert_eq!(run.json["state"], "empty");
    post.readers(&["a@example.org".to_owned()]);
    let run = post.send("smtp://127.0.0.1:9", &["--date", "2026-11-23"]);
    run.ends_with(3);
}

#[test]
fn a_faulty_site_sends_nothing() {
    let post = Post::new();
    post.readers(&["a@example.org".to_owned()]);
    post.site
        .write("content/2026-11-24.md", "+++\ntitle = \n+++\n## A paper\n");
    post.send("smtp://127.0.0.1:9", &[])
        .ends_with(1)
        .says("content/2026-11-24.md:2:9");
    post.site.write("content/2026-11-24.md", "");
    post.site
        .write("templates/email/newsletter.txt", "{{ newsletter.subjekt }}");
    post.run(&[])
        .ends_with(1)
        .says("templates/email/newsletter.txt:1")
        .says("subjekt");
}

#[test]
fn a_site_without_an_address_or_a_sender_says_so() {
    let site = SiteTest::new().file("content/2026-11-23.md", DIGEST);
    let post = Post {
        site,
        outside: tempfile::tempdir().unwrap(),
    };
    post.run(&[])
        .ends_with(1)
        .says("a newsletter has links, so the site needs an address");
    let run = post.run(&["--base-url", "https://example.org/"]);
    run.ends_with(0)
        .says("`from` is not set in the table [email]");
    assert_eq!(run.json["files"].as_array().unwrap().len(), 2);
}

#[test]
fn long_digests_are_said_shorter_until_they_fit() {
    for (papers, sentences) in [(100, 3), (400, 3), (3000, 1)] {
        let mut digest = String::new();
        for number in 0..papers {
            let text = "It has an abstract of some length, with 100 % of what that needs. "
                .repeat(sentences);
            digest.push_str(&format!(
                "## Rows, part {number}, on what makes a title as long as titles are\n- Authors: Ada Example, Bo Example\n- Topics: Topic {}\n\n{text}\n\n",
                number % 7
            ));
        }
        let post = Post::new();
        post.site.write("content/2026-11-23.md", digest);
        post.run(&[]).ends_with(0);
        let html = post.composed("2026-11-23.html");
        assert!(html.len() < LARGEST, "{papers}: {}", html.len());
        // Nothing is left out that there would be room for.
        assert!(html.len() > 30_000, "{papers}: {}", html.len());
        let is_whole = papers == 100;
        assert_eq!(
            html.contains(&format!("All {papers} papers")),
            !is_whole,
            "{papers}"
        );
    }
}

#[test]
fn each_paper_is_named_once_below_its_largest_topic() {
    let digest: String = (0..20)
        .map(|number| {
            let topics = ["Rows", "Rows, Columns", "Columns", "Cells"][number % 4];
            format!("## Paper {number:02}\n- Topics: {topics}\n\n")
        })
        .collect();
    let post = Post::new();
    post.site.write("content/2026-11-23.md", digest);
    post.run(&[]).ends_with(0);
    let text = post.composed("2026-11-23.txt");
    for number in 0..20 {
        let name = format!("Paper {number:02}\n");
        assert_eq!(text.matches(&name).count(), 1, "{name}{text}");
    }
    let headings: Vec<&str> = text
        .lines()
        .filter(|line| line.len() > 3 && line.chars().all(|c| c.is_uppercase() || c == ' '))
        .collect();
    assert_eq!(headings, ["TRENDING", "COLUMNS", "CELLS", "ROWS"], "{text}");
}

#[test]
fn text_keeps_to_its_columns_in_any_script() {
    let digest = "+++\ntitle = \"长标题与很多字符以及更多的字符以及更多的字符以及更多的字符以及更多\"\n+++\n\n\
        ## 一个很长的中文标题，它必须在七十二列之内换行，因为邮件里的文本行不应该更长\n\n摘要也很长，也需要换行，因为每个字占两列，而一行只有七十二列的宽度可以使用。\n\n\
        ## A title with an_identifier_that_is_longer_than_any_line_may_be_and_cannot_be_broken_anywhere_at_all\n\nText.\n";
    let post = Post::new();
    post.site.write("content/2026-11-23.md", digest);
    post.run(&[]).ends_with(0);
    let text = post.composed("2026-11-23.txt");
    for line in text.lines() {
        let is_one_word = !line.trim().contains(' ') && line.is_ascii();
        assert!(columns(line) <= 72 || is_one_word, "{line}\n{text}");
    }
    insta::assert_snapshot!("letter_text_of_scripts", text);
}

/// Columns of a line in which Chinese letters take two.
fn columns(line: &str) -> usize {
    line.chars()
        .map(|c| if c > '\u{2E7F}' { 2 } else { 1 })
        .sum()
}

#[test]
fn the_newsletter_is_a_page_of_the_site() {
    let post = Post::new();
    post.site.build().succeeds();
    let page = post.site.page("newsletters/2026-11-23.html").text;
    assert!(
        page.contains("<title>Rows: Rows &amp; columns</title>"),
        "{page}"
    );
    assert!(
        page.contains("name=robots") && page.contains("noindex"),
        "{page}"
    );
    let canonical = html::tags(&page)
        .into_iter()
        .find(|tag| tag.get("rel") == Some("canonical"));
    assert_eq!(
        canonical.unwrap().get("href"),
        Some("https://example.org/papers/digests/2026-11-23.html")
    );
    // Links are relative, as everywhere on the site.
    assert!(
        page.contains("../papers/2611.00001.html") && !page.contains("leave"),
        "{page}"
    );
    assert!(
        post.site
            .page("digests/2026-11-23.html")
            .text
            .contains("../newsletters/2026-11-23.html")
    );
    let sitemap = post.site.page("sitemap.xml").text;
    assert!(!sitemap.contains("newsletters/"), "{sitemap}");

    // Without a newsletter there is none.
    post.site.write("offprint.toml", "title = \"Rows\"\n");
    post.site.build_with(&["--allow-shrink"]).succeeds();
    assert!(!post.site.has_page("newsletters/2026-11-23.html"));
}

#[test]
fn a_theme_has_the_last_word_on_the_letter() {
    let post = Post::with(&format!(
        "{EMAIL}subject = \"{{digest}} of {{date}} at {{site}}\"\nimprint = \"Example Lab, <1 Street>\"\n"
    ));
    post.site.write(
        "templates/email/newsletter.html",
        "{% extends \"folio/email/newsletter.html\" %}{% block papers %}<p class=\"small\">No papers: {{ newsletter.paper_count }}</p>{% endblock papers %}",
    );
    let run = post.run(&[]);
    run.ends_with(0);
    assert_eq!(
        run.json["subject"],
        "Rows & columns of 23 November 2026 at Rows"
    );
    let html = post.composed("2026-11-23.html");
    assert!(
        html.contains("No papers: 3") && !html.contains("A paper on both</a>"),
        "{html}"
    );
    assert!(html.contains("Example Lab, &lt;1 Street&gt;"), "{html}");
    assert!(
        post.composed("2026-11-23.txt")
            .contains("Example Lab, <1 Street>")
    );
}

#[test]
fn the_real_page_is_a_newsletter() {
    let input = manifest_folder().join("../shared/data/trending-papers.txt");
    if !Path::new(&input).exists() {
        eprintln!("SKIPPED: there is no ../shared/data beside this clone");
        return;
    }
    let post = Post::new();
    post.site
        .write("content/2026-11-23.txt", fs::read(input).unwrap());
    post.site.remove("content/2026-11-23.md");
    let run = post.run(&[]);
    run.ends_with(0);
    assert_eq!(run.json["papers"], 116);
    let (html, text) = (
        post.composed("2026-11-23.html"),
        post.composed("2026-11-23.txt"),
    );
    assert!(html.len() < LARGEST, "{}", html.len());
    // Each of the 116 papers is there, in both forms.
    let links = |text: &str| text.matches("https://example.org/papers/papers/").count();
    assert_eq!((links(&html), links(&text)), (116, 116));
    for line in text.lines() {
        assert!(
            columns(line) <= 72 || line.trim().starts_with("https://"),
            "{line}"
        );
    }
}
