//! Python values as `repr` and `str` write them, which some scripts leave where JSON should be.
//!
//! Understood: dictionaries, lists, tuples, sets, texts with every escape, numbers, `True`, `False`,
//! `None`, and calls such as `datetime.datetime(2026, 4, 1, 0, 0)`, of which a date is kept. Left out:
//! everything else of the language; it is a fault of the record.

use super::value::{Fields, Value};
use std::borrow::Cow;

/// Deepest nesting that is read.
const DEEPEST: usize = 64;

/// Reads one value, with nothing behind it but white space.
///
/// # Errors
/// Says in words what is wrong; without the place, since a value stands on one line.
pub fn parse(text: &str) -> Result<Value<'_>, &'static str> {
    let mut parser = Parser {
        rest: text,
        depth: 0,
    };
    let value = parser.value()?;
    parser.skip_space();
    if parser.rest.is_empty() {
        Ok(value)
    } else {
        Err("something stands behind the value")
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn value(&mut self) -> Result<Value<'a>, &'static str> {
        self.skip_space();
        match self.rest.bytes().next() {
            None => Err("the value is cut short"),
            Some(b'{') => self.nested(Self::map_or_set),
            Some(b'[') => self.nested(|parser| parser.list(']')),
            Some(b'(') => self.nested(|parser| parser.list(')')),
            Some(b'\'' | b'"') => self.texts(),
            Some(byte) if byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.') => {
                self.number()
            }
            Some(_) => self.word(),
        }
    }

    fn nested(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Value<'a>, &'static str>,
    ) -> Result<Value<'a>, &'static str> {
        if self.depth == DEEPEST {
            return Err("it is nested too deeply");
        }
        self.depth += 1;
        self.rest = &self.rest[1..];
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn map_or_set(&mut self) -> Result<Value<'a>, &'static str> {
        let mut fields: Fields<'a> = Vec::new();
        let mut elements = Vec::new();
        while !self.take('}') {
            let key = self.value()?;
            if self.take(':') {
                let value = self.value()?;
                if let Some(name) = key.into_text() {
                    fields.push((name, value));
                }
            } else {
                elements.push(key);
            }
            self.separator('}')?;
        }
        Ok(if elements.is_empty() {
            Value::Map(fields)
        } else {
            Value::List(elements)
        })
    }

    fn list(&mut self, end: char) -> Result<Value<'a>, &'static str> {
        let mut values = Vec::new();
        while !self.take(end) {
            values.push(self.value()?);
            self.separator(end)?;
        }
        Ok(Value::List(values))
    }

    /// A comma, or the end, which is left.
    fn separator(&mut self, end: char) -> Result<(), &'static str> {
        self.skip_space();
        if self.take(',') || self.rest.starts_with(end) {
            Ok(())
        } else if self.rest.is_empty() {
            Err("the value is cut short")
        } else {
            Err("a comma is missing")
        }
    }

    /// A text, or several in a row, which are one.
    fn texts(&mut self) -> Result<Value<'a>, &'static str> {
        let mut text = self.text()?;
        loop {
            self.skip_space();
            if !self.rest.starts_with(['\'', '"']) {
                return Ok(Value::Text(text));
            }
            let more = self.text()?;
            text.to_mut().push_str(&more);
        }
    }

    fn text(&mut self) -> Result<Cow<'a, str>, &'static str> {
        let quote = if self.rest.starts_with("'''") || self.rest.starts_with("\"\"\"") {
            &self.rest[..3]
        } else {
            &self.rest[..1]
        };
        let inside = &self.rest[quote.len()..];
        let mut text: Cow<'a, str> = Cow::Borrowed("");
        let mut from = 0;
        let mut at = 0;
        loop {
            let next = memchr::memchr2(b'\\', quote.as_bytes()[0], &inside.as_bytes()[at..]);
            at += next.ok_or("a text has no closing quote")?;
            if inside[at..].starts_with(quote) {
                if from == 0 {
                    text = Cow::Borrowed(&inside[..at]);
                } else {
                    text.to_mut().push_str(&inside[from..at]);
                }
                self.rest = &inside[at + quote.len()..];
                return Ok(text);
            }
            if inside.as_bytes()[at] == b'\\' {
                text.to_mut().push_str(&inside[from..at]);
                at += 1 + escape(&inside[at + 1..], text.to_mut())?;
                // An escape is never at the beginning, so that 0 means that there was none.
                from = at;
            } else {
                at += 1;
            }
        }
    }

    fn number(&mut self) -> Result<Value<'a>, &'static str> {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '+' | '_'))
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        if let Ok(number) = digits.parse() {
            return Ok(Value::Whole(number));
        }
        digits
            .parse()
            .map(Value::Fraction)
            .map_err(|_| "a number is malformed")
    }

    /// `None` and the like, a text with a prefix, or a call.
    fn word(&mut self) -> Result<Value<'a>, &'static str> {
        let end = self
            .rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "None" | "null" | "nan" | "NaN" => Ok(Value::Nothing),
            "True" | "true" => Ok(Value::Flag(true)),
            "False" | "false" => Ok(Value::Flag(false)),
            "u" | "r" | "b" | "f" if self.rest.starts_with(['\'', '"']) => self.texts(),
            "" => Err("it is no value of Python"),
            name if self.rest.starts_with('(') => {
                let arguments = self.nested(|parser| parser.list(')'))?;
                Ok(called(name, arguments))
            }
            // `tzinfo=…` within a call; what has a name of its own is not asked for.
            _ if self.rest.starts_with('=') => {
                self.nested(Self::value)?;
                Ok(Value::Nothing)
            }
            // `datetime.timezone.utc`, a constant.
            name if name.contains('.') => Ok(Value::Nothing),
            _ => Err("it is no value of Python"),
        }
    }

    fn take(&mut self, sign: char) -> bool {
        self.skip_space();
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }
}

/// What a call gives: a date for one of a date or a time, else its first argument.
fn called<'a>(name: &str, arguments: Value<'a>) -> Value<'a> {
    let Value::List(arguments) = arguments else {
        return Value::Nothing;
    };
    if (name.ends_with("date") || name.ends_with("datetime"))
        && let [
            Value::Whole(year),
            Value::Whole(month),
            Value::Whole(day),
            ..,
        ] = arguments[..]
    {
        return Value::Text(Cow::Owned(format!("{year:04}-{month:02}-{day:02}")));
    }
    arguments.into_iter().next().unwrap_or_default()
}

/// Appends what the escape behind a backslash stands for; gives its length in bytes.
fn escape(text: &str, out: &mut String) -> Result<usize, &'static str> {
    let first = text.chars().next().ok_or("a text has no closing quote")?;
    let code = |digits: usize| -> Option<(char, usize)> {
        let number = u32::from_str_radix(text.get(1..=digits)?, 16).ok()?;
        // Halves of a pair, which Python writes only for broken text, are no characters.
        Some((char::from_u32(number).unwrap_or('\u{fffd}'), digits + 1))
    };
    let (c, length) = match first {
        'n' => ('\n', 1),
        't' => ('\t', 1),
        'r' => ('\r', 1),
        '0' => ('\0', 1),
        '\n' => return Ok(1),
        'x' => code(2).ok_or("an escape is malformed")?,
        'u' => code(4).ok_or("an escape is malformed")?,
        'U' => code(8).ok_or("an escape is malformed")?,
        '\\' | '\'' | '"' => (first, 1),
        // Python keeps the backslash of an escape that it does not know.
        other => {
            out.push('\\');
            (other, other.len_utf8())
        }
    };
    out.push(c);
    Ok(length)
}
