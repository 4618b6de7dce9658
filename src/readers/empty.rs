//! Files without anything in them: 0 bytes, white space, `{}` and `[]`.
//!
//! Nightly jobs leave such a file on a day without papers. It makes no digest and is a warning, so
//! that the site is built; should many days be empty at once, the guard of publishing stops the build.

use super::intake::no_papers;
use super::source::Source;
use super::{Format, Options, Reading};

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "empty file",
    recognise,
    parse: read,
};

fn recognise(source: &Source<'_>) -> Result<(), String> {
    if emptiness(source.text).is_some() {
        Ok(())
    } else {
        Err("it holds something".to_owned())
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let what = emptiness(source.text).unwrap_or("there are no papers in this file");
    Reading::unreadable(source.point(no_papers(what), 0))
}

/// What there is instead of papers, in words.
fn emptiness(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let inside = match text.as_bytes() {
        [] => return Some("the file is empty"),
        [b'{', inside @ .., b'}'] | [b'[', inside @ .., b']'] => inside,
        _ => return None,
    };
    inside
        .trim_ascii()
        .is_empty()
        .then_some("there are no papers in this file")
}
