//! The metadata bullets beneath a paper's heading: `- Authors: First Author, Second Author`.
//!
//! They are the list that stands first in a section. A value may go on in indented lines or in a
//! list of its own. Items that are no known field belong to the text.

use crate::markup::address;
use crate::model::link::LinkKind;
use crate::readers::record::people;
use std::borrow::Cow;

/// What a bullet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Authors,
    Topics,
    Id,
    Address(Option<LinkKind>),
    Votes,
    Date,
    Venue,
    Picture,
    Note,
    FormerKeys,
    Comment,
    /// A short fact with a name of its own: `- Fact: Quality: 8/10`.
    Fact,
}

/// The names of the fields, without regard to case.
pub const NAMES: &[(&str, Field)] = &[
    ("Authors", Field::Authors),
    ("Author", Field::Authors),
    ("Topics", Field::Topics),
    ("Topic", Field::Topics),
    ("Keywords", Field::Topics),
    ("Tags", Field::Topics),
    ("arXiv", Field::Id),
    ("DOI", Field::Id),
    ("Id", Field::Id),
    ("Link", Field::Address(None)),
    ("Links", Field::Address(None)),
    ("URL", Field::Address(None)),
    ("Page", Field::Address(Some(LinkKind::Page))),
    ("PDF", Field::Address(Some(LinkKind::Pdf))),
    ("Code", Field::Address(Some(LinkKind::Code))),
    ("Project", Field::Address(Some(LinkKind::Project))),
    ("Project page", Field::Address(Some(LinkKind::Project))),
    ("Votes", Field::Votes),
    ("Upvotes", Field::Votes),
    ("Date", Field::Date),
    ("Venue", Field::Venue),
    ("Picture", Field::Picture),
    ("Thumbnail", Field::Picture),
    ("Note", Field::Note),
    ("Formerly", Field::FormerKeys),
    ("Comment", Field::Comment),
    ("Fact", Field::Fact),
];

/// The fields of one paper, in their order.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    items: Vec<Item<'a>>,
    /// Items among the fields that look like fields but are none, with the offsets of their lines
    /// in the section.
    unknown: Vec<(&'a str, usize)>,
}

#[derive(Debug)]
struct Item<'a> {
    field: Field,
    value: Cow<'a, str>,
    /// Where its line begins in the section.
    offset: usize,
}

/// Takes the fields off a section; gives them and the rest.
///
/// They are the items of the list that stands first in the section. Items that are no field stay
/// text; behind such an item a blank line ends the fields, since then the list is the text's own.
pub fn split(section: &str) -> (Fields<'_>, String) {
    let mut fields = Fields::default();
    let mut text = String::new();
    let mut last = Last::Nothing;
    // Where the items without a blank line between them began.
    let mut run = (0, 0);
    let mut end = 0;
    for line in section.split_inclusive('\n') {
        let at_line = |field, value| Item {
            field,
            value: Cow::Borrowed(value),
            offset: end,
        };
        match (Line::of(line), last) {
            (Line::Blank, _) => {
                if !text.is_empty() {
                    break;
                }
                last = Last::Nothing;
                run = (fields.items.len(), fields.unknown.len());
            }
            (Line::Item { name, value }, _) => match known(name, value) {
                Some(field) => {
                    fields.items.push(at_line(field, value));
                    last = Last::Field(field);
                }
                None => {
                    fields.unknown.push((name, end));
                    text.push_str(line);
                    last = Last::Text;
                }
            },
            (Line::Nested(value), Last::Field(field)) => match item(value) {
                Some((name, value)) if known(name, value).is_some() => {
                    let field = known(name, value).unwrap_or(field);
                    fields.items.push(at_line(field, value));
                }
                _ => fields.items.push(at_line(field, value)),
            },
            (Line::Continued(more), Last::Field(_)) => {
                if let Some(item) = fields.items.last_mut() {
                    let value = item.value.to_mut();
                    if !value.is_empty() {
                        value.push(' ');
                    }
                    value.push_str(more);
                }
            }
            (Line::Nested(_) | Line::Continued(_), Last::Text) | (Line::Bullet, Last::Field(_)) => {
                text.push_str(line);
                last = Last::Text;
            }
            (Line::Bullet, Last::Text) => text.push_str(line),
            _ => break,
        }
        end += line.len();
    }
    if fields.items.len() == run.0 {
        // A list without a field is the text's, whatever its items look like.
        fields.unknown.truncate(run.1);
    }
    text.push_str(&section[end..]);
    (fields, text)
}

/// What a line of the section was a part of.
#[derive(Clone, Copy)]
enum Last {
    Nothing,
    Field(Field),
    Text,
}

/// A line of a section, as far as fields are concerned.
enum Line<'a> {
    Blank,
    /// `- Name: value`
    Item {
        name: &'a str,
        value: &'a str,
    },
    /// Another item of a list.
    Bullet,
    /// An item of a list within an item.
    Nested(&'a str),
    /// An indented line of an item's text.
    Continued(&'a str),
    Text,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            return Self::Blank;
        }
        let indent = line.len() - line.trim_start().len();
        let is_indented = indent >= 2 || line.starts_with('\t');
        let inside = trimmed
            .strip_prefix(['-', '*', '+'])
            .filter(|rest| rest.starts_with([' ', '\t']))
            .map(str::trim);
        match inside {
            Some(inside) if is_indented => Self::Nested(inside),
            Some(inside) => match item(inside) {
                Some((name, value)) => Self::Item { name, value },
                None => Self::Bullet,
            },
            None if is_indented => Self::Continued(trimmed),
            None => Self::Text,
        }
    }
}

/// The field of a name. `- Code: will follow` is a sentence, and no address.
fn known(name: &str, value: &str) -> Option<Field> {
    let (_, field) = NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let is_sentence = value.contains(char::is_whitespace) && !value.contains("://");
    (!is_sentence || !matches!(field, Field::Address(_))).then_some(*field)
}

/// Name and value of `Name: value`, also of `**Name:** value` and `**Name**: value`.
fn item(inside: &str) -> Option<(&str, &str)> {
    let (name, value) = inside.split_once(':')?;
    let is_mark = |c: char| matches!(c, '*' | '_');
    let bare = name.trim().trim_start_matches(is_mark);
    let opening = &name.trim()[..name.trim().len() - bare.len()];
    let value = match bare.strip_suffix(opening) {
        Some(_) => value,
        None => value.trim_start().strip_prefix(opening).unwrap_or(value),
    };
    let bare = bare.trim_end_matches(is_mark).trim();
    let is_name = !bare.is_empty()
        && bare.len() <= 24
        && bare.chars().all(|c| c.is_alphanumeric() || c == ' ');
    is_name.then_some((bare, value.trim()))
}

impl<'a> Fields<'a> {
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Everything that stands under a field.
    pub fn all(&self, wanted: Field) -> impl Iterator<Item = &str> {
        self.items
            .iter()
            .filter(move |item| item.field == wanted && !item.value.is_empty())
            .map(|item| item.value.as_ref())
    }

    pub fn first(&self, wanted: Field) -> Option<&str> {
        self.all(wanted).next()
    }

    /// Where in the section the line begins on which a field stands first.
    pub fn offset_of(&self, wanted: Field) -> Option<usize> {
        let item = self.items.iter().find(|item| item.field == wanted)?;
        Some(item.offset)
    }

    /// The parts of a field whose value is a list: parted by semicolons where there is one, else by
    /// commas.
    pub fn list(&self, wanted: Field) -> Vec<Cow<'_, str>> {
        self.all(wanted)
            .flat_map(|value| {
                let separator = if value.contains(';') { ';' } else { ',' };
                value.split(separator)
            })
            .map(|part| Cow::Borrowed(part.trim()))
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The names of a field whose value is a list of people.
    pub fn people(&self, wanted: Field) -> Vec<Cow<'_, str>> {
        self.all(wanted)
            .flat_map(people::split)
            .map(Cow::Owned)
            .collect()
    }

    /// Identifiers, whether they stand alone or in a link, with the offsets of their lines.
    pub fn ids(&self) -> impl Iterator<Item = (Cow<'_, str>, usize)> {
        self.items
            .iter()
            .filter(|item| item.field == Field::Id && !item.value.is_empty())
            .flat_map(|item| {
                let offset = item.offset;
                addresses_in(&item.value)
                    .into_iter()
                    .map(move |id| (id, offset))
            })
    }

    /// Addresses with what they lead to.
    pub fn addresses(&self) -> impl Iterator<Item = (Option<LinkKind>, Cow<'_, str>)> {
        self.items
            .iter()
            .filter_map(|item| match item.field {
                Field::Address(kind) => Some((kind, item.value.as_ref())),
                _ => None,
            })
            .flat_map(|(kind, value)| {
                addresses_in(value)
                    .into_iter()
                    .map(move |address| (kind, address))
            })
    }

    /// The items among the fields that look like fields too.
    pub fn unknown(&self) -> &[(&'a str, usize)] {
        &self.unknown
    }
}

/// The addresses in a value: those that stand in it, be it as `<…>` or `[text](…)`; where there is
/// none, the value itself.
fn addresses_in(value: &str) -> Vec<Cow<'_, str>> {
    let found = address::find(value);
    if found.is_empty() {
        vec![Cow::Borrowed(value)]
    } else {
        found.into_iter().map(Cow::Owned).collect()
    }
}
