//! Share cards: the picture that other sites show beside a link to a page.
//!
//! 1. `said` gathers what a card says, as plain text that the font has all characters of.
//! 2. `layout` fits it into the picture: how large the title is, and where its lines end. `wrap`
//!    breaks lines, `font` measures them.
//! 3. The theme's template `card.svg` sets it, as it is given ([`super::views::CardView`]).
//! 4. `draw` makes pixels of the SVG, and `picture` writes them as PNG with a palette.
//!
//! The only fonts are those in `fonts/`, so a card has the same bytes on every machine. Left out:
//! scripts that they do not cover. A title in one of these is not drawn, and the card tells the
//! rest; the page's `card_alt` always has the whole title.

mod draw;
mod font;
mod layout;
mod picture;
mod said;
mod wrap;

use super::Published;
use super::scene::Scene;
use crate::diagnostic::Diagnostic;
use crate::pages::cards::Card;
use crate::pages::{Page, Shows, permalinks};
use crate::theme::engine::Engine;
use tera::Context;

/// The template of all cards.
const TEMPLATE: &str = "card.svg";

/// Absolute address of the picture for a page, and what it says in words; none where there is none.
pub fn of_page(scene: &Scene<'_>, page: &Page) -> (Option<String>, String) {
    let own = match page.shows {
        Shows::Digest(index) => Card::Digest(index),
        Shows::Topic { topic, .. } => Card::Topic(topic),
        Shows::Paper(index) => Card::Paper(index),
        _ => Card::Front,
    };
    let is_shared = page.shows.template().is_some()
        && !matches!(page.shows, Shows::NotFound | Shows::Redirect(_));
    let mut cards = [own, Card::Front].into_iter().filter(|_| is_shared);
    let card = cards.find(|card| scene.cards.contains(card));
    match (card, &scene.options.base_url) {
        (Some(card), Some(base)) => {
            let path = permalinks::card(card, scene.library());
            (Some(format!("{base}{path}")), said::in_words(scene, card))
        }
        _ => (None, String::new()),
    }
}

/// What the template of a card sees beside `site`.
pub fn context(scene: &Scene<'_>, card: Card) -> Context {
    let mut context = Context::new();
    context.insert("card", &layout::view(said::of(scene, card)));
    context
}

/// Draws a card into `buffer`, which is emptied first. One that the last build drew from the same SVG
/// is taken over.
///
/// # Errors
/// A mistake in the theme's template, or a template that gives no SVG.
pub fn write(
    scene: &Scene<'_>,
    engine: &Engine,
    card: Card,
    path: &str,
    published: Published<'_>,
    buffer: &mut Vec<u8>,
) -> Result<(), Diagnostic> {
    engine.render(TEMPLATE, &context(scene, card), path, buffer)?;
    let origin = picture::origin(buffer);
    if let Some(before) = published(path).filter(|bytes| picture::is_from(bytes, &origin)) {
        *buffer = before;
        return Ok(());
    }
    let refused = |why: String| {
        Diagnostic::error(format!(
            "the template {TEMPLATE} gives no picture: {why} (on {path})"
        ))
        .help("it has to give SVG without outside files; the built-in one is themes/folio/templates/card.svg")
    };
    let svg = std::str::from_utf8(buffer).map_err(|fault| refused(fault.to_string()))?;
    let pixels = draw::pixels(svg).map_err(|fault| refused(fault.to_string()))?;
    buffer.clear();
    picture::write(&pixels, origin, buffer).map_err(|fault| refused(fault.to_string()))
}
