//! A document as a row of blocks: headings, paragraphs, items of lists, tables.
//!
//! The shapes of digests differ in how blocks follow one another, and not in how they are nested,
//! so a block knows how deep it stands and the row is flat. One pass of a Markdown parser, which
//! knows what stands in code.

use super::source::Source;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A document taken apart.
#[derive(Debug)]
pub struct Outline {
    pub source: Source,
    pub blocks: Vec<Block>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Heading(usize),
    /// A paragraph, also one within an item or a quote.
    Text,
    /// A table, of which each line is a row.
    Table,
    Code,
    Rule,
}

/// A block that holds no other.
#[derive(Debug)]
pub struct Block {
    pub kind: Kind,
    /// Its lines in the source, without the signs of the lists and quotes around them.
    lines: Vec<Range<usize>>,
    pub start: usize,
    /// How many items of lists it stands in.
    pub depth: usize,
    /// Whether it is the first in its item.
    pub opens_item: bool,
    pub is_numbered: bool,
}

impl Outline {
    pub fn of(source: Source) -> Self {
        let blocks = blocks(&source.text);
        Self { source, blocks }
    }

    /// The lines of a block.
    pub fn lines<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = &'a str> {
        let lines = block.lines.iter();
        lines.map(|line| self.source.text[line.clone()].trim_end())
    }

    /// The text of a block, in lines.
    pub fn text(&self, block: &Block) -> String {
        self.lines(block).collect::<Vec<_>>().join("\n")
    }

    /// The line of the document's body, from 1, on which a block begins.
    pub fn line_of(&self, block: &Block) -> usize {
        self.source.line_of(block.start)
    }

    /// The line of the document's body, from 1, of one of a block's lines.
    pub fn line_of_row(&self, block: &Block, row: usize) -> usize {
        let start = block.lines.get(row).map_or(block.start, |line| line.start);
        self.source.line_of(start)
    }
}

impl Block {
    /// The block without its first line, as a paragraph.
    pub fn tail(&self) -> Self {
        Self {
            kind: Kind::Text,
            lines: self.lines.iter().skip(1).cloned().collect(),
            opens_item: false,
            ..*self
        }
    }
}

fn blocks(text: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    for (event, range) in parser.into_offset_iter() {
        builder.event(&event, range);
    }
    builder.close();
    builder.blocks
}

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    open: Option<Block>,
    /// The line that goes on.
    line: Option<Range<usize>>,
    /// Of each list that is open, whether it is numbered.
    lists: Vec<bool>,
    depth: usize,
    /// Where the item began whose first block is still to come.
    item: Option<usize>,
    is_table: bool,
}

impl Builder {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        if self.is_table {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    if let Some(table) = &mut self.open {
                        table.lines.push(range);
                    }
                }
                Event::End(TagEnd::Table) => {
                    self.is_table = false;
                    self.close();
                }
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.begin(Kind::Heading(number(*level)), range.start);
            }
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => self.begin(Kind::Text, range.start),
            Event::Start(Tag::Table(_)) => {
                self.begin(Kind::Table, range.start);
                self.is_table = true;
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.begin(Kind::Code, range.start);
                self.line = Some(range);
            }
            Event::Start(Tag::List(first)) => {
                self.close();
                self.lists.push(first.is_some());
            }
            Event::End(TagEnd::List(_)) => {
                self.close();
                self.lists.pop();
            }
            Event::Start(Tag::Item) => {
                self.close();
                self.depth += 1;
                self.item = Some(range.start);
            }
            Event::End(TagEnd::Item) => {
                self.close();
                self.depth = self.depth.saturating_sub(1);
                self.item = None;
            }
            Event::Start(Tag::BlockQuote(_))
            | Event::End(
                TagEnd::BlockQuote(_)
                | TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::HtmlBlock
                | TagEnd::CodeBlock,
            ) => self.close(),
            Event::Rule => {
                self.begin(Kind::Rule, range.start);
                self.close();
            }
            _ if self
                .open
                .as_ref()
                .is_some_and(|block| block.kind == Kind::Code) => {}
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            Event::Html(_) => {
                self.inline(range);
                self.end_line();
            }
            _ => self.inline(range),
        }
    }

    fn begin(&mut self, kind: Kind, start: usize) {
        self.close();
        self.open = Some(Block {
            kind,
            lines: Vec::new(),
            start,
            depth: self.depth,
            opens_item: self.item.take().is_some(),
            is_numbered: self.lists.last().copied().unwrap_or(false),
        });
    }

    /// Widens the line by something within it; the text of a tight item stands in no paragraph.
    fn inline(&mut self, range: Range<usize>) {
        if self.open.is_none() {
            self.begin(Kind::Text, range.start);
        }
        match &mut self.line {
            Some(line) => line.end = line.end.max(range.end),
            None => self.line = Some(range),
        }
    }

    fn end_line(&mut self) {
        if let (Some(block), Some(line)) = (&mut self.open, self.line.take()) {
            block.lines.push(line);
        }
    }

    fn close(&mut self) {
        self.end_line();
        self.line = None;
        self.blocks.extend(self.open.take());
    }
}

fn number(level: HeadingLevel) -> usize {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
