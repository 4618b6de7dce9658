//! From the fields of a record to a mention: the only place that knows what a paper is made of.
//!
//! Formats fill a [`RawRecord`] with fields as they find them. Here white space is folded, identifiers
//! are found in ids and addresses, and links get their kind from what they lead to. No text is lost: each
//! value becomes a part of the mention or an entry of the reading report.
//!
//! 1. Of the roles that a paper has once (title, authors, abstract, date …), the best field is chosen.
//! 2. `Maker::take` enters the chosen fields, then all others in their order.
//! 3. `Maker::spare` decides about values that no role takes: prose becomes a section, an address a
//!    link, a short value a fact where readers saw its name, and else an entry of the report.
//!
//! Left out: counting and placing, which is the intake's, and merging, which is collating's work.

mod address;
pub mod anchors;
mod categories;
pub mod dates;
pub mod evidence;
pub mod keywords;
pub mod people;
pub mod placeholders;
pub mod preprint;
pub mod raw;
pub mod space;
mod spare;
pub mod tex;
pub mod text;
mod topics;
pub mod words;

pub use address::is_id;
pub use categories::is_category;
pub use raw::{Field, RawRecord, Style, Typography};

use super::report::{Reason, Unused};
use super::value::{Fields, Value};
use super::vocabulary::{self, Role};
use crate::diagnostic::Diagnostic;
use crate::markup::address::{find, is_web};
use crate::model::digest::{Announcement, Mention, Record};
use crate::model::identifier::{ArxivId, Doi};
use crate::model::link::LinkKind;
use crate::model::section::{Fact, Section};
use crate::model::slug;
use placeholders::{is_local_path, is_placeholder};
use space::{folded, joined};
use std::borrow::Cow;
use text::{line_of_text, prose};
use words::is_prose;

/// Longest name of a topic, in bytes; what is longer is a sentence, and would stand on every page.
pub const LONGEST_TOPIC: usize = 200;

/// How many topics, links, sections or facts a paper has at most. Whatever has more is no paper, and each
/// of them is compared with all others.
const MOST: usize = 100;

/// What becomes of a record.
#[derive(Debug)]
pub struct Made<'a> {
    /// None where the record has no title, without which there is no paper. Its line is not known.
    pub mention: Option<Mention>,
    /// What is wrong with its fields, without a place.
    pub faults: Vec<Diagnostic>,
    pub unused: Vec<Unused<'a>>,
}

/// Makes a mention of a record.
pub fn mention(raw: RawRecord<'_>) -> Made<'_> {
    let chosen = choose(&raw.fields);
    let mut maker = Maker::new(raw.style);
    let mut fields: Vec<Option<Field<'_>>> = raw.fields.into_iter().map(Some).collect();
    for (role, index) in chosen {
        if let Some(field) = fields[index].take() {
            maker.take_chosen(role, field);
        }
    }
    for field in fields.into_iter().flatten() {
        maker.take(field);
    }
    maker.finish()
}

/// What fields say that belong to no paper: their prose as sections, and what is no prose.
pub fn texts(fields: Fields<'_>) -> (Vec<Section>, Vec<Unused<'_>>) {
    let mut maker = Maker::new(Style::DATA);
    for (name, value) in fields {
        let role = match vocabulary::role(&name) {
            Some((role @ (Role::Technical | Role::Private), _)) => Some(role),
            Some((Role::Section | Role::Abstract | Role::Note, _)) => Some(Role::Section),
            _ => None,
        };
        maker.take(Field {
            is_generated: vocabulary::is_generated(&name),
            value,
            ..Field::new(name, role)
        });
    }
    // Addresses around the papers are those of pages and programs.
    let record = std::mem::take(&mut maker.record);
    let ids = [
        record.arxiv.map(|id| id.to_string()),
        record.doi.map(|doi| doi.to_string()),
    ];
    let addresses = record.links.into_iter().map(|link| link.url);
    for address in addresses.chain(ids.into_iter().flatten()) {
        maker.report(
            Cow::Borrowed("address"),
            Cow::Owned(address),
            Reason::Technical,
        );
    }
    (maker.sections, maker.unused)
}

/// Roles that a paper has once.
const SINGLE: [Role; 8] = [
    Role::Title,
    Role::Authors,
    Role::Abstract,
    Role::Date,
    Role::Venue,
    Role::Votes,
    Role::Announcement,
    Role::Picture,
];

/// For each role that a paper has once, the field that counts.
fn choose(fields: &[Field<'_>]) -> Vec<(Role, usize)> {
    let mut chosen = Vec::with_capacity(SINGLE.len());
    for role in SINGLE {
        let of_role = fields.iter().enumerate();
        let of_role = of_role.filter(|(_, field)| field.role == Some(role));
        let best = of_role
            .filter(|(_, field)| is_usable(role, &field.value))
            .min_by_key(|(index, field)| (is_doubtful(role, &field.value), field.rank, *index));
        chosen.extend(best.map(|(index, _)| (role, index)));
    }
    chosen
}

fn is_usable(role: Role, value: &Value<'_>) -> bool {
    match (role, value) {
        (_, Value::Nothing | Value::Flag(_) | Value::Skipped) => false,
        (Role::Date, Value::Map(_) | Value::List(_)) => dates::in_value(value).is_some(),
        (Role::Authors | Role::Venue, Value::Map(_)) => !value.is_empty(),
        (_, Value::Map(_)) => false,
        (Role::Votes, value) => value.count().is_some(),
        (_, Value::List(_)) => !value.is_empty(),
        (_, value) => value.text().is_some_and(|text| !is_placeholder(&text)),
    }
}

/// Whether a value is that of a date which is none, so that any other is better.
fn is_doubtful(role: Role, value: &Value<'_>) -> bool {
    role == Role::Date
        && !matches!(value, Value::Map(_) | Value::List(_))
        && value.text().is_some_and(|text| {
            matches!(
                dates::parse(&text),
                Err(crate::model::date::DateFault::NotADate(_))
            )
        })
}

/// A mention in the making.
struct Maker<'a> {
    style: Style,
    record: Record,
    votes: Option<u64>,
    announcement: Option<Announcement>,
    note: Option<String>,
    sections: Vec<Section>,
    facts: Vec<Fact>,
    slugs: Vec<Cow<'a, str>>,
    faults: Faults,
    unused: Vec<Unused<'a>>,
    /// How many links and topics there are beyond what a paper has.
    surplus: (usize, usize),
}

impl<'a> Maker<'a> {
    fn new(style: Style) -> Self {
        Self {
            style,
            record: Record::default(),
            votes: None,
            announcement: None,
            note: None,
            sections: Vec::new(),
            facts: Vec::new(),
            slugs: Vec::new(),
            faults: Faults::default(),
            unused: Vec::new(),
            surplus: (0, 0),
        }
    }

    fn finish(mut self) -> Made<'a> {
        self.faults.extend(too_many(self.surplus.1, "topics"));
        self.faults.extend(too_many(self.surplus.0, "links"));
        let record = &mut self.record;
        if record.arxiv.is_none() {
            record.arxiv = self.slugs.iter().find_map(|slug| ArxivId::in_slug(slug));
        }
        let is_named = self.style.is_citation && (record.arxiv.is_some() || record.doi.is_some());
        let has_title = !record.title.is_empty() || is_named;
        // What a built site calls a paper whose title nobody knew.
        let is_id = record.arxiv.is_some() && ArxivId::parse(&record.title) == record.arxiv
            || record.doi.is_some() && Doi::parse(&record.title) == record.doi;
        if is_id {
            record.title.clear();
        }
        if !has_title {
            self.report_all();
        }
        Made {
            mention: has_title.then_some(Mention {
                votes: self.votes,
                note: self.note,
                announcement: self.announcement,
                sections: self.sections,
                facts: self.facts,
                record: self.record,
                line: 0,
            }),
            faults: self.faults.into_list(),
            unused: self.unused,
        }
    }

    /// Reports the texts of a record without a title.
    fn report_all(&mut self) {
        let sections = self.sections.drain(..).map(|section| {
            let label = section.label.unwrap_or_else(|| "text".to_owned());
            (label, section.text.source().to_owned())
        });
        let mut texts: Vec<(String, String)> = sections.collect();
        texts.extend(self.facts.drain(..).map(|fact| (fact.label, fact.value)));
        texts.extend(self.note.take().map(|note| ("note".to_owned(), note)));
        let body = self.record.abstract_text.take();
        texts.extend(body.map(|body| ("abstract".to_owned(), body.source().to_owned())));
        let lists = [
            ("authors", &self.record.authors),
            ("topics", &self.record.topics),
        ];
        texts.extend(lists.map(|(name, list)| (name.to_owned(), list.join(", "))));
        let lines = [
            ("venue", self.record.venue.take()),
            ("comment", self.record.comment.take()),
        ];
        for (name, line) in lines {
            texts.extend(line.map(|line| (name.to_owned(), line)));
        }
        for (name, text) in texts {
            self.unused.push(Unused {
                name: Cow::Owned(name),
                text: Cow::Owned(text),
                reason: Reason::NoTitle,
            });
        }
    }

    /// Enters the field that counts for its role.
    fn take_chosen(&mut self, role: Role, field: Field<'a>) {
        match role {
            Role::Title => {
                self.record.title = text::into_text(field.value).map_or_else(String::new, |text| {
                    line_of_text(&text, self.style.typography)
                });
            }
            Role::Authors => self.take_authors(field),
            Role::Abstract => self.record.abstract_text = prose(field.value, self.style.typography),
            Role::Date => self.take_date(field),
            Role::Venue => self.take_venue(field),
            Role::Votes => self.votes = field.value.count(),
            Role::Announcement => match field.value.text().and_then(|word| announcement(&word)) {
                Some(announcement) => self.announcement = Some(announcement),
                None => self.spare(field),
            },
            Role::Picture => self.take_picture(field),
            _ => self.spare(field),
        }
    }

    fn take_authors(&mut self, field: Field<'a>) {
        let is_tex = self.style.typography == Typography::Tex;
        let mut rest = Vec::new();
        let raw = people::in_value(field.value, &mut rest);
        for (name, value) in rest {
            self.take_rest(name, value);
        }
        let names = raw
            .iter()
            .map(|name| text::tidied(name, self.style.typography));
        let authors = people::listed(names, is_tex);
        if authors.names.is_empty() && !authors.has_more {
            for name in raw {
                self.report(field.name.clone(), name, Reason::Placeholder);
            }
            return;
        }
        self.record.authors = authors.names;
        self.record.has_more_authors |= authors.has_more;
        if !authors.affiliations.is_empty() {
            self.spare(Field {
                name: Cow::Borrowed("affiliations"),
                role: Some(Role::Fact),
                rank: 0,
                value: authors.affiliations.join("; ").into(),
                is_generated: false,
            });
        }
    }

    fn take_date(&mut self, field: Field<'a>) {
        let Some(written) = dates::in_value(&field.value) else {
            return self.spare(field);
        };
        match dates::parse(&written) {
            Ok(date) => self.record.date = Some(date),
            Err(fault) => {
                self.faults.extend(Some(
                    Diagnostic::warning(format!("{fault}; the paper is shown without a date"))
                        .code("no-such-date")
                        .help("write dates as YYYY-MM-DD"),
                ));
                self.report(field.name, Cow::Owned(written), Reason::Invalid);
            }
        }
    }

    /// Reports a part of an author or a topic that is not its name, once for each record. Where people
    /// work is a fact.
    fn take_rest(&mut self, name: Cow<'a, str>, value: Value<'a>) {
        if matches!(vocabulary::role(&name), Some((Role::Fact, _))) {
            let mut texts = Vec::new();
            text::push_texts(value, &mut texts);
            for text in texts {
                self.spare(Field {
                    value: Value::Text(text),
                    ..Field::new(name.clone(), Some(Role::Fact))
                });
            }
        } else if name == people::HIDDEN {
            self.report_value(name, value, Reason::Private);
        } else if !self.unused.iter().any(|unused| unused.name == name) {
            self.report_value(name, value, Reason::Technical);
        }
    }

    /// Reports what the object of a venue says beside its name, such as volume and pages.
    fn report_parts_but_name(&mut self, field: &mut Field<'a>) {
        if let Value::Map(fields) = &mut field.value {
            let rest = fields.extract_if(.., |(name, _)| name != "name");
            for (name, value) in rest.collect::<Vec<_>>() {
                let name = Cow::Owned(format!("{} {name}", field.name));
                self.report_value(name, value, Reason::Surplus);
            }
        }
    }

    fn take_venue(&mut self, mut field: Field<'a>) {
        self.report_parts_but_name(&mut field);
        let Some(name) = text::name_in(&field.value) else {
            return self.spare(field);
        };
        // Where a record was found is no venue; that it is on arXiv its id says.
        if self.style.typography == Typography::Tex && preprint::is_arxiv(&name) {
            let name = Cow::Owned(name.into_owned());
            return self.report(field.name, name, Reason::Repeated);
        }
        if is_web(&name) {
            return self.spare(field);
        }
        let name = line_of_text(&name, self.style.typography);
        self.record.venue = Some(name).filter(|name| name.contains(char::is_alphanumeric));
    }

    fn take_picture(&mut self, field: Field<'a>) {
        let Some(path) = text::into_text(field.value) else {
            return;
        };
        match picture(&path) {
            Some(path) => self.record.picture = Some(path),
            None => {
                self.faults.extend(Some(
                    Diagnostic::warning("this picture is not shown: it is no file of the site")
                        .code("foreign-picture")
                        .help("put it into static/ and write its path there, such as pictures/2601.00001.png; readers are sent to no other host"),
                ));
                self.report(field.name, path, Reason::Invalid);
            }
        }
    }

    /// Enters a field of a role that a paper can have several times, or a spare one.
    fn take(&mut self, mut field: Field<'a>) {
        match field.role {
            Some(Role::Id) => self.take_ids(field),
            Some(Role::Address(kind)) => self.take_addresses(kind, field),
            Some(Role::Topics) => self.take_topics(field),
            Some(Role::Comment) => self.take_comment(field),
            Some(Role::Note) => self.take_note(field),
            Some(Role::Slug) => self.slugs.extend(field.value.into_text()),
            Some(Role::FormerKeys) => self.take_former_keys(field.value),
            Some(Role::MoreAuthors) => {
                self.record.has_more_authors |= field.value == Value::Flag(true);
            }
            Some(role @ (Role::Technical | Role::Private)) => {
                let value = std::mem::take(&mut field.value);
                let reason = match role {
                    Role::Private => Reason::Private,
                    _ => Reason::Technical,
                };
                self.report_value(field.name, value, reason);
            }
            _ => self.spare(field),
        }
    }

    fn take_ids(&mut self, field: Field<'a>) {
        let mut texts = Vec::new();
        text::push_texts(field.value, &mut texts);
        for id in texts {
            if address::identify(&mut self.record, &id) {
                continue;
            }
            if is_web(id.trim()) {
                self.add_address(None, &id);
            } else {
                self.report(field.name.clone(), id, Reason::Technical);
            }
        }
    }

    fn take_addresses(&mut self, kind: Option<LinkKind>, field: Field<'a>) {
        let mut addresses = Vec::new();
        let mut rest = Vec::new();
        address::take_addresses(field.value, kind, &mut addresses, &mut rest);
        for (kind, address) in addresses {
            self.add_address(kind, &address);
        }
        for (part, value) in rest {
            let is_part = !part.is_empty();
            let is_technical = matches!(vocabulary::role(&part), Some((Role::Technical, _)));
            let name = match (part.is_empty(), field.name.is_empty()) {
                (true, _) => field.name.clone(),
                (false, true) => part,
                (false, false) => Cow::Owned(format!("{} {part}", field.name)),
            };
            if is_technical {
                self.report_value(name, value, Reason::Technical);
                continue;
            }
            let is_shown = self.style.typography == Typography::Finished || self.style.is_visible;
            match value {
                // One word that means to be an address is reported; a text is something else.
                Value::Text(text) | Value::Markdown(text) if is_shown && part_is_address(&text) => {
                    let fault = address::add(&mut self.record, kind, &joined(&text));
                    self.faults.extend(fault);
                    self.report(name, text, Reason::Invalid);
                }
                Value::Text(text)
                    if kind.is_some() && !is_part && !is_shown && !is_prose(&text) =>
                {
                    let reason = match is_placeholder(&text) {
                        true => Reason::Placeholder,
                        false if is_local_path(&text) => Reason::Private,
                        false => Reason::Invalid,
                    };
                    self.report(name, text, reason);
                }
                value => self.spare(Field {
                    value,
                    is_generated: field.is_generated,
                    ..Field::new(name, None)
                }),
            }
        }
    }

    fn add_address(&mut self, kind: Option<LinkKind>, address: &str) {
        if self.record.links.len() < MOST {
            let fault = address::add(&mut self.record, kind, &joined(address));
            self.faults.extend(fault);
        } else {
            self.surplus.0 += 1;
        }
    }

    fn take_topics(&mut self, field: Field<'a>) {
        let (mut names, mut rest) = (Vec::new(), Vec::new());
        topics::take_topics(field.value, &mut names, &mut rest);
        for (name, value) in rest {
            self.take_rest(name, value);
        }
        // The topic is the category alone; its name in words stays a fact.
        let is_spelled_out = |name: &Cow<'_, str>| topics::category_in(name.trim()) != name.trim();
        let in_words = names.iter().filter(|name| is_spelled_out(name));
        let in_words: Vec<&str> = in_words.map(|name| name.trim()).collect();
        if !in_words.is_empty() {
            let label = vocabulary::label(&field.name);
            self.facts.push(Fact {
                label: if label.is_empty() {
                    "Subjects".to_owned()
                } else {
                    label
                },
                value: line_of_text(&in_words.join("; "), self.style.typography),
            });
        }
        for name in names {
            self.add_topic(field.name.clone(), name);
        }
    }

    fn add_topic(&mut self, field: Cow<'a, str>, name: Cow<'a, str>) {
        if name.len() > LONGEST_TOPIC {
            let fault = format!(
                "`{}` is too long for a topic; it is left out",
                text::beginning(&name)
            );
            self.faults
                .extend(Some(Diagnostic::warning(fault).code("long-topic")));
            return self.report(field, name, Reason::Invalid);
        }
        let topic = line_of_text(&name, self.style.typography);
        let topic = topics::category_in(topic.trim_start_matches('#').trim_start());
        let topics = &mut self.record.topics;
        // A year or another number is about nothing.
        let is_name = topic.chars().any(char::is_alphabetic)
            && !is_placeholder(topic)
            && !is_web(topic)
            && topics::is_meaningful(topic);
        if !is_name {
            let reason = match is_placeholder(topic) {
                true => Reason::Placeholder,
                false => Reason::Invalid,
            };
            return self.report(field, name, reason);
        }
        if topics.iter().any(|known| known == topic) {
            return;
        }
        if topics.len() < MOST {
            topics.push(topic.to_owned());
        } else {
            self.surplus.1 += 1;
        }
    }

    fn take_comment(&mut self, field: Field<'a>) {
        let Some(written) = field.value.text() else {
            return self.spare(field);
        };
        if is_placeholder(&written) {
            return;
        }
        for url in find(&written) {
            let kind = LinkKind::of_address(&url);
            if matches!(kind, Some(LinkKind::Code | LinkKind::Project)) {
                self.add_address(kind, &url);
            }
        }
        let comment = line_of_text(&written, self.style.typography);
        if self.record.comment.is_some() {
            return self.spare(field);
        }
        self.record.comment = Some(comment);
    }

    fn take_note(&mut self, field: Field<'a>) {
        if matches!(field.value, Value::Map(_)) {
            return self.spare(field);
        }
        let Some(note) = text::into_text(field.value) else {
            return;
        };
        let note = note.trim();
        if is_placeholder(note) {
            return self.report(field.name, Cow::Owned(note.to_owned()), Reason::Placeholder);
        }
        match &mut self.note {
            Some(known) => {
                known.push_str("\n\n");
                known.push_str(note);
            }
            none => *none = Some(note.to_owned()),
        }
    }

    fn take_former_keys(&mut self, value: Value<'a>) {
        let mut keys = Vec::new();
        topics::take_topics(value, &mut keys, &mut Vec::new());
        for key in keys.iter().map(|key| folded(key)) {
            if slug::is_key(&key) {
                self.record.former_keys.push(key);
            } else if !key.is_empty() {
                self.faults.extend(Some(
                    Diagnostic::warning(format!("`{key}` is no former address of a paper"))
                        .code("not-a-key")
                        .help("write the name of its page: `example` for papers/example.html"),
                ));
            }
        }
    }

    fn report(&mut self, name: Cow<'a, str>, text: Cow<'a, str>, reason: Reason) {
        if self.unused.len() < MOST {
            let name = match name.is_empty() {
                true => Cow::Borrowed("text"),
                false => name,
            };
            self.unused.push(Unused { name, text, reason });
        }
    }
}

/// Whether a text has the form of an address that somebody meant: a scheme or a host, and no space.
fn part_is_address(text: &str) -> bool {
    let text = text.trim();
    let has_form = text.contains(':') || text.starts_with("www.") || text.starts_with("//");
    has_form && !text.contains(char::is_whitespace) && text.is_ascii()
}

/// What is wrong with a record: its first hundred faults, and how many more there are.
#[derive(Default)]
struct Faults {
    listed: Vec<Diagnostic>,
    unlisted: usize,
}

impl Faults {
    fn extend(&mut self, fault: Option<Diagnostic>) {
        if self.listed.len() < MOST {
            self.listed.extend(fault);
        } else {
            self.unlisted += usize::from(fault.is_some());
        }
    }

    fn into_list(mut self) -> Vec<Diagnostic> {
        if self.unlisted > 0 {
            let rest = format!("{} more faults of this paper are not listed", self.unlisted);
            self.listed
                .push(Diagnostic::warning(rest).code("more-faults"));
        }
        self.listed
    }
}

/// What to say of a paper that has more of something than papers have.
fn too_many(surplus: usize, what: &str) -> Option<Diagnostic> {
    (surplus > 0).then(|| {
        Diagnostic::warning(format!(
            "this paper has more than {MOST} {what}; {surplus} are left out"
        ))
        .code("too-many")
    })
}

/// The words of arXiv's feeds: `new`, `cross`, `replace`, `replace-cross`.
fn announcement(word: &str) -> Option<Announcement> {
    match word.trim() {
        "new" => Some(Announcement::New),
        "cross" => Some(Announcement::Cross),
        word if word.starts_with("replace") => Some(Announcement::Replacement),
        _ => None,
    }
}

/// Kinds of picture that every browser shows.
const PICTURES: &[&str] = &["gif", "jpeg", "jpg", "png", "webp"];

/// The path of a picture among the site's files; none for an address, a path that leads out of the
/// site, and a file that is no picture.
fn picture(path: &str) -> Option<String> {
    let path = path.trim().trim_start_matches("./");
    let path = path.strip_prefix('/').unwrap_or(path);
    let (_, extension) = path.rsplit_once('.')?;
    let is_known = PICTURES
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | ' ');
    let is_within = path
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.'));
    (is_known && is_within && path.chars().all(is_plain)).then(|| path.to_owned())
}
