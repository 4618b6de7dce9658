//! The documented form of a digest, the one that Offprint itself writes.
//!
//! 1. `sections::split` finds the headings of papers and the text between them.
//! 2. `fields::split` takes the metadata bullets off each section.
//! 3. [`own_sections`] takes texts beside the abstract off: `### Label {.section}`, and with `.generated`
//!    such that a language model wrote.
//! 4. `references` gives each text the footnotes and link addresses that it uses.
//!
//! What is left of a section is the abstract or the editor's summary, and stays Markdown.

use super::fields::{self, Field, Fields};
use super::references;
use super::sections::{self, Section};
use crate::diagnostic::{Diagnostic, nearest};
use crate::markup::{self, address};
use crate::model::identifier::{ArxivId, Doi};
use crate::readers::Reading;
use crate::readers::foreign;
use crate::readers::front_matter::Document;
use crate::readers::intake::{Head, Intake};
use crate::readers::record::{RawRecord, Style};
use crate::readers::source::Source;
use crate::readers::value::Value;
use crate::readers::vocabulary::{self, Role};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// What the front matter of a digest can say.
pub const KEYS: &[&str] = &["title", "date", "topics", "draft"];

/// Reads a document of this form. A draft is counted and left out.
pub fn read<'a>(source: &'a Source<'a>, document: &Document<'_>, is_draft: bool) -> Reading {
    let mut intake = Intake::new(source);
    let outline = sections::split(document.body, document.text("title").is_some());
    for section in &outline.papers {
        if is_draft {
            intake.skip_reported();
        } else {
            take_section(&mut intake, document, &outline.references, section);
        }
    }
    intake.add_topics(&document.list("topics"));
    if is_draft {
        return foreign::left_out(intake, outline.papers.len());
    }
    for (key, known) in document.mistyped(KEYS) {
        let warning = Diagnostic::warning(format!("`{key}` is not a key of a digest"))
            .code("unknown-key")
            .help(format!("did you mean `{known}`?"));
        intake.diagnose(warning, document.offset_of(key));
    }
    for stray in &outline.strays {
        let fault = if stray.is_loss {
            Diagnostic::warning(
                "this heading and the text beneath it belong to no paper; they are left out",
            )
        } else {
            Diagnostic::note("this heading belongs to no paper; it is left out")
        };
        intake.diagnose(
            fault
                .code("stray-heading")
                .help("papers have `##` headings; an introduction comes before the first"),
            document.body_start + stray.start,
        );
    }
    let date = match document.date("date") {
        Ok(date) => date.or_else(|| source.date()),
        Err(mut fault) => {
            fault.message.push_str("; the digest is left out");
            intake.diagnose(fault, document.offset_of("date"));
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

/// Whether a document is meant in this form although others see papers in it, which begin at the given
/// offsets of its body: its headings have links or our bullets, and most papers stand under such.
pub fn is_meant(document: &Document<'_>, papers: &[usize]) -> bool {
    let outline = sections::split(document.body, document.text("title").is_some());
    let starts = outline.papers.iter().map(|section| section.start);
    let ends = starts.skip(1).chain([usize::MAX]);
    let sections = outline.papers.iter().zip(ends);
    let ours: Vec<(usize, usize)> = sections
        .filter(|(section, _)| is_ours(section))
        .map(|(section, end)| (section.start, end))
        .collect();
    let is_elsewhere = |start: &&usize| {
        let after = ours.partition_point(|(begin, _)| begin <= *start);
        let section = after.checked_sub(1).map(|index| ours[index]);
        section.is_none_or(|(_, end)| **start >= end)
    };
    let elsewhere = papers.iter().filter(is_elsewhere).count();
    let within = papers.len() - elsewhere;
    !ours.is_empty() && elsewhere <= ours.len() * 2 && within <= ours.len() * 2
}

/// Whether a section shows that it is meant in this form: its bullets have our names, and nothing in its
/// heading or beneath the bullets has the form of another.
fn is_ours(section: &Section) -> bool {
    let (fields, rest) = fields::split(&section.body);
    let is_linked = section.url.as_deref().is_some_and(address::is_web);
    let begins = |line: &str| {
        let bare = line.trim_start_matches(['*', '_', '-', ' ', '>']);
        let name = bare.split([':', '：']).next().unwrap_or_default();
        let has_value = name.len() < bare.len() && name.len() < 40;
        let role = vocabulary::role(name.trim_matches(['*', '_', ' ']));
        has_value && role.is_some_and(|(role, _)| is_of_facts(role))
    };
    let is_numbered = section
        .title
        .split_once(['.', ')'])
        .is_some_and(|(number, _)| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    let is_foreign = is_numbered
        || ["</a>", "<br", "<img", "<font", "<span"]
            .iter()
            .any(|tag| section.title.contains(tag))
        || rest.lines().any(begins)
        || rest.contains("<details");
    (is_linked || !fields.is_empty()) && !is_foreign
}

/// Whether a field is one that this form has among the bullets, so that one in the text is of another form.
fn is_of_facts(role: Role) -> bool {
    matches!(
        role,
        Role::Authors
            | Role::Title
            | Role::Abstract
            | Role::Date
            | Role::Topics
            | Role::Address(None)
            | Role::Id
            | Role::Inner
    )
}

fn take_section(
    intake: &mut Intake<'_>,
    document: &Document<'_>,
    references: &references::References<'_>,
    section: &Section,
) {
    let start = document.body_start + section.start;
    if section.title.trim().is_empty() {
        intake.diagnose(
            Diagnostic::warning("this heading has no text; the paper beneath it is left out")
                .code("record-left-out")
                .help("write the paper's title behind the ##"),
            start,
        );
        intake.skip_reported();
        return;
    }
    let (fields, body) = fields::split(&section.body);
    let body_start = document.body_start + section.body_start;
    for (word, offset) in fields.unknown() {
        let known = nearest(word, fields::NAMES.iter().map(|(name, _)| *name));
        if let Some(known) = known {
            intake.diagnose(
                Diagnostic::warning(format!(
                    "`{word}` is not a field of a paper; it is shown as text"
                ))
                .code("unknown-field")
                .help(format!("did you mean `{known}`?")),
                body_start + offset,
            );
        }
    }
    for (id, offset) in fields.ids() {
        if ArxivId::parse(&id).is_none() && Doi::parse(&id).is_none() {
            intake.diagnose(
                Diagnostic::warning(format!(
                    "`{id}` is neither an arXiv id nor a DOI; it is left out"
                ))
                .code("not-an-id"),
                body_start + offset,
            );
        }
    }
    if let Some(votes) = fields.first(Field::Votes)
        && votes.parse::<u64>().is_err()
    {
        let warning = Diagnostic::warning(format!(
            "`{votes}` is not a number of votes; it is left out"
        ))
        .code("not-a-number");
        let offset = fields.offset_of(Field::Votes).unwrap_or(0);
        intake.diagnose(warning, body_start + offset);
    }
    let body = own_sections(&body);
    intake.take(raw_record(section, &fields, body, references), start);
}

/// The text of a paper without the sections beneath it, and those.
struct Body<'b> {
    text: &'b str,
    sections: Vec<OwnSection<'b>>,
}

/// A text beside the abstract.
struct OwnSection<'b> {
    label: String,
    is_generated: bool,
    text: &'b str,
}

/// Takes the sections off the text of a paper: what stands beneath a third-level heading with the class
/// `section`, up to the next.
fn own_sections(body: &str) -> Body<'_> {
    let mut found: Vec<(Range<usize>, String, bool)> = Vec::new();
    if body.contains("{.section") {
        let options = sections::extensions() | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut label: Option<Range<usize>> = None;
        let mut open: Option<(Range<usize>, bool)> = None;
        for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H3,
                    classes,
                    ..
                }) if classes.iter().any(|class| &**class == "section") => {
                    let is_generated = classes.iter().any(|class| &**class == "generated");
                    open = Some((range, is_generated));
                    label = None;
                }
                Event::End(TagEnd::Heading(_)) => {
                    if let Some((range, is_generated)) = open.take() {
                        let text = label.take().map_or("", |label| &body[label]);
                        let text = markup::text_of_markdown(&format!("# {text}"));
                        found.push((range, text, is_generated));
                    }
                }
                _ if open.is_some() => {
                    let start = label
                        .as_ref()
                        .map_or(range.start, |label| label.start.min(range.start));
                    let end = label
                        .as_ref()
                        .map_or(range.end, |label| label.end.max(range.end));
                    label = Some(start..end);
                }
                _ => {}
            }
        }
    }
    let ends = found.iter().skip(1).map(|(range, ..)| range.start);
    let ends: Vec<usize> = ends.chain([body.len()]).collect();
    let text = &body[..found.first().map_or(body.len(), |(range, ..)| range.start)];
    let sections = found
        .into_iter()
        .zip(ends)
        .map(|((range, label, is_generated), end)| OwnSection {
            label,
            is_generated,
            text: &body[range.end..end],
        });
    Body {
        text,
        sections: sections.collect(),
    }
}

fn raw_record<'a>(
    section: &'a Section,
    fields: &'a Fields<'_>,
    body: Body<'_>,
    references: &references::References<'_>,
) -> RawRecord<'a> {
    let mut raw = RawRecord::new(Style::default());
    raw.add(Role::Title, section.title.as_str());
    if let Some(url) = &section.url {
        raw.add(Role::Address(None), url.as_str());
    }
    for (kind, address) in fields.addresses() {
        raw.add(Role::Address(kind), address);
    }
    for (id, _) in fields.ids() {
        raw.add(Role::Id, id);
    }
    let list = |names: Vec<Cow<'a, str>>| Value::List(names.into_iter().map(Value::Text).collect());
    raw.add(Role::Authors, list(fields.people(Field::Authors)));
    raw.add(Role::Topics, list(fields.list(Field::Topics)));
    raw.add(Role::FormerKeys, list(fields.list(Field::FormerKeys)));
    for (field, role) in [
        (Field::Date, Role::Date),
        (Field::Picture, Role::Picture),
        (Field::Note, Role::Note),
    ] {
        if let Some(text) = fields.first(field) {
            raw.add(role, text);
        }
    }
    if let Some(comment) = fields.first(Field::Comment) {
        raw.add(Role::Comment, markup::text_of_markdown(comment));
    }
    if let Some(venue) = fields.first(Field::Venue) {
        raw.add(Role::Venue, markup::text_of_markdown(venue));
    }
    if let Some(votes) = fields
        .first(Field::Votes)
        .and_then(|votes| votes.parse().ok())
    {
        raw.add(Role::Votes, Value::Whole(votes));
    }
    for fact in fields.all(Field::Fact) {
        // The first colon that is not escaped ends the label.
        let mut colons = fact.match_indices(':').map(|(at, _)| at);
        let end = colons.find(|at| !fact[..*at].ends_with('\\'));
        let (label, value) = end.map_or(("", fact), |end| (&fact[..end], &fact[end + 1..]));
        let value = markup::text_of_markdown(value.trim());
        raw.add_as(
            (Role::Fact, 0),
            markup::text_of_markdown(label.trim()),
            value,
        );
    }
    let text = references.complete(body.text);
    if !text.trim().is_empty() {
        raw.add(Role::Abstract, Value::Markdown(Cow::Owned(text)));
    }
    for own in body.sections {
        let text = references.complete(own.text);
        raw.add_section(
            own.label,
            Value::Markdown(Cow::Owned(text)),
            own.is_generated,
        );
    }
    raw
}
