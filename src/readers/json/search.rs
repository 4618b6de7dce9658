//! Where in a JSON file the papers are.
//!
//! Objects that have the fields of a paper are papers; everything around them is gone through: lists,
//! objects such as `{"status", "count", "data": {"papers": […]}}`, and objects whose names are topics,
//! dates or ids. Texts that are nothing but an address or an id of a paper cite one. Nothing here
//! reads a paper's fields; that is [`loose`]'s.

use super::object::Object;
use crate::model::date::Date;
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::dates;
use crate::readers::loose;
use crate::readers::loose::aliases::{self, Role};
use crate::readers::loose::value::{Name, Value};
use crate::readers::record::LONGEST_TOPIC;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

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

/// What an object says about the papers in it.
#[derive(Debug, Default)]
pub struct Around {
    pub date: Option<String>,
    /// When the file was made.
    pub generated: Option<String>,
    pub title: Option<String>,
    pub introduction: Option<String>,
}

/// Deepest nesting in which papers are looked for.
const DEEPEST: usize = 6;

/// Everything that stands where papers stand, in the file's order. Objects with a title and no other
/// field of a paper count where there are no better ones.
pub fn papers(root: &RawValue) -> Vec<Found<'_>> {
    let mut search = Search::default();
    search.value(root, &Place::default(), 0);
    let is_paper = |found: &Found<'_>| !matches!(found.shape, Shape::Other(_));
    if search.found.iter().any(is_paper) {
        cited_once(search.found)
    } else {
        search.titled
    }
}

/// Whether the file is an answer that holds an empty list of papers, as on a day without any.
pub fn is_empty_answer(root: &RawValue) -> bool {
    is_hollow(root, 0)
}

fn is_hollow(root: &RawValue, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    if root.get().starts_with('[') {
        let elements: Vec<&RawValue> = serde_json::from_str(root.get()).unwrap_or_default();
        return elements.iter().all(|element| element.get() == "null");
    }
    let Ok(Object(fields)) = serde_json::from_str(root.get()) else {
        return false;
    };
    fields.iter().any(|(name, value)| {
        let text = value.get();
        let is_nothing =
            matches!(text, "null") || text.trim_matches(['[', ']', '{', '}']).trim().is_empty();
        aliases::is_list(name)
            && (is_nothing || (text.starts_with('{') && is_hollow(value, depth + 1)))
    })
}

/// Whether the file is one paper and nothing around it.
pub fn is_single(root: &RawValue) -> bool {
    matches!(serde_json::from_str(root.get()), Ok(Value::Map(fields)) if loose::is_paper(&fields))
        && !has_list(root, 0)
}

/// What the outermost object says of the digest; nothing where it is a paper itself.
pub fn around(root: &RawValue) -> Around {
    let mut around = Around::default();
    if is_single(root) {
        return around;
    }
    let Ok(Object(fields)) = serde_json::from_str(root.get()) else {
        return around;
    };
    for (name, value) in fields {
        let Ok(text) = serde_json::from_str::<String>(value.get()) else {
            continue;
        };
        // `lastUpdated` and `last_updated` are one.
        let name = name.to_lowercase().replace(['_', '-', ' '], "");
        let field = match &*name {
            "date" | "day" | "digestdate" | "reportdate" | "targetdate" => &mut around.date,
            "title" | "headline" => &mut around.title,
            "introduction" | "intro" | "overview" | "editorial" => &mut around.introduction,
            name if name.starts_with("generated") || name.ends_with("updated") => {
                &mut around.generated
            }
            "createdat" | "fetchedat" | "timestamp" | "updatedat" | "scrapedat" => {
                &mut around.generated
            }
            _ => continue,
        };
        field.get_or_insert(text);
    }
    around
}

/// The beginning of a text, without white space in front.
pub fn beginning(text: &str) -> &str {
    let text = text.trim_start();
    let mut end = text.len().min(2_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[derive(Default)]
struct Search<'a> {
    found: Vec<Found<'a>>,
    /// Objects with a title alone, which count where there is nothing better.
    titled: Vec<Found<'a>>,
}

/// What is known of the place at which the search is.
#[derive(Clone, Default)]
struct Place<'a> {
    key: Option<Cow<'a, str>>,
    topic: Option<Cow<'a, str>>,
    day: Option<Date>,
    note: Option<String>,
    /// Whether it is in a list `papers`, in which everything is meant to be one.
    is_for_papers: bool,
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
        let elements: Vec<&RawValue> = serde_json::from_str(text.get()).unwrap_or_default();
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
        let fields = match serde_json::from_str(text.get()) {
            Ok(Value::Map(fields)) => fields,
            _ => return,
        };
        if loose::is_paper(&fields) && !has_list(text, depth) {
            return self.push(text, Shape::Record, place);
        }
        let Ok(Object(inside)) = serde_json::from_str(text.get()) else {
            return;
        };
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
            place.note = note.clone().or(place.note);
            place.key = None;
            place.is_for_papers = name == "papers" && value.get().starts_with('[');
            if !aliases::is_list(&name) {
                place.enter(name);
            }
            let found = self.found.len();
            self.value(value, &place, depth + 1);
            // What stands under an id is meant to be a paper.
            if place.key.is_some() && self.found.len() == found && value.get().starts_with('{') {
                self.push(value, Shape::Record, &place);
            }
        }
        let has_title = fields
            .iter()
            .any(|(name, value)| is_title(name) && !value.is_empty());
        if self.found.len() == before && depth > 0 && has_title {
            self.titled.push(found(text, Shape::Record, place));
        }
    }

    fn push(&mut self, text: &'a RawValue, shape: Shape<'a>, place: &Place<'a>) {
        self.found.push(found(text, shape, place));
    }
}

impl<'a> Place<'a> {
    /// Goes into what stands under a name: a day, an id, or a topic.
    fn enter(&mut self, name: Cow<'a, str>) {
        let day = || dates::parse(&name).ok()?.exact();
        if ArxivId::parse(&name).is_some() || Doi::parse(&name).is_some() {
            self.key = Some(name);
        } else if let Some(day) = day() {
            self.day = Some(day);
        } else if aliases::role(&name).is_none()
            && !GROUPS.contains(&&*name)
            && name.len() <= LONGEST_TOPIC
            && name.chars().any(char::is_alphabetic)
        {
            self.topic = Some(name);
        }
    }
}

/// What groups of papers are called, whatever they are about.
const GROUPS: &[&str] = &[
    "insights",
    "highlights",
    "sections",
    "groups",
    "clusters",
    "themes",
    "trends",
    "days",
    "digests",
];

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

/// A paper that several groups cite is cited once, with what each of them says.
fn cited_once(found: Vec<Found<'_>>) -> Vec<Found<'_>> {
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

fn found<'a>(text: &'a RawValue, shape: Shape<'a>, place: &Place<'a>) -> Found<'a> {
    Found {
        text,
        shape,
        key: place.key.clone(),
        topic: place.topic.clone(),
        day: place.day,
        note: place.note.clone(),
    }
}

/// What a text among papers is.
fn cited(element: &RawValue) -> Option<Shape<'_>> {
    let text: Cow<'_, str> = serde_json::from_str::<Name<'_>>(element.get()).ok()?.0;
    if text.starts_with('{') {
        return Some(Shape::Python(text));
    }
    let is_id = ArxivId::parse(&text).is_some() || Doi::parse(&text).is_some();
    is_id.then_some(Shape::Citation(text))
}

/// Whether a list or an object of papers stands under a name.
fn is_list(name: &str, value: &RawValue) -> bool {
    aliases::is_list(name) && value.get().starts_with(['[', '{'])
}

/// Whether an object holds a list of papers, so that its title is that of a group.
fn has_list(text: &RawValue, depth: usize) -> bool {
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

fn is_title(name: &str) -> bool {
    matches!(aliases::role(name), Some((Role::Title, _)))
}

/// Longest text of a group that is said of each of its papers, in bytes.
const LONGEST_NOTE: usize = 1_000;

/// What a group of papers is about: its title, and the text behind it. A text of many paragraphs is
/// said of no single paper.
fn group_note(fields: &[(Cow<'_, str>, Value<'_>)]) -> Option<String> {
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
