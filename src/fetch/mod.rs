//! Fetching: a source in, digest files out.
//!
//! 1. [`source`] says what a source is; `days` which days of it are wanted;
//! 2. [`client`] asks for addresses, by the rules of [`policy`] and no faster than hosts allow; `resolver`
//!    keeps names from leading into the own network;
//! 3. `huggingface`, `arxiv` and `feed` know the three kinds of source, and have their answers read by
//!    the readers that read files;
//! 4. [`digest_file`] writes what was read in Offprint's own form;
//! 5. `known` tells papers that were met before; `store` puts a day into `content/`, whole or not at all, and never over what somebody edited.
//!
//! That a source has no papers and that it does not answer are two outcomes, and never mixed up.
//! Left out: the clock and the environment, which are handed in ([`Clock`], [`client::Options`]).

mod arxiv;
pub mod client;
mod days;
pub mod digest_file;
mod feed;
mod huggingface;
mod known;
pub mod policy;
mod resolver;
pub mod source;
mod store;

use crate::diagnostic::Diagnostic;
use crate::model::clock::Clock;
use crate::model::date::Date;
use crate::model::digest::{Announcement, Mention};
use client::{Client, FetchError};
use source::Source;
use std::path::Path;
use store::Store;

pub use store::{Kept, StoreError};

/// What is wanted of a source.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    pub source: Source,
    /// Where the source is asked, if not at its own address; a mirror.
    pub address: Option<String>,
    /// Which announcements of arXiv are taken.
    pub announce: Vec<Announcement>,
    /// This day alone; none for today and what was missed.
    pub date: Option<Date>,
}

impl Query {
    /// Of a source, as it is asked where nothing else is said.
    pub fn of(source: Source) -> Self {
        Self {
            source,
            address: None,
            announce: vec![Announcement::New, Announcement::Cross],
            date: None,
        }
    }
}

/// What became of fetching from a source.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files of `content/` that hold what was fetched.
    pub files: Vec<FetchedFile>,
    /// Days of which the source has no papers.
    pub empty: Vec<Date>,
    /// What was noticed about the answers.
    pub diagnostics: Vec<Diagnostic>,
    /// Why that is not all.
    pub failure: Option<Failure>,
}

/// A file of `content/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedFile {
    pub date: Date,
    /// Path relative to the site's root, with `/`.
    pub path: String,
    pub papers: usize,
    pub kept: Kept,
}

/// Why something was not fetched.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The source is down, or its answer is of no use.
    #[error(transparent)]
    Source(#[from] FetchError),
    /// The file cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The papers of one day, as a source gives them.
#[derive(Debug)]
struct Day {
    date: Date,
    mentions: Vec<Mention>,
}

impl Day {
    /// As weekends are.
    fn without_papers(date: Date) -> Self {
        Self {
            date,
            mentions: Vec::new(),
        }
    }
}

/// Fetches what a query wants into the site at `root`. What was fetched before something failed stays.
pub fn fetch(query: &Query, root: &Path, client: &Client<'_>, clock: &dyn Clock) -> Outcome {
    let mut outcome = Outcome::default();
    let store = match Store::open(root, &query.source) {
        Ok(store) => store,
        Err(error) => {
            outcome.failure = Some(error.into());
            return outcome;
        }
    };
    let today = days::utc(clock.now());
    let mut take = |day: Day, diagnostics: Vec<Diagnostic>| -> Result<bool, Failure> {
        outcome.diagnostics.extend(diagnostics);
        if day.mentions.is_empty() {
            outcome.empty.push(day.date);
            return Ok(false);
        }
        let file = store.put(day.date, &day.mentions)?;
        outcome.files.push(file);
        Ok(true)
    };
    let result = match &query.source {
        Source::HuggingFace => huggingface::fetch(query, &store, client, today, &mut take),
        Source::Arxiv(categories) => {
            arxiv::fetch(query, categories, &store, client, today, &mut take)
        }
        Source::Feed(url) => feed::fetch(query, url, &store, client, today, &mut take),
    };
    outcome.failure = result.err();
    outcome
}

/// Takes the papers of a day, with what was noticed about them; says whether there were any.
type Take<'a> = dyn FnMut(Day, Vec<Diagnostic>) -> Result<bool, Failure> + 'a;
