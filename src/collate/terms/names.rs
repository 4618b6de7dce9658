//! The names of terms, in order, and where each stands.
//!
//! A table of its own because it is asked for every phrase of every paper: names are hashes and
//! spread evenly, so their first bits lead to within a step or two of their place.

use super::{Met, TermIndex};
use rayon::prelude::*;

/// Names that two papers or more have.
#[derive(Debug)]
pub struct Names {
    sorted: Vec<u64>,
    /// For each value of a name's first bits where the names with it begin; one more for the end.
    begins: Vec<u32>,
    shift: u32,
}

impl Names {
    /// The names that two papers or more have. Each paper has its phrases once.
    pub fn shared(papers: &[Vec<Met>]) -> Self {
        let names = papers.par_iter().flatten_iter().map(|met| met.name);
        let mut names: Vec<u64> = names.collect();
        names.par_sort_unstable();
        let shared = names.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
        Self::new(shared.map(|run| run[0]).collect())
    }

    fn new(sorted: Vec<u64>) -> Self {
        let bits = sorted.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut begins = Vec::with_capacity((1 << bits) + 1);
        let mut at = 0;
        for first in 0..1 << bits {
            while sorted.get(at).is_some_and(|name| name >> shift < first) {
                at += 1;
            }
            begins.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        begins.push(u32::try_from(sorted.len()).unwrap_or(u32::MAX));
        Self {
            sorted,
            begins,
            shift,
        }
    }

    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    /// The term of a name.
    pub fn term(&self, name: u64) -> Option<TermIndex> {
        let first = usize::try_from(name >> self.shift).ok()?;
        let (begin, end) = (self.begins[first], self.begins[first + 1]);
        let found = self.sorted[begin as usize..end as usize]
            .iter()
            .position(|known| *known == name)?;
        Some(TermIndex(begin + u32::try_from(found).ok()?))
    }
}
