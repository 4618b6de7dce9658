//! A feed as Atom (RFC 4287).

use super::entry::Entry;
use super::{Feed, publisher};
use crate::render::scene::Scene;
use crate::render::xml::{Out, clean, text, write_into};
use quick_xml::events::BytesText;
use std::io;

pub fn write(scene: &Scene<'_>, feed: &Feed<'_>, buffer: &mut Vec<u8>) {
    write_into(buffer, |out| whole(scene, feed, out));
}

fn whole(scene: &Scene<'_>, feed: &Feed<'_>, out: &mut Out<'_>) -> io::Result<()> {
    let updated = feed.entries.iter().map(|entry| entry.updated.as_str());
    let updated = updated.max().unwrap_or_default();
    out.create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", scene.options.language.as_str()))
        .write_inner_content(|out| {
            text(out, "id", &feed.id)?;
            text(out, "title", &feed.title)?;
            text(out, "updated", updated)?;
            let address = |path: &str| format!("{}{path}", feed.base);
            link(out, "self", "application/atom+xml", &address(&feed.path))?;
            link(out, "alternate", "text/html", &address(&feed.page))?;
            person(out, publisher(scene.options))?;
            feed.entries.iter().try_for_each(|item| entry(item, out))
        })?;
    Ok(())
}

fn entry(entry: &Entry, out: &mut Out<'_>) -> io::Result<()> {
    out.create_element("entry").write_inner_content(|out| {
        text(out, "id", &entry.id)?;
        text(out, "title", &entry.title)?;
        text(out, "published", &entry.published)?;
        text(out, "updated", &entry.updated)?;
        link(out, "alternate", "text/html", &entry.url)?;
        if let Some(url) = &entry.external_url {
            link(out, "related", "text/html", url)?;
        }
        for name in &entry.authors {
            person(out, name)?;
        }
        for topic in &entry.topics {
            out.create_element("category")
                .with_attribute(("term", clean(topic).as_str()))
                .write_empty()?;
        }
        let Some(html) = &entry.html else {
            return Ok(());
        };
        out.create_element("content")
            .with_attribute(("type", "html"))
            .write_text_content(BytesText::new(&clean(html)))?;
        Ok(())
    })?;
    Ok(())
}

fn link(out: &mut Out<'_>, rel: &str, kind: &str, address: &str) -> io::Result<()> {
    out.create_element("link")
        .with_attribute(("rel", rel))
        .with_attribute(("type", kind))
        .with_attribute(("href", address))
        .write_empty()?;
    Ok(())
}

fn person(out: &mut Out<'_>, name: &str) -> io::Result<()> {
    out.create_element("author")
        .write_inner_content(|out| text(out, "name", name))?;
    Ok(())
}
