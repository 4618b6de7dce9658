//! Zotero's JSON: what its API gives, `[{"key", "version", "data": {"itemType", …}}]`, and the
//! exports of Better BibTeX, `{"items": [{"itemType", …}]}`.
//!
//! Left out: attachments with the paths of their owner's disk, notes, annotations, collections and
//! keys. Attachments, notes and annotations that stand for themselves are no records.

use super::exports;
use super::lenient::Text;
use super::{Spots, record};
use crate::readers::intake::{Head, Intake};
use crate::readers::raw_record::{Body, RawRecord, Typography};
use crate::readers::{Format, Input, Options, Reading, keywords, preprint, tagged};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Zotero JSON",
    recognise,
    read,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Probe<'a> {
    #[serde(borrow)]
    item_type: Option<Cow<'a, str>>,
    #[serde(borrow)]
    data: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "an object with the fields of an item"
)]
struct Item<'a> {
    #[serde(borrow)]
    title: Option<Text<'a>>,
    /// The titles of laws and cases.
    #[serde(borrow)]
    name_of_act: Option<Text<'a>>,
    #[serde(borrow)]
    case_name: Option<Text<'a>>,
    #[serde(borrow)]
    creators: Option<Creators<'a>>,
    #[serde(borrow)]
    abstract_note: Option<Text<'a>>,
    #[serde(borrow)]
    date: Option<Text<'a>>,
    #[serde(borrow, rename = "DOI")]
    doi: Option<Text<'a>>,
    #[serde(borrow)]
    url: Option<Text<'a>>,
    #[serde(borrow)]
    publication_title: Option<Text<'a>>,
    #[serde(borrow)]
    proceedings_title: Option<Text<'a>>,
    #[serde(borrow)]
    book_title: Option<Text<'a>>,
    #[serde(borrow)]
    conference_name: Option<Text<'a>>,
    #[serde(borrow)]
    repository: Option<Text<'a>>,
    #[serde(borrow)]
    university: Option<Text<'a>>,
    #[serde(borrow)]
    institution: Option<Text<'a>>,
    #[serde(borrow)]
    publisher: Option<Text<'a>>,
    #[serde(borrow, rename = "archiveID")]
    archive_id: Option<Text<'a>>,
    #[serde(borrow)]
    extra: Option<Text<'a>>,
    #[serde(borrow)]
    tags: Option<Tags<'a>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Creators<'a> {
    Listed(#[serde(borrow)] Vec<Creator<'a>>),
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Creator<'a> {
    #[serde(rename_all = "camelCase")]
    Told {
        #[serde(borrow)]
        creator_type: Option<Text<'a>>,
        #[serde(borrow)]
        first_name: Option<Text<'a>>,
        #[serde(borrow)]
        last_name: Option<Text<'a>>,
        #[serde(borrow)]
        name: Option<Text<'a>>,
    },
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Tags<'a> {
    Listed(#[serde(borrow)] Vec<Tag<'a>>),
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Tag<'a> {
    Written(#[serde(borrow)] Cow<'a, str>),
    Told {
        #[serde(borrow)]
        tag: Cow<'a, str>,
    },
    Other(IgnoredAny),
}

/// The fields of an item, and its type; `None` for what has none.
fn unwrapped(element: &RawValue) -> Option<(&RawValue, String)> {
    let probe: Probe<'_> = serde_json::from_str(element.get()).ok()?;
    if let Some(kind) = probe.item_type {
        return Some((element, kind.into_owned()));
    }
    let data = probe.data?;
    let inner: Probe<'_> = serde_json::from_str(data.get()).ok()?;
    Some((data, inner.item_type?.into_owned()))
}

fn recognise(input: Input<'_>) -> Result<(), String> {
    exports::recognise(input, "itemType", "item with an `itemType`", |element| {
        unwrapped(element).is_some()
    })
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let records = match exports::records(input) {
        Ok(records) => records,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(input);
    let mut spots = Spots::new(input.text);
    for element in records {
        let spot = spots.of(element);
        if element.get() == "null" {
            continue;
        }
        let Some((fields, kind)) = unwrapped(element) else {
            intake.skip("a record without an `itemType` is left out", spot);
            continue;
        };
        if matches!(kind.as_str(), "attachment" | "note" | "annotation") {
            continue;
        }
        match record::<Item<'_>>(fields) {
            Ok(item) => intake.take(raw_record(item, &kind), spot),
            Err(reason) => intake.skip(&reason, spot),
        }
    }
    intake.finish(Head {
        date: input.date(),
        ..Head::default()
    })
}

fn raw_record(item: Item<'_>, kind: &str) -> RawRecord<'static> {
    let extra = text(item.extra).unwrap_or_default();
    let archived = text(item.archive_id);
    let mut ids: Vec<String> = Vec::new();
    ids.extend(
        archived
            .as_deref()
            .and_then(preprint::id)
            .map(str::to_owned),
    );
    ids.extend(extra.lines().find_map(preprint::id).map(str::to_owned));
    ids.extend(text(item.doi));
    ids.extend(extra.lines().find_map(|line| {
        let doi = line.trim().strip_prefix("DOI:")?;
        Some(doi.trim().to_owned())
    }));
    let publisher = item.publisher.filter(|_| kind == "book");
    let venues = [
        item.publication_title,
        item.proceedings_title,
        item.book_title,
        item.conference_name,
        item.repository,
        item.university,
        item.institution,
        publisher,
    ];
    let venue = venues.into_iter().find_map(text);
    let title = [item.title, item.case_name, item.name_of_act];
    RawRecord {
        title: title
            .into_iter()
            .find_map(text)
            .map(|title| plain(&title))
            .unwrap_or_default(),
        authors: item.creators.map(authors).unwrap_or_default(),
        body: text(item.abstract_note).map_or(Body::None, |text| Body::Plain(plain(&text))),
        ids: ids.into_iter().map(Cow::Owned).collect(),
        addresses: text(item.url)
            .filter(|url| url.starts_with("http"))
            .map(|url| (None, Cow::Owned(url)))
            .into_iter()
            .collect(),
        date: text(item.date).map(Cow::Owned),
        venue: venue
            .filter(|venue| !preprint::is_arxiv(venue))
            .map(|venue| plain(&venue)),
        topics: item.tags.map(topics).unwrap_or_default(),
        typography: Typography::Tex,
        ..RawRecord::default()
    }
}

fn text(field: Option<Text<'_>>) -> Option<String> {
    let text = field.and_then(Text::into_text)?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn plain(text: &str) -> Cow<'static, str> {
    Cow::Owned(tagged::plain(text).into_owned())
}

/// The authors; where there are none, those who made it in the role that its type has for them, such
/// as programmers and presenters.
fn authors(creators: Creators<'_>) -> Vec<Cow<'static, str>> {
    let Creators::Listed(creators) = creators else {
        return Vec::new();
    };
    let mut authors = Vec::new();
    let mut makers = Vec::new();
    for creator in creators {
        let Creator::Told {
            creator_type,
            first_name,
            last_name,
            name,
        } = creator
        else {
            continue;
        };
        let parts = [first_name, last_name].into_iter().filter_map(text);
        let parts = parts.collect::<Vec<_>>().join(" ");
        let name = Some(parts)
            .filter(|name| !name.is_empty())
            .or_else(|| text(name));
        let Some(name) = name.map(Cow::Owned) else {
            continue;
        };
        match text(creator_type).as_deref() {
            None | Some("author") => authors.push(name),
            Some(
                "programmer" | "presenter" | "inventor" | "artist" | "director" | "podcaster"
                | "cartographer" | "interviewee",
            ) => makers.push(name),
            Some(_) => {}
        }
    }
    if authors.is_empty() { makers } else { authors }
}

/// The tags that are not about how far their owner got with the paper.
fn topics(tags: Tags<'_>) -> Vec<Cow<'static, str>> {
    let Tags::Listed(tags) = tags else {
        return Vec::new();
    };
    let names = tags.into_iter().filter_map(|tag| match tag {
        Tag::Written(tag) | Tag::Told { tag } => Some(tag.trim().to_owned()),
        Tag::Other(_) => None,
    });
    names
        .filter(|name| !keywords::is_status(name))
        .map(Cow::Owned)
        .collect()
}
