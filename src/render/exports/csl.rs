//! CSL-JSON: one item a paper, an `article-journal` where the input names a venue and else an
//! `article`, which is what CSL 1.0.2 calls a preprint.

use crate::markup;
use crate::model::paper::Paper;
use crate::model::person_name::{self, Name};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The item of one paper.
pub fn item(paper: &Paper) -> Value {
    let mut item = Map::new();
    let mut put = |field: &str, value: Value| {
        item.insert(field.to_owned(), value);
    };
    put("id", json!(paper.key));
    let is_article = paper.venue.is_some();
    put(
        "type",
        json!(if is_article {
            "article-journal"
        } else {
            "article"
        }),
    );
    put("title", json!(markup::bare(&paper.title)));
    if !paper.authors.is_empty() {
        let authors = paper
            .authors
            .iter()
            .map(|name| match person_name::parts(name) {
                Name::Parted { family, given } => json!({ "family": family, "given": given }),
                Name::Whole(name) => json!({ "literal": name }),
            });
        put("author", authors.collect());
    }
    if let Some(venue) = &paper.venue {
        put("container-title", json!(venue));
    }
    if let Some(date) = paper.date {
        let mut parts = vec![i32::from(date.year())];
        parts.extend(date.month().map(i32::from));
        parts.extend(date.exact().map(|day| i32::from(day.day())));
        put("issued", json!({ "date-parts": [parts] }));
    }
    if let Some(doi) = &paper.doi {
        put("DOI", json!(doi.as_str()));
    }
    if let Some(arxiv) = &paper.arxiv {
        put("number", json!(format!("arXiv:{arxiv}")));
        put("URL", json!(arxiv.abstract_url()));
    } else if let Some(doi) = &paper.doi {
        put("URL", json!(doi.url()));
    }
    Value::Object(item)
}

/// Writes a list of papers, an item a line.
pub fn list<'a>(papers: impl Iterator<Item = &'a Paper>, buffer: &mut Vec<u8>) {
    let mut gap = "[\n";
    for paper in papers {
        buffer.extend_from_slice(gap.as_bytes());
        serde_json::to_writer(&mut *buffer, &item(paper))
            .expect("texts and lists always serialise, and memory takes every byte");
        gap = ",\n";
    }
    buffer.extend_from_slice(b"\n]\n");
}

/// The item of one paper as people read it, in lines.
pub fn entry(paper: &Paper) -> String {
    let mut text = Vec::new();
    let layout = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut writer = serde_json::Serializer::with_formatter(&mut text, layout);
    match item(paper).serialize(&mut writer) {
        Ok(()) => String::from_utf8_lossy(&text).into_owned(),
        Err(_) => String::new(),
    }
}
