//! Front matter: the block of TOML (`+++`) or YAML (`---`) at the head of a Markdown file.
//!
//! Both become one table of JSON values, so that what reads a key need not know which it was.

use super::{Input, yaml_text};
use crate::diagnostic::{Diagnostic, nearest};
use crate::model::date::{self, Date};
use crate::readers::space::folded;
use serde_json::{Map, Value};

/// A Markdown file taken apart.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    input: Input<'a>,
    /// The front matter as written, and the line on which it begins.
    block: &'a str,
    block_line: usize,
    table: Map<String, Value>,
    /// What follows the front matter.
    pub body: &'a str,
    /// Line of the file on which the body begins, from 1.
    pub body_line: usize,
}

/// Takes a Markdown file apart. A file without front matter has an empty table.
///
/// # Errors
/// A diagnostic that points at the fault in the front matter.
pub fn split(input: Input<'_>) -> Result<Document<'_>, Diagnostic> {
    let mut document = Document {
        input,
        block: "",
        block_line: 1,
        table: Map::new(),
        body: input.text,
        body_line: 1,
    };
    let Some(fence) = fence(input.text) else {
        return Ok(document);
    };
    let after_fence = input.text.find('\n').map_or(input.text.len(), |at| at + 1);
    let Some((end, body_start)) = closing_fence(&input.text[after_fence..], fence) else {
        return Err(
            Diagnostic::error(format!("the front matter has no closing `{fence}`"))
                .in_file(input.name)
                .at(input.text, 1, 1)
                .help(format!("put a line `{fence}` behind the front matter")),
        );
    };
    document.block = &input.text[after_fence..after_fence + end];
    document.block_line = 2;
    document.body = &input.text[after_fence + body_start..];
    document.body_line = 1 + input.text[..after_fence + body_start]
        .bytes()
        .filter(|&b| b == b'\n')
        .count();
    document.table = if fence == "+++" {
        toml_table(input, document.block, after_fence)?
    } else {
        yaml_table(input, document.block)?
    };
    Ok(document)
}

impl Document<'_> {
    /// A text, on one line; a number counts as its digits.
    pub fn text(&self, key: &str) -> Option<String> {
        let text = scalar(self.table.get(key)?)?;
        Some(folded(&text)).filter(|text| !text.is_empty())
    }

    /// A list of texts; one text with commas counts as such a list.
    pub fn list(&self, key: &str) -> Vec<String> {
        let parts: Vec<String> = match self.table.get(key) {
            Some(Value::Array(values)) => values.iter().filter_map(scalar).collect(),
            Some(value) => scalar(value)
                .map(|text| text.split(',').map(str::to_owned).collect())
                .unwrap_or_default(),
            None => Vec::new(),
        };
        parts
            .iter()
            .map(|part| folded(part))
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// Names of people: a list of texts or of tables with a `name`; one text is given as it stands.
    pub fn people(&self, key: &str) -> Vec<String> {
        let name = |value: &Value| match value {
            Value::Object(table) => table.get("name").and_then(scalar),
            value => scalar(value),
        };
        match self.table.get(key) {
            Some(Value::Array(values)) => values.iter().filter_map(name).collect(),
            Some(value) => scalar(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// Whether the front matter is TOML and says nothing but what digests of our own form say.
    pub fn is_of_own_form(&self, keys: &[&str]) -> bool {
        self.block_line > 1
            && self.input.text.starts_with("+++")
            && self.table.keys().all(|key| keys.contains(&key.as_str()))
    }

    /// Whether a key is `true`.
    pub fn flag(&self, key: &str) -> bool {
        self.table.get(key) == Some(&Value::Bool(true))
    }

    /// The date under `key`, if the key is there.
    ///
    /// # Errors
    /// A diagnostic that points at the line of the key.
    pub fn date(&self, key: &str) -> Result<Option<Date>, Diagnostic> {
        let Some(text) = self.table.get(key).and_then(scalar) else {
            return Ok(None);
        };
        date::parse(&text).map(Some).map_err(|fault| {
            self.at_key(key, Diagnostic::error(fault.to_string()))
                .help("write the date as YYYY-MM-DD")
        })
    }

    /// Keys that are not among `known` but near to one of them that is not given: most likely
    /// mistyped. Other keys are none of Offprint's business; digests come from many tools.
    pub fn mistyped<'k>(&self, known: &'k [&str]) -> Vec<(&str, &'k str)> {
        let missing = || {
            known
                .iter()
                .copied()
                .filter(|key| !self.table.contains_key(*key))
        };
        self.table
            .keys()
            .filter(|key| !known.contains(&key.as_str()))
            .filter_map(|key| Some((key.as_str(), nearest(key, missing())?)))
            .collect()
    }

    /// The line of the file on which a key of the front matter stands.
    pub fn line_of(&self, key: &str) -> usize {
        let index = self.block.lines().position(|line| {
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with(['=', ':']))
        });
        index.map_or(1, |index| self.block_line + index)
    }

    fn at_key(&self, key: &str, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic
            .in_file(self.input.name)
            .at_line(self.input.text, self.line_of(key))
    }
}

/// The fence that opens the file, if its first line is one.
pub fn fence(text: &str) -> Option<&'static str> {
    let first = text.lines().next()?.trim_end();
    ["+++", "---"].into_iter().find(|fence| first == *fence)
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

fn toml_table(
    input: Input<'_>,
    block: &str,
    block_start: usize,
) -> Result<Map<String, Value>, Diagnostic> {
    let table: toml::Table = toml::from_str(block).map_err(|error: toml::de::Error| {
        let offset = block_start + error.span().map_or(0, |span| span.start);
        let fault = if error.message().starts_with("invalid date") {
            let written = &input.text[offset..];
            let day = written.split_whitespace().next().unwrap_or_default();
            Diagnostic::error(format!("there is no day {day}; the file is left out"))
                .help("write the date as YYYY-MM-DD")
        } else {
            Diagnostic::error(format!("the front matter is not TOML: {}", error.message()))
                .help("texts stand in quotes, dates do not: title = \"…\", date = 2026-11-23")
        };
        fault.in_file(input.name).at_offset(input.text, offset)
    })?;
    Ok(table
        .into_iter()
        .map(|(key, value)| (key, json_of_toml(value)))
        .collect())
}

fn json_of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values.into_iter().map(json_of_toml).collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(key, value)| (key, json_of_toml(value)))
            .collect(),
    }
}

fn yaml_table(input: Input<'_>, block: &str) -> Result<Map<String, Value>, Diagnostic> {
    if block.trim().is_empty() {
        return Ok(Map::new());
    }
    let read = |error| yaml_text::parse(&with_quotes(block)).map_err(|_| error);
    yaml_text::parse(block).or_else(read).map_err(|error| {
        let start = block.as_ptr().addr() - input.text.as_ptr().addr();
        let (line, column) = yaml_text::place(&error, input.text, start, block.len());
        let reason = yaml_text::reason(&error);
        let fault = if reason.starts_with("expected mapping") {
            Diagnostic::error("the front matter has no keys").help("write lines like title: …")
        } else {
            Diagnostic::error(format!("the front matter is not YAML: {reason}"))
                .help("close each quote and bracket; a text with a colon stands in quotes: title: \"…: …\"")
        };
        fault.in_file(input.name).at(input.text, line, column)
    })
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
        let is_sound = || yaml_text::parse::<Map<String, Value>>(line).is_ok();
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

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
