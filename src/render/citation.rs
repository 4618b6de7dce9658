//! How a paper is cited: a line of text, and records for reference managers.
//!
//! Only what the input gave is said: a paper without date has no year, one without authors none.

use super::exports::{bibtex, csl, ris};
use super::views::CitationView;
use crate::markup;
use crate::model::paper::Paper;

/// Authors named in the line of text before the rest is counted.
const NAMED: usize = 6;

pub fn view(paper: &Paper) -> CitationView {
    CitationView {
        text: text(paper),
        bibtex: bibtex::entry(paper),
        ris: ris::entry(paper),
        csl: csl::entry(paper),
    }
}

/// `First Author, Second Author. Title. arXiv:2601.00001, 2026.`
pub fn text(paper: &Paper) -> String {
    let mut sentences: Vec<String> = Vec::new();
    if !paper.authors.is_empty() {
        let named = paper.authors.len().min(NAMED);
        let mut authors = paper.authors[..named].join(", ");
        if paper.authors.len() > named || paper.has_more_authors {
            authors.push_str(" et al");
        }
        sentences.push(authors);
    }
    sentences.push(markup::bare(&paper.title));
    let arxiv = paper.arxiv.as_ref().map(|id| format!("arXiv:{id}"));
    let doi = paper.doi.as_ref().map(|doi| format!("doi:{doi}"));
    let year = paper.date.map(|date| date.year().to_string());
    let source: Vec<String> = [paper.venue.clone(), arxiv, doi, year]
        .into_iter()
        .flatten()
        .collect();
    if !source.is_empty() {
        sentences.push(source.join(", "));
    }
    let mut line = String::new();
    for sentence in sentences {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&sentence);
        if !sentence.ends_with(['.', '?', '!']) {
            line.push('.');
        }
    }
    line
}
