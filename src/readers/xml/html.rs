//! Plain text of the HTML in feeds: tags are gone, paragraphs and list items are paragraphs.
//!
//! Only what HTML knows as a tag is taken for one, and most only where they begin and end. A
//! `<think>`, a lone `<video>` or an `a < b`, of which abstracts are full, is text. Left out:
//! pictures, formulas in MathML, tables as tables, and anything that a browser would run.

use super::entities;
use memchr::{memchr, memchr2};
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Tags that begin or end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
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
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "sec",
    "title",
];

/// Tags within a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i", "img",
    "ins", "italic", "bold", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Tags of which nothing is text.
const SILENT: &[&str] = &[
    "audio", "canvas", "embed", "head", "iframe", "input", "link", "math", "meta", "object",
    "picture", "script", "source", "style", "svg", "template", "track", "video", "noscript",
];

/// Tags that need no end.
const ENDLESS: &[&str] = &[
    "br", "dd", "dt", "hr", "li", "p", "tbody", "td", "th", "thead", "tr",
];

/// A tag in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tag<'a> {
    /// As it is written, without a prefix.
    name: &'a str,
    attributes: &'a str,
    is_end: bool,
    /// How many bytes it takes.
    length: usize,
}

impl Tag<'_> {
    fn is_one_of(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| self.name.eq_ignore_ascii_case(name))
    }
}

/// Whether a text has anything of HTML in it.
pub fn is_html(text: &str) -> bool {
    tags(text).next().is_some() && markup(text).next().is_some()
}

/// The text of HTML, with a blank line between paragraphs.
pub fn plain(html: &str) -> Cow<'_, str> {
    if memchr2(b'<', b'&', html.as_bytes()).is_none() {
        return Cow::Borrowed(html);
    }
    let mut out = Text::default();
    let mut at = 0;
    let comments_end = comments_end(html);
    // Silent elements that begin and never end: nothing further on ends them either.
    let mut endless: Vec<&str> = Vec::new();
    // Where the link that is open leads, and where its words begin.
    let mut link: Option<(Cow<'_, str>, usize)> = None;
    for (start, tag) in markup(html) {
        if start < at {
            continue;
        }
        out.push(&html[at..start]);
        at = start + tag.length;
        if tag.is_one_of(SILENT) {
            let is_endless = |tag: Tag<'_>| endless.iter().any(|name| tag.is_one_of(&[name]));
            if !tag.is_end && !tag.attributes.ends_with('/') && !is_endless(tag) {
                match end_of_silent(html, at, tag, comments_end) {
                    Some(end) => at = end,
                    None => endless.push(tag.name),
                }
            }
        } else if tag.is_one_of(BLOCKS) {
            out.end_paragraph();
        } else if tag.name.eq_ignore_ascii_case("br") {
            out.end_line();
        } else if tag.name.eq_ignore_ascii_case("a") {
            match (tag.is_end, link.take()) {
                (true, Some((address, words))) => out.spell_out(&address, words),
                _ => link = attribute(tag.attributes, "href").map(|href| (href, out.text.len())),
            }
        }
    }
    out.push(&html[at..]);
    Cow::Owned(out.text)
}

/// Where the links of HTML lead.
pub fn addresses(html: &str) -> impl Iterator<Item = Cow<'_, str>> {
    tags(html)
        .filter(|(_, tag)| !tag.is_end && tag.name.eq_ignore_ascii_case("a"))
        .filter_map(|(_, tag)| attribute(tag.attributes, "href"))
}

/// The words of each link.
pub fn link_texts(html: &str) -> Vec<Cow<'_, str>> {
    let mut texts = Vec::new();
    let mut begin = None;
    for (start, tag) in tags(html).filter(|(_, tag)| tag.name.eq_ignore_ascii_case("a")) {
        if let Some(begin) = begin.take()
            && tag.is_end
        {
            texts.push(plain(&html[begin..start]));
        }
        begin = (!tag.is_end).then_some(start + tag.length);
    }
    texts
}

/// Text as it is put together.
#[derive(Default)]
struct Text {
    text: String,
}

impl Text {
    /// Adds what stands between tags. Line ends there are spaces.
    fn push(&mut self, source: &str) {
        let mut rest = source;
        while let Some(start) = rest.find("<!--")
            && let Some(length) = comment(&rest[start..])
        {
            self.push_words(&rest[..start]);
            rest = &rest[start + length..];
        }
        self.push_words(rest);
    }

    fn push_words(&mut self, source: &str) {
        for (index, line) in entities::decoded(source).split(['\n', '\r']).enumerate() {
            let is_at_start = self.text.is_empty() || self.text.ends_with('\n');
            if index > 0 && !is_at_start && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            let is_at_start = self.text.is_empty() || self.text.ends_with(['\n', ' ']);
            self.text
                .push_str(if is_at_start { line.trim_start() } else { line });
        }
    }

    fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// Writes the address of a link whose words say nothing, as arXiv's `this https URL` does.
    fn spell_out(&mut self, address: &str, words: usize) {
        let says_nothing = matches!(
            self.text.get(words..).map(str::trim),
            Some("this https URL" | "this http URL" | "this URL")
        );
        if says_nothing && address.starts_with("http") {
            self.text.truncate(words);
            self.text.push_str(address);
        }
    }
}

/// The value of an attribute, with or without quotes.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let found = Attributes::html(attributes, 0)
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.into_inner().eq_ignore_ascii_case(name))?;
    Some(match found.value {
        Cow::Borrowed(value) => entities::decoded(value),
        Cow::Owned(value) => Cow::Owned(entities::decoded(&value).into_owned()),
    })
}

/// Where what follows an element that is no text begins. Where it never ends, nothing is lost with
/// it.
fn end_of_silent(html: &str, at: usize, tag: Tag<'_>, comments_end: usize) -> Option<usize> {
    tags_from(html, at, comments_end)
        .find(|(_, other)| other.is_end && other.is_one_of(&[tag.name]))
        .map(|(start, end)| start + end.length)
}

/// The tags of a text that are markup, and where they begin: those that need no end, those with
/// attributes, and those that are begun and ended.
fn markup(text: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    let mut begun = BTreeSet::new();
    let mut ended = BTreeSet::new();
    for (_, tag) in tags(text) {
        let names = if tag.is_end { &mut ended } else { &mut begun };
        names.insert(tag.name.to_ascii_lowercase());
    }
    let paired: Vec<String> = begun.intersection(&ended).cloned().collect();
    tags(text).filter(move |(_, tag)| {
        tag.is_one_of(ENDLESS)
            || tag.attributes.contains('=')
            || paired
                .iter()
                .any(|name| tag.name.eq_ignore_ascii_case(name))
    })
}

/// The tags of a text and where they begin.
fn tags(text: &str) -> impl Iterator<Item = (usize, Tag<'_>)> {
    tags_from(text, 0, comments_end(text))
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
            if start < comments_end
                && text[start..].starts_with("<!--")
                && let Some(length) = comment(&text[start..])
            {
                at += length;
                continue;
            }
            if let Some(tag) = tag(&text[start..]) {
                at += tag.length;
                return Some((start, tag));
            }
            at += 1;
        }
    })
}

/// Where the last comment of a text ends, if there is any.
fn comments_end(text: &str) -> usize {
    text.rfind("-->").unwrap_or(0)
}

/// How long the comment at the beginning of a text is; one that never ends is none.
fn comment(text: &str) -> Option<usize> {
    text.find("-->").map(|end| end + "-->".len())
}

/// The tag at the beginning of a text.
fn tag(text: &str) -> Option<Tag<'_>> {
    let inside = text.strip_prefix('<')?;
    let (is_end, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside),
    };
    let name_length = inside
        .find(|c: char| !c.is_ascii_alphanumeric() && c != ':')
        .filter(|&length| length <= "blockquote".len() + "jats:".len())?;
    let (name, rest) = inside.split_at(name_length);
    let name = name.rsplit(':').next().unwrap_or(name);
    if !rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')) {
        return None;
    }
    let end = tag_end(rest)?;
    let tag = Tag {
        name,
        attributes: &rest[..end],
        is_end,
        length: text.len() - rest.len() + end + 1,
    };
    [BLOCKS, INLINE, SILENT]
        .iter()
        .any(|names| tag.is_one_of(names))
        .then_some(tag)
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
