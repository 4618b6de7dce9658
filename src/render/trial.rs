//! What a theme on trial is asked: the mistakes in its templates, and the fields that they can see.

use super::scene::Scene;
use super::views::{self, MailView};
use super::{Content, Options, Renderer, Wanted, cards, html, pictures, prepare, push_distinct};
use crate::diagnostic::Diagnostic;
use crate::pages::file::File;
use crate::pages::{Page, Shows};
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
        if let Some(wanted) = message(page)
            && let Err(fault) = renderer.newsletter(&wanted)
        {
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
        let of_message = message(page).map(|wanted| html::newsletter::context(&scene, &wanted));
        let contexts = [Some(context), of_message.map(|letter| letter.context)];
        for context in contexts.iter().flatten() {
            for value in views::NAMES.iter().filter_map(|name| context.get(name)) {
                collect_fields(value, &mut names);
            }
        }
    }
    names
}

/// The message of a newsletter's page, with everything that a message may say.
fn message(page: &Page) -> Option<Wanted<'static>> {
    let Shows::Newsletter(digest) = page.shows else {
        return None;
    };
    Some(Wanted {
        mail: Some(MailView {
            unsubscribe: Some("https://lists.example.org/leave".to_owned()),
            imprint: "Example Lab".to_owned(),
        }),
        ..Wanted::page(digest)
    })
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
