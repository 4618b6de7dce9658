//! The words of a text, folded, with what stands between them. Formulas are left out.

use super::hash::Joinable;
use super::lists::{self, Weight};
use crate::collate::fold;
use crate::markup::{self, Span};

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Of the folded word; of the long form, where it is an acronym that stands for one.
    pub hash: Joinable,
    pub weight: Weight,
    /// Place in the text, in bytes.
    pub start: u32,
    pub end: u32,
    pub gap: Gap,
    /// Letters of a script without spaces, of which each is taken for a word.
    pub is_ideograph: bool,
    /// Whether it has a capital behind its first letter, as acronyms and many names of methods do.
    pub has_inner_capital: bool,
}

/// What stands between a word and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// A hyphen, or nothing at all.
    Joined,
    Space,
    /// A mark that ends a phrase, or the beginning of the text.
    Break,
}

/// Appends the words of a text of plain text with math spans.
pub fn scan(text: &str, words: &mut Vec<Word>) {
    if !text.contains(['$', '\\']) {
        scan_span(text, 0, words);
        return;
    }
    let mut offset = 0;
    for span in markup::spans(text) {
        match span {
            Span::Text(part) => {
                scan_span(part, offset, words);
                offset += part.len();
            }
            Span::Math(source) => offset += source.len(),
        }
    }
}

fn scan_span(text: &str, offset: usize, words: &mut Vec<Word>) {
    let mut gap = Gap::Break;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        if is_ideograph(first) {
            push(first_char(rest), offset + at, gap, true, words);
            gap = Gap::Joined;
            rest = &rest[first.len_utf8()..];
        } else if first.is_alphanumeric() {
            let length = word_length(rest);
            push(&rest[..length], offset + at, gap, false, words);
            rest = without_genitive(&rest[length..]);
            gap = Gap::Joined;
        } else {
            gap = wider(gap, first, rest);
            rest = &rest[first.len_utf8()..];
        }
    }
}

fn first_char(text: &str) -> &str {
    text.chars().next().map_or("", |c| &text[..c.len_utf8()])
}

/// The gap with one more sign in it.
fn wider(gap: Gap, sign: char, rest: &str) -> Gap {
    let joins = matches!(sign, '-' | '‐' | '‑' | '_')
        && rest[sign.len_utf8()..]
            .chars()
            .next()
            .is_some_and(char::is_alphanumeric);
    match gap {
        Gap::Break => Gap::Break,
        Gap::Joined if joins => Gap::Joined,
        _ if sign.is_whitespace() => Gap::Space,
        _ => Gap::Break,
    }
}

/// Bytes of the word at the beginning of a text: letters and digits, `C++`, `3.5`.
fn word_length(text: &str) -> usize {
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let is_inner = match c {
            '.' => {
                previous.is_ascii_digit()
                    && text[at + 1..].starts_with(|next: char| next.is_ascii_digit())
            }
            '+' | '#' => at > 0,
            c => c.is_alphanumeric() && !is_ideograph(c) || is_mark(c),
        };
        if !is_inner {
            return at;
        }
        previous = c;
    }
    text.len()
}

/// Combining accents, which belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// `'s` says nothing about the subject.
fn without_genitive(rest: &str) -> &str {
    let after = rest
        .strip_prefix("'s")
        .or_else(|| rest.strip_prefix("’s"))
        .filter(|after| !after.starts_with(char::is_alphanumeric));
    after.unwrap_or(rest)
}

/// Chinese, Japanese and Korean signs, and others that are written without spaces.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{0e00}'..='\u{0e7f}' | '\u{20000}'..='\u{3ffff}')
}

fn push(word: &str, start: usize, gap: Gap, is_ideograph: bool, words: &mut Vec<Word>) {
    let hash = fold::with_word(word, |folded| Joinable::of(folded.as_bytes()));
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    words.push(Word {
        hash,
        weight: lists::weight(hash),
        start: place(start),
        end: place(start + word.len()),
        gap,
        is_ideograph,
        has_inner_capital: word.chars().skip(1).any(char::is_uppercase),
    });
}
