//! The record that a draft becomes.

use super::Draft;
use crate::readers::markdown::wild::prose;
use crate::readers::markdown::wild::section::Mode;
use crate::readers::raw_record::{Body, RawRecord, Typography};
use std::borrow::Cow;

impl Draft {
    /// The record: the abstract is the authors' where it is there, else what is said of the paper;
    /// what else is said becomes the editor's note.
    pub fn finish(mut self, groups: &[String], mode: Mode) -> RawRecord<'static> {
        let mut notes: Vec<String> = Vec::new();
        let abstract_ = self.original_abstract.take().or(self.abstract_.take());
        let mut body = Body::None;
        if mode == Mode::Page {
            // What leads in to a page is the first part of its text.
            let lead = std::mem::take(&mut self.texts);
            self.sections.splice(0..0, lead);
        }
        let texts = join(std::mem::take(&mut self.texts));
        if let Some(text) = abstract_ {
            body = prose::body(&text);
            notes.extend(texts);
        } else if let Some(text) = texts {
            body = prose::body(&text);
        }
        let parts = match mode {
            Mode::Paper => std::mem::take(&mut self.parts),
            Mode::Page => Vec::new(),
        };
        let mut said: Vec<String> = std::mem::take(&mut self.summaries);
        said.extend(parts);
        if matches!(body, Body::None) {
            let translated = self.translated_abstract.take();
            let sections = join(std::mem::take(&mut self.sections));
            body = match (translated, sections) {
                (Some(text), _) => prose::body(&text),
                (None, Some(text)) => Body::Markdown(Cow::Owned(prose::tidy(&text))),
                (None, None) => {
                    join(std::mem::take(&mut said)).map_or(Body::None, |text| prose::body(&text))
                }
            };
        } else if said.is_empty() {
            said.extend(self.translated_abstract.take());
        }
        said.append(&mut notes);
        let note = join(said).map(|text| prose::tidy(&text));
        let mut topics: Vec<Cow<'static, str>> = Vec::new();
        topics.extend(groups.iter().cloned().map(Cow::Owned));
        topics.extend(self.topics.into_iter().map(Cow::Owned));
        RawRecord {
            title: Cow::Owned(
                self.original_title
                    .filter(|t| !t.is_empty())
                    .unwrap_or(self.title),
            ),
            authors: self.authors.into_iter().map(Cow::Owned).collect(),
            body,
            note: note.map(Cow::Owned),
            ids: self.ids.into_iter().map(Cow::Owned).collect(),
            addresses: self
                .addresses
                .into_iter()
                .map(|(kind, address)| (kind, Cow::Owned(address)))
                .collect(),
            date: self.date.map(Cow::Owned),
            venue: self.venue.map(Cow::Owned),
            topics,
            votes: self.votes,
            slugs: self.slugs.into_iter().map(Cow::Owned).collect(),
            // Titles and abstracts are pasted from arXiv as they are.
            typography: Typography::Tex,
            ..RawRecord::default()
        }
    }
}

fn join(texts: Vec<String>) -> Option<String> {
    let text = texts.join("\n\n");
    (!text.trim().is_empty()).then_some(text)
}
