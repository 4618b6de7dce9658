//! Which day a digest is of.
//!
//! What the file says of itself comes first, then its path, then what its papers say: the newest of
//! their dates. Where that names no day, the digest stands on the first day that it can mean, and
//! the person is told, since a digest needs a place in the archive. Nothing is made up beyond that:
//! an arXiv id is no day, and a file without any date makes no digest.

use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::model::date::{self, Date};
use crate::model::digest::Mention;
use crate::model::partial_date::PartialDate;

/// The day of a digest with these mentions, `given` being what the file says of itself; with a
/// warning where the day is not known exactly.
///
/// # Errors
/// A diagnostic for a digest without any date.
pub fn day(
    source: &Source<'_>,
    given: Option<Date>,
    mentions: &[Mention],
) -> Result<(Date, Option<Diagnostic>), Diagnostic> {
    if let Some(day) = given.or_else(|| source.date()) {
        return Ok((day, None));
    }
    let dates = mentions.iter().filter_map(|mention| mention.record.date);
    if let Some(newest) = dates.max_by_key(|date| date.first_day()) {
        let day = newest.first_day();
        let is_exact = newest.exact().is_some();
        let warning = (!is_exact).then(|| inexact(source, day, newest));
        return Ok((day, warning));
    }
    Err(undated(source))
}

/// What to say of a digest that stands on a day for want of a better one.
fn inexact(source: &Source<'_>, day: Date, known: PartialDate) -> Diagnostic {
    Diagnostic::warning(format!(
        "the day of this digest is unknown; it is published on {day}, since the newest date of its papers is {known}"
    ))
    .code("inexact-date")
    .help(advice(source))
}

fn undated(source: &Source<'_>) -> Diagnostic {
    let impossible = date::impossible_in_name(source.name);
    let fault = match impossible {
        Some(day) => format!("there is no day {day}; the digest is left out"),
        None => "this digest has no date; it is left out".to_owned(),
    };
    let is_markdown = source.is_markdown();
    Diagnostic::error(fault)
        .code("no-date")
        .help(match (is_markdown, impossible) {
            (false, Some(_)) => "put the right date into the file's name".to_owned(),
            _ => advice(source),
        })
}

fn advice(source: &Source<'_>) -> String {
    if source.is_markdown() {
        return "put `date = 2026-11-23` into its front matter, or the date into its name"
            .to_owned();
    }
    let name = source.name.rsplit('/').next().unwrap_or(source.name);
    format!("put the date into the file's name, as in 2026-11-23-{name}")
}
