//! Offprint's own JSON: `{"date", "title", "papers": [{"id", "title", "authors", "abstract", …}]}`.
//!
//! `digests/<date>.json` of a built site is such a file and reads back to the same library; its
//! schema is documented where it is written, in `render/exports/json.rs`. A field may be missing
//! or `null`; `summary`, `upvotes`, `keywords` and `categories` are understood for `abstract`,
//! `votes` and `topics`.

use super::lenient::{Names, Text};
use super::object::Object;
use super::{Elements, Spots, begins, reason, record, whole};
use crate::diagnostic::Diagnostic;
use crate::model::date;
use crate::model::link::LinkKind;
use crate::model::slug;
use crate::readers::intake::{Head, Intake};
use crate::readers::loose::aliases;
use crate::readers::raw_record::{Body, RawRecord};
use crate::readers::{Format, Input, Options, Reading};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Offprint JSON",
    recognise,
    read,
};

#[derive(Deserialize)]
struct DigestObject<'a> {
    #[serde(borrow)]
    date: Option<Text<'a>>,
    #[serde(borrow)]
    title: Option<Text<'a>>,
    #[serde(borrow)]
    introduction: Option<Text<'a>>,
    #[serde(borrow)]
    papers: Option<Elements<'a>>,
}

/// The fields of a paper, and those that a built site adds for other programs.
const NAMES: &[&str] = &[
    "key",
    "id",
    "arxiv",
    "doi",
    "title",
    "authors",
    "more_authors",
    "announcement",
    "abstract",
    "summary",
    "abstract_format",
    "date",
    "venue",
    "picture",
    "url",
    "code",
    "project",
    "links",
    "topics",
    "found_topics",
    "keywords",
    "categories",
    "votes",
    "upvotes",
    "note",
    "former_keys",
    "mentions",
    "related",
    "score",
];

/// Names that mean one thing are fields of their own: a record may have both.
#[derive(Deserialize)]
#[serde(expecting = "an object with the fields of a paper")]
struct PaperObject<'a> {
    #[serde(borrow)]
    key: Option<Text<'a>>,
    #[serde(borrow)]
    id: Option<Text<'a>>,
    #[serde(borrow)]
    arxiv: Option<Text<'a>>,
    #[serde(borrow)]
    doi: Option<Text<'a>>,
    #[serde(borrow)]
    title: Option<Text<'a>>,
    #[serde(borrow)]
    authors: Option<Names<'a>>,
    more_authors: Option<bool>,
    #[serde(borrow)]
    announcement: Option<Text<'a>>,
    #[serde(borrow, rename = "abstract")]
    abstract_text: Option<Text<'a>>,
    #[serde(borrow)]
    summary: Option<Text<'a>>,
    #[serde(borrow)]
    abstract_format: Option<Text<'a>>,
    #[serde(borrow)]
    date: Option<Text<'a>>,
    #[serde(borrow)]
    venue: Option<Text<'a>>,
    #[serde(borrow)]
    picture: Option<Text<'a>>,
    #[serde(borrow)]
    url: Option<Text<'a>>,
    #[serde(borrow)]
    code: Option<Text<'a>>,
    #[serde(borrow)]
    project: Option<Text<'a>>,
    #[serde(borrow)]
    links: Option<Links<'a>>,
    #[serde(borrow)]
    topics: Option<Names<'a>>,
    #[serde(borrow)]
    found_topics: Option<Names<'a>>,
    #[serde(borrow)]
    keywords: Option<Names<'a>>,
    #[serde(borrow)]
    categories: Option<Names<'a>>,
    #[serde(borrow)]
    votes: Option<Text<'a>>,
    #[serde(borrow)]
    upvotes: Option<Text<'a>>,
    #[serde(borrow)]
    note: Option<Text<'a>>,
    #[serde(borrow)]
    former_keys: Option<Names<'a>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Links<'a> {
    Listed(#[serde(borrow)] Vec<LinkObject<'a>>),
    Other(IgnoredAny),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum LinkObject<'a> {
    Told {
        kind: LinkKind,
        #[serde(borrow)]
        url: Cow<'a, str>,
    },
    /// Of a kind that this version does not know.
    Untold {
        #[serde(borrow)]
        url: Cow<'a, str>,
    },
    Bare(#[serde(borrow)] Cow<'a, str>),
    Other(IgnoredAny),
}

/// Files whose papers call their fields otherwise are day JSON, which has more names for everything.
fn recognise(input: Input<'_>) -> Result<(), String> {
    begins(input, &['{'])?;
    let Object(fields) = serde_json::from_str(input.text)
        .map_err(|error| format!("it is not sound JSON: {}", reason(&error)))?;
    let papers = fields.iter().find(|(name, _)| name == "papers");
    let Some((_, papers)) = papers else {
        return Err("it has no list `papers`".to_owned());
    };
    let papers: Option<Elements<'_>> =
        serde_json::from_str(papers.get()).map_err(|_| "its `papers` are no list".to_owned())?;
    let papers = papers.unwrap_or_default();
    if papers.iter().any(|paper| paper.get().starts_with('"')) {
        return Err("its `papers` are texts".to_owned());
    }
    let objects = papers.into_iter();
    let mut objects = objects.filter_map(|paper| serde_json::from_str(paper.get()).ok());
    let is_other = |Object(fields): &Object<'_>| {
        fields
            .iter()
            .find(|(name, _)| !NAMES.contains(&&**name) && aliases::role(name).is_some())
            .map(|(name, _)| name.to_string())
    };
    match objects.next().as_ref().and_then(is_other) {
        Some(name) => Err(format!("its papers have a field `{name}`")),
        None => Ok(()),
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let object: DigestObject<'_> = match whole(input) {
        Ok(object) => object,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(input);
    let mut spots = Spots::new(input.text);
    for element in object.papers.unwrap_or_default() {
        let spot = spots.of(element);
        if element.get() == "null" {
            continue;
        }
        match record::<PaperObject<'_>>(element) {
            Ok(paper) => intake.take(raw_record(paper), spot),
            Err(reason) => intake.skip(&reason, spot),
        }
    }
    let text = |field: Option<Text<'_>>| field.and_then(Text::into_text).map(Cow::into_owned);
    let date = match text(object.date).filter(|text| !text.trim().is_empty()) {
        Some(text) => match date::parse(&text) {
            Ok(date) => Some(date),
            Err(fault) => {
                let line = line_of_text(input.text, &text);
                let fault = Diagnostic::error(format!("{fault}; the digest is left out"));
                intake.report(fault.help("write dates as YYYY-MM-DD"), line);
                return intake.leave_out();
            }
        },
        None => None,
    };
    intake.finish(Head {
        date,
        title: text(object.title),
        introduction: text(object.introduction),
        is_single: false,
    })
}

fn raw_record(paper: PaperObject<'_>) -> RawRecord<'_> {
    let text = |field: Option<Text<'_>>| field.and_then(Text::into_text).map(Cow::into_owned);
    let key = text(paper.key);
    let mut addresses = Vec::new();
    if let Some(url) = text(paper.url)
        && !is_own_page(&url, key.as_deref())
    {
        addresses.push((None, Cow::Owned(url)));
    }
    for (kind, field) in [
        (LinkKind::Code, paper.code),
        (LinkKind::Project, paper.project),
    ] {
        addresses.extend(text(field).map(|url| (Some(kind), Cow::Owned(url))));
    }
    if let Some(Links::Listed(links)) = paper.links {
        addresses.extend(links.into_iter().filter_map(|link| match link {
            LinkObject::Told { kind, url } => Some((Some(kind), url)),
            LinkObject::Untold { url } | LinkObject::Bare(url) => Some((None, url)),
            LinkObject::Other(_) => None,
        }));
    }
    // The key is worked out anew; should it be another by now, the old address leads to the new.
    let mut former_keys = paper.former_keys.map(Names::into_list).unwrap_or_default();
    former_keys.extend(key.clone().filter(|key| slug::is_key(key)).map(Cow::Owned));
    let mut authors = paper.authors.map(Names::into_people).unwrap_or_default();
    if paper.more_authors == Some(true) {
        authors.push(Cow::Borrowed("et al."));
    }
    // A paper of which nobody knew the title is written with its identifier for one.
    let is_id = |title: &str| title.starts_with("arXiv:") || title.starts_with("doi:");
    let is_citation = text(paper.title.clone()).is_some_and(|title| is_id(&title));
    // What a build found in the text, the next one finds again.
    let found = paper.found_topics.map(Names::into_list).unwrap_or_default();
    let is_markdown = text(paper.abstract_format).as_deref() == Some("markdown");
    let source = paper.abstract_text.or(paper.summary);
    let body = match source.and_then(Text::into_text) {
        Some(source) if is_markdown => Body::Markdown(source),
        Some(source) => Body::Plain(source),
        None => Body::None,
    };
    RawRecord {
        title: paper.title.and_then(Text::into_text).unwrap_or_default(),
        authors,
        is_citation,
        announcement: paper.announcement.and_then(Text::into_text),
        body,
        note: paper.note.and_then(Text::into_text),
        ids: [paper.id, paper.arxiv, paper.doi]
            .into_iter()
            .flatten()
            .filter_map(Text::into_id)
            .chain(key.clone().map(Cow::Owned))
            .collect(),
        addresses,
        date: paper.date.and_then(Text::into_text),
        venue: paper.venue.and_then(Text::into_text),
        picture: paper.picture.and_then(Text::into_text),
        topics: [paper.topics, paper.keywords, paper.categories]
            .into_iter()
            .flatten()
            .flat_map(Names::into_list)
            .filter(|topic| !found.contains(topic))
            .collect(),
        votes: [paper.votes, paper.upvotes]
            .iter()
            .flatten()
            .find_map(Text::as_votes),
        former_keys,
        ..RawRecord::default()
    }
}

/// Whether an address is the paper's page on a site that Offprint made: no link to keep.
fn is_own_page(url: &str, key: Option<&str>) -> bool {
    let own = key.filter(|key| slug::is_key(key)).is_some_and(|key| {
        url.strip_suffix(".html")
            .and_then(|rest| rest.strip_suffix(key))
            .is_some_and(|rest| rest.ends_with("papers/"))
    });
    own || (!url.contains("://") && url.ends_with(".html"))
}

/// The line on which a text stands for the first time.
fn line_of_text(text: &str, wanted: &str) -> usize {
    text.lines()
        .position(|line| line.contains(wanted))
        .map_or(1, |index| index + 1)
}
