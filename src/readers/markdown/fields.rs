//! The metadata bullets beneath a paper's heading: `- Authors: First Author, Second Author`.
//!
//! They are the list that stands first in a section, as far as its items are known fields. The
//! first item that is none ends them, and belongs to the text.

use crate::model::link::LinkKind;
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
    Note,
    FormerKeys,
}

/// The names of the fields, without regard to case.
pub const NAMES: &[(&str, Field)] = &[
    ("Authors", Field::Authors),
    ("Author", Field::Authors),
    ("Topics", Field::Topics),
    ("Topic", Field::Topics),
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
    ("Votes", Field::Votes),
    ("Date", Field::Date),
    ("Venue", Field::Venue),
    ("Note", Field::Note),
    ("Formerly", Field::FormerKeys),
];

/// The fields of one paper, in their order.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    items: Vec<(Field, &'a str)>,
    /// A bullet that looks like a field but is none, with its line in the section, from 1.
    unknown: Option<(&'a str, usize)>,
}

/// Takes the fields off a section; gives them and the rest.
pub fn split(section: &str) -> (Fields<'_>, &str) {
    let mut fields = Fields::default();
    let mut rest_start = 0;
    let mut start = 0;
    for (index, line) in section.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        if line.trim().is_empty() {
            start = end;
            continue;
        }
        let Some((name, value)) = bullet(line) else {
            break;
        };
        let known = NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name));
        let Some((_, field)) = known else {
            fields.unknown = Some((name, index + 1));
            break;
        };
        fields.items.push((*field, value));
        rest_start = end;
        start = end;
    }
    (fields, &section[rest_start..])
}

impl<'a> Fields<'a> {
    /// Everything that stands under a field.
    pub fn all(&self, wanted: Field) -> impl Iterator<Item = &'a str> {
        self.items
            .iter()
            .filter(move |(field, value)| *field == wanted && !value.is_empty())
            .map(|(_, value)| *value)
    }

    pub fn first(&self, wanted: Field) -> Option<&'a str> {
        self.all(wanted).next()
    }

    /// The parts of a field whose value is a list with commas.
    pub fn list(&self, wanted: Field) -> Vec<Cow<'a, str>> {
        self.all(wanted)
            .flat_map(|value| value.split([',', ';']))
            .map(|part| Cow::Borrowed(part.trim()))
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// Addresses with what they lead to. `<…>` and `[text](…)` are taken for the address in them.
    pub fn addresses(&self) -> impl Iterator<Item = (Option<LinkKind>, Cow<'a, str>)> {
        self.items.iter().filter_map(|(field, value)| match field {
            Field::Address(kind) => Some((*kind, Cow::Borrowed(address_in(value)))),
            _ => None,
        })
    }

    /// The bullet behind the last field, if it looks like a field too.
    pub fn mistyped(&self) -> Option<(&'a str, usize)> {
        self.unknown
    }
}

/// Name and value of `- Name: value`, also of `* **Name:** value` and `+ **Name**: value`.
fn bullet(line: &str) -> Option<(&str, &str)> {
    let item = line.strip_prefix(['-', '*', '+'])?;
    let item = item.strip_prefix([' ', '\t'])?.trim();
    let (name, value) = item.split_once(':')?;
    let is_name = |text: &str| {
        !text.is_empty() && text.len() <= 24 && text.chars().all(|c| c.is_alphanumeric())
    };
    let name = name.trim().trim_start_matches("**").trim_end_matches("**");
    let value = value.trim_start_matches("**").trim();
    is_name(name).then_some((name, value))
}

fn address_in(value: &str) -> &str {
    if let Some(inside) = value
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
    {
        return inside;
    }
    match value.split_once("](") {
        Some((_, rest)) if value.starts_with('[') => rest.strip_suffix(')').unwrap_or(value),
        _ => value,
    }
}
