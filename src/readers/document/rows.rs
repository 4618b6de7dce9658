//! Rows of a Markdown table that have more cells than its head, as a title with `|` in it makes them. GFM
//! drops the cells that are too many; here the row is read as it was meant.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The events of the cells of a row with more cells than its table has columns, their ranges in the
/// document; none where the row has no cell too many. `start` is the offset of the row.
pub fn repaired(
    row: &str,
    start: usize,
    columns: usize,
    extensions: Options,
) -> Option<Vec<(Event<'static>, Range<usize>)>> {
    let escaped = pipes_of_text(row, columns)?;
    let mut text = format!("{}|\n{}|\n", "| ".repeat(columns), "|-".repeat(columns));
    let head = text.len();
    let mut from = 0;
    for &at in &escaped {
        text.push_str(&row[from..at]);
        text.push('\\');
        from = at;
    }
    text.push_str(row[from..].trim_end());
    let original = |at: usize| {
        let at = at.saturating_sub(head);
        let added = (0..)
            .zip(&escaped)
            .take_while(|(index, pipe)| *pipe + index < at);
        start + at - added.count()
    };
    let events = Parser::new_ext(&text, extensions).into_offset_iter();
    let events = events
        .skip_while(|(event, _)| *event != Event::Start(Tag::TableRow))
        .take_while(|(event, _)| *event != Event::End(TagEnd::Table))
        .map(|(event, range)| {
            (
                event.into_static(),
                original(range.start)..original(range.end),
            )
        });
    Some(events.collect())
}

/// The pipes of a row that are a part of its text: those within what a cell leaves open, then the last.
fn pipes_of_text(row: &str, columns: usize) -> Option<Vec<usize>> {
    let pipes = separators(row);
    let outer = row.trim().starts_with('|');
    let closing = row.trim_end().len().checked_sub(1);
    let inner: Vec<usize> = pipes
        .iter()
        .copied()
        .skip(usize::from(outer))
        .filter(|pipe| Some(*pipe) != closing)
        .collect();
    let mut excess = (inner.len() + 1)
        .checked_sub(columns)
        .filter(|excess| *excess > 0)?;
    let mut text = Vec::new();
    let mut start = usize::from(outer);
    for &pipe in &inner {
        if excess > 0 && is_open(&row[start..pipe]) {
            text.push(pipe);
            excess -= 1;
        } else {
            start = pipe + 1;
        }
    }
    let rest = inner.iter().rev().filter(|pipe| !text.contains(*pipe));
    let last: Vec<usize> = rest.take(excess).copied().collect();
    text.extend(last);
    text.sort_unstable();
    Some(text)
}

/// Offsets of the pipes of a row that no backslash escapes.
fn separators(row: &str) -> Vec<usize> {
    let mut is_escaped = false;
    let mut found = Vec::new();
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'|' && !is_escaped {
            found.push(at);
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    found
}

/// Whether a text has a bracket, a mark of bold or a `$` that nothing in it closes.
fn is_open(text: &str) -> bool {
    let count = |sign: &str| text.matches(sign).count();
    count("(") > count(")")
        || count("[") > count("]")
        || count("**") % 2 == 1
        || count("$") % 2 == 1
}
