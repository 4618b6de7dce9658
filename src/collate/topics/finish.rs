//! Finished topics: those with enough papers, by name, each with an address.

use super::gathering::{Candidate, Gathering};
use super::names;
use crate::collate::editions::Editions;
use crate::model::declaration::TopicDeclaration;
use crate::model::library::{PaperIndex, TopicIndex};
use crate::model::topic::Topic;
use std::cmp::Reverse;

/// Topics by name, and those of each paper.
#[derive(Debug)]
pub struct Finished {
    pub topics: Vec<Topic>,
    pub topics_of: Vec<Vec<TopicIndex>>,
    /// For each paper how many of its topics, from the front, are not found in the text.
    pub told_of: Vec<usize>,
}

/// Finishes what was gathered. `parents` has the topic above each declaration.
pub fn topics(
    gathering: Gathering,
    editions: &Editions,
    declarations: &[TopicDeclaration],
    parents: &[Option<usize>],
    min_papers: usize,
) -> Finished {
    let Gathering {
        candidates,
        of_paper,
        told_of,
        ..
    } = gathering;
    let kept = kept_by_name(&candidates, min_papers);
    let with_page = |own: &[usize]| -> Vec<TopicIndex> {
        own.iter().filter_map(|&c| kept.index_of[c]).collect()
    };
    let told_of = of_paper
        .iter()
        .zip(told_of)
        .map(|(own, told)| with_page(&own[..told]).len())
        .collect();
    let topics_of = of_paper.iter().map(|own| with_page(own)).collect();
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
            origin: candidate.origin,
            introduction: declaration.and_then(|d| d.introduction.clone()),
            parent: parent.and_then(|parent| kept.index_of[parent]),
            papers: newest_first(candidate.papers, editions),
        });
    }
    Finished {
        topics,
        topics_of,
        told_of,
    }
}

/// Which candidates become topics, and in which order.
struct Kept {
    order: Vec<usize>,
    index_of: Vec<Option<TopicIndex>>,
}

fn kept_by_name(candidates: &[Candidate], min_papers: usize) -> Kept {
    let mut order: Vec<usize> = (0..candidates.len())
        .filter(|&index| candidates[index].has_page(min_papers))
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

/// Newest digest first, then by rank within it, as a reader of the archive would meet them.
fn newest_first(mut papers: Vec<usize>, editions: &Editions) -> Vec<PaperIndex> {
    papers.sort_by_key(|&paper| {
        let place = editions.mentions_of[paper].first();
        place.map(|place| {
            let digest = &editions.digests[place.digest.0];
            (Reverse(digest.date), place.digest.0, place.position)
        })
    });
    papers.into_iter().map(PaperIndex).collect()
}
