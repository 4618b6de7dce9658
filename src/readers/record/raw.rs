//! A record as a format finds it: fields with names or roles, and nothing cleaned.

use crate::readers::value::{Fields, Value};
use crate::readers::vocabulary::{self, Meaning, Role};
use std::borrow::Cow;

/// What formats fill and [`super::mention`] makes a mention of.
#[derive(Debug, Clone, Default)]
pub struct RawRecord<'a> {
    pub fields: Vec<Field<'a>>,
    pub style: Style,
}

/// A field of a record.
#[derive(Debug, Clone)]
pub struct Field<'a> {
    /// As it is written; empty where the format has none.
    pub name: Cow<'a, str>,
    /// None for a name that the vocabulary does not know.
    pub role: Option<Role>,
    /// Of several fields of a role, the one with the smallest rank counts.
    pub rank: u8,
    pub value: Value<'a>,
    /// Whether a language model wrote it.
    pub is_generated: bool,
}

/// How the texts of a record are written, and for whom.
#[derive(Debug, Clone, Copy, Default)]
pub struct Style {
    pub typography: Typography,
    /// Whether the digest cites the paper, so that an identifier without a title is enough.
    pub is_citation: bool,
    /// Whether the names of fields were written for readers, so that short values under unknown names
    /// are facts.
    pub is_visible: bool,
}

/// How texts are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Typography {
    /// As they are to be read; nothing but white space is changed.
    #[default]
    Finished,
    /// With the TeX that arXiv and bibliographies keep outside formulas: accents, dashes, quotes,
    /// `\%`, `\emph{…}`.
    Tex,
}

impl Style {
    /// Data for programs, with TeX in its texts, as arXiv's is.
    pub const DATA: Self = Self {
        typography: Typography::Tex,
        is_citation: false,
        is_visible: false,
    };
}

impl<'a> RawRecord<'a> {
    pub fn new(style: Style) -> Self {
        Self {
            fields: Vec::new(),
            style,
        }
    }

    /// The record of a paper that a digest cites by its identifier alone.
    pub fn citation(id: impl Into<Value<'a>>) -> Self {
        let mut record = Self::new(Style {
            is_citation: true,
            ..Style::DATA
        });
        record.add(Role::Id, id);
        record
    }

    /// The record of the fields of an object, by the vocabulary.
    pub fn from_fields(fields: Fields<'a>) -> Self {
        Self::from_fields_as(fields, |_| None)
    }

    /// The record of the fields of an object. Where `meaning` gives a name a role, that counts; else the
    /// vocabulary does.
    ///
    /// A record within the record counts first, and of the record around it what the other lacks. Its
    /// date is not the paper's, but that of the list.
    pub fn from_fields_as(fields: Fields<'a>, meaning: impl Fn(&str) -> Option<Meaning>) -> Self {
        let mut record = Self::new(Style::DATA);
        let mut outer = Vec::new();
        let mut has_inner = false;
        for (name, value) in fields {
            let known = meaning(&name).or_else(|| vocabulary::role(&name));
            match (known, value) {
                (Some((Role::Inner, _)), Value::Map(inner)) => {
                    has_inner = true;
                    for (name, value) in inner {
                        let known = meaning(&name).or_else(|| vocabulary::role(&name));
                        record.push(name, known, value);
                    }
                }
                (known, value) => outer.push((name, known, value)),
            }
        }
        for (name, known, value) in outer {
            let known = match known {
                Some((Role::Date, _)) if has_inner => Some((Role::Technical, 0)),
                Some((role, rank)) if has_inner => Some((role, rank.saturating_add(100))),
                known => known,
            };
            record.push(name, known, value);
        }
        record
    }

    /// Adds a field whose role the format knows.
    pub fn add(&mut self, role: Role, value: impl Into<Value<'a>>) {
        self.push(Cow::Borrowed(""), Some((role, 0)), value.into());
    }

    /// Adds a field under its name, of which the vocabulary tells the role.
    pub fn add_named(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) {
        let name = name.into();
        let known = vocabulary::role(&name);
        self.push(name, known, value.into());
    }

    /// Adds a field under its name and in a role.
    pub fn add_as(
        &mut self,
        meaning: Meaning,
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Value<'a>>,
    ) {
        self.push(name.into(), Some(meaning), value.into());
    }

    /// Adds a text beside the abstract; an empty label is none.
    pub fn add_section(
        &mut self,
        label: impl Into<Cow<'a, str>>,
        text: impl Into<Value<'a>>,
        is_generated: bool,
    ) {
        let label = label.into();
        self.push(label, Some((Role::Section, 0)), text.into());
        if let Some(field) = self.fields.last_mut() {
            field.is_generated |= is_generated;
        }
    }

    /// Whether a field of a role is there that is not empty.
    pub fn has(&self, role: Role) -> bool {
        let mut fields = self.fields.iter();
        fields.any(|field| field.role == Some(role) && !field.value.is_empty())
    }

    fn push(&mut self, name: Cow<'a, str>, known: Option<Meaning>, value: Value<'a>) {
        match (known, value) {
            (Some((Role::Generated, _)), Value::Map(parts)) => {
                for (name, value) in parts {
                    self.fields.push(Field {
                        role: Some(Role::Section),
                        rank: 0,
                        is_generated: true,
                        name,
                        value,
                    });
                }
            }
            (known, value) => {
                // Of other fields nobody asks who wrote them.
                let is_text = matches!(
                    known,
                    None | Some((
                        Role::Section | Role::Generated | Role::Abstract | Role::Note,
                        _
                    ))
                );
                let is_generated = is_text && vocabulary::is_generated(&name);
                let role = match known {
                    Some((Role::Generated, _)) => Some(Role::Section),
                    Some((Role::Inner, _)) => Some(Role::Address(None)),
                    known => known.map(|(role, _)| role),
                };
                self.fields.push(Field {
                    is_generated,
                    role,
                    rank: known.map_or(0, |(_, rank)| rank),
                    name,
                    value,
                });
            }
        }
    }
}

impl<'a> Field<'a> {
    /// A field without a value.
    pub(super) fn new(name: Cow<'a, str>, role: Option<Role>) -> Self {
        Self {
            name,
            role,
            rank: 0,
            value: Value::Nothing,
            is_generated: false,
        }
    }

    /// The name as people read it; none where there is none.
    pub fn label(&self) -> Option<String> {
        let label = vocabulary::label(&self.name);
        (!label.is_empty()).then_some(label)
    }
}
