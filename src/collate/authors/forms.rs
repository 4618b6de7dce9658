//! The form of a name in which spellings of one name are equal.

use crate::model::person_name::{self, Name};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A folded name. `Jean-Luc O’Neill`, `O'Neill, Jean-Luc` and `JEANLUC ONEILL` have one form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form {
    /// Empty for names that have no parts.
    pub given: Vec<Part>,
    pub family: String,
}

/// A given name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Initial(char),
    Full(String),
}

/// Folds a name.
pub fn fold(name: &str) -> Form {
    // In capitals a particle looks like a name.
    let lower;
    let name = if name.chars().any(char::is_lowercase) {
        name
    } else {
        lower = name.to_lowercase();
        &lower
    };
    match person_name::parts(name) {
        Name::Whole(name) => Form {
            given: Vec::new(),
            family: Some(letters(name))
                .filter(|name| !name.is_empty())
                .unwrap_or_else(|| name.to_owned()),
        },
        Name::Parted { family, given } => {
            let words = given.split(|c: char| c.is_whitespace() || c == '.');
            Form {
                given: words.flat_map(given_parts).collect(),
                family: letters(family),
            }
        }
    }
}

impl Form {
    /// Whether this form leaves something out that the other one says, and says nothing else.
    pub fn is_short_for(&self, other: &Self) -> bool {
        if self.family != other.family || self.given.is_empty() || self == other {
            return false;
        }
        let mut rest = other.given.iter();
        let is_said = |part: &Part| match rest.next() {
            Some(Part::Full(full)) => match part {
                Part::Initial(initial) => full.starts_with(*initial),
                Part::Full(name) => name == full,
            },
            Some(Part::Initial(initial)) => *part == Part::Initial(*initial),
            None => false,
        };
        self.given.iter().all(is_said)
    }

    /// What all forms of one name have in common.
    pub fn bucket(&self) -> Option<(String, char)> {
        let initial = match self.given.first()? {
            Part::Initial(initial) => *initial,
            Part::Full(name) => name.chars().next()?,
        };
        Some((self.family.clone(), initial))
    }
}

/// A word of given names; `J` and `J-L` are initials.
fn given_parts(word: &str) -> Vec<Part> {
    let is_initial = |piece: &str| letters(piece).chars().count() <= 1;
    let is_initials = word.split('-').all(is_initial);
    let word = letters(word);
    if is_initials {
        word.chars().map(Part::Initial).collect()
    } else {
        vec![Part::Full(word)]
    }
}

/// The letters of a text, without case and, in Latin, Greek and Cyrillic, without accents. In other
/// scripts marks are letters: `か` is not `が`.
fn letters(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut has_accents = false;
    for c in text.nfkd() {
        if is_combining_mark(c) {
            if !has_accents {
                folded.push(c);
            }
            continue;
        }
        has_accents = matches!(c, '\0'..='\u{52f}' | '\u{1e00}'..='\u{1fff}');
        if !c.is_alphanumeric() {
            continue;
        }
        for c in c.to_lowercase() {
            match c {
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'ı' => folded.push('i'),
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                c => folded.push(c),
            }
        }
    }
    folded
}
