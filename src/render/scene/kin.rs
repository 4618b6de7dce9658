//! Which topics belong together.

use crate::model::library::{Library, TopicIndex};
use rayon::prelude::*;

/// Neighbours named on a topic's page.
const NEIGHBOURS: usize = 6;

/// For each topic those below it.
pub(super) fn children(library: &Library) -> Vec<Vec<TopicIndex>> {
    let mut children = vec![Vec::new(); library.topics.len()];
    for (index, topic) in library.topics.iter().enumerate() {
        if let Some(parent) = topic.parent {
            children[parent.0].push(TopicIndex(index));
        }
    }
    children
}

/// Topics that share papers, by how many they share in proportion to their size (cosine).
pub(super) fn neighbours(library: &Library) -> Vec<Vec<TopicIndex>> {
    let count = library.topics.len();
    (0..count)
        .into_par_iter()
        .map_init(
            || vec![0_u32; count],
            |shared, topic| {
                let papers = &library.topics[topic].papers;
                let mut met: Vec<TopicIndex> = Vec::new();
                for other in papers.iter().flat_map(|paper| &library.topics_of[paper.0]) {
                    if other.0 != topic {
                        if shared[other.0] == 0 {
                            met.push(*other);
                        }
                        shared[other.0] += 1;
                    }
                }
                // Compared as whole numbers, so that the order is the same on every machine:
                // shared² / size orders as shared / √size does.
                met.sort_by(|a, b| {
                    let weight = |t: &TopicIndex| {
                        (
                            u128::from(shared[t.0]).pow(2),
                            library.topics[t.0].papers.len() as u128,
                        )
                    };
                    let ((wa, na), (wb, nb)) = (weight(a), weight(b));
                    (wb * na).cmp(&(wa * nb)).then(a.cmp(b))
                });
                for other in &met {
                    shared[other.0] = 0;
                }
                met.truncate(NEIGHBOURS);
                met
            },
        )
        .collect()
}
