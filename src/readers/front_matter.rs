//! Front matter: the block of TOML (`+++`) or YAML (`---`) at the head of a Markdown file.
//!
//! Both become one list of fields, so that what reads a key need not know which it was.

use super::record::space::folded;
use super::source::Source;
use super::value::{Fields, Value};
use super::yaml_text;
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::date::{self, Date};
use std::borrow::Cow;

/// A Markdown file taken apart.
#[derive(Debug)]
pub struct Document<'a> {
    source: &'a Source<'a>,
    /// The front matter as written, and where it begins.
    block: &'a str,
    block_start: usize,
    fields: Fields<'a>,
    /// What follows the front matter.
    pub body: &'a str,
    /// Where the body begins in the file.
    pub body_start: usize,
}

/// Takes a Markdown file apart. A file without front matter has no fields.
///
/// # Errors
/// A diagnostic that points at the fault in the front matter.
pub fn split<'a>(source: &'a Source<'a>) -> Result<Document<'a>, Diagnostic> {
    let text = source.text;
    let mut document = Document {
        source,
        block: "",
        block_start: 0,
        fields: Vec::new(),
        body: text,
        body_start: 0,
    };
    let Some(fence) = fence(text) else {
        return Ok(document);
    };
    let after_fence = text.find('\n').map_or(text.len(), |at| at + 1);
    let Some((end, body_start)) = closing_fence(&text[after_fence..], fence) else {
        // A rule above a document that has no front matter at all.
        if fence == "---" && !text[after_fence..].lines().next().is_some_and(is_key_line) {
            return Ok(document);
        }
        let fault = Diagnostic::error(format!("the front matter has no closing `{fence}`"))
            .code("open-front-matter")
            .help(format!("put a line `{fence}` behind the front matter"));
        return Err(source.point(fault, 0));
    };
    document.block = &text[after_fence..after_fence + end];
    document.block_start = after_fence;
    document.body_start = after_fence + body_start;
    document.body = &text[document.body_start..];
    document.fields = if fence == "+++" {
        toml_fields(source, document.block, after_fence)?
    } else {
        yaml_fields(source, document.block, after_fence)?
    };
    Ok(document)
}

impl<'a> Document<'a> {
    /// The fields, in their order.
    pub fn fields(&self) -> &Fields<'a> {
        &self.fields
    }

    /// Whether there is front matter with any field.
    pub fn has_fields(&self) -> bool {
        !self.fields.is_empty()
    }

    fn get(&self, key: &str) -> Option<&Value<'a>> {
        let mut fields = self.fields.iter();
        fields.find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// A text, on one line; a number counts as its digits.
    pub fn text(&self, key: &str) -> Option<String> {
        let text = folded(&self.get(key)?.text()?);
        Some(text).filter(|text| !text.is_empty())
    }

    /// A list of texts; one text with commas counts as such a list.
    pub fn list(&self, key: &str) -> Vec<String> {
        let parts: Vec<String> = match self.get(key) {
            Some(Value::List(values)) => {
                let texts = values.iter().filter_map(Value::text);
                texts.map(Cow::into_owned).collect()
            }
            Some(value) => value
                .text()
                .map(|text| text.split(',').map(str::to_owned).collect())
                .unwrap_or_default(),
            None => Vec::new(),
        };
        let parts = parts.iter().map(|part| folded(part));
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// Whether the front matter is TOML and says nothing but what digests of our own form say.
    pub fn is_of_own_form(&self, keys: &[&str]) -> bool {
        self.block_start > 0
            && self.source.text.starts_with("+++")
            && self.fields.iter().all(|(key, _)| keys.contains(&&**key))
    }

    /// Whether a key is `true`.
    pub fn flag(&self, key: &str) -> bool {
        self.get(key) == Some(&Value::Flag(true))
    }

    /// The date under `key`, if the key is there.
    ///
    /// # Errors
    /// A diagnostic that points at the key.
    pub fn date(&self, key: &str) -> Result<Option<Date>, Diagnostic> {
        let Some(text) = self.get(key).and_then(Value::text) else {
            return Ok(None);
        };
        date::parse(&text).map(Some).map_err(|fault| {
            let fault = Diagnostic::error(fault.to_string())
                .code("no-such-date")
                .help("write the date as YYYY-MM-DD");
            self.source.point(fault, self.offset_of(key))
        })
    }

    /// Keys that are not among `known` but near to one of them that is not given: most likely
    /// mistyped. Other keys are none of Offprint's business; digests come from many tools.
    pub fn mistyped<'k>(&self, known: &'k [&str]) -> Vec<(&str, &'k str)> {
        let unknown = self.fields.iter().map(|(key, _)| &**key);
        let unknown = unknown.filter(|key| !known.contains(key));
        let missing = known.iter().copied().filter(|key| self.get(key).is_none());
        let missing: Vec<&str> = missing.collect();
        unknown
            .filter_map(|key| Some((key, nearest(key, missing.iter().copied())?)))
            .collect()
    }

    /// Refuses keys that are not among `known`, for files that are written for Offprint alone. A page of
    /// Jekyll, which has a layout, may have any.
    ///
    /// # Errors
    /// A diagnostic that points at the first such key and names the known one that is nearest.
    pub fn refuse_unknown(&self, known: &[&str], what: &str) -> Result<(), Diagnostic> {
        if self.get("layout").is_some() {
            return Ok(());
        }
        let mut keys = self.fields.iter().map(|(key, _)| &**key);
        let Some(key) = keys.find(|key| !known.contains(key)) else {
            return Ok(());
        };
        let help = match nearest(key, known.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the keys of {what} are {}", known.join(", ")),
        };
        let fault = Diagnostic::error(format!("`{key}` is not a key of {what}"))
            .code("unknown-key")
            .help(help);
        Err(self.source.point(fault, self.offset_of(key)))
    }

    /// Where a key of the front matter stands in the file.
    pub fn offset_of(&self, key: &str) -> usize {
        let is_key = |line: &str| {
            let rest = line.strip_prefix(key);
            rest.is_some_and(|rest| rest.trim_start().starts_with(['=', ':']))
        };
        let mut start = self.block_start;
        for line in self.block.split_inclusive('\n') {
            if is_key(line) {
                return start;
            }
            start += line.len();
        }
        0
    }
}

/// The fence that opens the file, if its first line is one.
pub fn fence(text: &str) -> Option<&'static str> {
    let first = text.lines().next()?.trim_end();
    ["+++", "---"].into_iter().find(|fence| first == *fence)
}

/// Whether a line begins with a name and a colon.
fn is_key_line(line: &str) -> bool {
    let name = line.split_once(':').map(|(name, _)| name);
    name.is_some_and(|name| {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        !name.is_empty() && name.chars().all(is_plain)
    })
}

/// Where the block ends and where the body begins, as offsets into `text`.
fn closing_fence(text: &str, fence: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.trim_end() == fence {
            return Some((start, end));
        }
        start = end;
    }
    None
}

fn toml_fields<'a>(
    source: &Source<'_>,
    block: &str,
    block_start: usize,
) -> Result<Fields<'a>, Diagnostic> {
    let table: toml::Table = toml::from_str(block).map_err(|error: toml::de::Error| {
        let offset = block_start + error.span().map_or(0, |span| span.start);
        let fault = if error.message().starts_with("invalid date") {
            let written = &source.text[offset..];
            let day = written.split_whitespace().next().unwrap_or_default();
            Diagnostic::error(format!("there is no day {day}; the file is left out"))
                .code("no-such-date")
                .help("write the date as YYYY-MM-DD")
        } else {
            Diagnostic::error(format!("the front matter is not TOML: {}", error.message()))
                .code("broken-front-matter")
                .help("texts stand in quotes, dates do not: title = \"…\", date = 2026-11-23")
        };
        source.point(fault, offset)
    })?;
    let fields = table.into_iter();
    Ok(fields
        .map(|(key, value)| (Cow::Owned(key), of_toml(value)))
        .collect())
}

fn of_toml<'a>(value: toml::Value) -> Value<'a> {
    match value {
        toml::Value::String(text) => Value::Text(Cow::Owned(text)),
        toml::Value::Integer(number) => Value::Whole(number),
        toml::Value::Float(number) => Value::Fraction(number),
        toml::Value::Boolean(flag) => Value::Flag(flag),
        toml::Value::Datetime(date) => Value::Text(Cow::Owned(date.to_string())),
        toml::Value::Array(values) => Value::List(values.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => Value::Map(
            table
                .into_iter()
                .map(|(key, value)| (Cow::Owned(key), of_toml(value)))
                .collect(),
        ),
    }
}

fn yaml_fields<'a>(
    source: &Source<'_>,
    block: &'a str,
    block_start: usize,
) -> Result<Fields<'a>, Diagnostic> {
    if block.trim().is_empty() {
        return Ok(Vec::new());
    }
    let error = match yaml_text::parse::<Value<'a>>(block) {
        Ok(Value::Map(fields)) => return Ok(fields),
        Ok(_) => {
            let fault = Diagnostic::error("the front matter has no keys")
                .code("broken-front-matter")
                .help("write lines like title: …");
            return Err(source.point(fault, block_start));
        }
        Err(error) => error,
    };
    // Quotes that only help where they are missing.
    let quoted = with_quotes(block);
    if let Ok(Value::Map(fields)) = yaml_text::parse::<Value<'_>>(&quoted) {
        return Ok(fields
            .into_iter()
            .map(|(name, value)| (Cow::Owned(name.into_owned()), value.into_owned()))
            .collect());
    }
    let offset = block_start + yaml_text::offset(&error, block);
    let reason = yaml_text::reason(&error);
    let fault = Diagnostic::error(format!("the front matter is not YAML: {reason}"))
        .code("broken-front-matter")
        .help(
            "close each quote and bracket; a text with a colon stands in quotes: title: \"…: …\"",
        );
    Err(source.point(fault, offset))
}

/// The block with quotes around the texts that YAML does not take without, as titles of papers are that
/// have a colon (`title: Name: What It Does`). There is but one way to mean them.
fn with_quotes(block: &str) -> String {
    let line = |line: &str| {
        let (key, value) = line.split_once(": ")?;
        let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let value = value.trim();
        // Of several lines, or closed nowhere.
        let is_other = value.starts_with(['[', '{', '|', '>', '&', '*', '\'']) || opens(value);
        let is_sound = || matches!(yaml_text::parse::<Value<'_>>(line), Ok(Value::Map(_)));
        (key.chars().all(is_key) && !value.is_empty() && !is_other && !is_sound())
            .then(|| format!("{key}: '{}'\n", value.replace('\'', "\'\'")))
    };
    let lines = block.lines();
    lines
        .map(|text| line(text).unwrap_or_else(|| format!("{text}\n")))
        .collect()
}

/// Whether a text begins with a quote that nothing closes.
fn opens(text: &str) -> bool {
    text.strip_prefix('"')
        .is_some_and(|rest| !rest.contains('"'))
}
