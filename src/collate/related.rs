//! Papers that belong together, by the terms that they share.
//!
//! Nearness is the cosine of two papers' vectors. Comparing every paper with every other would
//! grow with the square of their number, so each term is followed only to the papers in which it
//! counts most; those that are met most weightily are then compared in full. The time a paper
//! takes has a bound that does not depend on the number of papers.

use super::terms::words::{self, Word};
use super::terms::{Occurrence, PaperText, TermIndex, Terms, naming};
use super::vectors::{self, Rarity, Vector};
use crate::model::library::PaperIndex;
use crate::model::related::Related;
use rayon::prelude::*;

/// Related papers that a paper has at most.
const RELATED: usize = 5;

/// Papers to which a term leads: those in which it counts most.
const LED_TO: usize = 80;

/// Papers that are compared in full.
const COMPARED: usize = 32;

/// Papers with a smaller cosine have next to nothing in common.
const LEAST: f32 = 0.02;

/// Terms that are named as the reason.
const REASONS: usize = 3;

/// Shared terms that are looked at for reasons.
const LOOKED_AT: usize = 8;

/// Papers that are gone through one after the other, since a finder has a place for every paper.
const AT_ONCE: usize = 256;

/// For each paper those nearest to it; equally near ones in the order of their keys, which is that
/// of their numbers.
pub fn find(texts: &[PaperText<'_>], terms: &Terms, rarity: &Rarity) -> Vec<Vec<Related>> {
    let vectors: Vec<Vector> = (0..texts.len())
        .into_par_iter()
        .map(|paper| rarity.vector(terms, paper))
        .collect();
    let leads = leads(terms, &vectors);
    let speaking = speaking(texts, terms);
    (0..texts.len())
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(
            || Finder::new(texts.len(), terms.count()),
            |finder, paper| {
                let near = finder.nearest(paper, &vectors, &leads);
                near.into_iter()
                    .map(|other| Related {
                        paper: PaperIndex(other),
                        because: reasons(
                            &texts[paper],
                            terms.of_paper(paper),
                            vectors::shared(&vectors[paper], &vectors[other]).collect(),
                            &speaking,
                        ),
                    })
                    .collect()
            },
        )
        .collect()
}

/// For each term the papers in which it counts most, each with how much.
fn leads(terms: &Terms, vectors: &[Vector]) -> Vec<Vec<(u32, f32)>> {
    let room = |&papers: &u32| Vec::with_capacity((papers as usize).min(LED_TO * 2));
    let mut leads: Vec<Vec<(u32, f32)>> = terms.papers_with.iter().map(room).collect();
    for (paper, vector) in (0..).zip(vectors) {
        for &(term, weight) in vector {
            let lead = &mut leads[term.0 as usize];
            lead.push((paper, weight));
            if lead.len() == LED_TO * 2 {
                keep_heaviest(lead);
            }
        }
    }
    leads.par_iter_mut().for_each(keep_heaviest);
    leads
}

fn keep_heaviest(lead: &mut Vec<(u32, f32)>) {
    if lead.len() > LED_TO {
        lead.select_nth_unstable_by(LED_TO, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        lead.truncate(LED_TO);
    }
}

/// Finds what is near; has a place for every paper and every term, so that adding up is cheap.
struct Finder {
    weights: Vec<f32>,
    met: Vec<usize>,
    /// The weights of the paper at hand.
    own: Vec<f32>,
}

impl Finder {
    fn new(papers: usize, terms: usize) -> Self {
        Self {
            weights: vec![0.0; papers],
            met: Vec::new(),
            own: vec![0.0; terms],
        }
    }

    /// The nearest papers, the nearest first.
    fn nearest(
        &mut self,
        paper: usize,
        vectors: &[Vector],
        leads: &[Vec<(u32, f32)>],
    ) -> Vec<usize> {
        for &(term, weight) in &vectors[paper] {
            self.own[term.0 as usize] = weight;
            for &(other, of_other) in &leads[term.0 as usize] {
                let other = other as usize;
                let sum = &mut self.weights[other];
                if *sum == 0.0 {
                    self.met.push(other);
                }
                *sum += weight * of_other;
            }
        }
        self.met.retain(|&other| other != paper);
        let weights = &self.weights;
        if self.met.len() > COMPARED {
            self.met.select_nth_unstable_by(COMPARED, |&a, &b| {
                weights[b].total_cmp(&weights[a]).then(a.cmp(&b))
            });
        }
        let compared = self.met.iter().take(COMPARED);
        let cosine = |other: usize| -> f32 {
            let of_other = vectors[other].iter();
            of_other
                .map(|(term, weight)| weight * self.own[term.0 as usize])
                .sum()
        };
        let mut near: Vec<(f32, usize)> = compared
            .map(|&other| (cosine(other), other))
            .filter(|(cosine, _)| *cosine >= LEAST)
            .collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(RELATED);
        self.weights[paper] = 0.0;
        for (term, _) in &vectors[paper] {
            self.own[term.0 as usize] = 0.0;
        }
        for other in self.met.drain(..) {
            self.weights[other] = 0.0;
        }
        near.into_iter().map(|(_, other)| other).collect()
    }
}

/// For each term whether it says something to a reader, where it is met first.
fn speaking(texts: &[PaperText<'_>], terms: &Terms) -> Vec<bool> {
    let mut first: Vec<Option<(usize, Occurrence)>> = vec![None; terms.count()];
    for paper in 0..texts.len() {
        for occurrence in terms.of_paper(paper) {
            first[occurrence.term.0 as usize].get_or_insert((paper, *occurrence));
        }
    }
    let speaks = |words: &mut Vec<Word>, (paper, occurrence): (usize, Occurrence)| {
        let (_, phrase, _) = texts[paper].around(&occurrence);
        words.clear();
        words::scan(phrase, words);
        naming::is_speaking(phrase, words)
    };
    first
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(Vec::new, |words, met| {
            met.is_some_and(|met| speaks(words, met))
        })
        .collect()
}

/// Of the terms that two papers share those that count most, as the first writes them. A term
/// within another one that is named is not named again.
fn reasons(
    text: &PaperText<'_>,
    occurrences: &[Occurrence],
    mut shared: Vec<(TermIndex, f32)>,
    speaking: &[bool],
) -> Vec<String> {
    shared.retain(|(term, _)| speaking[term.0 as usize]);
    shared.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut reasons: Vec<(String, String)> = Vec::new();
    for (term, _) in shared.into_iter().take(LOOKED_AT) {
        let Ok(at) = occurrences.binary_search_by_key(&term, |occurrence| occurrence.term) else {
            continue;
        };
        let written = text.written(&occurrences[at]);
        let folded = written.to_lowercase().replace('-', " ");
        if reasons.iter().any(|(known, _)| known.contains(&folded)) {
            continue;
        }
        if let Some(part) = reasons
            .iter_mut()
            .find(|(known, _)| folded.contains(known.as_str()))
        {
            *part = (folded, written);
        } else if reasons.len() < REASONS {
            reasons.push((folded, written));
        }
    }
    reasons.into_iter().map(|(_, written)| written).collect()
}
