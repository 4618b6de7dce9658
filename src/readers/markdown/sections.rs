//! Where a Markdown digest's papers begin and end.
//!
//! Headings are found by a Markdown parser, so that a `##` in a code block is none. Papers are
//! the second-level headings; a file that has none of these but several of the first level has its
//! papers there. Deeper headings belong to the text of a paper.

use super::references::References;
use crate::markup;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A digest's body taken apart.
#[derive(Debug)]
pub struct Outline<'a> {
    /// Text of the one first-level heading that stands before the papers.
    pub title: Option<String>,
    /// Markdown before the first paper, without definitions.
    pub introduction: String,
    pub papers: Vec<Section>,
    /// Headings that stand among papers and are none, being of a higher level.
    pub strays: Vec<Stray>,
    pub references: References<'a>,
}

/// A paper's heading and what stands beneath it.
#[derive(Debug)]
pub struct Section {
    /// Plain text with math spans.
    pub title: String,
    /// Where the heading links to.
    pub url: Option<String>,
    /// Markdown beneath the heading, without definitions.
    pub body: String,
    /// Where the heading and what is beneath it begin in the document's body.
    pub start: usize,
    pub body_start: usize,
}

/// A heading above the papers' level, as a group of papers has it.
#[derive(Debug)]
pub struct Stray {
    /// Where it begins in the document's body.
    pub start: usize,
    /// Whether something is lost with it: text beneath, or a link.
    pub is_loss: bool,
}

struct Heading {
    level: HeadingLevel,
    range: Range<usize>,
    /// Range of the heading's own text.
    text: Option<Range<usize>>,
    url: Option<String>,
}

/// The extensions with which a digest is read; those of `markup` that change where blocks end.
pub fn extensions() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH
}

/// Takes the body of a document apart. With `is_titled` the front matter has the title already.
pub fn split(body: &str, is_titled: bool) -> Outline<'_> {
    let (headings, references) = scan(body);
    let count = |level| headings.iter().filter(|h| h.level == level).count();
    let (first, second) = (count(HeadingLevel::H1), count(HeadingLevel::H2));
    let level = if second == 0 && (first > 1 || (is_titled && first > 0)) {
        HeadingLevel::H1
    } else {
        HeadingLevel::H2
    };
    let boundaries: Vec<&Heading> = headings.iter().filter(|h| h.level == level).collect();
    let introduction_end = boundaries.first().map_or(body.len(), |h| h.range.start);
    let title_heading = (level == HeadingLevel::H2)
        .then(|| headings.iter().find(|h| h.level == HeadingLevel::H1))
        .flatten()
        .filter(|h| h.range.end <= introduction_end);
    let mut introduction_start = 0;
    let mut title = None;
    if let Some(heading) = title_heading
        && body[..heading.range.start].trim().is_empty()
    {
        introduction_start = heading.range.end;
        title = Some(text_of(heading, &references));
    }
    let mut papers = Vec::with_capacity(boundaries.len());
    let mut strays = Vec::new();
    let ends: Vec<&Heading> = headings.iter().filter(|h| h.level <= level).collect();
    for (index, heading) in ends.iter().enumerate() {
        if heading.range.start < introduction_end {
            continue;
        }
        let end = ends
            .get(index + 1)
            .map_or(body.len(), |next| next.range.start);
        if heading.level != level {
            let beneath = references.cut(heading.range.end..end);
            strays.push(Stray {
                start: heading.range.start,
                is_loss: heading.url.is_some() || !beneath.trim().is_empty(),
            });
            continue;
        }
        papers.push(Section {
            title: text_of(heading, &references),
            url: heading.url.clone(),
            body: references.cut(heading.range.end..end),
            start: heading.range.start,
            body_start: heading.range.end,
        });
    }
    Outline {
        title,
        introduction: references.cut(introduction_start..introduction_end),
        papers,
        strays,
        references,
    }
}

/// All headings outside other blocks, and the definitions of footnotes and links.
fn scan(body: &str) -> (Vec<Heading>, References<'_>) {
    let parser = Parser::new_ext(body, extensions());
    let mut references = References::new(body, parser.reference_definitions());
    let mut headings: Vec<Heading> = Vec::new();
    let mut depth = 0_usize;
    let mut in_heading = false;
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                in_heading = true;
                headings.push(Heading {
                    level,
                    range,
                    text: None,
                    url: None,
                });
            }
            Event::End(TagEnd::Heading(_)) if depth == 0 => in_heading = false,
            Event::Start(Tag::FootnoteDefinition(label)) => {
                references.add_footnote(&label, range);
                depth += 1;
            }
            Event::Start(
                Tag::BlockQuote(_) | Tag::List(_) | Tag::Item | Tag::Table(_) | Tag::CodeBlock(_),
            ) => depth += 1,
            Event::End(
                TagEnd::BlockQuote(_)
                | TagEnd::List(_)
                | TagEnd::Item
                | TagEnd::Table
                | TagEnd::CodeBlock
                | TagEnd::FootnoteDefinition,
            ) => depth = depth.saturating_sub(1),
            event if in_heading => {
                if let Some(heading) = headings.last_mut() {
                    note_inline(heading, &event, range);
                }
            }
            _ => {}
        }
    }
    (headings, references.sorted())
}

/// Widens the heading's text by an inline event, and remembers the first link.
fn note_inline(heading: &mut Heading, event: &Event<'_>, range: Range<usize>) {
    if let Event::Start(Tag::Link { dest_url, .. }) = event {
        heading.url.get_or_insert_with(|| dest_url.to_string());
    }
    let text = heading.text.get_or_insert_with(|| range.clone());
    text.start = text.start.min(range.start);
    text.end = text.end.max(range.end);
}

/// The text of a heading, read as a heading so that `2. ` or `> ` in it are no list and no quote.
fn text_of(heading: &Heading, references: &References<'_>) -> String {
    heading.text.clone().map_or_else(String::new, |range| {
        let source = references.complete(&references.cut(range));
        markup::text_of_markdown(&format!("# {source}"))
    })
}
