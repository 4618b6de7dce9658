//! Which papers use each term, in the order in which they came.
//!
//! Since a library only grows at its end, those of its beginning are the beginning of each list:
//! an epoch needs no lists of its own.

use crate::collate::terms::{TermIndex, Terms};

/// A paper's use of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use(u32);

impl Use {
    fn new(position: usize, in_title: bool) -> Self {
        let position = u32::try_from(position).unwrap_or(u32::MAX >> 1);
        Self(position << 1 | u32::from(in_title))
    }

    /// The paper's position in the order in which papers came.
    pub fn position(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub fn is_in_title(self) -> bool {
        self.0 & 1 == 1
    }
}

/// For each term its uses.
#[derive(Debug)]
pub struct Postings {
    /// Where each term's uses begin; one more for the end.
    begins: Vec<usize>,
    uses: Vec<Use>,
}

impl Postings {
    /// The uses of all terms in papers that come in this order.
    pub fn of(terms: &Terms, papers: &[usize]) -> Self {
        let mut begins = Vec::with_capacity(terms.count() + 1);
        let mut end = 0;
        begins.push(0);
        for &papers in &terms.papers_with {
            end += papers as usize;
            begins.push(end);
        }
        let mut next = begins.clone();
        let mut uses = vec![Use(0); end];
        for (position, &paper) in papers.iter().enumerate() {
            for occurrence in terms.of_paper(paper) {
                let next = &mut next[occurrence.term.0 as usize];
                uses[*next] = Use::new(position, occurrence.in_title > 0);
                *next += 1;
            }
        }
        Self { begins, uses }
    }

    /// The first uses of a term, so many of them.
    pub fn first(&self, term: TermIndex, count: usize) -> &[Use] {
        let begin = self.begins[term.0 as usize];
        &self.uses[begin..begin + count]
    }
}
