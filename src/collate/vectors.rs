//! Papers as vectors of weighted terms: tf-idf with both parts damped.
//!
//! A term counts `1 + ln tf` for its number in the text and `√(1 + ln((1 + n) / (1 + df)))` for
//! its rarity among `n` papers; single words count less than phrases. The square root was found
//! on papers whose keywords others had given: with the plain logarithm the rarest words decide
//! what is near, and they are mostly names of methods that no other paper is about.

use super::terms::{TermIndex, Terms};
use std::cmp::Ordering;

/// A vector of unit length, by term. Empty for a paper that shares no term with another.
pub type Vector = Vec<(TermIndex, f32)>;

/// How much a single word counts beside a phrase.
const SINGLE_WORD: f32 = 0.7;

/// How much each term counts in a library, or in its beginning.
#[derive(Debug, Clone)]
pub struct Rarity {
    papers_with: Vec<u32>,
    /// By term; zero for one that fewer than two papers have, since it brings nothing together.
    weights: Vec<f32>,
}

impl Rarity {
    /// For so many papers, of which each term is in so many.
    pub fn new(terms: &Terms, papers: usize, papers_with: Vec<u32>) -> Self {
        let most = papers_with.iter().max().map_or(0, |&most| most as usize);
        let by_papers: Vec<f32> = (0..=most)
            .map(|with| {
                let share = (1 + papers) as f64 / (1 + with) as f64;
                let weight = (1.0 + libm::log(share)).sqrt() as f32;
                if with < 2 { 0.0 } else { weight }
            })
            .collect();
        let weights = papers_with
            .iter()
            .zip(&terms.words_in)
            .map(|(&with, &words)| {
                let length = if words < 2 { SINGLE_WORD } else { 1.0 };
                by_papers[with as usize] * length
            })
            .collect();
        Self {
            papers_with,
            weights,
        }
    }

    /// Number of papers that have a term.
    pub fn papers_with(&self, term: TermIndex) -> usize {
        self.papers_with[term.0 as usize] as usize
    }

    /// The vector of a paper.
    pub fn vector(&self, terms: &Terms, paper: usize) -> Vector {
        let occurrences = terms.of_paper(paper);
        let mut vector = Vector::with_capacity(occurrences.len());
        let mut square = 0.0;
        for occurrence in occurrences {
            let weight = self.weights[occurrence.term.0 as usize];
            if weight > 0.0 {
                let times = usize::from(occurrence.in_title) + usize::from(occurrence.in_abstract);
                let weight = weight * damped(times);
                square += weight * weight;
                vector.push((occurrence.term, weight));
            }
        }
        let norm = square.sqrt();
        for (_, weight) in &mut vector {
            *weight /= norm;
        }
        vector
    }
}

/// The cosine of two vectors.
pub fn cosine(a: &[(TermIndex, f32)], b: &[(TermIndex, f32)]) -> f32 {
    shared(a, b).map(|(_, product)| product).sum()
}

/// The terms that two vectors share, each with what it adds to their cosine.
pub fn shared(
    a: &[(TermIndex, f32)],
    b: &[(TermIndex, f32)],
) -> impl Iterator<Item = (TermIndex, f32)> {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while let (Some((x, v)), Some((y, w))) = (a.get(i), b.get(j)) {
            match x.cmp(y) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    i += 1;
                    j += 1;
                    return Some((*x, v * w));
                }
            }
        }
        None
    })
}

/// `1 + ln times`.
fn damped(times: usize) -> f32 {
    const FIRST: [f32; 9] = [
        0.0,
        1.0,
        1.693_147_2,
        2.098_612_3,
        2.386_294_4,
        2.609_438,
        2.791_759_5,
        2.945_910_2,
        3.079_441_5,
    ];
    let known = FIRST.get(times).copied();
    known.unwrap_or_else(|| (1.0 + libm::log(times as f64)) as f32)
}
