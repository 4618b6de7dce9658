//! The list of topics, and a topic's pages.

use super::{DESCRIPTION, Spot};
use crate::markup;
use crate::model::library::TopicIndex;
use crate::pages::{pagination, permalinks};
use crate::render::scene::Scene;
use crate::render::views::{LinkView, PagerView, TopicView};
use crate::render::words;
use tera::{Context, Value};

/// Inserts `topics`.
pub fn list(scene: &Scene<'_>, context: &mut Context) {
    let topics: Vec<_> = (0..scene.library().topics.len())
        .map(|index| scene.topic_card(TopicIndex(index)))
        .collect();
    context.insert("topics", &topics);
}

/// Inserts `topic`, `papers` and `pager`.
pub fn fill(
    scene: &Scene<'_>,
    at: Spot<'_>,
    index: TopicIndex,
    number: usize,
    context: &mut Context,
) {
    let topic = scene.library().topic(index);
    let range = pagination::range(topic.papers.len(), scene.options.per_page, number);
    let papers: Vec<Value> = topic.papers[range]
        .iter()
        .map(|paper| scene.paper_cards[paper.0].clone())
        .collect();
    context.insert_value("papers", Value::from(papers));
    context.insert("topic", &view(scene, at, index));
    context.insert("pager", &pager(scene, index, number));
}

/// Title of the page, and its description.
pub fn title(scene: &Scene<'_>, index: TopicIndex, number: usize) -> (String, String) {
    let topic = scene.library().topic(index);
    let description = match &topic.introduction {
        Some(text) => markup::excerpt(&markup::text_of_markdown(text), DESCRIPTION),
        None => format!(
            "{} on {}.",
            words::count(topic.papers.len(), "paper"),
            topic.name
        ),
    };
    if number == 1 {
        (topic.name.clone(), description)
    } else {
        (format!("{}, page {number}", topic.name), description)
    }
}

fn view(scene: &Scene<'_>, at: Spot<'_>, index: TopicIndex) -> TopicView {
    let library = scene.library();
    let topic = library.topic(index);
    let links = |indices: &[TopicIndex]| -> Vec<LinkView> {
        indices
            .iter()
            .map(|topic| scene.topic_links[topic.0].clone())
            .collect()
    };
    let children: Vec<TopicIndex> = (0..library.topics.len())
        .map(TopicIndex)
        .filter(|child| library.topic(*child).parent == Some(index))
        .collect();
    let introduction = topic.introduction.as_deref().unwrap_or_default();
    TopicView {
        path: permalinks::topic(topic, 1),
        name: topic.name.clone(),
        introduction_html: at.markdown(scene, introduction, "intro-"),
        paper_count: topic.papers.len(),
        parent: topic
            .parent
            .map(|parent| scene.topic_links[parent.0].clone()),
        children: links(&children),
        neighbours: links(&scene.neighbours[index.0]),
    }
}

fn pager(scene: &Scene<'_>, index: TopicIndex, number: usize) -> PagerView {
    let topic = scene.library().topic(index);
    let total = pagination::page_count(topic.papers.len(), scene.options.per_page);
    let path = |number: usize| permalinks::topic(topic, number);
    PagerView {
        number,
        total,
        previous: (number > 1).then(|| path(number - 1)),
        next: (number < total).then(|| path(number + 1)),
        paths: (1..=total).map(path).collect(),
    }
}
