//! One paper of several mentions: the richest value of each field, the newest digest first.

use super::identity::{Group, MentionIndex};
use super::links;
use crate::model::digest::{Digest, Record};
use crate::model::identifier::{ArxivId, Doi};
use crate::model::library::{Edition, PaperIndex};
use crate::model::paper::{Paper, Place};
use crate::model::prose::Prose;
use crate::model::slug;
use crate::model::title::{is_cut_form, normal_title};
use std::collections::HashSet;

/// A merged record, still without its places in digests.
#[derive(Debug, Clone)]
pub struct Merged {
    pub key: String,
    pub record: Record,
    /// The mentions it was made of, newest first.
    pub group: Group,
}

impl Merged {
    /// The finished paper.
    pub fn paper(self, mentions: Vec<Place>) -> Paper {
        let record = self.record;
        Paper {
            key: self.key,
            title: if record.title.is_empty() {
                named_by_id(record.arxiv.as_ref(), record.doi.as_ref())
            } else {
                record.title
            },
            authors: record.authors,
            has_more_authors: record.has_more_authors,
            abstract_text: record.abstract_text,
            arxiv: record.arxiv,
            doi: record.doi,
            date: record.date,
            venue: record.venue,
            comment: record.comment,
            picture: record.picture,
            links: record.links,
            former_keys: record.former_keys,
            mentions,
        }
    }
}

/// One merged record a group, by key.
pub fn papers(digests: &[Digest], groups: &[Group]) -> Vec<Merged> {
    let mut merged: Vec<Merged> = groups
        .iter()
        .map(|group| {
            let records = group.iter().map(|index| record(digests, *index));
            let (record, former) = merge(records);
            let mut merged = Merged {
                key: key(&record),
                record,
                group: group.clone(),
            };
            merged.record.former_keys.extend(former);
            merged
        })
        .collect();
    distinguish_keys(&mut merged);
    let taken: HashSet<String> = merged.iter().map(|merged| merged.key.clone()).collect();
    for merged in &mut merged {
        // An address that another paper has now is that paper's.
        let keys = &mut merged.record.former_keys;
        keys.retain(|key| !taken.contains(key));
        keys.sort();
        keys.dedup();
    }
    merged.sort_by(|a, b| a.key.cmp(&b.key));
    merged
}

/// What a paper is called that digests cite by its identifier alone.
fn named_by_id(arxiv: Option<&ArxivId>, doi: Option<&Doi>) -> String {
    match (arxiv, doi) {
        (Some(arxiv), _) => format!("arXiv:{arxiv}"),
        (None, Some(doi)) => format!("doi:{doi}"),
        (None, None) => String::new(),
    }
}

/// For each paper the largest number of votes that a digest gave.
pub fn votes(paper_count: usize, digests: &[Edition]) -> Vec<Option<u64>> {
    let mut votes = vec![None; paper_count];
    for placed in digests.iter().flat_map(|digest| &digest.papers) {
        let PaperIndex(index) = placed.paper;
        votes[index] = votes[index].max(placed.votes);
    }
    votes
}

/// Key of a record: arXiv id, else DOI, else title.
pub fn key(record: &Record) -> String {
    let named = match (&record.arxiv, &record.doi) {
        (Some(arxiv), _) => slug::identifier_slug(arxiv.as_str()),
        (None, Some(doi)) => slug::identifier_slug(doi.as_str()),
        (None, None) => slug::slug(&record.title),
    };
    if named.is_empty() {
        slug::distinguished("paper", &normal_title(&record.title))
    } else {
        named
    }
}

fn record(digests: &[Digest], index: MentionIndex) -> &Record {
    &digests[index.digest].mentions[index.position].record
}

/// Merges the records of one paper, newest first; also gives the keys that each had by itself.
fn merge<'a>(records: impl Iterator<Item = &'a Record>) -> (Record, Vec<String>) {
    let mut merged: Option<Record> = None;
    let mut own_keys = Vec::new();
    for record in records {
        match &mut merged {
            None => {
                let mut record = record.clone();
                links::add_found(&mut record);
                merged = Some(record);
            }
            Some(merged) => absorb(merged, record),
        }
        own_keys.push(key(record));
    }
    let merged = merged.unwrap_or_default();
    let final_key = key(&merged);
    own_keys.retain(|key| *key != final_key);
    (merged, own_keys)
}

fn absorb(merged: &mut Record, older: &Record) {
    // Links are looked for in every abstract, also in one that a longer one replaces.
    if merged.abstract_text != older.abstract_text {
        let mut older = older.clone();
        links::add_found(&mut older);
        for link in older.links {
            merged.add_link(link);
        }
    }
    // The newest title is the paper's, but for one that a list cut.
    if merged.title.is_empty() || is_cut_form(&merged.title, &older.title) {
        merged.title.clone_from(&older.title);
    }
    if is_richer(older, merged) {
        merged.authors.clone_from(&older.authors);
        merged.has_more_authors = older.has_more_authors;
    }
    if length(older.abstract_text.as_ref()) > length(merged.abstract_text.as_ref()) {
        merged.abstract_text.clone_from(&older.abstract_text);
    }
    // Ids may disagree where a DOI joined two arXiv ids: the smallest is kept, at every build.
    merged.arxiv = [merged.arxiv.take(), older.arxiv.clone()]
        .into_iter()
        .flatten()
        .min();
    merged.doi = [merged.doi.take(), older.doi.clone()]
        .into_iter()
        .flatten()
        .min();
    merged.date = match (merged.date, older.date) {
        (Some(date), Some(older)) if date.is_refined_by(older) => Some(older),
        (date, older) => date.or(older),
    };
    if merged.venue.is_none() {
        merged.venue.clone_from(&older.venue);
    }
    if merged.comment.is_none() {
        merged.comment.clone_from(&older.comment);
    }
    if merged.picture.is_none() {
        merged.picture.clone_from(&older.picture);
    }
    for link in &older.links {
        merged.add_link(link.clone());
    }
    for topic in &older.topics {
        if !merged.topics.contains(topic) {
            merged.topics.push(topic.clone());
        }
    }
    merged.former_keys.extend(older.former_keys.iter().cloned());
}

/// Whether a record names more authors than another, or as many and says that they are all.
fn is_richer(record: &Record, than: &Record) -> bool {
    let known = |record: &Record| (record.authors.len(), !record.has_more_authors);
    known(record) > known(than)
}

fn length(text: Option<&Prose>) -> usize {
    text.map_or(0, |text| text.source().len())
}

/// Two papers with one key (different titles that transliterate alike): all but the first by
/// title get a key of their own.
fn distinguish_keys(merged: &mut [Merged]) {
    let mut order: Vec<usize> = (0..merged.len()).collect();
    order.sort_by_cached_key(|&index| {
        let record = &merged[index].record;
        (
            merged[index].key.clone(),
            record.arxiv.is_none(),
            record.doi.is_none(),
            normal_title(&record.title),
        )
    });
    let mut taken: HashSet<String> = HashSet::new();
    for index in order {
        let mut key = merged[index].key.clone();
        let mut text = normal_title(&merged[index].record.title);
        while taken.contains(&key) {
            key = slug::distinguished(&merged[index].key, &text);
            text.push('+');
        }
        taken.insert(key.clone());
        merged[index].key = key;
    }
}
