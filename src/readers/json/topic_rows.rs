//! Topic JSON: `{topic: {id: row}}`, the store of the cv-arxiv-daily family, whose values are rows of
//! a Markdown table or items of a list.
//!
//! Such a file is an archive that grows for years; without a date in its path it gives a digest for
//! each day of its papers. A paper under several topics is several records, which are merged.

use super::{begins, elements, members, root, rows, value};
use crate::readers::intake::Intake;
use crate::readers::source::Source;
use crate::readers::value::Value;
use crate::readers::vocabulary::{self, Role};
use crate::readers::{Format, Options, Reading};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "topic JSON with Markdown rows",
    recognise,
    parse: read,
};

/// The papers of a topic: id (empty in a list) and row; none for what is neither an object nor a list.
type Rows<'a> = Vec<(Cow<'a, str>, &'a RawValue)>;

fn recognise(source: &Source<'_>) -> Result<(), String> {
    let not_this = || Err("its values are no topics with Markdown rows".to_owned());
    let text = begins(source, &['{'])?;
    // The beginning decides: `{"topic": {"id": "|…"`.
    let mut quoted = text.splitn(12, '"').skip(1).step_by(2);
    let begins_row = |text: &str| text.starts_with('|') || text.starts_with("- ");
    let has_row = quoted.by_ref().take(5).any(begins_row);
    let Ok(root) = root(source) else {
        // The fault is reported when the file is read.
        return if has_row { Ok(()) } else { not_this() };
    };
    let Some(topics) = topics(root) else {
        return not_this();
    };
    let mut first_rows = topics.iter().filter_map(|(_, rows)| rows.first());
    match first_rows.next() {
        // Topics without papers, as on a quiet day.
        None if topics.iter().any(|(topic, _)| !vocabulary::is_list(topic)) => Ok(()),
        Some((_, row)) if text_of(row).is_some_and(|row| rows::record(&row).is_some()) => Ok(()),
        _ => not_this(),
    }
}

fn read(source: &Source<'_>, _options: Options) -> Reading {
    let topics = match root(source) {
        Ok(root) => topics(root).unwrap_or_default(),
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(source);
    for (topic, rows) in topics {
        for (id, row) in rows {
            let offset = source.offset_of(row.get());
            let text = text_of(row);
            match text.as_deref().and_then(rows::record) {
                Some(mut raw) => {
                    // A list, since a comma in a topic is none between two.
                    raw.add(Role::Topics, Value::List(vec![Value::from(&*topic)]));
                    raw.add(Role::Id, &*id);
                    intake.take(raw, offset);
                }
                None => intake.skip("this row names no paper; it is left out", offset),
            }
        }
    }
    intake.finish_by_day()
}

fn text_of(row: &RawValue) -> Option<Cow<'_, str>> {
    value(row)?.into_text()
}

/// The topics of a file with their papers; none where something is not of this form.
fn topics(root: &RawValue) -> Option<Vec<(Cow<'_, str>, Rows<'_>)>> {
    let topics = members(root).into_iter();
    let topics = topics.map(|(topic, rows)| {
        let rows = match rows.get().as_bytes() {
            [b'{', ..] => members(rows),
            _ => {
                let rows = elements(rows)?.into_iter();
                rows.map(|row| (Cow::Borrowed(""), row)).collect()
            }
        };
        Some((topic, rows))
    });
    topics.collect()
}
