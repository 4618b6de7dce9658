//! Phrases that could name a subject.
//!
//! A phrase is none if too few or too many papers have it, if it begins or ends as no name does,
//! if it is nearly always part of one longer phrase, or if the text mostly goes on behind it.

use super::context::{next_word, word_before};
use super::postings::Use;
use super::{Era, Options};
use crate::collate::terms::TermIndex;
use crate::collate::terms::lists::Weight;
use crate::collate::terms::naming::{core, is_name};
use crate::collate::terms::words::{self, Word};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// One paper in so many has to use a phrase, in a large library.
const ONE_IN: usize = 400;

/// Uses of a phrase that are looked at.
const LOOKED_AT: usize = 25;

/// Phrases that are looked at closely for each topic that is wanted.
const FOR_EACH: usize = 6;

/// Two words make a name if so large a part of the papers with the rarer one have them together.
const LEAST_TOGETHER: f64 = 0.12;

/// A phrase, and where it is used.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    pub term: TermIndex,
    pub uses: &'a [Use],
    /// How many of them have it in the title.
    pub in_titles: usize,
    /// Number of its words.
    pub words: usize,
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

/// Candidates for so many topics, those in most titles first.
pub fn of<'a>(era: &Era<'a>, wanted: usize, options: Options) -> Vec<Candidate<'a>> {
    let count = era.arrived.len();
    let fewest = options.min_papers.max(count / ONE_IN).max(2);
    let most = (options.max_share * count as f64).floor() as usize;
    let terms = u32::try_from(era.collection.terms.count()).unwrap_or(u32::MAX);
    let mut used: Vec<Candidate<'a>> = (0..terms)
        .into_par_iter()
        .map(TermIndex)
        .filter(|term| (fewest..=most).contains(&era.rarity.papers_with(*term)))
        .map(|term| Candidate::new(term, era.uses(term)))
        // What names a subject stands in a title sooner or later.
        .filter(|candidate| candidate.in_titles > 0)
        .filter_map(|candidate| named(era, candidate))
        .collect();
    // What is in few titles is chosen last, and never in a large library.
    used.sort_by_key(|candidate| (Reverse(candidate.in_titles), candidate.term));
    used.truncate(wanted * FOR_EACH);
    used.into_par_iter()
        .filter(|candidate| !is_fragment(era, candidate))
        .collect()
}

impl<'a> Candidate<'a> {
    fn new(term: TermIndex, uses: &'a [Use]) -> Self {
        Self {
            term,
            uses,
            in_titles: uses.iter().filter(|of| of.is_in_title()).count(),
            words: 0,
            core: 0,
            is_defined: false,
            is_common: false,
            ends_weakly: false,
        }
    }
}

/// The candidate with what its form says, if that is the form of a name.
fn named<'a>(era: &Era<'_>, mut candidate: Candidate<'a>) -> Option<Candidate<'a>> {
    let position = candidate.uses.first()?.position();
    let occurrence = era.occurrence(position, candidate.term);
    let (_, phrase, _) = era.text(position).around(&occurrence);
    let mut words = Vec::new();
    words::scan(phrase, &mut words);
    let is_defined = era.collection.terms.is_defined(candidate.term);
    if !is_defined && !is_name(phrase, &words) {
        return None;
    }
    if is_chance(era, &words, candidate.uses.len()) {
        return None;
    }
    candidate.words = words.len();
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
fn is_chance(era: &Era<'_>, words: &[Word], together: usize) -> bool {
    let [a, b] = words else { return false };
    let papers_with = |word: &Word| {
        let term = era.collection.terms.of_name(word.hash.name());
        term.map_or(0, |term| era.rarity.papers_with(term))
    };
    let rarer = papers_with(a).min(papers_with(b));
    (together as f64) < LEAST_TOGETHER * rarer as f64
}

/// Whether most uses of a phrase go on behind it, or the same word stands before or behind it.
fn is_fragment(era: &Era<'_>, candidate: &Candidate<'_>) -> bool {
    let step = candidate.uses.len().div_ceil(LOOKED_AT);
    let mut looked_at = 0;
    let mut unfinished = 0;
    let mut before: HashMap<u64, usize> = HashMap::new();
    let mut after: HashMap<u64, usize> = HashMap::new();
    for of in candidate.uses.iter().step_by(step) {
        let occurrence = era.occurrence(of.position(), candidate.term);
        let (head, _, tail) = era.text(of.position()).around(&occurrence);
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
