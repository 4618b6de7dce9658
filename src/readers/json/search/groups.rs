//! Objects that hold lists of papers: which they are, and what they say about their papers.

use super::DEEPEST;
use super::citations::cited;
use crate::readers::json::{elements, members, value};
use crate::readers::record::evidence::is_paper;
use crate::readers::value::{Fields, Value};
use crate::readers::vocabulary::{self, Role};
use serde_json::value::RawValue;

/// Whether a list or an object of papers stands under a name.
pub fn is_list(name: &str, value: &RawValue) -> bool {
    vocabulary::is_list(name) && value.get().starts_with(['[', '{'])
}

/// Whether an object holds a list of papers, so that its title is that of a group.
pub fn has_list(object: &RawValue, depth: usize) -> bool {
    members(object).into_iter().any(|(name, value)| {
        is_list(&name, value) && (name == "papers" || holds_papers(value, depth))
    })
}

/// Whether something in a list is a paper or cites one, or a list within an object is such a one.
fn holds_papers(list: &RawValue, depth: usize) -> bool {
    if list.get().starts_with('{') {
        return depth < DEEPEST && has_list(list, depth + 1);
    }
    let elements = elements(list).unwrap_or_default();
    elements.into_iter().any(|element| {
        cited(element).is_some()
            || matches!(value(element), Some(Value::Map(fields)) if is_paper(&fields))
    })
}

pub fn is_title(name: &str) -> bool {
    matches!(vocabulary::role(name), Some((Role::Title, _)))
}

/// Whether a field of a group says what it is about.
fn is_body(name: &str) -> bool {
    name == "reason"
        || matches!(
            vocabulary::role(name),
            Some((Role::Abstract | Role::Section, _))
        )
}

/// Longest text of a group that is said of each of its papers, in bytes.
const LONGEST_NOTE: usize = 1_000;

/// What a group of papers is about: its title, and the text behind it; with the places of the fields that
/// say so. A text of many paragraphs is said of no single paper.
pub fn group_note(fields: &Fields<'_>) -> Option<(String, Vec<usize>)> {
    let text = |is_wanted: fn(&str) -> bool| {
        let at = fields.iter().position(|(name, _)| is_wanted(name))?;
        let text = fields[at].1.text()?;
        (text.len() <= LONGEST_NOTE).then_some((at, text))
    };
    let (title_at, title) = text(is_title)?;
    Some(match text(is_body) {
        Some((body_at, body)) => {
            let note = format!("**{}** {}", title.trim(), body.trim());
            (note, vec![title_at, body_at])
        }
        None => (title.trim().to_owned(), vec![title_at]),
    })
}
