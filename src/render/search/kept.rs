//! Bundles that are taken over from the last build.
//!
//! A bundle takes a second a thousand papers to make, and of most nothing changes from one night to
//! the next. So each lists in `bundle.json` what it was made from, as a hash, and which files it has.

use super::index::{Files, RELEASE};
use super::record::Record;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

/// Name of the list within a bundle.
const LIST: &str = "bundle.json";

/// What a bundle was made from, and what it consists of.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    from: String,
    files: Vec<String>,
}

/// A name for what a bundle is made from: the same records in the same language, by the same
/// programs.
pub fn origin(records: &[Record], language: &str) -> String {
    // As text, so that the name is the same on every machine.
    let text = serde_json::to_vec(&(env!("CARGO_PKG_VERSION"), RELEASE, language, records));
    format!("{:032x}", xxh3_128(&text.unwrap_or_default()))
}

/// Adds the list to a finished bundle.
pub fn list(files: &mut Files, origin: String) {
    let list = List {
        from: origin,
        files: files.keys().cloned().collect(),
    };
    let json = serde_json::to_vec(&list).unwrap_or_default();
    files.insert(LIST.to_owned(), json);
}

/// The bundle in `folder` of the last build, if it was made from the same and is whole. `published`
/// gives files of the last build as they were written.
pub fn take_over(
    folder: &str,
    origin: &str,
    published: &(impl Fn(&str) -> Option<Vec<u8>> + ?Sized),
) -> Option<Files> {
    let file = |name: &str| published(&format!("{folder}/{name}"));
    let bytes = file(LIST)?;
    let list: List = serde_json::from_slice(&bytes).ok()?;
    if list.from != origin {
        return None;
    }
    let mut files = Files::new();
    for name in list.files {
        let bytes = file(&name)?;
        files.insert(name, bytes);
    }
    files.insert(LIST.to_owned(), bytes);
    Some(files)
}
