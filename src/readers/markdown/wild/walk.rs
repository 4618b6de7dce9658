//! A walk through a document that finds its papers, the groups above them, and the day they came.

use super::dates;
use super::draft::Draft;
use super::heads::{self, Head};
use super::labels;
use super::outline::{Kind, Outline};
use super::section;
use super::tables;
use super::titles;
use crate::model::date::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a paper was found as; what stands later in the list tells more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    Item,
    Row,
    Head,
}

/// A paper with its place.
#[derive(Debug)]
pub struct Found {
    pub draft: Draft,
    pub shape: Shape,
    /// Names of the groups above it, the widest first.
    pub groups: Vec<String>,
    /// The day or week under whose heading it stands.
    pub edition: Option<Edition>,
    /// Line of the document's body, from 1.
    pub line: usize,
    /// Whether its own head tells it, and not only what stands beneath.
    pub is_sure: bool,
    /// The block that it begins with, and the one behind its last.
    pub blocks: (usize, usize),
}

/// A day or week that a heading names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub date: Date,
    /// What the heading says, where that is more than the date.
    pub title: Option<String>,
}

/// What the walk finds.
#[derive(Debug, Default)]
pub struct Walk {
    pub papers: Vec<Found>,
}

struct Group {
    level: usize,
    name: Option<String>,
    edition: Option<Edition>,
}

/// Walks through a document. The heading at `title`, if there is one, is the document's own; `year`
/// is that of headings which name none.
pub fn walk(outline: &Outline, title: Option<usize>, year: Option<i16>) -> Walk {
    let mut last_edition: Option<Date> = None;
    let mut walk = Walk::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut index = 0;
    while let Some(block) = outline.blocks.get(index) {
        let level = heads::level(block);
        let begun = heads::head(outline, index);
        let mut end = index + 1;
        let mut found: Vec<(Draft, usize)> = Vec::new();
        let mut shape = Shape::Head;
        let mut is_sure = true;
        match begun {
            Head::Paper(headline) => {
                end = end_of(outline, index, &headline.ids);
                is_sure = headline.has_paper
                    || !headline.ids.is_empty()
                    || headline.is_marked
                    || heads::is_long(&headline.title);
                let mut draft = Draft::of(*headline);
                own_lines(outline, index, &mut draft);
                if block.depth > 0 {
                    shape = Shape::Item;
                }
                groups.retain(|group| group.level < level);
                let beneath = &outline.blocks[index + 1..end];
                section::read(outline, beneath, section::Mode::Paper, &mut draft);
                found.push((draft, outline.line_of(block)));
            }
            Head::Group if Some(index) == title => {}
            Head::Group => {
                groups.retain(|group| group.level < level);
                let group = group(&outline.text(block), level, last_edition, year);
                last_edition = group.edition.as_ref().map(|e| e.date).or(last_edition);
                groups.push(group);
            }
            Head::None if block.kind == Kind::Table => {
                shape = Shape::Row;
                let rows = tables::papers(outline, block).into_iter();
                found = rows
                    .map(|(draft, row)| (draft, outline.line_of_row(block, row)))
                    .collect();
            }
            Head::None => {}
        }
        for (draft, line) in found {
            walk.papers.push(Found {
                draft,
                shape,
                groups: groups
                    .iter()
                    .filter_map(|group| group.name.clone())
                    .collect(),
                edition: groups.iter().rev().find_map(|group| group.edition.clone()),
                line,
                is_sure,
                blocks: (index, end),
            });
        }
        index = end;
    }
    without_indexes(&mut walk.papers);
    without_repetitions(&mut walk.papers);
    walk
}

/// The block behind the last of a paper: what follows its head, and headings beneath that are no
/// papers of their own.
fn end_of(outline: &Outline, index: usize, ids: &[String]) -> usize {
    let level = heads::level(&outline.blocks[index]);
    let mut end = index + 1 + heads::beneath(outline, index).len();
    while let Some(next) = outline.blocks.get(end) {
        let Kind::Heading(next_level) = next.kind else {
            break;
        };
        if next_level <= level {
            break;
        }
        if let Head::Paper(headline) = heads::head(outline, end) {
            let is_same =
                !headline.ids.is_empty() && headline.ids.iter().all(|id| ids.contains(id));
            let name = titles::group(&outline.text(next));
            if !is_same && labels::role_of(&name).is_none() {
                break;
            }
        }
        end += 1 + heads::beneath(outline, end).len();
    }
    end
}

/// Reads the lines of the head's own paragraph behind the first.
fn own_lines(outline: &Outline, index: usize, draft: &mut Draft) {
    let block = &outline.blocks[index];
    let mut lines = outline.lines(block).skip(1);
    let is_labelled = lines.any(|line| labels::label(line).is_some());
    if !matches!(block.kind, Kind::Heading(_)) && (block.depth == 0 || is_labelled) {
        section::read_tail(outline, block, draft);
    }
}

fn group(text: &str, level: usize, above: Option<Date>, year: Option<i16>) -> Group {
    let name = titles::group(text);
    let is_edition = dates::is_all(&name) || dates::is_week(&name);
    let date = dates::of_heading(&name, None)
        .or_else(|| dates::before(&name, above?))
        .or_else(|| dates::of_heading(&name, year));
    let edition = date.filter(|_| is_edition).map(|date| Edition {
        date,
        title: (!dates::is_all(&name)).then(|| name.clone()),
    });
    let is_name = edition.is_none() && !titles::is_generic(&name) && name.chars().count() <= 80;
    Group {
        level,
        name: is_name.then_some(name),
        edition,
    }
}

/// Leaves out the items and rows that only list, by their ids, papers that the document shows in
/// full elsewhere.
fn without_indexes(papers: &mut Vec<Found>) {
    for (poor, rich) in [
        (Shape::Item, Shape::Head),
        (Shape::Row, Shape::Head),
        (Shape::Item, Shape::Row),
        (Shape::Row, Shape::Item),
    ] {
        let ids = |papers: &[Found], shape| -> BTreeSet<String> {
            let of_shape = papers.iter().filter(|paper| paper.shape == shape);
            of_shape
                .filter_map(|paper| paper.draft.ids.first().cloned())
                .collect()
        };
        let (few, many) = (ids(papers, poor), ids(papers, rich));
        let is_index = !few.is_empty()
            && few.len() * 2 >= many.len()
            && few.iter().all(|id| many.contains(id))
            && papers
                .iter()
                .filter(|paper| paper.shape == poor)
                .all(|paper| !paper.draft.has_abstract());
        if is_index {
            papers.retain(|paper| paper.shape != poor);
        }
    }
}

/// Headings that show a paper once more, word for word and under another group, are one record of
/// several topics.
fn without_repetitions(papers: &mut Vec<Found>) {
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Found> = Vec::with_capacity(papers.len());
    for paper in papers.drain(..) {
        let id = paper
            .draft
            .ids
            .first()
            .filter(|_| paper.shape == Shape::Head);
        let known = id.and_then(|id| first.get(id)).copied();
        if let Some(at) = known
            && kept[at].draft.is_repeated_by(&paper.draft)
            && kept[at].edition == paper.edition
            && kept[at].groups != paper.groups
        {
            for group in paper.groups {
                if !kept[at].groups.contains(&group) {
                    kept[at].groups.push(group);
                }
            }
            continue;
        }
        if let Some(id) = id {
            first.insert(id.clone(), kept.len());
        }
        kept.push(paper);
    }
    *papers = kept;
}
