//! Text with a few tags of HTML and JATS in it, as publishers hand over titles and abstracts.
//!
//! Only tags that are known are taken off: `<think>` and `x <y> z` are text. Paragraphs stay,
//! headings go before the paragraph they name, a formula that comes both as TeX and as MathML is
//! taken once, as TeX. Entities are resolved first, since `&lt;i&gt;` is no rarer than `<i>`.

mod entities;

use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// The text without its tags.
pub fn plain(text: &str) -> Cow<'_, str> {
    if memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let text = entities::resolved(text);
    if !tags(&text).any(|tag| tag.kind != Kind::Unknown) {
        return text;
    }
    Cow::Owned(Writer::new(&text).written())
}

/// What a tag does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unknown,
    Inline,
    Block,
    Break,
    Heading,
    Formulas,
    Tex,
    MathMl,
}

#[derive(Debug, Clone, Copy)]
struct Tag {
    start: usize,
    end: usize,
    kind: Kind,
    is_closing: bool,
}

/// The tags of a text, unknown ones included.
fn tags(text: &str) -> impl Iterator<Item = Tag> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + memchr(b'<', text.as_bytes().get(from..)?)?;
            from = start + 1;
            if let Some(tag) = tag_at(text, start) {
                from = tag.end;
                return Some(tag);
            }
        }
    })
}

fn tag_at(text: &str, start: usize) -> Option<Tag> {
    /// Longest tag, in bytes; some have addresses in their attributes.
    const MAX: usize = 2000;
    let inside = &text.as_bytes()[start + 1..];
    let length = memchr2(b'>', b'<', &inside[..inside.len().min(MAX)])?;
    if inside[length] != b'>' {
        return None;
    }
    let inside = text.get(start + 1..start + 1 + length)?;
    let is_closing = inside.starts_with('/');
    let name = inside.trim_start_matches('/');
    let name = name.split(|c: char| c.is_whitespace() || c == '/').next()?;
    Some(Tag {
        start,
        end: start + 1 + length + 1,
        kind: kind(&name.to_ascii_lowercase()),
        is_closing,
    })
}

fn kind(name: &str) -> Kind {
    match name {
        "mml:math" => return Kind::MathMl,
        _ if name.starts_with("mml:") => return Kind::Inline,
        _ => {}
    }
    let (is_jats, name) = match name.strip_prefix("jats:") {
        Some(name) => (true, name),
        None => (false, name),
    };
    match name {
        "p" | "div" | "sec" | "list" | "list-item" | "ul" | "ol" | "li" | "disp-quote"
        | "abstract" => Kind::Block,
        "br" | "break" => Kind::Break,
        "title" => Kind::Heading,
        "alternatives" | "inline-formula" | "disp-formula" => Kind::Formulas,
        "tex-math" => Kind::Tex,
        "i" | "b" | "em" | "strong" | "sub" | "sup" | "span" | "a" | "sc" | "scp" | "italic"
        | "bold" | "font" | "small" | "ext-link" => Kind::Inline,
        _ if is_jats => Kind::Inline,
        _ => Kind::Unknown,
    }
}

struct Writer<'a> {
    text: &'a str,
    out: String,
    /// Whether white space is only there to lay out the tags.
    has_blocks: bool,
    /// Where the heading begins that is being written.
    heading: Option<usize>,
    /// Where the TeX of a formula begins.
    tex: Option<usize>,
    /// Whether the formula has been written as TeX.
    has_tex: bool,
    /// Whether a MathML formula may still be closed further on.
    has_math_end: bool,
    /// Whether the next paragraph goes on behind its heading.
    is_behind_heading: bool,
}

impl<'a> Writer<'a> {
    fn new(text: &'a str) -> Self {
        let is_block = |tag: Tag| matches!(tag.kind, Kind::Block | Kind::Heading);
        Self {
            text,
            out: String::with_capacity(text.len()),
            has_blocks: tags(text).any(is_block),
            heading: None,
            tex: None,
            has_tex: false,
            has_math_end: true,
            is_behind_heading: false,
        }
    }

    fn written(mut self) -> String {
        let mut at = 0;
        for tag in tags(self.text) {
            if tag.start < at || tag.kind == Kind::Unknown {
                continue;
            }
            self.push(&self.text[at..tag.start]);
            at = self.tag(tag);
        }
        self.push(&self.text[at..]);
        self.out.trim().to_owned()
    }

    /// Does what a tag says; gives where the text goes on.
    fn tag(&mut self, tag: Tag) -> usize {
        match tag.kind {
            Kind::Unknown | Kind::Inline => {}
            Kind::Block => self.end_paragraph(),
            Kind::Break => self.out.push('\n'),
            Kind::Heading if tag.is_closing => self.end_heading(),
            Kind::Heading => {
                self.end_paragraph();
                self.heading = Some(self.out.len());
            }
            Kind::Formulas => self.has_tex = false,
            Kind::Tex if tag.is_closing => self.end_tex(),
            Kind::Tex => self.tex = Some(self.out.len()),
            Kind::MathMl if self.has_tex && self.has_math_end && !tag.is_closing => {
                let close = b"</mml:math>";
                if let Some(length) = memmem::find(&self.text.as_bytes()[tag.end..], close) {
                    return tag.end + length + close.len();
                }
                self.has_math_end = false;
            }
            Kind::MathMl => {}
        }
        tag.end
    }

    fn push(&mut self, text: &str) {
        if !self.has_blocks {
            self.out.push_str(text);
            return;
        }
        let mut words = text.split_whitespace().peekable();
        let is_spaced = text.starts_with(char::is_whitespace);
        if is_spaced && !self.out.is_empty() && !self.out.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
        while let Some(word) = words.next() {
            self.is_behind_heading = false;
            self.out.push_str(word);
            if words.peek().is_some() || text.ends_with(char::is_whitespace) {
                self.out.push(' ');
            }
        }
    }

    fn end_paragraph(&mut self) {
        if self.is_behind_heading {
            return;
        }
        self.out.truncate(self.out.trim_end().len());
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    /// A heading is told before its paragraph; that an abstract is one, nobody needs to be told.
    fn end_heading(&mut self) {
        let Some(start) = self.heading.take().filter(|start| *start <= self.out.len()) else {
            return self.end_paragraph();
        };
        let heading = self.out[start..].trim();
        let name = heading.trim_end_matches([':', '.']);
        if ["", "abstract", "summary"].contains(&name.to_lowercase().as_str()) {
            self.out.truncate(start);
            return;
        }
        let colon = if heading.ends_with(['.', ':', '?', '!']) {
            ""
        } else {
            ":"
        };
        let heading = format!("{heading}{colon} ");
        self.out.truncate(start);
        self.out.push_str(&heading);
        self.is_behind_heading = true;
    }

    /// `$$x$$`, perhaps in a whole document of its own, is a formula within the line.
    fn end_tex(&mut self) {
        let Some(start) = self.tex.take().filter(|start| *start <= self.out.len()) else {
            return;
        };
        let source = self.out.split_off(start);
        let body = source
            .split_once("\\begin{document}")
            .map_or(source.as_str(), |(_, body)| body);
        let body = body
            .split_once("\\end{document}")
            .map_or(body, |(body, _)| body);
        let tex = body.trim().trim_matches('$').trim();
        if !tex.is_empty() {
            self.out.push_str(&format!("${tex}$"));
        }
        self.has_tex = true;
    }
}
