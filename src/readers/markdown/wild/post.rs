//! A file that is the page of one paper: a post about it, or its notes.
//!
//! The front matter says so with an id, or the whole page is about the paper that its title names.
//! Headings on it are the page's own text and never papers.

use super::draft::Draft;
use super::evidence;
use super::headline;
use super::labels::{self, Role};
use super::outline::{Block, Kind, Outline};
use super::section::{self, Mode};
use super::signs;
use super::titles;
use super::walk::Walk;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::front_matter::Document;
use std::collections::BTreeSet;

/// Keys of front matter that hold an id or the address of a paper.
const IDS: &[&str] = &[
    "arxiv_id",
    "arxiv",
    "arxivid",
    "arxivId",
    "arxiv-id",
    "eprint",
    "doi",
    "paper_id",
    "arxiv_url",
    "paper_url",
    "paperurl",
    "paper_link",
    "paper",
    "pdf_url",
    "canonical_id",
    "abs_url",
    "source_url",
    "url",
    "link",
];

/// Whether the front matter says that the file is about one paper.
pub fn is_named(document: &Document<'_>) -> bool {
    document.text("title").is_some() && !ids(document).is_empty()
}

fn ids(document: &Document<'_>) -> Vec<String> {
    let texts = IDS.iter().filter_map(|key| document.text(key));
    texts
        .filter(|text| {
            ArxivId::parse(text).is_some()
                || Doi::parse(text).is_some()
                || evidence::id_in_address(text).is_some()
        })
        .collect()
}

/// The one paper of a page, and the line of the document's body on which it begins; `None` where the
/// document is not the page of one paper.
pub fn read(
    file: &str,
    document: &Document<'_>,
    outline: &Outline,
    walk: &Walk,
    title: Option<usize>,
) -> Option<(Draft, usize)> {
    let is_page = is_named(document)
        || is_one_head(outline, walk)
        || is_about_one(document, outline, walk, title)
        || is_named_by_file(file, document, walk);
    if !is_page {
        return None;
    }
    let first = outline
        .blocks
        .iter()
        .position(|block| matches!(block.kind, Kind::Heading(_)));
    let heading = first
        .map(|at| &outline.blocks[at])
        .filter(|block| is_title(outline, block, document, title.is_some()));
    let headline = heading.map(|block| headline::heading(&outline.text(block)));
    let line = heading.map_or(1, |block| outline.line_of(block));
    let mut draft = headline.map(Draft::of).unwrap_or_default();
    if draft.title.is_empty() {
        draft.title = titles::cleaned(&document.text("title")?);
    }
    front_matter(document, &mut draft);
    let blocks = &outline.blocks;
    match heading.and(first) {
        Some(at) => {
            section::read(outline, &blocks[..at], Mode::Page, &mut draft);
            section::read(outline, &blocks[at + 1..], Mode::Page, &mut draft);
        }
        None => section::read(outline, blocks, Mode::Page, &mut draft),
    }
    front_matter_summary(document, &mut draft);
    draft.slugs.push(file.to_owned());
    Some((draft, line))
}

/// Whether the file's name has the paper's id, and nothing on the page is a paper.
fn is_named_by_file(file: &str, document: &Document<'_>, walk: &Walk) -> bool {
    document.text("title").is_some() && walk.papers.is_empty() && ArxivId::in_slug(file).is_some()
}

/// Whether a heading is the page's title: it is the only one of its level, or says what the front
/// matter says.
fn is_title(outline: &Outline, block: &Block, document: &Document<'_>, is_only: bool) -> bool {
    let Some(titled) = document.text("title") else {
        return true;
    };
    let text = titles::paper(&outline.text(block));
    !text.is_empty()
        && (titled.contains(&text)
            || text.contains(&titled)
            || (is_only && block.kind == Kind::Heading(1)))
}

/// The document has one paper, whose heading is the first and above all others.
fn is_one_head(outline: &Outline, walk: &Walk) -> bool {
    let [paper] = &walk.papers[..] else {
        return false;
    };
    let (from, to) = paper.blocks;
    let heading = |block: &Block| matches!(block.kind, Kind::Heading(_));
    heading(&outline.blocks[from])
        && to == outline.blocks.len()
        && !outline.blocks[..from].iter().any(heading)
        && outline.blocks[from + 1..to].iter().any(heading)
}

/// All that the page refers to by itself is one paper, and its title is not that of a list.
fn is_about_one(
    document: &Document<'_>,
    outline: &Outline,
    walk: &Walk,
    title: Option<usize>,
) -> bool {
    if walk.papers.iter().any(|paper| paper.is_sure)
        || (document.text("title").is_none() && title.is_none())
    {
        return false;
    }
    let mut ids = BTreeSet::new();
    for block in &outline.blocks {
        if block.kind != Kind::Text {
            continue;
        }
        for line in outline.lines(block) {
            let role = labels::label(line).and_then(|label| label.role);
            if role == Some(Role::Links) || signs::is_references(line) {
                ids.extend(evidence::ids(line));
            }
        }
    }
    ids.len() == 1
}

/// What the front matter says of the paper itself.
fn front_matter(document: &Document<'_>, draft: &mut Draft) {
    draft.ids.extend(ids(document));
    let first = |keys: &[&str]| keys.iter().find_map(|key| document.text(key));
    let authors = document.people("authors").join(", ");
    draft.take(Role::Authors, "", &authors);
    if let Some(text) = first(&["arxiv_abstract", "abstract_en", "original_abstract"]) {
        draft.take(Role::OriginalAbstract, "", &text);
    }
    if let Some(text) = first(&["abstract"]) {
        draft.take(Role::Abstract, "", &text);
    }
    if let Some(text) = first(&["abstract_zh", "abstract_ja", "abstract_ko", "abstract_cn"]) {
        draft.take(Role::TranslatedAbstract, "", &text);
    }
    if let Some(text) = first(&[
        "arxiv_submitted",
        "published_date",
        "published",
        "submitted",
        "publication_date",
    ]) {
        draft.take(Role::Date, "", &text);
    }
    if let Some(text) = first(&["venue", "journal", "conference"]) {
        draft.take(Role::Venue, "", &text);
    }
    if let Some(text) = first(&["code", "code_url", "github", "repo"]) {
        draft.take(Role::Code, "", &text);
    }
    for key in [
        "topics",
        "topic",
        "arxiv_categories",
        "categories",
        "tags",
        "keywords",
    ] {
        let topics = document.list(key);
        let topics = topics
            .iter()
            .map(|topic| topic.trim_start_matches('#').trim());
        let known = topics.filter(|topic| !titles::is_generic(topic));
        draft
            .topics
            .extend(known.map(str::to_owned).collect::<Vec<_>>());
    }
}

/// What the front matter says in short: a summary comes before what the page says, a description
/// only where it says nothing.
fn front_matter_summary(document: &Document<'_>, draft: &mut Draft) {
    let first = |keys: &[&str]| keys.iter().find_map(|key| document.text(key));
    if let Some(text) = first(&["summary", "tldr", "tl_dr", "takeaway"]) {
        draft.forget_summaries();
        draft.take(Role::Summary, "", &text);
    } else if !draft.has_summary()
        && let Some(text) = first(&["description", "excerpt"])
    {
        draft.take(Role::Summary, "", &text);
    }
}
