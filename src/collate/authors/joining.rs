//! Joining names that leave something out to those that say it.
//!
//! `J. Smith` may be any of a thousand people. It is taken for `Jane Smith` only where nobody else of
//! the library can be meant, and where both wrote with the same third person.

use super::Candidate;
use super::forms::{self, Form};
use crate::model::author::CROWD;
use crate::model::paper::Paper;
use std::collections::{HashMap, HashSet};

/// A form that is short for others.
struct Short {
    candidate: usize,
    /// The longest of those that it is short for.
    longest: usize,
    /// All of them.
    fitting: Vec<usize>,
}

/// For each candidate the one that it is joined to, which may be itself.
pub fn joined(
    papers: &[Paper],
    candidates: &[Candidate<'_>],
    by_form: &HashMap<Form, usize>,
) -> Vec<usize> {
    let who = who(papers, candidates);
    let mut to: Vec<usize> = (0..candidates.len()).collect();
    let mut joins: Vec<Short> = Vec::new();
    for forms in buckets(candidates, by_form).values() {
        let shorts = forms
            .iter()
            .filter_map(|(form, candidate)| short(form, *candidate, forms));
        joins.extend(shorts.filter(|short| is_reason(short, candidates, &who)));
    }
    for join in &joins {
        to[join.candidate] = join.longest;
    }
    // Whoever is left standing among those that fit could be meant too.
    loop {
        let doubtful = joins.iter().find(|join| {
            let target = end(&to, join.longest);
            let is_elsewhere = |fitting: &usize| end(&to, *fitting) != target;
            to[join.candidate] != join.candidate && join.fitting.iter().any(is_elsewhere)
        });
        match doubtful.map(|join| join.candidate) {
            Some(candidate) => to[candidate] = candidate,
            None => return to,
        }
    }
}

/// Forms that may be of one name. Those that the owner declared are among them: they can be meant.
fn buckets(
    candidates: &[Candidate<'_>],
    by_form: &HashMap<Form, usize>,
) -> HashMap<(String, char), Vec<(Form, usize)>> {
    let mut all: Vec<(Form, usize)> = by_form
        .iter()
        .map(|(form, index)| (form.clone(), *index))
        .collect();
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.declaration.is_some() {
            all.extend(
                candidate
                    .forms
                    .keys()
                    .map(|name| (forms::fold(name), index)),
            );
        }
    }
    all.sort_unstable();
    let mut buckets: HashMap<(String, char), Vec<(Form, usize)>> = HashMap::new();
    for (form, candidate) in all {
        if let Some(bucket) = form.bucket() {
            buckets.entry(bucket).or_default().push((form, candidate));
        }
    }
    buckets.retain(|_, forms| forms.len() > 1);
    buckets
}

/// What a form is short for, if all of that can be one person.
fn short(form: &Form, candidate: usize, forms: &[(Form, usize)]) -> Option<Short> {
    let fitting: Vec<&(Form, usize)> = forms
        .iter()
        .filter(|(long, _)| form.is_short_for(long))
        .collect();
    let mut longest = *fitting.first()?;
    for other in &fitting {
        if longest.0.is_short_for(&other.0) {
            longest = other;
        } else if longest.0 != other.0 && !other.0.is_short_for(&longest.0) {
            return None;
        }
    }
    Some(Short {
        candidate,
        longest: longest.1,
        fitting: fitting.iter().map(|(_, candidate)| *candidate).collect(),
    })
}

/// Whether two forms are of one person: they wrote with the same third one, and never side by side.
/// What the owner declared is as the owner wants it.
fn is_reason(short: &Short, candidates: &[Candidate<'_>], who: &[Vec<usize>]) -> bool {
    let is_declared = |candidate: &usize| candidates[*candidate].declaration.is_some();
    if is_declared(&short.candidate) || short.fitting.iter().any(is_declared) {
        return false;
    }
    let papers = |candidate: usize| -> HashSet<usize> {
        candidates[candidate]
            .places
            .iter()
            .map(|(paper, _)| *paper)
            .collect()
    };
    let companions = |candidate| companions(candidate, candidates, who);
    let own = papers(short.candidate);
    let is_apart = |fitting: &usize| own.is_disjoint(&papers(*fitting));
    short.fitting.iter().all(is_apart)
        && !companions(short.candidate).is_disjoint(&companions(short.longest))
}

/// Where the joins from a candidate on end.
fn end(to: &[usize], candidate: usize) -> usize {
    let mut target = to[candidate];
    while to[target] != target {
        target = to[target];
    }
    target
}

/// Candidates with those that are joined to them; the joined ones have nothing left.
pub fn apply<'a>(mut candidates: Vec<Candidate<'a>>, to: &[usize]) -> Vec<Candidate<'a>> {
    for from in 0..candidates.len() {
        // What is joined to something that is itself joined follows it.
        let target = end(to, from);
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
