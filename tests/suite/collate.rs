//! The room `collate`: which mentions are one paper, what is kept of each, and the topics.
//!
//! Digests are written in Markdown here, since that is what people see.

mod editions;
mod found;
mod identity;
mod links;
mod looking_back;
mod merging;
mod properties;
mod related;
mod sections;
mod topics;
mod trending;

use offprint::collate::{self, Collation, Options};
use offprint::model::declaration::TopicDeclaration;
use offprint::model::digest::Digest;
use offprint::model::library::{Library, PaperIndex};
use offprint::model::paper::Paper;
use offprint::readers::source::Source;
use offprint::readers::{self, declarations};

/// Reads digests, each a name below `content/` and its text.
fn digests(files: &[(&str, &str)]) -> Vec<Digest> {
    files
        .iter()
        .flat_map(|(name, text)| {
            let name = format!("content/{name}");
            let source = Source::new(&name, text);
            let format = readers::recognise(&source).expect("the test writes what is known");
            format.read(&source, readers::Options::default()).digests
        })
        .collect()
}

/// Collates digests; every topic that the input names gets a page.
fn collated(files: &[(&str, &str)]) -> Collation {
    collate::collate(
        digests(files),
        collate::Declarations::default(),
        &options(1),
    )
}

/// Options by which a topic that is not declared needs so many papers.
fn options(min_papers: usize) -> Options {
    let mut options = Options::default();
    options.topics.min_papers = min_papers;
    options
}

fn library(files: &[(&str, &str)]) -> Library {
    collated(files).library
}

/// Declares topics, each a name below `content/topics/` and its text.
fn declared(files: &[(&str, &str)]) -> Vec<TopicDeclaration> {
    files
        .iter()
        .map(|(name, text)| {
            let name = format!("content/topics/{name}");
            declarations::topic(&Source::new(&name, text)).expect("the declaration is sound")
        })
        .collect()
}

/// The keys of all papers.
fn keys(library: &Library) -> Vec<&str> {
    library
        .papers
        .iter()
        .map(|paper| paper.key.as_str())
        .collect()
}

#[track_caller]
fn paper<'a>(library: &'a Library, key: &str) -> (usize, &'a Paper) {
    let found = library
        .papers
        .iter()
        .enumerate()
        .find(|(_, paper)| paper.key == key);
    found.unwrap_or_else(|| panic!("no paper has the key {key}: {:?}", keys(library)))
}

/// The names of a paper's topics.
fn topics_of<'a>(library: &'a Library, key: &str) -> Vec<&'a str> {
    let (index, _) = paper(library, key);
    let topics = library.topics_of[index].iter();
    topics
        .map(|topic| library.topic(*topic).name.as_str())
        .collect()
}

/// Date, votes and note of each mention of a paper, newest first.
fn mentions<'a>(library: &'a Library, key: &str) -> Vec<(String, Option<u64>, Option<&'a str>)> {
    let (index, paper) = paper(library, key);
    paper
        .mentions
        .iter()
        .map(|place| {
            let digest = library.digest(place.digest);
            let placed = &digest.papers[place.position];
            assert_eq!(placed.paper, PaperIndex(index));
            (
                digest.date.to_string(),
                placed.votes,
                placed.note.as_deref(),
            )
        })
        .collect()
}
