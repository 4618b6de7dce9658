//! `offprint inspect`: what would be read from files, and what would not.
//!
//! Files are read one by one wherever they are, and each is printed as soon as it is read; no site is
//! needed. Exit codes: 0 all files could be read; 1 one could not; 2 wrong usage.

use super::Common;
use super::report::{self, counted, one_line, write_unused};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{self, Found};
use crate::model::digest::{Digest, Mention};
use crate::model::link::Link;
use crate::model::section::{Fact, Section};
use crate::pipeline::inspection::{Inspection, inspect};
use crate::readers::Options;
use crate::readers::record::words::count_words;
use crate::readers::report::Entry;
use clap::Args;
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `offprint inspect`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Digest files, or folders of them
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Also read digests and pages marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Print everything as JSON, an object for each file
    #[arg(long)]
    json: bool,
}

/// Reads the files and prints what is in them.
///
/// # Errors
/// Where the standard streams cannot be written.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut diagnostics = Vec::new();
    let files = listed(&arguments.files, &mut diagnostics);
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = print(&files, common, arguments, &mut out, &mut diagnostics);
    report::ignoring_closed_pipe(printed.and_then(|()| out.flush()))?;
    report::diagnostics(&diagnostics, common)?;
    let is_error = |fault: &Diagnostic| fault.severity == Severity::Error;
    Ok(if diagnostics.iter().any(is_error) {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The files that are meant: a folder stands for the files in it that a build would read.
fn listed(paths: &[PathBuf], diagnostics: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut files = Vec::new();
    for path in paths {
        let name = shown_name(path);
        if !path.is_dir() {
            let path = path.clone();
            files.push(Found { name, path });
            continue;
        }
        let folder = match name.as_str() {
            "" | "." => String::new(),
            name => format!("{}/", name.trim_end_matches('/')),
        };
        let (found, faults) = files::walk(path, "");
        if found.is_empty() && faults.is_empty() {
            let fault = Diagnostic::error("there are no files in this folder");
            diagnostics.push(fault.in_file(&name));
        }
        diagnostics.extend(faults.into_iter().map(|mut fault| {
            let file = fault.file.take();
            fault.file = file.map(|file| match file.starts_with(&folder) {
                true => file,
                false => format!("{folder}{file}"),
            });
            fault
        }));
        files.extend(found.into_iter().map(|file| Found {
            name: format!("{folder}{}", file.name),
            path: file.path,
        }));
    }
    files
}

/// A path as it was given, with `/` and without `./`.
fn shown_name(path: &Path) -> String {
    let name = path.to_string_lossy().replace(MAIN_SEPARATOR, "/");
    name.strip_prefix("./")
        .filter(|rest| !rest.is_empty())
        .unwrap_or(&name)
        .to_owned()
}

fn print(
    files: &[Found],
    common: &Common,
    arguments: &Arguments,
    out: &mut impl Write,
    diagnostics: &mut Vec<Diagnostic>,
) -> io::Result<()> {
    let options = Options {
        drafts: arguments.drafts,
    };
    for (index, file) in files.iter().enumerate() {
        let inspection = match files::read_text(file) {
            Ok(text) => inspect(&file.name, &text, options),
            Err(fault) => Inspection::unreadable(fault),
        };
        diagnostics.extend(inspection.reading.diagnostics.iter().cloned());
        if arguments.json {
            let before = if index == 0 { "[" } else { ",\n" };
            let object = serde_json::to_string(&object(&file.name, &inspection))?;
            write!(out, "{before}{object}")?;
        } else {
            if index > 0 {
                writeln!(out)?;
            }
            write_file(&file.name, &inspection, common, out)?;
        }
    }
    if arguments.json {
        let before = if files.is_empty() { "[" } else { "" };
        writeln!(out, "{before}]")?;
    }
    Ok(())
}

/// Writes what is in a file as text. Each line begins with words of this program, and none is longer
/// than a few lines of a terminal.
fn write_file(
    name: &str,
    inspection: &Inspection,
    common: &Common,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = one_line(name, LONGEST_NAME);
    let Some(format) = inspection.format else {
        return writeln!(out, "{name}: cannot be read");
    };
    write!(out, "{name}: {format}")?;
    if let Some(title) = &inspection.title {
        write!(out, ", {}", one_line(title, LONGEST_TEXT))?;
    }
    let reading = &inspection.reading;
    if inspection.coverage.is_some() {
        write!(out, ", {}", counted(reading.records, "record"))?;
        let left_out = reading.records.saturating_sub(inspection.mentions());
        if left_out > 0 {
            write!(out, ", {left_out} left out")?;
        }
    }
    writeln!(out)?;
    for digest in &reading.digests {
        write_digest(digest, inspection.is_undated, out)?;
        if !common.quiet {
            for mention in &digest.mentions {
                write_mention(mention, out)?;
            }
        }
    }
    if !common.quiet {
        write_unused(reading.report.entries(), out)?;
    }
    if let Some(share) = inspection.coverage {
        // 99.9 % is not everything.
        let percent = (share * 100.0).floor();
        writeln!(out, "{percent:.0} % of the words of this file are used")?;
    }
    Ok(())
}

fn write_digest(digest: &Digest, is_undated: bool, out: &mut impl Write) -> io::Result<()> {
    match is_undated {
        true => write!(out, "digest without a date, which a build leaves out")?,
        false => write!(out, "digest of {}", digest.date)?,
    }
    if digest.is_single {
        write!(out, " (page of one paper)")?;
    }
    if let Some(title) = &digest.title {
        write!(out, ": {}", one_line(title, LONGEST_TEXT))?;
    }
    if let Some(text) = &digest.introduction {
        write!(out, "; introduction, {}", counted_words(text))?;
    }
    writeln!(out)
}

fn write_mention(mention: &Mention, out: &mut impl Write) -> io::Result<()> {
    let record = &mention.record;
    let title = match record.title.as_str() {
        "" => "(no title)".to_owned(),
        title => one_line(title, LONGEST_TEXT),
    };
    writeln!(out, "{:>5}: {title}", mention.line)?;
    let mut authors = several(
        record.authors.iter().map(|name| one_line(name, 40)),
        3,
        ", ",
    );
    if record.has_more_authors {
        authors.push_str(" and others");
    }
    write_line("authors", &[authors], out)?;
    let count = |count: usize| (count > 0).then(|| count.to_string());
    let facts = [
        labelled("date", record.date),
        labelled("arXiv", record.arxiv.as_ref()),
        labelled("DOI", record.doi.as_ref()),
        labelled("links", count(record.links.len())),
        labelled("votes", mention.votes),
    ];
    write_line("", &facts, out)?;
    let prose = record.abstract_text.as_ref();
    let texts = [
        labelled("abstract", prose.map(|text| counted_words(text.source()))),
        labelled("note", mention.note.as_deref().map(counted_words)),
    ];
    write_line("", &texts, out)?;
    let sections = several(mention.sections.iter().map(section), 10, "; ");
    write_line("sections", &[sections], out)?;
    let facts = mention.facts.iter().map(|fact| {
        let (label, value) = (one_line(&fact.label, 40), one_line(&fact.value, 40));
        format!("{label}: {value}")
    });
    write_line("facts", &[several(facts, 10, "; ")], out)?;
    for (label, text) in [("venue", &record.venue), ("comment", &record.comment)] {
        let text = text.as_deref().map(|text| one_line(text, LONGEST_TEXT));
        write_line(label, &[text.unwrap_or_default()], out)?;
    }
    let topics = record.topics.iter().map(|topic| one_line(topic, 40));
    write_line("topics", &[several(topics, 10, ", ")], out)
}

/// Writes those of the parts that are not empty.
fn write_line(label: &str, parts: &[String], out: &mut impl Write) -> io::Result<()> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match (parts.is_empty(), label) {
        (true, _) => Ok(()),
        (false, "") => writeln!(out, "       {}", parts.join("; ")),
        (false, label) => writeln!(out, "       {label}: {}", parts.join("; ")),
    }
}

fn labelled(label: &str, value: Option<impl std::fmt::Display>) -> String {
    value.map_or_else(String::new, |value| {
        format!("{label}: {}", one_line(&value.to_string(), LONGEST_TEXT))
    })
}

/// `Method, 40 words (language model)`.
fn section(section: &Section) -> String {
    let label = section.label.as_deref();
    let label = label.map_or_else(|| "no label".to_owned(), |label| one_line(label, 40));
    let by = if section.is_generated {
        " (language model)"
    } else {
        ""
    };
    format!("{label}, {}{by}", counted_words(section.text.source()))
}

/// The first of some texts, and how many more there are.
fn several(texts: impl ExactSizeIterator<Item = String>, most: usize, between: &str) -> String {
    let rest = texts.len().saturating_sub(most);
    let first: Vec<String> = texts.take(most).collect();
    let mut text = first.join(between);
    if rest > 0 {
        text.push_str(&format!(" and {rest} more"));
    }
    text
}

fn counted_words(text: &str) -> String {
    counted(count_words(text), "word")
}

/// Longest name of a file and longest title that is printed, in characters.
const LONGEST_NAME: usize = 300;
const LONGEST_TEXT: usize = 160;

#[derive(Serialize)]
struct JsonFile<'a> {
    file: &'a str,
    /// None where the file cannot be read.
    format: Option<&'a str>,
    records: usize,
    /// Share of the words that are used; none for files that are no digests.
    coverage: Option<f64>,
    digests: Vec<JsonDigest<'a>>,
    unused: &'a [Entry],
    diagnostics: &'a [Diagnostic],
}

#[derive(Serialize)]
struct JsonDigest<'a> {
    /// None where the file has no date, so that a build leaves it out.
    date: Option<String>,
    title: Option<&'a str>,
    words_of_introduction: usize,
    mentions: Vec<JsonMention<'a>>,
}

#[derive(Serialize)]
struct JsonMention<'a> {
    line: usize,
    title: &'a str,
    authors: &'a [String],
    /// Whether there are authors whom the file does not name.
    more_authors: bool,
    date: Option<String>,
    arxiv: Option<String>,
    doi: Option<String>,
    /// Of the abstract.
    words: usize,
    words_of_note: usize,
    sections: Vec<JsonSection<'a>>,
    facts: &'a [Fact],
    links: &'a [Link],
    topics: &'a [String],
    votes: Option<u64>,
    venue: Option<&'a str>,
    comment: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonSection<'a> {
    label: Option<&'a str>,
    words: usize,
    generated: bool,
}

fn object<'a>(file: &'a str, inspection: &'a Inspection) -> JsonFile<'a> {
    let reading = &inspection.reading;
    let rounded = |share: f64| (share * 10_000.0).floor() / 10_000.0;
    let digests = reading.digests.iter().map(|digest| JsonDigest {
        date: (!inspection.is_undated).then(|| digest.date.to_string()),
        title: digest.title.as_deref(),
        words_of_introduction: digest.introduction.as_deref().map_or(0, count_words),
        mentions: digest.mentions.iter().map(json_mention).collect(),
    });
    JsonFile {
        file,
        format: inspection.format,
        records: reading.records,
        coverage: inspection.coverage.map(rounded),
        digests: digests.collect(),
        unused: reading.report.entries(),
        diagnostics: &reading.diagnostics,
    }
}

fn json_mention(mention: &Mention) -> JsonMention<'_> {
    let record = &mention.record;
    let abstract_text = record.abstract_text.as_ref();
    let sections = mention.sections.iter().map(|section| JsonSection {
        label: section.label.as_deref(),
        words: count_words(section.text.source()),
        generated: section.is_generated,
    });
    JsonMention {
        line: mention.line,
        title: &record.title,
        authors: &record.authors,
        more_authors: record.has_more_authors,
        date: record.date.map(|date| date.to_string()),
        arxiv: record.arxiv.as_ref().map(ToString::to_string),
        doi: record.doi.as_ref().map(ToString::to_string),
        words: abstract_text.map_or(0, |text| count_words(text.source())),
        words_of_note: mention.note.as_deref().map_or(0, count_words),
        sections: sections.collect(),
        facts: &mention.facts,
        links: &record.links,
        topics: &record.topics,
        votes: mention.votes,
        venue: record.venue.as_deref(),
        comment: record.comment.as_deref(),
    }
}
