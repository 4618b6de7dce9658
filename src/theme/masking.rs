//! Taking a mistake out of a template, so that the next one shows.
//!
//! The engine stops at the first mistake of a page. A tag with a mistake is replaced by one that
//! does nothing, of the same length, so that the places of all others stay what they are.

use super::templates::Source;
use crate::diagnostic::Diagnostic;

/// Replaces the tag that a diagnostic points at; false where there is none that could be done
/// without.
pub(super) fn mask(sources: &mut [Source], fault: &Diagnostic) -> bool {
    let (Some(file), Some(line), Some(column)) = (&fault.file, fault.line, fault.column) else {
        return false;
    };
    let Some(source) = sources.iter_mut().find(|source| source.file == *file) else {
        return false;
    };
    match masked(&source.text, line, column) {
        Some(text) => {
            source.text = text;
            true
        }
        None => false,
    }
}

/// The template with the tag at a place, counted from 1, made harmless.
fn masked(text: &str, line: usize, column: usize) -> Option<String> {
    let start_of_line: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let rest = text.get(start_of_line..)?;
    let within = rest.char_indices().nth(column.checked_sub(1)?)?.0;
    let at = start_of_line + within;
    // The place may be the tag's first brace or anything behind it.
    let before = text.get(..text.len().min(at + 2)).or(text.get(..at))?;
    let start = before.rfind("{{").max(before.rfind("{%"))?;
    let close = if text[start..].starts_with("{{") {
        "}}"
    } else {
        "%}"
    };
    let end = start + text[start..].find(close)? + close.len();
    if end <= at {
        return None;
    }
    let tag = &text[start..end];
    let harmless = harmless(tag)?;
    let room = tag.len().checked_sub(harmless.len())?;
    // Line ends stay, and with them the places of what follows.
    let lines = tag.matches('\n').count();
    let (head, tail) = harmless.split_at(harmless.len() - 2);
    let padding = " ".repeat(room.checked_sub(lines)?) + &"\n".repeat(lines);
    Some([&text[..start], head, &padding, tail, &text[end..]].concat())
}

/// A tag in the place of another that does nothing and is no longer.
fn harmless(tag: &str) -> Option<String> {
    if tag.starts_with("{{") {
        return Some("{{\"\"}}".to_owned());
    }
    let inner = tag.trim_start_matches("{%").trim_end_matches("%}");
    let inner = inner.trim_matches('-').trim();
    let (word, rest) = inner.split_once(char::is_whitespace)?;
    match word {
        "if" | "elif" => Some(format!("{{%{word} 1%}}")),
        "for" => {
            let (names, _) = rest.split_once(" in ")?;
            Some(format!("{{%for {} in []%}}", names.trim()))
        }
        "set" | "set_global" => {
            let (name, _) = rest.split_once('=')?;
            Some(format!("{{%{word} {}=1%}}", name.trim()))
        }
        _ => None,
    }
}
