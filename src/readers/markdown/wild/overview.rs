//! A document that has no papers as such and cites them: an essay about a day's papers, with ids in
//! its running text, tables and lists.
//!
//! A citation is a mention with an id and a title where some item couples the two; the document's
//! text is the digest's introduction.

use super::draft::Draft;
use super::evidence;
use super::headline::{self, Headline};
use super::labels;
use super::outline::{Block, Kind, Outline};
use super::prose;
use super::tables;
use super::titles;
use std::collections::{BTreeMap, BTreeSet};

/// A paper that is cited.
struct Cited {
    draft: Draft,
    line: usize,
    has_title: bool,
}

/// How many places must cite several papers at once, and how many papers must be cited.
const LEAST_PLACES: usize = 3;
const LEAST_PAPERS: usize = 3;

/// The papers that a document cites, with their lines in its body; `None` where it shows papers
/// one by one.
pub fn read(outline: &Outline) -> Option<Vec<(Draft, usize)>> {
    let mut cited: Vec<Cited> = Vec::new();
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    let mut sources: Vec<String> = Vec::new();
    let mut is_source = BTreeSet::new();
    let mut places = 0;
    let mut is_in_sources = false;
    for block in &outline.blocks {
        if let Kind::Heading(_) = block.kind {
            is_in_sources = is_sources(outline, block);
        }
        for (row, text) in pieces(outline, block).into_iter().enumerate() {
            let ids = evidence::ids(&text);
            places += usize::from(ids.len() > 1);
            for id in &ids {
                index.entry(id.clone()).or_insert_with(|| {
                    let mut draft = Draft::titled(String::new());
                    draft.ids.push(id.clone());
                    cited.push(Cited {
                        draft,
                        line: outline.line_of_row(block, row),
                        has_title: false,
                    });
                    cited.len() - 1
                });
            }
            let [id] = &ids[..] else { continue };
            if is_in_sources && is_source.insert(id.clone()) {
                sources.push(id.clone());
            }
            if let Some(found) = index.get(id).and_then(|at| cited.get_mut(*at)) {
                name(found, block, &text, outline.line_of_row(block, row));
            }
        }
    }
    if places < LEAST_PLACES || cited.len() < LEAST_PAPERS || places * 10 < cited.len() {
        return None;
    }
    // The order of the list of sources, where it names all.
    if sources.len() == cited.len() {
        let mut slots: Vec<Option<Cited>> = cited.into_iter().map(Some).collect();
        let at = sources.iter().filter_map(|id| index.get(id));
        cited = at.filter_map(|at| slots[*at].take()).collect();
    }
    let papers = cited.into_iter().map(|cited| (cited.draft, cited.line));
    Some(papers.collect())
}

/// The text of the document without its title, and without the lists of its papers, which the digest
/// has itself.
pub fn text(outline: &Outline, title: Option<usize>) -> String {
    let mut kept: Vec<usize> = Vec::new();
    let mut sources: Option<usize> = None;
    for (index, block) in outline.blocks.iter().enumerate() {
        if let Kind::Heading(level) = block.kind {
            sources = match sources {
                Some(above) if level > above => Some(above),
                _ => is_sources(outline, block).then_some(level),
            };
            // A heading over nothing that is kept says nothing.
            while kept
                .last()
                .is_some_and(|last| is_above(outline, *last, level))
            {
                kept.pop();
            }
        }
        let is_entry = block.opens_item && coupled(&outline.text(block)).is_some();
        let is_left_out = Some(index) == title
            || sources.is_some()
            || block.kind == Kind::Rule
            || is_entry
            || prose::is_navigation(&outline.text(block));
        if !is_left_out {
            kept.push(index);
        }
    }
    while kept.last().is_some_and(|last| is_above(outline, *last, 1)) {
        kept.pop();
    }
    let text = &outline.source.text;
    let start = |index: usize| line_start(text, outline.blocks[index].start);
    let end = |index: usize| match outline.blocks.get(index + 1) {
        Some(_) => start(index + 1),
        None => text.len(),
    };
    kept.into_iter()
        .map(|index| &text[start(index)..end(index)])
        .collect()
}

/// Whether a block is a heading of this level or a deeper one.
fn is_above(outline: &Outline, index: usize, level: usize) -> bool {
    matches!(outline.blocks[index].kind, Kind::Heading(own) if own >= level)
}

fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |at| at + 1)
}

fn is_sources(outline: &Outline, block: &Block) -> bool {
    let name = titles::group(&outline.text(block)).to_lowercase();
    [
        "sources",
        "source list",
        "references",
        "bibliography",
        "papers cited",
        "cited papers",
        "参考",
        "参考文献",
        "来源",
        "论文来源",
        "出典",
        "文献",
        "출처",
        "quellen",
    ]
    .contains(&name.as_str())
}

/// A block as pieces that cite: a paragraph, a row.
fn pieces(outline: &Outline, block: &Block) -> Vec<String> {
    match block.kind {
        Kind::Table => outline.lines(block).map(str::to_owned).collect(),
        Kind::Text | Kind::Heading(_) => vec![outline.text(block)],
        Kind::Code | Kind::Rule => Vec::new(),
    }
}

/// Gives a cited paper the title that a piece couples with its id. An item's title is the paper's;
/// a table has no room and shortens it.
fn name(cited: &mut Cited, block: &Block, text: &str, line: usize) {
    match block.kind {
        Kind::Table => {
            let cell = tables::cells(text).into_iter().next().unwrap_or_default();
            let headline = headline::heading(cell);
            if cited.draft.title.is_empty()
                && !headline.title.is_empty()
                && !headline.ids.is_empty()
            {
                cited.draft.title = headline.title;
            }
        }
        _ if cited.has_title || labels::label(text).is_some() => {}
        _ => {
            if let Some(headline) = coupled(text) {
                cited.has_title = true;
                cited.line = line;
                cited.draft.title = headline.title;
                cited.draft.authors = headline.authors;
                cited.draft.addresses = headline.addresses;
            }
        }
    }
}

/// The headline of a piece that couples an id and a title, and says no more.
fn coupled(text: &str) -> Option<Headline> {
    let headline = headline::item(text);
    let is_title =
        headline.prose.is_empty() && headline.title.chars().count() >= 8 && headline.ids.len() == 1;
    is_title.then_some(headline)
}
