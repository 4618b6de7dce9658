//! The TeX that arXiv and bibliographies keep outside formulas, written as a person would write it.
//!
//! Accents, letters, dashes, quotes, ties, escapes and the commands that only change the face of
//! letters are resolved. Formulas stay as they are; so do commands that are not known here, braces
//! that belong to no command, and what is no TeX at all: `--help`, `~5`, code between backticks, web
//! addresses.
//!
//! `\$`, `\{` and `\}` keep their backslash: without it, they could begin a formula or a group.
//! [`crate::markup`] resolves them when a text is shown.
//!
//! The steps: `groups` matches braces, `quotes` pairs quotes, and `pass` walks the text once
//! with the `table` of commands; `accents` composes letters.

mod accents;
mod commands;
mod groups;
mod pass;
mod punctuation;
mod quotes;
mod table;

use super::space::has_pair;
use memchr::memchr3;
use std::borrow::Cow;

/// What is resolved can stand next to what was not and make a new command of it, as in
/// `\te\emph{}xt{…}`, so that a text is walked until nothing changes any more. All but texts made
/// to be difficult are settled by the first walk; those are left after so many.
const MAX_PASSES: usize = 16;

/// The text as a person would write it. Its own output it leaves as it is.
pub fn readable(text: &str) -> Cow<'_, str> {
    let mut readable = Cow::Borrowed(text);
    for _ in 0..MAX_PASSES {
        if !may_have_tex(&readable) {
            break;
        }
        let next = pass::over(&readable);
        if next == *readable {
            break;
        }
        readable = Cow::Owned(next);
    }
    readable
}

/// Most texts have nothing of what begins TeX outside formulas.
fn may_have_tex(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr3(b'\\', b'`', b'~', bytes).is_some() || has_pair(bytes, b'-')
}
