//! Two pages that want one address: found here, before anything is rendered.

use super::cards::Card;
use super::file::{Collection, Feed, File};
use super::{Page, Shows, permalinks};
use crate::diagnostic::Diagnostic;
use crate::model::declaration::StandingPage;
use crate::model::library::Library;
use std::collections::HashMap;

/// One diagnostic for each address that more than one page wants. Addresses that differ in case
/// alone are one, since a checkout on macOS or Windows would lose one of them.
pub fn find(pages: &[Page], library: &Library, standing: &[StandingPage]) -> Vec<Diagnostic> {
    let mut holders: HashMap<String, &Page> = HashMap::with_capacity(pages.len());
    let mut faults = Vec::new();
    for page in pages {
        let Some(first) = holders.insert(page.path.to_lowercase(), page) else {
            continue;
        };
        // One fault a page is enough: its exports and its picture collide with it.
        if page.shows.template().is_none() {
            continue;
        }
        let (name, source) = describe(&page.shows, library, standing);
        let (first_name, _) = describe(&first.shows, library, standing);
        let fault = Diagnostic::error(format!(
            "two pages want the address {}: {first_name} and {name}",
            page.path
        ))
        .help(match page.shows {
            Shows::Digest(_) => {
                "give each digest of the day a title of its own, or put its papers into one file"
            }
            Shows::Standing(_) => "give the page another `slug` in its front matter",
            _ => "rename one of them",
        });
        faults.push(match source {
            Some(source) => fault.in_file(source).at_line("", 1),
            None => fault,
        });
    }
    faults
}

/// One diagnostic for each static file, given by its path in the site and where it comes from, that
/// has the address of a page.
pub fn with_files<'a>(
    pages: &[Page],
    library: &Library,
    standing: &[StandingPage],
    files: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> Vec<Diagnostic> {
    let files: HashMap<String, Option<&str>> = files
        .map(|(path, source)| (path.to_lowercase(), source))
        .collect();
    pages
        .iter()
        .filter_map(|page| {
            let source = *files.get(&page.path.to_lowercase())?;
            let (name, _) = describe(&page.shows, library, standing);
            Some(
                Diagnostic::error(format!(
                    "the static file {} has the address of {name}",
                    page.path
                ))
                .in_file(source.unwrap_or(&page.path))
                .help("rename the static file; how a page looks is changed by its template"),
            )
        })
        .collect()
}

/// What a page is, in words, and the file that it comes from.
fn describe(
    shows: &Shows,
    library: &Library,
    standing: &[StandingPage],
) -> (String, Option<String>) {
    match shows {
        Shows::Digest(index) | Shows::File(File::Export(Collection::Digest(index), _)) => {
            let source = &library.digest(*index).source;
            (format!("the digest {source}"), Some(source.clone()))
        }
        Shows::Newsletter(index) => {
            let source = &library.digest(*index).source;
            (format!("the newsletter of {source}"), Some(source.clone()))
        }
        Shows::Standing(index) => {
            let source = &standing[*index].source;
            (format!("the page {source}"), Some(source.clone()))
        }
        Shows::File(File::Feed(Feed::Topic(topic))) => {
            let name = &library.topic(*topic).name;
            (format!("the feed of the topic `{name}`"), None)
        }
        Shows::File(File::Feed(Feed::Author(author))) => {
            let name = &library.author(*author).name;
            (format!("the feed of the author `{name}`"), None)
        }
        Shows::File(File::Export(Collection::Topic(topic), _)) => {
            let name = &library.topic(*topic).name;
            (format!("the papers of the topic `{name}`"), None)
        }
        Shows::File(File::Card(card)) => (
            format!("the share card of {}", subject(*card, library)),
            None,
        ),
        Shows::File(file) => {
            let path = permalinks::of_file(*file, library);
            (format!("Offprint's own {path}"), None)
        }
        Shows::Authors => ("the list of authors".to_owned(), None),
        Shows::Author(author) => {
            let name = &library.author(*author).name;
            (format!("the author `{name}`"), None)
        }
        Shows::Trending => ("the trending papers".to_owned(), None),
        Shows::Period(index) => {
            let span = library.periods[*index].span;
            (format!("the page of {span}"), None)
        }
        Shows::Topic { topic, .. } => (format!("the topic `{}`", library.topic(*topic).name), None),
        Shows::Paper(index) => (format!("the paper `{}`", library.paper(*index).key), None),
        Shows::Redirect(target) => (format!("the former address of {target}"), None),
        Shows::Index => ("the front page".to_owned(), None),
        Shows::Topics => ("the list of topics".to_owned(), None),
        Shows::Archive => ("the archive".to_owned(), None),
        Shows::Search => ("the search page".to_owned(), None),
        Shows::Subscribe => ("the page on subscribing".to_owned(), None),
        Shows::Reading => ("the reading list".to_owned(), None),
        Shows::NotFound => ("the page for missing addresses".to_owned(), None),
    }
}

/// What a share card is of, in words.
fn subject(card: Card, library: &Library) -> String {
    match card {
        Card::Front => "the site".to_owned(),
        Card::Digest(index) => format!("the digest {}", library.digest(index).source),
        Card::Topic(index) => format!("the topic `{}`", library.topic(index).name),
        Card::Paper(index) => format!("the paper `{}`", library.paper(index).key),
    }
}
