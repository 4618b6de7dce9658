//! The JSON of the Hugging Face daily-papers API: a list of `{paper: {…}, title, …}`.
//!
//! Fields come and go between its eras, so every one is optional. What the file is named decides
//! the date: the outer `publishedAt` is New York time labelled as UTC, often a day early. Left
//! out: users, avatars, thumbnails, summaries by a model, and authors whom the API marks as
//! hidden.

use super::lenient::{Names, Text};
use super::{Elements, Spots, begins, record, whole};
use crate::model::date;
use crate::model::link::LinkKind;
use crate::readers::intake::{Head, Intake};
use crate::readers::raw_record::{Body, RawRecord};
use crate::readers::{Format, Input, Options, Reading};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Hugging Face daily papers JSON",
    recognise,
    read,
};

#[derive(Deserialize)]
#[serde(expecting = "an object with a `paper`")]
struct Item<'a> {
    #[serde(borrow)]
    paper: Paper<'a>,
    #[serde(borrow)]
    title: Option<Text<'a>>,
    #[serde(borrow)]
    summary: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[serde(
    rename_all = "camelCase",
    expecting = "an object with the fields of a paper"
)]
struct Paper<'a> {
    #[serde(borrow)]
    id: Option<Text<'a>>,
    #[serde(borrow)]
    title: Option<Text<'a>>,
    #[serde(borrow)]
    summary: Option<Text<'a>>,
    #[serde(borrow, default)]
    authors: Option<Vec<Option<Author<'a>>>>,
    #[serde(borrow)]
    published_at: Option<Text<'a>>,
    #[serde(borrow)]
    upvotes: Option<Text<'a>>,
    #[serde(borrow)]
    github_repo: Option<Text<'a>>,
    #[serde(borrow)]
    project_page: Option<Text<'a>>,
    #[serde(borrow, rename = "ai_keywords")]
    keywords: Option<Names<'a>>,
}

#[derive(Deserialize)]
#[serde(expecting = "an author with a `name`")]
struct Author<'a> {
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
    hidden: Option<bool>,
}

/// Asks the first element alone where that is enough: a list of many megabytes is not read twice.
fn recognise(input: Input<'_>) -> Result<(), String> {
    #[derive(Deserialize)]
    struct Probe {
        paper: Option<IgnoredAny>,
    }
    let inside = &begins(input, &['['])?[1..];
    let mut values = serde_json::Deserializer::from_str(inside).into_iter::<Probe>();
    if let Some(Ok(Probe { paper: Some(_) })) = values.next() {
        return Ok(());
    }
    // A first element that is broken says nothing about the others.
    let elements: Elements<'_> = serde_json::from_str(input.text)
        .map_err(|error| format!("it is not sound JSON: {error}"))?;
    let has_paper = |element: &&RawValue| {
        serde_json::from_str::<Probe>(element.get()).is_ok_and(|probe| probe.paper.is_some())
    };
    if elements.iter().any(has_paper) || elements.iter().all(|element| element.get() == "null") {
        Ok(())
    } else {
        Err("none of its elements has a `paper`".to_owned())
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let elements: Elements<'_> = match whole(input) {
        Ok(elements) => elements,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(input);
    let mut spots = Spots::new(input.text);
    let mut first_day = None;
    for element in elements {
        let spot = spots.of(element);
        if element.get() == "null" {
            continue;
        }
        match record::<Item<'_>>(element) {
            Ok(item) => {
                first_day = first_day.or_else(|| published_day(element));
                intake.take(raw_record(item), spot);
            }
            Err(reason) => intake.skip(&reason, spot),
        }
    }
    intake.finish(Head {
        date: input.date().or(first_day),
        ..Head::default()
    })
}

fn raw_record(item: Item<'_>) -> RawRecord<'_> {
    let paper = item.paper;
    let text = |field: Option<Text<'_>>| {
        let text = field.and_then(Text::into_text).map(Cow::into_owned);
        text.filter(|text| !text.trim().is_empty()).map(Cow::Owned)
    };
    let addresses = [
        (LinkKind::Code, paper.github_repo),
        (LinkKind::Project, paper.project_page),
    ];
    RawRecord {
        title: text(paper.title)
            .or_else(|| text(item.title))
            .unwrap_or_default(),
        authors: paper
            .authors
            .unwrap_or_default()
            .into_iter()
            .flatten()
            .filter(|author| author.hidden != Some(true))
            .filter_map(|author| author.name)
            .collect(),
        body: text(paper.summary)
            .or_else(|| text(item.summary))
            .map_or(Body::None, Body::Plain),
        ids: paper.id.and_then(Text::into_id).into_iter().collect(),
        addresses: addresses
            .into_iter()
            .filter_map(|(kind, url)| text(url).map(|url| (Some(kind), url)))
            .collect(),
        date: text(paper.published_at),
        topics: paper.keywords.map(Names::into_list).unwrap_or_default(),
        votes: paper.upvotes.as_ref().and_then(Text::as_votes),
        ..RawRecord::default()
    }
}

/// The day on which the list showed the paper, for a file whose name tells no date.
fn published_day(element: &RawValue) -> Option<date::Date> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Probe<'a> {
        #[serde(borrow)]
        published_at: Option<Cow<'a, str>>,
    }
    let probe: Probe<'_> = serde_json::from_str(element.get()).ok()?;
    date::parse(&probe.published_at?).ok()
}
