//! Zotero's JSON: what its API gives, `[{"key", "version", "data": {"itemType", …}}]`, and the
//! exports of Better BibTeX, `{"items": [{"itemType", …}]}`.
//!
//! What is the owner's alone (attachments, notes, collections, keys) is reported as such. Attachments,
//! notes and annotations that stand for themselves are no records.

use super::exports::{self, without_tags};
use crate::readers::intake::Intake;
use crate::readers::record::{RawRecord, Style, preprint};
use crate::readers::report::{Reason, Unused};
use crate::readers::source::Source;
use crate::readers::value::{Fields, Value};
use crate::readers::vocabulary::{self, Meaning, Role};
use crate::readers::{Format, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Zotero JSON",
    recognise,
    parse: read,
};

fn recognise(source: &Source<'_>) -> Result<(), String> {
    exports::recognise(source, "itemType", "item with an `itemType`", |fields| {
        kind(fields).is_some()
            || matches!(field(fields, "data"), Some(Value::Map(data)) if kind(data).is_some())
    })
}

fn field<'v, 'a>(fields: &'v Fields<'a>, name: &str) -> Option<&'v Value<'a>> {
    let mut fields = fields.iter();
    fields
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}

/// The type of an item; none for what has none.
fn kind(fields: &Fields<'_>) -> Option<String> {
    field(fields, "itemType")?.text().map(Cow::into_owned)
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    exports::read(source, take)
}

fn take(intake: &mut Intake<'_>, mut fields: Fields<'_>, offset: usize) {
    let mut outer = Vec::new();
    if kind(&fields).is_none()
        && let Some(at) = fields.iter().position(|(name, _)| name == "data")
        && let (_, Value::Map(data)) = fields.remove(at)
    {
        outer = std::mem::replace(&mut fields, data);
    }
    let Some(kind) = kind(&fields) else {
        return intake.skip("a record without an `itemType` is left out", offset);
    };
    if matches!(kind.as_str(), "attachment" | "note" | "annotation") {
        let text = ["title", "note"]
            .into_iter()
            .find_map(|name| field(&fields, name)?.text());
        return intake.unused(&Unused {
            name: Cow::Owned(kind),
            text: text.unwrap_or(Cow::Borrowed("(no title)")),
            reason: Reason::Private,
        });
    }
    let mut raw = record(fields, &kind);
    for (name, value) in outer {
        raw.add_as((Role::Technical, 0), name, value);
    }
    intake.take(raw, offset);
}

fn record<'a>(fields: Fields<'a>, kind: &str) -> RawRecord<'a> {
    let mut raw = RawRecord::new(Style::DATA);
    for (name, value) in fields {
        match &*name {
            "creators" => add_creators(&mut raw, value),
            "archiveID" => {
                let id = value
                    .text()
                    .and_then(|text| preprint::id(&text).map(str::to_owned));
                match id {
                    Some(id) => raw.add(Role::Id, id),
                    None => raw.add_named(name, value),
                }
            }
            "extra" => {
                for line in value.text().unwrap_or_default().lines() {
                    let doi = line.trim().strip_prefix("DOI:").map(str::trim);
                    if let Some(id) = preprint::id(line).or(doi) {
                        raw.add(Role::Id, id.to_owned());
                    }
                }
                raw.add_as((Role::Private, 0), name, value);
            }
            "url" | "DOI" => raw.add_named(name, value),
            _ => {
                let meaning = meaning(&name, kind);
                let value = without_tags(value);
                match meaning {
                    Some(meaning) => raw.add_as(meaning, name, value),
                    None => raw.add_named(name, value),
                }
            }
        }
    }
    raw
}

/// What a field means in Zotero, where that is not what it means elsewhere.
fn meaning(name: &str, kind: &str) -> Option<Meaning> {
    Some(match name {
        // The titles of laws and cases.
        "caseName" => (Role::Title, 2),
        "nameOfAct" => (Role::Title, 3),
        "publicationTitle" => (Role::Venue, 0),
        "proceedingsTitle" => (Role::Venue, 1),
        "bookTitle" => (Role::Venue, 2),
        "conferenceName" => (Role::Venue, 3),
        "repository" => (Role::Venue, 4),
        "university" => (Role::Venue, 5),
        "institution" => (Role::Venue, 6),
        "publisher" if kind == "book" => (Role::Venue, 7),
        "attachments" | "notes" | "note" | "collections" | "relations" | "path" | "uri"
        | "select" => (Role::Private, 0),
        "itemType"
        | "itemID"
        | "itemKey"
        | "citationKey"
        | "citekey"
        | "parentItem"
        | "shortTitle"
        | "libraryCatalog"
        | "accessDate"
        | "dateAdded"
        | "dateModified"
        | "libraryID"
        | "journalAbbreviation"
        | "rights" => (Role::Technical, 0),
        _ => return vocabulary::role(name),
    })
}

/// Adds the authors; where there are none, those who made it in the role that its type has for them,
/// such as programmers and presenters.
fn add_creators<'a>(raw: &mut RawRecord<'a>, value: Value<'a>) {
    const MAKERS: &[&str] = &[
        "programmer",
        "presenter",
        "inventor",
        "artist",
        "director",
        "podcaster",
        "cartographer",
        "interviewee",
    ];
    let Value::List(creators) = value else {
        return raw.add_named("creators list", value);
    };
    let (mut authors, mut makers, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for creator in creators {
        let Value::Map(mut fields) = creator else {
            continue;
        };
        let kind = fields.iter().position(|(name, _)| name == "creatorType");
        let kind = kind.map(|at| fields.remove(at).1);
        match kind.as_ref().and_then(Value::text).as_deref() {
            None | Some("author") => authors.push(Value::Map(fields)),
            Some(kind) if MAKERS.contains(&kind) => makers.push(Value::Map(fields)),
            Some(_) => others.push(Value::Map(fields)),
        }
    }
    let is_named = |value: &Value<'_>| matches!(value, Value::Map(fields) if fields.iter().any(|(_, part)| !part.is_empty()));
    if !authors.iter().any(is_named) {
        std::mem::swap(&mut authors, &mut makers);
    }
    others.append(&mut makers);
    raw.add(Role::Authors, Value::List(authors));
    raw.add_named("other creators", Value::List(others));
}
