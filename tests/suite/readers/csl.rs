//! CSL-JSON, Crossref's answers and Zotero's JSON.

use super::{adds_up, any_value, format_of, hold_to_snapshots, read};
use crate::site_test::{SiteTest, shared_data, tree};
use offprint::markup::{Span, spans};
use offprint::model::prose::Prose;
use offprint::readers::tagged::plain;
use proptest::prelude::*;
use std::fs;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("csl-json");
    hold_to_snapshots("zotero");
}

#[test]
fn they_are_known_by_what_their_records_have() {
    let csl = Some("CSL-JSON");
    let zotero = Some("Zotero JSON");
    let day = Some("day JSON");
    for (text, expected) in [
        (r#"[{"type": "book", "title": "x", "issued": {}}]"#, csl),
        (
            r#"[{"type": "book", "title": "x", "author": [{"family": "x"}]}]"#,
            csl,
        ),
        (r#"{"items": [{"type": "book", "DOI": "x"}]}"#, csl),
        (r#"{"message": {"type": "book", "DOI": "x"}}"#, csl),
        (r#"[null, {"type": "book", "DOI": "x"}]"#, csl),
        (r#"[{"itemType": "book"}]"#, zotero),
        (
            r#"{"items": [{"itemType": "book", "type": "book", "DOI": "x"}]}"#,
            zotero,
        ),
        (r#"[{"key": "x", "data": {"itemType": "book"}}]"#, zotero),
        (r#"[{"type": "book", "title": "x"}]"#, day),
        (r#"[{"title": "x", "DOI": "x"}]"#, day),
        (
            r#"[{"type": "paper", "title": "x", "author": ["A", "B"]}]"#,
            day,
        ),
        (r#"{"items": []}"#, day),
        (r#"{"items": 3, "message": 4}"#, None),
        // What is wrong with it is told by its reader.
        (r#"[{"type": "book", "DOI": "x"}"#, csl),
    ] {
        assert_eq!(
            format_of("content/2026-11-23.json", text),
            expected,
            "{text}"
        );
    }
}

#[test]
fn what_is_its_owners_alone_is_on_no_page() {
    let site = SiteTest::new()
        .fixture("zotero/2026-11-23-api.json", "content/2026-11-23.json")
        .fixture(
            "zotero/2026-11-24-better-bibtex.json",
            "content/2026-11-24.json",
        )
        .fixture("csl-json/2026-11-23-quirks.json", "content/2026-11-25.json");
    site.build().succeeds();
    for (path, bytes) in tree(&site.root().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        for private in [
            "/home/",
            "somebody",
            "Never shown",
            "SECRET",
            "unread",
            "zotero://",
        ] {
            assert!(!text.contains(private), "{private} is in {path:?}");
        }
    }
}

#[test]
fn every_item_of_the_real_list_is_a_paper() {
    let name = "manubot-context-review.first150.json";
    let Some(path) = shared_data(&format!("samples/csl-json/{name}")) else {
        return;
    };
    let text = fs::read_to_string(path).expect("it is UTF-8");
    assert_eq!(format_of(name, &text), Some("CSL-JSON"));
    let reading = read(&format!("content/2026-11-23-{name}"), &text);
    adds_up(&reading);
    assert_eq!(reading.records, 150);
    let mentions = &reading.digests[0].mentions;
    assert_eq!(mentions.len(), 150);
    for mention in mentions {
        let record = &mention.record;
        assert_eq!(text.lines().nth(mention.line - 1).map(str::trim), Some("{"));
        let mut texts = record.authors.clone();
        texts.push(record.title.clone());
        texts.extend(record.venue.clone());
        texts.extend(record.topics.clone());
        if let Some(Prose::Plain(text)) = &record.abstract_text {
            texts.push(text.clone());
        }
        for text in texts {
            let words: String = spans(&text)
                .filter_map(|span| match span {
                    Span::Text(text) => Some(text),
                    Span::Math(_) => None,
                })
                .collect();
            for residue in ["jats:", "</", "&lt;", "&amp;", "Abstract", "FOS:"] {
                assert!(!words.contains(residue), "{residue} in {words}");
            }
        }
        assert_ne!(record.venue.as_deref(), Some("arXiv"));
    }
    let count = |has: &dyn Fn(&offprint::model::digest::Record) -> bool| {
        mentions.iter().filter(|m| has(&m.record)).count()
    };
    assert_eq!(count(&|record| record.arxiv.is_some()), 49);
    // Another 19 are those that arXiv gives.
    assert_eq!(count(&|record| record.doi.is_some()), 92);
    assert_eq!(count(&|record| record.abstract_text.is_some()), 81);
    assert_eq!(count(&|record| !record.authors.is_empty()), 149);
}

#[test]
fn tags_that_are_known_are_taken_off_and_others_are_text() {
    for (source, expected) in [
        ("no tags, a < b > c & d", "no tags, a < b > c & d"),
        (
            "<i>E. coli</i> and x<sup>2</sup><br/>y",
            "E. coli and x2\ny",
        ),
        (
            "<think> and <EOS> </s> <y, z>",
            "<think> and <EOS> </s> <y, z>",
        ),
        (
            "&lt;b&gt;bold&lt;/b&gt; &amp;amp; &amp;lt; &#8211; &#x2014; &unknown; &",
            "bold & < – — &unknown; &",
        ),
        ("<p>One\n  two.</p>\n<p>Three.</p>", "One two.\n\nThree."),
        ("<sec><title>Abstract:</title><p>One.</p></sec>", "One."),
        (
            "<title>Why?</title><p>So.</p><title>How</title><p>So.</p>",
            "Why? So.\n\nHow: So.",
        ),
        (
            "<a href=\"https://a.example\">a link</a>, <i>unclosed",
            "a link, unclosed",
        ),
        (
            "<mml:math><mml:mi>x</mml:mi><mml:mo>=</mml:mo><mml:mn>1</mml:mn></mml:math>",
            "x=1",
        ),
        (
            "a <jats:tex-math>\\documentclass{minimal} \\begin{document}$$x&lt;1$$\\end{document}</jats:tex-math><mml:math>x</mml:math> b",
            "a $x<1$ b",
        ),
        (
            "<jats:tex-math>x</jats:tex-math><mml:math>never closed",
            "$x$never closed",
        ),
    ] {
        assert_eq!(plain(source), expected, "{source}");
    }
    for piece in [
        "<",
        "<i",
        "&",
        "&amp;",
        "<p>",
        "<jats:tex-math>x</jats:tex-math><mml:math>",
        "<title></title>",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let started = std::time::Instant::now();
        plain(&text);
        assert!(started.elapsed().as_secs() < 5, "{piece}");
    }
}

#[test]
fn cut_at_any_byte_they_are_reported_and_never_half_read() {
    for text in [
        r#"[{"type": "book", "title": "x", "DOI": "10.5555/a"}, {"type": "book", "title": "y"}]"#,
        r#"{"message": {"items": [{"type": "book", "title": "x", "DOI": "10.5555/a"}]}}"#,
        r#"{"items": [{"itemType": "book", "title": "x"}]}"#,
    ] {
        assert_eq!(read("content/2026-11-23.json", text).diagnostics, []);
        for cut in 1..text.len() {
            let reading = read("content/2026-11-23.json", &text[..cut]);
            assert!(reading.digests.is_empty(), "cut at {cut}");
            assert!(reading.diagnostics[0].line.is_some(), "cut at {cut}");
        }
    }
}

proptest! {
    #[test]
    fn any_values_are_read_without_panic(items in prop::collection::vec(any_item(), 0..6)) {
        let list = serde_json::to_string_pretty(&items).expect("JSON can be written");
        adds_up(&read("content/2026-11-23.json", &list));
        let object = format!("{{\"items\": {list}}}");
        adds_up(&read("content/2026-11-23.json", &object));
        let answer = format!("{{\"message\": {object}}}");
        adds_up(&read("content/2026-11-23.json", &answer));
    }

    #[test]
    fn any_tags_are_taken_off_without_panic(parts in prop::collection::vec(prop::sample::select(TAGS.to_vec()), 0..20)) {
        let item = serde_json::json!([{"type": "book", "DOI": "x", "title": "T", "abstract": parts.concat()}]);
        adds_up(&read("content/2026-11-23.json", &item.to_string()));
    }
}

const TAGS: &[&str] = &[
    "<jats:p>",
    "</jats:p>",
    "<jats:title>",
    "</jats:title>",
    "<mml:math>",
    "</mml:math>",
    "<jats:tex-math>",
    "</jats:tex-math>",
    "<jats:alternatives>",
    "<i>",
    "</i>",
    "<",
    ">",
    "&amp;",
    "&lt;",
    "&#",
    ";",
    "$",
    "$$",
    " ",
    "\n",
    "a",
    "é",
    "Abstract",
    "\\begin{document}",
    "<br/>",
    "<think>",
];

/// Items with some of the fields, of any kind.
fn any_item() -> impl Strategy<Value = serde_json::Value> {
    let fields = || prop::collection::vec(any_value(), 6);
    prop_oneof![
        1 => any_value(),
        3 => fields().prop_map(|v| serde_json::json!({
            "type": "book", "title": v[0], "author": [v[1], {"family": v[2], "given": v[3]}],
            "issued": {"date-parts": [[v[4], v[5]]]}, "DOI": v[0], "container-title": [v[1]], "number": v[2],
            "categories": v[3], "keyword": v[4], "note": v[5], "abstract": v[1],
        })),
        2 => fields().prop_map(|v| serde_json::json!({
            "key": v[0], "data": {"itemType": "book", "title": v[1], "creators": [{"firstName": v[2], "name": v[3]}, v[4]],
            "tags": [v[5], {"tag": v[0]}], "date": v[1], "extra": v[2], "url": v[3], "archiveID": v[4]},
        })),
    ]
}
