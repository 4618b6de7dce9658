//! The single road from what a format calls the fields of a paper to the model.
//!
//! Readers fill a [`RawRecord`] with text as they find it. Here, and nowhere else, white space is
//! folded, identifiers are found in ids and addresses, and links are told apart by what they lead
//! to. Left out: counting and placing, which is [`super::intake`]'s, and merging, which is
//! collating's work.

use super::space::{folded, joined, unwrapped};
use crate::diagnostic::Diagnostic;
use crate::markup::address;
use crate::model::date;
use crate::model::digest::{Mention, Prose, Record};
use crate::model::identifier::{ArxivId, Doi};
use crate::model::link::{Link, LinkKind};
use crate::model::slug;
use std::borrow::Cow;

/// A paper as a reader finds it: every field optional, nothing cleaned.
#[derive(Debug, Clone, Default)]
pub struct RawRecord<'a> {
    /// Plain text with math spans.
    pub title: Cow<'a, str>,
    pub authors: Vec<Cow<'a, str>>,
    pub body: Body<'a>,
    /// The editor's note, in Markdown.
    pub note: Option<Cow<'a, str>>,
    /// Identifiers in any form: arXiv ids, DOIs, or addresses of either.
    pub ids: Vec<Cow<'a, str>>,
    /// Addresses, with what they lead to where the format says so.
    pub addresses: Vec<(Option<LinkKind>, Cow<'a, str>)>,
    pub date: Option<Cow<'a, str>>,
    pub venue: Option<Cow<'a, str>>,
    pub topics: Vec<Cow<'a, str>>,
    pub votes: Option<u64>,
    /// How arXiv announced the paper: `new`, `cross`, `replace` or `replace-cross`.
    pub announcement: Option<Cow<'a, str>>,
    pub former_keys: Vec<Cow<'a, str>>,
    pub typography: Typography,
}

/// How the texts of a raw record are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Typography {
    /// As they are to be read; nothing but white space is changed.
    #[default]
    Finished,
    /// With the TeX that arXiv and bibliographies keep outside formulas: accents, dashes, quotes,
    /// `\%`, `\emph{…}`.
    Tex,
}

/// The abstract of a raw record.
#[derive(Debug, Clone, Default)]
pub enum Body<'a> {
    #[default]
    None,
    /// Imported text, perhaps wrapped over lines.
    Plain(Cow<'a, str>),
    /// An editor's Markdown.
    Markdown(Cow<'a, str>),
}

/// Makes a mention of the record that begins on `line`, and says which of its fields are left
/// out; `None` where it has no title, without which there is no paper.
pub fn mention(raw: RawRecord<'_>, line: usize) -> Option<(Mention, Vec<Diagnostic>)> {
    let mut record = Record {
        title: folded(&raw.title),
        authors: raw.authors.iter().map(|name| folded(name)).collect(),
        abstract_text: prose(raw.body),
        venue: raw
            .venue
            .map(|venue| folded(&venue))
            .filter(|v| !v.is_empty()),
        topics: topics(&raw.topics),
        ..Record::default()
    };
    if record.title.is_empty() {
        return None;
    }
    let mut faults = Vec::new();
    record.authors.retain(|name| !name.is_empty());
    for id in &raw.ids {
        identify(&mut record, id);
    }
    for (kind, address) in &raw.addresses {
        faults.extend(add_address(&mut record, *kind, &joined(address)));
    }
    if let Some(text) = raw.date.filter(|text| !text.trim().is_empty()) {
        match date::parse(&text) {
            Ok(date) => record.date = Some(date),
            Err(fault) => faults.push(
                Diagnostic::warning(format!("{fault}; the paper is shown without a date"))
                    .help("write dates as YYYY-MM-DD"),
            ),
        }
    }
    for key in raw.former_keys.iter().map(|key| folded(key)) {
        if slug::is_key(&key) {
            record.former_keys.push(key);
        } else if !key.is_empty() {
            faults.push(
                Diagnostic::warning(format!("`{key}` is no former address of a paper"))
                    .help("write the name of its page: `example` for papers/example.html"),
            );
        }
    }
    let note = raw.note.map(|note| note.trim().to_owned());
    let mention = Mention {
        votes: raw.votes,
        note: note.filter(|note| !note.is_empty()),
        record,
        line,
    };
    Some((mention, faults))
}

/// Adds an address to the record: as its identifier, or as a link. Gives the fault of one that is
/// neither.
fn add_address(record: &mut Record, kind: Option<LinkKind>, address: &str) -> Option<Diagnostic> {
    // An address that leads to code is not the paper's, also where it is a DOI.
    if address.is_empty() || (kind.is_none() && identify(record, address)) {
        return None;
    }
    if !address::is_web(address) {
        let fault = format!("`{address}` is not a web address; the link is left out");
        return Some(Diagnostic::warning(fault).help("addresses begin with https:// or http://"));
    }
    let kind = kind.or_else(|| LinkKind::of_address(address))?;
    record.add_link(Link {
        kind,
        url: address::encoded(address),
    });
    None
}

/// Reads an identifier into the record; says whether it was one.
fn identify(record: &mut Record, text: &str) -> bool {
    if let Some(arxiv) = ArxivId::parse(text) {
        record.arxiv.get_or_insert(arxiv);
        return true;
    }
    if let Some(doi) = Doi::parse(text) {
        record.doi.get_or_insert(doi);
        return true;
    }
    false
}

fn topics(names: &[Cow<'_, str>]) -> Vec<String> {
    let mut topics: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let name = folded(name);
        if !name.is_empty() && !topics.contains(&name) {
            topics.push(name);
        }
    }
    topics
}

fn prose(body: Body<'_>) -> Option<Prose> {
    match body {
        Body::None => None,
        Body::Plain(text) => {
            let text = unwrapped(&text);
            (!text.is_empty()).then_some(Prose::Plain(text))
        }
        Body::Markdown(text) => {
            let text = text.trim_matches(['\n', '\r']).trim_end();
            (!text.trim().is_empty()).then(|| Prose::Markdown(text.to_owned()))
        }
    }
}
