//! Finished authors: those with enough papers, by family name, each with an address.

use super::{Candidate, Found};
use crate::diagnostic::Diagnostic;
use crate::model::author::Author;
use crate::model::library::{AuthorIndex, Edition, PaperIndex};
use crate::model::paper::Paper;
use crate::model::person_name::{self, Name};
use crate::model::slug;
use std::cmp::Reverse;
use std::collections::HashSet;

pub fn authors(
    papers: &[Paper],
    digests: &[Edition],
    candidates: Vec<Candidate<'_>>,
    min_papers: usize,
    diagnostics: Vec<Diagnostic>,
) -> Found {
    let mut named: Vec<(String, String, Candidate<'_>)> = candidates
        .into_iter()
        .filter(|candidate| distinct_papers(candidate) >= min_papers.max(1))
        .map(|candidate| {
            let name = name(&candidate);
            (sort_key(&name), name, candidate)
        })
        .collect();
    // People of one name stand in the order of their first papers, whatever order they came in.
    named.sort_by(|(a, _, one), (b, _, other)| {
        a.cmp(b)
            .then_with(|| first(papers, one).cmp(first(papers, other)))
    });
    let mut taken = HashSet::new();
    let mut authors_of: Vec<Vec<Option<AuthorIndex>>> = papers
        .iter()
        .map(|paper| vec![None; paper.authors.len()])
        .collect();
    let mut authors = Vec::with_capacity(named.len());
    for (index, (_, name, candidate)) in named.into_iter().enumerate() {
        for (paper, position) in &candidate.places {
            authors_of[*paper][*position] = Some(AuthorIndex(index));
        }
        let declaration = candidate.declaration;
        let mut other_names: Vec<String> = candidate
            .forms
            .keys()
            .map(|form| (*form).to_owned())
            .collect();
        other_names.retain(|form| *form != name);
        other_names.sort_unstable();
        let chosen = declaration.and_then(|declaration| declaration.slug.clone());
        authors.push(Author {
            slug: address(
                chosen.as_deref().unwrap_or(&name),
                first(papers, &candidate),
                &mut taken,
            ),
            orcid: declaration.and_then(|declaration| declaration.orcid.clone()),
            papers: newest_first(&candidate, papers, digests),
            other_names,
            name,
        });
    }
    Found {
        authors,
        authors_of,
        diagnostics,
    }
}

fn distinct_papers(candidate: &Candidate<'_>) -> usize {
    let papers: HashSet<usize> = candidate.places.iter().map(|(paper, _)| *paper).collect();
    papers.len()
}

/// The name that is declared, else the form that most papers write; of several the longest.
fn name(candidate: &Candidate<'_>) -> String {
    if let Some(declaration) = candidate.declaration {
        return declaration.name.clone();
    }
    let most = candidate
        .forms
        .iter()
        .max_by_key(|(form, count)| (**count, form.chars().count(), Reverse(**form)));
    most.map_or_else(String::new, |(form, _)| in_order(form))
}

/// `Smith, Jane` as people are called.
fn in_order(name: &str) -> String {
    match person_name::parts(name) {
        Name::Parted { family, given } => format!("{given} {family}"),
        Name::Whole(name) => name.to_owned(),
    }
}

/// By family name, as in a register.
fn sort_key(name: &str) -> String {
    match person_name::parts(name) {
        Name::Parted { family, given } => {
            format!("{} {}", family.to_lowercase(), given.to_lowercase())
        }
        Name::Whole(name) => name.to_lowercase(),
    }
}

/// The key of the paper of theirs that is first by key: what tells people of one name apart whatever
/// else is added to the library.
fn first<'a>(papers: &'a [Paper], candidate: &Candidate<'_>) -> &'a str {
    let keys = candidate
        .places
        .iter()
        .map(|(paper, _)| papers[*paper].key.as_str());
    keys.min().unwrap_or_default()
}

/// An address of their own: that of the name, with a sign of the paper where somebody has it.
fn address(name: &str, first: &str, taken: &mut HashSet<String>) -> String {
    let plain = match slug::slug(name) {
        plain if plain.is_empty() => slug::distinguished("author", name),
        plain => plain,
    };
    // The list of all authors is there.
    let mut address = if plain == "index" {
        slug::distinguished(&plain, name)
    } else {
        plain.clone()
    };
    while !taken.insert(address.clone()) {
        address = slug::distinguished(&plain, &format!("{address} {first}"));
    }
    address
}

fn newest_first(
    candidate: &Candidate<'_>,
    papers: &[Paper],
    digests: &[Edition],
) -> Vec<PaperIndex> {
    let mut own: Vec<usize> = candidate.places.iter().map(|(paper, _)| *paper).collect();
    own.sort_unstable();
    own.dedup();
    own.sort_by_key(|paper| {
        let place = papers[*paper].newest_mention();
        (
            Reverse(digests[place.digest.0].date),
            place.digest,
            place.position,
        )
    });
    own.into_iter().map(PaperIndex).collect()
}
