//! Acronyms and what they stand for: `Low-Rank Adaptation (LoRA)`.

use super::hash::{ByName, Joinable};
use super::lists::Weight;
use super::words::{Gap, Word};
use std::collections::BTreeMap;

/// In a library of fewer papers one definition is enough where no other differs.
const SMALL: usize = 500;

/// Words in front of an acronym that are looked at.
const REACH: usize = 8;

/// An acronym as one paper defines it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Definition {
    pub short: Joinable,
    pub long: Joinable,
}

/// The definitions in a text: a word in parentheses whose letters are, in order, found in the
/// words before it, the first of them as the first letter of a word.
pub fn definitions(text: &str, words: &[Word]) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !is_parenthesised(text, word) || !is_acronym(text, word) {
            continue;
        }
        let short = written(text, word);
        let before = &words[at.saturating_sub(REACH)..at];
        let Some(long) = long_form(text, before, short) else {
            continue;
        };
        let hashes = long.iter().map(|word| word.hash);
        let Some(long) = hashes.reduce(Joinable::then) else {
            continue;
        };
        if !found.iter().any(|known| known.short == word.hash) {
            found.push(Definition {
                short: word.hash,
                long,
            });
        }
    }
    found
}

/// An acronym that a paper uses without saying what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    pub short: Joinable,
    /// Words of the same text whose initials are the acronym's letters, where there are any.
    pub long: Option<Joinable>,
}

/// The acronyms in capitals that a paper uses and does not define. Its texts come with their words.
pub fn undefined(texts: &[(&str, &[Word])], defined: &[Definition]) -> Vec<Use> {
    let mut uses: Vec<Use> = Vec::new();
    for &(text, words) in texts {
        for word in words.iter().filter(|word| word.has_inner_capital) {
            let short = written(text, word).trim_end_matches('s');
            let is_plain =
                (2..=5).contains(&short.len()) && short.bytes().all(|b| b.is_ascii_uppercase());
            let is_known = defined.iter().any(|d| d.short == word.hash)
                || uses.iter().any(|known| known.short == word.hash);
            if is_plain && !is_known {
                let mut texts = texts.iter();
                uses.push(Use {
                    short: word.hash,
                    long: texts.find_map(|(text, words)| with_initials(text, words, short)),
                });
            }
        }
    }
    uses
}

/// Words without a mark between them whose initials are these letters.
fn with_initials(text: &str, words: &[Word], letters: &str) -> Option<Joinable> {
    let letters = letters.as_bytes();
    let has_initial = |(word, letter): (&Word, &u8)| {
        !word.has_inner_capital && text.as_bytes()[word.start as usize].eq_ignore_ascii_case(letter)
    };
    words
        .windows(letters.len())
        .filter(|run| run.iter().zip(letters).all(has_initial))
        .find(|run| run[1..].iter().all(|word| word.gap != Gap::Break))
        .and_then(|run| run.iter().map(|word| word.hash).reduce(Joinable::then))
}

/// What acronyms mean where a paper does not say.
///
/// That is what the papers that define them say, where hardly any differ. Where none does, it is
/// the words that a third of the papers with the acronym also write out.
pub fn agreed<'a>(
    papers: impl ExactSizeIterator<Item = (&'a [Definition], &'a [Use])>,
) -> ByName<Joinable> {
    let fewest = if papers.len() < SMALL { 1 } else { 2 };
    let mut defined: BTreeMap<u64, Longs> = BTreeMap::new();
    let mut used: BTreeMap<u64, Longs> = BTreeMap::new();
    for (definitions, uses) in papers {
        for definition in definitions {
            let longs = defined.entry(definition.short.name()).or_default();
            longs.add(Some(definition.long));
        }
        for of in uses {
            used.entry(of.short.name()).or_default().add(of.long);
        }
    }
    let mut agreed = ByName::default();
    for (short, longs) in &defined {
        agreed.extend(longs.most(fewest, (2, 3)).map(|long| (*short, long)));
    }
    for (short, longs) in used
        .iter()
        .filter(|(short, _)| !defined.contains_key(short))
    {
        agreed.extend(longs.most(fewest, (1, 3)).map(|long| (*short, long)));
    }
    agreed
}

/// How often an acronym is met, and with which long forms.
#[derive(Debug, Default)]
struct Longs {
    papers: usize,
    counts: BTreeMap<u64, (usize, Joinable)>,
}

impl Longs {
    fn add(&mut self, long: Option<Joinable>) {
        self.papers += 1;
        if let Some(long) = long {
            self.counts.entry(long.name()).or_insert((0, long)).0 += 1;
        }
    }

    /// The most frequent long form, if so many papers have it and that is such a part of all.
    fn most(&self, fewest: usize, part: (usize, usize)) -> Option<Joinable> {
        let (count, long) = self.counts.values().max_by_key(|(count, _)| *count)?;
        (*count >= fewest && count * part.1 >= self.papers * part.0).then_some(*long)
    }
}

/// Puts long forms in the place of acronyms.
pub fn expand(words: &mut [Word], own: &[Definition], agreed: &ByName<Joinable>) {
    for word in words.iter_mut().filter(|word| word.has_inner_capital) {
        let of_paper = own.iter().find(|d| d.short == word.hash).map(|d| d.long);
        if let Some(long) = of_paper.or_else(|| agreed.get(&word.hash.name()).copied()) {
            word.hash = long;
            word.weight = Weight::Full;
        }
    }
}

fn is_parenthesised(text: &str, word: &Word) -> bool {
    let (start, end) = (word.start as usize, word.end as usize);
    text[..start].ends_with('(')
        && text[end..]
            .trim_start_matches(['s', '\'', '’'])
            .starts_with([')', ',', ';'])
}

/// Two to eight letters, two of them capitals at least: `LoRA`, `PDE`, `LLMs`.
fn is_acronym(text: &str, word: &Word) -> bool {
    let short = written(text, word);
    let capitals = short.chars().filter(|c| c.is_uppercase()).count();
    (2..=8).contains(&short.len()) && capitals >= 2 && short.is_ascii()
}

fn written<'a>(text: &'a str, word: &Word) -> &'a str {
    &text[word.start as usize..word.end as usize]
}

/// The shortest run of words, up to the acronym, that spells it: each letter of the acronym is the
/// first of a word, or stands further on in the word of the letter before.
fn long_form<'a>(text: &str, before: &'a [Word], short: &str) -> Option<&'a [Word]> {
    let letters = short.strip_suffix('s').unwrap_or(short).to_lowercase();
    let first = letters.chars().next()?;
    let wordless_gap = |run: &[Word]| run[1..].iter().any(|word| word.gap == Gap::Break);
    (0..before.len())
        .rev()
        .map(|start| &before[start..])
        .take_while(|run| !wordless_gap(run))
        .filter(|run| run.len() >= 2 && run[0].weight != Weight::Function)
        .filter(|run| {
            let begins = text[run[0].start as usize..].chars().next();
            begins.is_some_and(|sign| sign.to_lowercase().eq([first]))
        })
        .find(|run| spells(text, run, &letters))
}

/// Whether the words spell the letters: every word that is no function word gives its first
/// letter, and may give more.
fn spells(text: &str, run: &[Word], letters: &str) -> bool {
    let letters: Vec<char> = letters.chars().collect();
    let words: Vec<String> = run
        .iter()
        .map(|word| written(text, word).to_lowercase())
        .collect();
    let mut reached = vec![0];
    for (word, text) in run.iter().zip(&words) {
        let mut next = Vec::new();
        for &at in &reached {
            if word.weight == Weight::Function {
                next.push(at);
            }
            next.extend(ends_within(text, &letters, at));
        }
        next.sort_unstable();
        next.dedup();
        reached = next;
    }
    reached.contains(&letters.len())
}

/// How far the letters get within one word that gives the letter at `at` as its first.
fn ends_within(word: &str, letters: &[char], at: usize) -> Vec<usize> {
    let mut signs = word.chars();
    if letters.get(at).is_none() || signs.next() != letters.get(at).copied() {
        return Vec::new();
    }
    let mut ends = vec![at + 1];
    let mut next = at + 1;
    for sign in signs {
        if letters.get(next) == Some(&sign) {
            next += 1;
            ends.push(next);
        }
    }
    ends
}
