//! Whether the papers that use a phrase have more in common than the phrase.
//!
//! Papers on one subject share further terms; those that say that their experiments are extensive
//! share nothing else. So no list of such phrases is needed.

use super::Era;
use super::candidates::Candidate;
use super::postings::Use;
use crate::collate::terms::TermIndex;
use crate::collate::vectors::Vector;
use rayon::prelude::*;

/// Papers of a candidate that are looked at.
pub const LOOKED_AT: usize = 50;

/// Candidates that are scored one after the other, since sums need a place for every term.
const AT_ONCE: usize = 100;

/// Terms of a centre.
const OF_CENTRE: usize = 300;

/// Papers of the whole library that are looked at.
const BACKGROUND: usize = 400;

/// How many times as much the papers of each candidate have in common as any papers have.
pub fn of(era: &Era<'_>, candidates: &[Candidate<'_>]) -> Vec<f32> {
    let terms = era.collection.terms.count();
    let mut sums = Sums::new(terms);
    let background = sums
        .add(era, 0..era.arrived.len(), None, BACKGROUND)
        .max(1e-6);
    candidates
        .par_iter()
        .with_min_len(AT_ONCE)
        .map_init(
            || Sums::new(terms),
            |sums, candidate| {
                let own = Some(candidate.term);
                let papers = candidate.uses.iter().map(|of| of.position());
                sums.add(era, papers, own, LOOKED_AT) / background
            },
        )
        .collect()
}

/// The middle of some papers' vectors, by term and of unit length, with the terms that count most.
pub fn centre(era: &Era<'_>, uses: &[Use], looked_at: usize, sums: &mut Sums) -> Vector {
    let papers = uses.iter().map(|of| of.position());
    sums.add(era, papers, None, looked_at);
    let of = |term: &TermIndex| (*term, sums.sums[term.0 as usize]);
    let mut centre: Vector = sums.met.iter().map(of).collect();
    if centre.len() > OF_CENTRE {
        let by_weight =
            |a: &(TermIndex, f32), b: &(TermIndex, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        centre.select_nth_unstable_by(OF_CENTRE, by_weight);
        centre.truncate(OF_CENTRE);
    }
    centre.sort_unstable_by_key(|(term, _)| *term);
    let norm = centre.iter().map(|(_, sum)| sum * sum).sum::<f32>().sqrt();
    for (_, weight) in &mut centre {
        *weight /= norm.max(f32::MIN_POSITIVE);
    }
    centre
}

/// Vectors added up, with a place for every term, so that adding is cheap.
#[derive(Debug)]
pub struct Sums {
    sums: Vec<f32>,
    met: Vec<TermIndex>,
}

impl Sums {
    /// A place for each of so many terms.
    pub fn new(terms: usize) -> Self {
        Self {
            sums: vec![0.0; terms],
            met: Vec::new(),
        }
    }

    /// Adds up the vectors of some papers without the one term; gives the mean similarity of two
    /// of them.
    fn add(
        &mut self,
        era: &Era<'_>,
        papers: impl ExactSizeIterator<Item = usize>,
        without: Option<TermIndex>,
        looked_at: usize,
    ) -> f32 {
        for term in self.met.drain(..) {
            self.sums[term.0 as usize] = 0.0;
        }
        let step = papers.len().div_ceil(looked_at).max(1);
        let mut count = 0.0;
        let mut own = 0.0;
        for position in papers.step_by(step) {
            count += 1.0;
            for &(term, weight) in era.vector(position) {
                if Some(term) != without {
                    let sum = &mut self.sums[term.0 as usize];
                    if *sum == 0.0 {
                        self.met.push(term);
                    }
                    *sum += weight;
                    own += weight * weight;
                }
            }
        }
        let sums = self.met.iter().map(|term| self.sums[term.0 as usize]);
        let square: f32 = sums.map(|sum| sum * sum).sum();
        let pairs: f32 = count * (count - 1.0);
        if pairs > 0.0 {
            (square - own) / pairs
        } else {
            0.0
        }
    }
}
