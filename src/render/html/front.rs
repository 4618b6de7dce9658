//! The front page, and the page for missing addresses.

use super::{Spot, digest, trending};
use crate::model::library::DigestIndex;
use crate::render::scene::Scene;
use tera::{Context, Value};

/// Trending papers that the front page leads with.
const TRENDING: usize = 5;

/// Digests listed beside the newest one.
const RECENT: usize = 10;

/// Papers of the newest digest that the front page shows; its own page has all.
const SHOWN: usize = 120;

/// Topics that the front page and the page for missing addresses know.
const TOPICS: usize = 40;

pub fn index(scene: &Scene<'_>, at: Spot<'_>, context: &mut Context) {
    match scene.library().newest_digest() {
        Some(newest) => digest::fill(scene, at, newest, SHOWN, context),
        None => {
            context.insert_value("digest", Value::none());
            context.insert_value("mentions", Value::from(Vec::<Value>::new()));
        }
    }
    let led = if leads(scene) { TRENDING } else { 0 };
    trending::insert_first(scene, led, context);
    let recent: Vec<_> = (0..scene.library().digests.len())
        .rev()
        .take(RECENT)
        .map(|index| scene.digest_card(DigestIndex(index)))
        .collect();
    context.insert("digests", &recent);
    topics(scene, context);
}

/// What the site says of itself; else how much it holds.
pub fn description(scene: &Scene<'_>) -> String {
    if !scene.options.description.is_empty() {
        return scene.options.description.clone();
    }
    let library = scene.library();
    let papers = scene.language.count("papers", library.papers.len());
    let digests = scene.language.count("digests", library.digests.len());
    let blanks = [
        ("title", &*scene.options.title),
        ("papers", &papers),
        ("digests", &digests),
    ];
    scene.language.say("description_index", &blanks)
}

pub fn not_found(scene: &Scene<'_>, context: &mut Context) {
    let newest = scene.library().newest_digest();
    context.insert("digest", &newest.map(|newest| scene.digest_card(newest)));
    topics(scene, context);
}

/// Inserts the largest `topics`.
pub fn topics(scene: &Scene<'_>, context: &mut Context) {
    let largest: Vec<_> = scene
        .largest_topics()
        .into_iter()
        .take(TOPICS)
        .map(|topic| scene.topic_card(topic))
        .collect();
    context.insert("topics", &largest);
}

/// Whether the trending papers say more than the beginning of the newest digest does.
fn leads(scene: &Scene<'_>) -> bool {
    let library = scene.library();
    let trending = library.trend.rising.iter().map(|rising| rising.paper);
    let newest = library.newest_digest().map(|newest| library.digest(newest));
    let shown = newest.iter().flat_map(|digest| &digest.papers);
    !trending
        .take(TRENDING)
        .eq(shown.map(|placed| placed.paper).take(TRENDING))
}
