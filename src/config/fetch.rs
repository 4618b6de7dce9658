//! The tables `[[fetch]]`: what `offprint fetch` asks for.
//!
//! They are read one key after the other, so that every fault has its line.

use super::{FILE, in_words};
use crate::diagnostic::{Diagnostic, nearest};
use crate::fetch::Query;
use crate::fetch::source::Source;
use crate::model::digest::Announcement;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A source that the site has its papers from.
#[derive(Debug, Clone, PartialEq)]
pub struct FetchTable {
    pub query: Query,
    /// Hosts that may be asked beside the source's own.
    pub allow_hosts: Vec<String>,
    /// How the person who asks can be reached.
    pub contact: Option<String>,
}

const KEYS: [&str; 5] = ["source", "address", "announce", "allow_hosts", "contact"];

const ANNOUNCEMENTS: [(&str, Announcement); 3] = [
    ("new", Announcement::New),
    ("cross", Announcement::Cross),
    ("replace", Announcement::Replacement),
];

/// Reads the tables, and what is wrong with them.
pub fn read(text: &str, table: &DeTable<'_>) -> (Vec<FetchTable>, Vec<Diagnostic>) {
    let mut reader = Reader {
        text,
        faults: Vec::new(),
    };
    let mut tables = Vec::new();
    let written = table
        .iter()
        .find(|(key, _)| key.get_ref().as_ref() == "fetch");
    if let Some((key, value)) = written {
        match value.get_ref() {
            DeValue::Array(array) => tables.extend(reader.array(array)),
            _ => reader.fault(
                key.span().start,
                "`fetch`: expected tables, each of which begins with [[fetch]]".to_owned(),
                "write two brackets on each side",
            ),
        }
    }
    (tables, reader.faults)
}

struct Reader<'a> {
    text: &'a str,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn array(&mut self, array: &DeArray<'_>) -> Vec<FetchTable> {
        let mut tables = Vec::new();
        for value in array.iter() {
            match value.get_ref() {
                DeValue::Table(table) => tables.extend(self.table(value.span().start, table)),
                _ => self.fault(
                    value.span().start,
                    "`fetch`: expected tables, each of which begins with [[fetch]]".to_owned(),
                    "write `source = \"huggingface\"` below [[fetch]]",
                ),
            }
        }
        tables
    }

    fn table(&mut self, offset: usize, table: &DeTable<'_>) -> Option<FetchTable> {
        let mut query = Query::of(Source::HuggingFace);
        let (mut source, mut allow_hosts, mut contact) = (None, Vec::new(), None);
        let before = self.faults.len();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "source" => {
                    if let Some(text) = self.value::<String>("source", value) {
                        match Source::parse(&text) {
                            Ok(parsed) => source = Some(parsed),
                            Err(why) => {
                                self.fault(value.span().start, why, "name one of these");
                            }
                        }
                    }
                }
                "address" => query.address = self.value("address", value),
                "announce" => {
                    if let Some(list) = self.announcements(value) {
                        query.announce = list;
                    }
                }
                "allow_hosts" => {
                    allow_hosts = self.value("allow_hosts", value).unwrap_or_default();
                }
                "contact" => {
                    contact = self.value::<String>("contact", value);
                    // It is part of a header (RFC 9110, section 5.5).
                    let is_sound = |text: &String| text.bytes().all(|b| (b' '..=b'~').contains(&b));
                    if contact.as_ref().is_some_and(|text| !is_sound(text)) {
                        let message = "`fetch.contact` is told in a header of requests, so it is plain ASCII on one line";
                        self.fault(
                            value.span().start,
                            message.to_owned(),
                            "write an address of the web or of e-mail",
                        );
                    }
                }
                other => {
                    let meant = nearest(other, KEYS);
                    let help = meant.map_or_else(
                        || format!("there are {}", KEYS.join(", ")),
                        |meant| format!("did you mean `{meant}`?"),
                    );
                    let message = format!("there is no key `fetch.{other}`");
                    self.fault(key.span().start, message, &help);
                }
            }
        }
        if self.faults.len() > before {
            return None;
        }
        let Some(source) = source else {
            self.fault(
                offset,
                "this table [[fetch]] names no source".to_owned(),
                "add `source = \"huggingface\"`, for example",
            );
            return None;
        };
        query.source = source;
        Some(FetchTable {
            query,
            allow_hosts,
            contact,
        })
    }

    fn announcements(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<Announcement>> {
        let words: Vec<String> = self.value("announce", value)?;
        let mut list = Vec::new();
        for word in words {
            match ANNOUNCEMENTS.iter().find(|(name, _)| *name == word) {
                Some((_, kind)) => list.push(*kind),
                None => {
                    let names: Vec<&str> = ANNOUNCEMENTS.iter().map(|(name, _)| *name).collect();
                    let message = format!("arXiv has no announcement `{word}`");
                    let help = format!("there are {}", names.join(", "));
                    self.fault(value.span().start, message, &help);
                }
            }
        }
        Some(list)
    }

    fn value<'de, T: Deserialize<'de>>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'de>>,
    ) -> Option<T> {
        let deserializer = toml::de::ValueDeserializer::from(value.clone());
        match T::deserialize(deserializer) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("`fetch.{key}`: {}", in_words(error.message().trim()));
                self.fault(
                    value.span().start,
                    message,
                    "texts stand in quotes, lists in brackets",
                );
                None
            }
        }
    }

    fn fault(&mut self, offset: usize, message: String, help: &str) {
        let fault = Diagnostic::error(message).in_file(FILE);
        self.faults
            .push(fault.at_offset(self.text, offset).help(help));
    }
}
