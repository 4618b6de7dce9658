//! The words of a library, from which the page's script corrects a mistyped query.

use super::record::Record;
use super::script;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Letters that a word must have to be worth correcting to, and may have to be one.
const LETTERS: std::ops::RangeInclusive<usize> = 4..=24;

/// Words of the list at most: some 80 kB where the host compresses it, and only for those who search.
const LONGEST_LIST: usize = 20_000;

/// How often abstracts must use a word. One that is used once is as likely mistyped itself.
const FEWEST: u32 = 2;

/// How often records use each word.
#[derive(Debug, Default)]
pub struct Words {
    uses: HashMap<String, u32>,
}

impl Words {
    pub fn add(&mut self, records: &[Record]) {
        for record in records {
            for (word, is_named) in words_of(record) {
                // A word of a title is meant, even if it is the only one.
                *self.uses.entry(word).or_default() += if is_named { FEWEST } else { 1 };
            }
        }
    }

    /// Adds what others counted.
    pub fn join(&mut self, others: Self) {
        for (word, uses) in others.uses {
            *self.uses.entry(word).or_default() += uses;
        }
    }

    /// One word a line, the most frequent first. An empty line where there are none.
    pub fn list(self) -> String {
        let mut words: Vec<(Reverse<u32>, String)> = self
            .uses
            .into_iter()
            .filter(|(_, uses)| *uses >= FEWEST)
            .map(|(word, uses)| (Reverse(uses), word))
            .collect();
        words.sort_unstable();
        words.truncate(LONGEST_LIST);
        let mut list = String::new();
        if words.is_empty() {
            list.push('\n');
        }
        for (_, word) in words {
            list.push_str(&word);
            list.push('\n');
        }
        list
    }
}

/// The words of a record, and whether a field names them.
fn words_of(record: &Record) -> impl Iterator<Item = (String, bool)> {
    let named = ["title", "authors", "topics", "venue"]
        .into_iter()
        .filter_map(|field| record.meta.get(field))
        .flat_map(|text| split(text))
        .map(|word| (word, true));
    named.chain(split(&record.content).map(|word| (word, false)))
}

fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic() || script::is_unspaced(c))
        .filter(|word| LETTERS.contains(&word.chars().count()))
        .map(str::to_lowercase)
}
