//! The fields of entries, with `@string`s resolved and with what they inherit from other entries.

use super::entries::{Entry, Field, Part};
use crate::model::date::month_named;
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

/// All entries of a bibliography, as those they refer to are looked up.
pub(super) struct Library<'a, 'e> {
    strings: HashMap<String, String>,
    by_key: HashMap<String, &'e Entry<'a>>,
    /// How many bytes `@string`s may still put in. `a # a # a` is short, and what it stands for need
    /// not be.
    allowance: Cell<usize>,
}

/// Longest text of an `@string`, in bytes.
const MAX_STRING: usize = 2000;

/// How many entries a field is looked for in, each inherited from by the last.
const MAX_GENERATIONS: usize = 4;

/// How many fields an entry lends to others.
const MAX_LENT: usize = 100;

/// A field that names an `@string` that nothing defines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Undefined<'a>(pub(super) &'a str);

impl<'a, 'e> Library<'a, 'e> {
    pub(super) fn new(
        text_length: usize,
        strings: &[Field<'a>],
        entries: impl Iterator<Item = &'e Entry<'a>>,
    ) -> Self {
        let mut library = Self {
            strings: HashMap::new(),
            by_key: HashMap::new(),
            allowance: Cell::new(4 * text_length + 100_000),
        };
        for string in strings {
            if let Ok(value) = library.value(&string.value)
                && value.len() <= MAX_STRING
            {
                let value = value.into_owned();
                library.strings.insert(string.name.clone(), value);
            }
        }
        for entry in entries {
            // Of two entries with one key, the first is meant.
            let key = entry.key.to_lowercase();
            library.by_key.entry(key).or_insert(entry);
        }
        library
    }

    /// All fields of an entry as they are in the source, in which TeX is not resolved: its own, those of its
    /// `xdata`, and what it inherits by `crossref`. Empty fields are none.
    pub(super) fn fields<'l>(
        &'l self,
        entry: &'l Entry<'a>,
        undefined: &mut Vec<(String, String)>,
    ) -> Vec<(&'l str, Cow<'l, str>)> {
        let mut fields: Vec<(&str, Cow<'l, str>)> = Vec::with_capacity(entry.fields.len());
        let mut names = HashSet::new();
        let mut add = |name: &'l str, field: &'l Field<'a>, is_own: bool| {
            if !is_own && names.contains(name) {
                return;
            }
            match self.value(&field.value) {
                Ok(value) if value.trim().is_empty() => return,
                Ok(value) => fields.push((name, value)),
                Err(Undefined(string)) => undefined.push((name.to_owned(), string.to_owned())),
            }
            names.insert(name);
        };
        for field in &entry.fields {
            add(&field.name, field, true);
        }
        let mut heir = entry;
        for generation in 0..MAX_GENERATIONS {
            for data in self.referred(heir, "xdata") {
                let lent = data.fields.iter().take(MAX_LENT);
                let lent = lent.filter(|field| generation == 0 || is_inherited(&field.name));
                lent.for_each(|field| add(&field.name, field, false));
            }
            let Some(parent) = self.referred(heir, "crossref").next() else {
                break;
            };
            let lent = || parent.fields.iter().take(MAX_LENT);
            // A chapter's `booktitle` is its book's title, or, failing that, its book's own.
            for field in lent() {
                if let Some(name) = renamed(heir, parent, &field.name) {
                    add(name, field, false);
                }
            }
            let same = lent().filter(|field| is_inherited(&field.name));
            same.for_each(|field| add(&field.name, field, false));
            heir = parent;
        }
        fields
    }

    fn value<'l>(&'l self, parts: &[Part<'l>]) -> Result<Cow<'l, str>, Undefined<'l>> {
        let mut value = Cow::Borrowed("");
        for part in parts {
            let text = match part {
                Part::Text(text) => *text,
                Part::Name(name) => self.string(name)?,
            };
            if value.is_empty() {
                value = Cow::Borrowed(text);
            } else {
                value.to_mut().push_str(text);
            }
        }
        Ok(value)
    }

    /// What a name stands for. Months are their own names, and so is what nobody would define.
    fn string<'l>(&'l self, name: &'l str) -> Result<&'l str, Undefined<'l>> {
        let Some(text) = self.strings.get(&name.to_ascii_lowercase()) else {
            let is_plain = month_named(name).is_some() || name.contains(['/', '.', ':']);
            return if is_plain {
                Ok(name)
            } else {
                Err(Undefined(name))
            };
        };
        let left = self.allowance.get().checked_sub(text.len());
        self.allowance.set(left.ok_or(Undefined(name))?);
        Ok(text)
    }

    /// The entries whose keys a field lists.
    fn referred<'l>(
        &'l self,
        entry: &Entry<'a>,
        field: &str,
    ) -> impl Iterator<Item = &'l Entry<'a>> + use<'l, 'a, 'e> {
        /// More are nobody's.
        const MAX: usize = 8;
        let mut fields = entry.fields.iter();
        let keys = fields.find(|known| known.name == field);
        let keys = keys.and_then(|field| self.value(&field.value).ok());
        let keys = keys.unwrap_or_default();
        let keys = keys.split(',').map(|key| key.trim().to_lowercase());
        let keys: Vec<String> = keys.take(MAX).filter(|key| !key.is_empty()).collect();
        keys.into_iter()
            .filter_map(|key| self.by_key.get(&key).copied())
    }
}

/// Whether a field is inherited under its own name. What distinguishes one work from another, such as a title,
/// a DOI or an abstract, is not.
fn is_inherited(name: &str) -> bool {
    matches!(
        name,
        "booktitle"
            | "journaltitle"
            | "journal"
            | "publisher"
            | "school"
            | "institution"
            | "organization"
            | "editor"
            | "date"
            | "year"
            | "month"
            | "day"
    )
}

/// The name that a field of the parent has in the child, where it has another.
fn renamed(child: &Entry<'_>, parent: &Entry<'_>, name: &str) -> Option<&'static str> {
    match name {
        "title" if has_parts(parent) => Some("booktitle"),
        "subtitle" if has_parts(parent) => Some("booksubtitle"),
        "title" if parent.kind == "periodical" => Some("journaltitle"),
        "author" if child.kind.ends_with("inbook") => Some("author"),
        _ => None,
    }
}

/// Whether works of this kind hold others.
fn has_parts(entry: &Entry<'_>) -> bool {
    let kind = entry.kind.strip_prefix("mv").unwrap_or(&entry.kind);
    matches!(
        kind,
        "book" | "collection" | "proceedings" | "reference" | "conference"
    )
}
