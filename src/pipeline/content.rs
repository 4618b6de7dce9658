//! Everything in `content/`, read on all cores.

use crate::diagnostic::Diagnostic;
use crate::files::{self, Found};
use crate::model::author::AuthorDeclaration;
use crate::model::declaration::{StandingPage, TopicDeclaration};
use crate::model::digest::Digest;
use crate::readers::report::{Entry, Reason, Report, Unused};
use crate::readers::source::Source;
use crate::readers::{self, Format, Options, Reading, declarations, front_matter};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The folder with a site's digests, topics and pages.
const FOLDER: &str = "content";

/// The file in which authors are told apart.
const AUTHORS: &str = "content/authors.toml";

/// What `content/` holds.
#[derive(Debug, Default)]
pub struct ContentFolder {
    pub digests: Vec<Digest>,
    pub topics: Vec<TopicDeclaration>,
    pub pages: Vec<StandingPage>,
    pub authors: Vec<AuthorDeclaration>,
    /// Records found in digests, good and bad.
    pub records: usize,
    /// How each file was read.
    pub formats: BTreeMap<String, FileReport>,
    pub diagnostics: Vec<Diagnostic>,
}

/// How one file was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// Name of the format, or what else the file is.
    pub format: &'static str,
    /// Records found in it, good and bad.
    pub records: usize,
    /// What of it is not used.
    pub unused: Vec<Entry>,
}

/// What one file is.
pub(super) enum Part {
    Digests(&'static Format, Reading),
    /// The page of a folder, with nothing that Offprint has a page for.
    Section(Reading),
    Topic(TopicDeclaration),
    Page(Option<StandingPage>),
    Authors(Vec<AuthorDeclaration>),
    Unreadable(Diagnostic),
}

/// Reads every file; a fault in one costs none of the others.
pub fn read(root: &Path, drafts: bool) -> ContentFolder {
    let (found, walk_faults) = files::walk(root, FOLDER);
    let mut content = ContentFolder {
        diagnostics: walk_faults,
        ..ContentFolder::default()
    };
    if found.is_empty() {
        content.diagnostics.push(
            Diagnostic::warning(format!("there are no files in {FOLDER}/"))
                .help("put digests there, or name the folder of the site by --root"),
        );
    }
    let options = Options { drafts };
    let parts: Vec<Part> = found.par_iter().map(|file| part(file, options)).collect();
    content.gather(found.into_iter().map(|file| file.name).zip(parts));
    content
}

/// Reads texts under the names that files would have, for a site that is on no disk.
pub fn of_texts(texts: &[(&str, &str)]) -> ContentFolder {
    let parts = texts.iter().map(|(name, text)| {
        let part = part_of(name, &Source::new(name, text), Options::default());
        ((*name).to_owned(), part.unwrap_or_else(Part::Unreadable))
    });
    let mut content = ContentFolder::default();
    content.gather(parts);
    content
}

impl ContentFolder {
    /// Adds the parts of the site that files are.
    fn gather(&mut self, parts: impl Iterator<Item = (String, Part)>) {
        for (name, part) in parts {
            let report = self.take(part);
            self.formats.insert(name, report);
        }
    }

    /// Adds what one file is, and says how it was read.
    fn take(&mut self, part: Part) -> FileReport {
        let mut report = FileReport {
            format: part.format(),
            records: 0,
            unused: Vec::new(),
        };
        match part {
            Part::Digests(_, reading) | Part::Section(reading) => {
                report.records = reading.records;
                report.unused = reading.report.entries().to_vec();
                self.records += reading.records;
                self.digests.extend(reading.digests);
                self.diagnostics.extend(reading.diagnostics);
            }
            Part::Topic(topic) => self.topics.push(topic),
            Part::Page(page) => self.pages.extend(page),
            Part::Authors(authors) => self.authors.extend(authors),
            Part::Unreadable(fault) => self.diagnostics.push(fault),
        }
        report
    }
}

impl Part {
    /// Name of the format, or what else the file is.
    pub(super) fn format(&self) -> &'static str {
        match self {
            Self::Digests(format, _) => format.name,
            Self::Section(_) => "page of a folder",
            Self::Topic(_) => "topic",
            Self::Page(_) => "page",
            Self::Authors(_) => "authors",
            Self::Unreadable(_) => UNREADABLE,
        }
    }
}

/// What a file is called that cannot be read.
const UNREADABLE: &str = "unreadable";

fn part(file: &Found, options: Options) -> Part {
    let text = match files::read_text(file) {
        Ok(text) => text,
        Err(fault) => return Part::Unreadable(fault),
    };
    let source = Source::new(&file.name, &text);
    part_of(&file.name, &source, options).unwrap_or_else(Part::Unreadable)
}

/// Reads a file by its place in the site, which is its path from the site's root.
///
/// # Errors
/// A diagnostic for a file that cannot be read.
pub(super) fn part_of(
    place: &str,
    source: &Source<'_>,
    options: Options,
) -> Result<Part, Diagnostic> {
    let below = |folder: &str| {
        place
            .strip_prefix(FOLDER)
            .and_then(|rest| rest.strip_prefix(folder))
            .is_some()
            && source.extension() == "md"
    };
    let is_declaration = below("/topics/") || below("/pages/");
    if source.file_name() == files::INDEX && is_declaration {
        Ok(Part::Section(page_of_folder(source, Vec::new())))
    } else if place == AUTHORS {
        declarations::authors(source).map(Part::Authors)
    } else if below("/topics/") {
        declarations::topic(source).map(Part::Topic)
    } else if below("/pages/") {
        declarations::page(source, options).map(Part::Page)
    } else {
        let format = readers::recognise(source)?;
        let mut reading = format.read(source, options);
        // The page of a folder that is no day and shows no papers would be a digest without papers, or
        // one without a date.
        if source.file_name() == files::INDEX && source.date().is_none() && reading.records == 0 {
            let mut faults = reading.diagnostics;
            faults.retain(|fault| !fault.code.is_some_and(|code| OF_DIGESTS.contains(&code)));
            return Ok(Part::Section(page_of_folder(source, faults)));
        }
        // A reader notices some things about the whole file last.
        reading
            .diagnostics
            .sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        Ok(Part::Digests(format, reading))
    }
}

/// What is wrong with a digest and not with the page of a folder.
const OF_DIGESTS: &[&str] = &["no-date", "no-papers", "words-unused"];

/// The reading of a page that introduces the other files of its folder.
fn page_of_folder(source: &Source<'_>, diagnostics: Vec<Diagnostic>) -> Reading {
    let mut report = Report::default();
    report.add(&Unused {
        name: "text of the page".into(),
        text: front_matter::split(source)
            .map_or(source.text, |document| document.body)
            .into(),
        reason: Reason::Boilerplate,
    });
    Reading {
        report,
        diagnostics,
        ..Reading::default()
    }
}
