//! Phrases that could name a subject.
//!
//! A phrase is none if too few or too many papers have it, if it begins or ends as no name does,
//! if it is nearly always part of one longer phrase, or if the text mostly goes on behind it.

use super::context::{next_word, word_before};
use super::{Era, Options};
use crate::collate::terms::lists::Weight;
use crate::collate::terms::naming::{core, is_name};
use crate::collate::terms::words::{self, Word};
use crate::collate::terms::{Occurrence, TermIndex};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// One paper in so many has to use a phrase, in a large library.
const ONE_IN: usize = 400;

/// Uses of a phrase that are looked at.
const LOOKED_AT: usize = 30;

/// Phrases that are looked at closely.
const MOST: usize = 700;

/// Two words make a name if so large a part of the papers with the rarer one have them together.
const LEAST_TOGETHER: f64 = 0.12;

/// A phrase, and where it is used.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub term: TermIndex,
    /// Positions among the papers that have arrived, in order.
    pub papers: Vec<usize>,
    /// How many of them have it in the title.
    pub in_titles: usize,
    /// Number of its words.
    pub words: usize,
    /// Whether it is a single word with capitals inside.
    pub is_proper: bool,
    /// The name of the term without a beginning that tells nothing apart: that of `deep neural
    /// network` and `large neural network` is `neural network`.
    pub core: u64,
    /// Whether papers define an acronym for it.
    pub is_defined: bool,
    /// Whether all its words are common ones: `model parameter`.
    pub is_common: bool,
    /// Whether it ends in a word that says little: `learning rate`, but also `tuning method`.
    pub ends_weakly: bool,
}

/// All candidates, by term.
pub fn of(era: Era<'_>, options: Options) -> Vec<Candidate> {
    let count = era.arrived.len();
    let fewest = options.min_papers.max(count / ONE_IN).max(2);
    let most = (options.max_share * count as f64).floor() as usize;
    let mut slots: Vec<Option<u32>> = vec![None; era.collection.terms.count()];
    let mut used: Vec<Candidate> = Vec::new();
    for (position, &paper) in era.arrived.iter().enumerate() {
        for occurrence in era.collection.terms.of_paper(paper) {
            let with = era.rarity.papers_with(occurrence.term);
            if with < fewest || with > most {
                continue;
            }
            let slot = slots[occurrence.term.0 as usize].get_or_insert_with(|| {
                used.push(Candidate::new(occurrence.term, with));
                u32::try_from(used.len() - 1).unwrap_or(u32::MAX)
            });
            let candidate = &mut used[*slot as usize];
            candidate.papers.push(position);
            candidate.in_titles += usize::from(occurrence.in_title > 0);
        }
    }
    // What names a subject stands in a title sooner or later.
    used.retain(|candidate| candidate.in_titles > 0);
    let mut used: Vec<Candidate> = used
        .into_par_iter()
        .filter_map(|candidate| named(era, candidate))
        .collect();
    // What is in few titles is chosen last, and never in a large library.
    used.sort_by_key(|candidate| (Reverse(candidate.in_titles), candidate.term));
    used.truncate(MOST);
    used.sort_unstable_by_key(|candidate| candidate.term);
    used.into_par_iter()
        .filter(|candidate| !is_fragment(era, candidate))
        .collect()
}

impl Candidate {
    fn new(term: TermIndex, papers: usize) -> Self {
        Self {
            term,
            papers: Vec::with_capacity(papers),
            in_titles: 0,
            words: 0,
            is_proper: false,
            core: 0,
            is_defined: false,
            is_common: false,
            ends_weakly: false,
        }
    }
}

/// The occurrence of a term in the paper at a position.
pub fn occurrence(era: Era<'_>, position: usize, term: TermIndex) -> Occurrence {
    let all = era.collection.terms.of_paper(era.arrived[position]);
    let at = all.partition_point(|occurrence| occurrence.term < term);
    all[at]
}

/// The candidate with what its form says, if that is the form of a name.
fn named(era: Era<'_>, mut candidate: Candidate) -> Option<Candidate> {
    let position = *candidate.papers.first()?;
    let occurrence = occurrence(era, position, candidate.term);
    let text = &era.collection.texts[era.arrived[position]];
    let (_, phrase, _) = text.around(&occurrence);
    let mut words = Vec::new();
    words::scan(phrase, &mut words);
    let is_defined = era.collection.terms.is_defined(candidate.term);
    if !is_defined && !is_name(phrase, &words) {
        return None;
    }
    if is_chance(era, &words, candidate.papers.len()) {
        return None;
    }
    candidate.words = words.len();
    candidate.is_proper = words.len() == 1 && words[0].has_inner_capital;
    candidate.is_defined = is_defined;
    candidate.core = core(&words);
    candidate.is_common = words
        .iter()
        .all(|word| word.weight != Weight::Full && !word.has_inner_capital);
    candidate.ends_weakly = words
        .last()
        .is_some_and(|word| word.weight > Weight::Common);
    Some(candidate)
}

/// Whether two words stand together as seldom as two that half of all papers use will do:
/// `model parameter`.
fn is_chance(era: Era<'_>, words: &[Word], together: usize) -> bool {
    let [a, b] = words else { return false };
    let papers_with = |word: &Word| {
        let term = era.collection.terms.of_name(word.hash.name());
        term.map_or(0, |term| era.rarity.papers_with(term))
    };
    let rarer = papers_with(a).min(papers_with(b));
    (together as f64) < LEAST_TOGETHER * rarer as f64
}

/// Whether most uses of a phrase go on behind it, or the same word stands before or behind it.
fn is_fragment(era: Era<'_>, candidate: &Candidate) -> bool {
    let step = candidate.papers.len().div_ceil(LOOKED_AT);
    let mut looked_at = 0;
    let mut unfinished = 0;
    let mut before: HashMap<u64, usize> = HashMap::new();
    let mut after: HashMap<u64, usize> = HashMap::new();
    for &position in candidate.papers.iter().step_by(step) {
        let occurrence = occurrence(era, position, candidate.term);
        let text = &era.collection.texts[era.arrived[position]];
        let (head, _, tail) = text.around(&occurrence);
        looked_at += 1;
        if let Some(word) = next_word(tail) {
            unfinished += 1;
            *after.entry(word.name()).or_default() += 1;
        }
        if let Some(word) = word_before(head) {
            *before.entry(word.name()).or_default() += 1;
        }
    }
    let most = |counts: &HashMap<u64, usize>| counts.values().max().copied().unwrap_or(0);
    let is_usual = |count: usize| count >= 3 && count * 5 > looked_at * 3;
    is_usual(unfinished) || is_usual(most(&after)) || is_usual(most(&before))
}
