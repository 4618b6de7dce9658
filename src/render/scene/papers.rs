//! The cards of papers, and what is shown of a paper in lists.

use super::Scene;
use crate::markup::{self, Foreign};
use crate::model::library::{Library, PaperIndex};
use crate::model::paper::Paper;
use crate::model::prose::Prose;
use crate::pages::permalinks;
use crate::render::views::{LinkView, PaperCard, PictureView};
use rayon::prelude::*;

/// Longest beginning of an abstract on a card, in characters.
const EXCERPT: usize = 420;

/// Authors named on a card.
const NAMED_AUTHORS: usize = 6;

impl Scene<'_> {
    /// The language of a text, where that is not the site's.
    pub fn foreign(&self, text: &str) -> Option<Foreign> {
        markup::foreign(text, &self.options.language)
    }

    /// A line of text as inline markup that says its language, where that is not the site's.
    pub fn inline_in_language(&self, text: &str) -> String {
        in_language(self.inline(text), self.foreign(text))
    }

    /// The beginning of a paper's main text, mostly its abstract, as plain text with math spans.
    pub fn excerpt(&self, paper: PaperIndex, limit: usize) -> String {
        match self.library().main_text(paper) {
            Some(Prose::Plain(text)) => markup::excerpt(text, limit),
            Some(Prose::Markdown(text)) => markup::excerpt(&markup::text_of_markdown(text), limit),
            None => String::new(),
        }
    }

    /// A paper's picture, if it has one that is there.
    pub fn picture(&self, paper: &Paper) -> Option<PictureView> {
        let path = paper.picture.as_ref()?;
        let (width, height) = *self.pictures.get(path)?;
        Some(PictureView {
            path: permalinks::file(path),
            width,
            height,
        })
    }

    /// A paper as lists show it.
    pub(super) fn paper_card(&self, index: PaperIndex) -> PaperCard {
        let library = self.library();
        let paper = library.paper(index);
        let named = paper.authors.len().min(NAMED_AUTHORS);
        let newest = paper.newest_mention().digest;
        let LinkView {
            title,
            title_html,
            path,
        } = self.paper_link(index);
        PaperCard {
            key: paper.key.clone(),
            path,
            title,
            title_html,
            by: self.by(paper),
            authors: paper.authors[..named].to_vec(),
            more_authors: paper.authors.len() - named,
            has_more_authors: paper.has_more_authors,
            excerpt_html: in_language(
                self.inline(&self.excerpt(index, EXCERPT)),
                library
                    .main_text(index)
                    .and_then(|text| self.foreign(text.source())),
            ),
            topics: self.topic_links_of(index),
            date: paper.date.map(|date| date.to_string()),
            date_text: paper.date.map(|date| self.language.partial_date(date)),
            venue: paper.venue.clone(),
            votes: library.votes_of[index.0],
            picture: self.picture(paper),
            digest: self.digest_link(newest),
            shown: library.digest(newest).date.to_string(),
        }
    }

    /// Authors in one line: all of them up to four, else three and the number of the others.
    pub(in crate::render) fn by(&self, paper: &Paper) -> String {
        let authors = &paper.authors;
        let joined = |names: &[String], last: &str| {
            let blanks = [("names", &*names.join(", ")), ("last", last)];
            self.language.say("names_last", &blanks)
        };
        match authors.len() {
            0 => String::new(),
            _ if paper.has_more_authors => {
                let named = authors.len().min(NAMED_AUTHORS);
                format!(
                    "{} {}",
                    authors[..named].join(", "),
                    self.language.word("et_al")
                )
            }
            1 => authors[0].clone(),
            2..=4 => joined(&authors[..authors.len() - 1], &authors[authors.len() - 1]),
            count => joined(&authors[..3], &self.language.count("others", count - 3)),
        }
    }
}

/// The language of each paper's title, where it is not the site's. A title may be too short to show
/// that it is English; then its main text decides.
pub(super) fn foreign(library: &Library, site: &str) -> Vec<Option<Foreign>> {
    let papers = library.papers.par_iter().enumerate().with_min_len(64);
    papers
        .map(|(index, paper)| {
            markup::foreign(&paper.title, site).or_else(|| {
                let text = library.main_text(PaperIndex(index))?;
                markup::foreign(text.source(), site)
                    .filter(|foreign| foreign.tag == "en" && paper.title.is_ascii())
            })
        })
        .collect()
}

/// Inline markup that says its language, where that is not the site's.
pub(super) fn in_language(html: String, foreign: Option<Foreign>) -> String {
    match foreign {
        Some(Foreign { tag, is_rtl }) if !html.is_empty() => {
            let direction = if is_rtl { " dir=\"rtl\"" } else { "" };
            format!("<span lang=\"{tag}\"{direction}>{html}</span>")
        }
        _ => html,
    }
}
