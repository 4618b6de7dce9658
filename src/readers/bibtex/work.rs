//! The work that an entry describes.

use super::entries::Entry;
use super::library::{Library, Undefined};
use super::text::{text, verbatim};
use super::{dates, names};
use crate::model::link::LinkKind;
use crate::readers::raw_record::{Body, RawRecord};
use crate::readers::{keywords, preprint};
use std::borrow::Cow;

/// The fields of one entry.
pub(super) struct Fields<'l, 'a, 'e> {
    library: &'l Library<'a, 'e>,
    entry: &'l Entry<'a>,
    /// Fields that are left out for the sake of a name that nothing defines.
    pub(super) undefined: Vec<(&'static str, String)>,
}

impl<'l, 'a, 'e> Fields<'l, 'a, 'e> {
    pub(super) fn new(library: &'l Library<'a, 'e>, entry: &'l Entry<'a>) -> Self {
        Self {
            library,
            entry,
            undefined: Vec::new(),
        }
    }

    /// A field as it is in the source.
    fn source(&mut self, name: &'static str) -> Option<Cow<'l, str>> {
        match self.library.field(self.entry, name) {
            Ok(value) => value,
            Err(Undefined(string)) => {
                let undefined = (name, string.to_owned());
                if !self.undefined.contains(&undefined) {
                    self.undefined.push(undefined);
                }
                None
            }
        }
    }

    fn text(&mut self, name: &'static str) -> Option<String> {
        let text = text(&self.source(name)?);
        Some(text).filter(|text| !text.trim().is_empty())
    }

    fn verbatim(&mut self, name: &'static str) -> Option<String> {
        let text = verbatim(&self.source(name)?);
        Some(text).filter(|text| !text.is_empty())
    }

    /// `Title: Subtitle`.
    fn title(&mut self, title: &'static str, subtitle: &'static str) -> Option<String> {
        let title = self.text(title)?;
        Some(match self.text(subtitle) {
            Some(subtitle) if title.ends_with([':', '?', '!', '.']) => {
                format!("{title} {subtitle}")
            }
            Some(subtitle) => format!("{title}: {subtitle}"),
            None => title,
        })
    }
}

/// The record of an entry.
pub(super) fn raw_record(fields: &mut Fields<'_, '_, '_>) -> RawRecord<'static> {
    let authors = fields.source("author").unwrap_or_default();
    let names = names::people(&authors);
    let ids = ids(fields);
    RawRecord {
        title: fields.title("title", "subtitle").unwrap_or_default().into(),
        authors: names.iter().map(|name| text(name).into()).collect(),
        body: fields
            .text("abstract")
            .map_or(Body::None, |text| Body::Plain(text.into())),
        ids: ids.into_iter().map(Cow::Owned).collect(),
        addresses: addresses(fields),
        date: date(fields).map(Cow::Owned),
        venue: venue(fields).map(Cow::Owned),
        topics: topics(fields),
        ..RawRecord::default()
    }
}

fn date(fields: &mut Fields<'_, '_, '_>) -> Option<String> {
    let [date, year, month, day] =
        ["date", "year", "month", "day"].map(|name| fields.verbatim(name));
    dates::date(
        date.as_deref(),
        year.as_deref(),
        month.as_deref(),
        day.as_deref(),
    )
}

fn ids(fields: &mut Fields<'_, '_, '_>) -> Vec<String> {
    let mut ids = Vec::new();
    let kind = fields
        .verbatim("eprinttype")
        .or_else(|| fields.verbatim("archiveprefix"));
    if let Some(eprint) = fields.verbatim("eprint")
        && kind.is_none_or(|kind| kind.eq_ignore_ascii_case("arxiv"))
        && let Some(id) = preprint::bare_id(&eprint)
    {
        ids.push(id.to_owned());
    }
    for name in ["arxiv", "arxivid"] {
        let value = fields.verbatim(name);
        ids.extend(value.and_then(|value| preprint::bare_id(&value).map(str::to_owned)));
    }
    for name in [
        "journal",
        "journaltitle",
        "note",
        "number",
        "volume",
        "howpublished",
        "eid",
        "pages",
    ] {
        let value = fields.verbatim(name);
        ids.extend(value.and_then(|value| preprint::id(&value).map(str::to_owned)));
    }
    ids.extend(fields.verbatim("doi"));
    ids
}

fn venue(fields: &mut Fields<'_, '_, '_>) -> Option<String> {
    let journal = fields
        .text("journaltitle")
        .or_else(|| fields.text("journal"));
    if let Some(journal) = journal.filter(|journal| !preprint::is_arxiv(journal)) {
        return Some(journal);
    }
    // Proceedings may have their own title there.
    let title = fields.text("title");
    let book = fields.title("booktitle", "booksubtitle");
    if let Some(book) = book.filter(|book| title.as_ref() != Some(book)) {
        return Some(book);
    }
    match fields.entry.kind.as_str() {
        "thesis" | "phdthesis" | "mastersthesis" | "bachelorsthesis" => {
            fields.text("school").or_else(|| fields.text("institution"))
        }
        "report" | "techreport" => fields.text("institution"),
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "mvproceedings"
        | "reference" | "mvreference" | "inbook" | "bookinbook" | "suppbook" | "booklet" => {
            fields.text("publisher")
        }
        _ => None,
    }
    .filter(|venue| !preprint::is_arxiv(venue))
}

fn topics(fields: &mut Fields<'_, '_, '_>) -> Vec<Cow<'static, str>> {
    let keywords = fields
        .text("keywords")
        .or_else(|| fields.text("keyword"))
        .unwrap_or_default();
    keywords::split(&keywords)
        .map(|topic| Cow::Owned(topic.to_owned()))
        .collect()
}

/// Web addresses; those of their owner's disk are none.
fn addresses(fields: &mut Fields<'_, '_, '_>) -> Vec<(Option<LinkKind>, Cow<'static, str>)> {
    const FIELDS: &[(&str, Option<LinkKind>)] = &[
        ("url", None),
        ("howpublished", None),
        ("code", Some(LinkKind::Code)),
        ("github", Some(LinkKind::Code)),
        ("project", Some(LinkKind::Project)),
        ("website", Some(LinkKind::Project)),
        ("pdf", Some(LinkKind::Pdf)),
    ];
    let mut addresses = Vec::new();
    for (name, kind) in FIELDS {
        let Some(value) = fields.verbatim(name) else {
            continue;
        };
        let address = value.split_whitespace().next().unwrap_or_default();
        if address.starts_with("http://") || address.starts_with("https://") {
            addresses.push((*kind, Cow::Owned(address.to_owned())));
        } else if *name == "url" && address.starts_with("www.") {
            addresses.push((*kind, Cow::Owned(format!("https://{address}"))));
        }
    }
    addresses
}
