//! HTML, as a whole page or within Markdown.
//!
//! Tags are read as a browser reads them (WHATWG HTML, "Tokenization"); how they nest is only as exact as
//! text needs it. Elements without text for readers (scripts, styles, forms, navigation) are hidden.

use super::builder::Builder;
use super::inline::PieceKind;
use super::tree::{Kind, Tree};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use std::borrow::Cow;

/// The tree of a page.
pub fn tree(source: &str) -> Tree<'_> {
    let mut builder = Builder::new(source);
    let mut html = Html::default();
    html.read(source, 0, &mut builder, true);
    builder.finish()
}

/// Elements that group others. Several of one class are alike.
const GROUPS: &[&str] = &[
    "article",
    "aside",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "html",
    "main",
    "section",
    "picture",
];

/// Elements whose content no reader of the page takes for its text.
const HIDDEN: &[&str] = &[
    "button", "canvas", "datalist", "form", "head", "iframe", "input", "nav", "noscript", "object",
    "option", "script", "select", "style", "svg", "template", "textarea", "video",
];

/// What HTML knows as an element within a line.
const INLINE: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "ruby", "rp", "rt", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr",
];

/// Elements that change nothing.
const TRANSPARENT: &[&str] = &[
    "tbody", "thead", "tfoot", "colgroup", "col", "caption", "hgroup",
];

/// Whether HTML has an element of this name. Pseudo-tags such as `<think>` are text.
pub fn is_element(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "a",
        "blockquote",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "link",
        "meta",
        "ol",
        "p",
        "pre",
        "summary",
        "table",
        "td",
        "th",
        "title",
        "tr",
        "ul",
        "base",
        "source",
        "blink",
        "address",
        "audio",
    ];
    [GROUPS, HIDDEN, INLINE, TRANSPARENT, OTHERS]
        .iter()
        .any(|list| list.contains(&name))
}

/// What goes on from one piece of HTML to the next.
#[derive(Default)]
pub struct Html {
    /// Hidden elements that are open.
    hidden: Vec<String>,
    /// Whether text keeps its line ends.
    is_preformatted: bool,
}

impl Html {
    /// Whether what comes next is hidden.
    pub fn is_hidden(&self) -> bool {
        !self.hidden.is_empty()
    }

    /// Reads a piece of HTML that begins at an offset. With `is_page` it is all of a page, where unknown
    /// elements are passed over; in Markdown they are text.
    pub fn read<'a>(
        &mut self,
        html: &str,
        offset: usize,
        builder: &mut Builder<'a>,
        is_page: bool,
    ) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        let at = |place: usize| offset + place.min(html.len());
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    let start = at(tag.span.start);
                    if self.is_hidden() {
                        self.hide(&name, tag.self_closing);
                    } else if is_element(&name) || is_page {
                        self.start(&name, &tag, start, builder);
                    } else {
                        let written = html.get(tag.span.start..tag.span.end).unwrap_or_default();
                        builder.piece(text(written), 0..0);
                    }
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8_lossy(&tag.name).into_owned();
                    if self.is_hidden() {
                        if self.hidden.last() == Some(&name) {
                            self.hidden.pop();
                        }
                    } else {
                        self.end(&name, at(tag.span.end), builder);
                    }
                }
                Token::String(string) if !self.is_hidden() => {
                    self.text(
                        &String::from_utf8_lossy(&string),
                        at(string.span.start),
                        builder,
                    );
                }
                Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    fn hide(&mut self, name: &str, is_closed: bool) {
        let is_void = matches!(name, "input" | "link" | "meta");
        if self.hidden.last().is_some_and(|hidden| hidden == name) && !is_closed && !is_void {
            self.hidden.push(name.to_owned());
        }
    }

    fn start<'a>(
        &mut self,
        name: &str,
        tag: &StartTag<usize>,
        start: usize,
        builder: &mut Builder<'a>,
    ) {
        let attribute = |wanted: &str| {
            let value = tag
                .attributes
                .iter()
                .find(|(name, _)| ***name == *wanted.as_bytes());
            value.map(|(_, value)| String::from_utf8_lossy(&value.value).into_owned())
        };
        if HIDDEN.contains(&name) {
            if !tag.self_closing && name != "input" {
                self.hidden.push(name.to_owned());
            }
            return builder.end_text(start);
        }
        if let Some(group) = GROUPS.iter().find(|group| **group == name) {
            let class = Cow::Owned(attribute("class").unwrap_or_default());
            let kind = Kind::Element { name: group, class };
            return builder.open(kind, start, false);
        }
        match name {
            "br" => builder.piece(PieceKind::Break { is_hard: true }, 0..0),
            "hr" => builder.leaf(Kind::Rule, start..start),
            "p" | "address" => builder.open(Kind::Paragraph, start, false),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                builder.open(Kind::Heading(name.as_bytes()[1] - b'0'), start, false);
            }
            "pre" => {
                self.is_preformatted = true;
                builder.open(Kind::Code, start, false);
            }
            "summary" => builder.open(Kind::Summary, start, false),
            "blockquote" => builder.open(Kind::Quote, start, false),
            "ul" => builder.open(Kind::List(None), start, false),
            "ol" => builder.open(Kind::List(Some(1)), start, false),
            "li" => {
                // An item ends where the next begins.
                if !builder.has_html(|kind| matches!(kind, Kind::List(_))) {
                    builder.open(Kind::List(None), start, false);
                }
                close_within(builder, start, &Kind::Item, |kind| {
                    matches!(kind, Kind::List(_))
                });
                builder.open(Kind::Item, start, false);
            }
            "table" => builder.open(Kind::Table, start, false),
            "tr" => {
                close_within(builder, start, &Kind::Row { is_head: false }, is_table);
                builder.open(Kind::Row { is_head: false }, start, false);
            }
            "td" | "th" => {
                let is_row = |kind: &Kind<'_>| matches!(kind, Kind::Row { .. });
                close_within(builder, start, &Kind::Cell, is_row);
                builder.open(Kind::Cell, start, false);
            }
            "a" => {
                let url = attribute("href").unwrap_or_default();
                builder.close_inline(|kind| matches!(kind, PieceKind::Link(_)));
                builder.open_inline(PieceKind::Link(Cow::Owned(url)), 0..0);
            }
            "img" => {
                let source = attribute("src").unwrap_or_default();
                builder.open_inline(PieceKind::Image(Cow::Owned(source)), 0..0);
                builder.close_inline(|kind| matches!(kind, PieceKind::Image(_)));
            }
            "b" | "strong" => builder.open_inline(PieceKind::Strong, 0..0),
            "i" | "em" | "cite" => builder.open_inline(PieceKind::Emphasis, 0..0),
            "del" | "s" | "strike" => builder.open_inline(PieceKind::Strike, 0..0),
            _ if INLINE.contains(&name) => {
                let class = attribute("class").unwrap_or_default();
                builder.open_inline(PieceKind::Span(Cow::Owned(class)), 0..0);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, end: usize, builder: &mut Builder<'_>) {
        if GROUPS.contains(&name) {
            let is_it =
                |kind: &Kind<'_>| matches!(kind, Kind::Element { name: open, .. } if *open == name);
            builder.close_html(end, is_it);
            return;
        }
        match name {
            "p" | "address" => builder.end_text(end),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                builder.close_html(end, |kind| matches!(kind, Kind::Heading(_)));
            }
            "pre" => {
                self.is_preformatted = false;
                builder.close_html(end, |kind| *kind == Kind::Code);
            }
            "summary" => {
                builder.close_html(end, |kind| *kind == Kind::Summary);
            }
            "blockquote" => {
                builder.close_html(end, |kind| *kind == Kind::Quote);
            }
            "ul" | "ol" => {
                builder.close_html(end, |kind| matches!(kind, Kind::List(_)));
            }
            "li" => {
                builder.close_html(end, |kind| *kind == Kind::Item);
            }
            "table" => {
                builder.close_html(end, is_table);
            }
            "tr" => {
                builder.close_html(end, |kind| matches!(kind, Kind::Row { .. }));
            }
            "td" | "th" => {
                builder.close_html(end, |kind| *kind == Kind::Cell);
            }
            "a" => builder.close_inline(|kind| matches!(kind, PieceKind::Link(_))),
            "b" | "strong" => builder.close_inline(|kind| *kind == PieceKind::Strong),
            "i" | "em" | "cite" => builder.close_inline(|kind| *kind == PieceKind::Emphasis),
            "del" | "s" | "strike" => builder.close_inline(|kind| *kind == PieceKind::Strike),
            _ if INLINE.contains(&name) => {
                builder.close_inline(|kind| matches!(kind, PieceKind::Span(_)));
            }
            _ => {}
        }
    }

    fn text(&self, raw: &str, start: usize, builder: &mut Builder<'_>) {
        if self.is_preformatted {
            return builder.piece(text(raw), start..start);
        }
        // White space is what it is in a browser.
        let mut folded = String::with_capacity(raw.len());
        for (index, word) in raw.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            if index > 0 && !folded.ends_with(' ') {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        if !folded.is_empty() {
            builder.piece(PieceKind::Text(Cow::Owned(folded)), start..start);
        }
    }
}

fn text<'a>(text: &str) -> PieceKind<'a> {
    PieceKind::Text(Cow::Owned(text.to_owned()))
}

fn is_table(kind: &Kind<'_>) -> bool {
    *kind == Kind::Table
}

/// Closes an open block of a kind, unless one that holds such blocks was opened within it.
fn close_within<'a>(
    builder: &mut Builder<'a>,
    end: usize,
    kind: &Kind<'a>,
    is_holder: impl Fn(&Kind<'a>) -> bool,
) {
    let is_kind = |open: &Kind<'a>| std::mem::discriminant(open) == std::mem::discriminant(kind);
    if builder
        .innermost_html(|open| is_kind(open) || is_holder(open))
        .is_some_and(is_kind)
    {
        builder.close_html(end, |open| is_kind(open));
    }
}
