//! The papers of a newsletter, each in a few lines of text.

use super::day::Day;
use crate::markup;
use crate::model::library::{Edition, PaperIndex};
use crate::model::paper::PlacedPaper;
use crate::model::prose::Prose;
use crate::pages::permalinks;
use crate::render::scene::Scene;
use crate::render::views::{LetterPaperView, LinkView};

/// Numbers papers as it goes.
pub(super) struct Writer<'a> {
    pub scene: &'a Scene<'a>,
    pub day: &'a Day<'a>,
    /// Of the paper before.
    pub number: usize,
}

impl Writer<'_> {
    /// The next paper; its text has at most about `limit` characters.
    pub fn paper(&mut self, index: PaperIndex, limit: usize) -> LetterPaperView {
        self.number += 1;
        let library = self.scene.library();
        let paper = library.paper(index);
        let placed: Vec<&PlacedPaper> = self.day.placed(index).collect();
        // By what was known on the day: a later digest may show it again.
        let mut before = paper
            .mentions
            .iter()
            .map(|mention| library.digest(mention.digest));
        let before = before.find(|digest| digest.date <= self.day.date);
        let note = placed.iter().find_map(|placed| placed.note.as_deref());
        LetterPaperView {
            number: self.number,
            title: markup::unicode(&paper.title),
            path: permalinks::paper(&paper.key),
            by: self.scene.by(paper),
            text: text(note, library.main_text(index), limit),
            votes: placed.iter().filter_map(|placed| placed.votes).max(),
            shown: before
                .filter(|_| placed.is_empty())
                .map(|digest| in_text(self.scene, digest)),
        }
    }
}

/// A link to a digest for places that hold text alone.
pub(super) fn in_text(scene: &Scene<'_>, digest: &Edition) -> LinkView {
    let title = digest.title.as_deref().map(markup::unicode);
    let title = title.unwrap_or_else(|| scene.language.date(digest.date));
    LinkView {
        title_html: markup::escape(&title),
        title,
        path: permalinks::digest(digest),
    }
}

/// What the editor says of a paper, else the beginning of its main text.
fn text(note: Option<&str>, main_text: Option<&Prose>, limit: usize) -> String {
    let text = match (limit, note, main_text) {
        (0, ..) | (_, None, None) => return String::new(),
        (_, Some(note), _) => markup::text_of_markdown(note),
        (_, _, Some(Prose::Markdown(text))) => markup::text_of_markdown(text),
        (_, _, Some(Prose::Plain(text))) => text.clone(),
    };
    shortened(&text, limit)
}

/// The beginning of a text, in characters alone.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    markup::unicode(&markup::excerpt(text, limit))
}
