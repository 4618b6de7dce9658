//! Who wrote the papers: one author of all the ways in which a name is written, and of two people of
//! one name two, where the site's owner says so.
//!
//! 1. `forms` folds a name: case, accents, hyphens and the order of its parts mean nothing.
//! 2. `declared` gives each name to the person that the owner says, where one is said.
//! 3. `joining` joins forms that leave something out, `J. Smith` and `Jane Smith`, only where a
//!    co-author is common to both and no other form fits.
//! 4. `finish` chooses names and addresses.
//!
//! Names are all that is known: two people whose names are written alike are one until the owner
//! parts them.

mod declared;
mod finish;
mod forms;
mod joining;

use crate::diagnostic::Diagnostic;
use crate::model::author::{Author, AuthorDeclaration};
use crate::model::library::{AuthorIndex, Edition};
use crate::model::paper::Paper;
use declared::Declared;
use std::collections::HashMap;

/// The `[authors]` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Whether authors have pages.
    pub enabled: bool,
    /// Papers that an author needs to have one.
    pub min_papers: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            enabled: false,
            min_papers: 1,
        }
    }
}

/// Authors, and those of each paper.
#[derive(Debug, Default)]
pub struct Found {
    pub authors: Vec<Author>,
    /// For each paper and each name in it the author, where that has a page.
    pub authors_of: Vec<Vec<Option<AuthorIndex>>>,
    pub diagnostics: Vec<Diagnostic>,
}

/// A person while the papers are gone through.
#[derive(Debug, Default)]
struct Candidate<'a> {
    /// Where a name is theirs: paper, and position among its authors.
    places: Vec<(usize, usize)>,
    /// How often each form is written.
    forms: HashMap<&'a str, usize>,
    declaration: Option<&'a AuthorDeclaration>,
}

/// Finds the authors of all papers.
pub fn find(
    papers: &[Paper],
    digests: &[Edition],
    declarations: &[AuthorDeclaration],
    options: Options,
) -> Found {
    let mut declared = Declared::new(declarations);
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    let mut by_form: HashMap<forms::Form, usize> = HashMap::new();
    let mut by_declaration: HashMap<usize, usize> = HashMap::new();
    for (index, paper) in papers.iter().enumerate() {
        for (position, name) in paper.authors.iter().enumerate() {
            let form = forms::fold(name);
            let declaration = declared.of(&form, &paper.key);
            let next = candidates.len();
            let candidate = match declaration {
                Some(declaration) => *by_declaration.entry(declaration).or_insert(next),
                None => *by_form.entry(form).or_insert(next),
            };
            if candidate == next {
                candidates.push(Candidate {
                    declaration: declaration.map(|index| &declarations[index]),
                    ..Candidate::default()
                });
            }
            let candidate = &mut candidates[candidate];
            candidate.places.push((index, position));
            *candidate.forms.entry(name).or_default() += 1;
        }
    }
    let joined = joining::joined(papers, &candidates, &by_form);
    let candidates = joining::apply(candidates, &joined);
    let diagnostics = declared.unused();
    finish::authors(papers, digests, candidates, options.min_papers, diagnostics)
}
