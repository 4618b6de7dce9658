//! What becomes of values that no role of a paper takes.

use super::address;
use super::placeholders::{is_local_path, is_mail_address, is_placeholder};
use super::raw::Field;
use super::text::{self, line_of_text, prose};
use super::words::is_prose;
use super::{MOST, Maker, dates, people, preprint};
use crate::markup::address::is_web;
use crate::model::partial_date::PartialDate;
use crate::model::section::{Fact, Section};
use crate::readers::report::{Reason, Unused};
use crate::readers::value::{Fields, Value};
use crate::readers::vocabulary::{self, Role, STAND_IN};
use memchr::memmem::Finder;
use std::borrow::Cow;

/// How deep objects within objects are looked at.
const DEEPEST: usize = 6;

/// Longest text that is a fact, in bytes, where its name says that it is one.
const LONGEST_FACT: usize = 160;

/// Shortest text, in bytes, that is known where it is a part of another: a number is in most.
const LEAST_REPEATED: usize = 12;

/// Most values of a list without texts that are shown.
const MOST_NUMBERS: usize = 20;

/// What a value is under.
#[derive(Clone)]
struct Label<'a> {
    name: Cow<'a, str>,
    is_generated: bool,
    /// Whether a short text under it is a section, or a fact.
    is_section: bool,
    is_fact: bool,
    /// Whether a sentence under it is a fact too, such as the name of an institution.
    is_always_fact: bool,
}

impl<'a> Maker<'a> {
    /// Makes a section, a link, a fact or an entry of the report of a field.
    pub(super) fn spare(&mut self, mut field: Field<'a>) {
        match field.role {
            // Beside the title, under the same name.
            Some(Role::Title) if field.name.eq_ignore_ascii_case("title") => {
                field.name = Cow::Borrowed("Other title");
            }
            Some(Role::Venue) => self.report_parts_but_name(&mut field),
            Some(Role::Authors) => {
                let names = people::in_value(field.value.clone(), &mut Vec::new());
                let names = people::listed(names.into_iter(), true).names;
                let is_there = |name| self.record.authors.contains(name);
                if !names.is_empty() && names.iter().all(is_there) {
                    return self.report_value(field.name, field.value, Reason::Repeated);
                }
            }
            // A paper has one date: the others are those of its versions and of the list.
            Some(Role::Date | Role::Votes) => {
                let date = dates::in_value(&field.value).and_then(|text| dates::parse(&text).ok());
                let known = self.record.date.map(|date| date.to_string());
                let is_known = |date: PartialDate| {
                    known
                        .as_ref()
                        .is_some_and(|known| known.starts_with(&date.to_string()))
                };
                let reason = match date.is_some_and(is_known) {
                    true => Some(Reason::Repeated),
                    false if self.style.is_visible => None,
                    false => Some(Reason::Surplus),
                };
                if let Some(reason) = reason {
                    return self.report_value(field.name, field.value, reason);
                }
            }
            _ => {}
        }
        // A text that only stands in for an abstract has a name of its own; a second abstract does too.
        let is_section = match field.role {
            Some(Role::Section | Role::Title) => true,
            Some(Role::Abstract) => field.rank >= STAND_IN || !field.name.is_empty(),
            _ => false,
        };
        let is_always_fact = matches!(field.role, Some(Role::Fact | Role::Venue));
        let label = Label {
            is_generated: field.is_generated,
            is_section,
            is_fact: is_always_fact || self.style.is_visible,
            is_always_fact,
            name: field.name,
        };
        self.enter(label, field.value, 0);
    }

    fn enter(&mut self, label: Label<'a>, value: Value<'a>, depth: usize) {
        match value {
            Value::Nothing => {}
            Value::Flag(_) | Value::Skipped => {
                self.report_value(label.name, value, Reason::Technical);
            }
            Value::Text(_) | Value::Markdown(_) => self.enter_text(label, value),
            Value::Whole(_) | Value::Fraction(_) => {
                if let Some(text) = value.into_text() {
                    self.enter_short(label, text);
                }
            }
            _ if depth >= DEEPEST => self.report_value(label.name, value, Reason::Surplus),
            Value::List(values) => self.enter_list(label, values, depth),
            Value::Map(fields) => self.enter_map(label, fields, depth),
        }
    }

    fn enter_map(&mut self, label: Label<'a>, fields: Fields<'a>, depth: usize) {
        let is_by_model = fields.iter().any(|(name, _)| name == "model");
        let is_full_name = |name: &str| matches!(name, "fullname" | "full_name" | "fullName");
        let has_full_name = fields.iter().any(|(name, _)| is_full_name(name));
        for (name, value) in fields {
            let role = vocabulary::role(&name).map(|(role, _)| role);
            let reason = match role {
                Some(Role::Technical | Role::Id) => Some(Reason::Technical),
                _ if name == "model" => Some(Reason::Technical),
                _ if has_full_name && name == "name" => Some(Reason::Repeated),
                _ => None,
            };
            if let Some(reason) = reason {
                let name = match label.name.is_empty() {
                    true => name,
                    false => Cow::Owned(format!("{} {name}", label.name)),
                };
                self.report_value(name, value, reason);
                continue;
            }
            let is_whole = matches!(role, Some(Role::Abstract | Role::Title))
                || matches!(&*name, "value" | "name")
                || is_full_name(&name);
            let inner = part(&label, &name, role, is_whole, is_by_model);
            self.enter(inner, value, depth + 1);
        }
    }

    fn enter_list(&mut self, label: Label<'a>, values: Vec<Value<'a>>, depth: usize) {
        let is_text = |value: &Value<'_>| matches!(value, Value::Text(_) | Value::Markdown(_));
        if values.iter().any(|value| matches!(value, Value::Map(_))) {
            return self.enter_objects(label, values);
        }
        if values.iter().any(|value| matches!(value, Value::List(_))) {
            for value in values {
                self.enter(label.clone(), value, depth + 1);
            }
            return;
        }
        if !values.iter().any(is_text) && values.len() > MOST_NUMBERS {
            return self.report_value(label.name, Value::List(values), Reason::Technical);
        }
        let texts = values.into_iter().filter_map(Value::into_text);
        let texts: Vec<Cow<'a, str>> = texts.filter(|text| !is_placeholder(text)).collect();
        if texts.iter().any(|text| is_web(text.trim())) {
            for text in texts {
                self.enter_text(label.clone(), Value::Text(text));
            }
        } else if texts.iter().any(|text| is_prose(text)) || label.is_section {
            // Several points are a list, as they are where they come from.
            let points = texts.iter().map(|text| text.trim().to_owned());
            self.add_points(label, points.collect());
        } else {
            self.enter_short(label, Cow::Owned(texts.join(", ")));
        }
    }

    /// Enters a list with objects: a point each, where one of them has a sentence.
    fn enter_objects(&mut self, mut label: Label<'a>, values: Vec<Value<'a>>) {
        let (mut points, mut is_worth_it) = (Vec::new(), label.is_section);
        let mut is_generated = false;
        for value in values {
            let mut point = Point::default();
            self.gather(&mut point, &label.name, Cow::Borrowed(""), value, 0);
            is_worth_it |= point.has_prose || !point.title.is_empty() && !point.text.is_empty();
            is_generated |= point.is_generated;
            points.extend(point.into_text());
        }
        label.is_generated |= is_generated;
        if is_worth_it {
            self.add_points(label, points);
        } else if !points.is_empty() {
            self.enter_short(label, Cow::Owned(points.join("; ")));
        }
    }

    /// Gathers what an object in a list says.
    fn gather(
        &mut self,
        point: &mut Point,
        list: &str,
        name: Cow<'a, str>,
        value: Value<'a>,
        depth: usize,
    ) {
        let role = vocabulary::role(&name).map(|(role, _)| role);
        match value {
            Value::Map(fields) if depth < DEEPEST => {
                for (name, value) in fields {
                    self.gather(point, list, name, value, depth + 1);
                }
            }
            Value::List(values) if depth < DEEPEST => {
                let is_short = |value: &Value<'_>| {
                    !matches!(value, Value::Map(_) | Value::List(_))
                        && value
                            .text()
                            .is_none_or(|text| !is_prose(&text) && !is_web(&text))
                };
                if values.iter().all(is_short) && values.len() <= MOST {
                    let texts = values.into_iter().filter_map(Value::into_text);
                    let text = texts.collect::<Vec<_>>().join(", ");
                    return self.gather(point, list, name, Value::from(text), DEEPEST);
                }
                for value in values {
                    self.gather(point, list, name.clone(), value, depth + 1);
                }
            }
            Value::Text(_) | Value::Markdown(_) | Value::Whole(_) | Value::Fraction(_)
                if !matches!(role, Some(Role::Technical | Role::Private | Role::Id))
                    && !is_id_name(&name) =>
            {
                let Some(text) = value.into_text() else {
                    return;
                };
                let line = line_of_text(&text, self.style.typography);
                if is_placeholder(&line) || is_local_path(&line) || is_web(&line) {
                    let label = Label {
                        name: name.clone(),
                        is_generated: false,
                        is_section: false,
                        is_fact: false,
                        is_always_fact: false,
                    };
                    return self.enter_text(label, Value::Text(text));
                }
                point.add(&name, role, line);
            }
            Value::Nothing => {}
            value => {
                let name = Cow::Owned(format!("{list} {name}").trim().to_owned());
                self.report_value(name, value, Reason::Technical);
            }
        }
    }

    fn add_points(&mut self, label: Label<'a>, points: Vec<String>) {
        let text = match points.as_slice() {
            [] => return,
            [one] => Value::Text(Cow::Owned(one.clone())),
            points => Value::Markdown(Cow::Owned(format!("- {}", points.join("\n- ")))),
        };
        self.add_section(label, text);
    }

    fn enter_text(&mut self, label: Label<'a>, value: Value<'a>) {
        let Some(text) = value.text() else { return };
        let bare = text.trim();
        let reason = if bare.is_empty() {
            return;
        } else if is_placeholder(bare) {
            Reason::Placeholder
        } else if is_local_path(bare) || (is_mail_address(bare) && !is_prose(bare)) {
            Reason::Private
        } else if let Some(license) = address::license(bare) {
            let label = Label {
                is_fact: true,
                ..label
            };
            return self.enter_short(label, Cow::Owned(license));
        } else if bare.as_bytes().iter().take(10).any(|byte| *byte == b':') && is_web(bare) {
            if address::is_for_readers(&label.name, bare) {
                let url = bare.to_owned();
                return self.add_address(None, &url);
            }
            Reason::Technical
        } else if !label.is_generated && self.is_repeated(bare, label.is_fact) {
            // What a model says is new.
            Reason::Repeated
        } else {
            let is_fact = label.is_always_fact
                && !label.is_section
                && bare.len() <= LONGEST_FACT
                && !bare.contains('\n');
            if !is_fact && (label.is_section || is_prose(bare)) {
                return self.add_section(label, value);
            }
            if let Some(text) = value.into_text() {
                self.enter_short(label, text);
            }
            return;
        };
        self.report_value(label.name, value, reason);
    }

    /// A word or two: a fact where readers saw its name, else an entry of the report.
    fn enter_short(&mut self, label: Label<'a>, text: Cow<'a, str>) {
        let value = line_of_text(&text, self.style.typography);
        if value.is_empty() {
            return;
        }
        let reason = match is_placeholder(&value) {
            true => Some(Reason::Placeholder),
            // That a paper is on arXiv its id says.
            false if label.is_always_fact && preprint::is_arxiv(&value) => Some(Reason::Repeated),
            false => None,
        };
        if let Some(reason) = reason {
            return self.report(label.name, text, reason);
        }
        if label.is_section {
            return self.add_section(label, Value::Text(text));
        }
        let name = vocabulary::label(&label.name);
        if !label.is_fact || self.facts.len() >= MOST {
            let reason = match label.is_fact {
                true => Reason::Surplus,
                false => Reason::Unknown,
            };
            return self.report(label.name, text, reason);
        }
        if name.is_empty() {
            return self.add_section(label, Value::Text(text));
        }
        let fact = Fact { label: name, value };
        if !self.facts.contains(&fact) {
            self.facts.push(fact);
        }
    }

    fn add_section(&mut self, label: Label<'a>, value: Value<'a>) {
        if self.sections.len() >= MOST {
            return self.report_value(label.name, value, Reason::Surplus);
        }
        let name = vocabulary::label(&label.name);
        if let Some(text) = prose(text::as_written(value), self.style.typography) {
            let section = Section {
                label: (!name.is_empty()).then_some(name),
                text,
                is_generated: label.is_generated,
            };
            let is_there = self.sections.iter().any(|known| known.text == section.text);
            if is_there {
                let text = section.text.source().to_owned();
                return self.report(label.name, Cow::Owned(text), Reason::Repeated);
            }
            self.sections.push(section);
        }
    }

    /// Whether a text says nothing new. A word of a fact may well stand in the abstract, too.
    fn is_repeated(&self, text: &str, is_fact: bool) -> bool {
        if !is_fact || is_prose(text) {
            return self.is_known(text);
        }
        let line = line_of_text(text, self.style.typography);
        let body = self.record.abstract_text.as_ref();
        let sections = self.sections.iter().map(|section| section.text.source());
        line == self.record.title
            || body
                .into_iter()
                .map(|body| body.source())
                .chain(sections)
                .any(|known| known == line)
    }

    /// Whether a text is a part of what is known of the paper.
    fn is_known(&self, text: &str) -> bool {
        let record = &self.record;
        let body = record.abstract_text.as_ref().map(|body| body.source());
        let sections = || self.sections.iter().map(|section| section.text.source());
        let small = record.venue.iter().chain(&record.comment);
        let small = || small.clone().chain(&record.authors).chain(&record.topics);
        // Most texts are new: their longest word says so without a look at the rest.
        let word = Finder::new(longest_word(text));
        let has_word = |known: &str| word.find(known.as_bytes()).is_some();
        let is_new = !has_word(&record.title)
            && !body.is_some_and(has_word)
            && !small().any(|known| has_word(known))
            && !sections().any(has_word);
        if is_new {
            return false;
        }
        let line = line_of_text(text, self.style.typography);
        let is_in = |known: &str| {
            known == line || line.len() >= LEAST_REPEATED && text::is_within(&line, known)
        };
        is_in(&record.title)
            || body.is_some_and(is_in)
            || small().any(|known| *known == line)
            || sections().any(|known| known == line || line.len() >= LONGEST_FACT && is_in(known))
            || record.authors.len() > 1 && line == record.authors.join(", ")
    }

    /// Reports the texts of a value.
    pub(super) fn report_value(&mut self, name: Cow<'a, str>, value: Value<'a>, reason: Reason) {
        match value {
            Value::Flag(flag) => {
                let text = if flag { "true" } else { "false" };
                self.report(name, Cow::Borrowed(text), reason);
            }
            Value::Skipped => self.report(name, Cow::Borrowed("(passed over)"), reason),
            Value::List(_) | Value::Map(_) => {
                let mut text = String::new();
                text::push_beginning(&value, &mut text);
                if !text.is_empty() {
                    self.unused.push(Unused {
                        name,
                        text: Cow::Owned(text),
                        reason,
                    });
                }
            }
            value => {
                if let Some(text) = value.into_text() {
                    self.report(name, text, reason);
                }
            }
        }
    }
}

/// Whether a name is that of an identifier of some program.
fn is_id_name(name: &str) -> bool {
    name == "id" || name.ends_with("_id") || name.ends_with("Id")
}

/// The beginning of the longest word near the beginning of a text, without signs that TeX may have
/// written.
fn longest_word(text: &str) -> &str {
    let near = &text[..text.floor_char_boundary(200)];
    let words = near.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric());
    let word = words.max_by_key(|word| word.len()).unwrap_or_default();
    &word[..word.floor_char_boundary(16)]
}

/// What an object in a list says, on a line.
#[derive(Default)]
struct Point {
    title: String,
    text: String,
    /// Other texts, under their names.
    others: Vec<String>,
    has_prose: bool,
    is_generated: bool,
}

impl Point {
    fn add(&mut self, name: &str, role: Option<Role>, line: String) {
        if line.is_empty() {
            return;
        }
        self.has_prose |= is_prose(&line);
        self.is_generated |= vocabulary::is_generated(name);
        let is_title = role == Some(Role::Title) || matches!(name, "name" | "topic_name" | "label");
        let is_text = matches!(role, Some(Role::Abstract))
            || matches!(name, "" | "claim" | "insight" | "value" | "caption")
            || name.ends_with("reason");
        if is_title && self.title.is_empty() {
            self.title = line;
        } else if is_text && self.text.is_empty() {
            self.text = line;
        } else {
            let name = vocabulary::label(name);
            self.others.push(match name.is_empty() {
                true => line,
                false => format!("{name}: {line}"),
            });
        }
    }

    fn into_text(self) -> Option<String> {
        let others = self.others.join("; ");
        let title = match (self.title.is_empty(), self.text.is_empty()) {
            (false, false) => format!("**{}**", self.title),
            _ => self.title,
        };
        let others = match title.is_empty() && self.text.is_empty() || others.is_empty() {
            true => others,
            false => format!("({others})"),
        };
        let parts = [title, self.text, others];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// The label of a part of an object.
fn part<'a>(
    outer: &Label<'a>,
    name: &Cow<'a, str>,
    role: Option<Role>,
    is_whole: bool,
    is_by_model: bool,
) -> Label<'a> {
    let around = outer.name.to_lowercase();
    let is_of_object = matches!(
        &*around,
        "" | "extra" | "metadata" | "meta" | "info" | "details" | "data"
    ) || ["summary", "analysis", "review"]
        .iter()
        .any(|word| around.contains(word));
    let is_named = role == Some(Role::Section) && !outer.is_section;
    // `{"model": …, "text": …}` is the text.
    let full = match (is_whole, is_of_object || is_named) {
        (true, _) => outer.name.clone(),
        (false, true) => name.clone(),
        (false, false) => Cow::Owned(format!(
            "{}: {}",
            vocabulary::label(&outer.name),
            vocabulary::label(name).to_lowercase()
        )),
    };
    let is_always_fact = outer.is_always_fact || role == Some(Role::Fact);
    Label {
        name: full,
        is_generated: outer.is_generated || is_by_model || vocabulary::is_generated(name),
        is_section: outer.is_section && is_whole || role == Some(Role::Section),
        is_fact: outer.is_fact || is_always_fact,
        is_always_fact,
    }
}
