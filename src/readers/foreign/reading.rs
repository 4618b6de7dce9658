//! From a part of a document to the fields of a record.
//!
//! After the title, lines are asked in this order: a label by the vocabulary, links and ids alone, names,
//! several facts in one line; everything else is text. A label without a value names what follows it. Text
//! stays in its order: the first piece without a label stands in for the abstract, and what follows a
//! label is a section.

use super::evidence::{self, Key, papers_in};
use super::line::{self, Label, is_references, segments, trimmed};
use super::structure::{Record, columns, keys};
use super::{dates, marks, title, word_lists};
use crate::markup::{self, address};
use crate::model::link::LinkKind;
use crate::readers::document::inline::{self, Piece, PieceKind};
use crate::readers::document::tree::{Kind, NodeId, Tree};
use crate::readers::record::words::is_prose;
use crate::readers::record::{Field, RawRecord, Style, Typography, is_category, people};
use crate::readers::report::{Reason, Unused};
use crate::readers::value::Value;
use crate::readers::vocabulary::{self, Meaning, Role, STAND_IN};
use std::borrow::Cow;
use std::collections::HashMap;

/// How foreign records are written: for readers, with titles and abstracts pasted from arXiv.
pub const STYLE: Style = Style {
    typography: Typography::Tex,
    is_citation: false,
    is_visible: true,
};

/// Footnotes of a document by their labels.
pub type Footnotes = HashMap<String, NodeId>;

/// What was read of a record.
pub struct Read<'a> {
    pub raw: RawRecord<'a>,
    pub unused: Vec<Unused<'a>>,
}

/// Reads the record that a part of the document is.
pub fn record<'a>(tree: &Tree<'a>, record: &Record<'a>, footnotes: &Footnotes) -> Read<'a> {
    let mut reader = Reader::new(tree, footnotes);
    reader
        .raw
        .add_as((Role::Title, 1), "title", record.lead.title.clone());
    if let Some(url) = &record.lead.url {
        reader.add_url(url, None);
    }
    if let Some(date) = &record.lead.date {
        let date = date.trim().trim_end_matches([',', ':', ' ']);
        reader.raw.add(Role::Date, date.to_owned());
    }
    let before = people_in(&record.lead.before);
    if !before.is_empty() {
        reader.add_names(&record.lead.before);
    }
    if matches!(tree.node(record.node).kind, Kind::Row { .. }) {
        reader.row(record);
    } else {
        reader.skip = Some((record.block, record.lead.rest.clone()));
        match tree.node(record.node).kind {
            Kind::Section(_) => {
                // What stands on the heading's line behind the title.
                if tree.heading(record.node) == Some(record.block) {
                    reader.block(record.block);
                }
                reader.blocks(&tree.children(record.node)[1..]);
            }
            _ => reader.blocks(tree.children(record.node)),
        }
    }
    reader.finish(record.node)
}

/// Reads the text of a page about one paper into a record that the front matter began.
pub fn page<'a>(
    tree: &Tree<'a>,
    nodes: &[NodeId],
    raw: RawRecord<'a>,
    footnotes: &Footnotes,
) -> Read<'a> {
    let mut reader = Reader::new(tree, footnotes);
    reader.raw.fields = raw.fields;
    reader.is_page = true;
    reader.blocks(nodes);
    reader.finish(Tree::ROOT)
}

/// Blocks of text, each plain or Markdown.
#[derive(Default)]
struct Text(Vec<(String, bool)>);

impl Text {
    fn push(&mut self, text: &str, is_markdown: bool) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some((list, true))
                if is_markdown && text.starts_with("- ") && list.starts_with("- ") =>
            {
                list.push('\n');
                list.push_str(text);
            }
            _ => self.0.push((text.to_owned(), is_markdown)),
        }
    }

    /// The blocks as paragraphs: plain text where all are, so that nothing in them is taken for markup.
    fn into_value<'a>(self) -> Option<Value<'a>> {
        let is_plain = self.0.iter().all(|(_, is_markdown)| !is_markdown);
        let blocks = self.0.into_iter().map(|(text, is_markdown)| {
            let escaped = |line: &str| markup::markdown_of_line(line);
            match is_markdown || is_plain {
                true => text,
                false => text.lines().map(escaped).collect::<Vec<_>>().join("\n"),
            }
        });
        let text = blocks.collect::<Vec<_>>().join("\n\n");
        match (text.is_empty(), is_plain) {
            (true, _) => None,
            (false, true) => Some(Value::Text(Cow::Owned(text))),
            (false, false) => Some(Value::Markdown(Cow::Owned(text))),
        }
    }
}

/// A label that is open.
struct Open {
    name: String,
    meaning: Option<Meaning>,
    text: Text,
}

struct Reader<'t, 'a> {
    tree: &'t Tree<'a>,
    footnotes: &'t Footnotes,
    raw: RawRecord<'a>,
    unused: Vec<Unused<'a>>,
    /// The block whose first line has the title, and what follows that on it.
    skip: Option<(NodeId, Vec<Piece<'a>>)>,
    open: Option<Open>,
    /// Text without a label since the last one.
    loose: Text,
    /// Lines of text that are one paragraph.
    paragraph: Vec<Piece<'a>>,
    has_names: bool,
    has_text: bool,
    /// Whether the document is about this paper alone.
    is_page: bool,
}

impl<'t, 'a> Reader<'t, 'a> {
    fn new(tree: &'t Tree<'a>, footnotes: &'t Footnotes) -> Self {
        Self {
            tree,
            footnotes,
            raw: RawRecord::new(STYLE),
            unused: Vec::new(),
            skip: None,
            open: None,
            loose: Text::default(),
            paragraph: Vec::new(),
            has_names: false,
            has_text: false,
            is_page: false,
        }
    }

    fn finish(mut self, node: NodeId) -> Read<'a> {
        self.close();
        self.read_footnotes(node);
        self.close();
        let has_id = self.raw.fields.iter().any(|field| {
            matches!(
                field.role,
                Some(Role::Id | Role::Address(None) | Role::Address(Some(LinkKind::Pdf)))
            ) && field.value.text().is_some_and(|text| {
                evidence::key(&text).is_some() || crate::readers::record::is_id(&text)
            })
        });
        if !has_id {
            self.find_id(node);
        }
        Read {
            raw: self.raw,
            unused: self.unused,
        }
    }

    /// The one paper that the text of a record speaks of, where no link of its own names it.
    fn find_id(&mut self, node: NodeId) {
        let mut found: Vec<Key> = Vec::new();
        for block in self.tree.text_blocks(node) {
            found.extend(keys(&self.tree.node(block).pieces));
        }
        if papers_in(&found) != 1 {
            return;
        }
        for key in found {
            match key {
                Key::Arxiv(id) | Key::Doi(id) => self.raw.add(Role::Id, id),
                Key::Address(url) => self.raw.add(Role::Address(None), url),
            }
        }
    }

    /// Footnotes that the record refers to are a part of it.
    fn read_footnotes(&mut self, node: NodeId) {
        let mut labels = Vec::new();
        for block in self.tree.text_blocks(node) {
            for piece in &self.tree.node(block).pieces {
                piece.walk(&mut |piece| {
                    if let PieceKind::Footnote(label) = &piece.kind {
                        labels.push(label.to_string());
                    }
                });
            }
        }
        for label in labels {
            if let Some(&footnote) = self.footnotes.get(&label) {
                self.blocks(self.tree.children(footnote));
                self.close();
            }
        }
    }

    fn blocks(&mut self, nodes: &[NodeId]) {
        for &node in nodes {
            self.block(node);
        }
    }

    fn block(&mut self, id: NodeId) {
        let node = self.tree.node(id);
        match &node.kind {
            Kind::Hidden | Kind::Rule | Kind::Footnote(_) => {}
            Kind::Paragraph | Kind::Heading(_) => {
                self.lines(id);
                self.end_paragraph();
                self.blocks(&node.children);
            }
            Kind::Summary if self.has_title(id) => {
                self.lines(id);
                self.end_paragraph();
                self.blocks(&node.children);
            }
            Kind::Summary => self.summary(id),
            Kind::Code if self.skip.as_ref().is_some_and(|(block, _)| *block == id) => {
                // A title that is set off so far that it is code.
                self.skip = None;
            }
            Kind::Code => self.prose(self.tree.markdown(&[id])),
            Kind::Section(_) => self.section(id),
            Kind::List(_) => self.list(id),
            Kind::Table => self.table(id),
            Kind::Quote => self.blocks(&node.children),
            Kind::Element { name, .. } if *name == "details" => {
                self.blocks(&node.children);
                self.close();
            }
            Kind::Element { class, .. }
                if self.skip.is_none() && class_meaning(class).is_some() =>
            {
                self.classed(id, class);
            }
            _ => self.blocks(&node.children),
        }
    }

    /// Whether the title of the record, not read yet, is in a node.
    fn has_title(&self, id: NodeId) -> bool {
        let is_in = |block| block == id || self.tree.ancestors(block).any(|above| above == id);
        self.skip.as_ref().is_some_and(|(block, _)| is_in(*block))
    }

    /// An element whose class says what it holds.
    fn classed(&mut self, id: NodeId, class: &str) {
        self.close();
        let Some((name, meaning)) = class_meaning(class) else {
            return;
        };
        if meaning.0 == Role::Technical {
            return self.unused.push(Unused {
                name: Cow::Owned(name),
                text: Cow::Owned(self.tree.text(id)),
                reason: Reason::Boilerplate,
            });
        }
        let has_labels = self.tree.text_blocks(id).iter().any(|block| {
            let lines = inline::lines(&self.tree.node(*block).pieces);
            lines
                .iter()
                .any(|line| line::label(line).is_some() || is_references(line))
        });
        if !has_labels {
            self.open = Some(Open {
                name,
                meaning: Some(meaning),
                text: Text::default(),
            });
        }
        self.blocks(&self.tree.node(id).children);
        self.close();
    }

    /// Takes parts of a line off whose class says what they are.
    fn take_classed(&mut self, line: &[Piece<'a>]) -> Option<Vec<Piece<'a>>> {
        let known = |piece: &Piece<'a>| match &piece.kind {
            PieceKind::Span(class) => class_meaning(class),
            _ => None,
        };
        if self.is_page || !line.iter().any(|piece| known(piece).is_some()) {
            return None;
        }
        let mut rest = Vec::new();
        for piece in line {
            let Some((name, (role, rank))) = known(piece) else {
                rest.push(piece.clone());
                continue;
            };
            let text = inline::text(&piece.children);
            match role {
                Role::Authors => self.add_names(&piece.children),
                Role::Technical => {}
                _ => self
                    .raw
                    .add_as((role, rank), name, marks::trimmed(&text).to_owned()),
            }
        }
        Some(rest)
    }

    fn lines(&mut self, block: NodeId) {
        let node = self.tree.node(block);
        let mut is_first = true;
        for line in node
            .pieces
            .split(|piece| matches!(piece.kind, PieceKind::Break { .. }))
        {
            if line.iter().all(Piece::is_blank) {
                continue;
            }
            let kept: Vec<Piece<'a>>;
            let line = if line.iter().any(leads_within) {
                kept = line
                    .iter()
                    .filter(|piece| !leads_within(piece))
                    .cloned()
                    .collect();
                kept.as_slice()
            } else {
                line
            };
            if line.iter().all(Piece::is_blank) {
                continue;
            }
            if self.continues_title(line) {
                continue;
            }
            let rest = match &self.skip {
                Some((skipped, _)) if *skipped == block && is_first => {
                    self.skip.take().map(|(_, rest)| rest)
                }
                _ => None,
            };
            is_first = false;
            match rest {
                Some(rest) => {
                    let rest = trimmed(rest);
                    if !rest.iter().all(Piece::is_blank) {
                        self.line(&rest, true);
                        self.end_paragraph();
                    }
                }
                None => self.line(line, false),
            }
        }
    }

    /// Reads a line. One behind the title may have names and links after each other.
    fn line(&mut self, line: &[Piece<'a>], is_behind_title: bool) {
        if let Some(rest) = self.take_classed(line) {
            if !rest.iter().all(Piece::is_blank) {
                self.line(&rest, is_behind_title);
            }
            return;
        }
        let has_words = inline::text(line).contains(char::is_alphabetic);
        if !has_words
            && inline::links(line).is_empty()
            && self.open.is_none()
            && !self.is_page
            && self.paragraph.is_empty()
        {
            // A rank or a pictograph alone.
            let text = inline::text(line);
            if text.chars().count() <= 12 {
                return self.unused.push(Unused {
                    name: Cow::Borrowed("text"),
                    text: Cow::Owned(text),
                    reason: Reason::Boilerplate,
                });
            }
        }
        if let Some(label) = line::label(line) {
            let parts = segments(line);
            if parts.len() > 1 && parts.iter().all(|part| self.is_fact(part)) {
                self.end_paragraph();
                return parts.iter().for_each(|part| self.fact(part));
            }
            return self.label(label);
        }
        if is_image(line) {
            return self.image(line);
        }
        if is_references(line) {
            self.end_paragraph();
            return self.references(line, "");
        }
        if self.takes_names(line) {
            self.end_paragraph();
            return self.add_names(line);
        }
        if is_behind_title && self.names_and_year(line) {
            return;
        }
        if self.continues_topics(line) {
            return;
        }
        let parts = segments(line);
        if parts.len() > 1 {
            let known = parts.iter().filter(|part| self.is_fact(part)).count();
            if known * 2 > parts.len() || (known > 0 && known + 1 == parts.len()) {
                self.end_paragraph();
                return parts.iter().for_each(|part| self.fact(part));
            }
        } else if self.open.is_none() && !self.has_text && self.is_fact(line) {
            self.end_paragraph();
            return self.fact(line);
        }
        if is_behind_title && self.behind_title(line) {
            return;
        }
        if let Some(point) = point(line) {
            return self.prose(format!("- {}", self.tree.markdown_of(&point)));
        }
        if !self.paragraph.is_empty() {
            self.paragraph
                .push(Piece::new(PieceKind::Break { is_hard: false }, 0..0));
        }
        self.paragraph.extend_from_slice(line);
    }

    /// Takes a line that goes on with a title that was wrapped.
    fn continues_title(&mut self, line: &[Piece<'a>]) -> bool {
        let is_label = line::label(line).is_some() || is_references(line);
        let is_open = self.open.is_none() && self.paragraph.is_empty() && self.loose.0.is_empty();
        let Some(last) = self.raw.fields.last_mut().filter(|_| is_open && !is_label) else {
            return false;
        };
        let is_wrapped =
            last.role == Some(Role::Title) && !last.name.is_empty() && last.name != "title";
        if is_wrapped && let Some(title) = last.value.text() {
            let title = format!("{title} {}", inline::text(line).trim());
            last.value = Value::Text(Cow::Owned(title));
            return true;
        }
        false
    }

    /// Takes a line that goes on with the topics of the line above: `Subjects:` and `Robotics (cs.RO)`.
    fn continues_topics(&mut self, line: &[Piece<'a>]) -> bool {
        let is_open = self.open.is_none() && self.paragraph.is_empty() && self.loose.0.is_empty();
        let is_behind = self
            .raw
            .fields
            .last()
            .is_some_and(|field| field.role == Some(Role::Topics));
        let text = inline::text(line);
        let parts = text.split([';', ',']).map(str::trim);
        let has_categories = parts.into_iter().all(|part| {
            let inside = part
                .rsplit_once('(')
                .map(|(_, inside)| inside.trim_end_matches(')'));
            inside.is_some_and(is_category)
        });
        if is_open && is_behind && has_categories {
            self.raw.add(Role::Topics, text);
            return true;
        }
        false
    }

    /// `Names. Venue [paper](…) [code](…)` behind a title: the links at the end of a line are references,
    /// names in front are authors. Says whether everything was taken.
    fn behind_title(&mut self, line: &[Piece<'a>]) -> bool {
        let mut start = line.len();
        while start > 0 && is_of_references(&line[start - 1]) {
            start -= 1;
        }
        let mut links = line[start..].to_vec();
        let mut text = line[..start].to_vec();
        if !links.iter().any(has_link) {
            return false;
        }
        // The words before the first link may name it: `…, First Author, Paper: [http://…](…)`.
        if let Some(last) = text.last().cloned()
            && let PieceKind::Text(words) = &last.kind
        {
            let at = words.rfind([',', '|', ';', '.', '—', '–', '-']);
            let at = at.filter(|at| {
                let name = words[*at..].trim_matches(|c: char| !c.is_alphanumeric());
                name.is_empty() || evidence::is_generic(name)
            });
            if let Some(at) = at {
                let (head, tail) = inline::split(&last, at);
                text.pop();
                text.push(head);
                links.insert(0, tail);
            }
        }
        self.references(&links, "");
        if let Some(Piece {
            kind: PieceKind::Text(last),
            range,
            ..
        }) = text.last_mut()
        {
            let bare = last
                .trim_end()
                .trim_end_matches(['[', '(', '|', ',', ';', ':', ' ']);
            if bare.len() < last.len() {
                *last = Cow::Owned(bare.to_owned());
                *range = 0..0;
            }
        }
        let text = trimmed(text);
        if !text.iter().all(Piece::is_blank) {
            self.line(&text, false);
        }
        true
    }

    /// Takes `(First Author, Second Author, 2022)`.
    fn names_and_year(&mut self, line: &[Piece<'a>]) -> bool {
        let text = inline::text(line);
        let inside = text
            .trim()
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'));
        let Some((names, year)) = inside.and_then(|inside| inside.rsplit_once(',')) else {
            return false;
        };
        let year = year.trim();
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        if !is_year || self.has_names || !people::are_names(names) {
            return false;
        }
        self.raw.add(Role::Date, year.to_owned());
        let names = Piece::new(PieceKind::Text(Cow::Owned(names.to_owned())), 0..0);
        self.add_names(&[names]);
        true
    }

    fn takes_names(&self, line: &[Piece<'a>]) -> bool {
        if self.has_names || self.open.is_some() || !self.paragraph.is_empty() {
            return false;
        }
        if self.has_text {
            // Behind text, only what can be nothing else.
            let names = people_in(line);
            let full = names
                .iter()
                .filter(|name| name.split_whitespace().count() >= 2);
            if names.len() < 2 || full.count() < names.len() {
                return false;
            }
        }
        let text = inline::text(line);
        let text = text
            .trim()
            .trim_start_matches("by ")
            .trim_matches(['*', '_', ' ', '(', ')', '👥', '👤']);
        let is_alone = inline::links(line).is_empty() || text.contains(',');
        is_alone
            && !text.is_empty()
            && people::are_names(marks::trimmed(text).trim_end_matches('.'))
    }

    /// Whether a part of a line is a fact by its form: a label, links, a date, a category, names.
    fn is_fact(&self, part: &[Piece<'a>]) -> bool {
        let text = inline::text(part);
        let bare = marks::trimmed(&text);
        line::label(part).is_some()
            || is_references(part)
            || dates::is_all(bare)
            || is_categories(bare)
            || !(code_categories(part).is_empty() || is_prose(bare))
            || self.takes_names(part)
    }

    fn fact(&mut self, part: &[Piece<'a>]) {
        let text = inline::text(part);
        let bare = marks::trimmed(&text).to_owned();
        if let Some(label) = line::label(part) {
            self.close();
            let value = inline::text(&label.rest);
            let is_address = matches!(label.role, Some(Role::Address(_) | Role::Id | Role::Inner));
            if is_address && is_references(&label.rest) {
                self.references(&label.rest, &label.name);
            } else {
                self.raw.add_named(label.name, value);
            }
        } else if is_references(part) {
            self.references(part, "");
        } else if dates::is_all(&bare) {
            self.raw.add(Role::Date, bare);
        } else if is_categories(&bare) {
            self.raw.add(Role::Topics, bare.replace(" / ", ", "));
        } else if self.takes_names(part) {
            self.add_names(part);
        } else if is_prose(&bare) {
            self.prose(self.tree.markdown_of(part));
        } else {
            let categories = code_categories(part);
            if !categories.is_empty() {
                self.raw.add(Role::Topics, categories.join(", "));
            }
            self.raw.add_section("", bare, false);
        }
    }

    fn label(&mut self, label: Label<'a>) {
        self.close();
        let meaning = vocabulary::role(&label.name);
        let is_empty = label.rest.iter().all(Piece::is_blank)
            || (meaning.is_some_and(|(role, _)| role == Role::Topics)
                && inline::text(&label.rest).trim().ends_with(':'));
        match meaning.map(|(role, _)| role) {
            Some(Role::Authors) if !is_empty => self.add_names(&label.rest),
            Some(Role::Address(_) | Role::Id | Role::Inner) if !is_empty => {
                self.addresses(&label);
            }
            Some(
                Role::Title
                | Role::Date
                | Role::Venue
                | Role::Votes
                | Role::Topics
                | Role::Comment
                | Role::Fact,
            ) if !is_empty => {
                let parts = parts_of_value(&label.rest);
                if meaning.is_some_and(|(role, _)| role == Role::Topics) && parts.len() > 1 {
                    let parts = parts.into_iter().map(|part| Value::Text(Cow::Owned(part)));
                    return self.raw.add(Role::Topics, Value::List(parts.collect()));
                }
                let value = inline::text(&label.rest);
                let rank = meaning.map_or(0, |(_, rank)| rank);
                let role = meaning.map_or(Role::Fact, |(role, _)| role);
                let (value, counts) = counts(value);
                for (name, count) in counts {
                    self.raw.add_named(name, count);
                }
                // What is written beneath the heading is the title's translation or original.
                self.raw
                    .add_as((role, rank), label.name, clean_value(role, value));
            }
            _ => {
                self.open = Some(Open {
                    name: label.name,
                    meaning,
                    text: Text::default(),
                });
                if !is_empty {
                    self.paragraph = label.rest;
                }
            }
        }
    }

    /// A label whose value is an address, an id or a text with such.
    fn addresses(&mut self, label: &Label<'a>) {
        if is_references(&label.rest) {
            return self.references(&label.rest, &label.name);
        }
        let links = inline::links(&label.rest);
        let links: Vec<(String, String)> = links
            .into_iter()
            .map(|(url, text)| (url.to_owned(), text))
            .collect();
        for (url, _) in &links {
            self.add_url(url, kind_of(&label.name, ""));
        }
        let text = inline::text(&label.rest);
        let bare = text.trim();
        let is_title = links.len() == 1 && links[0].1.trim() == bare;
        if is_title && self.raw.has(Role::Title) {
            let title = self
                .raw
                .fields
                .iter()
                .find(|field| field.role == Some(Role::Title));
            if title.is_some_and(|field| field.value.text().as_deref() == Some(bare)) {
                return;
            }
        }
        if links.is_empty() {
            self.raw.add_named(label.name.clone(), bare.to_owned());
        } else if !evidence::is_generic(bare) {
            self.raw
                .add_as((Role::Fact, 0), label.name.clone(), bare.to_owned());
        }
    }

    /// Adds the links and ids of a line, and what a label before them says they lead to.
    fn references(&mut self, line: &[Piece<'a>], label: &str) {
        let mut before = String::new();
        for piece in line {
            piece.walk(&mut |piece| match &piece.kind {
                PieceKind::Link(url) => {
                    let text = inline::text(&piece.children);
                    let kind = kind_of(&text, "").or_else(|| kind_of(label, &before));
                    let url = url.to_string();
                    self.add_url(&url, kind);
                }
                PieceKind::Text(text) | PieceKind::Code(text) => {
                    for url in address::find(text) {
                        let kind = kind_of(label, &before);
                        self.add_url(&url, kind);
                    }
                    for (_, id) in evidence::bare_ids(text) {
                        self.raw.add(Role::Id, id);
                    }
                    let words = text.split(|c: char| {
                        c.is_whitespace() || matches!(c, ',' | '(' | ')' | '[' | ']')
                    });
                    let categories: Vec<&str> = words.filter(|word| is_category(word)).collect();
                    if !categories.is_empty() {
                        self.raw.add(Role::Topics, categories.join(", "));
                    }
                    before = text.to_string();
                }
                _ => {}
            });
        }
    }

    fn add_url(&mut self, url: &str, kind: Option<LinkKind>) {
        if address::is_web(url) {
            // A code host under the name of a paper is code all the same.
            let is_id = kind != Some(LinkKind::Code) && evidence::key(url).is_some();
            let kind = kind.filter(|_| !is_id);
            match evidence::key(url) {
                Some(Key::Arxiv(id)) if is_id => self.raw.add(Role::Id, id),
                _ => self.raw.add(Role::Address(kind), url.to_owned()),
            }
        } else if !url.starts_with('#') && !url.is_empty() {
            self.raw.add(Role::Slug, url.to_owned());
            if let Some(Key::Arxiv(id) | Key::Doi(id)) = evidence::key(url) {
                self.raw.add(Role::Id, id);
            }
        }
    }

    fn add_names(&mut self, line: &[Piece<'a>]) {
        self.has_names = true;
        let names: Vec<Value<'a>> = people_in(line)
            .into_iter()
            .map(|name| Value::Text(Cow::Owned(name)))
            .collect();
        if !names.is_empty() {
            self.raw.add(Role::Authors, Value::List(names));
        }
    }

    fn image(&mut self, line: &[Piece<'a>]) {
        for piece in line {
            let text = inline::text(&piece.children);
            if !text.trim().is_empty() {
                self.unused.push(Unused {
                    name: Cow::Borrowed("picture"),
                    text: Cow::Owned(text),
                    reason: Reason::Boilerplate,
                });
            }
        }
    }

    fn summary(&mut self, id: NodeId) {
        let text = self.tree.text(id);
        let name = marks::trimmed(&text)
            .trim_end_matches([':', '：'])
            .to_owned();
        self.close();
        if name.is_empty() {
            return;
        }
        let handle = name.to_lowercase();
        let is_handle = name.chars().count() <= 40
            && word_lists::all(HANDLES).any(|word| handle.starts_with(word));
        if is_handle && vocabulary::role(&name).is_none() {
            self.unused.push(Unused {
                name: Cow::Borrowed("text"),
                text: Cow::Owned(name),
                reason: Reason::Boilerplate,
            });
        } else {
            self.open = Some(Open {
                meaning: vocabulary::role(&name),
                name,
                text: Text::default(),
            });
        }
    }

    fn section(&mut self, id: NodeId) {
        let children = self.tree.children(id);
        let heading = self.tree.heading(id);
        let is_title = |(skipped, _): &(NodeId, Vec<Piece<'a>>)| Some(*skipped) == heading;
        if self.skip.as_ref().is_some_and(is_title) {
            // The heading is the record's title, within an element of HTML.
            return self.blocks(children);
        }
        self.close();
        let name = heading.map_or_else(String::new, |heading| {
            inline::text(&self.tree.node(heading).pieces)
        });
        let name = marks::trimmed(&name)
            .trim_end_matches([':', '：'])
            .to_owned();
        let bare = marks::after_ordinal(&name)
            .filter(|rest| !rest.is_empty())
            .unwrap_or(&name)
            .to_owned();
        let body = &children[usize::from(heading.is_some())..];
        let meaning = vocabulary::role(&bare)
            .or_else(|| vocabulary::role(&marks::without_pictographs(&bare)));
        match meaning {
            Some((
                Role::Authors
                | Role::Address(_)
                | Role::Id
                | Role::Inner
                | Role::Topics
                | Role::Date
                | Role::Venue
                | Role::Title
                | Role::Votes,
                _,
            )) => {
                self.open = Some(Open {
                    name: bare,
                    meaning,
                    text: Text::default(),
                });
                self.blocks(body);
                self.close();
            }
            Some((Role::Abstract, _)) if matches!(body, [only] if self.tree.node(*only).kind == Kind::Quote) =>
            {
                // An abstract that is quoted as a whole.
                let inside = self.tree.children(body[0]);
                if let Some(text) = self.text_of(inside) {
                    self.has_text = true;
                    self.raw
                        .add_as(meaning.unwrap_or((Role::Section, 0)), bare, text);
                }
            }
            _ if self.is_of_references(body) => {
                self.blocks(body);
                self.close();
            }
            _ => {
                let Some(text) = self.text_of(body) else {
                    // A heading with nothing beneath it.
                    return self.add_text(&format!("**{name}**"), true);
                };
                self.has_text = true;
                self.raw.add_as(
                    meaning.map_or((Role::Section, 0), section_meaning),
                    bare,
                    text,
                );
            }
        }
    }

    /// Whether blocks hold nothing but lines of links.
    fn is_of_references(&self, nodes: &[NodeId]) -> bool {
        let blocks: Vec<NodeId> = nodes
            .iter()
            .flat_map(|node| self.tree.text_blocks(*node))
            .collect();
        !blocks.is_empty()
            && blocks.iter().all(|block| {
                let lines = inline::lines(&self.tree.node(*block).pieces);
                lines.into_iter().all(|line| {
                    is_references(line)
                        || line::label(line).is_some_and(|label| {
                            matches!(label.role, Some(Role::Address(_) | Role::Id | Role::Inner))
                                && is_references(&label.rest)
                        })
                })
            })
    }

    fn list(&mut self, id: NodeId) {
        let mut points: Vec<NodeId> = Vec::new();
        let items = self.tree.children(id);
        let is_one_field = |reader: &Self, item: NodeId| {
            let block = reader.tree.text_blocks(item).into_iter().next();
            let Some(block) = block else { return false };
            if reader
                .skip
                .as_ref()
                .is_some_and(|(skipped, _)| *skipped == block)
            {
                return true;
            }
            let lines = inline::lines(&reader.tree.node(block).pieces);
            lines.first().is_some_and(|line| {
                line::label(line).is_some()
                    || is_references(line)
                    || reader.takes_names(line)
                    || (!reader.has_text
                        && (segments(line).len() > 1 || is_categories(&inline::text(line)))
                        && segments(line).iter().all(|part| reader.is_fact(part)))
            })
        };
        for &item in items {
            if is_one_field(self, item) {
                self.flush_points(id, &mut points);
                self.blocks(self.tree.children(item));
                if self
                    .open
                    .as_ref()
                    .is_some_and(|open| !open.text.0.is_empty())
                    || !self.paragraph.is_empty()
                {
                    self.close();
                }
            } else {
                points.push(item);
            }
        }
        self.flush_points(id, &mut points);
    }

    fn flush_points(&mut self, list: NodeId, points: &mut Vec<NodeId>) {
        if points.is_empty() {
            return;
        }
        self.end_paragraph();
        let text = self.tree.markdown_of_items(list, points);
        points.clear();
        self.prose(text);
    }

    fn table(&mut self, id: NodeId) {
        let rows = self.tree.children(id);
        let name = |row: &NodeId| {
            let cells = self.tree.children(*row);
            (cells.len() == 2).then(|| marks::trimmed(&self.tree.text(cells[0])).to_owned())
        };
        let names: Vec<Option<String>> = rows.iter().map(name).collect();
        let known = names
            .iter()
            .flatten()
            .filter(|name| vocabulary::role(name).is_some())
            .count();
        if known >= 2 && known * 2 >= rows.len() {
            for (row, name) in rows.iter().zip(names) {
                let Some(name) = name.filter(|name| !name.is_empty()) else {
                    continue;
                };
                let is_head = self.tree.node(*row).kind == Kind::Row { is_head: true };
                if is_head && vocabulary::role(&name).is_none() {
                    // `Field` and `Value`.
                    self.unused.push(Unused {
                        name: Cow::Borrowed("text"),
                        text: Cow::Owned(self.tree.text(*row)),
                        reason: Reason::Boilerplate,
                    });
                    continue;
                }
                let cell = self.tree.children(*row)[1];
                let pieces = self.pieces_of(cell);
                self.label(Label {
                    role: vocabulary::role(&name).map(|(role, _)| role),
                    name,
                    rest: pieces,
                });
            }
            return self.close();
        }
        self.end_paragraph();
        self.prose(self.tree.markdown(&[id]));
    }

    /// The inline content of a node, its blocks on lines of their own.
    fn pieces_of(&self, id: NodeId) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        for block in self.tree.text_blocks(id) {
            if !pieces.is_empty() {
                pieces.push(Piece::new(PieceKind::Break { is_hard: true }, 0..0));
            }
            pieces.extend(self.tree.node(block).pieces.iter().cloned());
        }
        pieces
    }

    fn row(&mut self, record: &Record<'a>) {
        let tree = self.tree;
        let names = columns(tree, tree.node(record.node).parent);
        for (index, &cell) in tree.children(record.node).iter().enumerate() {
            let blocks = tree.text_blocks(cell);
            if blocks.contains(&record.block) {
                self.skip = Some((record.block, record.lead.rest.clone()));
                self.blocks(tree.children(cell));
                self.close();
                continue;
            }
            let text = tree.text(cell);
            if text.trim().is_empty() && tree.links(cell).is_empty() {
                continue;
            }
            let name = names.get(index).map(|name| marks::trimmed(name).to_owned());
            let known = name.as_deref().and_then(vocabulary::role);
            let pieces = self.pieces_of(cell);
            let is_number =
                text.trim().len() <= 5 && text.trim().bytes().all(|byte| byte.is_ascii_digit());
            match (name, known) {
                (Some(_), None) if is_references(&pieces) => self.references(&pieces, ""),
                (Some(name), Some((Role::Title | Role::Inner, _))) if is_references(&pieces) => {
                    self.references(&pieces, &name);
                }
                (Some(name), _) if !(name.is_empty() || known.is_none() && is_number) => {
                    let has_blocks = blocks.len() > 1;
                    if has_blocks {
                        self.open = Some(Open {
                            name,
                            meaning: known,
                            text: Text::default(),
                        });
                        self.blocks(tree.children(cell));
                        self.close();
                    } else {
                        self.label(Label {
                            role: known.map(|(role, _)| role),
                            name,
                            rest: pieces,
                        });
                        self.close();
                    }
                }
                _ if is_number => {}
                _ => {
                    self.blocks(tree.children(cell));
                    self.close();
                }
            }
        }
    }

    /// Adds a block of Markdown to what is open.
    fn prose(&mut self, text: String) {
        self.end_paragraph();
        self.add_text(&text, true);
    }

    fn add_text(&mut self, text: &str, is_markdown: bool) {
        match &mut self.open {
            Some(open) => open.text.push(text, is_markdown),
            None => {
                self.has_text |= !text.trim().is_empty();
                self.loose.push(text, is_markdown);
            }
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.is_empty() {
            return;
        }
        match has_markup(&paragraph) {
            true => self.add_text(&self.tree.markdown_of(&paragraph), true),
            false => self.add_text(&plain_text(&paragraph), false),
        }
    }

    /// Enters what is open: a label with its text, or text without one.
    fn close(&mut self) {
        self.end_paragraph();
        if let Some(open) = self.open.take() {
            match open.text.into_value() {
                Some(value) => self.enter(open.name, open.meaning, value),
                None if open.meaning.is_none() => self.unused.push(Unused {
                    name: Cow::Borrowed("label"),
                    text: Cow::Owned(open.name),
                    reason: Reason::Boilerplate,
                }),
                None => {}
            }
        }
        if let Some(value) = std::mem::take(&mut self.loose).into_value() {
            self.raw.add_as((Role::Abstract, STAND_IN + 2), "", value);
        }
    }

    fn enter(&mut self, name: String, meaning: Option<Meaning>, value: Value<'a>) {
        match meaning {
            Some((Role::Authors, _)) => {
                let text = value
                    .text()
                    .unwrap_or_default()
                    .replace("**", "")
                    .replace("- ", "");
                let text = Piece::new(PieceKind::Text(Cow::Owned(text)), 0..0);
                let names = people_in(&[text]).into_iter();
                let names = names.map(|name| Value::Text(Cow::Owned(name)));
                self.has_names = true;
                self.raw.add(Role::Authors, Value::List(names.collect()));
            }
            Some((Role::Title | Role::Date | Role::Venue | Role::Votes | Role::Topics, rank)) => {
                let role = meaning.map_or(Role::Fact, |(role, _)| role);
                let text = value.text().unwrap_or_default().into_owned();
                self.raw.add_as((role, rank), name, clean_value(role, text));
            }
            Some(meaning) => {
                self.has_text = true;
                self.raw.add_as(section_meaning(meaning), name, value);
            }
            None => self.raw.fields.push(Field {
                role: None,
                rank: 0,
                is_generated: vocabulary::is_generated(&name),
                name: Cow::Owned(name),
                value,
            }),
        }
    }

    /// Blocks as one text: plain where all of them are paragraphs without markup.
    fn text_of(&self, nodes: &[NodeId]) -> Option<Value<'a>> {
        let is_plain = nodes.iter().all(|node| {
            let node = self.tree.node(*node);
            node.kind == Kind::Paragraph && node.children.is_empty() && !has_markup(&node.pieces)
        });
        let mut text = Text::default();
        if is_plain {
            for &node in nodes {
                text.push(&plain_text(&self.tree.node(node).pieces), false);
            }
        } else {
            text.push(&self.tree.markdown(nodes), true);
        }
        text.into_value()
    }
}

/// What the class of an element says of its content: `card-authors`, `paper_abstract`, `tldr`.
fn class_meaning(class: &str) -> Option<(String, Meaning)> {
    class.split_whitespace().find_map(|class| {
        let word = class.rsplit(['-', '_']).next()?;
        let meaning = match word {
            "authors" | "author" => (Role::Authors, 1),
            "tldr" | "takeaway" => (Role::Section, 0),
            "abstract" => (Role::Abstract, 1),
            "venue" | "journal" | "conference" => (Role::Venue, 0),
            "score" | "rating" => (Role::Fact, 0),
            "tag" | "pill" | "topic" | "chip" | "category" | "keyword" => (Role::Topics, 0),
            "date" | "published" => (Role::Date, 0),
            "rank" | "ranking" => (Role::Technical, 0),
            _ => return None,
        };
        Some((word.to_owned(), meaning))
    })
}

/// Words that open something and name nothing.
const HANDLES: &str = "details; detail; more; click; expand; show; open; read more; table of contents; contents; toc; \
     see; 详情; 展开; 目录; 查看; 点击; 显示; 詳細; 目次; 더보기";

/// A labelled text is an abstract where its label says so, and else a section under it.
fn section_meaning(meaning: Meaning) -> Meaning {
    match meaning.0 {
        Role::Abstract | Role::Note | Role::Comment | Role::Section | Role::Fact => meaning,
        _ => (Role::Section, 0),
    }
}

/// Whether pieces have emphasis, links or code.
fn has_markup(pieces: &[Piece<'_>]) -> bool {
    pieces.iter().any(|piece| {
        !matches!(
            piece.kind,
            PieceKind::Text(_)
                | PieceKind::Math(_)
                | PieceKind::Break { .. }
                | PieceKind::Image(_)
                | PieceKind::Footnote(_)
        )
    })
}

/// The text of pieces without markup.
fn plain_text(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Text(text) | PieceKind::Math(text) => out.push_str(text),
            PieceKind::Break { .. } => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// The parts of a value that are set apart by elements: links, code, spans.
fn parts_of_value(pieces: &[Piece<'_>]) -> Vec<String> {
    let mut parts = Vec::new();
    for piece in pieces {
        match &piece.kind {
            PieceKind::Code(_) | PieceKind::Link(_) | PieceKind::Span(_) => {
                let inner = parts_of_value(&piece.children);
                if inner.len() > 1 {
                    parts.extend(inner);
                } else {
                    parts.push(inline::text(std::slice::from_ref(piece)).trim().to_owned());
                }
            }
            PieceKind::Text(text) if !text.contains(char::is_alphanumeric) => {}
            // Words between: the value is a text.
            _ => return Vec::new(),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// The names in pieces. Marks that lead to footnotes are none of a name.
pub fn people_in(pieces: &[Piece<'_>]) -> Vec<String> {
    let text = inline::text(pieces);
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let text = text
        .replace(['•', '|', '；'], ", ")
        .replace(['、', '，'], ", ");
    let text = marks::trimmed(&text).trim_matches(['*', '_', '(', ')', '`', ' ']);
    let text = text.trim_start_matches("by ").trim_start_matches("By ");
    let mut names: Vec<String> = people::split(text)
        .into_iter()
        .map(|name| {
            name.trim_matches(['*', '_', ' ', ':', '：', '`'])
                .to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect();
    // The full stop behind a list is none of a name, as that behind an initial is.
    if let Some(last) = names.last_mut()
        && let Some(name) = last.strip_suffix('.')
        && name
            .split_whitespace()
            .last()
            .is_some_and(|word| word.chars().count() > 2)
        && !name.ends_with("al")
    {
        *last = name.to_owned();
    }
    match people::are_turned(&names) {
        true => names
            .chunks(2)
            .map(|pair| format!("{} {}", pair[1], pair[0]))
            .collect(),
        false => names,
    }
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '†' | '‡' | '✉' | '§' | '¶' | '📧' | '\u{FE0F}'
    )
}

fn has_link(piece: &Piece<'_>) -> bool {
    piece.url().is_some() || piece.children.iter().any(has_link)
}

/// Whether a piece is a link that says where it leads, or stands between such.
fn is_of_references(piece: &Piece<'_>) -> bool {
    match &piece.kind {
        PieceKind::Link(url) => {
            let text = inline::text(&piece.children);
            evidence::is_generic(&text) || text.contains("://") || text.trim() == url.trim()
        }
        PieceKind::Strong | PieceKind::Emphasis | PieceKind::Span(_) => {
            piece.children.iter().all(is_of_references)
        }
        PieceKind::Text(text) => {
            let name = text.trim_matches(|c: char| !c.is_alphanumeric());
            name.is_empty() || (name.len() <= 16 && evidence::is_generic(name))
        }
        PieceKind::Image(_) | PieceKind::Break { .. } => true,
        PieceKind::Code(_) | PieceKind::Math(_) | PieceKind::Footnote(_) | PieceKind::Strike => {
            false
        }
    }
}

/// Whether a piece is a link to another place of its page that says no more: `[back]`.
fn leads_within(piece: &Piece<'_>) -> bool {
    piece.url().is_some_and(|url| url.starts_with('#'))
        && inline::text(&piece.children).split_whitespace().count() <= 3
}

fn is_image(line: &[Piece<'_>]) -> bool {
    line.iter()
        .any(|piece| matches!(piece.kind, PieceKind::Image(_)))
        && line.iter().all(|piece| {
            let within = |piece: &Piece<'_>| inline::text(&piece.children).trim().is_empty();
            piece.is_blank() && !matches!(piece.kind, PieceKind::Link(_))
                || matches!(piece.kind, PieceKind::Image(_))
                || matches!(piece.kind, PieceKind::Link(_))
                    && within(piece)
                    && evidence::key(piece.url().unwrap_or_default()).is_none()
                    && !address::is_web(piece.url().unwrap_or_default())
        })
}

/// What follows the sign of a list that is written as lines: `● Fast`.
fn point<'a>(line: &[Piece<'a>]) -> Option<Vec<Piece<'a>>> {
    let first = line.iter().position(|piece| !piece.is_blank())?;
    let PieceKind::Text(text) = &line[first].kind else {
        return None;
    };
    let rest = text.trim_start().strip_prefix(['●', '•', '▪', '◦', '‣'])?;
    let at = text.len() - rest.trim_start().len();
    let mut point = vec![inline::split(&line[first], at).1];
    point.extend_from_slice(&line[first + 1..]);
    Some(point)
}

/// The first of several counts, and the others with their names: `1,156, favorites: 1,694`.
fn counts(value: String) -> (String, Vec<(String, String)>) {
    let is_count = |text: &str| {
        let digits = text.trim().bytes();
        !text.trim().is_empty() && digits.into_iter().all(|b| b.is_ascii_digit() || b == b',')
    };
    let mut parts = value.split(", ").peekable();
    let first = parts.next().unwrap_or_default().to_owned();
    if !is_count(&first) || parts.peek().is_none() {
        return (value, Vec::new());
    }
    let others: Option<Vec<(String, String)>> = parts
        .map(|part| {
            let (name, count) = part.split_once(": ")?;
            let (count, note) = count.split_once(' ').unwrap_or((count, ""));
            let is_noted = note.is_empty() || note.starts_with('(');
            (is_count(count) && is_noted).then(|| (name.to_owned(), count.to_owned()))
        })
        .collect();
    match others {
        Some(others) => (first, others),
        None => (value, Vec::new()),
    }
}

/// The categories of arXiv that a line has as code.
fn code_categories<'p>(line: &'p [Piece<'_>]) -> Vec<&'p str> {
    let codes = line.iter().filter_map(|piece| match &piece.kind {
        PieceKind::Code(text) => Some(text.as_ref()),
        _ => None,
    });
    codes.filter(|text| is_category(text)).collect()
}

/// Whether a text is one category of arXiv or several.
fn is_categories(text: &str) -> bool {
    let mut words = text
        .split([',', ' ', '/', ';', '`'])
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some() && words.all(|word| is_category(word.trim_matches(['(', ')', '[', ']'])))
}

/// A value of one line without marks that are no part of it.
fn clean_value(role: Role, value: String) -> String {
    let bare = marks::trimmed(&value).trim_matches(['`', '*']).trim();
    match role {
        Role::Title => title::cleaned(bare),
        Role::Topics => bare.replace('`', ""),
        _ => bare.to_owned(),
    }
}

/// What a word says that an address leads to.
fn kind_of(word: &str, before: &str) -> Option<LinkKind> {
    for text in [word, before] {
        let bare = marks::trimmed(text).trim_matches(['[', ']', ':', '：', ' ', '(', ')']);
        if let Some((Role::Address(Some(kind)), _)) = vocabulary::role(bare) {
            return Some(kind);
        }
    }
    None
}
