//! What a card says, before it is fitted into the picture.
//!
//! Everything here is in the input or worked out from it. What the font cannot set is left out, and
//! what is left moves up: a digest whose title is Chinese has its date for a title.

use super::font::settable;
use crate::markup;
use crate::model::date::Date;
use crate::model::library::{DigestIndex, PaperIndex, TopicIndex};
use crate::model::paper::Paper;
use crate::pages::cards::Card;
use crate::render::course;
use crate::render::scene::Scene;
use crate::render::views::CourseView;

/// Papers of a digest that its card names.
const PAPERS: usize = 3;

/// Authors that the card of a paper names.
const AUTHORS: usize = 3;

/// Texts of a card; none is empty.
#[derive(Debug, Default)]
pub struct Said {
    pub kind: &'static str,
    pub site: Option<String>,
    pub kicker: Option<String>,
    pub title: String,
    pub note: Option<String>,
    pub facts: Option<String>,
    /// Ranks and titles.
    pub papers: Vec<(usize, String)>,
    /// With the number of its steps.
    pub course: Option<(CourseView, usize)>,
}

pub fn of(scene: &Scene<'_>, card: Card) -> Said {
    match card {
        Card::Front => front(scene),
        Card::Digest(index) => digest(scene, index),
        Card::Topic(index) => topic(scene, index),
        Card::Paper(index) => paper(scene, index),
    }
}

/// What a card shows, for those who do not see it: with the whole title, in any script.
pub fn in_words(scene: &Scene<'_>, card: Card) -> String {
    let library = scene.library();
    let site = markup::bare(&scene.options.title);
    let parts = match card {
        Card::Front => vec![site, markup::bare(&scene.options.description)],
        Card::Digest(index) => {
            let digest = library.digest(index);
            let title = digest.title.as_deref().map(markup::bare);
            let count = scene.language.count("papers", digest.papers.len());
            vec![
                site,
                title.unwrap_or_default(),
                scene.language.date(digest.date),
                count,
            ]
        }
        Card::Topic(index) => {
            let topic = library.topic(index);
            let count = scene.language.count("papers", topic.papers.len());
            vec![site, topic.name.clone(), count]
        }
        Card::Paper(index) => {
            let paper = library.paper(index);
            vec![site, markup::bare(&paper.title), authors(scene, paper)]
        }
    };
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn front(scene: &Scene<'_>) -> Said {
    let library = scene.library();
    let papers = count(scene, "papers", library.papers.len());
    let counts = match library.digests.len() {
        0 | 1 => papers,
        digests => format!("{papers} · {}", count(scene, "digests", digests)),
    };
    let site = site(scene);
    Said {
        kind: "front",
        facts: site.is_some().then(|| counts.clone()),
        title: site.unwrap_or(counts),
        note: settable(&markup::bare(&scene.options.description)),
        ..Said::default()
    }
}

fn digest(scene: &Scene<'_>, index: DigestIndex) -> Said {
    let library = scene.library();
    let digest = library.digest(index);
    let title = digest.title.as_deref();
    let title = title.and_then(|title| settable(&markup::bare(title)));
    let papers = || {
        let papers = digest.papers.iter().take(PAPERS).enumerate();
        papers.filter_map(|(place, placed)| {
            let title = &library.paper(placed.paper).title;
            Some((place + 1, settable(&markup::bare(title))?))
        })
    };
    Said {
        kind: "digest",
        site: site(scene),
        kicker: title.is_some().then(|| date(scene, digest.date)),
        papers: if title.is_none() {
            papers().collect()
        } else {
            Vec::new()
        },
        title: title.unwrap_or_else(|| date(scene, digest.date)),
        facts: Some(count(scene, "papers", digest.papers.len())),
        ..Said::default()
    }
}

fn topic(scene: &Scene<'_>, index: TopicIndex) -> Said {
    let topic = scene.library().topic(index);
    let name = settable(&topic.name);
    let papers = count(scene, "papers", topic.papers.len());
    Said {
        kind: "topic",
        site: site(scene),
        kicker: settable(scene.language.word("topic")),
        facts: name.is_some().then(|| papers.clone()),
        title: name.unwrap_or(papers),
        course: course::of_topic(scene, index)
            .map(|view| (view, scene.library().course_of[index.0].len())),
        ..Said::default()
    }
}

fn paper(scene: &Scene<'_>, index: PaperIndex) -> Said {
    let paper = scene.library().paper(index);
    let id = paper.arxiv.as_ref().map(|id| format!("arXiv:{id}"));
    let date = paper.date.map(|date| {
        let written = scene.language.partial_date(date);
        settable(&written).unwrap_or_else(|| date.to_string())
    });
    let venue = paper.venue.as_deref().and_then(settable);
    let mut kicker: Vec<String> = [venue, id, date].into_iter().flatten().collect();
    let title = settable(&markup::bare(&paper.title)).unwrap_or_else(|| {
        // The key is made of letters and digits that every font has.
        let known = (!kicker.is_empty()).then(|| kicker.remove(0));
        known.unwrap_or_else(|| paper.key.clone())
    });
    Said {
        kind: "paper",
        site: site(scene),
        kicker: (!kicker.is_empty()).then(|| kicker.join(" · ")),
        title,
        facts: settable(&authors(scene, paper)),
        ..Said::default()
    }
}

fn site(scene: &Scene<'_>) -> Option<String> {
    settable(&markup::bare(&scene.options.title))
}

/// The date written out; in figures, where the font lacks its letters.
fn date(scene: &Scene<'_>, date: Date) -> String {
    settable(&scene.language.date(date)).unwrap_or_else(|| date.to_string())
}

/// A number with its noun; the number alone, where the font lacks the letters of the noun.
fn count(scene: &Scene<'_>, noun: &str, number: usize) -> String {
    settable(&scene.language.count(noun, number)).unwrap_or_else(|| number.to_string())
}

/// `First Author, Second Author, Third Author et al.`
fn authors(scene: &Scene<'_>, paper: &Paper) -> String {
    let named = paper.authors.len().min(AUTHORS);
    let mut line = paper.authors[..named].join(", ");
    if !line.is_empty() && (paper.authors.len() > named || paper.has_more_authors) {
        line.push(' ');
        line.push_str(scene.language.word("et_al"));
    }
    line
}
