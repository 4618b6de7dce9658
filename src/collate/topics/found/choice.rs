//! Few topics that are distinct and cover nearly everything.
//!
//! Greedy: the candidate that adds most is taken until there are enough. A paper counts the less
//! the more topics it has; a candidate counts the more the more its papers have in common and the
//! more often it stands in titles.

use super::Era;
use super::candidates::Candidate;
use super::coherence::{self, Sums};
use super::postings::Use;
use crate::collate::terms::TermIndex;
use crate::collate::vectors::{self, Vector};
use rayon::prelude::*;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Candidates whose papers have less in common are not about one thing. In a small library all
/// papers are nearer to each other than in a large one, so less is asked there.
const LEAST_COHERENCE: f32 = 1.3;
const LEAST_IN_SMALL: f32 = 1.1;
const LARGE: f32 = 1000.0;

/// Two candidates are one if they share this part of their papers, if one has nearly all its
/// papers from the other and is this part of it, or if their centres are so similar.
const SAME_PAPERS: f32 = 0.3;
const WITHIN: f32 = 0.95;
const PART: f32 = 0.2;
const SAME_CENTRE: f32 = 0.74;

/// Papers of which it is counted how many topics they have.
const COUNTED: usize = 300;

/// A topic of more than this share of all papers tells less apart.
const BROAD: f32 = 0.12;

/// What was chosen before counts so many times as much.
const LOYALTY: f32 = 1.6;

/// Chooses at most `wanted` candidates, which come with their coherence.
pub fn choose<'a>(
    era: &Era<'_>,
    candidates: &'a [(Candidate<'a>, f32)],
    before: &[TermIndex],
    wanted: usize,
) -> Vec<&'a Candidate<'a>> {
    let settled = era.arrived.iter();
    let mut topics_of: Vec<usize> = settled
        .map(|&paper| era.collection.settled[paper])
        .collect();
    let worth: Vec<f32> = candidates
        .iter()
        .map(|(candidate, coherence)| worth(era, candidate, *coherence, before))
        .collect();
    let gain = |index: usize, topics_of: &[usize]| {
        Gain(fresh_papers(&candidates[index].0, topics_of) * worth[index])
    };
    // What a candidate adds only falls while others are taken, so the best is found when the one
    // in front, counted anew, is still in front.
    let mut waiting: BinaryHeap<(Gain, Reverse<usize>)> = (0..candidates.len())
        .filter(|&index| worth[index] > 0.0)
        .map(|index| (gain(index, &topics_of), Reverse(index)))
        .collect();
    // What was chosen before, with its centre.
    let terms = era.collection.terms.count();
    let mut faithful: Vec<Centred<'_>> = (0..candidates.len())
        .into_par_iter()
        .filter(|&index| worth[index] > 0.0 && before.contains(&candidates[index].0.term))
        .map_init(
            || Sums::new(terms),
            |sums, index| Centred::of(era, &candidates[index].0, sums),
        )
        .collect();
    let mut sums = Sums::new(terms);
    let mut chosen: Vec<Centred<'_>> = Vec::new();
    while chosen.len() < wanted
        && let Some((_, Reverse(index))) = waiting.pop()
    {
        let now = (gain(index, &topics_of), Reverse(index));
        if waiting.peek().is_some_and(|next| now < *next) {
            waiting.push(now);
            continue;
        }
        let candidate = &candidates[index].0;
        let known = faithful
            .iter()
            .position(|other| other.candidate.term == candidate.term);
        let taken = match known {
            Some(at) => faithful.swap_remove(at),
            None => Centred::of(era, candidate, &mut sums),
        };
        // A subject that was chosen before keeps its name when another comes up for it.
        let taken = match faithful.iter().position(|other| other.is_same(&taken)) {
            Some(at) if known.is_none() => faithful.swap_remove(at),
            _ => taken,
        };
        if chosen.iter().any(|other| other.is_same(&taken)) {
            continue;
        }
        for of in taken.candidate.uses {
            topics_of[of.position()] += 1;
        }
        chosen.push(taken);
    }
    chosen.into_iter().map(|taken| taken.candidate).collect()
}

/// A candidate with the centre of its papers.
struct Centred<'a> {
    candidate: &'a Candidate<'a>,
    centre: Vector,
}

impl<'a> Centred<'a> {
    fn of(era: &Era<'_>, candidate: &'a Candidate<'a>, sums: &mut Sums) -> Self {
        Self {
            candidate,
            centre: coherence::centre(era, candidate.uses, coherence::LOOKED_AT, sums),
        }
    }

    /// Whether two candidates are one subject.
    fn is_same(&self, other: &Centred<'_>) -> bool {
        self.candidate.core == other.candidate.core
            || is_same_papers(self.candidate.uses, other.candidate.uses)
            || vectors::cosine(&self.centre, &other.centre) > SAME_CENTRE
    }
}

/// What a candidate adds; a number, so that all can be ordered.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gain(f32);

impl Eq for Gain {}

impl Ord for Gain {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Gain {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// How many papers a candidate has, each counted the less the more topics it has already.
fn fresh_papers(candidate: &Candidate<'_>, topics_of: &[usize]) -> f32 {
    let step = candidate.uses.len().div_ceil(COUNTED).max(1);
    let counted = candidate.uses.iter().step_by(step);
    let fresh = counted.clone().map(|of| fresh(topics_of[of.position()]));
    fresh.sum::<f32>() / counted.len() as f32 * candidate.uses.len() as f32
}

/// What a further topic is worth to a paper that has so many: `1 / (1 + topics)³`.
fn fresh(topics: usize) -> f32 {
    const TABLE: [f32; 8] = [
        1.0, 0.125, 0.037_037, 0.015_625, 0.008, 0.004_63, 0.002_915, 0.001_953,
    ];
    TABLE[topics.min(TABLE.len() - 1)]
}

fn worth(era: &Era<'_>, candidate: &Candidate<'_>, coherence: f32, before: &[TermIndex]) -> f32 {
    let size = (era.arrived.len() as f32 / LARGE).min(1.0);
    if coherence < LEAST_IN_SMALL + (LEAST_COHERENCE - LEAST_IN_SMALL) * size {
        return 0.0;
    }
    let papers = candidate.uses.len() as f32;
    let titles = (candidate.in_titles as f32 + 0.3) / (papers + 1.0);
    let share = papers / era.arrived.len() as f32;
    let breadth = if share > BROAD { BROAD / share } else { 1.0 };
    let form = match candidate.words {
        1 if candidate.is_defined => 0.8,
        1 => 0.5,
        _ if candidate.ends_weakly => 0.4,
        _ if candidate.is_common => 0.6,
        2 => 1.0,
        _ => 1.15,
    };
    let loyalty = if before.contains(&candidate.term) {
        LOYALTY
    } else {
        1.0
    };
    (coherence - 1.0).min(6.0).sqrt() * titles * breadth * form * loyalty
}

fn is_same_papers(a: &[Use], b: &[Use]) -> bool {
    let (less, more) = (a.len().min(b.len()) as f32, a.len().max(b.len()) as f32);
    if less < more * PART.min(SAME_PAPERS) {
        return false;
    }
    let shared = shared(a, b) as f32;
    shared > SAME_PAPERS * (less + more - shared) || shared >= WITHIN * less && less >= PART * more
}

/// How many two sorted lists have in common.
fn shared(a: &[Use], b: &[Use]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.position().cmp(&y.position()) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}
