//! Entries of feeds: papers and digests.

use super::id;
use crate::markup::{self, Place};
use crate::model::library::{DigestIndex, Edition, PaperIndex};
use crate::model::paper::{self, Paper};
use crate::model::prose::Prose;
use crate::pages::permalinks;
use crate::render::html::sections;
use crate::render::scene::Scene;
use crate::render::views::LinkView;
use std::fmt::Write as _;

/// An entry, finished but for its form.
#[derive(Debug)]
pub struct Entry {
    pub id: String,
    /// Absolute address of its page.
    pub url: String,
    /// What it is about, elsewhere.
    pub external_url: Option<String>,
    /// Plain text.
    pub title: String,
    /// RFC 3339.
    pub published: String,
    pub updated: String,
    pub authors: Vec<String>,
    pub topics: Vec<String>,
    /// Markup without relative addresses.
    pub html: Option<String>,
}

pub fn of_paper(scene: &Scene<'_>, index: PaperIndex, base: &str) -> Entry {
    let library = scene.library();
    let paper = library.paper(index);
    let page = permalinks::paper(&paper.key);
    let url = format!("{base}{page}");
    // The scope is that of the paper's page, so that footnotes lead there.
    let scope = match paper.abstract_text {
        Some(_) => "abstract-".to_owned(),
        None => sections::scope(1),
    };
    let place = Place {
        root: base,
        scope: &scope,
    };
    let html = library.main_text(index).map(|text| match text {
        Prose::Markdown(text) => markup::markdown(text, place, scene.options.markup),
        Prose::Plain(text) => markup::plain(text, scene.options.markup),
    });
    let first = paper.mentions.last().copied();
    let published = moment(scene, first.unwrap_or(paper.newest_mention()));
    // Of two digests on one day the later can have the smaller moment.
    let updated = moment(scene, paper.newest_mention()).max(published.clone());
    Entry {
        id: id(scene.options, base, &page),
        external_url: outside(paper),
        title: markup::bare(&paper.title),
        published,
        updated,
        authors: paper.authors.clone(),
        topics: library.topics_of[index.0]
            .iter()
            .map(|topic| library.topic(*topic).name.clone())
            .collect(),
        html: html.map(|html| absolute(&html, &url)),
        url,
    }
}

/// A digest, with its introduction and a list of its papers.
pub fn of_digest(scene: &Scene<'_>, index: DigestIndex, base: &str) -> Entry {
    let digest = scene.library().digest(index);
    let page = permalinks::digest(digest);
    let url = format!("{base}{page}");
    let place = Place {
        root: base,
        scope: "intro-",
    };
    let introduction = digest.introduction.as_deref().unwrap_or_default();
    let mut html = markup::markdown(introduction, place, scene.options.markup);
    if !digest.papers.is_empty() {
        html.push_str("<ol>\n");
        for placed in &digest.papers {
            let LinkView {
                title_html, path, ..
            } = scene.paper_link(placed.paper);
            let _ = writeln!(html, "<li><a href=\"{base}{path}\">{title_html}</a></li>");
        }
        html.push_str("</ol>\n");
    }
    let moment = at(digest, 0);
    Entry {
        id: id(scene.options, base, &page),
        external_url: None,
        title: scene.digest_link(index).title,
        published: moment.clone(),
        updated: moment,
        authors: Vec::new(),
        topics: Vec::new(),
        html: (!html.is_empty()).then(|| absolute(&html, &url)),
        url,
    }
}

/// The paper itself, where the input knows its address.
fn outside(paper: &Paper) -> Option<String> {
    let arxiv = paper.arxiv.as_ref().map(|arxiv| arxiv.abstract_url());
    let doi = || paper.doi.as_ref().map(|doi| doi.url());
    arxiv.or_else(doi)
}

/// Markup whose footnotes lead to the page at `url`: a feed has no place of its own.
fn absolute(html: &str, url: &str) -> String {
    html.replace("href=\"#", &format!("href=\"{url}#"))
}

/// The moment at which a digest shows a paper.
fn moment(scene: &Scene<'_>, place: paper::Place) -> String {
    at(scene.library().digest(place.digest), place.position)
}

/// The day of a digest. Readers order entries of one moment at will, so each is a second earlier than
/// the one before it.
fn at(digest: &Edition, position: usize) -> String {
    let seconds = digest.papers.len().saturating_sub(position + 1).min(86_399);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!(
        "{}T{hours:02}:{minutes:02}:{:02}Z",
        digest.date,
        seconds % 60
    )
}
