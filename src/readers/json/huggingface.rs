//! The JSON of the Hugging Face daily-papers API: a list of `{paper: {…}, title, …}`.
//!
//! Fields come and go between its eras, so every one is optional. What the file is named decides
//! the date: the outer `publishedAt` is New York time labelled as UTC, often a day early. Left
//! out: users, avatars, thumbnails, summaries by a model, and authors whom the API marks as
//! hidden.

use super::{Elements, Spots, record_fault, whole};
use crate::diagnostic::Diagnostic;
use crate::model::date;
use crate::model::link::LinkKind;
use crate::readers::record::{Body, Head, Intake, RawRecord, Spot};
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
struct Item<'a> {
    #[serde(borrow)]
    paper: Paper<'a>,
    #[serde(borrow)]
    title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    summary: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Paper<'a> {
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    summary: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    authors: Option<Vec<Option<Author<'a>>>>,
    #[serde(borrow)]
    published_at: Option<Cow<'a, str>>,
    upvotes: Option<i64>,
    #[serde(borrow)]
    github_repo: Option<Cow<'a, str>>,
    #[serde(borrow)]
    project_page: Option<Cow<'a, str>>,
    #[serde(borrow, rename = "ai_keywords")]
    keywords: Option<Vec<Option<Cow<'a, str>>>>,
}

#[derive(Deserialize)]
struct Author<'a> {
    #[serde(borrow)]
    name: Option<Cow<'a, str>>,
    hidden: Option<bool>,
}

/// Asks the first elements for their `paper`.
fn recognise(input: Input<'_>) -> Result<(), String> {
    #[derive(Deserialize)]
    struct Probe {
        paper: Option<IgnoredAny>,
    }
    if !input.text.trim_start().starts_with('[') {
        return Err("it is not a JSON list".to_owned());
    }
    let elements: Elements<'_> = serde_json::from_str(input.text)
        .map_err(|error| format!("it is not sound JSON: {error}"))?;
    let tells = |element: &&RawValue| {
        serde_json::from_str::<Probe>(element.get()).is_ok_and(|probe| probe.paper.is_some())
    };
    if elements.is_empty() || elements.iter().take(PROBED).any(tells) {
        Ok(())
    } else {
        Err(format!("none of its first {PROBED} elements has a `paper`"))
    }
}

/// Elements that are asked whether they have a `paper`; some may be broken, or `null`.
const PROBED: usize = 16;

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
        match serde_json::from_str::<Item<'_>>(element.get()) {
            Ok(item) => {
                first_day = first_day.or_else(|| published_day(element));
                intake.take(raw_record(item), spot);
            }
            Err(error) => intake.skip(&record_fault(&error), spot),
        }
    }
    if intake.mention_count() == 0 {
        intake.report(Diagnostic::note("this day has no papers"), Spot::line(1));
        return intake.finish(None);
    }
    // The file's name has the word, since the list's own day is often one too early.
    let date = intake.date(input.date().or(first_day));
    intake.finish(date.map(|date| Head {
        date,
        title: None,
        introduction: None,
    }))
}

fn raw_record(item: Item<'_>) -> RawRecord<'_> {
    let paper = item.paper;
    let addresses = [
        (LinkKind::Code, paper.github_repo),
        (LinkKind::Project, paper.project_page),
    ];
    RawRecord {
        title: paper.title.or(item.title).unwrap_or_default(),
        authors: paper
            .authors
            .unwrap_or_default()
            .into_iter()
            .flatten()
            .filter(|author| author.hidden != Some(true))
            .filter_map(|author| author.name)
            .collect(),
        body: paper
            .summary
            .or(item.summary)
            .map_or(Body::None, Body::Plain),
        ids: paper.id.into_iter().collect(),
        addresses: addresses
            .into_iter()
            .filter_map(|(kind, url)| url.map(|url| (Some(kind), url)))
            .collect(),
        date: paper.published_at,
        topics: paper
            .keywords
            .unwrap_or_default()
            .into_iter()
            .flatten()
            .collect(),
        votes: paper.upvotes.and_then(|votes| u64::try_from(votes).ok()),
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
