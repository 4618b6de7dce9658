//! Objects that hold lists of papers: which they are, and what they say about their papers.

use super::DEEPEST;
use super::citations::cited;
use crate::readers::json::object::Object;
use crate::readers::loose;
use crate::readers::loose::aliases::{self, Role};
use crate::readers::loose::value::Value;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Whether a list or an object of papers stands under a name.
pub fn is_list(name: &str, value: &RawValue) -> bool {
    aliases::is_list(name) && value.get().starts_with(['[', '{'])
}

/// Whether an object holds a list of papers, so that its title is that of a group.
pub fn has_list(text: &RawValue, depth: usize) -> bool {
    serde_json::from_str(text.get()).is_ok_and(|Object(fields)| {
        fields.iter().any(|(name, value)| {
            let is_list = is_list(name, value);
            is_list && (name == "papers" || holds_papers(value, depth))
        })
    })
}

/// Whether something in a list is a paper or cites one, or a list within an object is such a one.
fn holds_papers(value: &RawValue, depth: usize) -> bool {
    if value.get().starts_with('{') {
        return depth < DEEPEST && has_list(value, depth + 1);
    }
    let elements: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
    elements.into_iter().any(|element| {
        cited(element).is_some()
            || matches!(serde_json::from_str(element.get()), Ok(Value::Map(fields)) if loose::is_paper(&fields))
    })
}

pub fn is_title(name: &str) -> bool {
    matches!(aliases::role(name), Some((Role::Title, _)))
}

/// Longest text of a group that is said of each of its papers, in bytes.
const LONGEST_NOTE: usize = 1_000;

/// What a group of papers is about: its title, and the text behind it. A text of many paragraphs is
/// said of no single paper.
pub fn group_note(fields: &[(Cow<'_, str>, Value<'_>)]) -> Option<String> {
    let text = |wanted: &dyn Fn(&str) -> bool| {
        fields
            .iter()
            .find(|(name, _)| wanted(name))
            .and_then(|(_, value)| value.text())
            .filter(|text| text.len() <= LONGEST_NOTE)
    };
    let title = text(&|name| is_title(name))?;
    let is_body = |name: &str| {
        matches!(name, "claim" | "insight" | "reason")
            || matches!(aliases::role(name), Some((Role::Abstract | Role::Brief, _)))
    };
    Some(match text(&is_body) {
        Some(body) => format!("**{}** {}", title.trim(), body.trim()),
        None => title.trim().to_owned(),
    })
}
