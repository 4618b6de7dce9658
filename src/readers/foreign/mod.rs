//! Digests in Markdown or HTML that were written for something else: by structure.
//!
//! 1. `structure` finds the parts of the tree that are about one paper each, by `evidence` and the `title`
//!    with which each begins.
//! 2. `post` takes a document that is about one paper as a whole.
//! 3. `reading` turns each part into fields by the vocabulary, line by `line`.
//! 4. `papers` puts records of one paper together.
//! 5. `groups` says what stands above a record: topics, days, months.
//! 6. Everything else is the digest's own text ([`introduction`]), or `boilerplate` in the report.

mod boilerplate;
mod dates;
mod evidence;
mod groups;
mod line;
mod marks;
mod papers;
mod post;
mod reading;
mod structure;
mod title;
mod word_lists;

use super::document::inline;
use super::document::tree::{Kind, NodeId, Tree};
use super::front_matter::Document;
use super::intake::{Head, Intake};
use super::record::RawRecord;
use super::report::{Reason, Unused};
use super::source::Source;
use super::value::Value;
use super::vocabulary::{self, Role};
use super::{Reading, record};
use crate::diagnostic::Diagnostic;
use crate::markup::address;
use crate::model::date::{self, Date};
use crate::model::digest::Digest;
use groups::Groups;
use reading::Footnotes;
use std::borrow::Cow;
use std::collections::HashSet;
use structure::Record;

/// A document taken apart.
pub struct Parts<'a> {
    tree: Tree<'a>,
    records: Vec<Record<'a>>,
    footnotes: Footnotes,
}

impl<'a> Parts<'a> {
    /// Takes a document apart.
    pub fn find(mut tree: Tree<'a>) -> Self {
        let records = structure::records(&mut tree);
        let footnotes = (0..tree.len())
            .filter_map(|id| match &tree.node(id).kind {
                Kind::Footnote(label) => Some((label.to_string(), id)),
                _ => None,
            })
            .collect();
        Self {
            tree,
            records,
            footnotes,
        }
    }

    /// Where the records begin in the body.
    pub fn starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.records
            .iter()
            .map(|record| self.tree.node(record.node).start)
    }
}

/// Reads a document by its structure; none where nothing in it is a paper. A draft is counted and left
/// out.
pub fn read<'a>(
    source: &'a Source<'a>,
    document: &Document<'a>,
    parts: &Parts<'a>,
    is_draft: bool,
) -> Option<Reading> {
    let mut intake = Intake::new(source);
    if let Some((read, start)) = post::read(
        source,
        document,
        &parts.tree,
        &parts.records,
        &parts.footnotes,
    ) {
        if is_draft {
            intake.skip_reported();
            return Some(left_out(intake, 1));
        }
        read.unused.iter().for_each(|unused| intake.unused(unused));
        intake.take(read.raw, document.body_start + start);
        let reading = intake.finish(Head {
            date: given_date(source, document, &parts.tree),
            is_single: true,
            ..Head::default()
        });
        return Some(Reading {
            is_by_structure: true,
            ..reading
        });
    }
    if parts.records.is_empty() {
        return is_hollow(&parts.tree).then(|| {
            let text = parts.tree.text(Tree::ROOT);
            intake.unused(&Unused {
                name: Cow::Borrowed("text"),
                text: Cow::Owned(text),
                reason: Reason::Boilerplate,
            });
            intake.finish(Head::default())
        });
    }
    if is_draft {
        parts.records.iter().for_each(|_| intake.skip_reported());
        return Some(left_out(intake, parts.records.len()));
    }
    Some(digests(source, document, parts, intake))
}

/// Whether the sections of a document hold nothing but words that say so, or links to other files of its
/// repository: a day without papers, or an index.
fn is_hollow(tree: &Tree<'_>) -> bool {
    let mut sections = Vec::new();
    let mut open = vec![Tree::ROOT];
    while let Some(id) = open.pop() {
        let inner = tree.children(id).iter().copied();
        let inner: Vec<NodeId> = inner
            .into_iter()
            .filter(|child| matches!(tree.node(*child).kind, Kind::Section(_)))
            .collect();
        if inner.is_empty() && id != Tree::ROOT {
            sections.push(id);
        }
        open.extend(inner);
    }
    let is_index = |id: NodeId| {
        let name = tree
            .heading(id)
            .map_or_else(String::new, |heading| tree.text(heading));
        boilerplate::is_generic_group(&boilerplate::group_name(&name))
            && tree.children(id).len() > 1
            && tree.children(id)[1..]
                .iter()
                .all(|child| matches!(tree.node(*child).kind, Kind::List(_) | Kind::Table))
    };
    !sections.is_empty()
        && sections
            .iter()
            .all(|id| boilerplate::is_boilerplate(tree, *id) || is_index(*id))
}

/// The reading of a draft whose records have been counted.
pub fn left_out(mut intake: Intake<'_>, count: usize) -> Reading {
    let papers = if count == 1 { "paper" } else { "papers" };
    let note = format!("this digest is a draft; {count} {papers} left out");
    intake.diagnose(
        Diagnostic::note(note)
            .code("draft")
            .help("`--drafts` publishes it too"),
        0,
    );
    intake.leave_out()
}

/// The date of the digest: that of the front matter, of the path, or of the page's title.
fn given_date(source: &Source<'_>, document: &Document<'_>, tree: &Tree<'_>) -> Option<Date> {
    let written = ["date", "day", "pubDate", "publishDate"]
        .iter()
        .find_map(|key| document.text(key));
    // With a time it says when the file was made.
    let is_exact = written
        .as_ref()
        .is_some_and(|text| !text.contains([':', 'T']));
    let written = written.and_then(|text| record::dates::parse(&text).ok()?.exact());
    let titled = || {
        let title = document.text("title").or_else(|| {
            let first = tree.children(Tree::ROOT).first()?;
            let heading = tree.heading(*first)?;
            Some(inline::text(&tree.node(heading).pieces))
        });
        dates::first(&title?)
    };
    let dated = || {
        let blocks = tree.text_blocks(Tree::ROOT).into_iter().take(8);
        let mut texts = blocks.map(|block| inline::text(&tree.node(block).pieces));
        texts.find_map(|text| dates::first(&text).filter(|_| text.len() <= 60))
    };
    // `[Daily summary](../2026-08-07.md)`
    let linked = || {
        let blocks = tree.text_blocks(Tree::ROOT).into_iter().take(8);
        let links: Vec<&str> = blocks
            .flat_map(|block| inline::links(&tree.node(block).pieces))
            .map(|(url, _)| url)
            .collect();
        let mut links = links.into_iter().filter(|url| !address::is_web(url));
        links.find_map(date::in_path)
    };
    written
        .filter(|_| is_exact)
        .or_else(|| source.date())
        .or(written)
        .or_else(titled)
        .or_else(dated)
        .or_else(linked)
}

fn digests<'a>(
    source: &'a Source<'a>,
    document: &Document<'a>,
    parts: &Parts<'a>,
    mut intake: Intake<'a>,
) -> Reading {
    let tree = &parts.tree;
    let groups = Groups::find(source, tree, &parts.records);
    let default = given_date(source, document, tree);
    let mut own = Text {
        tree,
        groups: &groups,
        records: parts.records.iter().map(|record| record.node).collect(),
        blocks: Vec::new(),
        unused: Vec::new(),
    };
    own.visit(Tree::ROOT, None);
    let (mut blocks, unused) = (own.blocks, own.unused);
    unused.iter().for_each(|unused| intake.unused(unused));
    let title = document
        .text("title")
        .or_else(|| groups.title.clone())
        .or_else(|| take_title(tree, &mut blocks));
    let front = front_matter_text(document, &mut intake);
    let tags = document
        .list("topics")
        .into_iter()
        .chain(document.list("tags"));
    let tags: Vec<String> = tags.collect();
    // Papers beside those of a day are of the day of the file, or else of its first.
    let dated = || parts.records.iter().find_map(|record| groups.day(record));
    let other = default.or_else(dated);
    let day_of = |record: &Record<'_>| groups.day(record).or(other);
    let mut days: Vec<Option<Date>> = Vec::new();
    for day in parts.records.iter().map(day_of) {
        if !days.contains(&day) {
            days.push(day);
        }
    }
    let mut digests: Vec<Digest> = Vec::new();
    for (index, day) in days.iter().enumerate() {
        let of_day = parts.records.iter();
        let of_day = of_day.filter(|record| day_of(record) == *day);
        for alike in papers::grouped(tree, of_day) {
            let mut read = papers::read(tree, &alike, &parts.footnotes);
            alike
                .iter()
                .for_each(|record| groups.add(record, &mut read.raw));
            read.unused.iter().for_each(|unused| intake.unused(unused));
            let start = tree.node(alike[0].node).start;
            intake.take(read.raw, document.body_start + start);
        }
        if index == 0 {
            for (id, start) in papers::cited(tree, &parts.records) {
                intake.take(papers::citation(id), document.body_start + start);
            }
        }
        intake.add_topics(&tags);
        let mut text: Vec<String> = Vec::new();
        if index == 0 {
            text.extend(front.iter().cloned());
        }
        // Text outside of all days is that of the first digest.
        let of_day = blocks
            .iter()
            .filter(|(of, _)| of == day || (index == 0 && !days.contains(of)));
        text.extend(of_day.map(|(_, text)| text.clone()));
        digests.extend(
            intake.close(Head {
                date: *day,
                title: groups
                    .title_of_day(*day)
                    .filter(|_| days.len() > 1)
                    .or_else(|| title.clone()),
                introduction: Some(text.join("\n\n")),
                is_single: false,
            }),
        );
    }
    Reading {
        digests,
        is_by_structure: true,
        ..intake.leave_out()
    }
}

/// The heading of the document, where its text begins with one.
fn take_title(tree: &Tree<'_>, blocks: &mut Vec<(Option<Date>, String)>) -> Option<String> {
    let first = tree.text_blocks(Tree::ROOT).into_iter().next()?;
    let is_heading = tree.node(first).kind == Kind::Heading(1);
    let is_in_text = blocks
        .first()
        .is_some_and(|(_, text)| *text == tree.markdown(&[first]));
    (is_heading && is_in_text).then(|| {
        blocks.remove(0);
        boilerplate::group_name(&tree.text(first))
    })
}

/// What the front matter of a digest says beside title, date and topics: prose is a part of its text.
fn front_matter_text(document: &Document<'_>, intake: &mut Intake<'_>) -> Vec<String> {
    let mut texts = Vec::new();
    for (name, value) in document.fields() {
        let is_used = matches!(
            &**name,
            "title" | "date" | "day" | "pubDate" | "publishDate" | "topics" | "tags" | "draft"
        );
        if is_used {
            continue;
        }
        let mut parts = Vec::new();
        record::text::push_texts(value.clone(), &mut parts);
        let text = parts.join(", ");
        if record::words::is_prose(&text) {
            texts.push(match name.as_ref() {
                "description" | "summary" | "excerpt" | "subtitle" => {
                    crate::markup::markdown_of_line(&text)
                }
                _ => format!(
                    "**{}:** {}",
                    vocabulary::label(name),
                    crate::markup::markdown_of_line(&text)
                ),
            });
        } else {
            intake.unused(&Unused {
                name: Cow::Borrowed(name),
                text: Cow::Owned(text),
                reason: Reason::Technical,
            });
        }
    }
    texts
}

/// The text of the digest itself: what is in no record and names no group.
struct Text<'t, 'a> {
    tree: &'t Tree<'a>,
    groups: &'t Groups,
    records: HashSet<NodeId>,
    /// Blocks of Markdown, with the day that they stand under.
    blocks: Vec<(Option<Date>, String)>,
    unused: Vec<Unused<'a>>,
}

impl<'a> Text<'_, 'a> {
    fn visit(&mut self, id: NodeId, day: Option<Date>) {
        if self.records.contains(&id) {
            return;
        }
        let node = self.tree.node(id);
        let day = self.groups.day_of_section(id).or(day);
        if matches!(node.kind, Kind::Hidden | Kind::Rule | Kind::Footnote(_)) {
            return;
        }
        if !self.holds_records(id) {
            return self.own(id, day);
        }
        match &node.kind {
            Kind::List(_) => self.items(id, day),
            Kind::Table => self.rows(id, day),
            _ => {
                for &child in &node.children {
                    if matches!(self.tree.node(child).kind, Kind::Heading(_))
                        && self.tree.heading(id) == Some(child)
                    {
                        self.heading(id, child, day);
                    } else {
                        self.visit(child, day);
                    }
                }
                if !node.pieces.is_empty() {
                    let text = self.tree.markdown_of(&node.pieces);
                    self.push(day, text);
                }
            }
        }
    }

    fn holds_records(&self, id: NodeId) -> bool {
        self.tree
            .children(id)
            .iter()
            .any(|child| self.records.contains(child) || self.holds_records(*child))
    }

    /// A node without records in it.
    fn own(&mut self, id: NodeId, day: Option<Date>) {
        if boilerplate::is_boilerplate(self.tree, id) {
            return self.report(id, Reason::Boilerplate);
        }
        let children = self.tree.children(id);
        // Some of a container may be boilerplate.
        let is_container = matches!(
            self.tree.node(id).kind,
            Kind::Root | Kind::Element { .. } | Kind::Run | Kind::Section(_)
        );
        if is_container {
            for &child in children {
                self.visit(child, day);
            }
            return;
        }
        let text = self.tree.markdown(&[id]);
        self.push(day, text);
    }

    fn items(&mut self, list: NodeId, day: Option<Date>) {
        for &item in self.tree.children(list) {
            if self.records.contains(&item) {
                continue;
            }
            if self.holds_records(item) {
                self.visit(item, day);
            } else if boilerplate::is_boilerplate(self.tree, item) {
                self.report(item, Reason::Boilerplate);
            } else {
                let text = self.tree.markdown_of_items(list, &[item]);
                self.push(day, text);
            }
        }
    }

    fn rows(&mut self, table: NodeId, day: Option<Date>) {
        for &row in self.tree.children(table) {
            if self.records.contains(&row) {
                continue;
            }
            if self.holds_records(row) {
                self.visit(row, day);
            } else if self.tree.children(table).first() == Some(&row)
                && !structure::columns(self.tree, table).is_empty()
            {
                self.report(row, Reason::Boilerplate);
            } else {
                let cells = self.tree.children(row).iter();
                let cells = cells.map(|cell| self.tree.markdown(&[*cell]));
                let cells: Vec<String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
                self.push(day, cells.join(" · "));
            }
        }
    }

    /// The heading of a group is its name, the title of the digest or a date; what it says beyond that is
    /// text.
    fn heading(&mut self, section: NodeId, heading: NodeId, day: Option<Date>) {
        if !self.groups.is_used(section) {
            let text = self.tree.markdown_of(&self.tree.node(heading).pieces);
            if !boilerplate::is_generic_group(&self.tree.text(heading)) {
                return self.push(day, format!("**{}**", text.replace("**", "")));
            }
            self.report(heading, Reason::Boilerplate);
        }
    }

    fn push(&mut self, day: Option<Date>, text: String) {
        if !text.trim().is_empty() {
            self.blocks.push((day, text));
        }
    }

    fn report(&mut self, id: NodeId, reason: Reason) {
        let text = self.tree.text(id);
        if !text.trim().is_empty() {
            self.unused.push(Unused {
                name: Cow::Borrowed("text"),
                text: Cow::Owned(text),
                reason,
            });
        }
    }
}

/// Adds a topic to a record.
fn add_topic(raw: &mut RawRecord<'_>, name: String) {
    raw.add(
        Role::Topics,
        Value::List(vec![Value::Text(Cow::Owned(name))]),
    );
}
