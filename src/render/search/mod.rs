//! Whole-archive search in a static folder, by Pagefind.
//!
//! 1. `record` says what search knows of a paper; `script` parts words that no space parts.
//! 2. `index` has Pagefind make a bundle of each part of the index ([`crate::pages::search`]).
//! 3. `kept` takes over what the last build made from the same papers.
//! 4. `words` lists words, for queries that are mistyped.
//!
//! The reader's browser merges the bundles. Left out: how search looks, which is the theme's.

mod index;
mod kept;
mod record;
mod script;
mod words;

use super::Folder;
use super::scene::Scene;
use crate::model::account::SearchAccount;
use crate::model::gauge::Gauge;
use crate::model::output::OutputFile;
use crate::pages::permalinks;
use crate::pages::search::{self, Part};
use index::Indexer;
use record::Record;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use words::Words;

/// Bundles made at once at most; each needs some 300 MB while it is made.
const AT_ONCE: usize = 4;

/// Why there is no index.
#[derive(Debug)]
pub enum Failure<E> {
    /// The system has no thread to spare, and says why.
    System(String),
    /// Pagefind could not make the bundle in this folder, and says why.
    Index { folder: String, why: String },
    /// It panicked.
    Panic,
    /// The site's folder refused a file.
    Folder(E),
}

/// Makes the index of a site and hands its files to `folder`.
///
/// # Errors
/// [`Failure`]; one of several.
pub fn write<F: Folder>(
    scene: &Scene<'_>,
    folder: &F,
    gauge: Gauge,
) -> Result<SearchAccount, Failure<F::Error>> {
    let (begun, memory) = ((gauge.time)(), (gauge.peak_memory)());
    let parts = search::parts(scene.library());
    let language = language(scene);
    let next = AtomicUsize::new(0);
    let work = || -> Result<(Words, usize), Failure<F::Error>> {
        let indexer = Indexer::new().map_err(Failure::System)?;
        let mut words = Words::default();
        let mut kept = 0;
        while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let records = records(scene, part);
            words.add(&records);
            kept += usize::from(bundle(part, &records, &language, &indexer, folder)?);
        }
        Ok((words, kept))
    };
    let found = Mutex::new((Words::default(), 0));
    let failures = Mutex::new(Vec::new());
    let threads = rayon::current_num_threads();
    thread::scope(|scope| {
        for _ in 0..threads.min(AT_ONCE).min(parts.len()) {
            scope.spawn(|| match work() {
                Ok((words, kept)) => {
                    let mut found = lock(&found);
                    found.0.join(words);
                    found.1 += kept;
                }
                Err(failure) => {
                    // Nobody needs the others then.
                    next.store(parts.len(), Ordering::Relaxed);
                    lock(&failures).push(failure);
                }
            });
        }
    });
    if let Some(failure) = lock(&failures).pop() {
        return Err(failure);
    }
    let (words, kept) = found
        .into_inner()
        .unwrap_or_else(|fault| fault.into_inner());
    put(folder, permalinks::SEARCH_WORDS, words.list().as_bytes())?;
    let peak = (gauge.peak_memory)();
    Ok(SearchAccount {
        papers: parts.iter().map(|part| part.papers.len()).sum(),
        bundles: parts.len(),
        kept,
        seconds: ((gauge.time)() - begun).as_secs_f64(),
        memory: peak.zip(memory).map(|(peak, before)| peak - before),
    })
}

/// The language by whose rules words are reduced to their stems: that of most papers, which is
/// English or the site's.
fn language(scene: &Scene<'_>) -> String {
    let site = scene.options.language.split('-').next().unwrap_or_default();
    let papers = scene.library().papers.len();
    if scene.english_titles() * 2 > papers {
        "en".to_owned()
    } else {
        site.to_lowercase()
    }
}

fn records(scene: &Scene<'_>, part: &Part) -> Vec<Record> {
    let papers = part.papers.iter().enumerate();
    papers
        .map(|(place, paper)| Record::of(scene, *paper, place))
        .collect()
}

/// Writes the bundle of a part; tells whether it is that of the last build.
fn bundle<F: Folder>(
    part: &Part,
    records: &[Record],
    language: &str,
    indexer: &Indexer,
    folder: &F,
) -> Result<bool, Failure<F::Error>> {
    let path = permalinks::search_part(part);
    let origin = kept::origin(records, language);
    let kept = kept::take_over(&path, &origin, &|path: &str| folder.published(path));
    let is_kept = kept.is_some();
    let files = match kept {
        Some(files) => files,
        None => {
            let mut files = indexer
                .bundle(records, language)
                .map_err(|why| Failure::Index {
                    folder: path.clone(),
                    why,
                })?;
            kept::list(&mut files, origin);
            files
        }
    };
    for (name, bytes) in &files {
        put(folder, &format!("{path}/{name}"), bytes)?;
    }
    Ok(is_kept)
}

fn put<F: Folder>(folder: &F, path: &str, bytes: &[u8]) -> Result<(), Failure<F::Error>> {
    folder
        .write(OutputFile { path, bytes })
        .map_err(Failure::Folder)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
