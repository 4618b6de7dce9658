//! The trending papers.

use crate::markup;
use crate::model::trend::Rising;
use crate::render::scene::Scene;
use crate::render::views::FormulaView;
use tera::{Context, Map, Value};

/// Papers on the trending page.
const SHOWN: usize = 50;

/// Longest first sentence, in characters; what is longer is cut.
const SENTENCE: usize = 240;

/// Inserts `trending` and `formula`.
pub fn fill(scene: &Scene<'_>, context: &mut Context) {
    let trend = &scene.library().trend;
    insert_first(scene, SHOWN, context);
    context.insert(
        "formula",
        &FormulaView {
            half_life_days: trend.half_life_days.to_string(),
            window_days: trend.window_days,
            today: trend.today.map(|day| scene.language.date(day)),
            uses_votes: trend.uses_votes,
            uses_ranks: trend.uses_ranks,
            first_place: trend.first_place.to_string(),
        },
    );
}

/// Inserts the first of the `trending` papers.
pub fn insert_first(scene: &Scene<'_>, shown: usize, context: &mut Context) {
    let rising = &scene.library().trend.rising;
    let papers: Vec<Value> = rising
        .iter()
        .take(shown)
        .zip(1..)
        .map(|(rising, place)| view(scene, *rising, place))
        .collect();
    context.insert_value("trending", Value::from(papers));
}

/// [`crate::render::views::RisingView`], made of values so that the paper's card is not copied.
fn view(scene: &Scene<'_>, rising: Rising, place: usize) -> Value {
    let score = scene.library().trend.score_of[rising.paper.0];
    let rose = rising.before.map(|before| super::rose(before, place));
    let mut map = Map::default();
    map.insert("place".into(), Value::from(place));
    map.insert("is_new".into(), Value::from(rising.before.is_none()));
    map.insert("rose".into(), rose.map_or_else(Value::none, Value::from));
    map.insert("score".into(), Value::from(format!("{score:.1}")));
    let sentence = scene.excerpt(rising.paper, SENTENCE);
    let sentence = scene.inline(markup::first_sentence(&sentence));
    map.insert("sentence_html".into(), Value::from(sentence));
    map.insert("paper".into(), scene.paper_cards[rising.paper.0].clone());
    Value::from(map)
}
