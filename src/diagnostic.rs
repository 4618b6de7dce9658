//! Messages for the person who runs a build: what is wrong, where, and how to mend it.
//!
//! Left out: printing. A [`Diagnostic`] only knows how it reads as text.

use serde::Serialize;
use std::fmt::Write as _;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing can be published.
    Error,
    /// Something was left out, or is not as it should be.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word that begins a message.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    pub severity: Severity,
    /// A stable name of what is wrong, for programs; none where there is no name yet.
    pub code: Option<&'static str>,
    /// The file, relative to the site's root, with `/`.
    pub file: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// In characters, from 1.
    pub column: Option<usize>,
    pub message: String,
    pub help: Option<String>,
    /// What the file has there.
    #[serde(skip)]
    shown: Option<ShownSource>,
}

/// The part of a source line that is shown with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
struct ShownSource {
    text: String,
    /// Characters of the line before it.
    skipped: usize,
}

impl Diagnostic {
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message.into())
    }

    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message.into())
    }

    pub fn note(message: impl Into<String>) -> Self {
        Self::new(Severity::Note, message.into())
    }

    fn new(severity: Severity, message: String) -> Self {
        Self {
            severity,
            code: None,
            file: None,
            line: None,
            column: None,
            message,
            help: None,
            shown: None,
        }
    }

    /// Gives it a stable name, in words with hyphens.
    #[must_use]
    pub fn code(mut self, code: &'static str) -> Self {
        self.code = Some(code);
        self
    }

    /// Says how to fix it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a message that is no longer than people read: what a message quotes from a file may
    /// be all of the file. Its beginning and its end stay.
    #[must_use]
    pub fn shortened(mut self) -> Self {
        let count = self.message.chars().count();
        if count > LONGEST_BEGINNING + LONGEST_END {
            let beginning = self.message.chars().take(LONGEST_BEGINNING);
            let end = self.message.chars().skip(count - LONGEST_END);
            self.message = beginning.chain(['…']).chain(end).collect();
        }
        self
    }

    /// Says which file it is about.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Points at a line of `text`, which is the whole file.
    #[must_use]
    pub fn at_line(self, text: &str, line: usize) -> Self {
        self.pointed(text, line, None)
    }

    /// Points at a line and a column of `text`, both from 1; the column counts characters.
    #[must_use]
    pub fn at(self, text: &str, line: usize, column: usize) -> Self {
        self.pointed(text, line, Some(column))
    }

    fn pointed(mut self, text: &str, line: usize, column: Option<usize>) -> Self {
        let index = line.checked_sub(1);
        let source = index.and_then(|index| text.lines().nth(index));
        self.line = Some(line);
        self.column = column;
        self.shown = source.map(|source| ShownSource::around(source, column));
        self
    }

    /// Points at a line and a column, both from 1, of a file of which `part` is known: some of that
    /// line, beginning at the column `part_column`.
    #[must_use]
    pub fn at_part(
        mut self,
        line: usize,
        column: Option<usize>,
        part: &str,
        part_column: usize,
    ) -> Self {
        let before = part_column.saturating_sub(1);
        let in_part = column.map(|column| column.saturating_sub(before));
        let mut shown = ShownSource::around(part, in_part);
        shown.skipped += before;
        self.line = Some(line);
        self.column = column;
        self.shown = Some(shown);
        self
    }

    /// Points at a byte of `text`.
    #[must_use]
    pub fn at_offset(self, text: &str, offset: usize) -> Self {
        let (line, column) = line_and_column(text, offset);
        self.at(text, line, column)
    }

    /// The message as people read it: `error: file:3:7: …`, the line with a caret, the help.
    pub fn to_text(&self) -> String {
        let mut text = String::from(self.severity.word());
        text.push_str(": ");
        if let Some(file) = &self.file {
            text.push_str(file);
            for number in [self.line, self.column].into_iter().flatten() {
                let _ = write!(text, ":{number}");
            }
            text.push_str(": ");
        }
        text.push_str(&self.message);
        if let (Some(line), Some(shown)) = (self.line, &self.shown)
            && !shown.text.trim().is_empty()
        {
            push_source(&mut text, line, self.column, shown);
        }
        if let Some(help) = &self.help {
            let _ = write!(text, "\n  help: {help}");
        }
        text
    }
}

/// Line and column, both from 1, of a byte offset; the column counts characters.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&b| b == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// How much of a long message stays, in characters.
const LONGEST_BEGINNING: usize = 200;
const LONGEST_END: usize = 80;

/// Longest part of a source line that is shown, in characters.
const WIDEST: usize = 100;

/// How many characters before a column are shown with it, at most.
pub const SHOWN_BEFORE: usize = WIDEST * 2 / 3;

impl ShownSource {
    /// The part of a line around a column. A file of one long line has many messages, so no more
    /// than this is kept of each.
    fn around(line: &str, column: Option<usize>) -> Self {
        let caret_at = column.map_or(0, |column| column.saturating_sub(1));
        let skipped = caret_at.saturating_sub(SHOWN_BEFORE);
        let text: String = line
            .chars()
            .skip(skipped)
            .take(WIDEST)
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        Self {
            text: text.trim_end().to_owned(),
            skipped,
        }
    }
}

/// Appends the source line, and a caret beneath the column.
fn push_source(text: &mut String, line: usize, column: Option<usize>, shown: &ShownSource) {
    let _ = write!(text, "\n{line:>5} | {}", shown.text);
    if let Some(column) = column {
        let indent = column.saturating_sub(1).saturating_sub(shown.skipped);
        let _ = write!(text, "\n      | {}^", " ".repeat(indent));
    }
}

/// The known word nearest to a mistyped one, where one is near enough to be meant. Of equally near
/// ones, one that begins with the same letter.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|word| {
            let lower = word.to_lowercase();
            let begins_otherwise = lower.chars().next() != typed.chars().next();
            let distance = strsim::damerau_levenshtein(&typed, &lower);
            (distance, begins_otherwise, word)
        })
        .filter(|(distance, _, word)| *distance <= 1 + word.chars().count() / 4)
        .min()
        .map(|(_, _, word)| word)
}
