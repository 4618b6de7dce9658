//! Records whose fields have other names in every digest.
//!
//! JSON, YAML, Python, CSV and labelled text all come down to fields with names and values. Here such
//! fields become a raw record, by one table of names ([`aliases`]), whatever the format. How values
//! are written within a field is as free as their names: one text or a list, texts or objects.

pub mod aliases;
pub mod python;
pub mod value;

use crate::markup::address;
use crate::model::identifier::{ArxivId, Doi};
use crate::model::link::LinkKind;
use crate::readers::placeholders::is_placeholder;
use crate::readers::raw_record::{Body, RawRecord, Typography};
use aliases::Role;
use std::borrow::Cow;
use value::{Fields, Value};

/// Whether fields are those of a paper: a title, and something else that papers have.
pub fn is_paper(fields: &Fields<'_>) -> bool {
    let more = [Role::Abstract, Role::Date];
    has(fields, &[Role::Title]) && (has(fields, &more) || has(fields, OF_PAPERS_ALONE))
        || inner(fields).is_some_and(is_paper)
}

/// Whether fields say who wrote the paper or where it is; ideas have a title and a text as well.
pub fn is_identified(fields: &Fields<'_>) -> bool {
    has(fields, OF_PAPERS_ALONE) || inner(fields).is_some_and(is_identified)
}

const OF_PAPERS_ALONE: &[Role] = &[Role::Authors, Role::Id, Role::Address, Role::Pdf];

fn has(fields: &Fields<'_>, wanted: &[Role]) -> bool {
    fields.iter().any(|(name, value)| {
        !value.is_empty() && aliases::role(name).is_some_and(|(role, _)| wanted.contains(&role))
    })
}

/// The record within the record, if there is one.
fn inner<'v, 'a>(fields: &'v Fields<'a>) -> Option<&'v Fields<'a>> {
    fields.iter().find_map(|(name, value)| match value {
        Value::Map(inner) if matches!(aliases::role(name), Some((Role::Inner, _))) => Some(inner),
        _ => None,
    })
}

/// The raw record of fields.
pub fn raw_record(fields: Fields<'_>) -> RawRecord<'_> {
    let mut fields = flattened(fields);
    // Fields of one role come in the order of their ranks; the sort keeps the file's order else.
    fields.sort_by_key(|(_, rank, _)| *rank);
    let mut raw = RawRecord {
        typography: Typography::Tex,
        ..RawRecord::default()
    };
    let mut brief = None;
    for (role, _, value) in fields {
        match role {
            Role::Title => fill(&mut raw.title, value),
            Role::Authors if raw.authors.is_empty() => raw.authors = people(value),
            Role::Authors => {}
            Role::Abstract => {
                if matches!(raw.body, Body::None) {
                    raw.body = text(value).map_or(Body::None, Body::Plain);
                }
            }
            Role::Brief => brief = brief.or_else(|| text(first_part(value))),
            Role::Id => push_texts(value, &mut |id| raw.ids.push(id)),
            Role::Address | Role::Inner => push_addresses(value, None, &mut raw.addresses),
            Role::Pdf => push_addresses(value, Some(LinkKind::Pdf), &mut raw.addresses),
            Role::Code => push_addresses(value, Some(LinkKind::Code), &mut raw.addresses),
            Role::Project => push_addresses(value, Some(LinkKind::Project), &mut raw.addresses),
            Role::Date => raw.date = raw.date.take().or_else(|| text(value)),
            Role::Venue => raw.venue = raw.venue.take().or_else(|| venue(value)),
            Role::Topics => push_topics(value, &mut raw.topics),
            Role::Votes => raw.votes = raw.votes.or_else(|| value.count()),
            Role::Comment => {
                if let Some(text) = value.text() {
                    push_code(&text, &mut raw.addresses);
                }
            }
            Role::Announcement => raw.announcement = text(value),
        }
    }
    if matches!(raw.body, Body::None) {
        raw.body = brief.map_or(Body::None, Body::Plain);
    } else {
        raw.note = brief;
    }
    raw
}

/// The fields with their roles; those of a record within the record come first, and of the record
/// around it only what the other lacks counts. Its date is not the paper's, but that of the list.
fn flattened(fields: Fields<'_>) -> Vec<(Role, u8, Value<'_>)> {
    let mut flat = Vec::with_capacity(fields.len());
    let mut outer = Vec::new();
    let mut has_inner = false;
    for (name, value) in fields {
        match (aliases::role(&name), value) {
            (Some((Role::Inner, _)), Value::Map(inner)) => {
                has_inner = true;
                let known = inner.into_iter().filter_map(|(name, value)| {
                    let (role, rank) = aliases::role(&name)?;
                    Some((role, rank, value))
                });
                flat.extend(known);
            }
            (Some((role, rank)), value) => outer.push((role, rank, value)),
            (None, _) => {}
        }
    }
    if has_inner {
        outer.retain(|(role, _, _)| *role != Role::Date);
        // Behind every rank of the record within.
        for (_, rank, _) in &mut outer {
            *rank += 100;
        }
    }
    flat.extend(outer);
    flat
}

fn text(value: Value<'_>) -> Option<Cow<'_, str>> {
    let text = match value {
        // A text in pieces, as some tools cut abstracts.
        Value::List(values) => {
            let texts: Vec<_> = values.into_iter().filter_map(Value::into_text).collect();
            Cow::Owned(texts.join("\n\n"))
        }
        value => value.into_text()?,
    };
    (!is_placeholder(&text)).then_some(text)
}

fn fill<'a>(field: &mut Cow<'a, str>, value: Value<'a>) {
    if field.is_empty()
        && let Some(text) = text(value)
    {
        *field = text;
    }
}

/// `{"tldr": "…"}` and `{"text": "…"}` for `"…"`; where daily-arXiv has no `tldr`, it has a `task`.
fn first_part(value: Value<'_>) -> Value<'_> {
    let Value::Map(fields) = value else {
        return value;
    };
    let is_brief = |name: &str| {
        let role = aliases::role(name);
        matches!(role, Some((Role::Brief, 0) | (Role::Abstract, 3)))
    };
    let found = fields.iter().position(|(name, _)| is_brief(name));
    let found = found.or_else(|| fields.iter().position(|(name, _)| name == "task"));
    found
        .and_then(|at| fields.into_iter().nth(at))
        .map_or(Value::Nothing, |(_, value)| value)
}

/// Texts of a value of any form, in their order.
fn push_texts<'a>(value: Value<'a>, push: &mut impl FnMut(Cow<'a, str>)) {
    match value {
        Value::List(values) => values.into_iter().for_each(|value| push_texts(value, push)),
        Value::Map(fields) => fields
            .into_iter()
            .for_each(|(_, value)| push_texts(value, push)),
        value => value.into_id().into_iter().for_each(push),
    }
}

/// The names of people: a text with all of them, a list of texts, or objects.
fn people(value: Value<'_>) -> Vec<Cow<'_, str>> {
    match value {
        Value::List(values) => values.into_iter().filter_map(person).collect(),
        // All of them, which the one road parts.
        Value::Text(text) => vec![text],
        value => person(value).into_iter().collect(),
    }
}

/// A name; `{"name"}`, `{"given", "family"}`, `{"author": {"display_name"}}`. Who is hidden is not
/// named.
fn person(value: Value<'_>) -> Option<Cow<'_, str>> {
    let fields = match value {
        Value::Map(fields) => fields,
        value => return value.into_text(),
    };
    let is_hidden =
        |(name, value): &(Cow<'_, str>, Value<'_>)| name == "hidden" && *value == Value::Flag(true);
    if fields.iter().any(is_hidden) {
        return None;
    }
    let mut given = None;
    let mut family = None;
    let mut whole = None;
    for (name, value) in fields {
        match &*name {
            "name" | "fullname" | "full_name" | "display_name" | "literal" => {
                whole = whole.or_else(|| value.into_text());
            }
            "given" | "firstName" | "first_name" | "forenames" => given = value.into_text(),
            "family" | "lastName" | "last_name" | "keyname" => family = value.into_text(),
            "author" => whole = whole.or_else(|| person(value)),
            _ => {}
        }
    }
    match (whole, given, family) {
        (Some(name), _, _) => Some(name),
        (None, Some(given), Some(family)) => Some(Cow::Owned(format!("{given} {family}"))),
        (None, given, family) => family.or(given),
    }
}

/// The venue: a text, or an object with a `name`.
fn venue(value: Value<'_>) -> Option<Cow<'_, str>> {
    let name = match value {
        Value::Map(fields) => fields
            .into_iter()
            .find(|(name, _)| name == "name")
            .map_or(Value::Nothing, |(_, value)| value),
        Value::List(values) => values.into_iter().next().unwrap_or_default(),
        value => value,
    };
    // Where a record was found is no venue; that it is on arXiv its id says.
    text(name).filter(|name| !name.to_lowercase().starts_with("arxiv") && !address::is_web(name))
}

/// Topics: a list of texts or of objects with a name, or one text with commas. arXiv's categories
/// stand with spaces between them too.
fn push_topics<'a>(value: Value<'a>, topics: &mut Vec<Cow<'a, str>>) {
    match value {
        Value::List(values) => {
            for value in values {
                match value {
                    Value::Map(fields) => topics.extend(term(fields)),
                    value => topics.extend(value.into_text()),
                }
            }
        }
        Value::Text(text) => {
            let is_category = |word: &str| word.contains('.') || word.contains('-');
            let words: Vec<&str> = text.split_whitespace().collect();
            let parts: Vec<&str> = if text.contains([',', ';', '，', '、']) {
                text.split([',', ';', '，', '、']).collect()
            } else if words.len() > 1 && words.iter().all(|word| is_category(word)) {
                words
            } else {
                vec![&text]
            };
            topics.extend(
                parts
                    .into_iter()
                    .map(|part| Cow::Owned(part.trim().to_owned())),
            );
        }
        _ => {}
    }
}

/// The name of a topic that is an object.
fn term<'a>(fields: Fields<'a>) -> Option<Cow<'a, str>> {
    let is_name = |name: &str| {
        matches!(
            name,
            "name" | "display_name" | "label" | "term" | "tag" | "category" | "value"
        )
    };
    fields
        .into_iter()
        .find(|(name, _)| is_name(name))
        .and_then(|(_, value)| value.into_text())
}

/// The addresses of a value: texts, lists of them, objects such as `{"url"}` and
/// `{"pdf", "code"}`. An address that is an identifier is handed over as such, whatever it is said
/// to lead to.
fn push_addresses<'a>(
    value: Value<'a>,
    kind: Option<LinkKind>,
    addresses: &mut Vec<(Option<LinkKind>, Cow<'a, str>)>,
) {
    match value {
        Value::List(values) => {
            for value in values {
                push_addresses(value, kind, addresses);
            }
        }
        Value::Map(fields) => {
            for (name, value) in fields {
                let kind = match aliases::role(&name) {
                    Some((Role::Pdf, _)) => Some(LinkKind::Pdf),
                    Some((Role::Code, _)) => Some(LinkKind::Code),
                    Some((Role::Project, _)) => Some(LinkKind::Project),
                    Some((Role::Address | Role::Id, _)) => kind,
                    _ if name == "href" => kind,
                    _ => continue,
                };
                push_addresses(value, kind, addresses);
            }
        }
        Value::Text(text) if !text.trim().is_empty() => {
            // Whether an address without a kind is an identifier, the one road sees by itself.
            let is_paper = kind.is_some_and(|kind| kind != LinkKind::Code) && is_id(&text);
            if is_paper {
                addresses.push((None, text));
            } else if address::is_web(text.trim()) {
                addresses.push((kind, text));
            } else if kind.is_none() && is_id(&text) {
                addresses.push((None, text));
            } else {
                // `null or **[link](…)**` and other texts around an address.
                let found = address::find(&text);
                addresses.extend(found.into_iter().map(|url| (kind, Cow::Owned(url))));
            }
        }
        _ => {}
    }
}

fn is_id(text: &str) -> bool {
    ArxivId::parse(text).is_some() || Doi::parse(text).is_some()
}

/// The code and the project that a comment of the authors names.
fn push_code(comment: &str, addresses: &mut Vec<(Option<LinkKind>, Cow<'_, str>)>) {
    for url in address::find(comment) {
        let kind = LinkKind::of_address(&url);
        if matches!(kind, Some(LinkKind::Code | LinkKind::Project)) {
            addresses.push((kind, Cow::Owned(url)));
        }
    }
}
