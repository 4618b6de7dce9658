//! Topic JSON: `{topic: {id: row}}`, the store of the cv-arxiv-daily family, whose values are rows of
//! a Markdown table or items of a list.
//!
//! Such a file is an archive that grows for years; without a date in its path it gives a digest for
//! each day of its papers. A paper under several topics is several records, which are merged.

use super::{Spots, begins, rows};
use crate::readers::intake::Intake;
use crate::readers::loose::aliases;
use crate::readers::loose::value::Name;
use crate::readers::{Format, Input, Options, Reading};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "topic JSON with Markdown rows",
    recognise,
    read,
};

/// Topics, each with its papers: id (empty in a list) and row.
struct Topics<'a>(Vec<(Cow<'a, str>, Rows<'a>)>);

struct Rows<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

fn recognise(input: Input<'_>) -> Result<(), String> {
    let not_this = || Err("its values are no topics with Markdown rows".to_owned());
    let text = begins(input, &['{'])?;
    // The beginning decides: `{"topic": {"id": "|…"`.
    let mut quoted = text.splitn(12, '"').skip(1).step_by(2);
    let begins_row = |text: &str| text.starts_with('|') || text.starts_with("- ");
    let has_row = quoted.by_ref().take(5).any(begins_row);
    if !has_row && serde_json::from_str::<Topics<'_>>(input.text).is_err() {
        return not_this();
    }
    let Ok(Topics(topics)) = serde_json::from_str::<Topics<'_>>(input.text) else {
        // The fault is told when the file is read.
        return if has_row { Ok(()) } else { not_this() };
    };
    let mut first_rows = topics.iter().filter_map(|(_, Rows(rows))| rows.first());
    let is_row = |row: &RawValue| {
        serde_json::from_str::<Cow<'_, str>>(row.get())
            .is_ok_and(|row| rows::raw_record(&row).is_some())
    };
    match first_rows.next() {
        // Topics without papers, as on a quiet day.
        None if topics.iter().any(|(topic, _)| !aliases::is_list(topic)) => Ok(()),
        Some((_, row)) if is_row(row) => Ok(()),
        _ => not_this(),
    }
}

fn read(input: Input<'_>, _options: Options) -> Reading {
    let Topics(topics) = match super::whole(input) {
        Ok(topics) => topics,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(input);
    let mut spots = Spots::new(input.text);
    for (topic, Rows(rows)) in &topics {
        for (id, row) in rows {
            let spot = spots.of(row);
            let text: Option<Cow<'_, str>> = serde_json::from_str(row.get()).ok();
            match text.as_deref().and_then(rows::raw_record) {
                Some(mut raw) => {
                    raw.topics.push(Cow::Borrowed(topic));
                    raw.ids.push(Cow::Borrowed(id));
                    intake.take(raw, spot);
                }
                None => intake.skip("this row names no paper; it is left out", spot),
            }
        }
    }
    intake.finish_by_day()
}

impl<'de: 'a, 'a> Deserialize<'de> for Topics<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TopicsVisitor;
        impl<'de> Visitor<'de> for TopicsVisitor {
            type Value = Topics<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of topics")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut topics = Vec::new();
                while let Some((Name(topic), rows)) = map.next_entry()? {
                    topics.push((topic, rows));
                }
                Ok(Topics(topics))
            }
        }
        deserializer.deserialize_map(TopicsVisitor)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Rows<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowsVisitor;
        impl<'de> Visitor<'de> for RowsVisitor {
            type Value = Rows<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("rows by id, or a list of rows")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut rows = Vec::new();
                while let Some((Name(id), row)) = map.next_entry()? {
                    rows.push((id, row));
                }
                Ok(Rows(rows))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = seq.next_element()? {
                    rows.push((Cow::Borrowed(""), row));
                }
                Ok(Rows(rows))
            }
        }
        deserializer.deserialize_any(RowsVisitor)
    }
}
