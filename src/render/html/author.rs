//! The list of authors, and an author's page.

use crate::model::author::{Author, CROWD};
use crate::model::library::{AuthorIndex, PaperIndex};
use crate::pages::file::Feed;
use crate::pages::permalinks;
use crate::render::scene::Scene;
use crate::render::views::{AuthorCard, AuthorView};
use std::cmp::Reverse;
use std::collections::HashMap;
use tera::{Context, Value};

/// Authors that the list names. Of more those with the most papers are chosen; the others are reached
/// from their papers.
const LISTED: usize = 2000;

/// People that an author's page names as co-authors.
const CO_AUTHORS: usize = 20;

/// Inserts `authors`.
pub fn list(scene: &Scene<'_>, context: &mut Context) {
    let authors = &scene.library().authors;
    let mut listed: Vec<usize> = (0..authors.len()).collect();
    listed.sort_by_key(|index| (Reverse(authors[*index].papers.len()), *index));
    listed.truncate(LISTED);
    listed.sort_unstable();
    let cards = listed.into_iter().map(|index| {
        let author = &authors[index];
        card(author, author.papers.len())
    });
    context.insert("authors", &cards.collect::<Vec<_>>());
}

/// Inserts `author`, `papers` and `co_authors`.
pub fn fill(scene: &Scene<'_>, index: AuthorIndex, context: &mut Context) {
    let library = scene.library();
    let author = library.author(index);
    let papers = author.papers.iter();
    let papers: Vec<Value> = papers
        .map(|paper| scene.paper_cards[paper.0].clone())
        .collect();
    context.insert_value("papers", Value::from(papers));
    let view = AuthorView {
        path: permalinks::author(author),
        name: author.name.clone(),
        other_names: author.other_names.clone(),
        orcid: author.orcid.as_ref().map(ToString::to_string),
        orcid_url: author.orcid.as_ref().map(|orcid| orcid.url()),
        paper_count: author.papers.len(),
        feed_path: scene
            .options
            .base_url
            .as_ref()
            .map(|_| permalinks::feed(Feed::Author(index), library)),
    };
    context.insert("author", &view);
    context.insert("co_authors", &co_authors(scene, index));
}

/// Title of the page, and its description.
pub fn title(scene: &Scene<'_>, index: AuthorIndex) -> (String, String) {
    let author = scene.library().author(index);
    let papers = scene.language.count("papers", author.papers.len());
    let blanks = [("papers", &*papers), ("author", &*author.name)];
    let description = scene.language.say("description_author", &blanks);
    (author.name.clone(), description)
}

fn card(author: &Author, paper_count: usize) -> AuthorCard {
    AuthorCard {
        path: permalinks::author(author),
        name: author.name.clone(),
        paper_count,
    }
}

/// Those with whom an author wrote most papers, with the number of these.
fn co_authors(scene: &Scene<'_>, index: AuthorIndex) -> Vec<AuthorCard> {
    let library = scene.library();
    let mut papers_with: HashMap<AuthorIndex, usize> = HashMap::new();
    for PaperIndex(paper) in &library.author(index).papers {
        let authors = &library.authors_of[*paper];
        if authors.len() <= CROWD {
            for other in authors.iter().flatten().filter(|other| **other != index) {
                *papers_with.entry(*other).or_default() += 1;
            }
        }
    }
    let mut others: Vec<_> = papers_with.into_iter().collect();
    others.sort_unstable_by_key(|(other, papers)| (Reverse(*papers), *other));
    others.truncate(CO_AUTHORS);
    let others = others.into_iter();
    others
        .map(|(other, papers)| card(library.author(other), papers))
        .collect()
}
