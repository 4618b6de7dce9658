//! Everything in `content/`, read on all cores.

use crate::diagnostic::Diagnostic;
use crate::files::{self, Found};
use crate::model::author::AuthorDeclaration;
use crate::model::declaration::{StandingPage, TopicDeclaration};
use crate::model::digest::Digest;
use crate::readers::{self, Input, Options, declarations};
use rayon::prelude::*;
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
    /// For each file what it was read as.
    pub formats: BTreeMap<String, String>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What one file turned out to be.
enum Part {
    Digests(&'static str, readers::Reading),
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
        let part = part_of(Input { name, text }, Options::default());
        ((*name).to_owned(), part.unwrap_or_else(Part::Unreadable))
    });
    let mut content = ContentFolder::default();
    content.gather(parts);
    content
}

impl ContentFolder {
    /// Takes in what files turned out to be.
    fn gather(&mut self, parts: impl Iterator<Item = (String, Part)>) {
        for (name, part) in parts {
            let format = self.take(part);
            self.formats.insert(name, format.to_owned());
        }
    }

    /// Takes in what one file turned out to be, and says what that is.
    fn take(&mut self, part: Part) -> &'static str {
        match part {
            Part::Digests(format, mut reading) => {
                // A reader notices some things about the whole file last.
                reading
                    .diagnostics
                    .sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
                self.records += reading.records;
                self.digests.extend(reading.digests);
                self.diagnostics.extend(reading.diagnostics);
                format
            }
            Part::Topic(topic) => {
                self.topics.push(topic);
                "topic"
            }
            Part::Page(page) => {
                self.pages.extend(page);
                "page"
            }
            Part::Authors(authors) => {
                self.authors.extend(authors);
                "authors"
            }
            Part::Unreadable(fault) => {
                self.diagnostics.push(fault);
                "unreadable"
            }
        }
    }
}

fn part(file: &Found, options: Options) -> Part {
    let text = match files::read_text(file) {
        Ok(text) => text,
        Err(fault) => return Part::Unreadable(fault),
    };
    let input = Input {
        name: &file.name,
        text: &text,
    };
    part_of(input, options).unwrap_or_else(Part::Unreadable)
}

fn part_of(input: Input<'_>, options: Options) -> Result<Part, Diagnostic> {
    let below = |folder: &str| {
        input
            .name
            .strip_prefix(FOLDER)
            .and_then(|rest| rest.strip_prefix(folder))
            .is_some()
            && input.extension() == "md"
    };
    if input.name == AUTHORS {
        declarations::authors(input).map(Part::Authors)
    } else if below("/topics/") {
        declarations::topic(input).map(Part::Topic)
    } else if below("/pages/") {
        declarations::page(input, options).map(Part::Page)
    } else {
        readers::recognise(input)
            .map(|format| Part::Digests(format.name, (format.read)(input, options)))
    }
}
