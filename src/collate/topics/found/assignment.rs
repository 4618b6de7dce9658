//! Which papers belong to a chosen topic.
//!
//! A paper that names the topic in its title, or more than once, or that is near to the topic's
//! papers, belongs to it; so does one that does not name it and is as near as they are. A paper
//! that would have no topic gets the nearest, unless it is near to none.

use super::coherence::{self, Sums};
use super::{Chosen, Era, Finding, Found, Options};
use crate::collate::terms::TermIndex;
use crate::collate::vectors::{self, Vector};
use rayon::prelude::*;
use std::collections::HashMap;

/// Most topics a paper gets.
const MOST: usize = 4;

/// Topics that are prepared one after the other, since sums need a place for every term.
const AT_ONCE: usize = 16;

/// Papers of which a topic's centre is made.
const LOOKED_AT: usize = 400;

/// Nearness is measured in that of papers which name the topic. A paper which names it once has
/// to be half as near; one which does not has to be as near and a bit; one without a topic may be
/// so far from it.
const NEAR_ENOUGH: f32 = 0.6;
const NEAR: f32 = 1.1;
const LAST_RESORT: f32 = 0.25;

/// Assigns all papers, also those that came after the topics were chosen.
pub fn assign(era: &Era<'_>, chosen: Vec<Chosen>, options: Options) -> Finding {
    let terms = era.collection.terms.count();
    let topics: Vec<Profile> = chosen
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(
            || Sums::new(terms),
            |sums, chosen| Profile::of(era, chosen, sums),
        )
        .collect();
    let index = Index::of(&topics, terms);
    let assigned: Vec<Vec<(usize, f32)>> = (0..era.arrived.len())
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map(|position| topics_of(era, position, &topics, &index))
        .collect();
    let most = (options.max_share * era.arrived.len() as f64).floor() as usize;
    let mut members: Vec<Vec<(f32, usize)>> = vec![Vec::new(); topics.len()];
    for (position, own) in assigned.iter().enumerate() {
        for &(topic, score) in own {
            members[topic].push((score, position));
        }
    }
    // A topic that would have too many papers keeps those that fit best; one with too few is none.
    let mut of_position: Vec<Vec<(f32, usize)>> = vec![Vec::new(); era.arrived.len()];
    let mut kept: Vec<Found> = Vec::new();
    for (topic, mut members) in topics.into_iter().zip(members) {
        if members.len() < options.min_papers {
            continue;
        }
        members.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (score, position) in members.into_iter().take(most) {
            of_position[position].push((score, kept.len()));
        }
        kept.push(Found {
            name: topic.chosen.names.name,
            other_names: topic.chosen.names.others,
        });
    }
    let mut of_paper = vec![Vec::new(); era.collection.terms.paper_count()];
    for (position, mut own) in of_position.into_iter().enumerate() {
        own.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        of_paper[era.arrived[position]] = own.into_iter().map(|(_, topic)| topic).collect();
    }
    Finding {
        topics: kept,
        of_paper,
    }
}

/// A topic as papers are compared with it.
struct Profile {
    chosen: Chosen,
    centre: Vector,
    /// Mean nearness of the papers that name it.
    usual: f32,
}

impl Profile {
    fn of(era: &Era<'_>, chosen: Chosen, sums: &mut Sums) -> Self {
        let uses = era.uses(chosen.term);
        let centre = coherence::centre(era, uses, LOOKED_AT, sums);
        let step = uses.len().div_ceil(LOOKED_AT).max(1);
        let looked_at = uses.iter().step_by(step);
        let nearness = looked_at
            .clone()
            .map(|of| vectors::cosine(era.vector(of.position()), &centre));
        let usual = nearness.sum::<f32>() / looked_at.len().max(1) as f32;
        Self {
            chosen,
            centre,
            usual: usual.max(f32::MIN_POSITIVE),
        }
    }
}

/// How much a paper names a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    Not,
    /// In the abstract, once.
    Once,
    More,
}

/// Which topics a term has to do with.
struct Index {
    /// For each term the topics in whose centre it is, with how much it counts there.
    in_centres: Vec<Vec<(usize, f32)>>,
    /// Topics by the term that names them.
    naming: HashMap<TermIndex, usize>,
}

impl Index {
    fn of(topics: &[Profile], terms: usize) -> Self {
        let mut in_centres = vec![Vec::new(); terms];
        for (index, topic) in topics.iter().enumerate() {
            for &(term, weight) in &topic.centre {
                in_centres[term.0 as usize].push((index, weight));
            }
        }
        let naming = topics.iter().enumerate();
        Self {
            in_centres,
            naming: naming
                .map(|(index, topic)| (topic.chosen.term, index))
                .collect(),
        }
    }
}

/// The topics of a paper, the best first, each with how well it fits.
fn topics_of(
    era: &Era<'_>,
    position: usize,
    topics: &[Profile],
    index: &Index,
) -> Vec<(usize, f32)> {
    let paper = era.arrived[position];
    let mut near = vec![0.0; topics.len()];
    for &(term, weight) in era.vector(position) {
        for &(topic, of_topic) in &index.in_centres[term.0 as usize] {
            near[topic] += weight * of_topic;
        }
    }
    let mut named = vec![Naming::Not; topics.len()];
    for occurrence in era.collection.terms.of_paper(paper) {
        if let Some(&topic) = index.naming.get(&occurrence.term) {
            named[topic] = match (occurrence.in_title, occurrence.in_abstract) {
                (0, 1) => Naming::Once,
                _ => Naming::More,
            };
        }
    }
    let mut fitting: Vec<(usize, f32)> = Vec::new();
    let mut nearest: Option<(usize, f32)> = None;
    for (index, topic) in topics.iter().enumerate() {
        let near = near[index] / topic.usual;
        let (fits, score) = match named[index] {
            Naming::Not => (near >= NEAR, near),
            Naming::Once => (near >= NEAR_ENOUGH, near + 0.5),
            Naming::More => (true, near + 1.0),
        };
        if fits {
            fitting.push((index, score));
        }
        if nearest.is_none_or(|(_, best)| score > best) {
            nearest = Some((index, score));
        }
    }
    if fitting.is_empty() && era.collection.settled[paper] == 0 {
        fitting.extend(nearest.filter(|(_, score)| *score >= LAST_RESORT));
    }
    fitting.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    fitting.truncate(MOST);
    fitting
}
