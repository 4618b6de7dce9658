//! CSL-JSON, which citation processors read, and the answers of Crossref's API, which are like it:
//! titles are lists there.
//!
//! Notes are their owner's, and are reported as such; an arXiv id in one of them is the paper's.

use super::exports::{self, without_tags};
use crate::readers::record::{RawRecord, preprint};
use crate::readers::source::Source;
use crate::readers::value::{Fields, Value};
use crate::readers::vocabulary::{self, Meaning, Role};
use crate::readers::{Format, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "CSL-JSON",
    recognise,
    parse: read,
};

fn recognise(source: &Source<'_>) -> Result<(), String> {
    exports::recognise(source, "type", "item with the fields of CSL", |fields| {
        let is_name = |value: &Value<'_>| match value {
            Value::List(people) => people.iter().any(|person| matches!(person, Value::Map(_))),
            _ => false,
        };
        let is_typed = text(fields, "type").is_some();
        is_typed
            && fields.iter().any(|(name, value)| match &**name {
                "issued" | "published" | "container-title" | "DOI" | "URL" => {
                    *value != Value::Nothing
                }
                "author" => is_name(value),
                _ => false,
            })
    })
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    exports::read(source, |intake, fields, offset| {
        intake.take(record(fields), offset);
    })
}

/// The text of a field, where there is one.
fn text<'v>(fields: &'v Fields<'_>, name: &str) -> Option<Cow<'v, str>> {
    let mut fields = fields.iter();
    let (_, value) = fields.find(|(known, _)| known == name)?;
    let text = match value {
        Value::List(values) => values.first()?.text(),
        value => value.text(),
    };
    text.filter(|text| !text.trim().is_empty())
}

fn record(mut fields: Fields<'_>) -> RawRecord<'_> {
    let kind = text(&fields, "type").unwrap_or_default().into_owned();
    let places = ["container-title", "publisher", "archive"];
    let mut places = places.into_iter().filter_map(|name| text(&fields, name));
    let is_preprint = places.any(|name| preprint::is_arxiv(&name));
    let mut note_id = None;
    for (name, value) in &mut fields {
        let text = value.text().unwrap_or_default();
        match (&**name, id_in(name, &text, is_preprint).map(str::to_owned)) {
            ("note", id) => note_id = id,
            (_, Some(id)) => (*name, *value) = (Cow::Borrowed("arxiv"), Value::from(id)),
            (_, None) => {}
        }
    }
    let subtitle = text(&fields, "subtitle").map(Cow::into_owned);
    let title = fields.iter_mut().find(|(name, _)| name == "title");
    if let (Some(subtitle), Some((_, value))) = (subtitle, title) {
        let first = match &*value {
            Value::List(titles) => titles.first().and_then(Value::text),
            value => value.text(),
        };
        *value = Value::from(format!("{}: {subtitle}", first.unwrap_or_default()));
    }
    let fields = fields.into_iter().map(|(name, value)| {
        let is_address = matches!(&*name, "URL" | "DOI" | "id");
        let value = match value {
            Value::Text(text) if is_address => Value::Text(text),
            value => without_tags(value),
        };
        (name, value)
    });
    let mut raw = RawRecord::from_fields_as(fields.collect(), |name| meaning(name, &kind));
    if let Some(id) = note_id {
        raw.add(Role::Id, id);
    }
    raw
}

/// What a field means in CSL, where that is not what it means elsewhere.
fn meaning(name: &str, kind: &str) -> Option<Meaning> {
    Some(match name {
        "issued" => (Role::Date, 0),
        "published" => (Role::Date, 1),
        "posted" => (Role::Date, 2),
        "published-online" | "published-print" => (Role::Date, 3),
        // A work that comes from its publisher is in nothing else.
        "publisher" if is_book(kind) => (Role::Venue, 1),
        "publisher" | "collection-title" | "event" | "event-title" | "volume" | "issue"
        | "page" | "edition" => (Role::Fact, 0),
        "note" | "annote" => (Role::Private, 0),
        "subtitle"
        | "accessed"
        | "created"
        | "deposited"
        | "indexed"
        | "updated"
        | "license"
        | "link"
        | "funder"
        | "resource"
        | "relation"
        | "assertion"
        | "member"
        | "prefix"
        | "score"
        | "type"
        | "citation-key"
        | "content-domain"
        | "container-title-short"
        | "short-container-title"
        | "journalAbbreviation"
        | "title-short"
        | "short-title"
        | "alternative-id" => (Role::Technical, 0),
        _ => return vocabulary::role(name),
    })
}

/// The arXiv id in a field.
fn id_in<'t>(name: &str, text: &'t str, is_preprint: bool) -> Option<&'t str> {
    match name {
        "number" | "archive_location" if is_preprint => {
            preprint::bare_id(text).or_else(|| preprint::id(text))
        }
        "number" | "archive_location" => preprint::id(text),
        // `arXiv: 1706.05125` and `standard_id: arxiv:1706.05125` on a line of their own.
        "note" => text.lines().find_map(|line| {
            let line = line.trim();
            preprint::id(line.strip_prefix("standard_id:").unwrap_or(line))
        }),
        _ => None,
    }
}

fn is_book(kind: &str) -> bool {
    matches!(
        kind,
        "book" | "monograph" | "edited-book" | "reference-book" | "thesis" | "dissertation"
    )
}
