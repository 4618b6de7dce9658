//! Markdown digests in the forms that people and scripts give them.
//!
//! 1. `html` and `quotes` turn the document into plain Markdown, of which `source` knows the lines.
//! 2. `outline` takes it apart into blocks.
//! 3. `walk` finds the papers by evidence, be they headings, items of lists (`heads`) or rows of
//!    tables (`tables`); `section` reads what stands beneath them, by the words of `labels`.
//! 4. `post` knows a page of one paper, `overview` an essay that cites papers.
//! 5. `draft` makes raw records of what was found.
//!
//! Left out: usage notes, badges, tables of contents, and other furniture.

mod dates;
mod draft;
mod evidence;
mod headline;
mod heads;
mod html;
mod labels;
mod link_words;
mod links;
mod marks;
mod outline;
mod overview;
mod people;
mod post;
mod preamble;
mod prose;
mod quotes;
mod section;
mod signs;
mod source;
mod tables;
mod titles;
mod walk;
mod weekly;
mod words;

use super::documented;
use crate::model::date::Date;
use crate::readers::front_matter::Document;
use crate::readers::intake::{Head, Intake};
use crate::readers::raw_record::RawRecord;
use crate::readers::{Input, Reading};
use outline::{Kind, Outline};
use walk::{Edition, Walk};

/// A paper with its line in the document's body and the day under which it stands.
struct Paper {
    record: RawRecord<'static>,
    line: usize,
    edition: Option<Edition>,
}

/// Reads a document whose papers show by evidence what they are; `None` where it is meant in the
/// documented form, or where nothing tells a paper from a group.
pub fn read(input: Input<'_>, document: &Document<'_>, is_draft: bool) -> Option<Reading> {
    if document.is_of_own_form(documented::KEYS) {
        return None;
    }
    let is_named = post::is_named(document);
    let outline = Outline::of(quotes::opened(&html::without_tags(document.body)));
    let title = preamble::title(&outline);
    let mut head = Head {
        date: None,
        title: document
            .text("title")
            .or_else(|| preamble::title_text(&outline, title)),
        introduction: None,
        is_single: false,
    };
    let walk = match is_named {
        true => Walk::default(),
        false => walk::walk(&outline, title, dates::year_in_path(input.name)),
    };
    if !is_named && is_titled_by_link(&outline, &walk) {
        return None;
    }
    let file = input.name.rsplit('/').next().unwrap_or(input.name);
    let papers = if let Some((draft, line)) = post::read(file, document, &outline, &walk, title) {
        head.is_single = true;
        head.title = None;
        vec![paper(draft.finish(&[], section::Mode::Page), line, None)]
    } else if let Some(cited) = overview::read(&outline) {
        head.introduction = Some(prose::tidy(&overview::text(&outline, title)));
        let records = cited.into_iter().map(|(draft, line)| {
            let mut record = draft.finish(&[], section::Mode::Paper);
            record.is_citation = true;
            paper(record, line, None)
        });
        records.collect()
    } else {
        let is_empty =
            preamble::says_nothing(&outline, title) || preamble::is_furniture(&outline, title);
        if walk.papers.is_empty() && !is_empty {
            return None;
        }
        head.introduction = preamble::introduction(&outline, &walk, title);
        let found = walk.papers.into_iter().map(|found| {
            let record = found.draft.finish(&found.groups, section::Mode::Paper);
            paper(record, found.line, found.edition)
        });
        found.collect()
    };
    let lines: Vec<usize> = papers.iter().map(|paper| paper.line).collect();
    if !is_named && documented::is_meant(document, &lines) {
        return None;
    }
    Some(finish(input, document, papers, head, &outline, is_draft))
}

/// Whether papers are no more than headings of the first level with links, above such of the second:
/// the documented form has its title there.
fn is_titled_by_link(outline: &Outline, walk: &Walk) -> bool {
    let level = |index: usize| outline.blocks[index].kind;
    let mut papers = walk.papers.iter();
    !walk.papers.is_empty()
        && papers.all(|paper| level(paper.blocks.0) == Kind::Heading(1) && paper.draft.is_bare())
        && outline
            .blocks
            .iter()
            .any(|block| block.kind == Kind::Heading(2))
}

/// Whether a section has what the documented form does not: a number or an anchor before its title, or labels and
/// names that are none of its fields.
pub fn is_foreign(title: &str, text: &str) -> bool {
    let is_anchored = title.starts_with("<a ");
    if is_anchored || marks::after_ordinal(title).is_some_and(|rest| !rest.is_empty()) {
        return true;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_foreign = |(index, line): (usize, &str)| {
        let (item, is_item) = match line.strip_prefix(['-', '*']) {
            Some(item) if item.starts_with(' ') => (item.trim_start(), true),
            _ => (line, false),
        };
        let is_emphasised = line.len() > 2 && line.starts_with('*') && line.ends_with('*');
        let role = labels::label(item)
            .filter(|label| label.is_marked || is_item)
            .and_then(|label| label.role);
        role.is_some_and(labels::Role::is_foreign)
            || (index == 0 && is_emphasised && people::are_names(line.trim_matches('*')))
    };
    lines.take(12).enumerate().any(is_foreign)
}

fn paper(record: RawRecord<'static>, line: usize, edition: Option<Edition>) -> Paper {
    Paper {
        record,
        line,
        edition,
    }
}

/// Makes digests of the papers: one for the document, or one for each day or week that its headings
/// name.
fn finish(
    input: Input<'_>,
    document: &Document<'_>,
    papers: Vec<Paper>,
    head: Head,
    outline: &Outline,
    is_draft: bool,
) -> Reading {
    if is_draft {
        let mut intake = Intake::new(input);
        for _ in &papers {
            intake.skip_reported();
        }
        return super::left_out(intake, papers.len());
    }
    let date = match preamble::date(input, document, outline) {
        Ok(None) if head.is_single => preamble::day_above(outline),
        Ok(date) => date,
        Err(fault) => {
            let mut intake = Intake::new(input);
            for _ in &papers {
                intake.skip_reported();
            }
            let line = fault.line.unwrap_or(1);
            intake.report(fault, line);
            return intake.leave_out();
        }
    };
    let mut editions: Vec<(Option<Edition>, Vec<Paper>)> = Vec::new();
    let day = |edition: &Option<Edition>| -> Option<Date> { edition.as_ref().map(|e| e.date) };
    // Papers that stand under no day, in a document that tells none, belong to its newest.
    let newest = papers.iter().filter_map(|paper| paper.edition.clone());
    let newest = newest.max_by_key(|edition| edition.date);
    let otherwise = newest.filter(|_| date.is_none());
    for mut paper in papers {
        paper.edition = paper.edition.or_else(|| otherwise.clone());
        let known = editions
            .iter_mut()
            .rev()
            .find(|(edition, _)| day(edition) == day(&paper.edition));
        match known {
            Some((_, papers)) => papers.push(paper),
            None => editions.push((paper.edition.clone(), vec![paper])),
        }
    }
    if editions.is_empty() {
        editions.push((None, Vec::new()));
    }
    let is_one = editions.len() == 1;
    let topics = document.list("topics");
    let mut reading = Reading::default();
    for (edition, papers) in editions {
        let mut intake = Intake::new(input);
        for paper in papers {
            intake.take(paper.record, document.body_line + paper.line - 1);
        }
        if !head.is_single {
            intake.add_topics(&topics);
        }
        let of_edition = edition.as_ref();
        let read = intake.finish(Head {
            date: of_edition.map(|edition| edition.date).or(date),
            title: of_edition
                .and_then(|edition| edition.title.clone())
                .or_else(|| head.title.clone()),
            introduction: head.introduction.clone().filter(|_| is_one),
            is_single: head.is_single,
        });
        reading.digests.extend(read.digests);
        reading.records += read.records;
        reading.diagnostics.extend(read.diagnostics);
    }
    reading
}
