//! Damaging files.

use super::corpus::{Corpus, Seed};
use super::dictionary::{NESTS, pieces};
use offprint::readers::Format;

/// Numbers that are the same for the same seed: SplitMix64, which any state suits.
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64, number: u64) -> Self {
        Self(seed.wrapping_mul(0xA076_1D64_78BD_642F) ^ number.wrapping_mul(0xE703_7ED1_A0B4_28DB))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 for 0.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % limit).unwrap_or(0)
    }

    pub fn one_of<'a, T>(&mut self, values: &'a [T]) -> &'a T {
        &values[self.below(values.len())]
    }

    /// Mostly small, seldom large.
    fn size(&mut self, most: usize) -> usize {
        let limit = 1 << self.below(usize::BITS.abs_diff(most.leading_zeros()) as usize + 1);
        1 + self.below(limit.min(most))
    }
}

/// Longest input, in bytes.
const LONGEST: usize = 150_000;

/// A damaged file of a format, with its path.
pub fn damaged(format: &Format, corpus: &Corpus, random: &mut Random) -> (String, String) {
    let own = corpus.of(format);
    // Now and then what a format has never seen.
    let seed = match own.is_empty() || random.below(20) == 0 {
        true => random.one_of(&corpus.seeds),
        false => *random.one_of(&own),
    };
    let pieces = pieces(format.name);
    let mut text = seed.text.clone();
    // A small part of a file is damaged more thoroughly.
    if random.below(3) == 0 {
        text = span(&text, random, 600).to_owned();
    }
    for _ in 0..random.size(12) {
        text = damage(text, &own, corpus, &pieces, random);
        text.truncate(text.floor_char_boundary(LONGEST));
    }
    (name_of(seed, random), text)
}

/// The path, with and without a date in it.
fn name_of(seed: &Seed, random: &mut Random) -> String {
    let extension = seed.name.rsplit_once('.').map_or("", |(_, last)| last);
    match random.below(4) {
        0 => format!("content/x.{extension}"),
        1 => format!("content/2026-11-23.{extension}"),
        2 => "content/x".to_owned(),
        _ => seed.name.clone(),
    }
}

fn damage(
    text: String,
    own: &[&Seed],
    corpus: &Corpus,
    pieces: &[&str],
    random: &mut Random,
) -> String {
    let at = place(&text, random);
    match random.below(12) {
        // A byte is another; what is no UTF-8 then is a character that says so.
        0 => {
            let mut bytes = text.into_bytes();
            if !bytes.is_empty() {
                let at = random.below(bytes.len());
                bytes[at] ^= 1 << random.below(8);
            }
            String::from_utf8_lossy(&bytes).into_owned()
        }
        // A span is gone, stands twice, stands elsewhere, or stands many times.
        1 => {
            let gone = range(&text, random, 400);
            format!("{}{}", &text[..gone.start], &text[gone.end..])
        }
        2 => {
            let twice = span(&text, random, 2_000);
            format!("{}{twice}{}", &text[..at], &text[at..])
        }
        3 => {
            let (first, second) = (range(&text, random, 300), range(&text, random, 300));
            if first.end > second.start {
                return text;
            }
            format!(
                "{}{}{}{}{}",
                &text[..first.start],
                &text[second.clone()],
                &text[first.end..second.start],
                &text[first.clone()],
                &text[second.end..]
            )
        }
        4 => {
            let repeated = span(&text, random, 60);
            let times = random.size(20_000 / repeated.len().max(1) + 1);
            format!("{}{}{}", &text[..at], repeated.repeat(times), &text[at..])
        }
        5 => text[..at].to_owned(),
        // The beginning of one file and the end of another.
        6 => {
            let other = match own.is_empty() || random.below(4) == 0 {
                true => random.one_of(&corpus.seeds),
                false => *random.one_of(own),
            };
            let behind = place(&other.text, random);
            format!("{}{}", &text[..at], &other.text[behind..])
        }
        7 => {
            let piece = random.one_of(pieces);
            let times = random.size(3_000);
            format!("{}{}{}", &text[..at], piece.repeat(times), &text[at..])
        }
        8 => {
            let (open, close) = random.one_of(NESTS);
            let depth = random.size(3_000);
            let inside = random.one_of(pieces);
            let (open, close) = (open.repeat(depth), close.repeat(depth));
            format!("{}{open}{inside}{close}{}", &text[..at], &text[at..])
        }
        // One of the format's own words for another.
        9 => {
            let old = range(&text, random, 12);
            format!(
                "{}{}{}",
                &text[..old.start],
                random.one_of(pieces),
                &text[old.end..]
            )
        }
        _ => format!("{}{}{}", &text[..at], random.one_of(pieces), &text[at..]),
    }
}

/// Somewhere between two characters, often between two words.
fn place(text: &str, random: &mut Random) -> usize {
    let at = text.floor_char_boundary(random.below(text.len() + 1));
    if random.below(2) == 0 {
        return at;
    }
    let is_end = |c: char| !c.is_alphanumeric();
    at + text[at..].find(is_end).unwrap_or(0)
}

fn range(text: &str, random: &mut Random, longest: usize) -> std::ops::Range<usize> {
    let start = place(text, random);
    let end = (start + random.size(longest)).min(text.len());
    start..text.floor_char_boundary(end).max(start)
}

fn span<'a>(text: &'a str, random: &mut Random, longest: usize) -> &'a str {
    &text[range(text, random, longest)]
}
