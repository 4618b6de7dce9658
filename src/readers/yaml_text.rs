//! Parsing YAML within limits, and what to say where it cannot be parsed.
//!
//! A file may be as large as it is: its nodes are no more than its bytes. What it may not be is larger
//! than it looks: aliases stand for other parts of it, and those for others again.

use memchr::memchr2_iter;
use serde::Deserialize;
use serde_saphyr::Error;

/// How many nodes aliases may stand for, in a file of any size; in a large one as many as it could
/// have had itself.
const MOST_REPEATED: usize = 10_000;

/// Reads a text of YAML as a `T`.
///
/// # Errors
/// What the parser says; [`reason`] and [`offset`] give it to people.
pub fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Box<Error>> {
    let most = text.len().max(1_000);
    let options = serde_saphyr::options! {
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_events: most.saturating_mul(4),
            max_nodes: most.saturating_mul(2),
            max_total_scalar_bytes: most.saturating_mul(4),
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: MOST_REPEATED.max(text.len() / 8),
        },
    };
    serde_saphyr::from_str_with_options(text, options).map_err(Box::new)
}

/// Why a text cannot be read, in the words of the parser without the place.
pub fn reason(error: &Error) -> String {
    let reason = error.without_snippet().to_string();
    let reason = reason.lines().next().unwrap_or_default();
    // What follows is its own place, which counts from the text's beginning.
    let reason = reason.split(" at line ").next().unwrap_or_default();
    reason.to_owned()
}

/// Where the fault is, in bytes. For the parser a carriage return alone ends a line too, and there is
/// a line behind the last.
pub fn offset(error: &Error, text: &str) -> usize {
    let Some(location) = error.location() else {
        return 0;
    };
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let bytes = text.as_bytes();
    let ends = memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
    let mut starts = std::iter::once(0).chain(ends.map(|at| at + 1));
    let start = starts.nth(number(location.line()).saturating_sub(1));
    let Some(line) = start.and_then(|start| text.get(start..)) else {
        return text.len();
    };
    let mut columns = line.char_indices().map(|(at, _)| at);
    let column = columns.nth(number(location.column()).saturating_sub(1));
    text.len() - line.len() + column.unwrap_or(line.len())
}
