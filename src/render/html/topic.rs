//! The list of topics, and a topic's pages.

use super::{DESCRIPTION, Spot};
use crate::markup;
use crate::model::library::{PaperIndex, TopicIndex};
use crate::model::topic::{Origin, Topic};
use crate::pages::file::{Collection, Feed, Form};
use crate::pages::{pagination, permalinks};
use crate::render::course;
use crate::render::scene::Scene;
use crate::render::views::{LinkView, PagerLink, PagerView, TopicView, VotedView};
use std::cmp::Reverse;
use tera::{Context, Value};

/// Papers named as those with the most votes.
const MOST_VOTED: usize = 8;

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
    context.insert("topic", &view(scene, at, index, number));
    context.insert("pager", &pager(scene, index, number));
}

/// Title of the page, and its description.
pub fn title(scene: &Scene<'_>, index: TopicIndex, number: usize) -> (String, String) {
    let topic = scene.library().topic(index);
    let description = match &topic.introduction {
        Some(text) => markup::excerpt(&markup::text_of_markdown(text), DESCRIPTION),
        None => {
            let papers = scene.language.count("papers", topic.papers.len());
            let blanks = [("papers", &*papers), ("topic", &topic.name)];
            scene.language.say("description_topic", &blanks)
        }
    };
    if number == 1 {
        (topic.name.clone(), description)
    } else {
        let blanks = [("title", &*topic.name), ("number", &*number.to_string())];
        (scene.language.say("title_page", &blanks), description)
    }
}

fn view(scene: &Scene<'_>, at: Spot<'_>, index: TopicIndex, number: usize) -> TopicView {
    let library = scene.library();
    let topic = library.topic(index);
    let links = |indices: &[TopicIndex]| -> Vec<LinkView> {
        indices
            .iter()
            .map(|topic| scene.topic_links[topic.0].clone())
            .collect()
    };
    let export = |form| permalinks::export(Collection::Topic(index), form, library);
    let citations = |form| (!topic.papers.is_empty()).then(|| export(form));
    let introduction = topic.introduction.as_deref().filter(|_| number == 1);
    TopicView {
        path: permalinks::topic(topic, 1),
        name: topic.name.clone(),
        introduction_html: introduction.map_or_else(String::new, |introduction| {
            at.markdown(scene, introduction, "intro-")
        }),
        paper_count: topic.papers.len(),
        parent: topic
            .parent
            .map(|parent| scene.topic_links[parent.0].clone()),
        children: links(&scene.children[index.0]),
        neighbours: links(&scene.neighbours[index.0]),
        is_found: topic.origin == Origin::Found,
        course: course::of_topic(scene, index),
        most_voted: if number == 1 {
            most_voted(scene, topic)
        } else {
            Vec::new()
        },
        feed_path: scene
            .options
            .base_url
            .as_ref()
            .filter(|_| !topic.papers.is_empty())
            .map(|_| permalinks::feed(Feed::Topic(index), library)),
        bib_path: citations(Form::Bibtex),
        ris_path: citations(Form::Ris),
        csl_path: citations(Form::Csl),
    }
}

/// The papers with the most votes, where that says more than the order of the page does.
fn most_voted(scene: &Scene<'_>, topic: &Topic) -> Vec<VotedView> {
    let votes_of = &scene.library().votes_of;
    let voted = topic.papers.iter().filter_map(|paper| {
        let votes = votes_of[paper.0].filter(|votes| *votes > 0)?;
        Some((Reverse(votes), *paper))
    });
    let mut voted: Vec<_> = voted.collect();
    if topic.papers.len() <= MOST_VOTED {
        return Vec::new();
    }
    voted.sort_unstable();
    voted.truncate(MOST_VOTED);
    let view = |(Reverse(votes), paper): (Reverse<u64>, PaperIndex)| {
        let LinkView {
            title,
            title_html,
            path,
        } = scene.paper_link(paper);
        VotedView {
            title,
            title_html,
            path,
            votes,
        }
    };
    voted.into_iter().map(view).collect()
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
        pages: linked_pages(number, total)
            .into_iter()
            .map(|(number, is_after_gap)| PagerLink {
                number,
                path: path(number),
                is_after_gap,
            })
            .collect(),
    }
}

/// Pages on either side of a page that its pager links.
const AROUND: usize = 2;

/// The first page, the last and those around a page, each with whether pages before it are left
/// out. A list of all would grow with the square of the number of pages.
fn linked_pages(number: usize, total: usize) -> Vec<(usize, bool)> {
    let around = number.saturating_sub(AROUND)..=number + AROUND;
    let mut before = 0;
    (1..=total)
        .filter(|page| *page == 1 || *page == total || around.contains(page))
        .map(|page| {
            let is_after_gap = page > before + 1;
            before = page;
            (page, is_after_gap)
        })
        .collect()
}
