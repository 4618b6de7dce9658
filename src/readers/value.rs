//! A value of a field, as formats find it.
//!
//! Values of fields that hold other papers or vectors are passed over while they are read, so that a
//! record of a megabyte of citations costs no memory. Numbers stay what they are, since an arXiv id
//! may have lost its quotes.

use super::vocabulary;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A value, borrowed from the text where that is possible.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value<'a> {
    #[default]
    Nothing,
    Flag(bool),
    Whole(i64),
    Fraction(f64),
    /// Plain text with math spans.
    Text(Cow<'a, str>),
    /// Markdown, from a format that has it.
    Markdown(Cow<'a, str>),
    /// Something that was passed over.
    Skipped,
    List(Vec<Value<'a>>),
    Map(Fields<'a>),
}

/// The fields of an object, in their order.
pub type Fields<'a> = Vec<(Cow<'a, str>, Value<'a>)>;

impl<'a> Value<'a> {
    /// The value as text; numbers are their digits.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) | Self::Markdown(text) => Some(Cow::Borrowed(text)),
            Self::Whole(number) => Some(Cow::Owned(number.to_string())),
            Self::Fraction(number) => Some(Cow::Owned(number.to_string())),
            Self::Nothing | Self::Skipped | Self::Flag(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// As [`Value::text`], where the text may be borrowed for as long as the input.
    pub fn into_text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) | Self::Markdown(text) => Some(text),
            Self::Whole(number) => Some(Cow::Owned(number.to_string())),
            Self::Fraction(number) => Some(Cow::Owned(number.to_string())),
            Self::Nothing | Self::Skipped | Self::Flag(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The value as an identifier: a number with a fraction can only be an arXiv id that lost its
    /// quotes, and with them the zeros at its end.
    pub fn into_id(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Fraction(number) => Some(Cow::Owned(id_of_number(number))),
            value => value.into_text(),
        }
    }

    /// The value as a count; negative and broken ones are none.
    pub fn count(&self) -> Option<u64> {
        match self {
            Self::Text(text) | Self::Markdown(text) => without_thousands(text.trim()).parse().ok(),
            Self::Whole(number) => u64::try_from(*number).ok(),
            // `12.0`, as some tools write counts, prints as `12`.
            Self::Fraction(number) => number.to_string().parse().ok(),
            Self::Nothing | Self::Skipped | Self::Flag(_) | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The value by itself, when the text it was read from goes.
    pub fn into_owned(self) -> Value<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Nothing => Value::Nothing,
            Self::Flag(flag) => Value::Flag(flag),
            Self::Whole(number) => Value::Whole(number),
            Self::Fraction(number) => Value::Fraction(number),
            Self::Text(text) => Value::Text(owned(text)),
            Self::Markdown(text) => Value::Markdown(owned(text)),
            Self::Skipped => Value::Skipped,
            Self::List(values) => Value::List(values.into_iter().map(Value::into_owned).collect()),
            Self::Map(fields) => Value::Map(
                fields
                    .into_iter()
                    .map(|(name, value)| (owned(name), value.into_owned()))
                    .collect(),
            ),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) | Self::Markdown(text) => text.trim().is_empty(),
            Self::List(values) => values.iter().all(Self::is_empty),
            Self::Map(fields) => fields.is_empty(),
            Self::Skipped | Self::Flag(_) | Self::Whole(_) | Self::Fraction(_) => false,
        }
    }
}

/// `1234` of `1,234`.
fn without_thousands(text: &str) -> Cow<'_, str> {
    let mut groups = text.split(',').skip(1).peekable();
    if groups.peek().is_some() && groups.all(|group| group.len() == 3) {
        return Cow::Owned(text.replace(',', ""));
    }
    Cow::Borrowed(text)
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Value<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

/// `2601.1` is the arXiv id 2601.10000. Ids have five digits since January 2015, four before.
fn id_of_number(number: f64) -> String {
    let digits = if number < 1501.0 { 4 } else { 5 };
    let width = "2601.".len() + digits;
    format!("{number:0width$.digits$}")
}

impl<'de: 'a, 'a> Deserialize<'de> for Value<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        Deserialize::deserialize(value)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Whole(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or_else(
            |_| Value::Text(Cow::Owned(number.to_string())),
            Value::Whole,
        ))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Fraction(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = seq.next_element()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            if vocabulary::is_bulky(&name) {
                map.next_value::<IgnoredAny>()?;
                fields.push((name, Value::Skipped));
            } else {
                fields.push((name, map.next_value()?));
            }
        }
        Ok(Value::Map(fields))
    }
}

/// The name of a field, borrowed where it has no escapes.
pub struct Name<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }

            // YAML has names that are numbers and the like; they mean nothing here.
            fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed("")))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(number.to_string())))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(number.to_string())))
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed("")))
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed("")))
            }
        }
        deserializer.deserialize_any(NameVisitor)
    }
}

impl fmt::Debug for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
