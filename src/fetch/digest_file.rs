//! The file that fetching writes: Offprint's own JSON, with where it is from.
//!
//! | field | is |
//! |---|---|
//! | `date`    | ISO date of the digest |
//! | `source`  | what it was fetched from, as `offprint fetch` is told it |
//! | `fetched` | `{"checksum": …}`, by which a file that somebody edited is known and left alone |
//! | `papers`  | list, in the source's order |
//!
//! | field of a paper | is |
//! |---|---|
//! | `id`, `doi`       | arXiv id without version; DOI |
//! | `title`, `authors` | text; list of names |
//! | `more_authors`    | `true` where there are authors that the source does not name |
//! | `abstract`        | text; with `abstract_format` `markdown` where it is such |
//! | `date`, `venue`   | of the paper: ISO date, or its year or month alone; text |
//! | `links`           | list of `{"kind", "url"}` |
//! | `topics`          | list of names |
//! | `votes`, `note`   | number; Markdown |
//! | `announcement`    | `new`, `cross` or `replace`, where arXiv announced it so |
//! | `picture`         | path among the site's files |
//! | `comment`         | the authors' comment on arXiv |
//! | `sections`, `facts` | as in [`crate::model::section`] |
//!
//! What is not known is left out. The file reads back to the mentions that it was written from, white
//! space aside; the reader is that of all files of this form.

use crate::model::date::{self, Date};
use crate::model::digest::{Announcement, Mention, Record};
use crate::model::link::Link;
use crate::model::prose::Prose;
use crate::model::section::{Fact, Section};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
struct File<'a> {
    date: String,
    source: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fetched: Option<Fetched>,
    papers: Vec<Paper<'a>>,
}

#[derive(Serialize)]
struct Fetched {
    checksum: String,
}

#[derive(Serialize)]
struct Paper<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    title: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    more_authors: bool,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    abstract_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    abstract_format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    links: &'a [Link],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    topics: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    announcement: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    former_keys: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sections: &'a [Section],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    facts: &'a [Fact],
}

/// The text of a file with these mentions.
pub fn write(date: Date, source: &str, mentions: &[Mention]) -> String {
    let mut file = File {
        date: date.to_string(),
        source,
        fetched: None,
        papers: mentions.iter().map(paper).collect(),
    };
    let bare = serde_json::to_value(&file).expect("texts, numbers and lists always serialise");
    file.fetched = Some(Fetched {
        checksum: checksum(&bare),
    });
    let mut text =
        serde_json::to_string_pretty(&file).expect("texts, numbers and lists always serialise");
    text.push('\n');
    text
}

fn paper(mention: &Mention) -> Paper<'_> {
    let Record {
        title,
        authors,
        has_more_authors,
        abstract_text,
        arxiv,
        doi,
        date,
        venue,
        picture,
        links,
        topics,
        former_keys,
        comment,
    } = &mention.record;
    Paper {
        id: arxiv.as_ref().map(|id| id.as_str()),
        doi: doi.as_ref().map(|doi| doi.as_str()),
        title,
        authors,
        more_authors: *has_more_authors,
        abstract_text: abstract_text.as_ref().map(Prose::source),
        abstract_format: match abstract_text {
            Some(Prose::Markdown(_)) => Some("markdown"),
            _ => None,
        },
        date: date.as_ref().map(ToString::to_string),
        venue: venue.as_deref(),
        links,
        topics,
        votes: mention.votes,
        note: mention.note.as_deref(),
        announcement: mention.announcement.map(word),
        picture: picture.as_deref(),
        former_keys,
        comment: comment.as_deref(),
        sections: &mention.sections,
        facts: &mention.facts,
    }
}

/// How arXiv's feeds call a kind of announcement.
pub fn word(announcement: Announcement) -> &'static str {
    match announcement {
        Announcement::New => "new",
        Announcement::Cross => "cross",
        Announcement::Replacement => "replace",
    }
}

/// Where a file is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    pub date: Option<Date>,
    pub source: Option<String>,
    /// Whether it is just as it was written; white space does not matter.
    pub is_untouched: bool,
    pub papers: usize,
}

/// Where a file of this form is from, by its text.
pub fn origin(text: &str) -> Origin {
    let mut value: Value = serde_json::from_str(text).unwrap_or_default();
    let told = |name: &str| value.get(name)?.as_str().map(str::to_owned);
    let (date, source) = (told("date"), told("source"));
    let papers = value.get("papers").and_then(Value::as_array);
    let papers = papers.map_or(0, Vec::len);
    let fetched = value
        .as_object_mut()
        .and_then(|object| object.remove("fetched"));
    let written = fetched.as_ref().and_then(|fetched| fetched.get("checksum"));
    Origin {
        date: date.and_then(|text| date::parse(&text).ok()),
        source,
        papers,
        is_untouched: written.and_then(Value::as_str) == Some(checksum(&value).as_str()),
    }
}

/// A hash of everything but the hash. It finds edits, not attacks.
fn checksum(value: &Value) -> String {
    let text = value.to_string();
    format!("{:032x}", xxhash_rust::xxh3::xxh3_128(text.as_bytes()))
}
