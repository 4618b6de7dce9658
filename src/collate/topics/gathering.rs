//! What may become a topic, with its papers.

use super::declared::Declared;
use super::found::Finding;
use super::names;
use crate::collate::editions::Editions;
use crate::collate::fold;
use crate::collate::merge::Merged;
use crate::diagnostic::Diagnostic;
use crate::model::declaration::TopicDeclaration;
use crate::model::library;
use crate::model::topic::Origin;
use std::collections::HashMap;

/// A topic while it is counted.
#[derive(Debug)]
pub struct Candidate {
    pub name: String,
    pub origin: Origin,
    /// Position of its declaration.
    pub declaration: Option<usize>,
    pub is_hidden: bool,
    pub papers: Vec<usize>,
}

impl Candidate {
    /// Whether it becomes a topic with a page.
    pub fn has_page(&self, min_papers: usize) -> bool {
        let is_enough = self.declaration.is_some() || self.papers.len() >= min_papers.max(1);
        is_enough && !self.is_hidden
    }
}

/// All candidates, and those of each paper.
#[derive(Debug)]
pub struct Gathering {
    pub declared: Declared,
    pub candidates: Vec<Candidate>,
    /// For each paper its candidates, in the order in which its digests name them.
    pub of_paper: Vec<Vec<usize>>,
    /// For each paper how many of these, from the front, are not found in the text.
    pub told_of: Vec<usize>,
    by_fold: HashMap<String, usize>,
}

/// What papers have without found topics.
#[derive(Debug)]
pub struct WithPage {
    /// For each paper the number of its topics that have a page.
    pub of_paper: Vec<usize>,
    /// Number of topics with a page and papers on it.
    pub count: usize,
}

impl Gathering {
    /// Gathers what is declared and given; also reports names that two declarations claim.
    pub fn of(
        papers: &[Merged],
        editions: &Editions,
        declarations: &[TopicDeclaration],
    ) -> (Self, Vec<Diagnostic>) {
        let (declared, diagnostics) = Declared::new(declarations);
        let candidates = declarations
            .iter()
            .enumerate()
            .map(|(index, declaration)| Candidate {
                name: declaration.title.clone(),
                origin: Origin::Declared,
                declaration: Some(index),
                is_hidden: declaration.is_hidden,
                papers: Vec::new(),
            })
            .collect();
        let mut gathering = Self {
            declared,
            candidates,
            of_paper: vec![Vec::new(); papers.len()],
            told_of: Vec::new(),
            by_fold: HashMap::new(),
        };
        let spellings = names::most_frequent(papers);
        for (paper, merged) in papers.iter().enumerate() {
            for topic in &merged.record.topics {
                let folded = fold::name(topic);
                if !folded.is_empty() {
                    let spelling = spellings.get(&folded).unwrap_or(topic);
                    let candidate = gathering.named(folded, spelling, Origin::Given);
                    gathering.add(candidate, paper);
                }
            }
            let texts = library::main_texts(
                merged.record.abstract_text.as_ref(),
                &editions.mentions_of[paper],
                &editions.digests,
            );
            let title = &merged.record.title;
            for candidate in gathering.declared.by_keywords(title, &texts) {
                gathering.add(candidate, paper);
            }
        }
        gathering.told_of = gathering.of_paper.iter().map(Vec::len).collect();
        (gathering, diagnostics)
    }

    /// Adds what was found. A found topic that has the name of a declared or a given one is that.
    pub fn add_found(&mut self, finding: Finding) {
        let candidates: Vec<usize> = finding
            .topics
            .into_iter()
            .map(|topic| {
                let names = std::iter::once(&topic.name).chain(&topic.other_names);
                let known = names.map(|name| fold::name(name)).find_map(|folded| {
                    let given = self.by_fold.get(&folded).copied();
                    self.declared.by_name(&folded).or(given)
                });
                known.unwrap_or_else(|| {
                    self.named(fold::name(&topic.name), &topic.name, Origin::Found)
                })
            })
            .collect();
        for (paper, topics) in finding.of_paper.into_iter().enumerate() {
            for topic in topics {
                self.add(candidates[topic], paper);
            }
        }
    }

    /// What there is before anything is found.
    pub fn with_page(&self, min_papers: usize) -> WithPage {
        let has_page: Vec<bool> = self
            .candidates
            .iter()
            .map(|candidate| candidate.has_page(min_papers) && !candidate.papers.is_empty())
            .collect();
        let count = |own: &Vec<usize>| own.iter().filter(|&&index| has_page[index]).count();
        WithPage {
            of_paper: self.of_paper.iter().map(count).collect(),
            count: has_page.iter().filter(|has| **has).count(),
        }
    }

    /// The candidate of a folded name, a new one where there is none.
    fn named(&mut self, folded: String, name: &str, origin: Origin) -> usize {
        self.declared.by_name(&folded).unwrap_or_else(|| {
            *self.by_fold.entry(folded).or_insert_with(|| {
                self.candidates.push(Candidate {
                    name: name.to_owned(),
                    origin,
                    declaration: None,
                    is_hidden: false,
                    papers: Vec::new(),
                });
                self.candidates.len() - 1
            })
        })
    }

    fn add(&mut self, candidate: usize, paper: usize) {
        if !self.of_paper[paper].contains(&candidate) {
            self.of_paper[paper].push(candidate);
            self.candidates[candidate].papers.push(paper);
        }
    }
}
