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
    let addresses = addresses(papers, &named);
    let mut authors_of: Vec<Vec<Option<AuthorIndex>>> = papers
        .iter()
        .map(|paper| vec![None; paper.authors.len()])
        .collect();
    let mut authors = Vec::with_capacity(named.len());
    for (index, ((_, name, candidate), slug)) in named.into_iter().zip(addresses).enumerate() {
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
        authors.push(Author {
            slug,
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

/// The key of the paper of theirs that is first by key, which tells people of one name apart.
fn first<'a>(papers: &'a [Paper], candidate: &Candidate<'_>) -> &'a str {
    let keys = candidate
        .places
        .iter()
        .map(|(paper, _)| papers[*paper].key.as_str());
    keys.min().unwrap_or_default()
}

/// An address each, all different. Those that the owner chose come first.
fn addresses(papers: &[Paper], named: &[(String, String, Candidate<'_>)]) -> Vec<String> {
    // The list of all authors is there.
    let mut taken = HashSet::from(["index".to_owned()]);
    let mut addresses = vec![String::new(); named.len()];
    for is_chosen in [true, false] {
        for (index, (_, name, candidate)) in named.iter().enumerate() {
            let chosen = candidate
                .declaration
                .and_then(|declaration| declaration.slug.as_ref());
            if chosen.is_some() == is_chosen {
                let wanted = chosen.map_or_else(|| slug::slug(name), Clone::clone);
                addresses[index] = free(&wanted, name, first(papers, candidate), &mut taken);
            }
        }
    }
    addresses
}

/// The address that is wanted, with a sign of the name and of a paper where somebody has it.
fn free(wanted: &str, name: &str, first: &str, taken: &mut HashSet<String>) -> String {
    let mut address = wanted.to_owned();
    let mut text = format!("{name} {first}");
    while address.is_empty() || !taken.insert(address.clone()) {
        address = slug::distinguished(wanted, &text);
        text.push('+');
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
