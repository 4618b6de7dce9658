//! What one paper keeps of its mentions, and its key.

use super::{collated, keys, library, mentions, paper};
use crate::site_test::SiteTest;
use offprint::model::prose::Prose;
use offprint::model::slug;

const OLD: &str = "## [An Old Title](https://arxiv.org/abs/2601.00001)
- Authors: Ada Example, Ben Sample, Cem Muster
- Code: https://github.com/example/x
- Topics: old, shared
- Venue: An old venue
- Date: 2026-01-01
- Votes: 9

A long summary from the old digest, longer than the new one.
";

const NEW: &str = "## A new title
- arXiv: 2601.00001v2
- DOI: 10.1000/1
- Authors: Ada Example
- Code: http://github.com/example/x/
- Project: https://x.example/
- Topics: shared, new
- Date: 2026-01-02
- Votes: 4
- Note: A note.

A short one.
";

#[test]
fn each_field_is_the_richest_and_among_equals_the_newest() {
    let library = library(&[("2026-11-22.md", OLD), ("2026-11-23.md", NEW)]);
    let (index, paper) = paper(&library, "2601.00001");
    assert_eq!(paper.title, "A new title");
    assert_eq!(paper.authors.len(), 3);
    assert_eq!(
        paper.doi.as_ref().map(|doi| doi.as_str()),
        Some("10.1000/1")
    );
    assert_eq!(paper.venue.as_deref(), Some("An old venue"));
    assert_eq!(
        paper.date.map(|date| date.to_string()).as_deref(),
        Some("2026-01-02")
    );
    let links: Vec<&str> = paper.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(
        links,
        ["http://github.com/example/x/", "https://x.example/"]
    );
    assert_eq!(
        super::topics_of(&library, "2601.00001"),
        ["shared", "new", "old"]
    );
    let summary = "A long summary from the old digest, longer than the new one.";
    assert_eq!(
        paper.abstract_text,
        Some(Prose::Markdown(summary.to_owned()))
    );
    assert_eq!(library.votes_of[index], Some(9));
}

#[test]
fn every_mention_keeps_its_votes_and_its_note() {
    let library = library(&[("2026-11-22.md", OLD), ("2026-11-23.md", NEW)]);
    assert_eq!(
        mentions(&library, "2601.00001"),
        [
            (
                "2026-11-23".to_owned(),
                Some(4),
                Some("A note.\n\nA short one.")
            ),
            ("2026-11-22".to_owned(), Some(9), None),
        ]
    );
}

#[test]
fn an_editors_summary_becomes_a_note_where_another_abstract_wins() {
    let json = r#"{"papers": [{"id": "2601.00001", "title": "A",
        "abstract": "The imported abstract, which is much longer than what the editor wrote."}]}"#;
    let library = library(&[
        ("2026-11-22.json", json),
        (
            "2026-11-23.md",
            "## A\n- arXiv: 2601.00001\n\nThe *editor's* summary.\n",
        ),
    ]);
    let (_, paper) = paper(&library, "2601.00001");
    assert!(
        matches!(&paper.abstract_text, Some(Prose::Plain(text)) if text.starts_with("The imported"))
    );
    let notes: Vec<_> = mentions(&library, "2601.00001")
        .into_iter()
        .map(|m| m.2)
        .collect();
    assert_eq!(notes, [Some("The *editor's* summary."), None]);
}

#[test]
fn a_key_is_the_arxiv_id_else_the_doi_else_the_title() {
    let text = "## A\n- arXiv: 2601.00001v1\n- DOI: 10.1000/1\n\n## B\n- arXiv: hep-th/9901001\n\n\
                ## C\n- DOI: 10.1234/ABC.(5)\n\n## \u{dc}ber D\n\n## ???\n\n## CON\n";
    let library = library(&[("2026-11-23.md", text)]);
    let keys = keys(&library);
    assert_eq!(
        [&keys[..4], &keys[5..]].concat(),
        [
            "10.1234-abc.5",
            "2601.00001",
            "con-cca411f4",
            "hep-th-9901001",
            "uber-d"
        ]
    );
    for key in keys {
        assert!(slug::is_key(key), "{key}");
    }
}

#[test]
fn different_titles_with_one_key_stay_apart() {
    // Both are transliterated to the same letters, and a third one is written in them.
    let text = "## \u{5317}\u{4eac}\n\n## \u{80cc}\u{666f}\n\n## Bei Jing\n\n## C++\n\n## C#\n";
    let first = library(&[("2026-11-23.md", text)]);
    assert_eq!(first.papers.len(), 5);
    let mut distinct = keys(&first);
    distinct.dedup();
    assert_eq!(distinct.len(), 5);
    assert!(distinct.iter().all(|key| slug::is_key(key)));
    // The keys follow from the titles alone, not from their order.
    let turned: Vec<&str> = text.trim().rsplit("\n\n").collect();
    let turned = turned.join("\n\n");
    assert_eq!(keys(&library(&[("2026-11-23.md", &turned)])), keys(&first));
}

#[test]
fn long_titles_with_one_beginning_have_keys_of_their_own() {
    let beginning = "word ".repeat(30);
    let text = format!("## {beginning} one\n\n## {beginning} two\n");
    let library = library(&[("2026-11-23.md", &text)]);
    assert_eq!(library.papers.len(), 2);
    for key in keys(&library) {
        assert!(
            key.len() <= slug::LONGEST && key.starts_with("word-word"),
            "{key}"
        );
    }
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let site = SiteTest::new()
        .file("content/2026-11-21.md", "## A Title Alone\n")
        .file(
            "content/2026-11-22.md",
            "## A title alone\n- DOI: 10.1000/1\n",
        );
    site.build().succeeds().has_account(2, 1, 1, 0);
    site.page("papers/10.1000-1.html").says("A title alone");
    site.page("papers/a-title-alone.html")
        .says("10.1000-1.html");
    // Later it gains an arXiv id, and is named otherwise.
    site.write(
        "content/2026-11-23.md",
        "## Renamed\n- arXiv: 2601.00001\n- DOI: 10.1000/1\n- Formerly: an-even-older-one\n",
    );
    site.build().succeeds().has_account(3, 1, 2, 0);
    site.page("papers/2601.00001.html").says("Renamed");
    for old in ["a-title-alone", "10.1000-1", "an-even-older-one"] {
        site.page(&format!("papers/{old}.html"))
            .says("2601.00001.html");
    }
}

#[test]
fn an_old_address_that_another_paper_has_is_that_papers() {
    let library = library(&[
        (
            "2026-11-22.md",
            "## A\n- arXiv: 2601.00001\n- Formerly: b, c\n",
        ),
        ("2026-11-23.md", "## B\n"),
    ]);
    assert_eq!(paper(&library, "2601.00001").1.former_keys, ["c"]);
}

#[test]
fn what_collating_says_of_itself_adds_up() {
    let collation = collated(&[("2026-11-22.md", OLD), ("2026-11-23.md", NEW)]);
    assert_eq!((collation.library.papers.len(), collation.merged), (1, 1));
    assert!(collation.diagnostics.is_empty());
}
