//! Files that are no HTML, each by the part that knows its form.

use super::scene::Scene;
use super::{Published, cards, discovery, exports, feeds};
use crate::diagnostic::Diagnostic;
use crate::pages::file::{Collection, File, Form};
use crate::theme::engine::Engine;

/// Writes a file into `buffer`, which is emptied first; `path` is where it goes, and where
/// `published` finds it as the last build wrote it.
///
/// # Errors
/// A mistake in the theme's template of cards; nothing else can fail.
pub fn write(
    scene: &Scene<'_>,
    engine: &Engine,
    file: File,
    path: &str,
    published: Published<'_>,
    buffer: &mut Vec<u8>,
) -> Result<(), Diagnostic> {
    match file {
        File::Card(card) => cards::write(scene, engine, card, path, published, buffer)?,
        File::Feed(feed) => feeds::write(scene, feed, buffer),
        File::FeedList => feeds::write_list(scene, buffer),
        File::Export(Collection::Digest(digest), Form::Json) => {
            exports::json::write(scene, digest, buffer);
        }
        File::Export(Collection::Digest(digest), Form::Markdown) => {
            exports::markdown::write(scene, digest, buffer);
        }
        File::Export(collection, form) => exports::citations(scene, collection, form, buffer),
        File::Papers => exports::library::write(scene, buffer),
        File::PapersOf(year) => exports::library::write_year(scene, year, buffer),
        File::Sitemap => discovery::sitemap::whole(scene, buffer),
        File::SitemapPart(number) => discovery::sitemap::part(scene, number, buffer),
        File::Robots => discovery::robots::write(scene, buffer),
        File::OpenSearch => discovery::open_search::write(scene, buffer),
        File::Llms => discovery::llms::write(scene, buffer),
    }
    Ok(())
}
