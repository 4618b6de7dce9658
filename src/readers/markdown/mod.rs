//! The Markdown form of a digest, the one that Offprint documents and writes.
//!
//! 1. [`front_matter`] is taken off.
//! 2. `sections::split` finds the headings of papers and the text between them.
//! 3. `fields::split` takes the metadata bullets off each section.
//! 4. `references` gives each section the footnotes and link addresses that it uses.
//!
//! What is left of a section is the abstract or the editor's summary, and stays Markdown.

mod fields;
mod references;
mod sections;

use super::front_matter::{self, Document};
use super::record::{Body, Head, Intake, RawRecord, Spot};
use super::{Format, Input, Options, Reading};
use crate::diagnostic::{Diagnostic, nearest};
use crate::markup;
use fields::{Field, Fields};
use references::References;
use sections::Section;
use std::borrow::Cow;

/// The entry in the table of formats.
pub const FORMAT: Format = Format {
    name: "Markdown",
    recognise,
    read,
};

fn recognise(input: Input<'_>) -> Result<(), String> {
    if matches!(input.extension().as_str(), "md" | "markdown")
        || front_matter::fence(input.text).is_some()
        || input.text.lines().any(|line| line.starts_with("## "))
    {
        Ok(())
    } else {
        Err("it has no front matter and no headings".to_owned())
    }
}

fn read(input: Input<'_>, options: Options) -> Reading {
    let document = match front_matter::split(input) {
        Ok(document) => document,
        Err(fault) => return Reading::unreadable(fault),
    };
    let mut intake = Intake::new(input);
    let outline = sections::split(document.body, document.text("title").is_some());
    if document.flag("draft") && !options.drafts {
        for _ in &outline.papers {
            intake.skip_reported();
        }
        let count = outline.papers.len();
        let note = Diagnostic::note(format!("a draft; its {count} records are left out"));
        intake.push(document.at_key("draft", note).help("--drafts reads drafts"));
        return intake.finish(None);
    }
    for section in &outline.papers {
        take_section(&mut intake, &document, &outline.references, section);
    }
    intake.add_topics(&document.list("topics"));
    let date = match document.date("date") {
        Ok(told) => intake.date(told),
        Err(fault) => {
            intake.push(fault);
            return intake.finish(None);
        }
    };
    let introduction = outline.references.complete(outline.introduction);
    intake.finish(date.map(|date| Head {
        date,
        title: document.text("title").or(outline.title),
        introduction: Some(introduction),
    }))
}

fn take_section(
    intake: &mut Intake<'_>,
    document: &Document<'_>,
    references: &References<'_>,
    section: &Section,
) {
    let spot = Spot::line(document.body_line + section.line - 1);
    if section.title.trim().is_empty() {
        let fault =
            Diagnostic::warning("this heading has no text; the paper beneath it is left out");
        intake.report(fault.help("write the paper's title behind the ##"), spot);
        intake.skip_reported();
        return;
    }
    let (fields, rest) = fields::split(&document.body[section.body.clone()]);
    let at_field = |line: usize| Spot::line(document.body_line + section.body_line + line - 2);
    if let Some((word, line)) = fields.mistyped()
        && let Some(known) = nearest(word, fields::NAMES.iter().map(|(name, _)| *name))
    {
        let fault = format!("`{word}` is not a field of a paper; it is shown as text");
        let fault = Diagnostic::warning(fault).help(format!("did you mean `{known}`?"));
        intake.report(fault, at_field(line));
    }
    let body = references.complete(section.body.start + rest..section.body.end);
    let raw = raw_record(section, &fields, body);
    if let Some((votes, line)) = fields.with_line(Field::Votes)
        && raw.votes.is_none()
    {
        let fault = format!("`{votes}` is not a number of votes; it is left out");
        intake.report(Diagnostic::warning(fault), at_field(line));
    }
    intake.take(raw, spot);
}

fn raw_record<'a>(section: &'a Section, fields: &'a Fields, body: String) -> RawRecord<'a> {
    let mut addresses: Vec<_> = section
        .url
        .iter()
        .map(|url| (None, Cow::Borrowed(url.as_str())))
        .collect();
    addresses.extend(fields.addresses());
    RawRecord {
        title: Cow::Borrowed(&section.title),
        authors: fields.list(Field::Authors),
        body: if body.trim().is_empty() {
            Body::None
        } else {
            Body::Markdown(Cow::Owned(body))
        },
        note: fields.first(Field::Note).map(Cow::Borrowed),
        ids: fields.all(Field::Id).map(Cow::Borrowed).collect(),
        addresses,
        date: fields.first(Field::Date).map(Cow::Borrowed),
        venue: fields
            .first(Field::Venue)
            .map(|venue| Cow::Owned(markup::text_of_markdown(venue))),
        topics: fields.list(Field::Topics),
        votes: fields
            .first(Field::Votes)
            .and_then(|votes| votes.parse().ok()),
        former_keys: fields.list(Field::FormerKeys),
    }
}
