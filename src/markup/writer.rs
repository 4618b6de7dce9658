//! Writing the events of Markdown as HTML.
//!
//! Raw HTML is shown as text. Nothing here parses; see `markdown`.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::address;
use super::destination::{destination, push_link_start, push_web_link};
use super::escape::push_escaped;
use super::footnotes::Footnotes;
use super::formula::{Setting, push_math};
use super::highlight::{language, push_highlighted};
use super::image::Image;
use super::math::{Delimiter, Math};
use super::slug::Slugs;
use super::table::Table;
use super::{Options, Place};

/// The HTML of one text so far, and what is open in it.
pub(super) struct Writer<'a> {
    out: String,
    /// For every open footnote definition, its label and what was written before it.
    outer: Vec<(String, String)>,
    place: Place<'a>,
    options: Options,
    levels: Levels,
    slugs: Slugs,
    footnotes: Footnotes,
    heading: Option<Heading>,
    /// For every open link, whether it was written as one.
    links: Vec<bool>,
    image: Option<Image>,
    /// The language and text of an open code block.
    code: Option<(String, String)>,
    table: Table,
}

/// Which levels the headings of a text have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Levels {
    /// The highest in the text, from 1.
    pub top: usize,
    /// That of the same headings on the page.
    pub first: usize,
}

struct Heading {
    /// Where its tag belongs, which is written when its text is known.
    start: usize,
    text: String,
}

impl<'a> Writer<'a> {
    /// A writer of a text of about `length` bytes.
    pub(super) fn new(place: Place<'a>, options: Options, levels: Levels, length: usize) -> Self {
        Self {
            out: String::with_capacity(length + length / 4),
            outer: Vec::new(),
            place,
            options,
            levels,
            slugs: Slugs::default(),
            footnotes: Footnotes::default(),
            heading: None,
            links: Vec::new(),
            image: None,
            code: None,
            table: Table::default(),
        }
    }

    /// The HTML, with the footnotes at its end.
    pub(super) fn finish(mut self) -> String {
        self.footnotes.push_list(&mut self.out, self.place.scope);
        self.out
    }

    /// Writes the next event.
    pub(super) fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                if !self.keep(&code) {
                    self.out.push_str("<code>");
                    push_escaped(&mut self.out, &code);
                    self.out.push_str("</code>");
                }
            }
            Event::InlineMath(tex) => self.math(&tex, Delimiter::Dollar),
            Event::DisplayMath(tex) => self.math(&tex, Delimiter::Dollars),
            Event::Html(html) | Event::InlineHtml(html) => {
                if !self.keep(&html) {
                    push_escaped(&mut self.out, &html);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if !self.keep(" ") {
                    self.out.push_str(if event == Event::HardBreak {
                        "<br>\n"
                    } else {
                        "\n"
                    });
                }
            }
            Event::Rule => self.block("<hr>\n"),
            Event::FootnoteReference(label) => {
                if self.image.is_none() {
                    let in_link = self.in_link();
                    self.footnotes
                        .push_reference(&mut self.out, &label, self.place.scope, in_link);
                }
            }
            // Task lists are off.
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.block("<p>"),
            Tag::Heading { .. } => {
                self.block("");
                self.heading = Some(Heading {
                    start: self.out.len(),
                    text: String::new(),
                });
            }
            Tag::BlockQuote(_) => self.block("<blockquote>\n"),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => language(&info),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Tag::List(None) => self.block("<ul>\n"),
            Tag::List(Some(1)) => self.block("<ol>\n"),
            Tag::List(Some(first)) => self.block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.block("<li>"),
            Tag::FootnoteDefinition(label) => {
                self.outer
                    .push((label.into_string(), std::mem::take(&mut self.out)));
            }
            Tag::Table(alignments) => {
                self.block("");
                self.table = Table::start(&mut self.out, alignments);
            }
            Tag::TableHead => self.table.start_head(&mut self.out),
            Tag::TableRow => self.table.start_row(&mut self.out),
            Tag::TableCell => self.table.start_cell(&mut self.out),
            Tag::Emphasis => self.tag("<em>"),
            Tag::Strong => self.tag("<strong>"),
            Tag::Strikethrough => self.tag("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(link_type, &dest_url, &title),
            Tag::Image {
                dest_url, title, ..
            } => match &mut self.image {
                Some(image) => image.enter(),
                None => {
                    let destination = destination(&dest_url, self.place.root);
                    self.image = Some(Image::new(destination, title.into_string()));
                }
            },
            // Not in this dialect.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::HtmlBlock => {
                self.out.truncate(self.out.trim_end_matches('\n').len());
                self.out.push_str("</p>\n");
            }
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(ordered) => self
                .out
                .push_str(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => {
                if let Some((label, before)) = self.outer.pop() {
                    let html = std::mem::replace(&mut self.out, before);
                    self.footnotes.define(&label, html);
                }
            }
            TagEnd::Table => self.table.end(&mut self.out),
            TagEnd::TableHead => self.table.end_head(&mut self.out),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.table.end_cell(&mut self.out),
            TagEnd::Emphasis => self.tag("</em>"),
            TagEnd::Strong => self.tag("</strong>"),
            TagEnd::Strikethrough => self.tag("</del>"),
            TagEnd::Link => {
                if self.image.is_none() && self.links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            TagEnd::Image => {
                if self.image.as_mut().is_some_and(Image::leave)
                    && let Some(image) = self.image.take()
                {
                    image.push(&mut self.out, self.links.contains(&true));
                }
            }
            TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Appends the tag of a block, on a line of its own.
    fn block(&mut self, tag: &str) {
        if !self.out.is_empty() && !self.out.ends_with(['\n', '>']) {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }

    /// Appends the tag of a phrase; the alternative text of an image has none.
    fn tag(&mut self, tag: &str) {
        if self.image.is_none() {
            self.out.push_str(tag);
        }
    }

    /// Keeps text for where it is needed apart from the flow: the id of a heading and the alternative
    /// text of an image. Returns whether it must not be written.
    fn keep(&mut self, text: &str) -> bool {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
        if let Some(image) = &mut self.image {
            image.push_alt(text);
        }
        self.image.is_some()
    }

    fn in_link(&self) -> bool {
        self.links.contains(&true)
    }

    fn text(&mut self, text: &str) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        if self.keep(text) {
            return;
        }
        let mut done = 0;
        if text.contains("://") && !self.in_link() {
            for found in address::spans(text) {
                push_escaped(&mut self.out, &text[done..found.start]);
                push_web_link(&mut self.out, &found.address);
                done = found.end;
            }
        }
        push_escaped(&mut self.out, &text[done..]);
    }

    fn math(&mut self, tex: &str, delimiter: Delimiter) {
        if !self.keep(tex) {
            let setting = if self.heading.is_some() {
                Setting::Inline
            } else {
                Setting::AsWritten
            };
            push_math(
                &mut self.out,
                Math { tex, delimiter },
                setting,
                self.options.math,
            );
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Some(heading) = self.heading.take() else {
            return;
        };
        let level = (level as usize - self.levels.top + self.levels.first).min(6);
        let mut tag = format!("<h{level} id=\"");
        push_escaped(&mut tag, self.place.scope);
        tag.push_str(&self.slugs.unique(&heading.text));
        tag.push_str("\">");
        self.out.insert_str(heading.start, &tag);
        self.out.push_str(&format!("</h{level}>\n"));
    }

    fn end_code(&mut self) {
        let Some((language, code)) = self.code.take() else {
            return;
        };
        self.block("<pre><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            push_escaped(&mut self.out, &language);
            self.out.push('"');
        }
        self.out.push('>');
        if !(self.options.highlight && push_highlighted(&mut self.out, &code, &language)) {
            push_escaped(&mut self.out, &code);
        }
        self.out.push_str("</code></pre>\n");
    }

    fn link(&mut self, link_type: LinkType, written: &str, title: &str) {
        if self.image.is_some() {
            return;
        }
        let written: Cow<str> = match link_type {
            LinkType::Email => format!("mailto:{written}").into(),
            _ => written.into(),
        };
        let destination = destination(&written, self.place.root).filter(|_| !self.in_link());
        if let Some(destination) = &destination {
            push_link_start(&mut self.out, destination, title);
        }
        self.links.push(destination.is_some());
    }
}
