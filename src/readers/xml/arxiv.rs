//! What arXiv's own feeds say of papers: the answers of its API, and its announcements of today
//! and of former years.
//!
//! An announcement tells no date of the paper: its `published` and `pubDate` are the day of the
//! mailing. It has the kind of announcement in an element, in front of the abstract
//! (`arXiv:2601.00001v1 Announce Type: new Abstract: …`) or behind the title
//! (`… (arXiv:2301.00001v1 [cs.LG] UPDATED)`).

use super::feed::{Feed, Form, Item, Written};
use super::people;
use crate::diagnostic::Diagnostic;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::categories::is_category;
use crate::readers::intake::Intake;
use crate::readers::raw_record::{Body, RawRecord, Typography};
use std::borrow::Cow;

/// Whether a host is one of arXiv's.
pub fn is_host(host: &str) -> bool {
    host == "arxiv.org" || host.ends_with(".arxiv.org")
}

/// The title of a digest, unless it only repeats what arXiv was asked.
pub fn digest_title(title: &str) -> Option<String> {
    let lower = title.trim().to_lowercase();
    let is_furniture =
        lower.starts_with("arxiv query:") || lower == "arxiv search results" || lower.is_empty();
    (!is_furniture).then(|| title.to_owned())
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

/// Whether an item was announced by arXiv, whoever hands it on.
pub fn is_announcement(item: &Item<'_>) -> bool {
    item.announcement.is_some() || split_announcement(&item.summary.text).is_some()
}

/// Takes the papers of a feed of arXiv's. Says whether it is an answer at all: what the API calls
/// an error is reported, and is no paper.
pub fn take(intake: &mut Intake<'_>, feed: Feed<'_>) -> bool {
    let mut errors = 0;
    let count = feed.items.len();
    for item in feed.items {
        let spot = item.spot;
        if let Some(message) = api_error(&item) {
            errors += 1;
            let warning = format!("arXiv answered with an error and no papers: {message}");
            intake.report(
                Diagnostic::warning(warning).help("mend the query and fetch the file again"),
                spot,
            );
        } else {
            intake.take(raw_record(item), spot);
        }
    }
    errors == 0 || errors < count
}

/// What the API says is wrong, in an entry that looks like a paper.
fn api_error(item: &Item<'_>) -> Option<String> {
    let is_error = item.id.contains("arxiv.org/api/errors");
    is_error.then(|| crate::readers::space::folded(&item.summary.text))
}

/// The paper of an item of arXiv's.
pub fn raw_record(item: Item<'_>) -> RawRecord<'_> {
    let title = item.title.into_plain();
    let (title, stamp) = match split_stamp(&title) {
        Some((title, stamp)) => (Cow::Owned(title.to_owned()), Some(stamp.to_owned())),
        None => (title, None),
    };
    let summary = Summary::read(item.summary);
    let mut authors = item.authors;
    authors.retain(|name| people::is_name(name));
    if authors.is_empty() {
        authors = people::creators(&item.creators);
    }
    if authors.is_empty() {
        authors = summary.authors;
    }
    let announcement = item
        .announcement
        .or(summary.announcement)
        .or_else(|| stamp.as_deref().and_then(announced).map(Cow::Borrowed));
    let is_announcement =
        announcement.is_some() || stamp.is_some() || !item.id.contains("arxiv.org/abs/");
    let mut ids = vec![Cow::Owned(without_oai_prefix(&item.id).to_owned())];
    ids.extend(stamp.and_then(|stamp| {
        let id = stamp.split_whitespace().next()?;
        Some(Cow::Owned(id.to_owned()))
    }));
    for text in item.identifiers {
        // A paper that was published twice has two DOIs in one element.
        ids.extend(text.split_whitespace().map(|id| Cow::Owned(id.to_owned())));
    }
    let addresses = item.links.into_iter().map(|(kind, address)| {
        // Those of arXiv and DOIs identify the paper, whatever they lead to.
        let is_id = ArxivId::parse(&address).is_some() || Doi::parse(&address).is_some();
        (kind.filter(|_| !is_id), address)
    });
    RawRecord {
        title,
        authors,
        body: Body::Plain(summary.text),
        ids,
        addresses: addresses.collect(),
        date: item.published.filter(|_| !is_announcement),
        venue: item.venue,
        topics: item
            .categories
            .into_iter()
            .filter(|subject| is_category(subject))
            .collect(),
        announcement,
        typography: Typography::Tex,
        ..RawRecord::default()
    }
}

/// The abstract, and what stands around it.
#[derive(Default)]
struct Summary<'a> {
    text: Cow<'a, str>,
    authors: Vec<Cow<'a, str>>,
    announcement: Option<Cow<'a, str>>,
}

impl<'a> Summary<'a> {
    fn read(summary: Written<'a>) -> Self {
        if let Some((announcement, text)) = split_announcement(&summary.text) {
            return Self {
                announcement: Some(Cow::Owned(announcement.to_owned())),
                text: Cow::Owned(text.to_owned()),
                ..Self::default()
            };
        }
        if summary.form == Form::Plain {
            return Self {
                text: summary.text,
                ..Self::default()
            };
        }
        let text = summary.plain();
        // Long ago the authors stood in a first paragraph.
        match text.split_once("\n\n") {
            Some((first, rest)) if first.trim_start().starts_with("Authors:") => Self {
                authors: people::names(summary.text.split("</p>").next().unwrap_or_default())
                    .into_iter()
                    .map(Cow::Owned)
                    .collect(),
                text: Cow::Owned(rest.to_owned()),
                announcement: None,
            },
            _ => Self {
                text: summary.into_plain(),
                ..Self::default()
            },
        }
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

/// The kind of announcement that a stamp tells; those of new papers tell none.
fn announced(stamp: &str) -> Option<&'static str> {
    match (stamp.contains("UPDATED"), stamp.contains("CROSS LISTED")) {
        (true, true) => Some("replace-cross"),
        (true, false) => Some("replace"),
        (false, true) => Some("cross"),
        (false, false) => None,
    }
}
