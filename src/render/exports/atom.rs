//! Atom feeds (RFC 4287): the newest papers of a topic, an entry a paper.
//!
//! Ids are `tag:` URIs (RFC 4151) that name the paper, so that an entry is the same in every feed.
//! `updated` is the day of the digest that showed a paper last, never the time of a build: an
//! unchanged night gives the same bytes. Readers order entries of one moment at will, so each is a
//! second earlier than the one before it in its digest.

use crate::markup::{self, Place};
use crate::model::digest::Prose;
use crate::model::library::{PaperIndex, TopicIndex};
use crate::model::paper;
use crate::pages::permalinks;
use crate::render::scene::Scene;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// Entries of a feed.
const ENTRIES: usize = 30;

/// The year in which the form of the ids was settled; part of every id, and never to be changed.
const SINCE: &str = "2026";

/// Writes the feed of a topic that has papers. Without an address of the site there is none.
pub fn topic(scene: &Scene<'_>, index: TopicIndex, buffer: &mut Vec<u8>) {
    buffer.clear();
    let Some(base) = scene.options.base_url.as_deref() else {
        return;
    };
    let topic = scene.library().topic(index);
    let papers: Vec<PaperIndex> = topic.papers.iter().copied().take(ENTRIES).collect();
    let feed = Feed {
        title: format!("{}: {}", scene.options.title, topic.name),
        page: permalinks::topic(topic, 1),
        path: permalinks::topic_feed(topic),
        base,
        host: host(base),
    };
    feed.write(scene, &papers, &mut Writer::new(&mut *buffer))
        .expect("memory takes every byte");
    buffer.push(b'\n');
}

struct Feed<'a> {
    title: String,
    page: String,
    path: String,
    base: &'a str,
    host: String,
}

impl Feed<'_> {
    fn write(
        &self,
        scene: &Scene<'_>,
        papers: &[PaperIndex],
        out: &mut Writer<&mut Vec<u8>>,
    ) -> io::Result<()> {
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let newest = papers.iter().map(|paper| updated(scene, *paper)).max();
        out.create_element("feed")
            .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
            .with_attribute(("xml:lang", scene.options.language.as_str()))
            .write_inner_content(|out| {
                text(out, "id", &self.id(&self.page))?;
                text(out, "title", &self.title)?;
                text(out, "updated", &newest.unwrap_or_default())?;
                self.link(out, "self", &self.path)?;
                self.link(out, "alternate", &self.page)?;
                person(out, author(scene))?;
                for paper in papers {
                    self.entry(scene, *paper, out)?;
                }
                Ok(())
            })?;
        Ok(())
    }

    fn entry(
        &self,
        scene: &Scene<'_>,
        index: PaperIndex,
        out: &mut Writer<&mut Vec<u8>>,
    ) -> io::Result<()> {
        let paper = scene.library().paper(index);
        let page = permalinks::paper(&paper.key);
        out.create_element("entry").write_inner_content(|out| {
            text(out, "id", &self.id(&page))?;
            text(out, "title", &markup::bare(&paper.title))?;
            text(out, "updated", &updated(scene, index))?;
            self.link(out, "alternate", &page)?;
            for name in &paper.authors {
                person(out, name)?;
            }
            for topic in &scene.library().topics_of[index.0] {
                let name = clean(&scene.library().topic(*topic).name);
                out.create_element("category")
                    .with_attribute(("term", name.as_str()))
                    .write_empty()?;
            }
            let place = Place {
                root: self.base,
                scope: "",
            };
            let body = match &paper.abstract_text {
                Some(Prose::Markdown(text)) => markup::markdown(text, place, scene.options.markup),
                Some(Prose::Plain(text)) => markup::plain(text, scene.options.markup),
                None => return Ok(()),
            };
            out.create_element("content")
                .with_attribute(("type", "html"))
                .write_text_content(BytesText::new(&clean(&body)))?;
            Ok(())
        })?;
        Ok(())
    }

    fn id(&self, path: &str) -> String {
        let name = path.strip_suffix(".html").unwrap_or(path);
        format!("tag:{},{SINCE}:{name}", self.host)
    }

    fn link(&self, out: &mut Writer<&mut Vec<u8>>, rel: &str, path: &str) -> io::Result<()> {
        let address = format!("{}{path}", self.base);
        out.create_element("link")
            .with_attribute(("rel", rel))
            .with_attribute(("href", address.as_str()))
            .write_empty()?;
        Ok(())
    }
}

/// Who publishes the site, which a feed has to name; the site where nobody is named.
fn author<'a>(scene: &Scene<'a>) -> &'a str {
    let options = scene.options;
    if options.author.is_empty() {
        &options.title
    } else {
        &options.author
    }
}

fn person(out: &mut Writer<&mut Vec<u8>>, name: &str) -> io::Result<()> {
    out.create_element("author")
        .write_inner_content(|out| text(out, "name", name))?;
    Ok(())
}

fn text(out: &mut Writer<&mut Vec<u8>>, element: &str, text: &str) -> io::Result<()> {
    out.create_element(element)
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}

/// A text without the characters that XML 1.0 does not have.
fn clean(text: &str) -> String {
    let is_allowed = |c: &char| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_allowed).collect()
}

/// The moment at which a paper was shown last.
fn updated(scene: &Scene<'_>, index: PaperIndex) -> String {
    let paper::Place { digest, position } = scene.library().paper(index).newest_mention();
    let digest = scene.library().digest(digest);
    let seconds = digest.papers.len().saturating_sub(position + 1).min(86_399);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!(
        "{}T{hours:02}:{minutes:02}:{:02}Z",
        digest.date,
        seconds % 60
    )
}

/// The host of an address, in small letters.
fn host(base: &str) -> String {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    host.to_lowercase()
}
