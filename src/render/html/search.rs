//! The page on which papers are searched.

use super::front;
use crate::pages::{permalinks, search};
use crate::render::scene::Scene;
use crate::render::views::SearchView;
use tera::Context;

/// Inserts `search`, and for readers without JavaScript `topics`.
pub fn fill(scene: &Scene<'_>, context: &mut Context) {
    let parts = search::parts(scene.library());
    let view = SearchView {
        bundles: parts.iter().rev().map(permalinks::search_part).collect(),
        words_path: permalinks::SEARCH_WORDS,
        day_form: scene.language.day_form().to_owned(),
        months: scene.language.months(),
    };
    context.insert("search", &view);
    front::topics(scene, context);
}
