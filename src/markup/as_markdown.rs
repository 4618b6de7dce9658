//! Plain text as Markdown that shows just that text.
//!
//! Formulas stay between dollars, the one way in which Markdown has them; everything that Markdown could
//! take for markup is escaped.

use super::math::{Span, spans};
use super::plain::unescaped;

/// One paragraph of plain text as Markdown that shows just that text, math spans as they are.
pub fn markdown_of_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for span in spans(text) {
        match span {
            Span::Math(source) => push_math(&mut out, source),
            Span::Text(text) => {
                let text = unescaped(text);
                let rest = if out.is_empty() {
                    push_beginning(&mut out, &text)
                } else {
                    &text
                };
                push_escaped(&mut out, rest);
            }
        }
    }
    out
}

/// Appends a formula between dollars, the one way in which Markdown has it.
fn push_math(out: &mut String, source: &str) {
    let delimiters = [("\\(", "\\)", "$"), ("\\[", "\\]", "$$")];
    let found = delimiters.iter().find_map(|(open, close, dollars)| {
        let tex = source.strip_prefix(open)?.strip_suffix(close)?;
        Some((tex.trim(), dollars))
    });
    match found {
        Some((tex, dollars)) => {
            out.push_str(dollars);
            out.push_str(tex);
            out.push_str(dollars);
        }
        None => out.push_str(source),
    }
}

/// Appends what would make the beginning of a paragraph a list or a heading, escaped; gives the
/// rest.
fn push_beginning<'a>(out: &mut String, text: &'a str) -> &'a str {
    if text.starts_with(['+', '-', '=', ':']) {
        out.push('\\');
        return text;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && text[digits..].starts_with(['.', ')']) {
        out.push_str(&text[..digits]);
        out.push('\\');
        out.push_str(&text[digits..=digits]);
        return &text[digits + 1..];
    }
    text
}

fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_special) {
        out.push_str(&rest[..at]);
        out.push('\\');
        out.push_str(&rest[at..=at]);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Whether Markdown may take the character for more than itself.
fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'`'
            | b'*'
            | b'_'
            | b'['
            | b']'
            | b'<'
            | b'>'
            | b'#'
            | b'|'
            | b'~'
            | b'$'
            | b'&'
            | b'!'
    )
}
