//! YAML: a file a paper, as newsletters keep them, a list of papers, an object around such a list, or
//! several documents of these.
//!
//! Names of fields are as free as in JSON. A file of one paper is a part of the digest that its
//! folder's files of that day make together. Aliases and depth are limited by the parser. Where a
//! document or an item of a list is broken, the others are read.

mod documents;

use super::envelope::Envelope;
use super::intake::{Head, Intake};
use super::record::evidence::{has_title, is_paper};
use super::record::{RawRecord, is_id};
use super::source::Source;
use super::value::{Fields, Value};
use super::vocabulary::{self, Role};
use super::{Format, Options, Reading, yaml_text};
use crate::diagnostic::Diagnostic;
use documents::Part;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "YAML",
    recognise,
    parse: read,
};

fn recognise(source: &Source<'_>) -> Result<(), String> {
    if matches!(source.extension().as_str(), "yaml" | "yml") {
        return Ok(());
    }
    let is_fence = |line: &&str| line.trim_end() == "---";
    if source.is_markdown() || source.text.lines().filter(is_fence).count() > 1 {
        return Err("it is front matter with text behind it".to_owned());
    }
    let mut lines = source
        .text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#') && *line != "---");
    let is_field = |line: &str| {
        let line = line.strip_prefix("- ").unwrap_or(line);
        let name = line.split_once(':').map(|(name, _)| name);
        name.is_some_and(|name| {
            name.len() < 32
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        })
    };
    let has_title = source
        .text
        .lines()
        .take(200)
        .any(|line| line.trim_start_matches(['-', ' ']).starts_with("title:"));
    if lines.next().is_some_and(is_field) && has_title {
        Ok(())
    } else {
        Err("it does not begin with fields of YAML".to_owned())
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let documents = documents::documents(source.text);
    let mut reader = Reader {
        source,
        intake: Intake::new(source),
        envelope: Envelope::default(),
        is_alone: documents.len() == 1,
        is_single: false,
    };
    for document in documents {
        match yaml_text::parse::<Value<'_>>(document.text) {
            Ok(value) => reader.take(value, document),
            Err(error) => {
                let fault = Fault::new(&error, document);
                if reader.take_sound_items(document) {
                    continue;
                }
                if reader.is_alone {
                    return Reading::unreadable(fault.into_diagnostic(source));
                }
                reader.skip(&fault);
            }
        }
    }
    match reader.envelope.into_head(source, &mut reader.intake) {
        Ok(head) => reader.intake.finish(Head {
            is_single: reader.is_single,
            ..head
        }),
        Err(fault) => {
            reader.intake.diagnose(fault, 0);
            reader.intake.leave_out()
        }
    }
}

/// What has been read of a file.
struct Reader<'a> {
    source: &'a Source<'a>,
    intake: Intake<'a>,
    envelope: Envelope<'a>,
    /// Whether the file has but one document.
    is_alone: bool,
    /// Whether it is one paper.
    is_single: bool,
}

impl<'a> Reader<'a> {
    fn take(&mut self, value: Value<'a>, document: Part<'a>) {
        match value {
            Value::List(elements) => {
                let items = documents::items(document);
                let mut starts = items.into_iter().map(|item| item.start);
                self.take_all(elements, None, &mut starts);
            }
            Value::Map(fields) if fields.iter().any(|(name, value)| is_list(name, value)) => {
                self.take_lists(fields, document);
            }
            // Where there are several documents, each is meant to be a paper.
            Value::Map(fields) if !self.is_alone || is_paper(&fields) => {
                let mut raw = RawRecord::from_fields(fields);
                if self.is_alone {
                    raw.add(Role::Slug, self.source.name);
                    self.is_single = true;
                }
                self.intake.take(raw, document.first_line());
            }
            _ => {}
        }
    }

    /// Takes an object around lists of papers.
    fn take_lists(&mut self, fields: Fields<'a>, document: Part<'a>) {
        let items = documents::items(document);
        let mut starts = items.into_iter().map(|item| item.start);
        for (name, value) in fields {
            match value {
                Value::List(elements) if is_list_of(&name, &elements) => {
                    let topic = (!vocabulary::is_list(&name)).then_some(&*name);
                    self.take_all(elements, topic, &mut starts);
                }
                value => self.envelope.add(name, value),
            }
        }
    }

    fn take_all(
        &mut self,
        elements: Vec<Value<'_>>,
        topic: Option<&str>,
        starts: &mut dyn Iterator<Item = usize>,
    ) {
        for element in elements {
            let start = starts.next().unwrap_or(0);
            let mut raw = match element {
                Value::Map(fields) => RawRecord::from_fields(fields),
                Value::Nothing => continue,
                value if cites(&value) => RawRecord::citation(value),
                _ => {
                    self.intake.skip(NO_FIELDS, start);
                    continue;
                }
            };
            if let Some(topic) = topic {
                // A list, since a comma in a topic is none between two.
                raw.add(Role::Topics, Value::List(vec![Value::from(topic)]));
            }
            self.intake.take(raw, start);
        }
    }

    /// Takes the items of a list of which some are broken, unless all are.
    fn take_sound_items(&mut self, document: Part<'a>) -> bool {
        let items = documents::items(document);
        let values = items
            .iter()
            .map(|item| yaml_text::parse::<Value<'_>>(item.text));
        let values: Vec<_> = values.collect();
        let is_sound =
            |value: &Value<'_>| matches!(value, Value::List(all) if all.iter().any(is_record));
        if !values.iter().flatten().any(is_sound) {
            return false;
        }
        for (item, value) in items.into_iter().zip(values) {
            match value {
                Ok(Value::List(elements)) => {
                    self.take_all(elements, None, &mut std::iter::repeat(item.start));
                }
                Ok(_) => self.intake.skip(NO_FIELDS, item.start),
                Err(error) => self.skip(&Fault::new(&error, item)),
            }
        }
        true
    }

    fn skip(&mut self, fault: &Fault) {
        let reason = &fault.reason;
        let message = format!("this record cannot be read ({reason}); it is left out");
        self.intake.skip(&message, fault.offset);
    }
}

const NO_FIELDS: &str = "this record has no fields; it is left out";

/// Whether papers stand in a field.
fn is_list(name: &str, value: &Value<'_>) -> bool {
    matches!(value, Value::List(elements) if is_list_of(name, elements))
}

/// Whether a list is one of papers. Under the name of such a list a title is enough, or nothing at all.
fn is_list_of(name: &str, elements: &[Value<'_>]) -> bool {
    let is_titled = |value: &Value<'_>| matches!(value, Value::Map(fields) if has_title(fields));
    match vocabulary::is_list(name) {
        true => elements.is_empty() || elements.iter().any(|e| is_titled(e) || is_record(e)),
        false => elements.iter().any(is_record),
    }
}

/// Whether an element has the fields of a paper, or cites one.
fn is_record(element: &Value<'_>) -> bool {
    match element {
        Value::Map(fields) => is_paper(fields),
        value => cites(value),
    }
}

/// Whether a value is nothing but the identifier of a paper.
fn cites(value: &Value<'_>) -> bool {
    let is_scalar = !matches!(value, Value::List(_) | Value::Map(_));
    is_scalar && value.clone().into_id().is_some_and(|id| is_id(&id))
}

/// Why a part of a file cannot be read.
struct Fault {
    /// In words.
    reason: String,
    offset: usize,
    help: &'static str,
}

impl Fault {
    fn new(error: &serde_saphyr::Error, part: Part<'_>) -> Self {
        let reason = yaml_text::reason(error);
        let is_budget = reason.starts_with("budget breached");
        let help = if is_budget {
            "write out what the aliases stand for, or make several files of it"
        } else if reason.starts_with("mapping values") {
            "a text with a colon stands in quotes: title: \"…: …\""
        } else {
            "fix the file at this place, or write it again"
        };
        Self {
            offset: part.start + yaml_text::offset(error, part.text),
            help,
            reason: match is_budget {
                true => "it has more aliases or values than are read".to_owned(),
                false => reason,
            },
        }
    }

    /// The fault of a whole file.
    fn into_diagnostic(self, source: &Source<'_>) -> Diagnostic {
        let message = match self.reason.strip_prefix("it ") {
            // What the file has; it is YAML all the same.
            Some(has) => has.to_owned(),
            None => format!("is not YAML: {}", self.reason),
        };
        let fault = Diagnostic::error(message).code("broken-yaml");
        source.point(fault.help(self.help), self.offset)
    }
}
