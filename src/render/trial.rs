//! What a theme on trial is asked: the mistakes in its templates, and the fields that they can see.

use super::scene::Scene;
use super::{Content, Options, Renderer, cards, html, pictures, prepare, push_distinct, views};
use crate::diagnostic::Diagnostic;
use crate::pages::Shows;
use crate::pages::file::File;
use crate::theme::Theme;
use std::collections::BTreeSet;
use std::sync::Arc;
use tera::Value;

/// Renders every page for the mistakes in templates alone. Of each page the first is found, and of
/// several pages every distinct one.
pub fn mistakes(content: Content<'_>, theme: &mut Theme, options: &Options) -> Vec<Diagnostic> {
    let language = Arc::clone(&theme.language);
    let (pictures, _) = pictures::find(content.library, &theme.assets);
    let scene = Scene::new(content, options, &language, pictures);
    prepare(&scene, theme);
    let renderer = Renderer::new(&scene, theme);
    let (mut faults, mut buffer) = (Vec::new(), Vec::new());
    for page in content.pages {
        if let Err(fault) = renderer.page(page, &|_| None, &mut buffer) {
            push_distinct(&mut faults, fault);
        }
    }
    faults
}

/// The names of all fields that the templates of these pages can see.
pub fn fields(content: Content<'_>, theme: &Theme, options: &Options) -> BTreeSet<String> {
    let (pictures, _) = pictures::find(content.library, &theme.assets);
    let scene = Scene::new(content, options, &theme.language, pictures);
    let mut names = BTreeSet::new();
    collect_fields(&Value::from_serializable(&scene.site()), &mut names);
    for page in content.pages {
        let context = match page.shows {
            Shows::File(File::Card(card)) => cards::context(&scene, card),
            _ => html::context(&scene, page),
        };
        for value in views::NAMES.iter().filter_map(|name| context.get(name)) {
            collect_fields(value, &mut names);
        }
    }
    names
}

fn collect_fields(value: &Value, names: &mut BTreeSet<String>) {
    if let Some(map) = value.as_map() {
        for (key, value) in map {
            names.extend(key.as_str().map(str::to_owned));
            collect_fields(value, names);
        }
    } else if let Some(values) = value.as_array() {
        for value in values {
            collect_fields(value, names);
        }
    }
}
