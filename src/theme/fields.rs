//! Fields that templates name, held against those that there are.
//!
//! The engine takes a field that is not there for none wherever a template asks whether it is, and
//! wherever a filter follows, so that a mistyped one would only show as something that is missing.
//! What is read here is the templates' text; fields of values that a template makes itself count as
//! known.

use super::templates::Source;
use crate::diagnostic::{Diagnostic, nearest};
use std::collections::BTreeSet;

/// Fields of the engine's own `loop`.
const OF_LOOPS: &[&str] = &["index", "index0", "first", "last", "length"];

/// A mistake for each field that is not among the `known` ones.
pub(super) fn unknown(sources: &[Source], known: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for source in sources {
        for (at, name) in named(&source.text) {
            let is_known = known.contains(name)
                || OF_LOOPS.contains(&name)
                || source.text.contains(&format!("\"{name}\":"));
            if is_known {
                continue;
            }
            let fault = Diagnostic::error(format!("nothing has a field `{name}`"))
                .in_file(&source.file)
                .at_offset(&source.text, at);
            faults.push(match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(super::faults::HELP),
            });
        }
    }
    faults
}

/// Every field that the tags of a template name, with where it stands.
fn named(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..]
        .find("{{")
        .into_iter()
        .chain(text[at..].find("{%"))
        .min()
    {
        let start = at + start;
        let close = if text[start..].starts_with("{{") {
            "}}"
        } else {
            "%}"
        };
        let Some(length) = text[start..].find(close) else {
            break;
        };
        let end = start + length;
        found.extend(fields(&text[start..end]).map(|(within, name)| (start + within, name)));
        at = end + close.len();
    }
    found
}

/// The fields within one tag: names behind a full stop that follows a name or a bracket, outside of
/// strings.
fn fields(tag: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut quote = None;
    let mut before = ' ';
    tag.char_indices().filter_map(move |(at, c)| {
        let last = std::mem::replace(&mut before, c);
        match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
                return None;
            }
            None if c == '"' || c == '\'' || c == '`' => {
                quote = Some(c);
                return None;
            }
            None => {}
        }
        if c != '.' || !(is_name(last) || matches!(last, ']' | ')' | '?')) {
            return None;
        }
        let rest = &tag[at + 1..];
        let name = &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())];
        let is_field = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        is_field.then_some((at + 1, name))
    })
}
