//! Collating: digests in, one library out.
//!
//! 1. [`singles::joined`] makes one digest of the pages of single papers of a day.
//! 2. [`identity::group`] finds which mentions are of one paper.
//! 3. [`merge::papers`] makes one paper of each group, with the richest value of every field.
//! 4. [`editions::finish`] makes the digests refer to papers, and gives each its address.
//! 5. [`terms`] makes numbers of what the texts say.
//! 6. [`topics::collect`] makes topics of what is declared, given and found.
//! 7. [`authors::find`] tells who wrote them, where authors have pages.
//! 8. [`related`], [`trending`], [`changes`], [`periods`] work out what belongs together, what is
//!    rising, what changed and how it looks from further off.
//!
//! Nothing is read here, and no fact is guessed: a field that no digest gave stays empty.

pub mod authors;
pub mod changes;
pub mod courses;
pub mod editions;
pub mod fold;
pub mod identity;
pub mod links;
pub mod merge;
pub mod periods;
pub mod related;
pub mod singles;
pub mod terms;
pub mod texts;
pub mod topics;
pub mod trending;
pub mod vectors;

use crate::diagnostic::Diagnostic;
use crate::markup;
use crate::model::author::AuthorDeclaration;
use crate::model::date::Date;
use crate::model::declaration::TopicDeclaration;
use crate::model::digest::Digest;
use crate::model::library::{self, Edition, Library};
use crate::model::paper::Place;
use crate::model::prose::Prose;
use merge::Merged;
use rayon::prelude::*;
use std::borrow::Cow;
use terms::{PaperText, Terms};
use vectors::Rarity;

/// What collating is told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub topics: topics::Options,
    pub authors: authors::Options,
    pub trending: trending::Options,
    /// The day to which scores are worn down, where it is not that of the newest digest.
    pub today: Option<Date>,
}

/// The library, and what collating noticed.
#[derive(Debug)]
pub struct Collation {
    pub library: Library,
    /// Records that became a further mention of a paper.
    pub merged: usize,
    pub diagnostics: Vec<Diagnostic>,
}

/// What the owner of a site says of topics and authors.
#[derive(Debug, Clone, Copy, Default)]
pub struct Declarations<'a> {
    pub topics: &'a [TopicDeclaration],
    pub authors: &'a [AuthorDeclaration],
}

/// Merges digests into a library. Their order does not matter.
pub fn collate(
    digests: Vec<Digest>,
    declarations: Declarations<'_>,
    options: &Options,
) -> Collation {
    let mut digests = singles::joined(digests);
    // Newest first, since the newest digest has the word on each field; files of one day in the
    // order of their names.
    digests.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.source.cmp(&b.source)));
    let groups = identity::group(&digests);
    let records: usize = digests.iter().map(|digest| digest.mentions.len()).sum();
    let papers = merge::papers(&digests, &groups);
    let merged = records - papers.len();
    let editions = editions::finish(digests, &papers);
    let votes_of = merge::votes(papers.len(), &editions.digests);

    let texts: Vec<PaperText<'_>> = papers
        .par_iter()
        .zip(&editions.mentions_of)
        .map(|(paper, mentions)| text(paper, mentions, &editions.digests))
        .collect();
    let terms = Terms::of(&texts);
    let sources = topics::Sources {
        papers: &papers,
        editions: &editions,
        declarations: declarations.topics,
        texts: &texts,
        terms: &terms,
    };
    // Each leaves cores idle at times, and none needs the other.
    let ((finished, mut diagnostics), related_of) = rayon::join(
        || topics::collect(sources, &options.topics),
        || {
            let rarity = Rarity::new(&terms, papers.len(), terms.papers_with.clone());
            related::find(&texts, &terms, &rarity)
        },
    );
    let (topics, topics_of) = (finished.topics, finished.topics_of);
    drop((texts, terms));

    let papers: Vec<_> = papers
        .into_iter()
        .zip(editions.mentions_of)
        .map(|(merged, mentions)| merged.paper(mentions))
        .collect();
    let digests = editions.digests;
    let found = if options.authors.enabled {
        authors::find(&papers, &digests, declarations.authors, options.authors)
    } else {
        authors::Found::default()
    };
    diagnostics.extend(found.diagnostics);
    let leaders_of = trending::leaders(&digests, papers.len(), &options.trending);
    let trend = trending::trend(&digests, papers.len(), options.today, &options.trending);
    let periods = periods::of(periods::Tables {
        papers: &papers,
        digests: &digests,
        topics: &topics,
        topics_of: &topics_of,
    });
    let timeline = courses::timeline(&digests);
    Collation {
        library: Library {
            course_of: courses::of_topics(&papers, &digests, &topics, timeline.as_ref()),
            changes_of: changes::of(&digests),
            papers,
            digests,
            topics,
            topics_of,
            told_of: finished.told_of,
            votes_of,
            authors: found.authors,
            authors_of: found.authors_of,
            related_of,
            trend,
            leaders_of,
            periods,
            timeline,
        },
        merged,
        diagnostics,
    }
}

/// What a paper says, as plain text with math spans.
fn text<'a>(paper: &'a Merged, mentions: &[Place], digests: &'a [Edition]) -> PaperText<'a> {
    let texts = library::main_texts(paper.record.abstract_text.as_ref(), mentions, digests);
    let plain = |text: &'a Prose| match text {
        Prose::Plain(text) => Cow::Borrowed(text.as_str()),
        Prose::Markdown(text) => Cow::Owned(markup::text_of_markdown(text)),
    };
    PaperText {
        title: &paper.record.title,
        abstract_text: match texts[..] {
            [] => Cow::Borrowed(""),
            [text] => plain(text),
            _ => Cow::Owned(
                texts
                    .into_iter()
                    .map(plain)
                    .collect::<Vec<_>>()
                    .join("\n\n"),
            ),
        },
    }
}
