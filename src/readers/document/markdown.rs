//! Markdown: the events of pulldown-cmark as calls of the builder.

use super::builder::Builder;
use super::html::{Html, is_element};
use super::inline::PieceKind;
use super::rows;
use super::tree::{Kind, Tree};
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// The extensions with which a foreign document is read.
fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// The tree of a document.
pub fn tree(source: &str) -> Tree<'_> {
    let mut reader = Reader {
        source,
        builder: Builder::new(source),
        html: Html::default(),
        block: None,
    };
    let mut columns = 0;
    let mut events = Parser::new_ext(source, extensions()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        if let Event::Start(Tag::Table(alignments)) = &event {
            columns = alignments.len();
        }
        let row = (event == Event::Start(Tag::TableRow))
            .then(|| rows::repaired(&source[range.clone()], range.start, columns, extensions()));
        let Some(repaired) = row.flatten() else {
            reader.event(event, range);
            continue;
        };
        for (event, range) in repaired {
            reader.event(event, range);
        }
        events
            .by_ref()
            .take_while(|(event, _)| *event != Event::End(TagEnd::TableRow))
            .for_each(drop);
    }
    reader.builder.finish()
}

struct Reader<'a> {
    source: &'a str,
    builder: Builder<'a>,
    html: Html,
    /// The text of an HTML block, and where it begins.
    block: Option<(String, usize)>,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => self.piece(PieceKind::Code(cow(code)), range),
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                let written = Cow::Borrowed(&self.source[range.clone()]);
                self.piece(PieceKind::Math(written), range);
            }
            Event::Html(html) => match &mut self.block {
                Some((text, _)) => text.push_str(&html),
                None => self.html.read(&html, range.start, &mut self.builder, false),
            },
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::SoftBreak => self.piece(PieceKind::Break { is_hard: false }, range),
            Event::HardBreak => self.piece(PieceKind::Break { is_hard: true }, range),
            Event::Rule => self.builder.leaf(Kind::Rule, range),
            Event::FootnoteReference(label) => self.piece(PieceKind::Footnote(cow(label)), range),
            Event::TaskListMarker(_) => {}
        }
    }

    fn piece(&mut self, kind: PieceKind<'a>, range: Range<usize>) {
        if !self.html.is_hidden() {
            self.builder.piece(kind, range);
        }
    }

    fn text(&mut self, text: CowStr<'a>, mut range: Range<usize>) {
        // The backslash of an escape is a part of what is written.
        if self.source[..range.start].ends_with('\\')
            && text.starts_with(|c: char| c.is_ascii_punctuation())
        {
            range.start -= 1;
        }
        self.piece(PieceKind::Text(cow(text)), range);
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let name = html.trim_start_matches(['<', '/']);
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let is_comment = html.starts_with("<!") || html.starts_with("<?");
        if is_element(&name[..end].to_ascii_lowercase()) {
            self.html.read(html, range.start, &mut self.builder, false);
        } else if !is_comment {
            self.piece(PieceKind::Text(Cow::Owned(html.to_owned())), range);
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let start = range.start;
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(level as u8),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::Code,
            Tag::HtmlBlock => {
                self.block = Some((String::new(), start));
                return;
            }
            Tag::List(first) => Kind::List(first),
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(label) => Kind::Footnote(cow(label)),
            Tag::Table(_) => Kind::Table,
            Tag::TableHead => Kind::Row { is_head: true },
            Tag::TableRow => Kind::Row { is_head: false },
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => return self.builder.open_inline(PieceKind::Emphasis, range),
            Tag::Strong => return self.builder.open_inline(PieceKind::Strong, range),
            Tag::Strikethrough => return self.builder.open_inline(PieceKind::Strike, range),
            Tag::Link {
                dest_url,
                link_type,
                ..
            } => {
                let url = match link_type {
                    pulldown_cmark::LinkType::Email => Cow::Owned(format!("mailto:{dest_url}")),
                    _ => cow(dest_url),
                };
                return self.builder.open_inline(PieceKind::Link(url), range);
            }
            Tag::Image { dest_url, .. } => {
                return self
                    .builder
                    .open_inline(PieceKind::Image(cow(dest_url)), range);
            }
            _ => return,
        };
        self.builder.open(kind, start, true);
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::HtmlBlock => {
                if let Some((html, start)) = self.block.take() {
                    self.html.read(&html, start, &mut self.builder, false);
                }
            }
            TagEnd::Emphasis => self
                .builder
                .close_inline(|kind| *kind == PieceKind::Emphasis),
            TagEnd::Strong => self.builder.close_inline(|kind| *kind == PieceKind::Strong),
            TagEnd::Strikethrough => self.builder.close_inline(|kind| *kind == PieceKind::Strike),
            TagEnd::Link => self
                .builder
                .close_inline(|kind| matches!(kind, PieceKind::Link(_))),
            TagEnd::Image => self
                .builder
                .close_inline(|kind| matches!(kind, PieceKind::Image(_))),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell => self.builder.close_markdown(range.end),
            _ => {}
        }
    }
}

fn cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        text => Cow::Owned(text.into_string()),
    }
}
