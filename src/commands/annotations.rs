//! Diagnostics as GitHub shows them beside the lines of a repository.
//!
//! The form is that of workflow commands (docs.github.com, "Workflow commands for GitHub Actions"):
//! `::error file=…,line=…,col=…::message`. GitHub shows ten of a severity for each step, so the worst
//! come first and the rest stays in the log.

use crate::diagnostic::{Diagnostic, Severity};
use std::fmt::Write as _;
use std::path::Path;

/// How many of a severity GitHub shows for a step.
const SHOWN: usize = 10;

/// The commands for what was noticed in the site at `root`, a line each. `workspace` is the folder of
/// the repository, which GitHub names files from.
pub fn of(all: &[Diagnostic], root: &Path, workspace: Option<&Path>) -> String {
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning] {
        let those = all.iter().filter(|one| one.severity == severity);
        for diagnostic in those.take(SHOWN) {
            push(&mut text, diagnostic, root, workspace);
        }
    }
    text
}

fn push(text: &mut String, diagnostic: &Diagnostic, root: &Path, workspace: Option<&Path>) {
    text.push_str("::");
    text.push_str(diagnostic.severity.word());
    let mut properties = Vec::new();
    if let Some(file) = &diagnostic.file {
        let file = in_repository(file, root, workspace);
        properties.push(format!("file={}", property(&file)));
        properties.extend(diagnostic.line.map(|line| format!("line={line}")));
        properties.extend(diagnostic.column.map(|column| format!("col={column}")));
    }
    if !properties.is_empty() {
        let _ = write!(text, " {}", properties.join(","));
    }
    let help = diagnostic.help.as_ref();
    let help = help.map_or_else(String::new, |help| format!("\n{help}"));
    let _ = writeln!(text, "::{}", data(&format!("{}{help}", diagnostic.message)));
}

/// The path of a site's file from the folder of the repository.
fn in_repository(file: &str, root: &Path, workspace: Option<&Path>) -> String {
    let below = workspace
        .and_then(|workspace| root.strip_prefix(workspace).ok())
        .and_then(Path::to_str)
        .filter(|below| !below.is_empty());
    below.map_or_else(|| file.to_owned(), |below| format!("{below}/{file}"))
}

/// What a message may not have in itself.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What the value of a property may not have in itself.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_is_one_command_on_one_line() {
        let fault = Diagnostic::error("100 % wrong\nindeed")
            .in_file("content/a,b:c.md")
            .at("text", 1, 3)
            .help("mend it");
        let told = of(&[fault], Path::new("/repo/site"), Some(Path::new("/repo")));
        assert_eq!(
            told,
            "::error file=site/content/a%2Cb%3Ac.md,line=1,col=3::100 %25 wrong%0Aindeed%0Amend it\n"
        );
    }

    #[test]
    fn errors_come_first_and_notes_not_at_all() {
        let all = [
            Diagnostic::note("n"),
            Diagnostic::warning("w"),
            Diagnostic::error("e"),
        ];
        assert_eq!(
            of(&all, Path::new("/repo"), None),
            "::error::e\n::warning::w\n"
        );
    }
}
