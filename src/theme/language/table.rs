//! A language table as a theme writes it, `languages/<tag>.toml`, and how several become one.

use crate::diagnostic::Diagnostic;
use crate::theme::layers::Layer;
use crate::theme::texts::{self, Text};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Words, sentences and the forms of dates; every part may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    pub dates: Dates,
    /// Words and sentences; a sentence may have blanks such as `{title}`.
    pub words: BTreeMap<String, String>,
    /// Counted things: for each the form of every plural category of the language
    /// (`one`, `other`, …; cldr.unicode.org/index/cldr-spec/plural-rules), with the blank `{n}`.
    pub counts: BTreeMap<String, BTreeMap<String, String>>,
}

/// How dates are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dates {
    /// A day, with the blanks `{day}`, `{month}` and `{year}`.
    pub day: Option<String>,
    /// A month, with `{month}` and `{year}`.
    pub month: Option<String>,
    /// A week of ISO 8601, with `{week}` and `{year}`.
    pub week: Option<String>,
    /// The names of the months, from January.
    pub months: Option<[String; 12]>,
    /// The names of the days of the week, from Monday, as short as a column of a calendar needs.
    pub weekdays: Option<[String; 7]>,
}

impl Table {
    /// Whether the table says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What `other` says wins.
    fn overlay(&mut self, other: Self) {
        let dates = other.dates;
        self.dates.day = dates.day.or(self.dates.day.take());
        self.dates.month = dates.month.or(self.dates.month.take());
        self.dates.week = dates.week.or(self.dates.week.take());
        self.dates.months = dates.months.or(self.dates.months.take());
        self.dates.weekdays = dates.weekdays.or(self.dates.weekdays.take());
        self.words.extend(other.words);
        self.counts.extend(other.counts);
    }
}

/// The files with language tables of all layers, those of the lowest layer first; also gives what
/// was noticed.
pub fn find(layers: &[Layer]) -> (Vec<Text>, Vec<Diagnostic>) {
    let mut all = Vec::new();
    let mut noticed = Vec::new();
    for layer in layers.iter().rev() {
        let (texts, faults) = texts::below(layer, "languages");
        all.extend(texts);
        noticed.extend(faults);
    }
    (all, noticed)
}

/// The tables of one language as one, those of upper layers winning. `de-AT` takes what is written
/// for `de`, and then what is written for `de-AT`.
///
/// Also gives an error for each table that cannot be read.
pub fn read(texts: &[Text], tag: &str) -> (Table, Vec<Diagnostic>) {
    let mut table = Table::default();
    let mut faults = Vec::new();
    for tag in broader(tag) {
        let wanted = format!("{tag}.toml");
        let is_wanted = |text: &&Text| text.path.eq_ignore_ascii_case(&wanted);
        for text in texts.iter().filter(is_wanted) {
            match parse(text) {
                Ok(found) => table.overlay(found),
                Err(fault) => faults.push(fault),
            }
        }
    }
    (table, faults)
}

/// A tag and those that it is a part of, the broadest first: `zh`, `zh-Hant`, `zh-Hant-TW`.
fn broader(tag: &str) -> impl Iterator<Item = &str> {
    let ends = tag.match_indices('-').map(|(at, _)| at);
    ends.chain([tag.len()]).map(|end| &tag[..end])
}

fn parse(text: &Text) -> Result<Table, Diagnostic> {
    toml::from_str(&text.text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        Diagnostic::error(error.message().trim().to_owned())
            .in_file(&text.file)
            .at_offset(&text.text, offset)
            .help("a language table has [dates], [words] and [counts], as themes/folio/languages/en.toml")
    })
}
