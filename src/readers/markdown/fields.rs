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
pub struct Fields {
    items: Vec<Item>,
    /// A bullet that looks like a field but is none, with its line in the section, from 1.
    unknown: Option<(String, usize)>,
}

#[derive(Debug)]
struct Item {
    field: Field,
    value: String,
    /// In the section, from 1.
    line: usize,
}

/// Takes the fields off a section; also gives where the rest of it begins.
///
/// A bullet goes on in the lines below it that are indented.
pub fn split(section: &str) -> (Fields, usize) {
    let mut fields = Fields::default();
    let mut rest_start = 0;
    let mut start = 0;
    let mut may_go_on = false;
    for (index, line) in section.split_inclusive('\n').enumerate() {
        let end = start + line.len();
        if line.trim().is_empty() {
            may_go_on = false;
        } else if may_go_on && line.starts_with([' ', '\t']) && bullet(line.trim_start()).is_none()
        {
            if let Some(item) = fields.items.last_mut() {
                item.value.push(' ');
                item.value.push_str(line.trim());
            }
            rest_start = end;
        } else if let Some((name, value)) = bullet(line) {
            let known = NAMES
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name));
            let Some((_, field)) = known else {
                fields.unknown = Some((name.to_owned(), index + 1));
                break;
            };
            fields.items.push(Item {
                field: *field,
                value: value.to_owned(),
                line: index + 1,
            });
            may_go_on = true;
            rest_start = end;
        } else {
            break;
        }
        start = end;
    }
    (fields, rest_start)
}

impl Fields {
    /// Everything that stands under a field.
    pub fn all(&self, wanted: Field) -> impl Iterator<Item = &str> {
        self.items
            .iter()
            .filter(move |item| item.field == wanted && !item.value.is_empty())
            .map(|item| item.value.as_str())
    }

    pub fn first(&self, wanted: Field) -> Option<&str> {
        self.all(wanted).next()
    }

    /// The first value of a field, with its line in the section, from 1.
    pub fn with_line(&self, wanted: Field) -> Option<(&str, usize)> {
        let item = self.items.iter().find(|item| item.field == wanted)?;
        Some((&item.value, item.line))
    }

    /// The parts of a field whose value is a list: parted by semicolons where there is one, so that
    /// `Smith, John; Doe, Jane` are two, else by commas.
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

    /// Addresses with what they lead to. `<…>` and `[text](…)` are taken for the address in them.
    pub fn addresses(&self) -> impl Iterator<Item = (Option<LinkKind>, Cow<'_, str>)> {
        self.items.iter().filter_map(|item| match item.field {
            Field::Address(kind) => Some((kind, Cow::Borrowed(address_in(&item.value)))),
            _ => None,
        })
    }

    /// The bullet behind the last field, if it looks like a field too.
    pub fn mistyped(&self) -> Option<(&str, usize)> {
        let (name, line) = self.unknown.as_ref()?;
        Some((name, *line))
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
