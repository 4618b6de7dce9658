//! HTML tags within Markdown: what one is, and what is to become of it.

/// A tag at the beginning of a text.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'a> {
    /// As written; compare without regard to case.
    pub name: &'a str,
    pub is_close: bool,
    attributes: &'a str,
    /// Bytes from `<` to behind `>`.
    pub length: usize,
}

/// What a known tag means for its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It goes, and all within it: scripts, buttons, navigation.
    Dropped,
    /// It begins or ends a block of text.
    Block,
    /// Nothing for the text.
    Inline,
    Break,
    Rule,
    List,
    Item,
    Heading(usize),
    Summary,
    Strong,
    Emphasis,
    Code,
    Link,
    /// A span, which may be a chip (a topic) or a label by its class.
    Span,
    Superscript,
    Table,
    Row,
    Cell,
}

const MEANINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Dropped,
        &[
            "script", "style", "button", "iframe", "svg", "nav", "video", "audio", "object",
            "noscript", "select", "template",
        ],
    ),
    (
        Meaning::Block,
        &[
            "p",
            "div",
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "center",
            "details",
            "figure",
            "figcaption",
            "picture",
            "blockquote",
            "body",
            "html",
            "form",
            "dl",
            "dt",
            "dd",
            "address",
        ],
    ),
    (
        Meaning::Inline,
        &[
            "font", "small", "sub", "u", "mark", "kbd", "tt", "abbr", "time", "s", "del", "ins",
            "big", "cite", "img", "input", "source", "wbr", "thead", "tbody", "tfoot", "caption",
            "col", "colgroup", "meta", "link",
        ],
    ),
    (Meaning::Break, &["br"]),
    (Meaning::Rule, &["hr"]),
    (Meaning::List, &["ul", "ol"]),
    (Meaning::Item, &["li"]),
    (Meaning::Heading(1), &["h1"]),
    (Meaning::Heading(2), &["h2"]),
    (Meaning::Heading(3), &["h3"]),
    (Meaning::Heading(4), &["h4"]),
    (Meaning::Heading(5), &["h5"]),
    (Meaning::Heading(6), &["h6"]),
    (Meaning::Summary, &["summary"]),
    (Meaning::Strong, &["b", "strong"]),
    (Meaning::Emphasis, &["i", "em"]),
    (Meaning::Code, &["code"]),
    (Meaning::Link, &["a"]),
    (Meaning::Span, &["span"]),
    (Meaning::Superscript, &["sup"]),
    (Meaning::Table, &["table"]),
    (Meaning::Row, &["tr"]),
    (Meaning::Cell, &["td", "th"]),
];

/// Longest tag that is looked for, in bytes.
const LONGEST: usize = 4096;

impl<'a> Tag<'a> {
    /// The tag at the beginning of `text`, which begins with `<`. Whether HTML knows it, is not
    /// asked.
    pub fn at(text: &'a str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        let is_close = inside.starts_with('/');
        let name_start = 1 + usize::from(is_close);
        let name = &text[name_start..];
        let name_length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &name[..name_length];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name_length > 10 {
            return None;
        }
        let attributes_start = name_start + name_length;
        let mut quote = None;
        let rest = text.as_bytes().iter().enumerate().skip(attributes_start);
        for (at, &byte) in rest.take(LONGEST) {
            match (byte, quote) {
                (_, Some(open)) if byte != open => {}
                (_, Some(_)) => quote = None,
                (b'"' | b'\'', None) => quote = Some(byte),
                (b'>', None) => {
                    let tag = Self {
                        name,
                        is_close,
                        attributes: &text[attributes_start..at],
                        length: at + 1,
                    };
                    return tag.is_sound().then_some(tag);
                }
                (b'<', None) => return None,
                _ => {}
            }
        }
        None
    }

    /// What the tag means; `None` for one that HTML does not know, such as `<think>`, which is text.
    pub fn meaning(&self) -> Option<Meaning> {
        MEANINGS
            .iter()
            .find(|(_, names)| {
                names
                    .iter()
                    .any(|name| name.eq_ignore_ascii_case(self.name))
            })
            .map(|(meaning, _)| *meaning)
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let mut rest = self.attributes;
        while let Some(at) = rest.find('=') {
            let (before, after) = (rest[..at].trim_end(), rest[at + 1..].trim_start());
            let (value, behind) = match after.chars().next() {
                Some(quote @ ('"' | '\'')) => after[1..].split_once(quote)?,
                _ => {
                    let end = after.find(char::is_whitespace).unwrap_or(after.len());
                    after.split_at(end)
                }
            };
            let found = before.rsplit(char::is_whitespace).next().unwrap_or(before);
            if found.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            rest = behind;
        }
        None
    }

    /// Whether a class of the element has one of the words in it.
    pub fn has_class(&self, words: &[&str]) -> bool {
        self.attribute("class")
            .is_some_and(|class| words.iter().any(|word| class.contains(word)))
    }

    /// `a <b and c> d` is no tag: attributes have values, or there are none.
    fn is_sound(&self) -> bool {
        let attributes = self.attributes.trim_end_matches('/').trim();
        attributes.is_empty()
            || (!self.is_close
                && self.attributes.starts_with(char::is_whitespace)
                && (attributes.contains('=') || self.name.len() > 2))
    }
}
