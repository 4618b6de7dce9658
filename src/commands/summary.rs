//! The summary of a build in Markdown, as CI shows it beside a run.
//!
//! It says what became of the records and what changed on the site. Left out: diagnostics, which have
//! places of their own.

use crate::diagnostic::Severity;
use crate::pipeline::Report;
use anyhow::Context as _;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

/// How many paths of a kind are named.
const NAMED: usize = 20;

/// Appends the summary of a build to a file, which others may have begun.
///
/// # Errors
/// Where the file cannot be written.
pub fn append(report: &Report, file: &Path) -> anyhow::Result<()> {
    let mut open = OpenOptions::new();
    open.create(true)
        .append(true)
        .open(file)
        .and_then(|mut file| file.write_all(of(report).as_bytes()))
        .with_context(|| format!("cannot write the summary {}", file.display()))
}

/// The summary of a build.
fn of(report: &Report) -> String {
    let mut text = String::new();
    let account = &report.account;
    let _ = match report.is_published {
        true => writeln!(text, "### The site was built\n"),
        false => writeln!(
            text,
            "### Nothing was published\n\nThe site is as it was before.\n"
        ),
    };
    let _ = writeln!(
        text,
        "| files | records | papers | merged | skipped | topics | pages | bytes | seconds |\n\
         |--:|--:|--:|--:|--:|--:|--:|--:|--:|\n\
         | {} | {} | {} | {} | {} | {} | {} | {} | {:.2} |\n",
        account.files,
        account.records,
        account.papers,
        account.merged,
        account.skipped,
        account.topics,
        account.pages,
        account.bytes,
        account.seconds
    );
    for (severity, noun) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let all = report.diagnostics.iter();
        let count = all
            .filter(|diagnostic| diagnostic.severity == severity)
            .count();
        if count > 0 {
            let plural = if count == 1 { "" } else { "s" };
            let _ = writeln!(text, "{count} {noun}{plural}: see the log of this step.\n");
        }
    }
    if report.is_published {
        push_changes(&mut text, report);
    }
    text
}

fn push_changes(text: &mut String, report: &Report) {
    let changes = &report.changes;
    if changes.is_empty() {
        let _ = writeln!(text, "Nothing changed since the site before.\n");
        return;
    }
    for (word, paths) in [
        ("added", &changes.added),
        ("changed", &changes.changed),
        ("removed", &changes.removed),
    ] {
        if paths.is_empty() {
            continue;
        }
        let plural = if paths.len() == 1 { "" } else { "s" };
        let _ = writeln!(
            text,
            "<details><summary>{} file{plural} {word}</summary>\n",
            paths.len()
        );
        // Pages say more than what hangs on them.
        let mut named: Vec<&String> = paths.iter().collect();
        named.sort_by_key(|path| !path.ends_with(".html"));
        for path in named.iter().take(NAMED) {
            let _ = writeln!(text, "- `{path}`");
        }
        if paths.len() > NAMED {
            let _ = writeln!(text, "- and {} more", paths.len() - NAMED);
        }
        let _ = writeln!(text, "\n</details>\n");
    }
}
