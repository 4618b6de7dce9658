//! A part of a YAML file as it is taken apart: a list, or an object with entries.

use crate::model::identifier::{ArxivId, Doi};
use crate::readers::loose;
use crate::readers::loose::aliases::{self, Role};
use crate::readers::loose::value::{Name, Value};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// A document whole: what is not asked for is passed over while it is read.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Root<'a> {
    List(#[serde(borrow)] Vec<Element<'a>>),
    Object(#[serde(borrow)] Entries<'a>),
    Other(IgnoredAny),
}

/// The entries of an object, in their order.
pub struct Entries<'a>(pub Vec<(String, Entry<'a>)>);

/// The value of an entry: a list, in which papers may stand, or something else.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Entry<'a> {
    List(#[serde(borrow)] Vec<Element<'a>>),
    One(#[serde(borrow)] Value<'a>),
    Other(IgnoredAny),
}

/// What stands in a list.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum Element<'a> {
    Object(#[serde(borrow)] Value<'a>),
    Other(IgnoredAny),
}

/// Whether papers stand in an entry. Under the name of a list of papers a title is enough, or nothing
/// at all.
pub fn is_list(name: &str, entry: &Entry<'_>) -> bool {
    let Entry::List(elements) = entry else {
        return false;
    };
    if aliases::is_list(name) {
        elements.is_empty()
            || elements
                .iter()
                .any(|element| is_titled(element) || is_paper(element))
    } else {
        elements.iter().any(is_paper)
    }
}

/// Whether an element has the fields of a paper, or cites one.
pub fn is_paper(element: &Element<'_>) -> bool {
    match element {
        Element::Object(Value::Map(fields)) => loose::is_paper(fields),
        Element::Object(value) => is_id(value),
        Element::Other(_) => false,
    }
}

fn is_titled(element: &Element<'_>) -> bool {
    let is_title = |name: &str| matches!(aliases::role(name), Some((Role::Title, _)));
    matches!(element, Element::Object(Value::Map(fields))
        if fields.iter().any(|(name, value)| is_title(name) && !value.is_empty()))
}

/// Whether a value is nothing but the identifier of a paper.
pub fn is_id(value: &Value<'_>) -> bool {
    let id = value.clone().into_id();
    id.is_some_and(|id| ArxivId::parse(&id).is_some() || Doi::parse(&id).is_some())
}

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((Name(name), entry)) = map.next_entry()? {
                    entries.push((name.into_owned(), entry));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}
