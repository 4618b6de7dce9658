//! What changed from one digest to the next.

use crate::model::library::{Edition, PaperIndex};
use crate::model::trend::{Changes, Move};
use std::cmp::Reverse;
use std::collections::HashMap;

/// For each digest the changes against the one before it that has papers. Two that have no paper
/// in common are not two states of one list, and nothing is said of them.
pub fn of(digests: &[Edition]) -> Vec<Option<Changes>> {
    let mut before: Option<&Edition> = None;
    digests
        .iter()
        .map(|digest| {
            if digest.papers.is_empty() {
                return None;
            }
            before
                .replace(digest)
                .and_then(|before| between(before, digest))
        })
        .collect()
}

fn between(before: &Edition, digest: &Edition) -> Option<Changes> {
    let places = |digest: &Edition| -> HashMap<PaperIndex, usize> {
        let papers = digest.papers.iter().map(|placed| placed.paper);
        papers.zip(1..).collect()
    };
    let (old, new) = (places(before), places(digest));
    if !new.keys().any(|paper| old.contains_key(paper)) {
        return None;
    }
    let only = |digest: &Edition, other: &HashMap<PaperIndex, usize>| -> Vec<PaperIndex> {
        let papers = digest.papers.iter().map(|placed| placed.paper);
        papers.filter(|paper| !other.contains_key(paper)).collect()
    };
    let moves = digest.papers.iter().filter_map(|placed| {
        let paper = placed.paper;
        let (from, to) = (*old.get(&paper)?, *new.get(&paper)?);
        (from != to).then_some(Move { paper, from, to })
    });
    let (mut up, mut down): (Vec<Move>, Vec<Move>) = moves.partition(|step| step.to < step.from);
    up.sort_by_key(|step| (Reverse(step.from - step.to), step.to));
    down.sort_by_key(|step| (Reverse(step.to - step.from), step.to));
    Some(Changes {
        entered: only(digest, &old),
        left: only(before, &new),
        up,
        down,
    })
}
