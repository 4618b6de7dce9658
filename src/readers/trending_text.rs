//! The text of a trending-papers page, as it is when somebody copies it: title and abstract lines
//! in turn, after two lines of boilerplate of the page and with the word *Subscribe* glued to the first
//! title.

use super::front_matter;
use super::intake::{Head, Intake};
use super::record::{RawRecord, Style};
use super::report::{Reason, Unused};
use super::source::Source;
use super::vocabulary::Role;
use super::{Format, Options, Reading};
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "trending-papers text",
    recognise,
    parse: read,
};

/// How the page asks for an address; lines that begin so are boilerplate, never a title.
const INVITATION: &str = "get trending papers in your email inbox";

/// The button behind the invitation.
const BUTTON: &str = "Subscribe";

/// A line and where it begins.
type Line<'a> = (usize, &'a str);

fn recognise(source: &Source<'_>) -> Result<(), String> {
    if matches!(source.extension().as_str(), "md" | "markdown" | "json")
        || front_matter::fence(source.text).is_some()
        || source.text.trim_start().starts_with(['{', '[', '<'])
    {
        return Err("it is of another kind".to_owned());
    }
    let content = content(source);
    let pairs = content.lines.chunks_exact(2);
    let count = pairs.len();
    let sound = pairs
        .filter(|pair| pair[0].1.len() < pair[1].1.len() && !is_surely_abstract(pair[0].1))
        .count();
    if count > 0 && (!content.boilerplate.is_empty() || sound * 10 >= count * 9) {
        Ok(())
    } else {
        Err("its lines are not titles and abstracts in turn".to_owned())
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let content = content(source);
    let mut intake = Intake::new(source);
    for text in content.boilerplate {
        intake.unused(&Unused {
            name: Cow::Borrowed("text"),
            text: Cow::Borrowed(text),
            reason: Reason::Boilerplate,
        });
    }
    let mut rest = content.lines.as_slice();
    while let [(offset, title), following @ ..] = rest {
        rest = following;
        if is_surely_abstract(title) {
            intake.skip("an abstract without a title before it is left out", *offset);
            intake.unused(&Unused {
                name: Cow::Borrowed("abstract"),
                text: Cow::Borrowed(title),
                reason: Reason::NoTitle,
            });
            continue;
        }
        let mut record = RawRecord::new(Style::default());
        record.add(Role::Title, *title);
        // Two titles in turn: the first paper came without an abstract.
        if let [(_, text), after @ ..] = following
            && !is_title(text, after)
        {
            rest = after;
            record.add(Role::Abstract, *text);
        }
        intake.take(record, *offset);
    }
    Reading {
        is_by_structure: true,
        ..intake.finish(Head {
            date: source.date(),
            ..Head::default()
        })
    }
}

/// The lines with text, and what is boilerplate of the page.
struct Content<'a> {
    lines: Vec<Line<'a>>,
    boilerplate: Vec<&'a str>,
}

fn content<'a>(source: &Source<'a>) -> Content<'a> {
    let mut content = Content {
        lines: Vec::new(),
        boilerplate: Vec::new(),
    };
    for line in source.text.lines() {
        let mut line = line.trim();
        if line.to_lowercase().starts_with(INVITATION) {
            content.boilerplate.push(line);
            continue;
        }
        if content.lines.is_empty() {
            let rest = without_button(line, !content.boilerplate.is_empty());
            if rest.len() < line.len() {
                content.boilerplate.push(BUTTON);
            }
            line = rest;
        }
        if !line.is_empty() {
            content.lines.push((source.offset_of(line), line));
        }
    }
    content
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
