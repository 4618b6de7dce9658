//! The papers of a newsletter by topic, each once.
//!
//! The topic that most of the papers have comes first and takes them; of what is left the next, and so
//! on. A topic of one paper is none that helps a reader, and its paper is among the others.

use crate::model::library::{Library, PaperIndex, TopicIndex};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer papers than these stand in one list.
const FEWEST: usize = 6;

/// Papers that a topic needs.
const LEAST: usize = 2;

/// Topics of a newsletter at most.
const MOST: usize = 12;

/// Papers that stand under one heading.
#[derive(Debug)]
pub struct Group {
    /// None for the others.
    pub topic: Option<TopicIndex>,
    /// In the order of the digest.
    pub papers: Vec<PaperIndex>,
}

/// The papers by topic. `wanted` are the topics that a reader has chosen, which come first and are
/// headings also with one paper.
pub fn by_topic(library: &Library, papers: &[PaperIndex], wanted: &[TopicIndex]) -> Vec<Group> {
    let mut left: Vec<PaperIndex> = papers.to_vec();
    let mut groups = Vec::new();
    for topic in wanted {
        groups.extend(take(library, &mut left, *topic));
    }
    if wanted.is_empty() && papers.len() >= FEWEST {
        let mut tried = BTreeSet::new();
        while groups.len() < MOST {
            let Some(topic) = largest(library, &left, &tried) else {
                break;
            };
            tried.insert(topic);
            groups.extend(take(library, &mut left, topic));
        }
    }
    if !left.is_empty() {
        groups.push(Group {
            topic: None,
            papers: left,
        });
    }
    groups
}

/// The topic of most papers; of several the one that is first by name.
fn largest(
    library: &Library,
    papers: &[PaperIndex],
    tried: &BTreeSet<TopicIndex>,
) -> Option<TopicIndex> {
    let mut counts: BTreeMap<TopicIndex, usize> = BTreeMap::new();
    for topic in papers.iter().flat_map(|paper| &library.topics_of[paper.0]) {
        *counts.entry(*topic).or_default() += 1;
    }
    counts.retain(|topic, count| *count >= LEAST && !tried.contains(topic));
    let largest = counts
        .into_iter()
        .min_by_key(|(topic, count)| (Reverse(*count), *topic));
    largest.map(|(topic, _)| topic)
}

/// Takes out the papers of a topic.
fn take(library: &Library, left: &mut Vec<PaperIndex>, topic: TopicIndex) -> Option<Group> {
    let has_topic = |paper: &PaperIndex| library.topics_of[paper.0].contains(&topic);
    let (papers, others) = left.iter().copied().partition(has_topic);
    *left = others;
    let papers: Vec<PaperIndex> = papers;
    (!papers.is_empty()).then_some(Group {
        topic: Some(topic),
        papers,
    })
}
