//! Footnotes and link addresses that one place of a file defines for all its papers.
//!
//! A paper's text is rendered by itself, so it takes the definitions that it uses along.

use pulldown_cmark::RefDefs;
use std::ops::Range;

/// The definitions of a document.
#[derive(Debug)]
pub struct References<'a> {
    body: &'a str,
    /// Label and definition of each footnote.
    footnotes: Vec<(String, &'a str)>,
    /// Label and definition of each link address.
    links: Vec<(String, &'a str)>,
}

impl<'a> References<'a> {
    pub fn new(body: &'a str, definitions: &RefDefs<'_>) -> Self {
        let mut links: Vec<_> = definitions
            .iter()
            .map(|(label, definition)| (label.to_owned(), &body[definition.span.clone()]))
            .collect();
        links.sort();
        Self {
            body,
            footnotes: Vec::new(),
            links,
        }
    }

    pub fn add_footnote(&mut self, label: &str, range: Range<usize>) {
        self.footnotes
            .push((label.to_owned(), self.body[range].trim_end()));
    }

    /// A part of the body with just the definitions that it uses: those of other papers that
    /// happen to stand in it are taken out, its own that stand elsewhere are added.
    pub fn complete(&self, part: &str) -> String {
        let mut text = part.to_owned();
        for (_, definition) in self.footnotes.iter().chain(&self.links) {
            if let Some(at) = text.find(definition) {
                text.replace_range(at..at + definition.len(), "");
            }
        }
        let used_notes = self.used_footnotes(&text);
        let mut additions: Vec<&str> = used_notes;
        if !self.links.is_empty() {
            // Labels are compared without case (CommonMark 0.31, "matches").
            let mut using = text.to_lowercase();
            for note in &additions {
                using.push_str(&note.to_lowercase());
            }
            for (label, definition) in &self.links {
                if using.contains(&format!("[{}]", label.to_lowercase())) {
                    additions.push(definition);
                }
            }
        }
        let mut text = text.trim().to_owned();
        for addition in additions {
            text.push_str("\n\n");
            text.push_str(addition);
        }
        text
    }

    /// Definitions of the footnotes that a text refers to, and of those that these refer to.
    fn used_footnotes(&self, text: &str) -> Vec<&'a str> {
        let mut used: Vec<&'a str> = Vec::new();
        loop {
            let before = used.len();
            for (label, definition) in &self.footnotes {
                let mark = format!("[^{label}]");
                let is_used = text.contains(&mark)
                    || used
                        .iter()
                        .any(|note| note != definition && note.contains(&mark));
                if is_used && !used.contains(definition) {
                    used.push(definition);
                }
            }
            if used.len() == before {
                return used;
            }
        }
    }
}
