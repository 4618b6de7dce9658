//! What search knows of a paper.

use super::script;
use crate::markup;
use crate::model::library::PaperIndex;
use crate::model::prose::Prose;
use crate::pages::permalinks;
use crate::render::scene::Scene;
use serde::Serialize;
use std::collections::BTreeMap;

/// A paper as Pagefind takes it. The maps are ordered, so the same paper is always the same record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    pub url: String,
    /// The main texts, mostly the abstract, from which excerpts are taken; the title where there are
    /// none. Pagefind leaves out a record without words here.
    pub content: String,
    /// Searched like the abstract, each with a weight that the page's script gives.
    pub meta: BTreeMap<String, String>,
    pub filters: BTreeMap<String, Vec<String>>,
    pub sort: BTreeMap<String, String>,
}

impl Record {
    /// The record of a paper that is the `place`-th of its part, from the oldest.
    pub fn of(scene: &Scene<'_>, index: PaperIndex, place: usize) -> Self {
        let library = scene.library();
        let paper = library.paper(index);
        let topics: Vec<String> = library.topics_of[index.0]
            .iter()
            .map(|topic| markup::bare(&library.topic(*topic).name))
            .collect();
        let digests = paper.mentions.iter().map(|mention| mention.digest);
        let digests: Vec<_> = digests.map(|digest| library.digest(digest)).collect();
        let votes = library.votes_of[index.0];
        let mut meta = Texts::default();
        meta.add("title", &markup::bare(&paper.title));
        meta.add("authors", &paper.authors.join(", "));
        meta.add("topics", &topics.join(", "));
        meta.add("venue", paper.venue.as_deref().unwrap_or_default());
        let ids = [
            paper.arxiv.as_ref().map(ToString::to_string),
            paper.doi.as_ref().map(ToString::to_string),
        ];
        meta.add(
            "id",
            &ids.into_iter().flatten().collect::<Vec<_>>().join(" "),
        );
        meta.add("votes", &votes.map(|n| n.to_string()).unwrap_or_default());
        let mut filters = BTreeMap::new();
        if let Some(first) = digests.last() {
            meta.add("date", &first.date.to_string());
            filters.insert("year".to_owned(), vec![first.date.year().to_string()]);
        }
        filters.insert("topic".to_owned(), topics);
        filters.insert(
            "digest".to_owned(),
            digests.iter().map(|digest| digest.slug.clone()).collect(),
        );
        // Pagefind sorts by 32-bit floats, which a date as a number does not fit into.
        let sort = [
            ("date", place.to_string()),
            ("votes", votes.unwrap_or(0).to_string()),
        ];
        Self {
            url: permalinks::paper(&paper.key),
            content: content(scene, index),
            meta: meta.0,
            filters,
            sort: sort.map(|(name, value)| (name.to_owned(), value)).into(),
        }
    }
}

fn content(scene: &Scene<'_>, index: PaperIndex) -> String {
    let library = scene.library();
    let paper = library.paper(index);
    let says = |text: &String| text.chars().any(char::is_alphanumeric);
    let texts: Vec<String> = library.main_texts(index).into_iter().map(text).collect();
    let text = Some(texts.join(" ")).filter(says);
    let title = || Some(markup::bare(&paper.title)).filter(says);
    let text = text.or_else(title).unwrap_or_else(|| paper.key.clone());
    script::spaced(&without_marks(&text))
}

fn text(prose: &Prose) -> String {
    match prose {
        Prose::Plain(text) => markup::bare(text),
        Prose::Markdown(text) => markup::bare(&markup::text_of_markdown(text)),
    }
}

/// Fields of a record; those that say nothing are left out.
#[derive(Default)]
struct Texts(BTreeMap<String, String>);

impl Texts {
    fn add(&mut self, name: &str, value: &str) {
        let value = without_marks(value);
        let spaced = script::spaced(&value);
        // Shown as it is written, and found in its parts.
        if spaced != value {
            self.0.insert(format!("{name}_parts"), spaced);
        }
        if !value.is_empty() {
            self.0.insert(name.to_owned(), value);
        }
    }
}

/// A text without what Pagefind takes for its own marks, words that begin with three underscores.
fn without_marks(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains("___") {
        text = text.replace("___", "__");
    }
    text
}
