//! A site rendered through the library, without a disk beneath it: for tests of many small sites.

use offprint::collate;
use offprint::markup;
use offprint::model::declaration::{StandingPage, TopicDeclaration};
use offprint::model::digest::Digest;
use offprint::model::gauge::Gauge;
use offprint::model::library::Library;
use offprint::model::output::OutputFile;
use offprint::readers::source::Source;
use offprint::readers::{self, declarations};
use offprint::render::{self, Content, Options};
use offprint::{pages, theme};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

/// A site's files, as the build would find them.
pub struct Files {
    /// Name below the site's root, and text.
    pub files: Vec<(String, String)>,
}

/// A rendered site.
pub struct Rendered {
    pub library: Library,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Files {
    pub fn one(name: &str, text: &str) -> Self {
        Self {
            files: vec![(name.to_owned(), text.to_owned())],
        }
    }

    /// Everything in `root/content`.
    pub fn of(root: &Path) -> Self {
        let (found, _) = offprint::files::walk(root, "content");
        let files = found.into_iter().map(|file| {
            let text = offprint::files::read_text(&file).expect("it is text");
            (file.name, text)
        });
        Self {
            files: files.collect(),
        }
    }

    /// Renders the site with the theme of the program, without share cards and search, which take
    /// longer than all its pages.
    pub fn render(&self, base_url: Option<&str>, minified: bool) -> Rendered {
        let enabled = false;
        self.render_all(base_url, minified, enabled)
    }

    /// Renders the site with share cards.
    pub fn render_with_cards(&self) -> Rendered {
        self.render_all(Some("https://example.org/"), true, true)
    }

    fn render_all(&self, base_url: Option<&str>, minified: bool, enabled: bool) -> Rendered {
        let mut digests = Vec::new();
        let mut topics: Vec<TopicDeclaration> = Vec::new();
        let mut standing: Vec<StandingPage> = Vec::new();
        for (name, text) in &self.files {
            let source = Source::new(name, text);
            if name.starts_with("content/topics/") {
                topics.extend(declarations::topic(&source).ok());
            } else if name.starts_with("content/pages/") {
                let page = declarations::page(&source, readers::Options::default());
                standing.extend(page.ok().flatten());
            } else if let Ok(format) = readers::recognise(&source) {
                digests.extend(format.read(&source, readers::Options::default()).digests);
            }
        }
        render(digests, &topics, &standing, base_url, minified, enabled)
    }
}

/// Renders a site of these digests with the theme of the program, as [`Files::render`].
pub fn render_digests(digests: Vec<Digest>, base_url: Option<&str>) -> Rendered {
    render(digests, &[], &[], base_url, true, false)
}

fn render(
    digests: Vec<Digest>,
    topics: &[TopicDeclaration],
    standing: &[StandingPage],
    base_url: Option<&str>,
    minified: bool,
    enabled: bool,
) -> Rendered {
    let mut options = collate::Options::default();
    options.topics.min_papers = 1;
    let declarations = collate::Declarations {
        topics,
        authors: &[],
    };
    let library = collate::collate(digests, declarations, &options).library;
    let plan = pages::plan(
        &library,
        standing,
        &pages::Options { per_page: 3 },
        pages::Extras {
            cards: pages::cards::Options {
                topics: 100,
                enabled,
                papers: enabled,
            },
            search: pages::search::Options { enabled: false },
            base_url,
            newsletters: enabled,
        },
    );
    assert!(plan.faults.is_empty(), "{:?}", plan.faults);
    let nowhere = tempfile::tempdir().expect("a temporary folder can be made");
    let mut theme = theme::load(nowhere.path(), theme::BUILT_IN, "en").expect("it is part of us");
    if !minified {
        theme.engine.stop_minifying();
    }
    let options = Options {
        title: "A site".to_owned(),
        description: String::new(),
        author: String::new(),
        language: "en".to_owned(),
        base_url: base_url.map(str::to_owned),
        feeds: render::feeds::Choices::default(),
        per_page: 3,
        markup: markup::Options::default(),
        newsletter: enabled.then(render::NewsletterOptions::default),
        subscribe: None,
    };
    let content = Content {
        library: &library,
        standing,
        pages: &plan.pages,
    };
    let memory = Memory::default();
    let outcome = offprint::render::render(content, theme, &options, &memory, Gauge::NONE);
    let outcome = outcome.unwrap_or_else(|failure| panic!("{failure:?}"));
    assert!(outcome.noticed.is_empty(), "{:?}", outcome.noticed);
    Rendered {
        library,
        files: memory.files.into_inner().expect("no test panicked here"),
    }
}

/// A folder in memory.
#[derive(Default)]
struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl render::Folder for Memory {
    type Error = String;

    fn write(&self, file: OutputFile<'_>) -> Result<(), String> {
        let mut files = self.files.lock().expect("no test panicked here");
        files.insert(file.path.to_owned(), file.bytes.to_vec());
        Ok(())
    }

    fn published(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
}

impl Rendered {
    /// The text of a file.
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path);
        let bytes = bytes.unwrap_or_else(|| panic!("there is no file {path}"));
        std::str::from_utf8(bytes).expect("it is text")
    }

    /// Path and text of every page.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| {
                let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
                (path.as_str(), html)
            })
    }
}
