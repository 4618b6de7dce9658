//! Cuts a template into text and template tags, as tera's lexer does.
//!
//! White space control (`{%-`, `-%}`) is applied to the text here, so that no later step has to know of it.
//! Comments are dropped. A `{% raw %}` block, a `{% filter %}` section and a `{% set %}` block count as one tag each:
//! what they hold is not (only) markup of this place.

mod sections;

use super::MinifyFault;

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text between tags.
    Text(String),
    /// A template tag, without the dashes of white space control.
    Tag(Tag),
}

/// A template tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// What it does for the page.
    pub(super) kind: Kind,
    /// How it is written.
    pub(super) text: String,
    /// Line of the template on which it begins, from 1.
    pub(super) line: usize,
}

/// What a tag does for the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Writes something: `{{ }}`, a raw block, a filter section.
    Value,
    /// Begins a condition or loop.
    FlowStart,
    /// Goes on with one, or leaves it: `else`, `elif`, `break`, `continue`.
    FlowMiddle,
    /// Ends one.
    FlowEnd,
    /// Writes nothing wherever it stands: `set`, `extends`.
    Silent,
    /// Begins a part whose content may come from elsewhere or go elsewhere: a block, a component, a call with a body.
    PartStart,
    /// Ends one.
    PartEnd,
    /// Not a template tag, but markup that stays to the letter.
    Verbatim,
}

/// Cuts `source` into pieces.
///
/// # Errors
///
/// [`MinifyFault::OpenTemplateTag`] for a tag, raw block, filter section or `set` block without its end.
pub(super) fn scan(source: &str) -> Result<Vec<Piece>, MinifyFault> {
    let raws = lex(source)?;
    let trimmed = apply_dashes(raws);
    sections::gather(trimmed)
}

/// A piece as the lexer finds it, with the dashes of its two ends.
enum Lexeme {
    Text(String),
    Tag {
        before: bool,
        tag: Tag,
        after: bool,
    },
    Raw {
        before: bool,
        body: String,
        after: bool,
        line: usize,
    },
    Comment {
        before: bool,
        after: bool,
    },
}

impl Lexeme {
    fn trims_before(&self) -> bool {
        match self {
            Lexeme::Text(_) => false,
            Lexeme::Tag { before, .. }
            | Lexeme::Raw { before, .. }
            | Lexeme::Comment { before, .. } => *before,
        }
    }
}

fn lex(source: &str) -> Result<Vec<Lexeme>, MinifyFault> {
    let mut lexemes = Vec::new();
    let mut at = 0;
    let line_at = |at: usize| source[..at].matches('\n').count() + 1;
    while at < source.len() {
        let rest = &source[at..];
        let start = ["{{", "{%", "{#"]
            .iter()
            .filter_map(|mark| rest.find(mark))
            .min()
            .unwrap_or(rest.len());
        if start > 0 {
            lexemes.push(Lexeme::Text(rest[..start].to_owned()));
            at += start;
            continue;
        }
        let open = || MinifyFault::OpenTemplateTag { line: line_at(at) };
        let before = rest[2..].starts_with('-');
        let inside = &rest[2 + usize::from(before)..];
        let inside_at = at + 2 + usize::from(before);
        if rest.starts_with("{#") {
            let end = inside.find("#}").ok_or_else(open)?;
            lexemes.push(Lexeme::Comment {
                before,
                after: inside[..end].ends_with('-'),
            });
            at = inside_at + end + 2;
            continue;
        }
        let close = if rest.starts_with("{{") { "}}" } else { "%}" };
        let (content, after, length) = inside_of_tag(inside, close).ok_or_else(open)?;
        let line = line_at(at);
        at = inside_at + length;
        if close == "%}" && content.trim() == "raw" {
            let (body, body_after, length) =
                raw_body(&source[at..], after).ok_or(MinifyFault::OpenTemplateTag { line })?;
            lexemes.push(Lexeme::Raw {
                before,
                body,
                after: body_after,
                line,
            });
            at += length;
            continue;
        }
        let kind = if close == "}}" {
            Kind::Value
        } else {
            kind_of(content)
        };
        // `{{-1}}` trims and shows 1; a space keeps any other minus from becoming a dash.
        let gap = if content.starts_with('-') { " " } else { "" };
        let gap_after = if content.ends_with('-') { " " } else { "" };
        let text = format!("{}{gap}{content}{gap_after}{close}", &rest[..2]);
        lexemes.push(Lexeme::Tag {
            before,
            tag: Tag { kind, text, line },
            after,
        });
    }
    Ok(lexemes)
}

/// The content of a tag up to `close` outside of strings; whether a dash stands before it; bytes up to its end.
fn inside_of_tag<'a>(inside: &'a str, close: &str) -> Option<(&'a str, bool, usize)> {
    let mut quote = None;
    let mut escaped = false;
    for (at, character) in inside.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(mark) if character == mark => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None if inside[at..].starts_with(close) => {
                return Some((&inside[..at], false, at + close.len()));
            }
            None if character == '-' && inside[at + 1..].starts_with(close) => {
                return Some((&inside[..at], true, at + 1 + close.len()));
            }
            None => {}
        }
    }
    None
}

/// The body of a raw block, trimmed by its inner dashes; whether what follows is trimmed; bytes up to its end.
fn raw_body(rest: &str, trim_start: bool) -> Option<(String, bool, usize)> {
    for (at, _) in rest.match_indices("{%") {
        let trim_end = rest[at + 2..].starts_with('-');
        let inside_at = at + 2 + usize::from(trim_end);
        let Some((content, after, length)) = inside_of_tag(&rest[inside_at..], "%}") else {
            continue;
        };
        if content.trim() != "endraw" {
            continue;
        }
        let mut body = &rest[..at];
        if trim_start {
            body = body.trim_start();
        }
        if trim_end {
            body = body.trim_end();
        }
        return Some((body.to_owned(), after, inside_at + length));
    }
    None
}

fn kind_of(content: &str) -> Kind {
    let content = content.trim_start();
    if let Some(call) = content.strip_prefix('<') {
        return if call.trim_start().starts_with('/') {
            Kind::PartEnd
        } else {
            Kind::PartStart
        };
    }
    match first_word(content) {
        "if" | "for" => Kind::FlowStart,
        "elif" | "else" | "break" | "continue" => Kind::FlowMiddle,
        "endif" | "endfor" => Kind::FlowEnd,
        "set" | "set_global" | "extends" => Kind::Silent,
        "include" => Kind::Value,
        word if word.starts_with("end") => Kind::PartEnd,
        _ => Kind::PartStart,
    }
}

fn first_word(content: &str) -> &str {
    let content = content.trim_start();
    let end = content
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(content.len());
    &content[..end]
}

/// Trims text next to dashes, by the rules of tera's lexer, and drops comments.
fn apply_dashes(lexemes: Vec<Lexeme>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut trim_start = false;
    let mut lexemes = lexemes.into_iter().peekable();
    while let Some(lexeme) = lexemes.next() {
        let trim_end = lexemes.peek().is_some_and(Lexeme::trims_before);
        let trim = |text: &str, start: bool| {
            let text = if start { text.trim_start() } else { text };
            if trim_end {
                text.trim_end().to_owned()
            } else {
                text.to_owned()
            }
        };
        match lexeme {
            Lexeme::Text(text) => {
                let text = trim(&text, trim_start);
                trim_start = false;
                match pieces.last_mut() {
                    Some(Piece::Text(last)) => last.push_str(&text),
                    _ => pieces.push(Piece::Text(text)),
                }
            }
            Lexeme::Raw {
                body, after, line, ..
            } => {
                let text = format!("{{% raw %}}{}{{% endraw %}}", trim(&body, trim_start));
                trim_start = after;
                pieces.push(Piece::Tag(Tag {
                    kind: Kind::Value,
                    text,
                    line,
                }));
            }
            Lexeme::Comment { after, .. } => trim_start |= after,
            Lexeme::Tag { tag, after, .. } => {
                trim_start = after;
                pieces.push(Piece::Tag(tag));
            }
        }
    }
    pieces
}
