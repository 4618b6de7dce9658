//! Texts of a record, as they are to be read.

use super::raw::Typography;
use super::space::{folded, unwrapped};
use super::{anchors, placeholders::is_placeholder, tex};
use crate::model::prose::Prose;
use crate::readers::value::Value;
use std::borrow::Cow;

/// A text of one line.
pub fn line_of_text(text: &str, written: Typography) -> String {
    folded(&tidied(text, written))
}

/// A text without the TeX that stands outside its formulas, where it has such.
pub fn tidied(text: &str, written: Typography) -> Cow<'_, str> {
    match written {
        Typography::Finished => Cow::Borrowed(text),
        Typography::Tex => tex::readable(text),
    }
}

/// The beginning of a long text, on one line.
pub fn beginning(text: &str) -> String {
    const SHOWN: usize = 60;
    folded(&text[..text.floor_char_boundary(SHOWN)]) + "…"
}

/// Whether a text on one line, which may be cut at its end, is a part of another.
pub fn is_within(line: &str, text: &str) -> bool {
    let uncut = line.trim_end_matches([']', ')', '.', '…', ' ', '[', '(']);
    let line = match line.len() - uncut.len() {
        0 | 1 => line,
        _ => uncut,
    };
    text.contains(line) || text.contains('\n') && folded(text).contains(line)
}

/// A value as running text; none for one without text, or with a placeholder.
pub fn prose(value: Value<'_>, written: Typography) -> Option<Prose> {
    match value {
        Value::Markdown(text) => {
            let text = text.trim_matches(['\n', '\r']).trim_end();
            (!is_placeholder(text)).then(|| Prose::Markdown(text.to_owned()))
        }
        value => {
            let text = into_text(value)?;
            let text = anchors::resolved(&text);
            let text = unwrapped(&tidied(&text, written));
            (!is_placeholder(&text)).then_some(Prose::Plain(text))
        }
    }
}

/// The text of a value. One in pieces, as some tools cut abstracts, is one of paragraphs.
pub fn into_text(value: Value<'_>) -> Option<Cow<'_, str>> {
    match value {
        Value::List(values) => {
            let texts: Vec<_> = values.into_iter().filter_map(Value::into_text).collect();
            (!texts.is_empty()).then(|| Cow::Owned(texts.join("\n\n")))
        }
        value => value.into_text(),
    }
}

/// The name that a value gives: a text, an object with a `name`, the first of a list.
pub fn name_in<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    match value {
        Value::Map(fields) => {
            let mut fields = fields.iter();
            let (_, value) = fields.find(|(name, _)| name == "name")?;
            value.text()
        }
        Value::List(values) => values.first()?.text(),
        value => value.text(),
    }
    .filter(|name| !is_placeholder(name))
}

/// Texts of a value of any form, in their order.
pub fn push_texts<'a>(value: Value<'a>, texts: &mut Vec<Cow<'a, str>>) {
    match value {
        Value::List(values) => values
            .into_iter()
            .for_each(|value| push_texts(value, texts)),
        Value::Map(fields) => fields
            .into_iter()
            .for_each(|(_, value)| push_texts(value, texts)),
        value => texts.extend(value.into_id()),
    }
}

/// Appends the beginnings of the texts of a value, with spaces between them.
pub fn push_beginning(value: &Value<'_>, texts: &mut String) {
    const LONGEST: usize = 10_000;
    if texts.len() > LONGEST {
        return;
    }
    match value {
        Value::List(values) => values.iter().for_each(|value| push_beginning(value, texts)),
        Value::Map(fields) => fields
            .iter()
            .for_each(|(_, value)| push_beginning(value, texts)),
        value => {
            let Some(text) = value.text() else { return };
            if !texts.is_empty() {
                texts.push(' ');
            }
            texts.push_str(&text[..text.floor_char_boundary(LONGEST)]);
        }
    }
}

/// A text with the marks of Markdown as such: what language models and editors write into data.
pub fn as_written(value: Value<'_>) -> Value<'_> {
    match value {
        Value::Text(text) if has_markdown(&text) => Value::Markdown(text),
        value => value,
    }
}

/// Whether a text has lists, headings or emphasis of Markdown on lines of their own.
fn has_markdown(text: &str) -> bool {
    let is_marked = |line: &str| {
        let line = line.trim_start();
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        line.starts_with("- ")
            || line.starts_with("* ")
            || line.starts_with("## ")
            || line.starts_with("### ")
            || (1..3).contains(&digits) && line[digits..].starts_with(". ")
    };
    let bold = || memchr::memmem::find_iter(text.as_bytes(), "**").count();
    let is_bold = || {
        memchr::memchr(b'*', text.as_bytes()).is_some() && bold() >= 2 && bold().is_multiple_of(2)
    };
    let has_lines = memchr::memchr(b'\n', text.as_bytes()).is_some();
    has_lines && text.lines().filter(|line| is_marked(line)).count() > 1 || is_bold()
}
