//! Topics found in the text alone.
//!
//! The library is replayed in the order in which its papers first came, and at each
//! `epochs`' end its topics are chosen anew:
//!
//! 1. `candidates` takes the phrases that could name a subject.
//! 2. `coherence` asks whether the papers that use a phrase have more in common than it.
//! 3. `choice` takes few that are distinct and cover nearly everything; what was chosen before
//!    is preferred, so that topics stay what they are while the library grows.
//! 4. `name` writes each as the papers write it.
//!
//! In the end `assignment` gives each paper its topics. Between two epochs nothing that was
//! chosen changes: a further digest gets its topics, and older papers keep theirs.

mod assignment;
mod candidates;
mod choice;
mod coherence;
mod context;
mod epochs;
mod name;
mod postings;

use crate::collate::terms::{Occurrence, PaperText, TermIndex, Terms};
use crate::collate::vectors::{Rarity, Vector};
use postings::{Postings, Use};
use std::sync::OnceLock;

/// What finding topics is told.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Papers that a topic needs.
    pub min_papers: usize,
    /// Largest share of all papers that a topic may have.
    pub max_share: f64,
}

/// A library as finding topics sees it. Papers are counted as in `terms`.
#[derive(Debug, Clone, Copy)]
pub struct Collection<'a> {
    pub texts: &'a [PaperText<'a>],
    pub terms: &'a Terms,
    /// The papers in the order in which they first came, a digest each.
    pub arrivals: &'a [Vec<usize>],
    /// For each paper the number of topics that it has from elsewhere.
    pub settled: &'a [usize],
    /// Number of topics from elsewhere.
    pub known_topics: usize,
}

/// A subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub name: String,
    /// Other ways in which papers write it: the acronym, or what it stands for.
    pub other_names: Vec<String>,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Finding {
    pub topics: Vec<Found>,
    /// For each paper its topics, by position, the fittest first.
    pub of_paper: Vec<Vec<usize>>,
}

/// A subject that was chosen.
#[derive(Debug, Clone)]
struct Chosen {
    term: TermIndex,
    names: name::Names,
    /// How many papers the names were taken from.
    named_by: usize,
}

/// A name that so many papers gave is kept from then on.
const SETTLED: usize = 12;

/// Finds topics.
pub fn find(collection: Collection<'_>, options: Options) -> Finding {
    let terms = collection.terms;
    let papers: Vec<usize> = collection.arrivals.iter().flatten().copied().collect();
    let postings = Postings::of(terms, &papers);
    let mut papers_with = vec![0; terms.count()];
    let mut arrived = 0;
    let mut chosen: Vec<Chosen> = Vec::new();
    let mut anchor = None;
    for epoch in epochs::of(collection.arrivals) {
        for &paper in epoch.iter().flatten() {
            for occurrence in terms.of_paper(paper) {
                papers_with[occurrence.term.0 as usize] += 1;
            }
            arrived += 1;
        }
        let rarity = Rarity::new(terms, arrived, papers_with.clone());
        let wanted = wanted(arrived).saturating_sub(collection.known_topics);
        if wanted > 0 {
            let era = Era::new(collection, &rarity, &papers[..arrived], &postings);
            chosen = chosen_anew(&era, &chosen, wanted, options);
        }
        anchor = Some(rarity);
    }
    let Some(rarity) = anchor else {
        return Finding::default();
    };
    let era = Era::new(collection, &rarity, &papers, &postings);
    assignment::assign(&era, chosen, options)
}

/// A library at the end of an epoch.
#[derive(Debug)]
struct Era<'a> {
    collection: Collection<'a>,
    rarity: &'a Rarity,
    /// The papers that are there, in the order in which they came.
    arrived: &'a [usize],
    postings: &'a Postings,
    /// A vector for each of these, worked out when it is wanted.
    vectors: Vec<OnceLock<Vector>>,
}

impl<'a> Era<'a> {
    fn new(
        collection: Collection<'a>,
        rarity: &'a Rarity,
        arrived: &'a [usize],
        postings: &'a Postings,
    ) -> Self {
        Self {
            collection,
            rarity,
            arrived,
            postings,
            vectors: vec![OnceLock::new(); arrived.len()],
        }
    }

    /// The uses of a term in the papers that the rarity of terms counts.
    fn uses(&self, term: TermIndex) -> &'a [Use] {
        self.postings.first(term, self.rarity.papers_with(term))
    }

    /// The vector of the paper at a position.
    fn vector(&self, position: usize) -> &Vector {
        let work_out = || {
            let paper = self.arrived[position];
            self.rarity.vector(self.collection.terms, paper)
        };
        self.vectors[position].get_or_init(work_out)
    }

    /// What the paper at a position says.
    fn text(&self, position: usize) -> &'a PaperText<'a> {
        &self.collection.texts[self.arrived[position]]
    }

    /// The occurrence of a term in the paper at a position that has it.
    fn occurrence(&self, position: usize, term: TermIndex) -> Occurrence {
        let all = self.collection.terms.of_paper(self.arrived[position]);
        all[all.partition_point(|occurrence| occurrence.term < term)]
    }
}

/// How many topics a library of so many papers should have: about 20 for a hundred, 50 for five
/// thousand, 90 for fifty thousand.
fn wanted(papers: usize) -> usize {
    (7.5 * (papers as f64).sqrt().sqrt()).round() as usize
}

fn chosen_anew(era: &Era<'_>, before: &[Chosen], wanted: usize, options: Options) -> Vec<Chosen> {
    let candidates = candidates::of(era, wanted, options);
    let coherence = coherence::of(era, &candidates);
    let candidates: Vec<_> = candidates.into_iter().zip(coherence).collect();
    let known: Vec<TermIndex> = before.iter().map(|chosen| chosen.term).collect();
    choice::choose(era, &candidates, &known, wanted)
        .into_iter()
        .map(|candidate| {
            let known = before.iter().find(|chosen| chosen.term == candidate.term);
            let settled = known.filter(|chosen| chosen.named_by >= SETTLED);
            settled.cloned().unwrap_or_else(|| Chosen {
                term: candidate.term,
                names: name::of(era, candidate.term),
                named_by: candidate.uses.len(),
            })
        })
        .collect()
}
