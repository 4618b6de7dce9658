//! The weekly form of a table: one cell holds a paper's title and text, another one its links.

use super::draft::Draft;
use super::{links, marks, titles};

/// The signs with which points begin within a cell.
const BULLETS: &[char] = &['●', '•', '▪', '◦', '‣', '-', '*'];

/// A cell of the weekly form: the title is what is bold or a link, else what stands before two
/// spaces, a dash or the end of the first sentence; the text follows, and points after line breaks.
pub fn draft(cell: &str) -> Draft {
    let cell = cell.replace("\\|", "|");
    let text = marks::after_ordinal(&cell).unwrap_or(&cell).trim();
    let (title, rest) = title_of(text);
    let mut draft = Draft::titled(titles::paper(&title));
    draft.add_links(&title, None);
    let mut text = String::new();
    for part in rest.split("<br>") {
        let part = part.trim();
        let point = part.trim_start_matches(BULLETS);
        let is_point = point.len() < part.len() && !part.starts_with("**");
        let part = if is_point { point.trim() } else { part };
        if part.is_empty() {
            continue;
        }
        let is_in_list = text
            .lines()
            .last()
            .is_some_and(|line| line.starts_with("- "));
        text.push_str(match (text.is_empty(), is_point && is_in_list) {
            (true, _) => "",
            (false, true) => "\n",
            (false, false) => "\n\n",
        });
        if is_point {
            text.push_str("- ");
        }
        let words: Vec<&str> = part.split_whitespace().collect();
        text.push_str(&words.join(" "));
    }
    if !text.is_empty() {
        draft.texts.push(text);
    }
    draft
}

/// Longest title that is taken from a cell without a mark at its end, in characters.
const LONGEST_TITLE: usize = 160;

/// How texts about papers begin where nothing but a space parts them from the title.
const SENTENCES: &[&str] = &[
    " This paper ",
    " This work ",
    " Introduces ",
    " Proposes ",
    " Presents ",
    " Investigates ",
    " We introduce ",
    " We propose ",
    " We present ",
];

fn title_of(text: &str) -> (String, &str) {
    if let Some(inside) = text.strip_prefix("**")
        && let Some((title, rest)) = inside.split_once("**")
    {
        return (
            title.to_owned(),
            rest.trim_start_matches([' ', '-', '–', '—', ':', ',', '.']),
        );
    }
    if let Some(link) = links::links(text)
        .first()
        .filter(|link| link.range.start == 0)
    {
        let rest = &text[link.range.end..];
        return (
            text[link.range.clone()].to_owned(),
            rest.trim_start_matches([' ', '-', '–', '—', ':', ',', '.']),
        );
    }
    let first_break = text.find("<br>").unwrap_or(text.len());
    let head = &text[..first_break];
    let near = |at: &usize| head[..*at].chars().count() <= LONGEST_TITLE;
    let earliest = |signs: &[&str], kept: usize| {
        let found = signs
            .iter()
            .filter_map(|sign| Some(head.find(sign)? + kept));
        found.min().filter(near)
    };
    let end = earliest(&["  "], 0)
        .or_else(|| earliest(&[" - ", " – ", " — "], 0))
        .or_else(|| earliest(SENTENCES, 0))
        .or_else(|| earliest(&[". ", "? ", "! "], 1))
        .unwrap_or(head.len());
    let title = text[..end].trim_end_matches(['.', ':', ' ', '-']);
    (
        title.to_owned(),
        text[end..].trim_start_matches([' ', '-', '–', '—']),
    )
}
