//! Texts among papers: addresses and ids that cite one, and Python dictionaries.

use super::{Found, Shape};
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::loose::value::Name;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

/// A paper that several groups cite is cited once, with what each of them says.
pub fn cited_once(found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut once: Vec<Found<'_>> = Vec::with_capacity(found.len());
    for found in found {
        if let Shape::Citation(id) = &found.shape {
            // However it is written, with a version or without.
            let id = ArxivId::parse(id).map_or_else(|| id.to_string(), |id| id.to_string());
            let known = *places.entry(id).or_insert(once.len());
            if let Some(first) = once.get_mut(known) {
                match (&mut first.note, found.note) {
                    (Some(notes), Some(note)) => {
                        notes.push_str("\n\n");
                        notes.push_str(&note);
                    }
                    (none @ None, note) => *none = note,
                    (Some(_), None) => {}
                }
                continue;
            }
        }
        once.push(found);
    }
    once
}

/// What a text among papers is.
pub fn cited(element: &RawValue) -> Option<Shape<'_>> {
    let text: Cow<'_, str> = serde_json::from_str::<Name<'_>>(element.get()).ok()?.0;
    if text.starts_with('{') {
        return Some(Shape::Python(text));
    }
    let is_id = ArxivId::parse(&text).is_some() || Doi::parse(&text).is_some();
    is_id.then_some(Shape::Citation(text))
}
