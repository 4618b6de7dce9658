//! Shortening plain text with math: excerpts and first sentences.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

use super::math::{Piece, pieces};

/// At most about `limit` characters of the beginning of a plain text, on one line.
///
/// It ends with a sentence where one ends in the last third, else with a word and `…`; never within a
/// formula or a character. Only where a text begins with a formula longer than `limit` is the excerpt
/// longer.
pub fn excerpt(text: &str, limit: usize) -> String {
    let text = one_line(text);
    let Some((limit_at, _)) = text.char_indices().nth(limit) else {
        return text.into_owned();
    };
    let third = text
        .char_indices()
        .nth(limit - limit / 3)
        .map_or(0, |(at, _)| at);
    if let Some(end) = sentence_ends(&text)
        .take_while(|end| *end <= limit_at)
        .last()
        && end >= third
    {
        return text[..end].to_owned();
    }
    let kept = text[..word_end(&text, limit_at)].trim_end();
    let kept = kept
        .trim_end_matches([',', ';', ':', '-', '–', '—'])
        .trim_end();
    format!("{kept}…")
}

/// The first sentence of a plain text, without space around it; all of it if no sentence ends.
///
/// Full stops within formulas, numbers and abbreviations end nothing, nor do those before a small
/// letter.
pub fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let end = sentence_ends(text).next().unwrap_or(text.len());
    text[..end].trim_end()
}

/// The text with single spaces in place of line ends.
fn one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if !text.contains(['\n', '\r', '\t']) {
        return text.into();
    }
    let mut line = String::with_capacity(text.len());
    for word in text
        .split(['\n', '\r', '\t', ' '])
        .filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line.into()
}

/// Where the sentences of a text end, in bytes.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let mut start = 0;
    let stretches = pieces(text).filter_map(move |piece| {
        let at = start;
        start += piece.len();
        matches!(piece, Piece::Text(_)).then_some((at, start))
    });
    stretches.flat_map(move |(start, end)| {
        text[start..end]
            .char_indices()
            .filter_map(move |(at, character)| {
                let at = start + at;
                match character {
                    '。' | '！' | '？' => Some(at + character.len_utf8()),
                    '.' | '!' | '?' => end_after_stop(text, at, character),
                    '\n' if text[at + 1..]
                        .trim_start_matches([' ', '\t', '\r'])
                        .starts_with('\n') =>
                    {
                        Some(at)
                    }
                    _ => None,
                }
            })
    })
}

/// Where the sentence ends whose last stop may be the character at byte `at`.
fn end_after_stop(text: &str, at: usize, stop: char) -> Option<usize> {
    let rest = &text[at + 1..];
    let closing = rest.len()
        - rest
            .trim_start_matches(['"', '\'', '”', '’', ')', ']', '»'])
            .len();
    let after = &rest[closing..];
    let next = after.trim_start();
    if !next.is_empty() && next.len() == after.len() {
        return None;
    }
    if next.starts_with(char::is_lowercase)
        || (stop == '.' && !next.is_empty() && is_abbreviated(&text[..at]))
    {
        return None;
    }
    Some(at + 1 + closing)
}

/// Whether the full stop after `before` belongs to an abbreviation or an initial.
fn is_abbreviated(before: &str) -> bool {
    let start = before.rfind(|c: char| c.is_whitespace() || "([{\"'“‘~".contains(c));
    let word = before
        .get(start.map_or(0, |at| at + 1)..)
        .unwrap_or_default();
    // `J. Doe`, `U.S.`, `w.r.t.`; but a lone lower-case letter may well end a sentence.
    let is_letters = word
        .split('.')
        .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic));
    if is_letters && (word.contains('.') || word.starts_with(char::is_uppercase)) {
        return true;
    }
    ABBREVIATIONS
        .iter()
        .any(|abbreviation| word.eq_ignore_ascii_case(abbreviation))
}

/// Abbreviations that stand before capitals and numbers, without their last full stop.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "arxiv", "cf", "dr", "eds", "eq", "eqn", "eqs", "esp", "fig", "figs", "inc",
    "jr", "ltd", "mr", "mrs", "ms", "pp", "prof", "refs", "resp", "sec", "sect", "thm", "univ",
    "viz", "vol", "vs",
];

/// Where the last whole word ends before byte `limit`; within a long word, where a character ends. A
/// formula that begins the text counts as its first word.
fn word_end(text: &str, limit: usize) -> usize {
    let (mut start, mut best) = (0, 0);
    for piece in pieces(text) {
        let end = start + piece.len();
        match piece {
            Piece::Text(words) => {
                let room = &words[..words.len().min(limit - start)];
                if let Some(space) = room.rfind(char::is_whitespace) {
                    best = start + space;
                }
                // The word that begins in the room may end just there.
                if end > limit && words[room.len()..].starts_with(char::is_whitespace) {
                    best = limit;
                }
            }
            Piece::Math(_) if start == 0 => best = end,
            Piece::Math(_) => {}
        }
        if end >= limit {
            break;
        }
        start = end;
    }
    if best > 0 {
        best
    } else {
        character_end(text, limit)
    }
}

/// The nearest place at or before `limit` that parts no character from its marks and no backslash or
/// dollar from what follows it.
fn character_end(text: &str, limit: usize) -> usize {
    let first_math = pieces(text).next().map_or(0, |piece| piece.len());
    let mut end = limit.min(first_math);
    while let Some(last) = text[..end].chars().next_back() {
        let joins = |c: char| {
            is_combining_mark(c)
                || matches!(c, '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}')
        };
        if !matches!(last, '\\' | '$' | '\u{200D}') && !text[end..].starts_with(joins) {
            break;
        }
        end -= last.len_utf8();
    }
    end
}
