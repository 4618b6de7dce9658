//! Files without anything in them: 0 bytes, white space, `{}` and `[]`.
//!
//! Nightly jobs leave such a file on a day without papers. It makes no digest and is a warning, so
//! that the site is built; should many days be empty at once, the guard of publishing stops the build.

use super::intake::no_papers;
use super::{Format, Input, Options, Reading};

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "empty file",
    recognise,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    if emptiness(input.text).is_some() {
        Ok(())
    } else {
        Err("it holds something".to_owned())
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let what = emptiness(input.text).unwrap_or("there are no papers in this file");
    let warning = no_papers(what).in_file(input.name).at_line(input.text, 1);
    Reading::unreadable(warning)
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
