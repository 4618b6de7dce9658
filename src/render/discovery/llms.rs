//! `llms.txt` (llmstxt.org): what a language model should know of the site, in Markdown. Digests are
//! named as Markdown, which needs no browser.

use crate::model::library::DigestIndex;
use crate::pages::file::{Collection, Feed, File, Form};
use crate::pages::{Shows, permalinks};
use crate::render::html;
use crate::render::scene::Scene;
use std::fmt::Write as _;

/// Digests and topics that are named; the archive and the list of topics have the others.
const DIGESTS: usize = 30;
const TOPICS: usize = 40;

pub fn write(scene: &Scene<'_>, buffer: &mut Vec<u8>) {
    let mut text = String::new();
    let title = one_line(&scene.options.title);
    let _ = write!(
        text,
        "# {title}\n\n> {}\n",
        one_line(&html::front_description(scene))
    );
    let sections = [
        (scene.language.word("digests"), digests(scene)),
        (scene.language.word("topics"), topics(scene)),
        (scene.language.word("papers"), data(scene)),
    ];
    for (name, links) in sections {
        if !links.is_empty() {
            let _ = write!(text, "\n## {name}\n\n{links}");
        }
    }
    buffer.clear();
    buffer.extend_from_slice(text.as_bytes());
}

fn digests(scene: &Scene<'_>) -> String {
    let library = scene.library();
    let newest = (0..library.digests.len()).rev().take(DIGESTS);
    let links = newest.map(|index| {
        let index = DigestIndex(index);
        let path = permalinks::export(Collection::Digest(index), Form::Markdown, library);
        let papers = library.digest(index).papers.len();
        let papers = scene.language.count("papers", papers);
        link(scene, &scene.digest_link(index).title, &path, &papers)
    });
    links.collect()
}

fn topics(scene: &Scene<'_>) -> String {
    let library = scene.library();
    let largest = scene.largest_topics().into_iter().take(TOPICS);
    let links = largest.map(|index| {
        let topic = library.topic(index);
        let papers = scene.language.count("papers", topic.papers.len());
        link(scene, &topic.name, &permalinks::topic(topic, 1), &papers)
    });
    links.collect()
}

/// The whole library, and what brings its news.
fn data(scene: &Scene<'_>) -> String {
    let library = scene.library();
    let mut links = String::new();
    for page in scene.content.pages {
        let name = match page.shows {
            Shows::File(File::Papers) => "JSON",
            Shows::File(File::Feed(Feed::Site)) => "Atom",
            Shows::Archive => scene.language.word("archive"),
            Shows::Topics if !library.topics.is_empty() => scene.language.word("topics"),
            _ => continue,
        };
        let count = match page.shows {
            Shows::Topics => scene.language.count("topics", library.topics.len()),
            Shows::Archive => scene.language.count("digests", library.digests.len()),
            _ => scene.language.count("papers", library.papers.len()),
        };
        links.push_str(&link(scene, name, &page.path, &count));
    }
    links
}

/// `- [name](url): note`, with the address absolute where the site has one.
fn link(scene: &Scene<'_>, name: &str, path: &str, note: &str) -> String {
    let base = scene.base();
    let name = one_line(name)
        .replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]");
    format!("- [{name}]({base}{path}): {note}\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
