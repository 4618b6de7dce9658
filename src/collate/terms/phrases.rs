//! Phrases: runs of words that may be a term.

use super::hash::Joinable;
use super::lists::Weight;
use super::words::{Gap, Word};

/// Longest phrase, in words; a hyphenated word counts as its parts, `of` as none.
const LONGEST: usize = 4;

/// A run of words.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    pub name: u64,
    /// The words of the run, as a range.
    pub start: usize,
    pub end: usize,
}

/// Hands on every phrase of a text. None crosses a mark or a function word, but for `of` in
/// `mixture of experts` and what hyphens join, as in `text-to-image`; none begins or ends with
/// a word that says nothing, and none of a single word is a weak one.
pub fn each(words: &[Word], mut found: impl FnMut(Phrase)) {
    let of = Joinable::of(b"of");
    for start in 0..words.len() {
        if words[start].weight >= Weight::Weak {
            continue;
        }
        let mut hash = words[start].hash;
        let mut counted = 1;
        if is_term_alone(&words[start]) {
            found(Phrase {
                name: hash.name(),
                start,
                end: start + 1,
            });
        }
        for end in start + 1..words.len() {
            let word = &words[end];
            if word.gap == Gap::Break {
                break;
            }
            hash = hash.then(word.hash);
            if word.weight == Weight::Function {
                let is_inside = word.hash == of
                    || word.gap == Gap::Joined
                        && words.get(end + 1).is_some_and(|w| w.gap == Gap::Joined);
                if !is_inside {
                    break;
                }
                continue;
            }
            if word.weight >= Weight::Opening && word.gap == Gap::Space {
                break;
            }
            counted += 1;
            if counted > LONGEST {
                break;
            }
            found(Phrase {
                name: hash.name(),
                start,
                end: end + 1,
            });
        }
    }
}

/// Numbers, single letters and weak words are no terms by themselves.
fn is_term_alone(word: &Word) -> bool {
    !word.is_ideograph && word.weight <= Weight::Common && word.end - word.start > 1
}
