//! Words that are no subject, by what they are kept from.
//!
//! The lists are English, as nearly all abstracts are; in other languages the number of papers
//! that have a word does the same, less well.

use super::hash::{ByName, Joinable};
use crate::collate::fold;
use std::sync::OnceLock;

/// What a word may be in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Part of a subject's name, and maybe all of it.
    Full,
    /// Part of a subject's name, but none alone: `learning`.
    Common,
    /// May begin a name but neither end nor be one: `neural`, `multilingual`.
    Adjective,
    /// Says little: `task` may begin a name, `rate` may end one, and neither is one.
    WeakNoun,
    /// Says little and begins names of several words: `large` of `large language model`.
    Opening,
    /// What papers say of themselves: `propose`, `novel`; neither begins nor ends a name.
    Weak,
    /// `the`, `of`, `however`: parts phrases.
    Function,
}

const LISTS: [(Weight, &str); 6] = [
    (Weight::Common, include_str!("common_words.txt")),
    (Weight::Adjective, include_str!("adjectives.txt")),
    (Weight::WeakNoun, include_str!("weak_nouns.txt")),
    (Weight::Opening, include_str!("openings.txt")),
    (Weight::Weak, include_str!("weak_words.txt")),
    (Weight::Function, include_str!("function_words.txt")),
];

/// The weight of a folded word.
pub fn weight(word: Joinable) -> Weight {
    static TABLE: OnceLock<ByName<Weight>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = ByName::default();
        for (weight, list) in LISTS {
            let lines = list.lines().filter(|line| !line.starts_with('#'));
            for word in lines.flat_map(str::split_whitespace) {
                for part in fold::words(word) {
                    table.insert(Joinable::of(part.as_bytes()).name(), weight);
                }
            }
        }
        table
    });
    table.get(&word.name()).copied().unwrap_or(Weight::Full)
}
