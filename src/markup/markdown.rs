//! Markdown to block HTML.
//!
//! CommonMark with tables, footnotes, strikethrough and math; no task lists, no smart punctuation and
//! none of GitHub's alerts. This file parses and decides what is math; `writer` writes the HTML.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser, Tag, TextMergeStream};

use super::math::is_math;
use super::writer::{Levels, Writer};
use super::{Options, Place};

/// Block HTML of a Markdown text.
///
/// The highest headings of the text become `h2`, since the page has its own `h1`. Links may lead to
/// `http`, `https`, `mailto` and places on the site; where one leads anywhere else, its text stays.
/// Images of other sites become links to them, so that a page asks nothing of third parties.
pub fn markdown(source: &str, place: Place, options: Options) -> String {
    markdown_below(source, place, 1, options)
}

/// The same for a text that belongs to a heading of the page: its own highest headings are a level
/// below `heading`.
pub fn markdown_below(source: &str, place: Place, heading: usize, options: Options) -> String {
    let source = mark_money(source);
    let events: Vec<Event> = events(&source).collect();
    let top = events.iter().filter_map(heading_level).min().unwrap_or(1);
    let levels = Levels {
        top,
        first: heading + 1,
    };
    let mut writer = Writer::new(place, options, levels, source.len());
    for event in events {
        writer.event(event);
    }
    writer.finish()
}

/// The events of a Markdown text, with neighbouring texts as one.
pub(super) fn events(source: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(source, dialect()))
}

fn dialect() -> pulldown_cmark::Options {
    use pulldown_cmark::Options as Dialect;
    Dialect::ENABLE_TABLES
        | Dialect::ENABLE_FOOTNOTES
        | Dialect::ENABLE_STRIKETHROUGH
        | Dialect::ENABLE_MATH
}

/// Escapes the dollars that the parser would take for math and the rule of [`super::math`] takes for
/// money, as in `US$5 and US$6`.
pub(super) fn mark_money(source: &str) -> Cow<'_, str> {
    let mut marked = Cow::Borrowed(source);
    if source.bytes().filter(|byte| *byte == b'$').count() < 2 {
        return marked;
    }
    // An escaped dollar sets the next one free to pair with others. Real texts need one round or two;
    // the rest of a hostile one is read as math.
    for _ in 0..8 {
        let mut dollars = Vec::new();
        for (event, range) in Parser::new_ext(&marked, dialect()).into_offset_iter() {
            let Event::InlineMath(tex) = event else {
                continue;
            };
            let before = marked[..range.start].chars().next_back();
            let after = marked[range.end..].chars().next();
            if is_math(before, &tex, after) {
                continue;
            }
            dollars.push(range.start);
            if after.is_some_and(|c| c.is_ascii_digit()) && tex.ends_with(char::is_alphanumeric) {
                dollars.push(range.end - 1);
            }
        }
        if dollars.is_empty() {
            break;
        }
        let mut escaped = String::with_capacity(marked.len() + dollars.len());
        let mut done = 0;
        for at in dollars {
            escaped.push_str(&marked[done..at]);
            escaped.push('\\');
            done = at;
        }
        escaped.push_str(&marked[done..]);
        marked = Cow::Owned(escaped);
    }
    marked
}

fn heading_level(event: &Event) -> Option<usize> {
    match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
        _ => None,
    }
}
