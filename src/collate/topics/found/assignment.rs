//! Which papers belong to a chosen topic.
//!
//! A paper that names the topic in its title, or more than once, or that is near to the topic's
//! papers, belongs to it; so does one that does not name it and is as near as they are. A paper
//! that would have no topic gets the nearest, unless it is near to none.

use super::coherence::{self, Sums};
use super::{Chosen, Era, Finding, Found, Options};
use crate::collate::vectors::{self, Vector};
use rayon::prelude::*;

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

/// Assigns all papers; the first `counted` of them are those the topics were chosen from.
pub fn assign(era: Era<'_>, counted: usize, chosen: Vec<Chosen>, options: Options) -> Finding {
    let terms = era.collection.terms.count();
    let topics: Vec<Profile> = chosen
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(
            || Sums::new(terms),
            |sums, chosen| Profile::of(era, counted, chosen, sums),
        )
        .collect();
    let mut by_term: Vec<Vec<(u16, f32)>> = vec![Vec::new(); terms];
    for (index, topic) in (0..).zip(&topics) {
        for &(term, weight) in &topic.centre {
            by_term[term.0 as usize].push((index, weight));
        }
    }
    let assigned: Vec<Vec<(usize, f32)>> = (0..era.arrived.len())
        .into_par_iter()
        .map(|position| topics_of(era, position, &topics, &by_term))
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
    fn of(era: Era<'_>, counted: usize, chosen: Chosen, sums: &mut Sums) -> Self {
        let naming: Vec<usize> = (0..counted)
            .filter(|&position| names(era, position, &chosen) > 0)
            .collect();
        let centre = coherence::centre(era, &naming, LOOKED_AT, sums);
        let nearness = naming
            .iter()
            .map(|&position| vectors::cosine(era.vector(position), &centre));
        let usual = nearness.sum::<f32>() / naming.len().max(1) as f32;
        Self {
            chosen,
            centre,
            usual: usual.max(f32::MIN_POSITIVE),
        }
    }
}

/// How much a paper names a topic: 0 not at all, 1 once, 2 more.
fn names(era: Era<'_>, position: usize, topic: &Chosen) -> usize {
    let all = era.collection.terms.of_paper(era.arrived[position]);
    let found = all.binary_search_by_key(&topic.term, |occurrence| occurrence.term);
    found.map_or(0, |at| {
        let occurrence = all[at];
        match (occurrence.in_title, occurrence.in_abstract) {
            (0, 1) => 1,
            _ => 2,
        }
    })
}

/// The topics of a paper, the best first, each with how well it fits.
fn topics_of(
    era: Era<'_>,
    position: usize,
    topics: &[Profile],
    by_term: &[Vec<(u16, f32)>],
) -> Vec<(usize, f32)> {
    let mut near = vec![0.0; topics.len()];
    for &(term, weight) in era.vector(position) {
        for &(topic, of_topic) in &by_term[term.0 as usize] {
            near[usize::from(topic)] += weight * of_topic;
        }
    }
    let mut fitting: Vec<(usize, f32)> = Vec::new();
    let mut nearest: Option<(usize, f32)> = None;
    for (index, topic) in topics.iter().enumerate() {
        let near = near[index] / topic.usual;
        let naming = names(era, position, &topic.chosen);
        let fits = match naming {
            0 => near >= NEAR,
            1 => near >= NEAR_ENOUGH,
            _ => true,
        };
        let score = near + naming as f32 / 2.0;
        if fits {
            fitting.push((index, score));
        }
        if nearest.is_none_or(|(_, best)| score > best) {
            nearest = Some((index, score));
        }
    }
    if fitting.is_empty() && era.collection.settled[era.arrived[position]] == 0 {
        fitting.extend(nearest.filter(|(_, score)| *score >= LAST_RESORT));
    }
    fitting.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    fitting.truncate(MOST);
    fitting
}
