//! What a file of records says around them: the date, the title and the text of the digest.
//!
//! Texts under other names are paragraphs of the introduction, each behind its name. What is no text of a
//! sentence is reported.

use super::intake::{Head, Intake};
use super::record::{dates, texts};
use super::report::{Reason, Unused};
use super::source::Source;
use super::value::{Fields, Value};
use crate::diagnostic::Diagnostic;
use crate::model::date::DateFault;
use crate::model::prose::Prose;
use crate::model::section::Section;
use std::borrow::Cow;

/// The fields around records.
#[derive(Debug, Default)]
pub struct Envelope<'a> {
    date: Option<Cow<'a, str>>,
    /// When the file was made.
    generated: Option<Cow<'a, str>>,
    title: Option<Cow<'a, str>>,
    introduction: Option<Cow<'a, str>>,
    rest: Fields<'a>,
}

impl<'a> Envelope<'a> {
    /// Adds a field of the outermost object, which says of the digest what it says.
    pub fn add(&mut self, name: Cow<'a, str>, value: Value<'a>) {
        // `lastUpdated` and `last_updated` are one.
        let bare = name.to_lowercase().replace(['_', '-', ' '], "");
        let field = match &*bare {
            "date" | "day" | "digestdate" | "reportdate" | "targetdate" => &mut self.date,
            "title" | "headline" => &mut self.title,
            "introduction" | "intro" | "overview" | "editorial" => &mut self.introduction,
            "createdat" | "fetchedat" | "timestamp" | "scrapedat" => &mut self.generated,
            bare if is_generated(bare) => &mut self.generated,
            _ => return self.rest.push((name, value)),
        };
        match value {
            Value::Text(text) if field.is_none() && !text.trim().is_empty() => *field = Some(text),
            value => self.rest.push((name, value)),
        }
    }

    /// Adds a field of an object within.
    pub fn add_rest(&mut self, name: Cow<'a, str>, value: Value<'a>) {
        self.rest.push((name, value));
    }

    /// Adds what the objects around those of this envelope say.
    pub fn join(&mut self, mut outer: Self) {
        outer.rest.append(&mut self.rest);
        *self = outer;
    }

    /// Whether it says of which day the digest is, or when the file was made.
    pub fn is_dated(&self) -> bool {
        self.date.is_some() || self.generated.is_some()
    }

    /// What the digest says of itself.
    ///
    /// # Errors
    /// A diagnostic for a date that the calendar lacks.
    pub fn into_head(
        self,
        source: &Source<'_>,
        intake: &mut Intake<'_>,
    ) -> Result<Head, Diagnostic> {
        let mut date = None;
        if let Some(text) = self.date {
            match dates::parse(&text) {
                Ok(day) => date = day.exact(),
                Err(fault @ DateFault::NoSuchDay(_)) => {
                    let fault = format!("{fault}; the digest is left out");
                    return Err(Diagnostic::error(fault)
                        .code("no-such-date")
                        .help("write dates as YYYY-MM-DD"));
                }
                Err(DateFault::NotADate(_)) => intake.unused(&Unused {
                    name: Cow::Borrowed("date"),
                    text,
                    reason: Reason::Invalid,
                }),
            }
        }
        let made = || dates::parse(self.generated.as_deref()?).ok()?.exact();
        let (sections, unused) = texts(self.rest);
        for unused in &unused {
            intake.unused(unused);
        }
        let introduction = self.introduction.map(Cow::into_owned);
        let mut paragraphs: Vec<String> = introduction.into_iter().collect();
        for paragraph in sections.iter().map(paragraph) {
            if !paragraphs.contains(&paragraph) {
                paragraphs.push(paragraph);
            }
        }
        Ok(Head {
            date: date.or_else(|| source.date()).or_else(made),
            title: self.title.map(Cow::into_owned),
            introduction: (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")),
            is_single: false,
        })
    }
}

fn is_generated(name: &str) -> bool {
    name.starts_with("generated") || name.ends_with("updated") || name == "updatedat"
}

/// A section as a part of a text in Markdown.
fn paragraph(section: &Section) -> String {
    let text = section.text.source();
    match (&section.label, &section.text) {
        (None, _) => text.to_owned(),
        (Some(label), Prose::Markdown(_)) => format!("**{label}:**\n\n{text}"),
        (Some(label), Prose::Plain(_)) => format!("**{label}:** {text}"),
    }
}
