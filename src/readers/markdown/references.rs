//! Footnotes and link addresses that one place of a file defines for all its papers.
//!
//! A paper's text is rendered by itself, so it takes along the definitions that it uses, and leaves
//! behind those that merely stand in it.

use pulldown_cmark::RefDefs;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// The definitions of a document.
#[derive(Debug)]
pub struct References<'a> {
    body: &'a str,
    /// Where each definition stands, in order.
    ranges: Vec<Range<usize>>,
    /// The definition of a label. Labels are compared without regard to case, and those of
    /// footnotes begin with `^`.
    by_label: HashMap<String, Range<usize>>,
}

impl<'a> References<'a> {
    /// The link addresses of a document; footnotes are added while it is read.
    pub fn new(body: &'a str, definitions: &RefDefs<'_>) -> Self {
        let mut references = Self {
            body,
            ranges: Vec::new(),
            by_label: HashMap::new(),
        };
        for (label, definition) in definitions.iter() {
            references.add(label, definition.span.clone());
        }
        references
    }

    /// Adds the definition of a footnote.
    pub fn add_footnote(&mut self, label: &str, range: Range<usize>) {
        self.add(&format!("^{label}"), range);
    }

    /// All definitions have been added.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.ranges.sort_by_key(|range| range.start);
        self
    }

    /// A part of the body without the definitions that stand in it.
    pub fn cut(&self, part: Range<usize>) -> String {
        let mut text = String::with_capacity(part.len());
        let mut at = part.start;
        let first = self.ranges.partition_point(|range| range.end <= part.start);
        for range in &self.ranges[first..] {
            if range.start >= part.end {
                break;
            }
            if range.start >= at {
                text.push_str(&self.body[at..range.start]);
                at = range.end.min(part.end);
            }
        }
        text.push_str(&self.body[at..part.end]);
        text
    }

    /// A text with the definitions that it uses behind it.
    pub fn complete(&self, text: &str) -> String {
        let mut text = text.trim_matches(['\n', '\r']).trim_end().to_owned();
        for definition in self.used(&text) {
            text.push_str("\n\n");
            text.push_str(self.body[definition].trim_end());
        }
        text
    }

    /// The definitions that a text uses, and those that these use, in the document's order.
    fn used(&self, text: &str) -> Vec<Range<usize>> {
        let mut used: BTreeSet<(usize, usize)> = BTreeSet::new();
        if self.by_label.is_empty() {
            return Vec::new();
        }
        let mut open = vec![text];
        while let Some(text) = open.pop() {
            for label in labels(text) {
                let definition = self.by_label.get(&folded(label));
                if let Some(range) = definition
                    && used.insert((range.start, range.end))
                {
                    open.push(&self.body[range.clone()]);
                }
            }
        }
        used.into_iter().map(|(start, end)| start..end).collect()
    }

    fn add(&mut self, label: &str, range: Range<usize>) {
        self.by_label.entry(folded(label)).or_insert(range.clone());
        self.ranges.push(range);
    }
}

/// Longest label of a definition, in bytes; CommonMark allows 999 characters.
const LONGEST_LABEL: usize = 999;

/// Everything in a text that stands in square brackets and could be a label.
fn labels(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('[').filter_map(|(at, _)| {
        let inside = &text[at + 1..];
        let end = inside.bytes().take(LONGEST_LABEL).position(|b| b == b']')?;
        Some(&inside[..end])
    })
}

fn folded(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
