//! Texts among papers: addresses and ids that cite one, and Python dictionaries.

use super::{Found, Shape};
use crate::model::identifier::ArxivId;
use crate::readers::json::value;
use crate::readers::record::is_id;
use crate::readers::value::Value;
use serde_json::value::RawValue;
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
    let Value::Text(text) = value(element)? else {
        return None;
    };
    if text.starts_with('{') {
        return Some(Shape::Python(text));
    }
    is_id(&text).then_some(Shape::Citation(text))
}
