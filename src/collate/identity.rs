//! Which mentions are of one paper.
//!
//! The same arXiv id, the same DOI, or the same title after normalising where at most one of the
//! two has an id (DESIGN §4). Two papers that have different ids stay apart, whatever their titles;
//! a mention without an id joins the one with the smallest id among them.

use crate::model::digest::{Digest, Record};
use crate::model::title::normal_title;
use std::collections::HashMap;

/// A mention, by digest and position, in the order in which digests were handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MentionIndex {
    pub digest: usize,
    pub position: usize,
}

/// The mentions of one paper, in the order of the digests handed in.
pub type Group = Vec<MentionIndex>;

/// Groups all mentions by paper. Groups are ordered by their first mention.
pub fn group(digests: &[Digest]) -> Vec<Group> {
    let mentions: Vec<(MentionIndex, &Record)> = digests
        .iter()
        .enumerate()
        .flat_map(|(digest, d)| {
            d.mentions
                .iter()
                .enumerate()
                .map(move |(position, m)| (MentionIndex { digest, position }, &m.record))
        })
        .collect();
    let mut sets = DisjointSets::new(mentions.len());
    join_by_id(&mentions, &mut sets);
    join_by_title(&mentions, &mut sets);
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of_root: HashMap<usize, usize> = HashMap::new();
    for (index, (mention, _)) in mentions.iter().enumerate() {
        let group = *group_of_root.entry(sets.root(index)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(*mention);
    }
    groups
}

fn join_by_id(mentions: &[(MentionIndex, &Record)], sets: &mut DisjointSets) {
    let mut by_arxiv = HashMap::new();
    let mut by_doi = HashMap::new();
    for (index, (_, record)) in mentions.iter().enumerate() {
        if let Some(arxiv) = &record.arxiv {
            sets.join(*by_arxiv.entry(arxiv).or_insert(index), index);
        }
        if let Some(doi) = &record.doi {
            sets.join(*by_doi.entry(doi).or_insert(index), index);
        }
    }
}

fn join_by_title(mentions: &[(MentionIndex, &Record)], sets: &mut DisjointSets) {
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, (_, record)) in mentions.iter().enumerate() {
        by_title
            .entry(normal_title(&record.title))
            .or_default()
            .push(index);
    }
    // A citation by an id alone has no title to be known by.
    by_title.remove("");
    for indices in by_title.into_values() {
        let has_id = |index: &&usize| {
            let record = mentions[**index].1;
            record.arxiv.is_some() || record.doi.is_some()
        };
        let id = |index: &&usize| {
            let record = mentions[**index].1;
            // One with an arXiv id comes before one with a DOI alone.
            (
                record.arxiv.is_none(),
                record.arxiv.as_ref(),
                record.doi.as_ref(),
            )
        };
        let anchor = indices
            .iter()
            .filter(has_id)
            .min_by(|a, b| id(a).cmp(&id(b)));
        let anchor = *anchor.unwrap_or(&indices[0]);
        for index in &indices {
            if !has_id(&index) {
                sets.join(anchor, *index);
            }
        }
    }
}

/// Disjoint sets with path halving; the smallest member of a set is its root.
struct DisjointSets {
    parents: Vec<usize>,
}

impl DisjointSets {
    fn new(len: usize) -> Self {
        Self {
            parents: (0..len).collect(),
        }
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.parents[index] != index {
            self.parents[index] = self.parents[self.parents[index]];
            index = self.parents[index];
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}
