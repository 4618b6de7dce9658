//! What stands around the papers of a JSON file, and whether it is an answer without papers.

use super::groups::group_note;
use super::{DEEPEST, Papers, start};
use crate::model::date::Date;
use crate::readers::envelope::Envelope;
use crate::readers::json::{elements, is_null, members, value};
use crate::readers::record::dates;
use crate::readers::value::Value;
use crate::readers::vocabulary;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// A field that holds no papers and belongs to none.
#[derive(Debug)]
pub struct Rest<'a> {
    /// The day under which it stands.
    pub day: Option<Date>,
    /// Whether it is a field of the outermost object.
    pub is_outermost: bool,
    pub name: Cow<'a, str>,
    pub value: Value<'a>,
}

/// Everything that stands around the papers that were found, in the file's order.
pub fn rest<'a>(root: &'a RawValue, papers: &Papers<'_>) -> Vec<Rest<'a>> {
    let mut walk = Walk {
        papers,
        rest: Vec::new(),
    };
    if !walk.is_paper(root) {
        walk.enter(root, Cow::Borrowed(""), None, 0);
    }
    walk.rest
}

struct Walk<'p, 'a> {
    papers: &'p Papers<'p>,
    rest: Vec<Rest<'a>>,
}

impl<'a> Walk<'_, 'a> {
    fn is_paper(&self, value: &RawValue) -> bool {
        self.papers.starts.binary_search(&start(value)).is_ok()
    }

    /// Whether a paper is in a value, or is the value.
    fn holds_any(&self, value: &RawValue) -> bool {
        let starts = &self.papers.starts;
        let next = starts.partition_point(|found| *found < start(value));
        let end = start(value) + value.get().len();
        starts.get(next).is_some_and(|found| *found < end)
    }

    fn enter(&mut self, text: &'a RawValue, name: Cow<'a, str>, day: Option<Date>, depth: usize) {
        if depth > 0 && self.is_paper(text) {
            return;
        }
        if text.get().starts_with('[') {
            let mut others = Vec::new();
            for element in elements(text).unwrap_or_default() {
                if self.holds_any(element) {
                    self.enter(element, Cow::Borrowed(""), day, depth + 1);
                } else if element.get().starts_with('{') {
                    others.push(value(element).unwrap_or(Value::Skipped));
                }
            }
            if !others.is_empty() {
                self.push(name, Value::List(others), day, depth);
            }
            return;
        }
        let said = self.said_of_papers(text);
        for (at, (name, inner)) in members(text).into_iter().enumerate() {
            if self.holds_any(inner) {
                let day = dates::parse(&name)
                    .ok()
                    .and_then(|date| date.exact())
                    .or(day);
                self.enter(inner, name, day, depth + 1);
            } else if !said.contains(&at) && !is_null(inner) {
                let value = value(inner).unwrap_or(Value::Skipped);
                self.push(name, value, day, depth);
            }
        }
    }

    /// Which fields of a group are the note of its papers.
    fn said_of_papers(&self, group: &RawValue) -> Vec<usize> {
        if !self.papers.groups.contains(&start(group)) {
            return Vec::new();
        }
        match value(group) {
            Some(Value::Map(fields)) => group_note(&fields).map_or_else(Vec::new, |(_, at)| at),
            _ => Vec::new(),
        }
    }

    fn push(&mut self, name: Cow<'a, str>, value: Value<'a>, day: Option<Date>, depth: usize) {
        self.rest.push(Rest {
            day,
            is_outermost: depth == 0,
            name,
            value,
        });
    }
}

/// Whether the file is an answer that holds an empty list of papers, as on a day without any, or that says
/// nothing but that there was an error.
pub fn is_empty_answer(root: &RawValue) -> bool {
    is_hollow(root, 0) || error(root).is_some() || is_hollow_report(root)
}

/// What an answer has that is an error.
const OF_ERRORS: &[&str] = &[
    "code",
    "detail",
    "error",
    "errors",
    "message",
    "msg",
    "reason",
    "status",
    "statuscode",
    "success",
];

/// What an answer says that is nothing but an error.
pub fn error(root: &RawValue) -> Option<String> {
    let fields = root.get().starts_with('{').then(|| members(root))?;
    let is_of_error = |name: &str| OF_ERRORS.contains(&&*name.to_lowercase());
    if !fields.iter().all(|(name, _)| is_of_error(name)) {
        return None;
    }
    let says_so = |name: &str| matches!(&*name.to_lowercase(), "error" | "errors" | "message");
    let (_, text) = fields.iter().find(|(name, _)| says_so(name))?;
    let said = value(text).and_then(|value| value.into_text());
    Some(said.map_or_else(|| text.get().to_owned(), Cow::into_owned))
}

/// A report that says when it was made, and whose lists, whatever they are called, are all empty.
fn is_hollow_report(root: &RawValue) -> bool {
    let mut envelope = Envelope::default();
    let (mut lists, mut empty) = (0, 0);
    for (name, text) in members(root) {
        if let Some(inside) = text.get().strip_prefix('[') {
            lists += 1;
            empty += usize::from(inside.trim_start().starts_with(']'));
        } else if text.get().starts_with('"') {
            envelope.add(name, value(text).unwrap_or_default());
        }
    }
    envelope.is_dated() && lists > 0 && lists == empty
}

fn is_hollow(root: &RawValue, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    if let Some(elements) = elements(root) {
        return elements.into_iter().all(is_null);
    }
    members(root).into_iter().any(|(name, value)| {
        let text = value.get();
        let is_nothing =
            text == "null" || text.trim_matches(['[', ']', '{', '}']).trim().is_empty();
        vocabulary::is_list(&name)
            && (is_nothing || (text.starts_with('{') && is_hollow(value, depth + 1)))
    })
}
