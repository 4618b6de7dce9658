//! What stands beneath a paper's title: labels with their values, links, names, running text.
//!
//! A label's value goes on over the following lines; that of a long text until the next label, that
//! of a short one until its paragraph ends. Headings and property tables name values too.

use super::draft::Draft;
use super::evidence;
use super::headline;
use super::labels::{self, Labelled, Role};
use super::links;
use super::marks;
use super::outline::{Block, Kind, Outline};
use std::collections::BTreeSet;
use super::{dates, people, prose, tables, titles};

/// What a section is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A digest with papers.
    Paper,
    /// The page of one paper, which has sections of its own.
    Page,
}

/// Reads blocks into a paper. Text under headings that name nothing becomes its sections.
pub fn read(outline: &Outline, blocks: &[Block], mode: Mode, draft: &mut Draft) {
    let mut reader = Reader {
        outline,
        draft,
        mode,
        open: None,
        is_first: true,
        is_over: false,
        base: blocks
            .iter()
            .map(|block| block.depth)
            .min()
            .unwrap_or_default(),
    };
    for block in blocks {
        reader.block(block);
    }
    reader.close();
}

/// Reads the lines of a block behind its first.
pub fn read_tail(outline: &Outline, block: &Block, draft: &mut Draft) {
    let tail = block.tail();
    read(outline, std::slice::from_ref(&tail), Mode::Paper, draft);
}

/// Whether blocks say of what is above them that it is a paper: they name its authors or its
/// abstract, or give its address alone.
pub fn is_of_paper<'a>(outline: &Outline, blocks: impl IntoIterator<Item = &'a Block>) -> bool {
    let mut ids = BTreeSet::new();
    let mut has_label = false;
    for block in blocks {
        match block.kind {
            Kind::Table => {
                let properties = tables::properties(outline, block);
                has_label |= properties.iter().any(|(role, ..)| is_telling(*role));
            }
            Kind::Text => {
                for line in outline.lines(block) {
                    let role = labels::label(line).and_then(|label| label.role);
                    has_label |= role.is_some_and(is_telling);
                    if (role == Some(Role::Links) || is_references(line)) && has_paper(line) {
                        ids.extend(evidence::ids(line));
                        has_label |= ids.len() <= 1;
                    }
                }
            }
            _ => {}
        }
    }
    has_label && ids.len() <= 2
}

/// Whether a label tells that what stands above it is a paper.
fn is_telling(role: Role) -> bool {
    matches!(
        role,
        Role::Authors
            | Role::OriginalTitle
            | Role::Abstract
            | Role::OriginalAbstract
            | Role::TranslatedAbstract
    )
}

fn has_paper(line: &str) -> bool {
    links::links(line)
        .iter()
        .any(|link| evidence::is_of_paper(link.address))
        || evidence::bare_ids(line).next().is_some()
}

/// Whether a line is made of links and ids, with words only to name them: `[abs](…) | [pdf](…)`,
/// `arXiv 2601.00001`.
pub fn is_references(line: &str) -> bool {
    let links = links::links(line);
    let ids = evidence::bare_ids(line).count();
    let is_titled = links.iter().any(|link| {
        !link.is_generic() && !link.is_local() && evidence::is_of_paper(link.address)
    });
    if (links.is_empty() && ids == 0) || is_titled {
        return false;
    }
    let without = links::replaced(line, |_| String::new());
    let left: String = without.split('`').step_by(2).collect();
    let in_ids: usize = evidence::bare_ids(&left).map(|(_, id)| id.len() - 1).sum();
    let words = left.chars().filter(|c| c.is_alphanumeric()).count();
    words.saturating_sub(in_ids) <= 24
}

/// The value that goes on.
struct Open<'a> {
    label: Labelled<'a>,
    lines: Vec<String>,
    /// Whether a heading names it, so that all beneath is its value.
    is_heading: bool,
    /// How deep the label stands.
    depth: usize,
}

struct Reader<'a, 'd> {
    outline: &'a Outline,
    draft: &'d mut Draft,
    mode: Mode,
    open: Option<Open<'a>>,
    /// Whether a rule has ended the paper, so that running text behind it is the page's.
    is_over: bool,
    /// Whether nothing but references has been read, so that names are still to come.
    is_first: bool,
    /// How deep the blocks stand at least.
    base: usize,
}

impl<'a> Reader<'a, '_> {
    fn block(&mut self, block: &'a Block) {
        match block.kind {
            Kind::Heading(level) => self.heading(block, level),
            Kind::Rule => {
                if !self.is_in_sections() {
                    self.close();
                    self.is_over = self.mode == Mode::Paper && !self.is_first;
                }
            }
            Kind::Table => self.table(block),
            Kind::Code => {
                let text = self.outline.text(block);
                self.add_text(vec![text]);
            }
            Kind::Text => self.text(block),
        }
    }

    fn heading(&mut self, block: &'a Block, level: usize) {
        self.close();
        let line = self.outline.lines(block).next().unwrap_or_default();
        let name = titles::group(line);
        match labels::role_of(&name) {
            Some(role) if !(self.mode == Mode::Page && role == Role::Part) => {
                let name = marks::trimmed(line);
                self.open = Some(Open {
                    label: Labelled {
                        role: Some(role),
                        name,
                        value: "",
                        is_marked: true,
                    },
                    lines: Vec::new(),
                    is_heading: true,
                    depth: 0,
                });
            }
            _ => self.draft.sections.push(format!("{} {name}", "#".repeat(level))),
        }
    }

    fn is_in_sections(&self) -> bool {
        !self.draft.sections.is_empty() || self.open.as_ref().is_some_and(|open| open.is_heading)
    }

    fn table(&mut self, block: &'a Block) {
        let properties = tables::properties(self.outline, block);
        if properties.len() >= 2 || (!properties.is_empty() && !self.is_in_sections()) {
            self.close();
            for (role, name, value) in properties {
                self.draft.take(role, name, value);
            }
            return;
        }
        let text = self.outline.text(block);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        // The line that makes it a table belongs to no row.
        let columns = lines.first().map_or(0, |head| tables::cells(head).len());
        lines.insert(lines.len().min(1), format!("|{}", "---|".repeat(columns)));
        self.add_text(lines);
    }

    fn text(&mut self, block: &'a Block) {
        let mut lines: Vec<String> = Vec::new();
        let mut is_new = true;
        if prose::is_navigation(&self.outline.text(block)) {
            return;
        }
        let is_apart = self.outline.lines(block).all(|line| is_references(line) && has_paper(line));
        if is_apart && (self.mode == Mode::Paper || !self.is_in_sections()) {
            self.close();
            let text = self.outline.text(block);
            self.draft.add_links(&text, None);
            chips(&text, self.draft);
            return;
        }
        for (index, line) in self.outline.lines(block).enumerate() {
            let indent = "  ".repeat(block.depth.saturating_sub(self.base.max(1)));
            let written = match (index, block.opens_item, block.is_numbered) {
                (0, true, false) => format!("{indent}- {line}"),
                (0, true, true) => format!("{indent}1. {line}"),
                _ if block.depth > 0 && !block.opens_item => format!("{indent}  {line}"),
                _ => line.to_owned(),
            };
            // `*Names* | **Category: cs.CL**`
            if !self.is_in_sections()
                && labels::label(line).is_none()
                && line.len() < 2000
                && let Some((before, label)) = parted(line)
                && label.is_marked
            {
                self.unlabelled(std::mem::take(&mut lines));
                self.close();
                self.unlabelled(vec![before.to_owned()]);
                self.open_label(label, block.depth);
                is_new = false;
                continue;
            }
            if let Some(label) = self.label(line) {
                self.unlabelled(std::mem::take(&mut lines));
                self.close();
                self.open_label(label, block.depth);
                is_new = false;
            } else if self.goes_on(is_new, block) {
                if let Some(open) = &mut self.open {
                    // Paragraphs stay apart.
                    if is_new && !open.lines.is_empty() && !block.opens_item {
                        open.lines.push(String::new());
                    }
                    let is_item = open.lines.last().is_none_or(|last| last.is_empty() || last.trim_start().starts_with(['-', '1']));
                    open.lines.push(if block.opens_item || is_item { written } else { line.to_owned() });
                }
                is_new = false;
            } else {
                if is_new {
                    self.close();
                }
                lines.push(written);
            }
        }
        self.unlabelled(lines);
    }

    /// The label that a line begins with, as far as it can be one where it stands.
    fn label(&self, line: &'a str) -> Option<Labelled<'a>> {
        let label = labels::label(line)?;
        let open = self.open.as_ref();
        let role = open.and_then(|open| open.label.role);
        let is_within_abstract = role.is_some_and(|role| {
            matches!(role, Role::Abstract | Role::OriginalAbstract | Role::TranslatedAbstract)
        });
        // Abstracts have "Results: …" of their own; sections have what they like.
        let is_text = (is_within_abstract && !label.is_marked && label.role == Some(Role::Part))
            || (open.is_some_and(|open| open.is_heading)
                && role != Some(Role::Authors)
                && !label.role.is_some_and(is_metadata))
            || (!self.draft.sections.is_empty() && !label.role.is_some_and(is_metadata));
        (!is_text).then_some(label)
    }

    /// Whether a line goes on with the value of the label that is open.
    fn goes_on(&self, is_new: bool, block: &Block) -> bool {
        let Some(open) = &self.open else { return false };
        if open.is_heading {
            return open.label.role != Some(Role::Authors) || open.lines.is_empty() || !is_new;
        }
        match open.label.role {
            Some(role) if is_metadata(role) => {
                !is_new || open.lines.is_empty() || (block.depth > open.depth && block.opens_item)
            }
            Some(_) => true,
            None => !is_new || open.lines.is_empty(),
        }
    }

    fn open_label(&mut self, label: Labelled<'a>, depth: usize) {
        self.is_first = false;
        let mut label = label;
        // `Published: 2026-01-13 | Category: cs.RO`
        while label.role.is_none_or(is_metadata)
            && let Some((value, next)) = parted(label.value)
        {
            self.take(&Labelled { value, ..label }, value);
            label = next;
        }
        let lines = if label.value.is_empty() {
            Vec::new()
        } else {
            vec![label.value.to_owned()]
        };
        self.open = Some(Open {
            label,
            lines,
            is_heading: false,
            depth,
        });
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let is_list = open.label.role.is_some_and(is_metadata);
        let value = if is_list {
            let items = open.lines.iter().map(|line| line.trim().trim_start_matches("- "));
            let items: Vec<&str> = items.filter(|item| !item.is_empty()).collect();
            items.join(if open.label.role == Some(Role::Authors) { ", " } else { " " })
        } else {
            open.lines.join("\n")
        };
        self.take(&open.label, &value);
    }

    fn take(&mut self, label: &Labelled<'_>, value: &str) {
        match label.role {
            Some(role) => self.draft.take(role, label.name, value),
            // What is short is some figure; what is long is said about the paper.
            None if value.chars().count() >= 60 => self.draft.take(Role::Part, label.name, value),
            None => {}
        }
    }

    /// Takes lines that no label names.
    fn unlabelled(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        let text = lines.join("\n");
        let bare = text.trim_start_matches(['-', ' ']).trim();
        let is_emphasised = bare.len() > 2
            && bare.starts_with(['*', '_'])
            && bare.ends_with(['*', '_'])
            && !bare.starts_with("**");
        if self.is_in_sections() {
            self.add_text(lines);
            return;
        }
        let draft = &mut *self.draft;
        if categories(bare, draft) {
        } else if self.is_over && !has_paper(bare) {
        } else if is_references(bare) {
            draft.add_links(bare, None);
            chips(bare, draft);
        } else if chips(bare, draft) {
        } else if self.is_first
            && draft.authors.is_empty()
            && (is_emphasised && names_in_emphasis(bare) || people::are_names(bare))
        {
            draft.authors = people::names(bare.trim_matches(['*', '_']));
        } else if self.is_first && is_emphasised && is_translated_title(bare, &draft.title) {
        } else if dates::is_all(bare) && bare.len() < 40 {
            draft.date.get_or_insert_with(|| bare.to_owned());
            if let Some(date) = dates::first(bare) {
                draft.date = Some(date.to_string());
            }
        } else if titles::is_nothing(bare)
            || labels::is_handle(bare)
            || (self.mode == Mode::Page && bare.chars().count() < 60)
        {
        } else {
            self.is_first = false;
            push_item(&mut draft.texts, text);
        }
    }

    fn add_text(&mut self, lines: Vec<String>) {
        let text = lines.join("\n");
        match &mut self.open {
            Some(open) => {
                if !open.lines.is_empty() {
                    open.lines.push(String::new());
                }
                open.lines.push(text);
            }
            None if !self.draft.sections.is_empty() => push_item(&mut self.draft.sections, text),
            None => push_item(&mut self.draft.texts, text),
        }
    }
}

/// Adds a piece of text; an item of a list is added to the list before it.
fn push_item(texts: &mut Vec<String>, text: String) {
    let is_item = |line: &str| {
        let line = line.trim_start();
        line.starts_with("- ") || line.starts_with("1. ")
    };
    match texts.last_mut() {
        Some(last) if is_item(&text) && last.lines().last().is_some_and(is_item) => {
            last.push('\n');
            last.push_str(&text);
        }
        _ => texts.push(text),
    }
}

/// Whether a label's value is a word or a list, and no running text.
fn is_metadata(role: Role) -> bool {
    !matches!(
        role,
        Role::Abstract
            | Role::OriginalAbstract
            | Role::TranslatedAbstract
            | Role::Summary
            | Role::Part
    )
}

/// A value cut where the next label begins on the same line.
fn parted(value: &str) -> Option<(&str, Labelled<'_>)> {
    [" | ", " · ", " ｜ ", "｜", ", ", "; "].iter().find_map(|sign| {
        value.match_indices(sign).take(16).find_map(|(at, sign)| {
            let label = labels::label(&value[at + sign.len()..])?;
            let is_label = label.role.is_some_and(is_metadata) || label.is_marked;
            // `[PDF](…)` is a link and `Links` its label; a comma parts names more often.
            (is_label && value[at + sign.len()..].contains([':', '：'])).then_some((&value[..at], label))
        })
    })
}

/// Takes a line of links to categories of arXiv: `[cs.LG](https://arxiv.org/list/cs.LG/recent)`.
fn categories(line: &str, draft: &mut Draft) -> bool {
    let links = links::links(line);
    let are = !links.is_empty()
        && links
            .iter()
            .all(|link| link.address.contains("arxiv.org/list/") && headline::is_category(link.text));
    if are {
        draft.topics.extend(links.iter().map(|link| link.text.to_owned()));
    }
    are
}

/// Takes a line of topics in code.
fn chips(line: &str, draft: &mut Draft) -> bool {
    let outside: String = line.split('`').step_by(2).collect();
    let without = links::replaced(&outside, |_| String::new());
    let left = without.chars().filter(|c| c.is_alphanumeric()).count();
    if !line.contains('`') || left > 24 {
        return false;
    }
    for chip in line.split('`').skip(1).step_by(2) {
        if evidence::ids(&format!("`{chip}`")).is_empty() {
            draft.add_topics(&format!("`{chip}`"));
        }
    }
    true
}

/// Whether emphasis holds names; those of one word too, since hardly anything else stands there.
fn names_in_emphasis(line: &str) -> bool {
    let inside = line.trim_matches(['*', '_']).trim();
    let names = people::names(inside);
    let is_short = |name: &String| {
        name.split_whitespace().count() <= 4
            && (name.is_ascii() || name.chars().filter(|c| *c >= '\u{2E80}').count() <= 5)
    };
    people::are_names(inside)
        || (names.len() > 1 && names.iter().all(is_short) && !inside.contains([':', '：']))
}

/// Whether a line in emphasis is the title in another language than the title is.
fn is_translated_title(line: &str, title: &str) -> bool {
    let wide = |text: &str| text.chars().any(|c| c >= '\u{2E80}');
    wide(line) && !wide(title) && !line.contains('\n') && !line.contains(['。', '！'])
}
