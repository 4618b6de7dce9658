//! Sections, facts and comments of papers on the finished site: pages, lists and exports.

use crate::html;
use crate::in_memory::{self, Rendered};
use offprint::model::date;
use offprint::model::digest::{Digest, Mention, Record};
use offprint::model::identifier::ArxivId;
use offprint::model::prose::Prose;
use offprint::model::section::{Fact, Section};
use serde_json::Value;

const BASE: &str = "https://example.org/papers/";

/// A digest of a day.
pub fn digest(day: &str, mentions: Vec<Mention>) -> Digest {
    Digest {
        date: date::parse(day).expect("it is a date"),
        title: None,
        introduction: None,
        mentions,
        is_single: false,
        source: format!("content/{day}.json"),
    }
}

/// A mention of a paper of which no more than the id and a title by it are known.
pub fn mention(id: &str) -> Mention {
    Mention {
        votes: None,
        note: None,
        announcement: None,
        sections: Vec::new(),
        facts: Vec::new(),
        record: Record {
            title: format!("Paper {id}"),
            arxiv: ArxivId::parse(id),
            ..Record::default()
        },
        line: 1,
    }
}

pub fn section(label: &str, text: Prose) -> Section {
    Section {
        label: Some(label.to_owned()),
        text,
        is_generated: false,
    }
}

pub fn plain(text: &str) -> Prose {
    Prose::Plain(text.to_owned())
}

fn generated(label: &str, text: &str) -> Section {
    Section {
        is_generated: true,
        ..section(label, plain(text))
    }
}

fn fact(label: &str, value: &str) -> Fact {
    Fact {
        label: label.to_owned(),
        value: value.to_owned(),
    }
}

/// A paper that two digests say something about, and one without an abstract.
fn digests() -> Vec<Digest> {
    let markdown =
        "# Two steps\n\nFirst $x^2$, then *y*.[^1]\n\n## A step\n\nDone.\n\n[^1]: At length.";
    let mut newer = mention("2601.00001");
    newer.record.abstract_text = Some(plain("The abstract of the paper, which is long enough."));
    newer.record.comment =
        Some("12 pages, $n$ figures, code at https://example.org/code".to_owned());
    newer.votes = Some(12);
    newer.facts = vec![fact("Quality", "8/10"), fact("Reading: time", "5 min <b>")];
    newer.note = Some("A note.".to_owned());
    newer.sections = vec![
        generated(
            "Motivation & <b>aim</b>",
            "Recordings overlap: 5 < 6 \\& more.",
        ),
        section("Method", Prose::Markdown(markdown.to_owned())),
        Section {
            label: None,
            ..section("", plain("A text without a label.\n\nOf two paragraphs."))
        },
        section("动机", plain("我们在不知道声源数量的情况下分离录音。")),
        section("Again", plain("A note.")),
    ];
    let mut older = mention("2601.00001");
    older.facts = vec![fact("Quality", "6/10")];
    older.sections = vec![
        generated("TL;DR", "It separates sounds."),
        generated("Result", "By 3 dB."),
        section(
            "Once more",
            plain("A text without a label. Of two paragraphs."),
        ),
    ];
    let mut without = mention("2601.00002");
    without.sections = vec![
        section(
            "Motivation",
            Prose::Markdown("Sounds *overlap*.[^1] Always.\n\n[^1]: So.".to_owned()),
        ),
        section("Method", plain("Learned masks.")),
    ];
    vec![
        digest("2026-11-22", vec![older]),
        digest("2026-11-23", vec![newer, without]),
    ]
}

fn site() -> Rendered {
    in_memory::render_digests(digests(), Some(BASE))
}

/// A digest as an export says it, with the fields that this file is about; the others are those of
/// `before`.
fn read_back(site: &Rendered, mut before: Digest) -> Digest {
    let json = site.text(&format!("digests/{}.json", before.date));
    let json: Value = serde_json::from_str(json).expect("it is JSON");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let papers = json["papers"].as_array().expect("a list").iter();
    for (mention, paper) in before.mentions.iter_mut().zip(papers) {
        mention.record.comment = text(&paper["comment"]);
        mention.record.abstract_text = text(&paper["abstract"]).map(Prose::Plain);
        let sections = list(&paper["sections"]).into_iter();
        let section = |value: Value| Section {
            label: text(&value["label"]),
            text: match (text(&value["text"]), value["format"].as_str()) {
                (Some(text), Some("markdown")) => Prose::Markdown(text),
                (text, _) => Prose::Plain(text.expect("a text")),
            },
            is_generated: value["generated"] == true,
        };
        mention.sections = sections.map(section).collect();
        let fact = |value: Value| Fact {
            label: text(&value["label"]).expect("a text"),
            value: text(&value["value"]).expect("a text"),
        };
        mention.facts = list(&paper["facts"]).into_iter().map(fact).collect();
    }
    before
}

/// Levels of the headings of a page, in order.
fn levels(page: &str) -> Vec<u8> {
    let tags = html::tags(page).into_iter();
    tags.filter_map(|tag| match tag.name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    })
    .collect()
}

#[test]
fn paper_page_shows_every_text_once_newest_first() {
    let site = site();
    let page = site.text("papers/2601.00001.html");
    insta::assert_snapshot!("paper_page_of_sections", html::text(page));
}

#[test]
fn pages_with_sections_are_sound() {
    let site = site();
    for (path, page) in site.pages() {
        assert_eq!(html::faults(page), [""; 0], "{path}");
    }
    let tree = site.files.clone().into_iter().collect();
    assert_eq!(html::broken_links(&tree, "/papers/"), [""; 0]);
}

#[test]
fn headings_of_sections_leave_out_no_level() {
    let site = site();
    for key in ["2601.00001", "2601.00002"] {
        let levels = levels(site.text(&format!("papers/{key}.html")));
        assert_eq!(levels[0], 1, "{key}");
        let sound = levels.windows(2).all(|pair| pair[1] <= pair[0] + 1);
        assert!(sound, "{key}: {levels:?}");
    }
    let levels = levels(site.text("papers/2601.00001.html"));
    assert!(levels.contains(&5), "those within a section: {levels:?}");
}

#[test]
fn section_in_another_language_has_its_language() {
    let site = site();
    let page = site.text("papers/2601.00001.html");
    assert!(
        page.contains("<span lang=\"zh\">动机</span></h3>"),
        "{page}"
    );
    let tags = html::tags(page).into_iter();
    let mut texts = tags.filter(|tag| tag.get("class") == Some("prose"));
    assert!(texts.any(|tag| tag.get("lang") == Some("zh")), "{page}");
}

#[test]
fn sections_of_one_digest_do_not_name_it() {
    let site = site();
    let text = html::text(site.text("papers/2601.00002.html"));
    let (_, sections) = text.split_once("In the digest\n").expect("it has sections");
    assert!(
        sections.starts_with("Motivation\nSounds overlap."),
        "{sections}"
    );
    assert!(!text.contains("No digest gave an abstract"), "{text}");
}

#[test]
fn facts_are_shown_in_the_digest_too() {
    let site = site();
    for path in ["digests/2026-11-23.html", "index.html"] {
        let text = html::text(site.text(path));
        assert!(
            text.contains("Quality: 8/10\nReading: time: 5 min <b>"),
            "{text}"
        );
    }
}

#[test]
fn first_section_stands_for_a_missing_abstract() {
    let site = site();
    let beginning = "Sounds overlap. Always.";
    let page = site.text("papers/2601.00002.html");
    let description = html::tags(page)
        .into_iter()
        .find(|tag| tag.get("name") == Some("description"));
    let description = description.expect("the page has a description");
    assert_eq!(description.get("content"), Some(beginning));
    assert!(!page.contains("DC.description") && !page.contains("citation_abstract\""));
    for path in ["digests/2026-11-23.html", "index.html"] {
        assert!(html::text(site.text(path)).contains(beginning), "{path}");
    }
    let feed = site.text("feed.json");
    let feed: Value = serde_json::from_str(feed).expect("it is JSON");
    let items = feed["items"].as_array().expect("a list").iter();
    let item = items.filter_map(|item| item["content_html"].as_str());
    let item = item
        .filter(|html| html.contains("Sounds <em>overlap</em>"))
        .collect::<Vec<_>>();
    // The footnote is on the paper's page.
    let footnote = "papers/2601.00002.html#section-1-fn:1";
    assert!(item.len() == 1 && item[0].contains(footnote), "{item:?}");
    assert!(
        page.contains("id=\"section-1-fn:1\"") || page.contains("id=section-1-fn:1"),
        "{page}"
    );
}

#[test]
fn digest_json_has_what_the_digest_says() {
    let site = site();
    let json = |path: &str| serde_json::from_str::<Value>(site.text(path)).expect("it is JSON");
    let older = &json("digests/2026-11-22.json")["papers"][0];
    assert_eq!(
        older["facts"],
        serde_json::json!([{"label": "Quality", "value": "6/10"}])
    );
    assert_eq!(older["sections"][0]["label"], "TL;DR");
    assert_eq!(older["sections"][0]["generated"], true);
    let newer = &json("digests/2026-11-23.json")["papers"];
    let comment = "12 pages, $n$ figures, code at https://example.org/code";
    assert_eq!(newer[0]["comment"], comment);
    assert_eq!(newer[0]["sections"].as_array().map(Vec::len), Some(4));
    assert_eq!(newer[0]["sections"][1]["format"], "markdown");
    assert_eq!(newer[0]["sections"][2]["label"], Value::Null);
    for absent in ["comment", "facts"] {
        assert!(newer[1].get(absent).is_none(), "{absent}");
    }
    let papers = &json("papers.json")["papers"];
    assert_eq!(papers[0]["comment"], comment);
    assert!(papers[0].get("sections").is_none() && papers[0].get("facts").is_none());
}

#[test]
fn digest_json_gives_the_same_site_again() {
    let mut digests = digests();
    // One of the abstracts is not shown, and becomes a section.
    digests[0].mentions[0].record.abstract_text = Some(plain("In other words, and shorter."));
    let first = in_memory::render_digests(digests.clone(), Some(BASE));
    let again = digests.into_iter().map(|digest| read_back(&first, digest));
    let again = in_memory::render_digests(again.collect(), Some(BASE));
    for (path, bytes) in &first.files {
        assert!(again.files.get(path) == Some(bytes), "{path} differs");
    }
    let older = first.text("digests/2026-11-22.json");
    assert!(older.contains("In other words, and shorter."), "{older}");
}

#[test]
fn markdown_footnotes_of_sections_are_kept_apart() {
    let text = || Prose::Markdown("A text.[^1]\n\n[^1]: A note.".to_owned());
    let mut mention = mention("2601.00001");
    mention.record.abstract_text = Some(text());
    let other = Prose::Markdown("Another text.[^1]\n\n[^1]: A note.".to_owned());
    mention.sections = vec![section("One", other.clone()), section("Two", plain("B"))];
    mention.sections.push(section(
        "Three",
        Prose::Markdown("C.[^1]\n\n[^1]: D.".to_owned()),
    ));
    let site = in_memory::render_digests(vec![digest("2026-11-23", vec![mention])], None);
    let markdown = site.text("digests/2026-11-23.md");
    let lines = markdown.lines().filter(|line| line.starts_with("[^"));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "[^2601.00001/1]: A note.",
            "[^2601.00001/section-1/1]: A note.",
            "[^2601.00001/section-3/1]: D.",
        ]
    );
}

#[test]
fn digest_markdown_has_sections_below_the_abstract() {
    let site = site();
    insta::assert_snapshot!("markdown_of_sections", site.text("digests/2026-11-23.md"));
}

#[test]
fn markdown_of_an_abstract_has_no_heading_of_a_section() {
    let mut mention = mention("2601.00001");
    let text = "### Fake {.section}\n\nText.\n\n## Fake {.section .generated} ##\n\n### A set {x}\n\n### \\{.section}";
    mention.record.abstract_text = Some(Prose::Markdown(text.to_owned()));
    let site = in_memory::render_digests(vec![digest("2026-11-23", vec![mention])], None);
    let markdown = site.text("digests/2026-11-23.md");
    let headings: Vec<&str> = markdown
        .lines()
        .filter(|line| line.starts_with("###"))
        .collect();
    assert_eq!(
        headings,
        [
            "### Fake \\{.section}",
            "#### Fake \\{.section .generated} ##",
            "### A set {x}",
            "### \\{.section}",
        ]
    );
}
