//! Papers that belong together, by the terms that they share.
//!
//! Nearness is the cosine of two papers' [`vectors`]. Comparing every paper with every other would
//! grow with the square of their number, so each term is followed only to the papers in which it
//! counts most; those that are met most weightily are then compared in full. The time a paper
//! takes has a bound that does not depend on the number of papers.

use super::terms::{Occurrence, PaperText, TermIndex, Terms, naming, words};
use super::vectors::{self, Rarity, Vector};
use crate::model::library::PaperIndex;
use crate::model::related::Related;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Related papers that a paper has at most.
const RELATED: usize = 5;

/// Papers to which a term leads: those in which it counts most.
const LED_TO: usize = 100;

/// Papers that are compared in full.
const COMPARED: usize = 48;

/// Papers with a smaller cosine have next to nothing in common.
const LEAST: f32 = 0.02;

/// Terms that are named as the reason.
const REASONS: usize = 3;

/// Shared terms that are looked at for reasons.
const LOOKED_AT: usize = 16;

/// For each paper those nearest to it; equally near ones in the order of their keys, which is that
/// of their numbers.
pub fn find(texts: &[PaperText<'_>], terms: &Terms, rarity: &Rarity) -> Vec<Vec<Related>> {
    let vectors: Vec<Vector> = (0..texts.len())
        .into_par_iter()
        .map(|paper| rarity.vector(terms, paper))
        .collect();
    let leads = leads(terms.count(), &vectors);
    (0..texts.len())
        .into_par_iter()
        .map_init(
            || Finder::new(texts.len()),
            |finder, paper| {
                let near = finder.nearest(paper, &vectors, &leads);
                near.into_iter()
                    .map(|other| Related {
                        paper: PaperIndex(other),
                        because: reasons(
                            &texts[paper],
                            terms.of_paper(paper),
                            &vectors,
                            paper,
                            other,
                        ),
                    })
                    .collect()
            },
        )
        .collect()
}

/// For each term the papers in which it counts most, each with how much.
fn leads(terms: usize, vectors: &[Vector]) -> Vec<Vec<(u32, f32)>> {
    let mut leads: Vec<Vec<(u32, f32)>> = vec![Vec::new(); terms];
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
    lead.sort_unstable_by_key(|(paper, _)| *paper);
}

/// Finds what is near; has a place for every paper, so that adding up is cheap.
struct Finder {
    weights: Vec<f32>,
    met: Vec<usize>,
}

impl Finder {
    fn new(papers: usize) -> Self {
        Self {
            weights: vec![0.0; papers],
            met: Vec::new(),
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
        let mut near: Vec<(f32, usize)> = compared
            .map(|&other| (vectors::cosine(&vectors[paper], &vectors[other]), other))
            .filter(|(cosine, _)| *cosine >= LEAST)
            .collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(RELATED);
        self.weights[paper] = 0.0;
        for other in self.met.drain(..) {
            self.weights[other] = 0.0;
        }
        near.into_iter().map(|(_, other)| other).collect()
    }
}

/// The terms that two papers share and that count most in both, as the first writes them. A term
/// within another one that is named is not named again.
fn reasons(
    text: &PaperText<'_>,
    occurrences: &[Occurrence],
    vectors: &[Vector],
    paper: usize,
    other: usize,
) -> Vec<String> {
    let mut shared = shared(&vectors[paper], &vectors[other]);
    shared.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut reasons: Vec<String> = Vec::new();
    let mut words = Vec::new();
    let one_way = |text: &str| text.to_lowercase().replace('-', " ");
    for (term, _) in shared.into_iter().take(LOOKED_AT) {
        let Ok(at) = occurrences.binary_search_by_key(&term, |occurrence| occurrence.term) else {
            continue;
        };
        let written = text.written(&occurrences[at]);
        words.clear();
        words::scan(&written, &mut words);
        let folded = one_way(&written);
        if !naming::is_speaking(&written, &words)
            || reasons.iter().any(|known| one_way(known).contains(&folded))
        {
            continue;
        }
        if let Some(part) = reasons
            .iter_mut()
            .find(|known| folded.contains(&one_way(known)))
        {
            *part = written;
        } else if reasons.len() < REASONS {
            reasons.push(written);
        }
    }
    reasons
}

/// The terms of both vectors, each with what it adds to the cosine.
fn shared(a: &Vector, b: &Vector) -> Vec<(TermIndex, f32)> {
    let (mut i, mut j) = (0, 0);
    let mut shared = Vec::new();
    while let (Some((x, v)), Some((y, w))) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                shared.push((*x, v * w));
                i += 1;
                j += 1;
            }
        }
    }
    shared
}
