//! Records of one paper in one document.
//!
//! A page may show a paper in several places: in an overview, under several groups, in a list of sources.
//! Such records are one, with the best title and everything that any of them says. Two clearly different
//! titles under one identifier stay two records, of which the intake warns.

use super::evidence::{self, Key};
use super::reading::{self, Footnotes, Read};
use super::structure::Record;
use super::title::Strength;
use crate::model::title::normal_title;
use crate::readers::document::inline::PieceKind;
use crate::readers::document::tree::{Kind, Tree};
use crate::readers::record::words::words;
use crate::readers::record::{RawRecord, Style};
use crate::readers::report::{Reason, Unused};
use crate::readers::vocabulary::Role;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// With how many others a record is compared: a file may name one paper as often as it likes.
const MOST_COMPARED: usize = 16;

/// Records by the papers that they are about, in the order in which these first come; of each the one with
/// the best title first.
pub fn grouped<'r, 'a: 'r>(
    tree: &Tree<'a>,
    records: impl Iterator<Item = &'r Record<'a>>,
) -> Vec<Vec<&'r Record<'a>>> {
    let mut places: HashMap<Key, Vec<usize>> = HashMap::new();
    let mut copies: HashMap<(&str, String), usize> = HashMap::new();
    let mut papers: Vec<Vec<&Record<'a>>> = Vec::new();
    for record in records {
        let known = match &record.key {
            Some(key) => {
                let places = places.entry(key.clone()).or_default();
                let known = places.iter().copied().take(MOST_COMPARED).find(|at| {
                    let others = || papers[*at].iter().take(MOST_COMPARED);
                    others().any(|other| are_of_one(tree, other, record))
                        && !others().any(|other| is_listed_again(tree, other, record))
                });
                if known.is_none() {
                    places.push(papers.len());
                }
                known
            }
            None => {
                let copy = (record.lead.title.as_str(), tree.text(record.node));
                let at = *copies.entry(copy).or_insert(papers.len());
                (at < papers.len()).then_some(at)
            }
        };
        match known {
            Some(at) => papers[at].push(record),
            None => papers.push(vec![record]),
        }
    }
    for alike in &mut papers {
        let votes = |record: &Record<'a>| {
            let alike = alike.iter().take(MOST_COMPARED);
            alike.filter(|other| are_similar(record, other)).count()
        };
        let votes: Vec<usize> = alike.iter().map(|record| votes(record)).collect();
        let mut order: Vec<usize> = (0..alike.len()).collect();
        order.sort_by_key(|at| {
            let is_linked = alike[*at].lead.strength == Strength::Linked;
            std::cmp::Reverse((is_linked, votes[*at], quality(alike[*at])))
        });
        *alike = order.into_iter().map(|at| alike[at]).collect();
    }
    papers
}

/// How good the title of a record is: that of a link before one in bold, a long one before a short one, and a
/// sentence last.
fn quality(record: &Record<'_>) -> (bool, Strength, usize) {
    let title = &record.lead.title;
    let is_title = !title.ends_with('.') && title.len() <= 250;
    (
        is_title,
        record.lead.strength.min(Strength::Marked),
        if is_title { title.len() } else { 0 },
    )
}

/// Whether two records under one key are of one paper. Two that have one shape and clearly different titles
/// are two papers, one of which has the other's link.
fn are_of_one(tree: &Tree<'_>, one: &Record<'_>, other: &Record<'_>) -> bool {
    let shape = |record: &Record<'_>| {
        let kind = std::mem::discriminant(&tree.node(record.node).kind);
        (kind, record.lead.strength, tree.node(record.node).parent)
    };
    shape(one) != shape(other)
        || !quality(one).0
        || !quality(other).0
        || one.lead.title.is_ascii() != other.lead.title.is_ascii()
        || are_similar(one, other)
}

/// Whether two titles have words in common, or one is a part of the other.
fn are_similar(one: &Record<'_>, other: &Record<'_>) -> bool {
    let (a, b) = (&one.lead.title, &other.lead.title);
    let (short, long) = (normal_title(a), normal_title(b));
    if short.contains(&long) || long.contains(&short) {
        return true;
    }
    let set = |text: &str| -> BTreeSet<String> { words(text).map(str::to_lowercase).collect() };
    let (a, b) = (set(a), set(b));
    a.intersection(&b).count() * 2 >= a.len().min(b.len())
}

/// Whether a paper stands in the rows of several tables, each of which counts it.
fn is_listed_again(tree: &Tree<'_>, one: &Record<'_>, other: &Record<'_>) -> bool {
    let is_row = |record: &Record<'_>| matches!(tree.node(record.node).kind, Kind::Row { .. });
    is_row(one) && is_row(other) && one.lead.title == other.lead.title
}

/// Reads records of one paper as one.
pub fn read<'a>(tree: &Tree<'a>, alike: &[&Record<'a>], footnotes: &Footnotes) -> Read<'a> {
    let mut read = reading::record(tree, alike[0], footnotes);
    for record in &alike[1..] {
        let other = reading::record(tree, record, footnotes);
        read.unused.extend(other.unused);
        for field in other.raw.fields {
            if field.role == Some(Role::Title) && field.name.is_empty() {
                let text = field.value.text().unwrap_or_default().into_owned();
                if quality(record).0 {
                    read.unused.push(Unused {
                        name: Cow::Borrowed("title"),
                        text: Cow::Owned(text),
                        reason: Reason::Repeated,
                    });
                } else {
                    // What stands in the place of a title is a sentence about the paper.
                    read.raw.add_section("", text, false);
                }
            } else {
                read.raw.fields.push(field);
            }
        }
    }
    read
}

/// Papers that the text cites by an id in code alone, in a document that does so with most of its papers;
/// with the place of each.
pub fn cited(tree: &Tree<'_>, records: &[Record<'_>]) -> Vec<(String, usize)> {
    let known: BTreeSet<&Key> = records
        .iter()
        .filter_map(|record| record.key.as_ref())
        .collect();
    let mut cited: Vec<(Key, usize)> = Vec::new();
    for block in tree.text_blocks(Tree::ROOT) {
        let node = tree.node(block);
        for piece in &node.pieces {
            piece.walk(&mut |piece| {
                if let PieceKind::Code(code) = &piece.kind
                    && let Some((0, id)) = evidence::bare_ids(code).next()
                {
                    let key = Key::Arxiv(id);
                    if !cited.iter().any(|(known, _)| *known == key) {
                        cited.push((key, node.start.max(piece.range.start)));
                    }
                }
            });
        }
    }
    let both = cited.iter().filter(|(key, _)| known.contains(key)).count();
    if both * 2 < known.len().max(1) {
        return Vec::new();
    }
    let cited = cited.into_iter().filter(|(key, _)| !known.contains(key));
    cited
        .filter_map(|(key, start)| match key {
            Key::Arxiv(id) => Some((id, start)),
            _ => None,
        })
        .collect()
}

/// The record of a paper that is cited by its identifier.
pub fn citation<'a>(id: String) -> RawRecord<'a> {
    let mut raw = RawRecord::new(Style {
        is_citation: true,
        ..Style::default()
    });
    raw.add(Role::Id, id);
    raw
}
