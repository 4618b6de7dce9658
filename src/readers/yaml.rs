//! YAML: a file a paper, as newsletters keep them, a list of papers, or an object around such a list.
//!
//! Names of fields are as free as in JSON. A file of one paper is a part of the digest that its
//! folder's files of that day make together. Aliases and depth are limited by the parser.

use super::intake::{Head, Intake};
use super::loose;
use super::loose::aliases;
use super::loose::value::Value;
use super::{Format, Input, Options, Reading, yaml_text};
use crate::model::date::Date;
use crate::readers::dates;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "YAML",
    recognise,
    read,
};

/// A file whole: what is not asked for is passed over while it is read.
#[derive(Deserialize)]
#[serde(untagged)]
enum Root<'a> {
    List(#[serde(borrow)] Vec<Element<'a>>),
    Object(#[serde(borrow)] BTreeMap<String, Entry<'a>>),
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry<'a> {
    List(#[serde(borrow)] Vec<Element<'a>>),
    Text(String),
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Element<'a> {
    Object(#[serde(borrow)] Value<'a>),
    Other(IgnoredAny),
}

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
    let mut intake = Intake::new(input);
    let text = input.text.trim_start_matches('\u{feff}');
    if let Ok(Value::Map(fields)) = yaml_text::parse::<Value<'_>>(text)
        && loose::is_paper(&fields)
    {
        let mut raw = loose::raw_record(fields);
        raw.slugs.push(Cow::Borrowed(input.name));
        intake.take(raw, 1);
        return intake.finish(Head {
            is_single: true,
            ..Head::default()
        });
    }
    let root = match yaml_text::parse::<Root<'_>>(text) {
        Ok(root) => root,
        Err(error) => {
            let mark = input.text.len() - text.len();
            let fault = yaml_text::fault(&error, "is", input.text, mark);
            return Reading::unreadable(fault.in_file(input.name));
        }
    };
    let mut head = Head::default();
    match root {
        Root::List(elements) => take_all(&mut intake, input, elements),
        Root::Object(entries) => {
            for (name, entry) in entries {
                match entry {
                    Entry::List(elements) if aliases::is_list(&name) => {
                        take_all(&mut intake, input, elements);
                    }
                    Entry::Text(text) => match &*name {
                        "date" | "day" => head.date = day(&text),
                        "title" => head.title = Some(text),
                        "introduction" => head.introduction = Some(text),
                        _ => {}
                    },
                    Entry::List(_) | Entry::Other(_) => {}
                }
            }
        }
        Root::Other(_) => {}
    }
    intake.finish(head)
}

fn take_all(intake: &mut Intake<'_>, input: Input<'_>, elements: Vec<Element<'_>>) {
    let mut lines = lines_of_items(input.text);
    for element in elements {
        let line = lines.next().unwrap_or(1);
        match element {
            Element::Object(Value::Map(fields)) => intake.take(loose::raw_record(fields), line),
            Element::Object(Value::Nothing) => {}
            Element::Object(_) | Element::Other(_) => {
                intake.skip("this record has no fields; it is left out", line);
            }
        }
    }
}

/// The lines on which the items of the outermost list begin. Comments and items of inner lists have
/// another indent.
fn lines_of_items(text: &str) -> impl Iterator<Item = usize> {
    let is_item = |line: &str| line.trim_start().starts_with("- ") || line.trim() == "-";
    let indent = |line: &str| line.len() - line.trim_start().len();
    let outermost = text.lines().find(|line| is_item(line)).map(indent);
    text.lines()
        .enumerate()
        .filter(move |(_, line)| is_item(line) && Some(indent(line)) == outermost)
        .map(|(index, _)| index + 1)
}

fn day(text: &str) -> Option<Date> {
    dates::parse(text).ok()?.exact()
}
