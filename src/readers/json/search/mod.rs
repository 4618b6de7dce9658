//! Where in a JSON file the papers are.
//!
//! Objects that have the fields of a paper are papers; everything around them is gone through: lists,
//! objects such as `{"status", "count", "data": {"papers": […]}}`, and objects whose names are topics,
//! dates or ids. Texts that are nothing but an address or an id of a paper cite one. What stands around
//! the papers is [`around`]'s.

mod around;
mod citations;
mod groups;
mod place;

pub use around::{error, is_empty_answer, rest};

use super::{elements, members, value};
use crate::model::date::Date;
use crate::readers::record::evidence::{has_title, is_identified, is_paper};
use crate::readers::value::Value;
use crate::readers::vocabulary;
use citations::{cited, cited_once};
use groups::{group_note, has_list, is_list};
use place::{Place, is_of_ideas};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;

/// Something that stands where papers stand.
#[derive(Debug)]
pub struct Found<'a> {
    pub text: &'a RawValue,
    pub shape: Shape<'a>,
    /// The name under which it stands, which may be its id.
    pub key: Option<Cow<'a, str>>,
    /// The name of the list in which it stands, where that is a topic.
    pub topic: Option<Cow<'a, str>>,
    /// The day under which it stands.
    pub day: Option<Date>,
    /// What the group in which it stands says, as Markdown.
    pub note: Option<String>,
    /// Where that group begins in memory.
    group: Option<usize>,
}

/// What was found in a file.
pub struct Papers<'a> {
    pub found: Vec<Found<'a>>,
    /// Where they begin in memory, also those that are cited again.
    starts: Vec<usize>,
    /// Where the groups begin whose texts are notes of papers.
    groups: HashSet<usize>,
}

/// What something in a list of papers is.
#[derive(Debug)]
pub enum Shape<'a> {
    Record,
    /// A Python dictionary as a text.
    Python(Cow<'a, str>),
    /// An address or an id of a paper.
    Citation(Cow<'a, str>),
    /// Something else, among papers: this element, or so many from this one on.
    Other(usize),
}

/// Deepest nesting in which papers are looked for.
const DEEPEST: usize = 6;

/// Everything that stands where papers stand, in the file's order. Objects with a title and no other
/// field of a paper count where there are no better ones.
pub fn papers(root: &RawValue) -> Papers<'_> {
    let mut search = Search::default();
    search.value(root, &Place::default(), 0);
    let is_paper = |found: &Found<'_>| !matches!(found.shape, Shape::Other(_));
    let found = match search.found.iter().any(is_paper) {
        true => search.found,
        false => search.titled,
    };
    let mut starts: Vec<usize> = found.iter().map(|found| start(found.text)).collect();
    starts.sort_unstable();
    Papers {
        starts,
        groups: found.iter().filter_map(|found| found.group).collect(),
        found: cited_once(found),
    }
}

/// Where a value begins in memory.
fn start(value: &RawValue) -> usize {
    value.get().as_ptr().addr()
}

/// Whether the file is one paper and nothing around it.
pub fn is_single(root: &RawValue) -> bool {
    matches!(value(root), Some(Value::Map(fields)) if is_paper(&fields)) && !has_list(root, 0)
}

#[derive(Default)]
struct Search<'a> {
    found: Vec<Found<'a>>,
    /// Objects with a title alone, which count where there is nothing better.
    titled: Vec<Found<'a>>,
}

impl<'a> Search<'a> {
    fn value(&mut self, text: &'a RawValue, place: &Place<'a>, depth: usize) {
        match text.get().as_bytes() {
            _ if depth > DEEPEST => {}
            [b'[', ..] => self.list(text, place, depth),
            [b'{', ..] => self.object(text, place, depth),
            _ => {}
        }
    }

    fn list(&mut self, text: &'a RawValue, place: &Place<'a>, depth: usize) {
        let elements = elements(text).unwrap_or_default();
        let before = self.found.len();
        // With the number of papers before each of them, and how many stand together.
        let mut others: Vec<(usize, &RawValue, usize)> = Vec::new();
        let mut has_records = false;
        for element in elements {
            match element.get().as_bytes() {
                [b'{' | b'[', ..] => {
                    let found = self.found.len();
                    self.value(element, place, depth + 1);
                    match self.found.get(found) {
                        Some(found) => has_records |= std::ptr::eq(found.text, element),
                        None if element.get().starts_with('[') => {}
                        None => add_other(&mut others, found - before, element),
                    }
                }
                [b'"', ..] => match cited(element) {
                    Some(shape) => self.push(element, shape, place),
                    None => add_other(&mut others, self.found.len() - before, element),
                },
                [b'n', ..] => {}
                _ => add_other(&mut others, self.found.len() - before, element),
            }
        }
        // Something else among papers is a broken record; a list without any is none of papers. Among
        // groups of papers, an object is a group without any.
        if self.found.len() > before && !others.is_empty() {
            let mut papers = self.found.split_off(before).into_iter();
            let mut passed = 0;
            for (ahead, element, count) in others {
                self.found.extend(papers.by_ref().take(ahead - passed));
                passed = ahead;
                let shape = match (element.get().starts_with('{'), count) {
                    (true, _) if !has_records => continue,
                    (true, 1) => Shape::Record,
                    _ => Shape::Other(count),
                };
                self.push(element, shape, place);
            }
            self.found.extend(papers);
        }
    }

    fn object(&mut self, text: &'a RawValue, place: &Place<'a>, depth: usize) {
        let Some(Value::Map(fields)) = value(text) else {
            return;
        };
        let is_idea = place.is_of_ideas && !is_identified(&fields);
        if is_paper(&fields) && !is_idea && !has_list(text, depth) {
            return self.push(text, Shape::Record, place);
        }
        let inside = members(text);
        let has_list = inside.iter().any(|(name, value)| is_list(name, value));
        if place.is_for_papers && !has_list {
            return self.push(text, Shape::Record, place);
        }
        let before = self.found.len();
        let note = group_note(&fields).filter(|_| depth > 0);
        for (name, value) in inside {
            if has_list && !is_list(&name, value) {
                continue;
            }
            let mut place = place.clone();
            if let Some((note, _)) = &note {
                place.note = Some(note.clone());
                place.group = Some(start(text));
            }
            place.key = None;
            place.is_of_ideas = is_of_ideas(&name);
            place.is_for_papers = name == "papers" && value.get().starts_with('[');
            if !vocabulary::is_list(&name) {
                place.enter(name);
            }
            let found = self.found.len();
            self.value(value, &place, depth + 1);
            // What stands under an id is meant to be a paper.
            if place.key.is_some() && self.found.len() == found && value.get().starts_with('{') {
                self.push(value, Shape::Record, &place);
            }
        }
        if self.found.len() == before && depth > 0 && has_title(&fields) {
            self.titled.push(found(text, Shape::Record, place));
        }
    }

    fn push(&mut self, text: &'a RawValue, shape: Shape<'a>, place: &Place<'a>) {
        self.found.push(found(text, shape, place));
    }
}

/// Adds an element that is no paper. Those of a list that is full of them are no longer kept one by
/// one: each may be a single digit.
fn add_other<'a>(
    others: &mut Vec<(usize, &'a RawValue, usize)>,
    ahead: usize,
    element: &'a RawValue,
) {
    const KEPT: usize = 100;
    let last_but = others.len().checked_sub(KEPT);
    let is_full = last_but.is_some_and(|at| others[at].0 == ahead);
    let is_object = |element: &RawValue| element.get().starts_with('{');
    match others.last_mut() {
        Some((_, last, count)) if is_full && is_object(last) == is_object(element) => {
            *count += 1;
        }
        _ => others.push((ahead, element, 1)),
    }
}

fn found<'a>(text: &'a RawValue, shape: Shape<'a>, place: &Place<'a>) -> Found<'a> {
    Found {
        text,
        shape,
        key: place.key.clone(),
        topic: place.topic.clone(),
        day: place.day,
        note: place.note.clone(),
        group: place.group,
    }
}
