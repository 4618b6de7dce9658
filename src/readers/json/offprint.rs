//! Offprint's own JSON: `{"date", "title", "papers": [{"id", "title", "authors", "abstract", …}]}`.
//!
//! `digests/<date>.json` of a built site is such a file and reads back to the same library; its
//! schema is documented where it is written, in `render/exports/json.rs`. A field may be missing
//! or `null`; `summary`, `upvotes`, `keywords` and `categories` are understood for `abstract`,
//! `votes` and `topics`. A field under any other name means what it means in day JSON.

use super::{begins, elements, is_null, member, members, reason, record, root, value};
use crate::diagnostic::Diagnostic;
use crate::model::date;
use crate::model::link::LinkKind;
use crate::model::prose::Prose;
use crate::model::section::{Fact, Section};
use crate::model::slug;
use crate::readers::envelope::Envelope;
use crate::readers::intake::{Head, Intake};
use crate::readers::record::space::folded;
use crate::readers::record::{self as records, Made, RawRecord, Style, Typography, people};
use crate::readers::report::{Reason, Unused};
use crate::readers::source::Source;
use crate::readers::value::{Fields, Value};
use crate::readers::vocabulary::{self, Meaning, Role};
use crate::readers::{Format, Options, Reading};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Offprint JSON",
    recognise,
    parse: read,
};

/// What a field of a paper means. Those that a built site derives for other programs are technical.
fn own_meaning(name: &str) -> Option<Meaning> {
    Some(match name {
        "id" | "arxiv" | "doi" => (Role::Id, 0),
        "key" => (Role::Id, 1),
        "title" => (Role::Title, 0),
        "authors" => (Role::Authors, 0),
        "more_authors" => (Role::MoreAuthors, 0),
        "announcement" => (Role::Announcement, 0),
        "abstract" => (Role::Abstract, 0),
        "summary" => (Role::Abstract, 1),
        "date" => (Role::Date, 0),
        "venue" => (Role::Venue, 0),
        "comment" => (Role::Comment, 0),
        "picture" => (Role::Picture, 0),
        "url" | "links" => (Role::Address(None), 0),
        "code" => (Role::Address(Some(LinkKind::Code)), 0),
        "project" => (Role::Address(Some(LinkKind::Project)), 0),
        "topics" | "keywords" | "categories" => (Role::Topics, 0),
        "votes" => (Role::Votes, 0),
        "upvotes" => (Role::Votes, 1),
        "note" => (Role::Note, 0),
        "former_keys" => (Role::FormerKeys, 0),
        "sections" => (Role::Section, 0),
        "facts" => (Role::Fact, 0),
        "abstract_format" | "found_topics" | "key_sentence" | "status" | "mentions" | "related"
        | "score" => (Role::Technical, 0),
        _ => return None,
    })
}

/// Files whose papers call their fields otherwise are day JSON, which has more names for everything.
fn recognise(source: &Source<'_>) -> Result<(), String> {
    begins(source, &['{'])?;
    let root: &RawValue = serde_json::from_str(source.text)
        .map_err(|error| format!("it is not sound JSON: {}", reason(&error)))?;
    let Some(papers) = member(&members(root), "papers") else {
        return Err("it has no list `papers`".to_owned());
    };
    if is_null(papers) {
        return Ok(());
    }
    let papers = elements(papers).ok_or("its `papers` are no list")?;
    if papers.iter().any(|paper| paper.get().starts_with('"')) {
        return Err("its `papers` are texts".to_owned());
    }
    let is_other = |name: &&str| {
        match vocabulary::role(name).filter(|_| own_meaning(name).is_none()) {
            None | Some((Role::Technical | Role::Private | Role::Fact, _)) => false,
            // A sentence about the paper is a sign of other data; "Method" and the like are none.
            Some((role, rank)) => role != Role::Section || rank == 0,
        }
    };
    let first = papers
        .into_iter()
        .find(|paper| paper.get().starts_with('{'));
    let names = first.map(members).unwrap_or_default();
    match names.iter().map(|(name, _)| &**name).find(is_other) {
        Some(name) => Err(format!("its papers have a field `{name}`")),
        None => Ok(()),
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let root = match root(source) {
        Ok(root) => root,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(source);
    let mut envelope = Envelope::default();
    let mut date = None;
    for (name, text) in members(root) {
        let value = || value(text).unwrap_or(Value::Skipped);
        match &*name {
            "papers" => {
                for element in elements(text).unwrap_or_default() {
                    take(&mut intake, element, source.offset_of(element.get()));
                }
            }
            "date" => {
                date = value()
                    .into_text()
                    .filter(|text| !text.trim().is_empty())
                    .map(|date| (date, text))
            }
            "title" | "introduction" => {
                envelope.add(
                    name,
                    value().into_text().map_or(Value::Nothing, Value::Text),
                );
            }
            "url" => {}
            _ => envelope.add_rest(name, value()),
        }
    }
    let day = match date.as_ref().map(|(date, text)| (date::parse(date), text)) {
        Some((Err(fault), text)) => {
            let fault = Diagnostic::error(format!("{fault}; the digest is left out"));
            let fault = fault.code("no-such-date").help("write dates as YYYY-MM-DD");
            intake.diagnose(fault, source.offset_of(text.get()));
            return intake.leave_out();
        }
        Some((Ok(day), _)) => Some(day),
        None => None,
    };
    match envelope.into_head(source, &mut intake) {
        Ok(head) => intake.finish(Head { date: day, ..head }),
        Err(_) => intake.leave_out(),
    }
}

fn take(intake: &mut Intake<'_>, element: &RawValue, offset: usize) {
    if is_null(element) {
        return;
    }
    let mut fields = match record(element) {
        Ok(fields) => fields,
        Err(reason) => return intake.skip(&reason, offset),
    };
    let mut remove = |name: &str| {
        let at = fields.iter().position(|(known, _)| known == name);
        at.map_or(Value::Nothing, |at| fields.remove(at).1)
    };
    let (sections, facts) = (remove("sections"), remove("facts"));
    let mut made = records::mention(raw_record(fields));
    add_sections(&mut made, sections);
    add_facts(&mut made, facts);
    intake.enter(made, offset);
}

fn raw_record(fields: Fields<'_>) -> RawRecord<'_> {
    let text = |name: &str| {
        let mut fields = fields.iter();
        let (_, value) = fields.find(|(known, _)| known == name)?;
        value.text().map(Cow::into_owned)
    };
    let key = text("key").filter(|key| slug::is_key(key));
    let is_markdown = text("abstract_format").as_deref() == Some("markdown");
    // A paper of which nobody knew the title is written with its identifier for one.
    let title = text("title").unwrap_or_default();
    let mut raw = RawRecord::new(Style {
        typography: Typography::Finished,
        is_citation: title.starts_with("arXiv:") || title.starts_with("doi:"),
        is_visible: false,
    });
    // What a build found in the text, the next one finds again.
    let found = names(
        fields
            .iter()
            .find(|(name, _)| name == "found_topics")
            .map(|(_, value)| value.clone()),
    );
    for (name, value) in fields {
        let Some(meaning) = own_meaning(&name) else {
            raw.add_named(name, value);
            continue;
        };
        let value = match (&*name, value) {
            ("abstract_format", _) => continue,
            ("links", Value::List(links)) => {
                links.into_iter().for_each(|link| add_link(&mut raw, link));
                continue;
            }
            ("authors", Value::Text(all)) => {
                Value::List(people::split(&all).into_iter().map(Value::from).collect())
            }
            ("topics" | "keywords" | "categories", value) => {
                let names = names(Some(value)).into_iter();
                Value::List(
                    names
                        .filter(|name| !found.contains(name))
                        .map(Value::Text)
                        .collect(),
                )
            }
            ("abstract" | "summary", Value::Text(text)) if is_markdown => Value::Markdown(text),
            ("url", Value::Text(url)) if is_own_page(&url, key.as_deref()) => continue,
            (_, value) => value,
        };
        raw.add_as(meaning, name, value);
    }
    // The key is worked out anew; should it be another by now, the old address leads to the new.
    if let Some(key) = key {
        raw.add(Role::FormerKeys, Value::List(vec![Value::from(key)]));
    }
    raw
}

/// Names: a list of texts or of objects with a `name`, or one text with commas.
fn names(value: Option<Value<'_>>) -> Vec<Cow<'_, str>> {
    match value {
        Some(Value::List(names)) => people::in_value(Value::List(names), &mut Vec::new()),
        Some(Value::Text(names)) => names
            .split(',')
            .map(|name| Cow::Owned(name.trim().to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

/// Adds a link of the form `{"kind", "url"}`, or an address alone.
fn add_link<'a>(raw: &mut RawRecord<'a>, link: Value<'a>) {
    let Value::Map(fields) = link else {
        return raw.add_as((Role::Address(None), 0), "links", link);
    };
    let kind = fields
        .iter()
        .find(|(name, _)| name == "kind")
        .and_then(|(_, kind)| {
            // One that this version does not know is found by its address.
            serde_json::from_value(serde_json::Value::from(kind.text()?.into_owned())).ok()
        });
    for (name, value) in fields {
        match &*name {
            "url" => raw.add_as((Role::Address(kind), 0), "links", value),
            "kind" if kind.is_some() => {}
            _ => raw.add_as((Role::Technical, 0), name, value),
        }
    }
}

/// How many sections or facts a paper has at most.
const MOST: usize = 100;

/// A section or a fact as it is written.
#[derive(Default)]
struct Part<'a> {
    label: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
    is_markdown: bool,
    is_generated: bool,
}

/// The sections or facts of a list: objects, or texts alone.
fn parts<'a>(made: &mut Made<'a>, value: Value<'a>) -> Vec<Part<'a>> {
    let parts = listed(value).into_iter().map(|value| {
        let mut part = Part::default();
        let fields = match value {
            Value::Map(fields) => fields,
            value => vec![(Cow::Borrowed("text"), value)],
        };
        for (name, value) in fields {
            match &*name {
                "label" => part.label = value.into_text().filter(|label| !label.trim().is_empty()),
                "text" | "value" => part.text = value.into_text(),
                "format" => part.is_markdown = value.text().as_deref() == Some("markdown"),
                "generated" => part.is_generated = value == Value::Flag(true),
                _ => report(made, name, value.into_text(), Reason::Unknown),
            }
        }
        part
    });
    parts.collect()
}

fn add_sections<'a>(made: &mut Made<'a>, value: Value<'a>) {
    for part in parts(made, value) {
        let mention = made.mention.as_mut();
        let mention = mention.filter(|mention| mention.sections.len() < MOST);
        match (part.text.filter(|text| !text.trim().is_empty()), mention) {
            (Some(text), Some(mention)) => mention.sections.push(Section {
                label: part.label.map(|label| folded(&label)),
                text: match part.is_markdown {
                    true => Prose::Markdown(text.trim_matches('\n').trim_end().to_owned()),
                    false => Prose::Plain(text.trim().to_owned()),
                },
                is_generated: part.is_generated,
            }),
            (text @ Some(_), None) => {
                report(made, Cow::Borrowed("sections"), text, Reason::Surplus);
            }
            (None, _) => report(made, Cow::Borrowed("sections"), part.label, Reason::Invalid),
        }
    }
}

fn add_facts<'a>(made: &mut Made<'a>, value: Value<'a>) {
    for part in parts(made, value) {
        let mention = made.mention.as_mut();
        let mention = mention.filter(|mention| mention.facts.len() < MOST);
        match (part.label, part.text, mention) {
            (Some(label), Some(text), Some(mention)) => mention.facts.push(Fact {
                label: folded(&label),
                value: folded(&text),
            }),
            (_, text, _) => report(made, Cow::Borrowed("facts"), text, Reason::Invalid),
        }
    }
}

/// The elements of a list; what is no list is one itself.
fn listed(value: Value<'_>) -> Vec<Value<'_>> {
    match value {
        Value::List(values) => values,
        Value::Nothing => Vec::new(),
        value => vec![value],
    }
}

fn report<'a>(made: &mut Made<'a>, name: Cow<'a, str>, text: Option<Cow<'a, str>>, reason: Reason) {
    let text = text.unwrap_or_default();
    made.unused.push(Unused { name, text, reason });
}

/// Whether an address is the paper's page on a site that Offprint made: no link to keep.
fn is_own_page(url: &str, key: Option<&str>) -> bool {
    let is_of_key = key.is_some_and(|key| {
        url.strip_suffix(".html")
            .and_then(|rest| rest.strip_suffix(key))
            .is_some_and(|rest| rest.ends_with("papers/"))
    });
    is_of_key || (!url.contains("://") && url.ends_with(".html"))
}
