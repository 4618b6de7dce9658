//! Pagefind: records in, the files of a bundle out.

use super::record::Record;
use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;
use std::collections::BTreeMap;

/// Which release of Pagefind makes the bundles: a bundle of another is not taken over from the last
/// build. A test holds it to `Cargo.lock`.
pub const RELEASE: &str = "1.6.0";

/// Papers whose texts share a file. A list of results is of papers from everywhere, so files of many
/// papers would mean much to download; and files of one would double the number of the site's files.
const PAPERS_A_FILE: usize = 6;

/// A bundle's files: path within it, and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What makes bundles, one after the other.
#[derive(Debug)]
pub struct Indexer {
    pool: rayon::ThreadPool,
    runtime: tokio::runtime::Runtime,
}

impl Indexer {
    /// Pagefind builds its indexes on rayon's threads. Those of the pages are busy, so it gets the
    /// calling one, for as long as that lives.
    ///
    /// # Errors
    /// What the system refused.
    pub fn new() -> Result<Self, String> {
        Ok(Self {
            pool: rayon::ThreadPoolBuilder::new()
                .num_threads(1)
                .use_current_thread()
                .build()
                .map_err(|error| error.to_string())?,
            runtime: tokio::runtime::Builder::new_current_thread()
                .build()
                .map_err(|error| error.to_string())?,
        })
    }

    /// Makes a bundle. `language` tells how words are reduced to their stems.
    ///
    /// # Errors
    /// What Pagefind says.
    pub fn bundle(&self, records: &[Record], language: &str) -> Result<Files, String> {
        let work = || self.runtime.block_on(files(records, language));
        self.pool
            .install(work)
            .map_err(|error| format!("{error:#}"))
    }
}

async fn files(records: &[Record], language: &str) -> anyhow::Result<Files> {
    let groups = u32::try_from(records.len().div_ceil(PAPERS_A_FILE))?;
    let config = PagefindServiceConfig::builder()
        .force_language(language.to_owned())
        .max_fragments(groups)
        .build();
    let mut index = PagefindIndex::new(Some(config))?;
    for record in records.iter().cloned() {
        let Record {
            url,
            content,
            meta,
            filters,
            sort,
        } = record;
        let language = language.to_owned();
        index
            .add_custom_record(
                url,
                content,
                language,
                Some(meta),
                Some(filters),
                Some(sort),
            )
            .await?;
    }
    let made = index.get_files().await?;
    let named = made.into_iter().map(|file| {
        let name = file.filename.to_string_lossy().replace('\\', "/");
        (name, file.contents)
    });
    let stems = format!("wasm.{language}.pagefind");
    let mut files: Files = named.filter(|(name, _)| !is_spare(name)).collect();
    // Every bundle has the program for words without stems, which few need.
    if files.contains_key(&stems) {
        files.remove("wasm.unknown.pagefind");
    }
    Ok(files)
}

/// Ready-made search forms, of which folio's own takes the place.
fn is_spare(name: &str) -> bool {
    name.contains("-ui.") || name.starts_with("pagefind-highlight")
}
