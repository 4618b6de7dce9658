//! Reads the attributes of a start tag, and the conditions around them.
//!
//! A condition within a tag has to end within it, and a value with an expression has to have quotes: where it has
//! none and they can be added, they are.

use super::{Attribute, Reader};
use crate::theme::minify::MinifyFault;
use crate::theme::minify::tags::Kind;

impl Reader<'_> {
    /// One attribute; or, where conditions stand within the tag, all that belongs to them.
    pub(super) fn attribute(&mut self) -> Result<Attribute, MinifyFault> {
        let mut found = Attribute::default();
        let mut depth = 0;
        // Whether an unquoted value may still go on behind a condition.
        let mut unquoted = false;
        loop {
            let Some(character) = self.peek() else {
                return Err(self.broken());
            };
            match character {
                '>' if depth > 0 => return Err(MinifyFault::SplitTag { line: self.line }),
                '<' => return Err(self.broken()),
                '>' | '/' if depth == 0 => break,
                '=' if found.raw.is_empty() => return Err(self.broken()),
                '=' => {
                    self.at += 1;
                    if found.name.is_empty() {
                        found.name = found.raw.to_ascii_lowercase();
                    }
                    found.raw.push('=');
                    let ended_by_quote = self.value(&mut found, &mut depth)?;
                    unquoted = !ended_by_quote;
                    let goes_on = self
                        .peek()
                        .is_some_and(|next| self.table.kind(next).is_some());
                    if depth == 0 && ended_by_quote && !goes_on {
                        break;
                    }
                }
                _ if character.is_ascii_whitespace() => {
                    unquoted = false;
                    self.skip_space();
                    if self.peek() == Some('=') {
                        continue;
                    }
                    if depth == 0 {
                        break;
                    }
                    found.raw.push(' ');
                }
                _ => {
                    self.next();
                    let kind = self.table.kind(character);
                    if unquoted && kind == Some(Kind::Value) {
                        return Err(MinifyFault::UnquotedValue { line: self.line });
                    }
                    self.change_depth(kind, &mut depth)?;
                    found.raw.push(character);
                }
            }
        }
        if found.name.is_empty() {
            found.name = found.raw.to_ascii_lowercase();
        }
        Ok(found)
    }

    /// The value of an attribute, behind its `=`; whether it ends with a quote.
    fn value(&mut self, attribute: &mut Attribute, depth: &mut usize) -> Result<bool, MinifyFault> {
        self.skip_space();
        if let Some(quote @ ('"' | '\'')) = self.peek() {
            self.at += 1;
            let mut value = String::new();
            loop {
                match self.next() {
                    None => return Err(self.broken()),
                    Some(end) if end == quote => break,
                    Some(character) => {
                        self.change_depth(self.table.kind(character), depth)?;
                        value.push(character);
                    }
                }
            }
            attribute.has_value = !value.is_empty();
            attribute
                .raw
                .extend([quote.to_string(), value, quote.to_string()]);
            return Ok(true);
        }
        let rest = self.rest();
        let end = rest
            .find(|c: char| {
                c.is_ascii_whitespace()
                    || c == '>'
                    || self.table.kind(c).is_some_and(|kind| kind != Kind::Value)
            })
            .unwrap_or(rest.len());
        let value = &rest[..end];
        attribute.has_value = true;
        if value.chars().any(|c| self.table.kind(c).is_some()) {
            if value.contains('"') {
                return Err(MinifyFault::UnquotedValue { line: self.line });
            }
            attribute.raw.extend(["\"", value, "\""]);
            attribute.requoted = true;
        } else {
            attribute.raw.push_str(value);
        }
        for _ in 0..value.chars().count() {
            self.next();
        }
        Ok(false)
    }

    fn change_depth(&self, kind: Option<Kind>, depth: &mut usize) -> Result<(), MinifyFault> {
        let split = MinifyFault::SplitTag { line: self.line };
        match kind {
            Some(Kind::FlowStart | Kind::PartStart) => *depth += 1,
            Some(Kind::FlowEnd | Kind::PartEnd) => *depth = depth.checked_sub(1).ok_or(split)?,
            Some(Kind::FlowMiddle) if *depth == 0 => return Err(split),
            _ => {}
        }
        Ok(())
    }
}
