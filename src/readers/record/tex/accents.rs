//! Letters with accents: `\"o`, `\"{o}`, `\'\i`, `\c{c}`, `\v s`, `\'{\^e}`.

use super::groups::Groups;
use super::table;
use unicode_normalization::UnicodeNormalization;

/// An accent with the letter beneath it.
#[derive(Debug)]
pub(super) struct Accent {
    pub(super) letter: String,
    /// Where the text goes on.
    pub(super) end: usize,
    /// A closing brace further on that belongs to the accent, as in `\"{ou}`.
    pub(super) close: Option<usize>,
}

/// Accents that may stand on one another; Vietnamese needs two.
const MAX_NESTING: usize = 3;

/// The accent that begins with the backslash at `at`.
pub(super) fn accent(text: &str, groups: &Groups, at: usize) -> Option<Accent> {
    let (mark, after) = mark(text, at)?;
    let Some(close) = groups.close(after) else {
        let (letter, end) = base(text, groups, after, 0)?;
        // Where no such letter exists, this is no accent but text with backslashes in it.
        let letter = composed(&letter, mark)?;
        return Some(Accent {
            letter,
            end,
            close: None,
        });
    };
    let inside = skip_spaces(text, after + 1);
    let (letter, end) = base(text, groups, inside, 0)?;
    let is_whole = skip_spaces(text, end) == close;
    // People who write `\b{so much}` have a command of their own by that name.
    if !is_whole && text[at + 1..].starts_with(char::is_alphabetic) {
        return None;
    }
    Some(Accent {
        letter: marked(&letter, mark),
        end: if is_whole { close + 1 } else { end },
        close: (!is_whole).then_some(close),
    })
}

/// The mark of the accent at `at`, and where its argument begins.
fn mark(text: &str, at: usize) -> Option<(char, usize)> {
    let name = text[at..].strip_prefix('\\')?;
    let first = name.chars().next().filter(char::is_ascii)?;
    let after = at + 2;
    if !first.is_ascii_alphabetic() {
        return Some((table::mark(&name[..1])?, after));
    }
    // `\c` of `\cc` is no accent.
    let is_whole = !text[after..].starts_with(|c: char| c.is_ascii_alphabetic());
    let mark = table::mark(&name[..1]).filter(|_| is_whole)?;
    Some((mark, skip_spaces(text, after)))
}

/// What an accent stands on, and where it ends.
fn base(text: &str, groups: &Groups, at: usize, nesting: usize) -> Option<(String, usize)> {
    let first = text[at..].chars().next()?;
    if first.is_alphabetic() {
        return Some((first.to_string(), at + first.len_utf8()));
    }
    if first == '{' && nesting < MAX_NESTING {
        let close = groups.close(at)?;
        let inside = skip_spaces(text, at + 1);
        let (letter, end) = base(text, groups, inside, nesting + 1)?;
        return (skip_spaces(text, end) == close).then_some((letter, close + 1));
    }
    if first != '\\' {
        return None;
    }
    let name = name(text, at + 1);
    if let Some(letter) = table::letter(name) {
        return Some((letter.to_string(), after_letter(text, at + 1 + name.len())));
    }
    if nesting == MAX_NESTING {
        return None;
    }
    let (mark, after) = mark(text, at)?;
    let (letter, end) = base(text, groups, after, nesting + 1)?;
    Some((marked(&letter, mark), end))
}

/// The letters at `at`, which are the name of a command.
pub(super) fn name(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    &rest[..length]
}

/// Where the text goes on behind the command of a letter: `\o{}` and `\o ` are one.
pub(super) fn after_letter(text: &str, at: usize) -> usize {
    if text[at..].starts_with("{}") {
        return at + 2;
    }
    skip_spaces(text, at)
}

fn skip_spaces(text: &str, at: usize) -> usize {
    let spaces = text[at..].bytes().take_while(|byte| *byte == b' ').count();
    at + spaces
}

/// A letter with a mark, where Unicode has it as one character.
fn composed(letter: &str, mark: char) -> Option<String> {
    let composed = marked(letter, mark);
    (composed.chars().count() == 1).then_some(composed)
}

/// A letter with a mark. Under an accent, a letter without its dot is the letter.
fn marked(letter: &str, mark: char) -> String {
    let dotted = letter.chars().map(|c| match c {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    });
    dotted.chain([mark]).nfc().collect()
}
