//! Plain text of HTML and JATS: feeds have it in their descriptions, publishers in titles and abstracts.
//!
//! 1. `tags` finds what HTML or JATS knows as a tag. `<think>` and `a < b`, of which abstracts are full, are
//!    text.
//! 2. `Markup` takes those that are meant: they need no end, have attributes, or begin and end. A lone
//!    `<video>` is text.
//! 3. `Writer` leaves the tags out and ends paragraphs. Headings of JATS stand before the paragraph that they
//!    name; a formula that comes both as TeX and as MathML is taken once, as TeX.
//!
//! Left out: pictures, tables as tables, and anything that a browser would run.

mod entities;

pub use entities::{decoded, push_character};

use super::record::anchors;
use memchr::{memchr, memchr2};
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;

/// The text of HTML, with a blank line between paragraphs.
pub fn html(text: &str) -> Cow<'_, str> {
    match memchr2(b'<', b'&', text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(Writer::new(text, Markup::of(text, true)).written()),
    }
}

/// As [`html`], of a text of which it is not known whether it is HTML.
pub fn html_or_text(text: &str) -> Cow<'_, str> {
    let markup = Markup::of(text, true);
    match markup.is_empty() {
        true => decoded(text),
        false => Cow::Owned(Writer::new(text, markup).written()),
    }
}

/// The text of a title or an abstract in which characters may be written as entities, also twice, and tags as
/// well: `&lt;i&gt;` is no rarer than `<i>`.
pub fn plain(text: &str) -> Cow<'_, str> {
    if memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let once = decoded(text);
    let twice = match decoded(&once) {
        Cow::Borrowed(_) => once,
        Cow::Owned(twice) => Cow::Owned(twice),
    };
    let markup = Markup::of(&twice, false);
    match markup.is_empty() {
        true => twice,
        false => Cow::Owned(Writer::new(&twice, markup).written()),
    }
}

/// Whether a text has anything of HTML in it.
pub fn is_html(text: &str) -> bool {
    !Markup::of(text, true).is_empty()
}

/// Where the links of HTML lead.
pub fn addresses(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let links = tags(text).filter(|(_, tag)| tag.kind == Kind::Link && !tag.is_end);
    links.filter_map(|(_, tag)| attribute(tag.attributes, "href"))
}

/// The words of each link.
pub fn link_texts(text: &str) -> Vec<Cow<'_, str>> {
    let mut texts = Vec::new();
    let mut begin = None;
    for (start, tag) in tags(text).filter(|(_, tag)| tag.kind == Kind::Link) {
        if let Some(begin) = begin.take()
            && tag.is_end
        {
            texts.push(html(&text[begin..start]));
        }
        begin = (!tag.is_end).then_some(start + tag.length);
    }
    texts
}

/// What a tag does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Within a paragraph.
    Inline,
    Link,
    /// Begins or ends a paragraph.
    Block,
    Break,
    Heading,
    /// Nothing in it is text.
    Silent,
    /// The forms of one formula.
    Formulas,
    Tex,
    MathMl,
    /// A comment, whole.
    Comment,
}

/// A tag in a text.
#[derive(Debug, Clone, Copy)]
struct Tag<'a> {
    /// As it is written.
    name: &'a str,
    kind: Kind,
    attributes: &'a str,
    is_end: bool,
    /// How many bytes it takes.
    length: usize,
}

impl Tag<'_> {
    fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it is markup alone, without another tag that begins or ends it. In what publishers write, those
    /// that they use are.
    fn stands_alone(&self, is_html: bool) -> bool {
        const OF_PUBLISHERS: &[&str] = &[
            "a", "b", "bold", "em", "ext-link", "font", "i", "italic", "sc", "scp", "small",
            "span", "strong", "sub", "sup",
        ];
        const ENDLESS: &[&str] = &[
            "br", "dd", "dt", "hr", "li", "p", "tbody", "td", "th", "thead", "tr", "break",
        ];
        self.kind == Kind::Comment
            || ENDLESS.iter().any(|name| self.is_named(name))
            || !is_html && OF_PUBLISHERS.iter().any(|name| self.is_named(name))
            || self.attributes.contains('=')
            || self.name.get(..4).is_some_and(is_of_publishers)
    }
}

/// Whether a prefix is one that stands nowhere but in tags.
fn is_of_publishers(prefix: &str) -> bool {
    ["jats", "mml:"]
        .iter()
        .any(|known| prefix.eq_ignore_ascii_case(known))
}

fn kind(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    let (prefix, name) = name.rsplit_once(':').unwrap_or(("", &name));
    Some(match name {
        "a" => Kind::Link,
        "br" | "break" => Kind::Break,
        "title" => Kind::Heading,
        "alternatives" | "inline-formula" | "disp-formula" => Kind::Formulas,
        "tex-math" => Kind::Tex,
        "math" => Kind::MathMl,
        "abstract" | "address" | "article" | "aside" | "blockquote" | "body" | "caption"
        | "center" | "dd" | "details" | "disp-quote" | "div" | "dl" | "dt" | "fieldset"
        | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "header" | "hr" | "html" | "li" | "list" | "list-item" | "main" | "nav" | "ol" | "p"
        | "pre" | "sec" | "section" | "summary" | "table" | "tbody" | "td" | "th" | "thead"
        | "tr" | "ul" => Kind::Block,
        "mfrac" | "mi" | "mn" | "mo" | "mover" | "mrow" | "mspace" | "msqrt" | "mstyle"
        | "msub" | "msubsup" | "msup" | "mtable" | "mtd" | "mtext" | "mtr" | "munder"
        | "munderover" | "semantics" => Kind::Inline,
        "abbr" | "b" | "bdi" | "big" | "bold" | "cite" | "code" | "del" | "dfn" | "em"
        | "ext-link" | "font" | "i" | "img" | "ins" | "italic" | "kbd" | "label" | "mark" | "q"
        | "s" | "samp" | "sc" | "scp" | "small" | "span" | "strike" | "strong" | "sub" | "sup"
        | "time" | "tt" | "u" | "var" | "wbr" => Kind::Inline,
        "annotation" | "annotation-xml" | "audio" | "canvas" | "embed" | "head" | "iframe"
        | "input" | "link" | "meta" | "noscript" | "object" | "picture" | "script" | "source"
        | "style" | "svg" | "template" | "track" | "video" => Kind::Silent,
        _ if matches!(prefix, "jats" | "mml") => Kind::Inline,
        _ => return None,
    })
}

/// Which tags of a text are markup.
struct Markup<'a> {
    /// Whether it is HTML, whose entities are still to be resolved.
    is_html: bool,
    /// Names that are begun and ended.
    paired: Vec<&'a str>,
    /// Whether there are others.
    has_more: bool,
    has_blocks: bool,
}

impl<'a> Markup<'a> {
    fn of(text: &'a str, is_html: bool) -> Self {
        /// Most names of tags: prefixes may be as many as tags.
        const MOST: usize = 200;
        let is_block = |kind| matches!(kind, Kind::Block | Kind::Heading);
        let mut begun: Vec<Tag<'_>> = Vec::new();
        let mut ended: Vec<&str> = Vec::new();
        let (mut has_more, mut has_blocks) = (false, false);
        for (_, tag) in tags(text) {
            if tag.stands_alone(is_html) {
                has_more = true;
                has_blocks |= is_block(tag.kind);
            }
            if tag.is_end {
                if ended.len() < MOST && !ended.iter().any(|name| tag.is_named(name)) {
                    ended.push(tag.name);
                }
            } else if begun.len() < MOST && !begun.iter().any(|other| tag.is_named(other.name)) {
                begun.push(tag);
            }
        }
        begun.retain(|tag| ended.iter().any(|name| tag.is_named(name)));
        Self {
            is_html,
            has_blocks: has_blocks || begun.iter().any(|tag| is_block(tag.kind)),
            paired: begun.iter().map(|tag| tag.name).collect(),
            has_more,
        }
    }

    fn is_empty(&self) -> bool {
        self.paired.is_empty() && !self.has_more
    }

    fn has(&self, tag: &Tag<'_>) -> bool {
        tag.stands_alone(self.is_html) || self.paired.iter().any(|name| tag.is_named(name))
    }
}

/// The tags and comments of a text, and where they begin.
fn tags(text: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    tags_from(text, 0, comments_end(text))
}

/// Where the last comment of a text ends, if there is any.
fn comments_end(text: &str) -> usize {
    text.rfind("-->").unwrap_or(0)
}

/// As [`tags`], from a place on, where it is known where the last comment ends.
fn tags_from(
    text: &str,
    start: usize,
    comments_end: usize,
) -> impl Iterator<Item = (usize, Tag<'_>)> {
    let mut at = start;
    std::iter::from_fn(move || {
        loop {
            at += memchr(b'<', &text.as_bytes()[at..])?;
            let start = at;
            let found = match text[start..].strip_prefix("<!--") {
                Some(inside) if start < comments_end => comment(inside),
                _ => tag(&text[start..]),
            };
            if let Some(tag) = found {
                at += tag.length;
                return Some((start, tag));
            }
            at += 1;
        }
    })
}

/// The comment of which what follows its `<!--` is given; one that never ends is none.
fn comment(inside: &str) -> Option<Tag<'_>> {
    let end = inside.find("-->")?;
    Some(Tag {
        name: "",
        kind: Kind::Comment,
        attributes: "",
        is_end: false,
        length: "<!--".len() + end + "-->".len(),
    })
}

/// The tag at the beginning of a text.
fn tag(text: &str) -> Option<Tag<'_>> {
    /// The longest name with its prefix.
    const LONGEST: usize = 24;
    let inside = text.strip_prefix('<')?;
    let (is_end, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-');
    let end = inside.bytes().take(LONGEST + 1);
    let (name, rest) = inside.split_at(end.take_while(|byte| is_of_name(byte)).count());
    if !rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')) {
        return None;
    }
    let kind = kind(name)?;
    let end = tag_end(rest)?;
    Some(Tag {
        name,
        kind,
        attributes: &rest[..end],
        is_end,
        length: text.len() - rest.len() + end + 1,
    })
}

/// Where the `>` of a tag stands. In quotes it is text, if the quotes end soon.
fn tag_end(rest: &str) -> Option<usize> {
    const SOON: usize = 2048;
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(SOON) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => break,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    memchr2(b'<', b'>', rest.as_bytes()).filter(|&at| rest.as_bytes()[at] == b'>')
}

/// The value of an attribute, with or without quotes.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let found = Attributes::html(attributes, 0)
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.into_inner().eq_ignore_ascii_case(name))?;
    Some(match found.value {
        Cow::Borrowed(value) => decoded(value),
        Cow::Owned(value) => Cow::Owned(decoded(&value).into_owned()),
    })
}

/// A text in the making.
struct Writer<'a> {
    text: &'a str,
    markup: Markup<'a>,
    out: String,
    comments_end: usize,
    /// Silent elements and formulas that begin and never end: nothing further on ends them either.
    endless: Vec<&'a str>,
    /// Where the link that is open leads, and where its words begin.
    link: Option<(Cow<'a, str>, usize)>,
    /// Where the heading that is open begins.
    heading: Option<usize>,
    /// Where the TeX of the formula that is open begins.
    tex: Option<usize>,
    /// Whether the formula has been written as TeX.
    has_tex: bool,
    /// Whether the next paragraph goes on behind its heading.
    is_behind_heading: bool,
}

impl<'a> Writer<'a> {
    fn new(text: &'a str, markup: Markup<'a>) -> Self {
        Self {
            text,
            markup,
            out: String::with_capacity(text.len()),
            comments_end: comments_end(text),
            endless: Vec::new(),
            link: None,
            heading: None,
            tex: None,
            has_tex: false,
            is_behind_heading: false,
        }
    }

    fn written(mut self) -> String {
        let mut at = 0;
        for (start, tag) in tags(self.text) {
            if start >= at && self.markup.has(&tag) {
                self.push(&self.text[at..start]);
                at = self.take(tag, start + tag.length);
            }
        }
        self.push(&self.text[at..]);
        self.out.truncate(self.out.trim_end().len());
        self.out
    }

    /// Does what a tag says that ends at `end`; gives where the text goes on.
    fn take(&mut self, tag: Tag<'a>, end: usize) -> usize {
        match tag.kind {
            Kind::Inline | Kind::Comment => {}
            Kind::Link => self.take_link(tag),
            Kind::Block => self.end_paragraph(),
            Kind::Break => self.out.push('\n'),
            Kind::Heading if tag.is_end => self.end_heading(),
            Kind::Heading => {
                self.end_paragraph();
                self.heading = Some(self.out.len());
            }
            Kind::Formulas => self.has_tex = false,
            Kind::Tex if tag.is_end => self.end_tex(),
            Kind::Tex => self.tex = Some(self.out.len()),
            Kind::MathMl if !self.has_tex => {}
            Kind::Silent | Kind::MathMl => return self.end_of(tag, end),
        }
        end
    }

    /// Where what follows an element begins that is passed over. Where it never ends, nothing is lost with it.
    fn end_of(&mut self, tag: Tag<'a>, at: usize) -> usize {
        let is_empty = tag.is_end || tag.attributes.ends_with('/');
        if is_empty || self.endless.iter().any(|name| tag.is_named(name)) {
            return at;
        }
        let mut tags = tags_from(self.text, at, self.comments_end);
        match tags.find(|(_, other)| other.is_end && other.is_named(tag.name)) {
            Some((start, end)) => start + end.length,
            None => {
                self.endless.push(tag.name);
                at
            }
        }
    }

    fn push(&mut self, text: &str) {
        let text = match self.markup.is_html {
            true => decoded(text),
            false => Cow::Borrowed(text),
        };
        if !self.markup.has_blocks {
            self.out.push_str(&text);
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

    /// Writes the address of a link whose words say nothing, as those of arXiv's `this https URL`.
    fn take_link(&mut self, tag: Tag<'a>) {
        let Some((address, start)) = self.link.take().filter(|_| tag.is_end) else {
            let address = attribute(tag.attributes, "href").filter(|_| !tag.is_end);
            self.link = address.map(|address| (address, self.out.len()));
            return;
        };
        let words = self.out.get(start..).map(str::trim).unwrap_or_default();
        if anchors::says_nothing(words) && !words.is_empty() && address.starts_with("http") {
            self.out.truncate(start);
            self.out.push_str(&address);
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

    /// A heading stands before its paragraph; that of an abstract says nothing.
    fn end_heading(&mut self) {
        let Some(start) = self
            .heading
            .take()
            .filter(|at| self.out.is_char_boundary(*at))
        else {
            return self.end_paragraph();
        };
        let heading = self.out[start..].trim().to_owned();
        self.out.truncate(start);
        let name = heading.trim_end_matches([':', '.']).to_lowercase();
        if matches!(&*name, "" | "abstract" | "summary") {
            return;
        }
        self.out.push_str(&heading);
        if !heading.ends_with(['.', ':', '?', '!']) {
            self.out.push(':');
        }
        self.out.push(' ');
        self.is_behind_heading = true;
    }

    /// `$$x$$`, perhaps in a whole document of its own, is a formula within the line.
    fn end_tex(&mut self) {
        let Some(start) = self.tex.take().filter(|at| self.out.is_char_boundary(*at)) else {
            return;
        };
        let source = self.out.split_off(start);
        let body = source.split_once("\\begin{document}");
        let body = body.map_or(&*source, |(_, body)| body);
        let body = body.split("\\end{document}").next().unwrap_or(body);
        let tex = body.trim().trim_matches('$').trim();
        if !tex.is_empty() {
            self.out.push_str(&format!("${tex}$"));
        }
        self.has_tex = true;
    }
}
