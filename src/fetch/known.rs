//! Papers that were met, by what they can be known by.

use crate::model::digest::{Mention, Record};
use std::collections::HashSet;

/// A set of papers.
#[derive(Debug, Default)]
pub(super) struct Known(HashSet<String>);

impl Known {
    /// Takes in a paper; says whether it is new.
    pub fn add(&mut self, record: &Record) -> bool {
        let is_new = !self.has(record);
        self.0.extend(names(record));
        is_new
    }

    /// Takes in papers.
    pub fn extend(&mut self, mentions: &[Mention]) {
        let all = mentions.iter();
        self.0
            .extend(all.flat_map(|mention| names(&mention.record)));
    }

    /// Lets go of papers.
    pub fn forget(&mut self, mentions: &[Mention]) {
        for name in mentions.iter().flat_map(|mention| names(&mention.record)) {
            self.0.remove(&name);
        }
    }

    /// Whether a paper is among them.
    pub fn has(&self, record: &Record) -> bool {
        names(record).any(|name| self.0.contains(&name))
    }
}

/// What a paper can be known by: each of its identifiers; without any its title and where it leads, for
/// all entries of a feed may link to one page, and all of a series have one title.
fn names(record: &Record) -> impl Iterator<Item = String> + '_ {
    let arxiv = record.arxiv.iter();
    let arxiv = arxiv.map(|id| format!("arxiv:{}", id.as_str()));
    let doi = record.doi.iter().map(|doi| format!("doi:{}", doi.as_str()));
    let has_id = record.arxiv.is_some() || record.doi.is_some();
    let other = (!has_id).then(|| {
        let link = record.links.first().map_or("", |link| link.url.as_str());
        format!("{}\n{link}", record.title.to_lowercase())
    });
    arxiv.chain(doi).chain(other)
}
