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
//! | those of [`super::facts`] | what is known of the paper, whoever shows it |
//! | `votes`, `note`   | what this digest gave; `note` is Markdown |
//! | `sections`        | what this digest says beside the abstract, where it says more: list of `{"label", "text", "format", "generated"}`; `label` may be `null`, `format` is `markdown` or absent, `generated` is `true` where a language model wrote it, else absent |
//! | `facts`           | scores and the like of this digest, where it gives any: list of `{"label", "value"}` |
//! | `announcement`    | `cross` or `replacement`, where arXiv announced it as such |
//! | `related`         | list of `{"key", "because"}`, the nearest paper first; `because` are terms that both have |
//! | `score`           | how it is trending, in points |
//! | `mentions`        | list of `{"date", "title", "url", "rank", "votes", "note"}`, newest first |
//!
//! Addresses are absolute where `base_url` is configured, else relative to the file.

use super::facts::{self, Facts};
use crate::model::library::{DigestIndex, Edition};
use crate::model::paper::PlacedPaper;
use crate::model::section::{Fact, Section};
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
    #[serde(flatten)]
    facts: Facts<'a>,
    votes: Option<u64>,
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sections: &'a [Section],
    #[serde(rename = "facts", skip_serializing_if = "<[_]>::is_empty")]
    digest_facts: &'a [Fact],
    announcement: Option<&'static str>,
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
    PaperJson {
        facts: facts::of(scene, placed.paper, UP),
        votes: placed.votes,
        note: placed.note.as_deref(),
        sections: &placed.sections,
        digest_facts: &placed.facts,
        announcement: placed.announcement.and_then(words::announcement),
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

/// Leads from the folder of digests to the root.
const UP: &str = "../";

fn digest_url(scene: &Scene<'_>, digest: &Edition) -> String {
    facts::url(scene, &permalinks::digest(digest), UP)
}
