//! A site to look at while it is written: every file is rendered when it is asked for.
//!
//! 1. [`Preview::begin`] reads, collates and plans, as a build does, and renders one page of each
//!    template;
//! 2. a thread of its own then renders what [`Files::read`] asks for, until the value is dropped;
//! 3. the search index is made when somebody searches, and what did not change is taken over from
//!    the preview before.
//!
//! A change of one digest among thousands so costs what reading and collating cost. Nothing is
//! written anywhere. Left out: who asks, and when sources change.

use super::planned::{self, Planned, State};
use super::settings::Settings;
use super::{Request, has};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::account::Account;
use crate::model::gauge::Gauge;
use crate::model::output::OutputFile;
use crate::publish::server::{Content, Files};
use crate::render::{self, Renderer};
use std::collections::{BTreeMap, HashSet};
use std::convert::Infallible;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

/// The folder of the search index.
const SEARCH: &str = "pagefind/";

/// A site whose files are rendered one by one.
#[derive(Debug)]
pub struct Preview {
    asks: Mutex<Sender<Ask>>,
    paths: HashSet<String>,
    index: Arc<Index>,
}

/// What became of an attempt to preview a site.
#[derive(Debug)]
pub struct Attempt {
    /// None where the site has faults.
    pub preview: Option<Preview>,
    /// Without size, search and time.
    pub account: Account,
    pub diagnostics: Vec<Diagnostic>,
}

/// Somebody wants a file.
#[derive(Debug)]
struct Ask {
    path: String,
    answer: Sender<Content>,
}

/// The files of the search index, once somebody searched; or why there are none.
type Index = OnceLock<Result<BTreeMap<String, Vec<u8>>, Vec<Diagnostic>>>;

impl Preview {
    /// Makes a site ready to be looked at. `before` is the preview that this one replaces.
    pub fn begin(settings: &Settings, request: &Request, before: Option<&Preview>) -> Attempt {
        let mut site = planned::plan(settings, request);
        let account = site.account.clone();
        let mut diagnostics = std::mem::take(&mut site.diagnostics);
        let is_shown = match site.state {
            State::Sound => true,
            State::Incomplete => request.keep_going,
            State::Faulty => false,
        };
        if !is_shown {
            if let Some(theme) = site.theme.take() {
                let noticed = render::rehearse(site.content(), theme, &site.options);
                diagnostics.extend(noticed);
            }
            return Attempt {
                preview: None,
                account,
                diagnostics,
            };
        }
        let index_before = before.map(|preview| Arc::clone(&preview.index));
        let preview = match Self::of(site, index_before, request.gauge) {
            Ok((preview, noticed)) => {
                diagnostics.extend(noticed);
                Some(preview)
            }
            Err(faults) => {
                diagnostics.extend(faults);
                None
            }
        };
        Attempt {
            preview,
            account,
            diagnostics,
        }
    }

    /// Starts the thread that renders, and waits until it can.
    fn of(
        site: Planned,
        before: Option<Arc<Index>>,
        gauge: Gauge,
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (asks, asked) = mpsc::channel();
        let (ready, told) = mpsc::channel();
        let index = Arc::new(Index::new());
        let search = Search {
            index: Arc::clone(&index),
            before,
            gauge,
        };
        thread::Builder::new()
            .name("preview".to_owned())
            .spawn(move || run(site, &search, &ready, asked))
            .map_err(|error| {
                vec![Diagnostic::error(format!(
                    "the system has no thread to spare: {error}"
                ))]
            })?;
        let (paths, noticed) = told
            .recv()
            .unwrap_or_else(|_| Err(vec![Diagnostic::error("the preview ended unexpectedly")]))?;
        let preview = Self {
            asks: Mutex::new(asks),
            paths,
            index,
        };
        Ok((preview, noticed))
    }
}

impl Files for Preview {
    fn has(&self, path: &str) -> bool {
        self.paths.contains(path) || (path.starts_with(SEARCH) && self.read(path).is_file())
    }

    fn read(&self, path: &str) -> Content {
        let (answer, answered) = mpsc::channel();
        let ask = Ask {
            path: path.to_owned(),
            answer,
        };
        let asks = self.asks.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = asks.send(ask);
        drop(asks);
        answered.recv().unwrap_or_else(|_| {
            let fault = Diagnostic::error("the preview broke off while it rendered");
            Content::Fault(vec![fault.help("change a file, and it begins anew")])
        })
    }
}

/// Paths of a site that can be rendered, and what was noticed; or its faults.
type Readiness = Result<(HashSet<String>, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Renders what is asked for until nobody can ask any more.
fn run(mut site: Planned, search: &Search, ready: &Sender<Readiness>, asked: Receiver<Ask>) {
    let Some(theme) = site.theme.take() else {
        let _ = ready.send(Err(Vec::new()));
        return;
    };
    let content = site.content();
    let outcome = render::with_renderer(content, theme, &site.options, |renderer, noticed| {
        if has(Severity::Error, &noticed) {
            let _ = ready.send(Err(noticed));
            return;
        }
        let paths = renderer.paths().map(str::to_owned).collect();
        let _ = ready.send(Ok((paths, noticed)));
        thread::scope(|scope| {
            for Ask { path, answer } in asked {
                // Making the index takes seconds; pages do not wait for it.
                if path.starts_with(SEARCH) && renderer.has_search() {
                    scope.spawn(move || answer.send(search.file(renderer, &path)));
                } else {
                    let _ = answer.send(match renderer.file(&path, &|_| None) {
                        None => Content::Missing,
                        Some(Ok(bytes)) => Content::File(bytes),
                        Some(Err(fault)) => Content::Fault(vec![fault]),
                    });
                }
            }
        });
    });
    if let Err(faults) = outcome {
        let _ = ready.send(Err(faults));
    }
}

/// How the search index comes about.
#[derive(Debug)]
struct Search {
    index: Arc<Index>,
    before: Option<Arc<Index>>,
    gauge: Gauge,
}

impl Search {
    /// A file of the index, which is made if nobody asked before.
    fn file(&self, renderer: &Renderer<'_>, path: &str) -> Content {
        let made = self.index.get_or_init(|| {
            let folder = Memory {
                files: Mutex::default(),
                before: self.before.as_deref(),
            };
            match renderer.search(&folder, self.gauge) {
                Ok(_) => Ok(folder
                    .files
                    .into_inner()
                    .unwrap_or_else(PoisonError::into_inner)),
                Err(render::Failure::Faults(faults)) => Err(faults),
                Err(render::Failure::Folder(never)) => match never {},
            }
        });
        match made {
            Ok(files) => files
                .get(path)
                .map_or(Content::Missing, |bytes| Content::File(bytes.clone())),
            Err(faults) => Content::Fault(faults.clone()),
        }
    }
}

/// A folder in memory, with that of the preview before behind it.
struct Memory<'a> {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    before: Option<&'a Index>,
}

impl render::Folder for Memory<'_> {
    type Error = Infallible;

    fn write(&self, file: OutputFile<'_>) -> Result<(), Infallible> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(file.path.to_owned(), file.bytes.to_vec());
        Ok(())
    }

    fn published(&self, path: &str) -> Option<Vec<u8>> {
        self.before?.get()?.as_ref().ok()?.get(path).cloned()
    }
}
