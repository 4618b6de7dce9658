//! What stands beneath a paper's title: labels with their values, links, names, running text.
//!
//! A label's value goes on over the following lines; that of a long text until the next label, that
//! of a short one until its paragraph ends. Headings and property tables name values too.

mod open;
mod unlabelled;

use super::draft::Draft;
use super::labels::{self, Labelled, Role};
use super::marks;
use super::outline::{Block, Kind, Outline};
use super::signs::{has_paper, is_references};
use super::{prose, tables, titles};
use open::{Open, is_metadata, parted};

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

/// Longest line in which a second label is looked for, in bytes.
const LONGEST_LINE: usize = 2000;

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
            _ => self
                .draft
                .sections
                .push(format!("{} {name}", "#".repeat(level))),
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
        if prose::is_navigation(&self.outline.text(block)) || self.references(block) {
            return;
        }
        let mut lines: Vec<String> = Vec::new();
        let mut is_new = true;
        for (index, line) in self.outline.lines(block).enumerate() {
            if let Some((before, label)) = self.parted_line(line).or_else(|| {
                let label = self.label(line)?;
                Some(("", label))
            }) {
                self.unlabelled(std::mem::take(&mut lines));
                self.close();
                self.unlabelled(vec![before.to_owned()]);
                self.open_label(label, block.depth);
                is_new = false;
                continue;
            }
            let written = self.written(line, index, block);
            if self.goes_on(is_new, block) {
                if let Some(open) = &mut self.open {
                    open.go_on(line, written, is_new, block);
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

    /// Takes a block that only says where the paper is; it ends the value that is open.
    fn references(&mut self, block: &Block) -> bool {
        let mut lines = self.outline.lines(block);
        let are = lines.all(|line| is_references(line) && has_paper(line))
            && (self.mode == Mode::Paper || !self.is_in_sections());
        if are {
            self.close();
            let text = self.outline.text(block);
            self.draft.add_links(&text, None);
            unlabelled::chips(&text, self.draft);
        }
        are
    }

    /// A line of a block as Markdown has it, with the sign of the item that it begins.
    fn written(&self, line: &str, index: usize, block: &Block) -> String {
        let indent = "  ".repeat(block.depth.saturating_sub(self.base.max(1)));
        match (index, block.opens_item, block.is_numbered) {
            (0, true, false) => format!("{indent}- {line}"),
            (0, true, true) => format!("{indent}1. {line}"),
            _ if block.depth > 0 && !block.opens_item => format!("{indent}  {line}"),
            _ => line.to_owned(),
        }
    }

    /// A line that a label parts: `*Names* | **Category: cs.CL**`.
    fn parted_line(&self, line: &'a str) -> Option<(&'a str, Labelled<'a>)> {
        let may_be = !self.is_in_sections() && line.len() < LONGEST_LINE;
        if !may_be || labels::label(line).is_some() {
            return None;
        }
        parted(line).filter(|(_, label)| label.is_marked)
    }

    /// The label that a line begins with, as far as it can be one where it stands.
    fn label(&self, line: &'a str) -> Option<Labelled<'a>> {
        let label = labels::label(line)?;
        let open = self.open.as_ref();
        let role = open.and_then(|open| open.label.role);
        let is_within_abstract = role.is_some_and(|role| {
            matches!(
                role,
                Role::Abstract | Role::OriginalAbstract | Role::TranslatedAbstract
            )
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
        let value = open.value();
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

    fn add_text(&mut self, lines: Vec<String>) {
        let text = lines.join("\n");
        match &mut self.open {
            Some(open) => {
                if !open.lines.is_empty() {
                    open.lines.push(String::new());
                }
                open.lines.push(text);
            }
            None if !self.draft.sections.is_empty() => {
                unlabelled::push_item(&mut self.draft.sections, text)
            }
            None => unlabelled::push_item(&mut self.draft.texts, text),
        }
    }
}
