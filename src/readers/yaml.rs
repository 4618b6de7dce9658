//! YAML: a file a paper, as newsletters keep them, a list of papers, an object around such a list, or
//! several documents of these.
//!
//! Names of fields are as free as in JSON. A file of one paper is a part of the digest that its
//! folder's files of that day make together. Aliases and depth are limited by the parser. Where a
//! document or an item of a list is broken, the others are read.

mod documents;
mod fault;
mod root;

use super::dates;
use super::intake::{Head, Intake};
use super::loose;
use super::loose::aliases;
use super::loose::value::Value;
use super::raw_record::RawRecord;
use super::{Format, Input, Options, Reading, yaml_text};
use crate::model::date::Date;
use documents::Part;
use fault::Fault;
use root::{Element, Entries, Entry, Root, is_id, is_list, is_paper};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "YAML",
    recognise,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    let extension = input.extension();
    if matches!(extension.as_str(), "yaml" | "yml") {
        return Ok(());
    }
    let is_fence = |line: &&str| line.trim_end() == "---";
    if matches!(extension.as_str(), "md" | "markdown")
        || input.text.lines().filter(is_fence).count() > 1
    {
        return Err("it is front matter with text behind it".to_owned());
    }
    let mut lines = input
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
    let has_title = input
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

fn read(input: Input<'_>, _options: Options) -> Reading {
    let documents = documents::documents(input.text.trim_start_matches('\u{feff}'));
    let mut reader = Reader {
        input,
        intake: Intake::new(input),
        head: Head::default(),
        is_alone: documents.len() == 1,
    };
    for document in documents {
        match yaml_text::parse::<Root<'_>>(document.text) {
            Ok(root) => reader.take(root, document),
            Err(error) => {
                let fault = Fault::of(&error, input, document);
                if reader.take_sound_items(document) {
                    continue;
                }
                if reader.is_alone {
                    return Reading::unreadable(fault.diagnostic(input));
                }
                reader.skip(&fault);
            }
        }
    }
    reader.intake.finish(reader.head)
}

/// What has been read of a file.
struct Reader<'a> {
    input: Input<'a>,
    intake: Intake<'a>,
    head: Head,
    /// Whether the file has but one document.
    is_alone: bool,
}

impl Reader<'_> {
    fn take(&mut self, root: Root<'_>, document: Part<'_>) {
        match root {
            Root::List(elements) => {
                let items = documents::items(document);
                let mut lines = items.into_iter().map(|item| item.line);
                self.take_all(elements, None, &mut lines);
            }
            Root::Object(Entries(entries)) => self.take_object(entries, document),
            Root::Other(_) => {}
        }
    }

    /// An object around lists of papers, or else a paper itself.
    fn take_object(&mut self, entries: Vec<(String, Entry<'_>)>, document: Part<'_>) {
        if !entries.iter().any(|(name, entry)| is_list(name, entry)) {
            return self.take_single(document);
        }
        let items = documents::items(document);
        let mut lines = items.into_iter().map(|item| item.line);
        for (name, entry) in entries {
            let is_list = is_list(&name, &entry);
            match entry {
                Entry::List(elements) if is_list => {
                    let topic = (!aliases::is_list(&name)).then_some(name.as_str());
                    self.take_all(elements, topic, &mut lines);
                }
                Entry::One(value) => self.enter(&name, &value),
                Entry::List(_) | Entry::Other(_) => {}
            }
        }
    }

    fn take_single(&mut self, document: Part<'_>) {
        let Ok(Value::Map(fields)) = yaml_text::parse::<Value<'_>>(document.text) else {
            return;
        };
        // Where there are several documents, each is meant to be a paper.
        if self.is_alone && !loose::is_paper(&fields) {
            return;
        }
        let mut raw = loose::raw_record(fields);
        if self.is_alone {
            raw.slugs.push(Cow::Borrowed(self.input.name));
            self.head.is_single = true;
        }
        self.intake.take(raw, document.first_line());
    }

    /// What an object says of the digest.
    fn enter(&mut self, name: &str, value: &Value<'_>) {
        let text = value.text().map(Cow::into_owned);
        match name {
            "date" | "day" => self.head.date = self.head.date.or(text.as_deref().and_then(day)),
            "title" => self.head.title = self.head.title.take().or(text),
            "introduction" => self.head.introduction = self.head.introduction.take().or(text),
            _ => {}
        }
    }

    fn take_all(
        &mut self,
        elements: Vec<Element<'_>>,
        topic: Option<&str>,
        lines: &mut dyn Iterator<Item = usize>,
    ) {
        for element in elements {
            let line = lines.next().unwrap_or(1);
            let mut raw = match element {
                Element::Object(Value::Map(fields)) => loose::raw_record(fields),
                Element::Object(Value::Nothing) => continue,
                Element::Object(value) if is_id(&value) => RawRecord {
                    ids: value.into_id().into_iter().collect(),
                    is_citation: true,
                    ..RawRecord::default()
                },
                Element::Object(_) | Element::Other(_) => {
                    self.intake.skip(NO_FIELDS, line);
                    continue;
                }
            };
            raw.topics.extend(topic.map(Cow::Borrowed));
            self.intake.take(raw, line);
        }
    }

    /// Takes the items of a list of which some are broken, unless all are.
    fn take_sound_items(&mut self, document: Part<'_>) -> bool {
        let items = documents::items(document);
        let roots = items
            .iter()
            .map(|item| yaml_text::parse::<Root<'_>>(item.text));
        let roots: Vec<_> = roots.collect();
        let is_sound =
            |root: &Root<'_>| matches!(root, Root::List(elements) if elements.iter().any(is_paper));
        if !roots.iter().flatten().any(is_sound) {
            return false;
        }
        for (item, root) in items.into_iter().zip(roots) {
            match root {
                Ok(Root::List(elements)) => {
                    self.take_all(elements, None, &mut std::iter::repeat(item.line));
                }
                Ok(_) => self.intake.skip(NO_FIELDS, item.line),
                Err(error) => self.skip(&Fault::of(&error, self.input, item)),
            }
        }
        true
    }

    fn skip(&mut self, fault: &Fault) {
        let reason = &fault.reason;
        let message = format!("this record cannot be read ({reason}); it is left out");
        self.intake.skip(&message, fault.spot);
    }
}

const NO_FIELDS: &str = "this record has no fields; it is left out";

fn day(text: &str) -> Option<Date> {
    dates::parse(text).ok()?.exact()
}
