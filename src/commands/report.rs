//! What a build prints: diagnostics to stderr, and the account as the last line.

use super::{Common, annotations};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::account::{Account, SearchAccount};
use crate::pipeline::Report;
use crate::pipeline::content::FileReport;
use crate::publish::Changes;
use crate::readers::report::Entry;
use serde::Serialize;
use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Json<'a> {
    published: bool,
    account: &'a Account,
    formats: &'a BTreeMap<String, FileReport>,
    /// `previous`, or `output` where that could not be had or was not asked for.
    compared_with: &'static str,
    changes: &'a Changes,
    diagnostics: &'a [Diagnostic],
}

/// Prints a report: what was noticed to stderr, the account or the JSON object to stdout.
///
/// # Errors
/// Where the standard streams cannot be written; a reader that went away is none.
pub fn print(report: &Report, common: &Common, json: bool) -> io::Result<()> {
    ignoring_closed_pipe(tell(report, common, &mut io::stderr().lock()))?;
    let object = Json {
        published: report.is_published,
        account: &report.account,
        formats: &report.formats,
        compared_with: match report.is_compared_with_previous {
            true => "previous",
            false => "output",
        },
        changes: &report.changes,
        diagnostics: &report.diagnostics,
    };
    conclude(&account_line(&report.account), json.then_some(&object))
}

/// Writes how files were read and diagnostics, and what they mean for the output.
fn tell(report: &Report, common: &Common, out: &mut impl Write) -> io::Result<()> {
    if common.verbose {
        write_formats(&report.formats, out)?;
    } else if !common.quiet {
        write_losses(&report.formats, &common.root, out)?;
    }
    write_all(&report.diagnostics, common, out)?;
    if report.is_published {
        return Ok(());
    }
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let errors = report.diagnostics.iter().filter(is_error).count();
    let plural = if errors == 1 { "" } else { "s" };
    writeln!(
        out,
        "{errors} error{plural}: nothing was published; the output folder is as it was"
    )?;
    if report.could_keep_going && !common.quiet {
        writeln!(
            out,
            "  help: --keep-going publishes the site without what could not be read"
        )?;
    }
    Ok(())
}

/// Writes how each file was read, and everything of it that is not used.
fn write_formats(formats: &BTreeMap<String, FileReport>, out: &mut impl Write) -> io::Result<()> {
    for (file, read) in formats {
        write!(out, "{}: {}", one_line(file, LONGEST_PATH), read.format)?;
        if read.records > 0 {
            write!(out, ", {}", counted(read.records, "record"))?;
        }
        writeln!(out)?;
        write_unused(&read.unused, out)?;
    }
    Ok(())
}

/// Writes a line for each entry of a reading report: name, number, reason and an example.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write_unused(entries: &[Entry], out: &mut impl Write) -> io::Result<()> {
    for entry in entries {
        writeln!(
            out,
            "  not used: {} × {} ({}), such as `{}`",
            shown_name(entry),
            entry.count,
            entry.reason.text(),
            one_line(&entry.example, LONGEST_EXAMPLE)
        )?;
    }
    Ok(())
}

/// Writes a line for each file with text that readers will miss.
fn write_losses(
    formats: &BTreeMap<String, FileReport>,
    root: &Path,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut files = formats.iter().filter_map(|(file, read)| {
        let lost = read.unused.iter().filter(|entry| entry.reason.is_loss());
        let mut lost: Vec<&Entry> = lost.collect();
        lost.sort_by_key(|entry| std::cmp::Reverse(entry.count));
        (!lost.is_empty()).then_some((file, lost))
    });
    for (file, lost) in files.by_ref().take(MOST_FILES) {
        // As one would type it.
        let path = match root.to_str() {
            Some("." | "") => file.clone(),
            _ => root.join(file).to_string_lossy().into_owned(),
        };
        let named = lost.iter().take(MOST_NAMES);
        let named: Vec<String> = named
            .map(|entry| format!("{} {}", shown_name(entry), entry.count))
            .collect();
        let more = if lost.len() > MOST_NAMES { ", …" } else { "" };
        let verb = if lost.len() == 1 { "is" } else { "are" };
        writeln!(
            out,
            "note: {}: {} {verb} not used ({}{more}); --verbose lists them, `offprint inspect {}` shows the reading",
            one_line(file, LONGEST_PATH),
            counted(lost.len(), "field"),
            named.join(", "),
            one_line(&path, LONGEST_PATH)
        )?;
    }
    match files.count() {
        0 => Ok(()),
        1 => writeln!(out, "note: 1 more file has fields that are not used"),
        rest => writeln!(out, "note: {rest} more files have fields that are not used"),
    }
}

/// How many files with unused text a build names, and how many names of fields of each.
const MOST_FILES: usize = 10;
const MOST_NAMES: usize = 3;

/// Longest path and longest parts of an entry that are printed, in characters.
const LONGEST_PATH: usize = 300;
const LONGEST_FIELD: usize = 40;
const LONGEST_EXAMPLE: usize = 90;

fn shown_name(entry: &Entry) -> String {
    match entry.name.as_str() {
        "" => "text".to_owned(),
        name => one_line(name, LONGEST_FIELD),
    }
}

/// `1 record`, `2 records`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

/// Makes errors of warnings.
pub fn make_strict(all: &mut [Diagnostic]) {
    for diagnostic in all {
        if diagnostic.severity == Severity::Warning {
            diagnostic.severity = Severity::Error;
        }
    }
}

/// Prints a line, or an object of JSON and the line beside it.
///
/// # Errors
/// As [`print`].
pub fn conclude(line: &str, json: Option<&impl Serialize>) -> io::Result<()> {
    let Some(json) = json else {
        return ignoring_closed_pipe(writeln!(io::stdout().lock(), "{line}"));
    };
    ignoring_closed_pipe(writeln!(io::stderr().lock(), "{line}"))?;
    let json = serde_json::to_string(json)?;
    ignoring_closed_pipe(writeln!(io::stdout().lock(), "{json}"))
}

/// Prints diagnostics to stderr.
///
/// # Errors
/// As [`print`].
pub fn diagnostics(all: &[Diagnostic], common: &Common) -> io::Result<()> {
    ignoring_closed_pipe(write_all(all, common, &mut io::stderr().lock()))
}

fn write_all(all: &[Diagnostic], common: &Common, out: &mut impl Write) -> io::Result<()> {
    // Set on GitHub's machines ("Default environment variables").
    let is_on_github = std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    if !is_on_github {
        return write_plainly(all, common, out);
    }
    let root = std::path::absolute(&common.root)?;
    let workspace = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
    let commands = annotations::of(all, &root, workspace.as_deref());
    write!(out, "{}", printable(&commands))?;
    // What messages quote must give no commands ("Stopping and starting workflow commands").
    let word = format!("{:016x}", RandomState::new().build_hasher().finish());
    writeln!(out, "::stop-commands::{word}")?;
    write_plainly(all, common, out)?;
    writeln!(out, "::{word}::")
}

fn write_plainly(all: &[Diagnostic], common: &Common, out: &mut impl Write) -> io::Result<()> {
    let in_colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let mut sorted: Vec<&Diagnostic> = all.iter().collect();
    // The worst last, next to the account, where people look first.
    sorted.sort_by_key(|diagnostic| std::cmp::Reverse(diagnostic.severity));
    for diagnostic in sorted {
        if !common.quiet || diagnostic.severity == Severity::Error {
            writeln!(out, "{}", coloured(diagnostic, in_colour))?;
        }
    }
    Ok(())
}

/// The account on one line: `files 9, records 116 = papers 116 + merged 0 + skipped 0, …`.
fn account_line(account: &Account) -> String {
    let Account {
        files,
        records,
        papers,
        merged,
        skipped,
        topics,
        pages,
        bytes,
        seconds,
        search,
    } = account;
    let search = search.as_ref().map_or_else(String::new, in_brackets);
    format!(
        "files {files}, records {records} = papers {papers} + merged {merged} + skipped {skipped}, \
         topics {topics}, pages {pages}, bytes {bytes}, seconds {seconds:.2}{search}"
    )
}

/// What the search index took: ` (search: papers 5841, bundles 3, kept 2, seconds 2.10, memory 310 MB)`.
fn in_brackets(search: &SearchAccount) -> String {
    let SearchAccount {
        papers,
        bundles,
        kept,
        seconds,
        memory,
    } = search;
    let memory = memory.map_or_else(String::new, |bytes| {
        format!(", memory {} MB", bytes.div_ceil(1_000_000))
    });
    format!(
        " (search: papers {papers}, bundles {bundles}, kept {kept}, seconds {seconds:.2}{memory})"
    )
}

fn coloured(diagnostic: &Diagnostic, in_colour: bool) -> String {
    let text = printable(&diagnostic.to_text());
    if !in_colour {
        return text;
    }
    let word = diagnostic.severity.word();
    let colour = match diagnostic.severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    let rest = text.strip_prefix(word).unwrap_or(&text);
    format!("\u{1b}[1;{colour}m{word}\u{1b}[0m{rest}")
}

/// Text without characters that command a terminal or turn the direction of a line: file names
/// and what messages quote are not ours.
fn printable(text: &str) -> String {
    let is_command = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(is_command, "\u{fffd}")
}

/// The beginning of a text on one line, safe for terminals.
pub fn one_line(text: &str, most: usize) -> String {
    // Words of which nothing is shown are not looked at: a text may be all of a file.
    let mut line = String::new();
    let mut count = 0;
    for c in text.trim().chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && line.ends_with(' ') {
            continue;
        }
        if count == most {
            line.push('…');
            break;
        }
        line.push(c);
        count += 1;
    }
    printable(&line)
}

/// `offprint build | head` ends quietly, as other tools do.
pub fn ignoring_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
