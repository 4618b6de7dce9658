//! Joining names that leave something out to those that say it.
//!
//! `J. Smith` may be any of a thousand people. It is taken for `Jane Smith` only where nobody else of
//! the library can be meant, and where both wrote with the same third person.

use super::Candidate;
use super::forms::Form;
use crate::model::paper::Paper;
use std::collections::{HashMap, HashSet};

/// Authors of a paper from which on it shows no acquaintance between them.
pub const CROWD: usize = 50;

/// For each candidate the one that it is joined to, which may be itself.
pub fn joined(
    papers: &[Paper],
    candidates: &[Candidate<'_>],
    by_form: &HashMap<Form, usize>,
) -> Vec<usize> {
    let mut to: Vec<usize> = (0..candidates.len()).collect();
    let mut buckets: HashMap<(String, char), Vec<(&Form, usize)>> = HashMap::new();
    for (form, candidate) in by_form {
        if let Some(bucket) = form.bucket() {
            buckets.entry(bucket).or_default().push((form, *candidate));
        }
    }
    let who = who(papers, candidates);
    for forms in buckets.values_mut().filter(|forms| forms.len() > 1) {
        forms.sort_unstable();
        for (short, candidate) in forms.iter() {
            let mut fitting = forms.iter().filter(|(long, _)| short.is_short_for(long));
            // Of several that are short for each other in turn the longest has them all.
            let Some(first) = fitting.next() else {
                continue;
            };
            let longest = fitting.try_fold(first, |longest, other| {
                if longest.0.is_short_for(other.0) {
                    Some(other)
                } else {
                    other.0.is_short_for(longest.0).then_some(longest)
                }
            });
            let Some((_, longest)) = longest else {
                continue;
            };
            let shared = companions(*candidate, candidates, &who);
            if !shared.is_disjoint(&companions(*longest, candidates, &who)) {
                to[*candidate] = *longest;
            }
        }
    }
    to
}

/// Candidates with those that are joined to them; the joined ones have nothing left.
pub fn apply<'a>(mut candidates: Vec<Candidate<'a>>, to: &[usize]) -> Vec<Candidate<'a>> {
    for from in 0..candidates.len() {
        // What is joined to something that is itself joined follows it.
        let mut target = to[from];
        while to[target] != target {
            target = to[target];
        }
        if target == from {
            continue;
        }
        let Candidate { places, forms, .. } = std::mem::take(&mut candidates[from]);
        candidates[target].places.extend(places);
        for (form, count) in forms {
            *candidates[target].forms.entry(form).or_default() += count;
        }
    }
    candidates
}

/// For each paper that is no work of a crowd its candidates, in order.
fn who(papers: &[Paper], candidates: &[Candidate<'_>]) -> Vec<Vec<usize>> {
    let mut who = vec![Vec::new(); papers.len()];
    for (index, candidate) in candidates.iter().enumerate() {
        for (paper, _) in &candidate.places {
            if papers[*paper].authors.len() <= CROWD {
                who[*paper].push(index);
            }
        }
    }
    who
}

fn companions(
    candidate: usize,
    candidates: &[Candidate<'_>],
    who: &[Vec<usize>],
) -> HashSet<usize> {
    let papers = candidates[candidate].places.iter();
    papers
        .flat_map(|(paper, _)| &who[*paper])
        .copied()
        .filter(|other| *other != candidate)
        .collect()
}
