//! Papers for machines, for reference managers and for language models.

pub mod bibtex;
pub mod csl;
pub mod facts;
pub mod json;
pub mod library;
pub mod markdown;
pub mod ris;

use super::scene::Scene;
use crate::model::library::PaperIndex;
use crate::model::paper::Paper;
use crate::pages::file::{Collection, Form};

/// Writes the papers of a digest or a topic, in its order, for reference managers. The forms that are
/// for others give nothing.
pub fn citations(scene: &Scene<'_>, of: Collection, form: Form, buffer: &mut Vec<u8>) {
    buffer.clear();
    let library = scene.library();
    let papers: Vec<PaperIndex> = match of {
        Collection::Digest(index) => {
            let placed = library.digest(index).papers.iter();
            placed.map(|placed| placed.paper).collect()
        }
        Collection::Topic(index) => library.topic(index).papers.clone(),
    };
    let papers = papers.into_iter().map(|index| library.paper(index));
    match form {
        Form::Bibtex => parted(papers, bibtex::entry, buffer),
        Form::Ris => parted(papers, ris::entry, buffer),
        Form::Csl => csl::list(papers, buffer),
        Form::Json | Form::Markdown => {}
    }
}

/// Entries with an empty line between them.
fn parted<'a>(
    papers: impl Iterator<Item = &'a Paper>,
    entry: impl Fn(&Paper) -> String,
    buffer: &mut Vec<u8>,
) {
    for paper in papers {
        if !buffer.is_empty() {
            buffer.push(b'\n');
        }
        buffer.extend_from_slice(entry(paper).as_bytes());
    }
}
