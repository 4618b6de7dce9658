//! What arXiv's own feeds say of papers: the answers of its API, and its announcements of today
//! and of former years.
//!
//! An announcement has no date of the paper: its `published` and `pubDate` are the day of the
//! mailing. It has the kind of announcement in an element, in front of the abstract
//! (`arXiv:2601.00001v1 Announce Type: new Abstract: …`) or behind the title
//! (`… (arXiv:2301.00001v1 [cs.LG] UPDATED)`).

use super::feed::{Feed, Form, Item, Written};
use crate::diagnostic::Diagnostic;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::intake::Intake;
use crate::readers::record::space::folded;
use crate::readers::record::{RawRecord, is_category};
use crate::readers::value::Value;
use crate::readers::vocabulary::Role;
use crate::readers::{tagged, vocabulary};
use std::borrow::Cow;

/// Whether a host is one of arXiv's.
pub fn is_host(host: &str) -> bool {
    host == "arxiv.org" || host.ends_with(".arxiv.org")
}

/// Whether the title of a feed only repeats what arXiv was asked.
pub fn is_query(title: &str) -> bool {
    let title = title.trim().to_lowercase();
    title.starts_with("arxiv query:") || title == "arxiv search results"
}

/// An identifier without what OAI puts before it: `oai:arXiv.org:2601.00001v1`.
pub fn without_oai_prefix(id: &str) -> &str {
    const PREFIX: &str = "oai:arxiv.org:";
    let id = id.trim();
    match id.get(..PREFIX.len()) {
        Some(head) if head.eq_ignore_ascii_case(PREFIX) => &id[PREFIX.len()..],
        _ => id,
    }
}

/// Adds subjects: categories of arXiv are topics, codes of other classifications are not.
pub fn add_subjects<'a>(record: &mut RawRecord<'a>, subjects: Vec<Cow<'a, str>>) {
    let (topics, codes): (Vec<_>, Vec<_>) = subjects
        .into_iter()
        .partition(|subject| is_category(subject));
    let list = |names: Vec<Cow<'a, str>>| {
        Value::List(names.into_iter().map(Value::from).collect::<Vec<_>>())
    };
    record.add_as((Role::Topics, 0), "categories", list(topics));
    record.add_as((Role::Technical, 0), "classification", list(codes));
}

/// Whether an item was announced by arXiv, whoever publishes it.
pub fn is_announcement(item: &Item<'_>) -> bool {
    item.record.has(Role::Announcement)
        || item
            .texts
            .iter()
            .any(|(_, written)| split_announcement(&written.text).is_some())
}

/// Takes the papers of a feed of arXiv's. Says whether it is an answer at all: what the API calls
/// an error is reported, and is no paper.
pub fn take(intake: &mut Intake<'_>, feed: Feed<'_>) -> bool {
    let mut errors = 0;
    let count = feed.items.len();
    for item in feed.items {
        let offset = item.offset;
        // An error looks like a paper.
        if item.id.contains("arxiv.org/api/errors") {
            errors += 1;
            let texts = item.texts.iter().map(|(_, written)| folded(&written.text));
            let message: Vec<String> = texts.collect();
            let message = message.join(" ");
            let fault = format!("arXiv answered with an error and no papers: {message}");
            let fault = Diagnostic::warning(fault).code("error-answer");
            intake.diagnose(fault.help("fix the query and fetch the file again"), offset);
        } else {
            intake.take(raw_record(item), offset);
        }
    }
    errors == 0 || errors < count
}

/// The paper of an item of arXiv's.
pub fn raw_record(item: Item<'_>) -> RawRecord<'_> {
    let mut people = item.people();
    let mut record = item.record;
    let mut subjects = item.categories;
    let title = item.title.into_plain();
    let mut is_announcement = record.has(Role::Announcement) || !item.id.contains("arxiv.org/abs/");
    if let Some((title, stamp)) = split_stamp(&title) {
        is_announcement = true;
        record.add(Role::Title, title.to_owned());
        let (id, rest) = stamp.split_once(' ').unwrap_or((stamp, ""));
        record.add(Role::Id, id.to_owned());
        let category = rest.trim_start_matches('[').split(']').next();
        subjects.extend(category.map(|category| Cow::Owned(category.to_owned())));
        if let Some(kind) = announced(stamp) {
            record.add(Role::Announcement, kind);
        }
    } else {
        record.add(Role::Title, title);
    }
    for (name, written) in item.texts {
        let text = match split_announcement(&written.text) {
            Some((announcement, text)) => {
                is_announcement = true;
                if !record.has(Role::Announcement) {
                    record.add(Role::Announcement, announcement.to_owned());
                }
                Cow::Owned(text.to_owned())
            }
            None => abstract_and_authors(written, &mut people),
        };
        match record.has(Role::Abstract) {
            false => record.add(Role::Abstract, text),
            true => record.add_section(vocabulary::label(name), text, false),
        }
    }
    record.add(Role::Authors, Value::List(people));
    record.add_as((Role::Id, 0), "id", without_oai_prefix(&item.id).to_owned());
    // A paper that was published twice has two DOIs in one element.
    let ids = item
        .identifiers
        .iter()
        .flat_map(|ids| ids.split_whitespace());
    ids.for_each(|id| record.add_as((Role::Id, 0), "doi", id.to_owned()));
    for (kind, address) in item.links {
        // Those of arXiv and DOIs identify the paper, whatever they lead to.
        let is_id = ArxivId::parse(&address).is_some() || Doi::parse(&address).is_some();
        record.add(Role::Address(kind.filter(|_| !is_id)), address);
    }
    if let Some(published) = item.published {
        let role = match is_announcement {
            true => Role::Technical,
            false => Role::Date,
        };
        record.add_as((role, 0), "published", published);
    }
    add_subjects(&mut record, subjects);
    record
}

/// The abstract. Long ago the authors stood in a first paragraph.
fn abstract_and_authors<'a>(text: Written<'a>, people: &mut Vec<Value<'a>>) -> Cow<'a, str> {
    if text.form == Form::Plain {
        return text.text;
    }
    let plain = text.plain();
    match plain.split_once("\n\n") {
        Some((first, rest)) if first.trim_start().starts_with("Authors:") => {
            if people.is_empty() {
                let source = text.text.split("</p>").next().unwrap_or_default();
                let names = tagged::link_texts(source).into_iter();
                people.extend(names.map(|name| Value::from(name.into_owned())));
            }
            if people.is_empty() {
                let names = first.trim_start().trim_start_matches("Authors:");
                people.push(names.to_owned().into());
            }
            Cow::Owned(rest.to_owned())
        }
        _ => text.into_plain(),
    }
}

/// The kind of announcement, and the abstract behind
/// `arXiv:2601.00001v1 Announce Type: new \nAbstract: …`.
fn split_announcement(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start().strip_prefix("arXiv:")?;
    let (id, rest) = rest.split_once("Announce Type:")?;
    if id.len() > 40 {
        return None;
    }
    let rest = rest.trim_start();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (announcement, rest) = rest.split_at(end);
    let rest = rest.trim_start();
    Some((announcement, rest.strip_prefix("Abstract:").unwrap_or(rest)))
}

/// The title, and what is stamped behind it: `A title. (arXiv:2301.00001v2 [cs.LG] UPDATED)`.
fn split_stamp(title: &str) -> Option<(&str, &str)> {
    let (title, stamp) = title.trim_end().strip_suffix(')')?.rsplit_once("(arXiv:")?;
    if !stamp.contains('[') {
        return None;
    }
    let title = title.trim_end();
    // The stamp's full stop, unless the title has more of them.
    let title = match title.strip_suffix('.') {
        Some(rest) if !rest.ends_with('.') => rest,
        _ => title,
    };
    Some((title, stamp))
}

/// The kind of announcement that a stamp names; those of new papers name none.
fn announced(stamp: &str) -> Option<&'static str> {
    match (stamp.contains("UPDATED"), stamp.contains("CROSS LISTED")) {
        (true, true) => Some("replace-cross"),
        (true, false) => Some("replace"),
        (false, true) => Some("cross"),
        (false, false) => None,
    }
}
