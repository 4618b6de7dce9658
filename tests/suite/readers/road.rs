//! The single road from a raw record to the model, in tables: a small record of JSON on the left, what
//! the site shows of it on the right.

mod authors;
mod dates;
mod ids;
mod pages;
mod texts;

use super::read;
use offprint::model::digest::Mention;
use serde_json::{Value, json};

/// The mention that a record becomes, and what is said about it.
fn taken(record: &Value) -> (Mention, Vec<String>) {
    let mut record = record.clone();
    let fields = record.as_object_mut().expect("a record is an object");
    fields.entry("title").or_insert(json!("A Title"));
    let reading = read("content/2026-07-01.jsonl", &record.to_string());
    let said = reading.diagnostics.iter().map(|d| d.message.clone());
    let said = said.collect();
    let mut digests = reading.digests.into_iter();
    let mentions = digests.next().expect("a record makes a digest").mentions;
    (mentions.into_iter().next().expect("of one mention"), said)
}

/// Holds the authors of each record to the names and to whether there are more.
fn authors_are(table: &[(Value, &[&str], bool)]) {
    for (authors, names, has_more) in table {
        let (mention, said) = taken(&json!({"authors": authors}));
        let record = mention.record;
        assert_eq!(record.authors, *names, "{authors}");
        assert_eq!(record.has_more_authors, *has_more, "{authors}");
        assert!(said.is_empty(), "{authors}: {said:?}");
    }
}
