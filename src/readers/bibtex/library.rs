//! The fields of entries with `@string`s put in, and with what they inherit from other entries.

use super::entries::{Entry, Field, Part};
use crate::model::date::month_named;
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

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

    /// A field as it is in the source, in which TeX is not resolved: the entry's own, that of its
    /// `xdata`, or what it inherits by `crossref`. Empty fields are none.
    pub(super) fn field<'l>(
        &'l self,
        entry: &'l Entry<'a>,
        name: &str,
    ) -> Result<Option<Cow<'l, str>>, Undefined<'l>> {
        let (mut entry, mut name) = (entry, name);
        for _ in 0..MAX_GENERATIONS {
            if let Some(value) = self.own(entry, name)? {
                return Ok(Some(value));
            }
            for data in self.referred(entry, "xdata") {
                if let Some(value) = self.own(data, name)? {
                    return Ok(Some(value));
                }
            }
            let Some(parent) = self.referred(entry, "crossref").next() else {
                break;
            };
            let Some(inherited) = inherited(entry, parent, name) else {
                break;
            };
            if let Some(value) = self.own(parent, inherited)? {
                return Ok(Some(value));
            }
            // A chapter's `booktitle` is its book's title, or, failing that, its book's own.
            (entry, name) = (parent, name);
        }
        Ok(None)
    }

    fn own<'l>(
        &'l self,
        entry: &'l Entry<'a>,
        name: &str,
    ) -> Result<Option<Cow<'l, str>>, Undefined<'l>> {
        for field in entry.fields.iter().filter(|field| field.name == name) {
            let value = self.value(&field.value)?;
            if !value.trim().is_empty() {
                return Ok(Some(value));
            }
        }
        Ok(None)
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
        entry: &'l Entry<'a>,
        field: &str,
    ) -> impl Iterator<Item = &'l Entry<'a>> {
        /// More are nobody's.
        const MAX: usize = 8;
        let keys = self.own(entry, field).ok().flatten().unwrap_or_default();
        let keys: Vec<String> = keys
            .split(',')
            .take(MAX)
            .map(|key| key.trim().to_lowercase())
            .filter(|key| !key.is_empty())
            .collect();
        keys.into_iter()
            .filter_map(|key| self.by_key.get(&key).copied())
    }
}

/// The name that a field of the child has in its parent; `None` where it is not inherited: what
/// tells one work from another, such as a title, a DOI or an abstract.
fn inherited<'n>(child: &Entry<'_>, parent: &Entry<'_>, name: &'n str) -> Option<&'n str> {
    match name {
        "booktitle" if has_parts(parent) => Some("title"),
        "booksubtitle" if has_parts(parent) => Some("subtitle"),
        "journaltitle" | "journal" if parent.kind == "periodical" => Some("title"),
        "author" if child.kind.ends_with("inbook") => Some("author"),
        "booktitle" | "journaltitle" | "journal" | "publisher" | "school" | "institution"
        | "date" | "year" | "month" | "day" => Some(name),
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
