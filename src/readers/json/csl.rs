//! CSL-JSON, which citation processors read, and the answers of Crossref's API, which are like it:
//! titles are lists there.
//!
//! Left out: notes, keys, pages and volumes, editors, and the licences and funders of Crossref.

mod date;
mod people;

use super::exports;
use super::lenient::Text;
use super::{Spots, record};
use crate::readers::intake::{Head, Intake};
use crate::readers::raw_record::{Body, RawRecord, Typography};
use crate::readers::{Format, Input, Options, Reading, keywords, preprint, tagged};
use date::Date;
use people::{People, Person};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "CSL-JSON",
    recognise,
    read,
};

#[derive(Deserialize)]
#[serde(
    rename_all = "kebab-case",
    expecting = "an object with the fields of an item"
)]
struct Item<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<Text<'a>>,
    #[serde(borrow)]
    title: Option<Texts<'a>>,
    #[serde(borrow)]
    subtitle: Option<Texts<'a>>,
    #[serde(borrow)]
    author: Option<People<'a>>,
    #[serde(borrow)]
    issued: Option<Date<'a>>,
    #[serde(borrow)]
    published: Option<Date<'a>>,
    #[serde(borrow)]
    posted: Option<Date<'a>>,
    #[serde(borrow, rename = "DOI")]
    doi: Option<Text<'a>>,
    #[serde(borrow, rename = "URL")]
    url: Option<Text<'a>>,
    #[serde(borrow)]
    container_title: Option<Texts<'a>>,
    #[serde(borrow)]
    publisher: Option<Text<'a>>,
    #[serde(borrow, rename = "abstract")]
    abstract_text: Option<Text<'a>>,
    #[serde(borrow)]
    categories: Option<Texts<'a>>,
    #[serde(borrow)]
    subject: Option<Texts<'a>>,
    #[serde(borrow)]
    keyword: Option<Texts<'a>>,
    #[serde(borrow)]
    number: Option<Text<'a>>,
    #[serde(borrow)]
    archive: Option<Text<'a>>,
    #[serde(borrow, rename = "archive_location")]
    archive_location: Option<Text<'a>>,
    #[serde(borrow)]
    note: Option<Text<'a>>,
}

/// One text, or several, as Crossref has it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Texts<'a> {
    Several(#[serde(borrow)] Vec<Text<'a>>),
    One(Text<'a>),
}

impl<'a> Texts<'a> {
    fn into_list(self) -> Vec<Cow<'a, str>> {
        let texts = match self {
            Self::Several(texts) => texts,
            Self::One(text) => vec![text],
        };
        let texts = texts.into_iter().filter_map(Text::into_text);
        texts.filter(|text| !text.trim().is_empty()).collect()
    }

    fn into_first(self) -> Option<Cow<'a, str>> {
        self.into_list().into_iter().next()
    }
}

fn recognise(input: Input<'_>) -> Result<(), String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    struct Probe<'a> {
        #[serde(borrow, rename = "type")]
        kind: Option<Cow<'a, str>>,
        issued: Option<IgnoredAny>,
        published: Option<IgnoredAny>,
        container_title: Option<IgnoredAny>,
        #[serde(rename = "DOI")]
        doi: Option<IgnoredAny>,
        #[serde(rename = "URL")]
        url: Option<IgnoredAny>,
        #[serde(borrow)]
        author: Option<Vec<Person<'a>>>,
    }
    exports::recognise(input, "type", "item with the fields of CSL", |element| {
        let probe: Result<Probe<'_>, _> = serde_json::from_str(element.get());
        probe.is_ok_and(|probe| {
            let fields = [
                probe.issued,
                probe.published,
                probe.container_title,
                probe.doi,
                probe.url,
            ];
            let is_name = |person: &Person<'_>| matches!(person, Person::Named { .. });
            probe.kind.is_some_and(|kind| !kind.is_empty())
                && (fields.iter().any(Option::is_some)
                    || probe
                        .author
                        .is_some_and(|people| people.iter().any(is_name)))
        })
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
        match record::<Item<'_>>(element) {
            Ok(item) => intake.take(raw_record(item), spot),
            Err(reason) => intake.skip(&reason, spot),
        }
    }
    intake.finish(Head {
        date: input.date(),
        ..Head::default()
    })
}

fn raw_record(item: Item<'_>) -> RawRecord<'static> {
    let text = |field: Option<Text<'_>>| {
        let text = field.and_then(Text::into_text)?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let kind = text(item.kind).unwrap_or_default();
    let publisher = text(item.publisher);
    let container = item.container_title.and_then(Texts::into_first);
    let names = [container.as_deref(), publisher.as_deref()];
    let archive = text(item.archive);
    let is_preprint = names
        .into_iter()
        .chain([archive.as_deref()])
        .flatten()
        .any(preprint::is_arxiv);
    let mut ids: Vec<String> = Vec::new();
    for place in [text(item.number), text(item.archive_location)]
        .into_iter()
        .flatten()
    {
        let id = if is_preprint {
            preprint::bare_id(&place).or_else(|| preprint::id(&place))
        } else {
            preprint::id(&place)
        };
        ids.extend(id.map(str::to_owned));
    }
    ids.extend(text(item.note).as_deref().and_then(id_in_note));
    ids.extend(text(item.doi));
    let title = item.title.and_then(Texts::into_first).unwrap_or_default();
    let title = match item.subtitle.and_then(Texts::into_first) {
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title.into_owned(),
    };
    let date = [item.issued, item.published, item.posted];
    RawRecord {
        title: plain(&title).into(),
        authors: item.author.map(People::into_names).unwrap_or_default(),
        body: text(item.abstract_text).map_or(Body::None, |text| Body::Plain(plain(&text).into())),
        ids: ids.into_iter().map(Cow::Owned).collect(),
        addresses: text(item.url)
            .map(|url| (None, Cow::Owned(url)))
            .into_iter()
            .collect(),
        date: date
            .into_iter()
            .flatten()
            .find_map(Date::into_text)
            .map(Cow::Owned),
        venue: container
            .as_deref()
            .or(publisher.as_deref().filter(|_| is_book(&kind)))
            .filter(|venue| !preprint::is_arxiv(venue))
            .map(|venue| Cow::Owned(plain(venue))),
        topics: topics([item.categories, item.subject], item.keyword),
        typography: Typography::Tex,
        ..RawRecord::default()
    }
}

fn plain(text: &str) -> String {
    tagged::plain(text).into_owned()
}

/// `arXiv: 1706.05125` and `standard_id: arxiv:1706.05125` on a line of their own.
fn id_in_note(note: &str) -> Option<String> {
    let mut lines = note.lines().map(|line| {
        let line = line.trim();
        line.strip_prefix("standard_id:").unwrap_or(line)
    });
    lines.find_map(preprint::id).map(str::to_owned)
}

/// Whether a work comes from its publisher, and is in nothing else.
fn is_book(kind: &str) -> bool {
    matches!(
        kind,
        "book" | "monograph" | "edited-book" | "reference-book" | "thesis" | "dissertation"
    )
}

/// Fields of science, which repositories add to every one of theirs, are no topics.
fn topics(lists: [Option<Texts<'_>>; 2], keywords: Option<Texts<'_>>) -> Vec<Cow<'static, str>> {
    let joined = keywords.map(Texts::into_list).unwrap_or_default();
    let mut topics: Vec<Cow<'_, str>> = Vec::new();
    topics.extend(lists.into_iter().flatten().flat_map(Texts::into_list));
    topics.extend(
        joined
            .iter()
            .flat_map(|joined| keywords::split(joined))
            .map(Cow::Borrowed),
    );
    topics.retain(|topic| !topic.trim_start().starts_with("FOS:"));
    topics
        .into_iter()
        .map(|topic| Cow::Owned(plain(topic.trim())))
        .collect()
}
