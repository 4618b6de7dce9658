//! The text of a field as a person would write it.

use crate::markup::{self, Span};
use crate::readers::record::tex;
use crate::readers::tagged;
use std::borrow::Cow;

/// A title, a name or an abstract: TeX is resolved, and braces that only keep capitals are gone.
pub(super) fn text(source: &str) -> String {
    let source = unexported(source);
    // A place to break a word is no hyphen.
    let source = if source.contains("\\-") {
        Cow::Owned(source.replace("\\-", ""))
    } else {
        source
    };
    let readable = tex::readable(&source);
    let text = without_braces(&readable);
    tagged::plain(&text).into_owned()
}

/// An identifier or address, in which nothing but escapes is resolved: two hyphens are two.
pub(super) fn verbatim(source: &str) -> String {
    let source = source.trim();
    if !source.contains(['\\', '{', '}', '$']) {
        return source.to_owned();
    }
    let source = source.strip_prefix("\\url").unwrap_or(source);
    let source = source
        .replace("{\\textasciitilde}", "~")
        .replace("\\textasciitilde", "~")
        .replace("$\\sim$", "~")
        .replace("\\textunderscore", "_");
    let mut text = String::with_capacity(source.len());
    for (at, c) in source.char_indices() {
        let is_escaping = c == '\\'
            && source[at + 1..].starts_with(['_', '%', '&', '#', '~', '$', '{', '}', '-']);
        if !is_escaping && !matches!(c, '{' | '}') {
            text.push(c);
        }
    }
    text.trim().to_owned()
}

/// Zotero escapes what it exports character by character, the TeX of an abstract from arXiv too:
/// `{\textbackslash}emph\{x\}`, `\${\textbackslash}beta\$`. Where it has, its escapes are undone.
fn unexported(source: &str) -> Cow<'_, str> {
    if !source.contains("{\\textbackslash}") && !source.contains("{\\textasciicircum}") {
        return Cow::Borrowed(source);
    }
    const ESCAPES: &[(&str, &str)] = &[
        ("{\\textbackslash}", "\\"),
        ("{\\textasciicircum}", "^"),
        ("{\\textasciitilde}", "~"),
        ("{\\textless}", "<"),
        ("{\\textgreater}", ">"),
        ("{\\textbar}", "|"),
        ("\\{", "{"),
        ("\\}", "}"),
        ("\\$", "$"),
        ("\\_", "_"),
        ("\\%", "%"),
        ("\\&", "&"),
        ("\\#", "#"),
    ];
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find(['\\', '{']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let escape = ESCAPES.iter().find(|(escape, _)| rest.starts_with(escape));
        let (written, length) = match escape {
            Some((escape, character)) => (*character, escape.len()),
            None => (&rest[..1], 1),
        };
        text.push_str(written);
        rest = &rest[length..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The text without the braces outside formulas; escaped ones are characters.
fn without_braces(text: &str) -> Cow<'_, str> {
    if !text.contains(['{', '}']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for span in markup::spans(text) {
        let text = match span {
            Span::Math(source) => {
                out.push_str(source);
                continue;
            }
            Span::Text(text) => text,
        };
        let mut is_escaped = false;
        for c in text.chars() {
            if is_escaped || !matches!(c, '{' | '}') {
                out.push(c);
            }
            is_escaped = c == '\\' && !is_escaped;
        }
    }
    Cow::Owned(out)
}
