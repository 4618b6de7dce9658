//! The reading report: what of a file is not on the site, and why.
//!
//! Each text of a file becomes part of a paper or of the digest, or an entry here. Equal entries are
//! counted together.

use super::record::words::count_words;
use serde::Serialize;
use std::borrow::Cow;

/// Why a text is not on the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// A field for programs: numbers of a model, pictures of people, other papers.
    Technical,
    /// A value of a word or two under a name that means nothing to Offprint.
    Unknown,
    /// The text is on the site already.
    Repeated,
    /// Words such as "N/A" and "Summary generation failed".
    Placeholder,
    /// A path of somebody's machine or an e-mail address.
    Private,
    /// Text that only makes sense on the page that it was written for.
    Boilerplate,
    /// What a record without a title holds.
    NoTitle,
    /// What a file without papers and without a day says.
    NoDigest,
    /// What a record holds that is about no paper, or about several.
    NoPaper,
    /// What a record holds whose syntax is broken.
    Broken,
    /// A value that does not fit its field, such as a date that does not exist.
    Invalid,
    /// More than a paper has.
    Surplus,
}

impl Reason {
    /// The reason in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::Technical => "a field for programs",
            Self::Unknown => "a short value under an unknown name",
            Self::Repeated => "the text is on the site already",
            Self::Placeholder => "a placeholder for a missing text",
            Self::Private => "a private address or path",
            Self::Boilerplate => "boilerplate of the page",
            Self::NoTitle => "the record has no title",
            Self::NoDigest => "the file makes no digest",
            Self::NoPaper => "the record is not a paper",
            Self::Broken => "the syntax of the record is broken",
            Self::Invalid => "the value does not fit the field",
            Self::Surplus => "more than a paper has",
        }
    }

    /// Whether the text is lost to readers: it is neither on the site in another place nor empty of
    /// meaning.
    pub fn is_loss(self) -> bool {
        !matches!(
            self,
            Self::Repeated | Self::Placeholder | Self::Technical | Self::Boilerplate
        )
    }
}

impl Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

/// A text that is not used, as a record or a document gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused<'a> {
    /// Name of the field, or what kind of text it is.
    pub name: Cow<'a, str>,
    pub text: Cow<'a, str>,
    pub reason: Reason,
}

/// Texts of a file that have one name and are not used for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    pub name: String,
    pub count: usize,
    /// The beginning of the first text, on one line.
    pub example: String,
    pub reason: Reason,
    /// Words in all of the texts, where these are lost to readers.
    #[serde(skip)]
    pub words: usize,
}

/// What of a file is not used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    entries: Vec<Entry>,
}

/// Most entries of a file: names may be as many as values.
const MOST: usize = 200;

/// How much of a text is counted in words, in bytes: one text may be reported for each record.
const LONGEST_COUNTED: usize = 10_000;

/// Longest example, in characters.
const SHOWN: usize = 80;

impl Report {
    /// The entries, in the order in which they were found.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether everything was used.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Words that are neither on the site nor without meaning.
    pub fn lost_words(&self) -> usize {
        let lost = self.entries.iter().filter(|entry| entry.reason.is_loss());
        lost.map(|entry| entry.words).sum()
    }

    /// Adds a text. An empty one says nothing.
    pub fn add(&mut self, unused: &Unused<'_>) {
        let text = unused.text.trim();
        if text.is_empty() {
            return;
        }
        let words = match unused.reason.is_loss() {
            true => count_words(&text[..text.floor_char_boundary(LONGEST_COUNTED)]),
            false => 0,
        };
        let is_same =
            |entry: &&mut Entry| entry.reason == unused.reason && entry.name == unused.name;
        if let Some(entry) = self.entries.iter_mut().find(is_same) {
            entry.count += 1;
            entry.words += words;
            return;
        }
        if self.entries.len() >= MOST {
            let rest = &mut self.entries[MOST - 1];
            rest.count += 1;
            rest.words += words;
            return;
        }
        let shown: String = text.chars().take(SHOWN * 2).collect();
        let shown: Vec<&str> = shown.split_whitespace().collect();
        let shown = shown.join(" ");
        let example = match shown.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &shown[..end]),
            None => shown,
        };
        self.entries.push(Entry {
            name: unused.name.clone().into_owned(),
            count: 1,
            example,
            reason: unused.reason,
            words,
        });
    }

    /// Adds the entries of another report of the same file.
    pub fn extend(&mut self, other: Self) {
        for entry in other.entries {
            let is_same =
                |known: &&mut Entry| known.reason == entry.reason && known.name == entry.name;
            match self.entries.iter_mut().find(is_same) {
                Some(known) => {
                    known.count += entry.count;
                    known.words += entry.words;
                }
                None => self.entries.push(entry),
            }
        }
    }
}
