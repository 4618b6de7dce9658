//! Topics: what is declared in `content/topics/` and what the input names.
//!
//! 1. [`fold`] makes one form of the spellings of one subject.
//! 2. `declared` says which folded names, and which phrases in the text, belong to a declaration.
//! 3. [`collect`] counts, drops given topics with too few papers, names and sorts the rest.
//!
//! Left out: topics found in the text alone.

mod declared;
pub mod fold;
mod names;

use super::editions::Editions;
use super::merge::Merged;
use crate::diagnostic::Diagnostic;
use crate::model::declaration::TopicDeclaration;
use crate::model::library::{PaperIndex, TopicIndex};
use crate::model::topic::{Origin, Topic};
use declared::Declared;
use serde::Deserialize;
use std::collections::HashMap;

/// The `[topics]` table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Papers that a given topic needs to get a page. Declared topics always have one.
    pub min_papers: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { min_papers: 3 }
    }
}

/// Topics by name, the topics of each paper, and what was noticed.
pub type Collected = (Vec<Topic>, Vec<Vec<TopicIndex>>, Vec<Diagnostic>);

/// A topic while it is counted.
struct Candidate {
    name: String,
    declaration: Option<usize>,
    papers: Vec<usize>,
}

/// Collects the topics of all papers.
pub fn collect(
    papers: &[Merged],
    editions: &Editions,
    declarations: &[TopicDeclaration],
    options: &Options,
) -> Collected {
    let (declared, mut diagnostics) = Declared::new(declarations);
    let spellings = names::most_frequent(papers);
    let mut candidates: Vec<Candidate> = declarations
        .iter()
        .enumerate()
        .map(|(index, declaration)| Candidate {
            name: declaration.title.clone(),
            declaration: Some(index),
            papers: Vec::new(),
        })
        .collect();
    let mut by_fold: HashMap<String, usize> = HashMap::new();
    let mut candidates_of: Vec<Vec<usize>> = Vec::with_capacity(papers.len());
    for (paper, merged) in papers.iter().enumerate() {
        let mut own: Vec<usize> = Vec::new();
        for topic in &merged.record.topics {
            let folded = fold::name(topic);
            if folded.is_empty() {
                continue;
            }
            let candidate = declared.by_name(&folded).unwrap_or_else(|| {
                *by_fold.entry(folded).or_insert_with_key(|folded| {
                    candidates.push(Candidate {
                        name: spellings
                            .get(folded)
                            .cloned()
                            .unwrap_or_else(|| topic.clone()),
                        declaration: None,
                        papers: Vec::new(),
                    });
                    candidates.len() - 1
                })
            });
            own.push(candidate);
        }
        own.extend(declared.by_keywords(&merged.record));
        let mut distinct = Vec::with_capacity(own.len());
        for candidate in own {
            if !distinct.contains(&candidate) {
                distinct.push(candidate);
                candidates[candidate].papers.push(paper);
            }
        }
        candidates_of.push(distinct);
    }
    let kept = kept_by_name(&candidates, options.min_papers);
    let topics_of = candidates_of
        .into_iter()
        .map(|own| own.into_iter().filter_map(|c| kept.index_of[c]).collect())
        .collect();
    let parents = declared.parents(declarations, &mut diagnostics);
    let topics = finish(candidates, &kept, editions, declarations, &parents);
    (topics, topics_of, diagnostics)
}

/// Which candidates become topics, and in which order.
struct Kept {
    order: Vec<usize>,
    index_of: Vec<Option<TopicIndex>>,
}

fn kept_by_name(candidates: &[Candidate], min_papers: usize) -> Kept {
    let mut order: Vec<usize> = (0..candidates.len())
        .filter(|&index| {
            let candidate = &candidates[index];
            candidate.declaration.is_some() || candidate.papers.len() >= min_papers.max(1)
        })
        .collect();
    order.sort_by_cached_key(|&index| {
        let name = &candidates[index].name;
        (name.to_lowercase(), name.clone())
    });
    let mut index_of = vec![None; candidates.len()];
    for (position, &candidate) in order.iter().enumerate() {
        index_of[candidate] = Some(TopicIndex(position));
    }
    Kept { order, index_of }
}

fn finish(
    candidates: Vec<Candidate>,
    kept: &Kept,
    editions: &Editions,
    declarations: &[TopicDeclaration],
    parents: &[Option<usize>],
) -> Vec<Topic> {
    let slugs = names::slugs(kept.order.iter().map(|&index| {
        let candidate = &candidates[index];
        (candidate.name.as_str(), candidate.declaration.is_some())
    }));
    let mut candidates: Vec<Option<Candidate>> = candidates.into_iter().map(Some).collect();
    let further_pages = names::further_pages(&slugs);
    let mut topics = Vec::with_capacity(kept.order.len());
    for ((&index, slug), further_pages) in kept.order.iter().zip(slugs).zip(further_pages) {
        let Some(candidate) = candidates[index].take() else {
            continue;
        };
        let declaration = candidate.declaration.map(|index| &declarations[index]);
        let parent = candidate.declaration.and_then(|index| parents[index]);
        topics.push(Topic {
            slug,
            further_pages,
            name: candidate.name,
            origin: if declaration.is_some() {
                Origin::Declared
            } else {
                Origin::Given
            },
            introduction: declaration.and_then(|d| d.introduction.clone()),
            parent: parent.and_then(|parent| kept.index_of[parent]),
            papers: newest_first(candidate.papers, editions),
        });
    }
    topics
}

/// Newest digest first, then by rank within it, as a reader of the archive would meet them.
fn newest_first(mut papers: Vec<usize>, editions: &Editions) -> Vec<PaperIndex> {
    papers.sort_by_key(|&paper| {
        let place = editions.mentions_of[paper].first();
        place.map(|place| {
            let digest = &editions.digests[place.digest.0];
            (
                std::cmp::Reverse(digest.date),
                place.digest.0,
                place.position,
            )
        })
    });
    papers.into_iter().map(PaperIndex).collect()
}
