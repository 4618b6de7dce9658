//! What stands around a phrase in the text.

use crate::collate::fold;
use crate::collate::terms::hash::Joinable;
use crate::collate::terms::lists::{self, Weight};
use crate::collate::terms::naming::is_empty;

/// The word that goes on with a phrase: what follows without a mark and names something, or
/// whatever a hyphen joins.
pub fn next_word(tail: &str) -> Option<Joinable> {
    // An acronym in parentheses does not end a phrase: `vision-language-action (VLA) models`.
    let short = tail
        .strip_prefix(" (")
        .and_then(|rest| rest.split_once(')'));
    let tail = short
        .filter(|(short, _)| short.len() < 12)
        .map_or(tail, |(_, rest)| rest);
    let begin = tail.strip_prefix([' ', '-', '\n'])?;
    let end = begin
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(begin.len());
    going_on(&begin[..end], tail.starts_with('-'))
}

/// The word that goes before a phrase, likewise.
pub fn word_before(head: &str) -> Option<Joinable> {
    let before = head.strip_suffix([' ', '-', '\n'])?;
    let start = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    going_on(&before[start..], head.ends_with('-'))
}

fn going_on(word: &str, is_joined: bool) -> Option<Joinable> {
    if word.is_empty() {
        return None;
    }
    let is_number = ["million", "billion", "trillion"].contains(&word);
    if is_number || word.starts_with(|c: char| c.is_ascii_digit()) {
        // `7B parameter models`, `13B parameter models`: one number is as good as another.
        return Some(Joinable::of(b"0"));
    }
    let hash = fold::with_word(word, |folded| Joinable::of(folded.as_bytes()));
    let says_something = lists::weight(hash) <= Weight::Adjective && !is_empty(hash);
    (is_joined || says_something).then_some(hash)
}
