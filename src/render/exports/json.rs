//! A digest as JSON, `digests/<date>.json`: Offprint's own form, which reads back to the same
//! library. Its schema:
//!
//! | field of the digest | is |
//! |---|---|
//! | `date`          | ISO date |
//! | `title`         | text, or `null` |
//! | `introduction`  | Markdown, or `null` |
//! | `url`           | address of the digest's page |
//! | `papers`        | list, in the digest's order |
//!
//! | field of a paper | is |
//! |---|---|
//! | `key`             | name of the paper's address |
//! | `url`             | address of the paper's page on this site |
//! | `title`           | plain text with `$…$` math |
//! | `authors`         | list of names |
//! | `more_authors`    | whether there are authors whom no digest names |
//! | `abstract`        | text, or `null` |
//! | `abstract_format` | `plain` or `markdown` |
//! | `date`            | ISO date of the paper, or `null` |
//! | `venue`           | text, or `null` |
//! | `picture`         | path of a picture among the site's files, where there is one |
//! | `arxiv`, `doi`    | identifiers, or `null` |
//! | `links`           | list of `{"kind", "url"}`; kinds are `code`, `project`, `page`, `pdf` |
//! | `topics`          | list of names |
//! | `found_topics`    | those of them that were found in the text; they are not read back |
//! | `votes`, `note`   | what this digest gave; `note` is Markdown |
//! | `former_keys`     | names of addresses that it had before |
//! | `related`         | list of `{"key", "because"}`, the nearest paper first; `because` are terms that both have |
//! | `score`           | how it is trending, in points |
//! | `mentions`        | list of `{"date", "title", "url", "rank", "votes", "note"}`, newest first |
//!
//! Addresses are absolute where `base_url` is configured, else relative to the file.

use crate::model::digest::Prose;
use crate::model::library::{DigestIndex, Edition};
use crate::model::link::Link;
use crate::model::paper::PlacedPaper;
use crate::pages::permalinks;
use crate::render::scene::Scene;
use crate::render::words;
use serde::Serialize;

#[derive(Serialize)]
struct DigestJson<'a> {
    date: String,
    title: Option<&'a str>,
    introduction: Option<&'a str>,
    url: String,
    papers: Vec<PaperJson<'a>>,
}

#[derive(Serialize)]
struct PaperJson<'a> {
    key: &'a str,
    url: String,
    title: &'a str,
    authors: &'a [String],
    more_authors: bool,
    #[serde(rename = "abstract")]
    abstract_text: Option<&'a str>,
    abstract_format: Option<&'static str>,
    date: Option<String>,
    venue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<&'a str>,
    arxiv: Option<&'a str>,
    doi: Option<&'a str>,
    links: &'a [Link],
    topics: Vec<&'a str>,
    found_topics: Vec<&'a str>,
    votes: Option<u64>,
    note: Option<&'a str>,
    announcement: Option<&'static str>,
    former_keys: &'a [String],
    mentions: Vec<MentionJson<'a>>,
    related: Vec<RelatedJson<'a>>,
    score: f64,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    key: &'a str,
    because: &'a [String],
}

#[derive(Serialize)]
struct MentionJson<'a> {
    date: String,
    title: Option<&'a str>,
    url: String,
    rank: usize,
    votes: Option<u64>,
    note: Option<&'a str>,
}

/// Writes a digest.
pub fn write(scene: &Scene<'_>, index: DigestIndex, buffer: &mut Vec<u8>) {
    buffer.clear();
    let digest = scene.library().digest(index);
    let value = DigestJson {
        date: digest.date.to_string(),
        title: digest.title.as_deref(),
        introduction: digest.introduction.as_deref(),
        url: digest_url(scene, digest),
        papers: digest
            .papers
            .iter()
            .map(|placed| paper(scene, placed))
            .collect(),
    };
    serde_json::to_writer(&mut *buffer, &value)
        .expect("texts, numbers and lists always serialise, and memory takes every byte");
    buffer.push(b'\n');
}

fn paper<'a>(scene: &Scene<'a>, placed: &'a PlacedPaper) -> PaperJson<'a> {
    let library = scene.library();
    let index = placed.paper.0;
    let paper = library.paper(placed.paper);
    let topics: Vec<&str> = library.topics_of[index]
        .iter()
        .map(|topic| library.topic(*topic).name.as_str())
        .collect();
    PaperJson {
        key: &paper.key,
        url: url(scene, &permalinks::paper(&paper.key)),
        title: &paper.title,
        authors: &paper.authors,
        more_authors: paper.has_more_authors,
        abstract_text: paper.abstract_text.as_ref().map(Prose::source),
        abstract_format: paper.abstract_text.as_ref().map(|text| match text {
            Prose::Markdown(_) => "markdown",
            Prose::Plain(_) => "plain",
        }),
        date: paper.date.map(|date| date.to_string()),
        venue: paper.venue.as_deref(),
        picture: paper.picture.as_deref(),
        arxiv: paper.arxiv.as_ref().map(|id| id.as_str()),
        doi: paper.doi.as_ref().map(|doi| doi.as_str()),
        links: &paper.links,
        found_topics: topics[library.told_of[index]..].to_vec(),
        topics,
        votes: placed.votes,
        note: placed.note.as_deref(),
        announcement: placed.announcement.and_then(words::announcement),
        former_keys: &paper.former_keys,
        mentions: paper
            .mentions
            .iter()
            .map(|place| {
                let digest = library.digest(place.digest);
                let placed = &digest.papers[place.position];
                MentionJson {
                    date: digest.date.to_string(),
                    title: digest.title.as_deref(),
                    url: digest_url(scene, digest),
                    rank: place.position + 1,
                    votes: placed.votes,
                    note: placed.note.as_deref(),
                }
            })
            .collect(),
        related: library.related_of[index]
            .iter()
            .map(|related| RelatedJson {
                key: &library.paper(related.paper).key,
                because: &related.because,
            })
            .collect(),
        score: library.trend.score_of[index],
    }
}

fn digest_url(scene: &Scene<'_>, digest: &Edition) -> String {
    url(scene, &permalinks::digest(digest))
}

fn url(scene: &Scene<'_>, path: &str) -> String {
    match &scene.options.base_url {
        Some(base) => format!("{base}{path}"),
        None => format!("../{path}"),
    }
}
