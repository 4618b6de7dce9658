//! Which runs of words have the form of a name.

use super::hash::Joinable;
use super::lists::Weight;
use super::words::{Gap, Word};

/// Whether a phrase begins and ends as names do, and is more than a common word.
pub fn is_name(phrase: &str, words: &[Word]) -> bool {
    let weight = |word: &Word| {
        // `LoRA` is a name, and `GPU` is as common a word as any.
        match word.weight {
            Weight::Common | Weight::WeakNoun => word.weight,
            _ if word.has_inner_capital => Weight::Full,
            weight => weight,
        }
    };
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if words.iter().any(|word| word.is_ideograph) || !phrase.contains(char::is_alphabetic) {
        return false;
    }
    if words.len() == 1 {
        // An acronym, a name with capitals inside, or a long word that is no common one.
        return weight(first) == Weight::Full
            && (first.has_inner_capital || phrase.len() >= 8 && !is_common_form(phrase));
    }
    let starts_well = match weight(first) {
        Weight::Opening => words.len() > 2 && words[1].weight <= Weight::WeakNoun,
        weight => weight <= Weight::WeakNoun,
    };
    let is_of = words
        .iter()
        .any(|word| word.weight == Weight::Function && word.gap == Gap::Space);
    starts_well
        && !(is_of && weight(first) > Weight::Adjective)
        && weight(last) <= Weight::WeakNoun
        && weight(last) != Weight::Adjective
        && words.iter().any(|word| weight(word) <= Weight::Common)
        && !is_number(phrase, last)
}

fn is_number(phrase: &str, word: &Word) -> bool {
    phrase[word.start as usize..word.end as usize]
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.')
}

/// Adverbs, participles and adjectives by their endings, which name no subject alone.
fn is_common_form(word: &str) -> bool {
    let word = word.to_lowercase();
    [
        "ly", "ed", "ing", "able", "ible", "ive", "ous", "ful", "ic", "al", "ity", "ness", "ent",
        "ant",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// Whether a phrase says something to a reader: all that a name is, but a single word may be a
/// common one.
pub fn is_speaking(phrase: &str, words: &[Word]) -> bool {
    match words {
        [word] => {
            let is_word = phrase.contains(char::is_alphabetic);
            is_word && (word.weight <= Weight::Common || word.has_inner_capital)
        }
        words => words.iter().any(|word| word.is_ideograph) || is_name(phrase, words),
    }
}

/// Whether a word tells nothing apart in front of a name.
pub fn is_empty(word: Joinable) -> bool {
    const EMPTY: [&str; 5] = ["large", "deep", "big", "modern", "general"];
    EMPTY
        .iter()
        .any(|empty| Joinable::of(empty.as_bytes()) == word)
}

/// The name of a phrase without a beginning that tells nothing apart: that of `deep neural network`
/// and of `large neural network` is that of `neural network`.
pub fn core(words: &[Word]) -> u64 {
    let core = match words {
        [first, rest @ ..] if rest.len() > 1 && is_empty(first.hash) => rest,
        words => words,
    };
    let hashes = core.iter().map(|word| word.hash);
    hashes.reduce(Joinable::then).map_or(0, Joinable::name)
}
