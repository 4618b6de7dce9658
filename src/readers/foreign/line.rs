//! Lines of a record: labels and lines that only say where a paper is.

use super::evidence::{self, is_generic};
use super::marks;
use crate::readers::document::inline::{self, Piece, PieceKind, split};
use crate::readers::record::is_category;
use crate::readers::vocabulary::{self, Role};

/// The label of a line and what stands behind it.
#[derive(Debug, Clone)]
pub struct Label<'a> {
    pub name: String,
    /// None for a name that the vocabulary does not know, which was set apart all the same.
    pub role: Option<Role>,
    pub rest: Vec<Piece<'a>>,
}

/// Longest name of a label, in characters.
const LONGEST: usize = 48;

/// The label with which a line begins: `**Name:** value`, `**Name**: value`, `Name: value`, also behind
/// pictographs. A plain name counts where the vocabulary knows it.
pub fn label<'a>(line: &[Piece<'a>]) -> Option<Label<'a>> {
    let mut start = 0;
    while line.get(start).is_some_and(|piece| {
        let text = inline::text(std::slice::from_ref(piece));
        marks::trimmed(&text)
            .trim_matches(['-', '*', '•'])
            .trim()
            .is_empty()
    }) {
        start += 1;
    }
    let line = &line[start..];
    let first = line.first()?;
    match &first.kind {
        PieceKind::Text(text) => plain(text, line),
        PieceKind::Strong | PieceKind::Emphasis | PieceKind::Code(_) | PieceKind::Span(_) => {
            marked(first, line)
        }
        _ => None,
    }
}

fn plain<'a>(text: &str, line: &[Piece<'a>]) -> Option<Label<'a>> {
    let after = marks::after_pictographs(text);
    let colon = after
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let (name, value) = (&after[..colon.0], &after[colon.0 + colon.1.len_utf8()..]);
    if value.starts_with("//") {
        return None;
    }
    let (role, _) = vocabulary::role(name.trim())?;
    let (_, tail) = split(&line[0], text.len() - value.len());
    let mut rest = vec![tail];
    rest.extend_from_slice(&line[1..]);
    Some(Label {
        name: name.trim().to_owned(),
        role: Some(role),
        rest: trimmed(rest),
    })
}

fn marked<'a>(first: &Piece<'a>, line: &[Piece<'a>]) -> Option<Label<'a>> {
    let text = match &first.kind {
        PieceKind::Code(code) => code.to_string(),
        _ => inline::text(&first.children),
    };
    let bare = marks::trimmed(&text);
    let name = bare.trim_end_matches([':', '：']).trim();
    let next = inline::text(&line[1..]);
    let next = next.trim_start();
    let has_colon = name.len() < bare.len() || next.starts_with([':', '：']);
    let role = vocabulary::role(name).map(|(role, _)| role);
    let is_alone = next.is_empty();
    let is_label = match (role, &first.kind) {
        _ if name.is_empty() || name.chars().count() > LONGEST => false,
        (Some(_), PieceKind::Code(_)) => has_colon,
        (Some(Role::Section), PieceKind::Strong) => {
            // `**Method** is described` is no label.
            has_colon || is_alone || next.starts_with(char::is_uppercase)
        }
        (Some(Role::Section), PieceKind::Emphasis) => has_colon || is_alone,
        (Some(_), PieceKind::Span(class)) => {
            has_colon
                || is_alone
                || ["key", "label", "name", "tag"]
                    .iter()
                    .any(|end| class.ends_with(end))
        }
        (Some(_), PieceKind::Emphasis) => has_colon || is_alone,
        (Some(_), _) => true,
        (None, PieceKind::Strong) => has_colon && name.split_whitespace().count() <= 6,
        (None, PieceKind::Emphasis) => has_colon && name.split_whitespace().count() <= 3,
        (None, _) => false,
    };
    if is_label {
        let rest = line[1..].to_vec();
        return Some(Label {
            name: name.to_owned(),
            role,
            rest: trimmed(without_colon(rest)),
        });
    }
    // All in bold: `**Authors: First Author, Second Author**`.
    let inner = label(&first.children).filter(|label| label.role.is_some())?;
    let mut rest = inner.rest;
    rest.extend_from_slice(&line[1..]);
    Some(Label { rest, ..inner })
}

fn without_colon(mut rest: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    if let Some(first) = rest.first()
        && let PieceKind::Text(text) = &first.kind
    {
        let behind = text.trim_start();
        let behind = behind.strip_prefix([':', '：']).unwrap_or(behind);
        let at = text.len() - behind.len();
        rest[0] = split(&rest[0], at).1;
    }
    rest
}

/// Pieces without white space and separators in front.
pub fn trimmed(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    while let Some(first) = pieces.first() {
        let PieceKind::Text(text) = &first.kind else {
            break;
        };
        let rest = text.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    ',' | ':' | '：' | '|' | '–' | '—' | '·' | ';' | '.' | ')' | ']' | '，' | '｜'
                )
        });
        // A dash before a number is a sign.
        let rest = rest.strip_prefix("- ").unwrap_or(rest);
        if rest.len() == text.len() {
            break;
        }
        let at = text.len() - rest.len();
        let tail = split(first, at).1;
        if rest.is_empty() {
            pieces.remove(0);
        } else {
            pieces[0] = tail;
            break;
        }
    }
    pieces
}

/// Whether a line is made of links and ids, with words only to name them: `[abs](…) | [pdf](…)`,
/// `arXiv 2601.00001`.
pub fn is_references(line: &[Piece<'_>]) -> bool {
    let mut has_reference = false;
    let mut left = String::new();
    for piece in line {
        piece_of_reference(piece, &mut has_reference, &mut left);
    }
    let mut words = left
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_' | '/'))
        .filter(|word| word.contains(char::is_alphanumeric));
    has_reference && words.all(says_where)
}

fn piece_of_reference(piece: &Piece<'_>, has_reference: &mut bool, left: &mut String) {
    match &piece.kind {
        PieceKind::Link(url) => {
            let text = inline::text(&piece.children);
            let is_address = text.contains("://") || text.trim() == url.trim();
            if is_address || is_generic(&text) {
                *has_reference = true;
            } else {
                left.push_str(" a title that links ");
            }
        }
        PieceKind::Text(text) | PieceKind::Code(text) => {
            let mut rest = text.to_string();
            for url in crate::markup::address::find(text) {
                *has_reference |= evidence::key(&url).is_some();
                rest = rest.replace(&url, " ");
            }
            *has_reference |= evidence::bare_ids(text).next().is_some();
            left.push(' ');
            left.push_str(&rest);
        }
        PieceKind::Math(math) => left.push_str(math),
        PieceKind::Break { .. } => left.push(' '),
        PieceKind::Image(_) | PieceKind::Footnote(_) => {}
        _ => {
            for child in &piece.children {
                piece_of_reference(child, has_reference, left);
            }
        }
    }
}

/// Whether a word only says what kind of address or id stands beside it. `Builds on` does not.
fn says_where(word: &str) -> bool {
    let bare = word.trim_matches(['.', '-', '_', '/']);
    is_generic(bare)
        || is_category(bare)
        || evidence::bare_ids(bare).next().is_some()
        || bare.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            bare.to_lowercase().as_str(),
            "on" | "or" | "and" | "at" | "id" | "the" | "via"
        )
}

/// The segments of a line that stands for several facts: `2026-01-14 · cs.CV · [PDF](…)`.
pub fn segments<'a>(line: &[Piece<'a>]) -> Vec<Vec<Piece<'a>>> {
    let mut segments: Vec<Vec<Piece<'a>>> = vec![Vec::new()];
    for piece in line {
        let mut rest = piece.clone();
        while let PieceKind::Text(text) = &rest.kind
            && let Some((at, length)) = separator(text)
        {
            let head = split(&rest, at).0;
            let tail = split(&rest, at + length).1;
            if let Some(last) = segments.last_mut() {
                last.push(head);
            }
            segments.push(Vec::new());
            rest = tail;
        }
        if let Some(last) = segments.last_mut() {
            last.push(rest);
        }
    }
    segments.retain(|segment| !segment.iter().all(Piece::is_blank));
    segments
}

/// Where a sign between two facts stands, and its length. White space or the end of the text is on both of
/// its sides.
fn separator(text: &str) -> Option<(usize, usize)> {
    let is_sign = |c: char| matches!(c, '·' | '|' | '•' | '｜' | '∣' | '‧' | '⋅' | '—' | '–');
    text.char_indices().find_map(|(at, c)| {
        let end = at + c.len_utf8();
        let is_apart = (at == 0 || text[..at].ends_with(char::is_whitespace))
            && (end == text.len() || text[end..].starts_with(char::is_whitespace));
        let is_hyphen = c == '-' && at > 0;
        ((is_sign(c) || is_hyphen) && is_apart || c == '｜').then_some((at, c.len_utf8()))
    })
}
