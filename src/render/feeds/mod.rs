//! Feeds: the newest papers of the site, of each topic and of each author, the newest digests.
//!
//! 1. A `Feed` is finished values: what it is called, where it is, its entries (`entry`).
//! 2. `atom` and `json` write it, `list` writes the list of all topic feeds.
//!
//! Ids are `tag:` URIs (RFC 4151) that name the paper, so that an entry is the same in every feed, and
//! whoever moves a site keeps them by naming its old address. Times are those of the digests, never that
//! of a build: an unchanged night gives the same bytes.

mod atom;
mod entry;
mod json;
mod list;

use super::Options;
use super::scene::Scene;
use crate::model::library::{DigestIndex, PaperIndex};
use crate::pages::file;
use crate::pages::permalinks;
use entry::Entry;
use std::cmp::Reverse;

pub use list::write as write_list;

/// Papers in the feed of the site, which has to hold a whole digest, and in one of a topic or an
/// author.
const PAPERS: usize = 100;
const FEW_PAPERS: usize = 30;

/// Entries of the feed of digests.
const DIGESTS: usize = 20;

/// The year in which the form of the ids was settled; part of every id, and never to be changed.
const SINCE: &str = "2026";

/// The `[feeds]` table.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// The host and the path that ids are named after, such as `example.org/papers`; those of
    /// `base_url` where there is none. Whoever moves a site sets it to the old ones.
    pub authority: Option<String>,
}

/// A feed, finished but for its form.
#[derive(Debug)]
struct Feed<'a> {
    id: String,
    title: String,
    /// Paths of the feed itself and of the page that shows the same.
    path: String,
    page: String,
    /// Absolute address of the site's root.
    base: &'a str,
    entries: Vec<Entry>,
}

/// Writes a feed into `buffer`.
pub fn write(scene: &Scene<'_>, of: file::Feed, buffer: &mut Vec<u8>) {
    buffer.clear();
    let feed = feed(scene, of, scene.base());
    match of {
        file::Feed::SiteJson => json::write(scene, &feed, buffer),
        _ => atom::write(scene, &feed, buffer),
    }
}

fn feed<'a>(scene: &Scene<'_>, of: file::Feed, base: &'a str) -> Feed<'a> {
    let library = scene.library();
    let site = &scene.options.title;
    let paper_entries = |papers: Vec<PaperIndex>| -> Vec<Entry> {
        let papers = papers.into_iter();
        papers
            .map(|paper| entry::of_paper(scene, paper, base))
            .collect()
    };
    let (title, page, entries) = match of {
        file::Feed::Site | file::Feed::SiteJson => {
            let entries = paper_entries(newest_papers(scene));
            (site.clone(), String::new(), entries)
        }
        file::Feed::Digests => {
            let newest = (0..library.digests.len()).rev().take(DIGESTS);
            let entries = newest.map(|index| entry::of_digest(scene, DigestIndex(index), base));
            let title = format!("{site}: {}", scene.language.word("digests"));
            (title, permalinks::ARCHIVE.to_owned(), entries.collect())
        }
        file::Feed::Topic(index) => {
            let topic = library.topic(index);
            let papers = topic.papers.iter().copied().take(FEW_PAPERS);
            let title = format!("{site}: {}", topic.name);
            let page = permalinks::topic(topic, 1);
            (title, page, paper_entries(papers.collect()))
        }
        file::Feed::Author(index) => {
            let author = library.author(index);
            let papers = author.papers.iter().copied().take(FEW_PAPERS);
            let title = format!("{site}: {}", author.name);
            let page = permalinks::author(author);
            (title, page, paper_entries(papers.collect()))
        }
    };
    let named = if page.is_empty() {
        permalinks::INDEX
    } else {
        &page
    };
    Feed {
        id: id(scene.options, base, named),
        title,
        path: permalinks::feed(of, library),
        page,
        base,
        entries,
    }
}

/// The papers that were shown last, in the order of their digests.
fn newest_papers(scene: &Scene<'_>) -> Vec<PaperIndex> {
    let papers = scene.library().papers.iter().enumerate();
    let mut shown: Vec<_> = papers
        .map(|(index, paper)| {
            let newest = paper.newest_mention();
            (Reverse(newest.digest), newest.position, PaperIndex(index))
        })
        .collect();
    shown.sort_unstable();
    shown.truncate(PAPERS);
    shown.into_iter().map(|(_, _, paper)| paper).collect()
}

/// The id of what the page at a path shows. Several sites can share a host, so the site's own path is
/// a part of it.
fn id(options: &Options, base: &str, path: &str) -> String {
    let name = path.strip_suffix(".html").unwrap_or(path);
    let authority = match &options.feeds.authority {
        Some(authority) => authority,
        None => base.split_once("://").map_or(base, |(_, rest)| rest),
    };
    let (host, folder) = authority.split_once('/').unwrap_or((authority, ""));
    let host = host.split(':').next().unwrap_or(host).to_lowercase();
    match folder.trim_matches('/') {
        "" => format!("tag:{host},{SINCE}:{name}"),
        folder => format!("tag:{host},{SINCE}:{folder}/{name}"),
    }
}

/// Who publishes the site, which a feed has to name; the site where nobody is named.
fn publisher(options: &Options) -> &str {
    if options.author.is_empty() {
        &options.title
    } else {
        &options.author
    }
}
