//! Reserved characters that stand for whatever minify-html must not see.
//!
//! Each template tag, each attribute with template tags, the content of each `pre` and so on is one character of
//! a private plane of Unicode: in text minify-html takes it for a letter, in a tag for an attribute without value,
//! and neither changes nor moves it. The plane is ours for as long as a template does not use it itself.

use super::MinifyFault;
use super::markup::{Element, Token};
use super::tags::{Kind, Piece, Tag};

/// The first reserved character.
pub(super) const FIRST_RESERVED: char = '\u{F_0000}';
const LIMIT: usize = 0xFFF0;
/// A space that minify-html must keep.
pub(super) const SPACE: char = '\u{10_FFFD}';

/// Attributes of which minify-html drops the value, or which it drops where they have the value that was the
/// default when its tables were made.
const KEPT_ATTRIBUTES: &[&str] = &[
    "capture",
    "crossorigin",
    "hidden",
    "referrerpolicy",
    "sandbox",
];

/// What the reserved characters stand for.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    entries: Vec<Tag>,
    /// Tag names that minify-html would not take for names.
    names: Vec<String>,
}

impl Table {
    /// A table of the template tags, and one text in which each stands as its reserved character.
    ///
    /// # Errors
    ///
    /// [`MinifyFault::Reserved`].
    pub(super) fn flatten(pieces: &[Piece]) -> Result<(Table, String), MinifyFault> {
        let mut table = Table::default();
        let mut flat = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text)
                    if text.contains(|c| c >= FIRST_RESERVED)
                        || text.contains(&table.stand_in(0)[..8]) =>
                {
                    return Err(MinifyFault::Reserved { limit: LIMIT });
                }
                Piece::Text(text) => flat.push_str(text),
                Piece::Tag(tag) if tag.text.contains(|c| c >= FIRST_RESERVED) => {
                    return Err(MinifyFault::Reserved { limit: LIMIT });
                }
                Piece::Tag(tag) => flat.push(table.enter(tag.clone())?),
            }
        }
        Ok((table, flat))
    }

    /// A character for markup that stays to the letter.
    ///
    /// # Errors
    ///
    /// [`MinifyFault::Reserved`].
    pub(super) fn keep(&mut self, markup: &str) -> Result<char, MinifyFault> {
        let mut characters = markup.chars();
        if let (Some(only), None) = (characters.next(), characters.next())
            && self.kind(only) == Some(Kind::Verbatim)
        {
            return Ok(only);
        }
        self.enter(Tag {
            kind: Kind::Verbatim,
            text: markup.to_owned(),
            line: 0,
        })
    }

    /// What a reserved character does; `None` for any other, and for [`SPACE`].
    pub(super) fn kind(&self, character: char) -> Option<Kind> {
        self.entry(character).map(|tag| tag.kind)
    }

    /// The line on which the template tag behind a character begins.
    pub(super) fn line(&self, character: char) -> Option<usize> {
        self.entry(character)
            .map(|tag| tag.line)
            .filter(|line| *line > 0)
    }

    /// The text with everything put back.
    pub(super) fn restore(&self, masked: &str) -> String {
        let mut restored = String::with_capacity(masked.len() * 2);
        self.restore_into(masked, &mut restored);
        for (number, name) in self.names.iter().enumerate() {
            let mut whole = String::new();
            self.restore_into(name, &mut whole);
            restored = restored.replace(&self.stand_in(number), &whole);
        }
        restored
    }

    fn restore_into(&self, masked: &str, restored: &mut String) {
        for character in masked.chars() {
            match self.entry(character) {
                Some(tag) => self.restore_into(&tag.text, restored),
                None if character == SPACE => restored.push(' '),
                None => restored.push(character),
            }
        }
    }

    fn enter(&mut self, tag: Tag) -> Result<char, MinifyFault> {
        let full = MinifyFault::Reserved { limit: LIMIT };
        if self.entries.len() >= LIMIT {
            return Err(full);
        }
        let number = u32::try_from(self.entries.len()).map_err(|_| full.clone())?;
        let character = char::from_u32(u32::from(FIRST_RESERVED) + number).ok_or(full)?;
        self.entries.push(tag);
        Ok(character)
    }

    /// What a reserved character stands for.
    pub(super) fn entry(&self, character: char) -> Option<&Tag> {
        let number = u32::from(character).checked_sub(u32::from(FIRST_RESERVED))?;
        self.entries.get(usize::try_from(number).ok()?)
    }

    /// The name under which minify-html sees an element.
    fn plain_name(&mut self, name: &str) -> String {
        if name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':'))
        {
            return name.to_owned();
        }
        // The same expression gives the same name, so that the start tag and the end tag match.
        let text = self.restore(name);
        let number = self
            .names
            .iter()
            .position(|known| self.restore(known) == text)
            .unwrap_or_else(|| {
                self.names.push(name.to_owned());
                self.names.len() - 1
            });
        self.stand_in(number)
    }

    fn stand_in(&self, number: usize) -> String {
        format!("x-name-o{number:06}")
    }
}

/// Writes the tokens as HTML that minify-html may do with as it likes.
///
/// # Errors
///
/// [`MinifyFault::Reserved`].
pub(super) fn write(tokens: &[Token], table: &mut Table) -> Result<String, MinifyFault> {
    let mut html = String::new();
    for token in tokens {
        match token {
            Token::Text(text) => write_text(&mut html, text, table)?,
            Token::Doctype(doctype) => html.push_str(doctype),
            Token::Close(name) => html.extend(["</", &table.plain_name(name), ">"]),
            Token::Open(element) => write_start_tag(&mut html, element, table)?,
        }
    }
    Ok(html)
}

fn write_start_tag(
    html: &mut String,
    element: &Element,
    table: &mut Table,
) -> Result<(), MinifyFault> {
    html.extend(["<", &table.plain_name(&element.name)]);
    let mut seen: Vec<&str> = Vec::new();
    for attribute in &element.attributes {
        html.push(' ');
        if attribute.raw.chars().any(|c| table.kind(c).is_some()) {
            html.push(table.keep(&attribute.raw)?);
            continue;
        }
        // The first of two counts (HTML standard, 13.2.5.33); minify-html would keep the last.
        if seen.contains(&attribute.name.as_str()) {
            continue;
        }
        seen.push(&attribute.name);
        if !attribute.has_value {
            // An empty value may count: `alt`, `sandbox`, `content`.
            html.push(table.keep(&attribute.name)?);
        } else if KEPT_ATTRIBUTES.contains(&attribute.name.as_str()) {
            html.push(table.keep(&attribute.raw)?);
        } else {
            html.push_str(&attribute.raw);
        }
    }
    html.push_str(if element.self_closing { " />" } else { " >" });
    Ok(())
}

/// Writes text; character references that an expression behind them could complete or undo stay as they are.
fn write_text(html: &mut String, text: &str, table: &mut Table) -> Result<(), MinifyFault> {
    let has_tags = text.chars().any(|c| table.kind(c).is_some());
    let mut rest = text;
    while has_tags && let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        html.push_str(before);
        let end = reference[1..]
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .map_or(reference.len(), |end| end + 1);
        let end = end + usize::from(reference[end..].starts_with(';'));
        html.push(table.keep(&reference[..end])?);
        rest = &reference[end..];
    }
    html.push_str(rest);
    Ok(())
}
