//! Terms: what the titles and abstracts of a library say, as numbers.
//!
//! 1. [`words`] finds the words of each text and folds them; [`lists`] says which are no subject.
//! 2. [`acronyms`] puts long forms in the place of acronyms that the texts define.
//! 3. [`phrases`] makes terms of runs of words; [`naming`] knows which could be names.
//! 4. [`Terms::of`] numbers the terms that two papers or more have.
//!
//! Left out: how much a term matters, which depends on what it is wanted for.

pub mod acronyms;
pub mod hash;
pub mod lists;
mod names;
pub mod naming;
pub mod phrases;
pub mod words;

use acronyms::{Definition, Use};
use hash::{ByName, Joinable};
use names::Names;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use words::Word;

/// Title and abstract of a paper as plain text with math spans; its sections where it has no
/// abstract.
#[derive(Debug, Clone)]
pub struct PaperText<'a> {
    pub title: &'a str,
    pub abstract_text: Cow<'a, str>,
}

impl PaperText<'_> {
    /// The text in which an occurrence stands, before it, itself, and behind it.
    pub fn around(&self, occurrence: &Occurrence) -> (&str, &str, &str) {
        let whole: &str = if occurrence.in_abstract > 0 {
            &self.abstract_text
        } else {
            self.title
        };
        let (before, rest) = whole.split_at(occurrence.start as usize);
        let (written, behind) = rest.split_at(usize::from(occurrence.length));
        (before, written, behind)
    }

    /// An occurrence as it is written, in one line.
    pub fn written(&self, occurrence: &Occurrence) -> String {
        let (_, written, _) = self.around(occurrence);
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Position of a term in the tables of [`Terms`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermIndex(pub u32);

/// A term of a paper.
#[derive(Debug, Clone, Copy)]
pub struct Occurrence {
    pub term: TermIndex,
    /// Where it stands first, in the abstract if it is there; in bytes from the beginning of that
    /// text.
    pub start: u32,
    /// Length there, in bytes.
    pub length: u16,
    /// How often it stands in the title and in the abstract; no more than 255 are counted.
    pub in_title: u8,
    pub in_abstract: u8,
}

/// The terms of all papers.
#[derive(Debug)]
pub struct Terms {
    /// For each term the number of papers that have it.
    pub papers_with: Vec<u32>,
    /// For each term the number of its words where it was met first.
    pub words_in: Vec<u8>,
    /// For each paper its terms, by index.
    of_paper: Vec<Vec<Occurrence>>,
    names: Names,
    /// Long forms of acronyms.
    defined: BTreeSet<TermIndex>,
}

/// A phrase of a paper before terms are numbered.
#[derive(Debug, Clone, Copy)]
struct Met {
    name: u64,
    start: u32,
    length: u16,
    words: u8,
    in_title: u8,
    in_abstract: u8,
}

impl Terms {
    /// Finds the terms of all papers.
    pub fn of(papers: &[PaperText<'_>]) -> Self {
        let scanned: Vec<Scanned> = papers.par_iter().map(Scanned::of).collect();
        let acronyms = scanned.iter();
        let agreed = acronyms::agreed(
            acronyms.map(|paper| (paper.definitions.as_slice(), paper.undefined.as_slice())),
        );
        let met: Vec<Vec<Met>> = scanned
            .into_par_iter()
            .map(|paper| paper.phrases(&agreed))
            .collect();
        let names = Names::shared(&met);
        let long_forms = agreed.values();
        let defined = long_forms
            .filter_map(|long| names.term(long.name()))
            .collect();
        let mut papers_with = vec![0; names.count()];
        let mut words_in = vec![0; names.count()];
        let of_paper: Vec<Vec<Occurrence>> = met
            .into_par_iter()
            .map(|met| {
                let known = met.iter().filter_map(|met| {
                    let term = names.term(met.name)?;
                    Some((met.words, occurrence(term, met)))
                });
                let known: Vec<(u8, Occurrence)> = known.collect();
                known
            })
            .collect::<Vec<_>>()
            .into_iter()
            .map(|known| {
                for (words, occurrence) in &known {
                    let term = occurrence.term.0 as usize;
                    papers_with[term] += 1;
                    if words_in[term] == 0 {
                        words_in[term] = *words;
                    }
                }
                known
                    .into_iter()
                    .map(|(_, occurrence)| occurrence)
                    .collect()
            })
            .collect();
        Self {
            papers_with,
            words_in,
            of_paper,
            names,
            defined,
        }
    }

    /// Whether papers define an acronym for the term, which makes it a name.
    pub fn is_defined(&self, term: TermIndex) -> bool {
        self.defined.contains(&term)
    }

    /// Number of terms.
    pub fn count(&self) -> usize {
        self.papers_with.len()
    }

    /// Number of papers.
    pub fn paper_count(&self) -> usize {
        self.of_paper.len()
    }

    /// The terms of a paper, by index.
    pub fn of_paper(&self, paper: usize) -> &[Occurrence] {
        &self.of_paper[paper]
    }

    /// The term of a name; none where no two papers have it.
    pub fn of_name(&self, name: u64) -> Option<TermIndex> {
        self.names.term(name)
    }
}

/// Words of a title and of an abstract that are looked at. No abstract is nearly so long; a text
/// that is must not cost more than it says.
const MOST_IN_TITLE: usize = 200;
const MOST_IN_ABSTRACT: usize = 4000;

/// The words of a paper; the title's come first.
struct Scanned {
    words: Vec<Word>,
    in_title: usize,
    definitions: Vec<Definition>,
    undefined: Vec<Use>,
}

impl Scanned {
    fn of(paper: &PaperText<'_>) -> Self {
        let mut words = Vec::with_capacity(paper.abstract_text.len() / 5);
        words::scan(paper.title, &mut words);
        words.truncate(MOST_IN_TITLE);
        let in_title = words.len();
        words::scan(&paper.abstract_text, &mut words);
        words.truncate(in_title + MOST_IN_ABSTRACT);
        let definitions = acronyms::definitions(&paper.abstract_text, &words[in_title..]);
        let (of_title, of_abstract) = words.split_at(in_title);
        let texts = [
            (&*paper.abstract_text, of_abstract),
            (paper.title, of_title),
        ];
        let undefined = acronyms::undefined(&texts, &definitions);
        Self {
            words,
            in_title,
            definitions,
            undefined,
        }
    }

    /// Every phrase of the paper, each once.
    fn phrases(mut self, agreed: &ByName<Joinable>) -> Vec<Met> {
        acronyms::expand(&mut self.words, &self.definitions, agreed);
        let (title, body) = self.words.split_at(self.in_title);
        let mut met: Vec<Met> = Vec::with_capacity(self.words.len() * 2);
        for (words, in_title, in_abstract) in [(title, 1, 0), (body, 0, 1)] {
            phrases::each(words, |phrase| {
                let (first, last) = (&words[phrase.start], &words[phrase.end - 1]);
                let Ok(length) = u16::try_from(last.end - first.start) else {
                    return;
                };
                met.push(Met {
                    name: phrase.name,
                    start: first.start,
                    length,
                    words: u8::try_from(phrase.end - phrase.start).unwrap_or(u8::MAX),
                    in_title,
                    in_abstract,
                });
            });
        }
        // Of several the first in the abstract keeps its place.
        met.sort_unstable_by_key(|met| (met.name, met.in_title, met.start));
        met.dedup_by(|again, kept| {
            let is_same = again.name == kept.name;
            if is_same {
                kept.in_title = kept.in_title.saturating_add(again.in_title);
                kept.in_abstract = kept.in_abstract.saturating_add(again.in_abstract);
            }
            is_same
        });
        met.shrink_to_fit();
        met
    }
}

fn occurrence(term: TermIndex, met: &Met) -> Occurrence {
    Occurrence {
        term,
        start: met.start,
        length: met.length,
        in_title: met.in_title,
        in_abstract: met.in_abstract,
    }
}
