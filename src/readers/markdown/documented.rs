//! The documented form of a digest, the one that Offprint itself writes.
//!
//! 1. `sections::split` finds the headings of papers and the text between them.
//! 2. `fields::split` takes the metadata bullets off each section.
//! 3. `references` gives each section the footnotes and link addresses that it uses.
//!
//! What is left of a section is the abstract or the editor's summary, and stays Markdown.

use super::fields::{self, Field, Fields};
use super::references;
use super::sections::{self, Section};
use super::wild;
use crate::diagnostic::{Diagnostic, nearest};
use crate::markup::{self, address};
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::front_matter::Document;
use crate::readers::intake::{Head, Intake};
use crate::readers::raw_record::{Body, RawRecord};
use crate::readers::{Input, Reading};
use std::borrow::Cow;

/// What the front matter of a digest can say.
pub const KEYS: &[&str] = &["title", "date", "topics", "draft"];

/// Reads a document of this form. A draft is counted and left out.
pub fn read(input: Input<'_>, document: &Document<'_>, is_draft: bool) -> Reading {
    let mut intake = Intake::new(input);
    let outline = sections::split(document.body, document.text("title").is_some());
    for section in &outline.papers {
        let line = document.body_line + section.line - 1;
        if is_draft {
            intake.skip_reported();
        } else {
            take_section(&mut intake, document, &outline.references, section, line);
        }
    }
    intake.add_topics(&document.list("topics"));
    if is_draft {
        return super::left_out(intake, outline.papers.len());
    }
    for (key, known) in document.mistyped(KEYS) {
        let warning = Diagnostic::warning(format!("`{key}` is not a key of a digest"))
            .help(format!("did you mean `{known}`?"));
        let line = document.line_of(key);
        intake.report(warning, line);
    }
    for stray in &outline.strays {
        let fault = if stray.is_loss {
            Diagnostic::warning(
                "this heading and the text beneath it belong to no paper; they are left out",
            )
        } else {
            Diagnostic::note("this heading belongs to no paper; it is left out")
        };
        intake.report(
            fault.help("papers have `##` headings; an introduction comes before the first"),
            document.body_line + stray.line - 1,
        );
    }
    let date = match document.date("date") {
        Ok(date) => date.or_else(|| input.date()),
        Err(mut fault) => {
            fault.message.push_str("; the digest is left out");
            let line = fault.line.unwrap_or(1);
            intake.report(fault, line);
            return intake.leave_out();
        }
    };
    let introduction = outline.references.complete(&outline.introduction);
    intake.finish(Head {
        date,
        title: document.text("title").or(outline.title),
        introduction: Some(introduction),
        is_single: false,
    })
}

/// Whether a document is meant in this form although others see papers in it, on the given lines of
/// its body: its headings have links or our bullets, and most papers stand under such.
pub fn is_meant(document: &Document<'_>, papers: &[usize]) -> bool {
    let outline = sections::split(document.body, document.text("title").is_some());
    let starts = outline.papers.iter().map(|section| section.line);
    let ends = starts.skip(1).chain([usize::MAX]);
    let sections = outline.papers.iter().zip(ends);
    let ours: Vec<(usize, usize)> = sections
        .filter(|(section, _)| is_ours(section))
        .map(|(section, end)| (section.line, end))
        .collect();
    let is_elsewhere = |line: &&usize| {
        let after = ours.partition_point(|(start, _)| start <= *line);
        let section = after.checked_sub(1).map(|index| ours[index]);
        section.is_none_or(|(_, end)| **line >= end)
    };
    let elsewhere = papers.iter().filter(is_elsewhere).count();
    !ours.is_empty() && elsewhere <= ours.len() * 2
}

/// Whether a section shows that it is meant in this form.
fn is_ours(section: &Section) -> bool {
    let (fields, rest) = fields::split(&section.body);
    let is_linked = section.url.as_deref().is_some_and(address::is_web);
    (is_linked || !fields.is_empty()) && !wild::is_foreign(&section.title, &rest)
}

fn take_section(
    intake: &mut Intake<'_>,
    document: &Document<'_>,
    references: &references::References<'_>,
    section: &Section,
    line: usize,
) {
    if section.title.trim().is_empty() {
        intake.report(
            Diagnostic::warning("this heading has no text; the paper beneath it is left out")
                .help("write the paper's title behind the ##"),
            line,
        );
        intake.skip_reported();
        return;
    }
    let (fields, body) = fields::split(&section.body);
    let line_of_body = document.body_line + section.body_line - 1;
    for (word, line_in_section) in fields.unknown() {
        let known = nearest(word, fields::NAMES.iter().map(|(name, _)| *name));
        if let Some(known) = known {
            intake.report(
                Diagnostic::warning(format!(
                    "`{word}` is not a field of a paper; it is shown as text"
                ))
                .help(format!("did you mean `{known}`?")),
                line_of_body + line_in_section - 1,
            );
        }
    }
    for (id, field_line) in fields.ids() {
        if ArxivId::parse(&id).is_none() && Doi::parse(&id).is_none() {
            intake.report(
                Diagnostic::warning(format!(
                    "`{id}` is neither an arXiv id nor a DOI; it is left out"
                )),
                line_of_body + field_line - 1,
            );
        }
    }
    let raw = raw_record(section, &fields, references.complete(&body));
    if let Some(votes) = fields.first(Field::Votes)
        && raw.votes.is_none()
    {
        let warning = Diagnostic::warning(format!(
            "`{votes}` is not a number of votes; it is left out"
        ));
        let field_line = fields.line_of(Field::Votes).unwrap_or(1);
        intake.report(warning, line_of_body + field_line - 1);
    }
    intake.take(raw, line);
}

fn raw_record<'a>(section: &'a Section, fields: &'a Fields<'_>, body: String) -> RawRecord<'a> {
    let mut addresses: Vec<_> = section
        .url
        .iter()
        .map(|url| (None, Cow::Borrowed(url.as_str())))
        .collect();
    addresses.extend(fields.addresses());
    RawRecord {
        title: Cow::Borrowed(&section.title),
        authors: fields.people(Field::Authors),
        body: if body.trim().is_empty() {
            Body::None
        } else {
            Body::Markdown(Cow::Owned(body))
        },
        note: fields.first(Field::Note).map(Cow::Borrowed),
        ids: fields.ids().map(|(id, _line)| id).collect(),
        addresses,
        date: fields.first(Field::Date).map(Cow::Borrowed),
        venue: fields
            .first(Field::Venue)
            .map(|venue| Cow::Owned(markup::text_of_markdown(venue))),
        picture: fields.first(Field::Picture).map(Cow::Borrowed),
        topics: fields.list(Field::Topics),
        votes: fields
            .first(Field::Votes)
            .and_then(|votes| votes.parse().ok()),
        former_keys: fields.list(Field::FormerKeys),
        ..RawRecord::default()
    }
}
