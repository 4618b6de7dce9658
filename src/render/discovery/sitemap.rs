//! `sitemap.xml` (sitemaps.org/protocol.html): every page that search engines are to know, with the
//! day on which a digest last changed it. Pages that no digest changes have none.

use crate::model::date::Date;
use crate::model::library::{Library, PaperIndex};
use crate::pages::file::{self, File};
use crate::pages::{Page, Shows, permalinks};
use crate::render::html;
use crate::render::scene::Scene;
use crate::render::xml::{Out, text, write_into};
use std::io;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Writes the sitemap; where it has parts, the list of these.
pub fn whole(scene: &Scene<'_>, buffer: &mut Vec<u8>) {
    buffer.clear();
    let parts = scene
        .content
        .pages
        .iter()
        .filter_map(|page| match page.shows {
            Shows::File(File::SitemapPart(number)) => Some(number),
            _ => None,
        });
    let parts: Vec<usize> = parts.collect();
    if parts.is_empty() {
        return part(scene, 1, buffer);
    }
    let base = scene.base();
    write_into(buffer, |out| {
        out.create_element("sitemapindex")
            .with_attribute(("xmlns", NAMESPACE))
            .write_inner_content(|out| {
                parts.iter().try_for_each(|number| {
                    let path = permalinks::of_file(File::SitemapPart(*number), scene.library());
                    out.create_element("sitemap")
                        .write_inner_content(|out| text(out, "loc", &format!("{base}{path}")))?;
                    Ok(())
                })
            })?;
        Ok(())
    });
}

/// Writes a part of the sitemap, from 1.
pub fn part(scene: &Scene<'_>, number: usize, buffer: &mut Vec<u8>) {
    buffer.clear();
    let pages = scene.content.pages.iter();
    let pages = pages
        .filter(|page| file::is_listed(&page.shows))
        .skip((number - 1) * file::LARGEST_SITEMAP)
        .take(file::LARGEST_SITEMAP);
    write_into(buffer, |out| {
        out.create_element("urlset")
            .with_attribute(("xmlns", NAMESPACE))
            .write_inner_content(|out| {
                pages.into_iter().try_for_each(|page| url(scene, page, out))
            })?;
        Ok(())
    });
}

fn url(scene: &Scene<'_>, page: &Page, out: &mut Out<'_>) -> io::Result<()> {
    let Some(address) = html::canonical(scene, page) else {
        return Ok(());
    };
    out.create_element("url").write_inner_content(|out| {
        text(out, "loc", &address)?;
        match changed(scene.library(), &page.shows) {
            Some(date) => text(out, "lastmod", &date.to_string()),
            None => Ok(()),
        }
    })?;
    Ok(())
}

/// The day of the digest that changed a page last.
fn changed(library: &Library, shows: &Shows) -> Option<Date> {
    let shown = |paper: &PaperIndex| {
        let newest = library.paper(*paper).newest_mention();
        library.digest(newest.digest).date
    };
    match shows {
        Shows::Paper(index) => Some(shown(index)),
        Shows::Digest(index) => Some(library.digest(*index).date),
        Shows::Topic { topic, .. } => library.topic(*topic).papers.iter().map(shown).max(),
        Shows::Period(index) => {
            let digests = library.periods[*index].digests.clone();
            digests.last().map(|index| library.digests[index].date)
        }
        Shows::Author(index) => library.author(*index).papers.iter().map(shown).max(),
        Shows::Index | Shows::Topics | Shows::Authors | Shows::Trending | Shows::Archive => {
            library.digests.last().map(|digest| digest.date)
        }
        _ => None,
    }
}
