//! How a topic is written: as most papers write it.

use super::Era;
use super::context::next_word;
use crate::collate::terms::TermIndex;
use std::collections::BTreeMap;

/// Papers whose spelling is looked at.
const LOOKED_AT: usize = 300;

/// An acronym is the name where papers use it so many times as often as the long form.
const SHORT_OVER_LONG: usize = 2;

/// A name is written in the plural if one use in so many is.
const ONE_PLURAL_IN: usize = 4;

/// A word is written with a capital unless one use in so many has a small letter.
const ONE_SMALL_IN: usize = 10;

/// The name of a topic and its other spellings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    pub name: String,
    pub others: Vec<String>,
}

/// The names of a term.
pub fn of(era: &Era<'_>, term: TermIndex) -> Names {
    let uses = era.uses(term);
    let step = uses.len().div_ceil(LOOKED_AT).max(1);
    let mut spellings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut attributive: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut texts: Vec<&str> = Vec::new();
    for of in uses.iter().step_by(step) {
        let occurrence = era.occurrence(of.position(), term);
        let text = era.text(of.position());
        let (_, _, tail) = text.around(&occurrence);
        let spelling = text.written(&occurrence);
        // In front of a further noun even what is many stands in the singular.
        let table = if next_word(tail).is_some() {
            &mut attributive
        } else {
            &mut spellings
        };
        table
            .entry(spelling.to_lowercase())
            .or_default()
            .push(spelling);
        texts.push(&text.abstract_text);
    }
    if spellings.is_empty() {
        spellings = attributive;
    }
    let (short, long): (Vec<_>, Vec<_>) = spellings
        .into_values()
        .partition(|written| is_short(&written[0]));
    let uses = |forms: &[Vec<String>]| forms.iter().map(Vec::len).sum::<usize>();
    let is_short_first = uses(&short) > uses(&long) * SHORT_OVER_LONG;
    let best = |forms: &[Vec<String>]| {
        let all: usize = forms.iter().map(Vec::len).sum();
        let is_plural = |written: &&Vec<String>| written[0].to_lowercase().ends_with('s');
        let plural = forms
            .iter()
            .filter(is_plural)
            .max_by_key(|written| written.len());
        let most = forms.iter().max_by_key(|written| written.len())?;
        let chosen = plural
            .filter(|written| written.len() * ONE_PLURAL_IN >= all)
            .unwrap_or(most);
        Some(with_usual_capitals(chosen, &texts))
    };
    let (first, second) = if is_short_first {
        (best(&short), best(&long))
    } else {
        (best(&long), best(&short))
    };
    let mut names = first.into_iter().chain(second);
    Names {
        name: names.next().unwrap_or_default(),
        others: names.collect(),
    }
}

/// One word with a capital behind its first letter.
fn is_short(spelling: &str) -> bool {
    !spelling.contains([' ', '-']) && spelling.chars().skip(1).any(char::is_uppercase)
}

/// Spellings that differ in case alone as one: each word in small letters where enough papers
/// write it so, else as most write it.
fn with_usual_capitals(written: &[String], texts: &[&str]) -> String {
    let parts: Vec<Vec<&str>> = written
        .iter()
        .map(|spelling| spelling.split_inclusive([' ', '-']).collect())
        .collect();
    let words = parts.iter().map(Vec::len).min().unwrap_or(0);
    let most: Vec<&str> = (0..words).map(|word| most_written(&parts, word)).collect();
    let small: Vec<String> = most.iter().map(|word| usual(word, texts)).collect();
    let is_capital = |word: &str| word.contains(char::is_uppercase);
    // A name that keeps a capital somewhere keeps all of them: `Segment Anything Model`.
    if small.iter().any(|word| is_capital(word)) {
        most.concat()
    } else {
        small.concat()
    }
}

/// How a word of a name is written: in small letters where enough papers do, else as most do.
fn most_written<'a>(parts: &[Vec<&'a str>], word: usize) -> &'a str {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for parts in parts {
        *counts.entry(parts[word]).or_default() += 1;
    }
    let small = counts
        .iter()
        .find(|(form, _)| !form.contains(char::is_uppercase));
    let chosen = small
        .filter(|(_, count)| **count * ONE_SMALL_IN >= parts.len())
        .or_else(|| counts.iter().max_by_key(|(_, count)| **count));
    chosen.map_or("", |(form, _)| *form)
}

/// A word that is written with a capital in a name, in small letters if the texts have it so
/// elsewhere.
fn usual(word: &str, texts: &[&str]) -> String {
    let small = word.to_lowercase();
    let bare = small.trim_end_matches([' ', '-']);
    let is_name = word.chars().skip(1).any(char::is_uppercase);
    let uses = |text: &&&str| {
        let mut found = text.match_indices(bare);
        found.any(|(at, _)| {
            let around = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            around(text[..at].chars().next_back()) && around(text[at + bare.len()..].chars().next())
        })
    };
    let using = texts.iter().filter(uses).count();
    if !is_name && using * ONE_SMALL_IN >= texts.len() {
        small
    } else {
        word.to_owned()
    }
}
