//! The text of a trending-papers page, as it is when somebody copies it: title and abstract lines
//! in turn, after two lines of page furniture and with the word *Subscribe* glued to the first
//! title.

use super::{Format, Input, Options, Reading};
use crate::readers::front_matter;
use crate::readers::intake::{Head, Intake};
use crate::readers::raw_record::{Body, RawRecord};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "trending-papers text",
    recognise,
    read,
};

/// How the page asks for an address; lines that begin so are furniture, never a title.
const INVITATION: &str = "get trending papers in your email inbox";

/// The button behind the invitation.
const BUTTON: &str = "Subscribe";

/// A line is numbered from 1.
type Line<'a> = (usize, &'a str);

fn recognise(input: Input<'_>) -> Result<(), String> {
    if matches!(input.extension().as_str(), "md" | "markdown" | "json")
        || front_matter::fence(input.text).is_some()
        || input.text.trim_start().starts_with(['{', '[', '<'])
    {
        return Err("it is of another kind".to_owned());
    }
    let (lines, has_furniture) = content_lines(input.text);
    let pairs = lines.chunks_exact(2);
    let count = pairs.len();
    let sound = pairs
        .filter(|pair| pair[0].1.len() < pair[1].1.len() && !is_surely_abstract(pair[0].1))
        .count();
    if count > 0 && (has_furniture || sound * 10 >= count * 9) {
        Ok(())
    } else {
        Err("its lines are not titles and abstracts in turn".to_owned())
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let (lines, _) = content_lines(input.text);
    let mut intake = Intake::new(input);
    let mut rest = lines.as_slice();
    while let [(line, title), following @ ..] = rest {
        rest = following;
        if is_surely_abstract(title) {
            intake.skip("an abstract without a title before it is left out", *line);
            continue;
        }
        // Two titles in turn: the first paper came without an abstract.
        let body = match following {
            [(_, text), after @ ..] if !is_title(text, after) => {
                rest = after;
                Body::Plain(Cow::Borrowed(*text))
            }
            _ => Body::None,
        };
        let record = RawRecord {
            title: Cow::Borrowed(*title),
            body,
            ..RawRecord::default()
        };
        intake.take(record, *line);
    }
    intake.finish(Head {
        date: input.date(),
        ..Head::default()
    })
}

/// The lines with text, without the page's furniture, and whether there was any.
fn content_lines(text: &str) -> (Vec<Line<'_>>, bool) {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut has_furniture = false;
    for (index, line) in text.lines().enumerate() {
        let mut line = line.trim();
        if line.to_lowercase().starts_with(INVITATION) {
            has_furniture = true;
            continue;
        }
        if lines.is_empty() {
            line = without_button(line, has_furniture);
        }
        if !line.is_empty() {
            lines.push((index + 1, line));
        }
    }
    (lines, has_furniture)
}

/// The line without the button's word glued to its front. A title that begins with a word such as
/// *Subscribers*, or with *Subscribe to*, keeps it; without an invitation above, only what can be
/// no word is taken for the button's.
fn without_button(line: &str, is_invited: bool) -> &str {
    let Some(rest) = line.strip_prefix(BUTTON) else {
        return line;
    };
    let word: &str = rest
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_glued = match rest.chars().next() {
        Some(c) if c.is_uppercase() => true,
        Some(c) if c.is_lowercase() => is_invited && !matches!(word, "d" | "r" | "rs" | "s"),
        Some(c) if c.is_whitespace() => {
            is_invited && !rest.trim_start().starts_with(char::is_lowercase)
        }
        Some(c) => is_invited && (c.is_alphanumeric() || matches!(c, '$' | '"' | '“' | '(' | '[')),
        None => is_invited,
    };
    if is_glued { rest.trim_start() } else { line }
}

/// Whether a line cannot be a title: it is very long, or long and a sentence.
fn is_surely_abstract(line: &str) -> bool {
    let length = line.chars().count();
    length >= 300 || (length >= 160 && line.ends_with('.'))
}

/// Whether a line behind a title is a title too, so that the first paper came without an
/// abstract: it is no sentence, and what follows looks like its abstract.
fn is_title(line: &str, after: &[Line<'_>]) -> bool {
    let looks_like_abstract =
        |text: &str| is_surely_abstract(text) || (text.ends_with('.') && text.len() > line.len());
    !is_surely_abstract(line)
        && !line.ends_with('.')
        && after
            .first()
            .is_some_and(|(_, next)| looks_like_abstract(next))
}
