//! Reads HTML in which each template tag stands as one reserved character.
//!
//! Follows the tokenizer of the HTML standard (section 13.2.5) as far as well-formed templates need it; what it would have
//! to mend is a fault instead. Comments go, unless they hold template tags. Attributes and elements that
//! must stay to the letter become one reserved character each.

mod attributes;

use super::MinifyFault;
use super::mask::Table;
use super::nesting::is_void;
use super::tags::Kind;

/// A part of an HTML text.
#[derive(Debug, Clone)]
pub(super) enum Token {
    /// Text, with its character references as written and every `<` as `&lt;`.
    Text(String),
    /// A start tag.
    Open(Element),
    /// The name of an end tag, in lower case.
    Close(String),
    /// The doctype.
    Doctype(String),
}

impl Token {
    /// Whether quotes had to be added around an attribute value with an expression.
    pub(super) fn was_requoted(&self) -> bool {
        matches!(self, Token::Open(element) if element.attributes.iter().any(|attribute| attribute.requoted))
    }
}

/// A start tag.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// In lower case.
    pub(super) name: String,
    /// In the order of the source.
    pub(super) attributes: Vec<Attribute>,
    /// Whether it ends with `/>` and may do so (in SVG).
    pub(super) self_closing: bool,
}

/// An attribute, or a condition around attributes.
#[derive(Debug, Clone, Default)]
pub(super) struct Attribute {
    /// As it is to be written.
    pub(super) raw: String,
    /// In lower case; meaningless where `raw` holds template tags.
    pub(super) name: String,
    /// Whether it has a value that is not empty.
    pub(super) has_value: bool,
    /// Whether quotes were added.
    requoted: bool,
}

/// Elements whose content stays to the letter, and is not HTML.
const RAW_TEXT: &[&str] = &[
    "script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes",
];
/// Elements whose content stays to the letter because its white space counts.
const PREFORMATTED: &[&str] = &["pre", "code", "listing"];

/// Reads `flat`, which `table` belongs to.
///
/// # Errors
///
/// [`MinifyFault::BrokenMarkup`], [`MinifyFault::SplitTag`], [`MinifyFault::UnquotedValue`].
pub(super) fn tokens(flat: &str, table: &mut Table) -> Result<Vec<Token>, MinifyFault> {
    Reader {
        flat,
        at: 0,
        line: 1,
        table,
        text: String::new(),
        tokens: Vec::new(),
        svg: 0,
        math: 0,
    }
    .read()
}

struct Reader<'a> {
    flat: &'a str,
    at: usize,
    /// Of the last template tag that was read.
    line: usize,
    table: &'a mut Table,
    text: String,
    tokens: Vec<Token>,
    /// How many `svg` and `math` elements are open.
    svg: usize,
    math: usize,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Vec<Token>, MinifyFault> {
        while let Some(character) = self.next() {
            if character != '<' {
                self.text.push(character);
                continue;
            }
            let rest = self.rest();
            match rest.chars().next() {
                Some('!') if rest.starts_with("!--") => self.comment()?,
                Some('!') => self.declaration()?,
                Some('/') => self.end_tag()?,
                Some('?') => {
                    let content = self.take_past(">")?;
                    self.keep(&format!("<{content}"))?;
                }
                Some(first)
                    if first.is_ascii_alphabetic()
                        || self.table.kind(first) == Some(Kind::Value) =>
                {
                    self.start_tag()?
                }
                _ => self.text.push_str("&lt;"),
            }
        }
        self.flush();
        Ok(self.tokens)
    }

    fn comment(&mut self) -> Result<(), MinifyFault> {
        let start = self.at - 1;
        self.at += "!--".len();
        // `<!-->` and `<!--->` are whole comments.
        if self.rest().starts_with('>') || self.rest().starts_with("->") {
            self.take_past(">")?;
        } else {
            self.take_past("-->")?;
        }
        let flat = self.flat;
        let comment = &flat[start..self.at];
        if comment.chars().any(|c| self.table.kind(c).is_some()) {
            self.keep(comment)?;
        }
        Ok(())
    }

    fn declaration(&mut self) -> Result<(), MinifyFault> {
        if self.rest().starts_with("![CDATA[") {
            let content = self.take_past("]]>")?;
            return self.keep(&format!("<{content}"));
        }
        let content = self.take_past(">")?;
        if content.chars().any(|c| self.table.kind(c).is_some()) {
            return Err(self.broken());
        }
        self.flush();
        self.tokens.push(Token::Doctype(format!("<{content}")));
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), MinifyFault> {
        self.at += 1;
        let name = self.name()?;
        let between = self.take_past(">")?;
        if name.is_empty()
            || between
                .trim_end_matches('>')
                .contains(|c: char| !c.is_ascii_whitespace())
        {
            return Err(self.broken());
        }
        match name.as_str() {
            "svg" => self.svg = self.svg.saturating_sub(1),
            "math" => self.math = self.math.saturating_sub(1),
            _ => {}
        }
        self.flush();
        self.tokens.push(Token::Close(name));
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(), MinifyFault> {
        let name = self.name()?;
        let mut attributes = Vec::new();
        let slash = loop {
            self.skip_space();
            match self.peek() {
                None => return Err(self.broken()),
                Some('>') => break false,
                Some('/') if self.rest().starts_with("/>") => {
                    self.at += 1;
                    break true;
                }
                Some('/') => self.at += 1,
                Some(_) => attributes.push(self.attribute()?),
            }
        };
        self.at += 1;

        let foreign = self.svg > 0 || self.math > 0 || name == "svg" || name == "math";
        let self_closing = slash && foreign;
        if !self_closing {
            match name.as_str() {
                "svg" => self.svg += 1,
                "math" => self.math += 1,
                _ => {}
            }
        }
        // In MathML, minify-html would take `<mspace/>` for a start tag.
        let spelled_out = self_closing && self.svg == 0 && name != "svg";
        self.flush();
        self.tokens.push(Token::Open(Element {
            name: name.clone(),
            attributes,
            self_closing: self_closing && !spelled_out,
        }));
        if spelled_out {
            self.tokens.push(Token::Close(name));
        } else if !self_closing && !is_void(&name) {
            self.content_to_keep(&name)?;
        }
        Ok(())
    }

    /// The name of a tag, up to white space, `/` or `>`. Expressions within it are allowed: `<h{{ level }}>`.
    fn name(&mut self) -> Result<String, MinifyFault> {
        let rest = self.rest();
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
            .ok_or_else(|| self.broken())?;
        // A condition right behind a name belongs to the attributes.
        let end = rest[..end]
            .find(|c| self.table.kind(c).is_some_and(|kind| kind != Kind::Value))
            .unwrap_or(end);
        let name = rest[..end].to_ascii_lowercase();
        if name.contains(['<', '"', '\'', '=']) {
            return Err(self.broken());
        }
        self.at += end;
        Ok(name)
    }

    /// Takes the content of an element that stays to the letter, up to its end tag.
    fn content_to_keep(&mut self, name: &str) -> Result<(), MinifyFault> {
        let nests = PREFORMATTED.contains(&name);
        if !nests && !RAW_TEXT.contains(&name) {
            return Ok(());
        }
        let rest = self.rest().as_bytes();
        let is_tag = |at: usize, mark: &str| {
            let tag = rest
                .get(at..at + mark.len())
                .is_some_and(|tag| tag.eq_ignore_ascii_case(mark.as_bytes()));
            tag && !rest
                .get(at + mark.len())
                .is_some_and(|after| after.is_ascii_alphanumeric() || *after == b'-')
        };
        let (start_mark, end_mark) = (format!("<{name}"), format!("</{name}"));
        let mut depth = 1;
        let end = self
            .rest()
            .match_indices('<')
            .map(|(at, _)| at)
            .find(|&at| {
                if is_tag(at, &end_mark) {
                    depth -= 1;
                } else if nests && is_tag(at, &start_mark) {
                    depth += 1;
                }
                depth == 0
            })
            .ok_or_else(|| self.broken())?;
        let content = self.flat[self.at..self.at + end].to_owned();
        self.at += end;
        if !content.is_empty() {
            self.keep(&content)?;
        }
        self.flush();
        Ok(())
    }

    /// Adds markup to the text that stays to the letter.
    fn keep(&mut self, markup: &str) -> Result<(), MinifyFault> {
        let mask = self.table.keep(markup)?;
        self.text.push(mask);
        Ok(())
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.tokens
                .push(Token::Text(std::mem::take(&mut self.text)));
        }
    }

    fn rest(&self) -> &str {
        &self.flat[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        if let Some(line) = self.table.line(character) {
            self.line = line;
        }
        Some(character)
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_ascii_start().len();
    }

    /// Takes everything up to and with `mark`.
    fn take_past(&mut self, mark: &str) -> Result<String, MinifyFault> {
        let end = self.rest().find(mark).ok_or_else(|| self.broken())? + mark.len();
        let taken = self.rest()[..end].to_owned();
        self.at += end;
        Ok(taken)
    }

    fn broken(&self) -> MinifyFault {
        MinifyFault::BrokenMarkup { line: self.line }
    }
}
