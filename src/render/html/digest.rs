//! A digest's page.

use super::{DESCRIPTION, Spot, changes, newsletter, sections};
use crate::markup;
use crate::model::library::{DigestIndex, TopicIndex};
use crate::model::paper::PlacedPaper;
use crate::model::period::Span;
use crate::pages::file::{Collection, Form};
use crate::pages::permalinks;
use crate::render::scene::Scene;
use crate::render::views::{DigestView, LinkView, RegisterView};
use crate::render::words;
use std::collections::BTreeMap;
use tera::{Context, Map, Value};

/// Inserts `digest` and its first `shown` `mentions`.
pub fn fill(
    scene: &Scene<'_>,
    at: Spot<'_>,
    index: DigestIndex,
    shown: usize,
    context: &mut Context,
) {
    let digest = scene.library().digest(index);
    let mentions: Vec<Value> = digest
        .papers
        .iter()
        .take(shown)
        .enumerate()
        .map(|(position, placed)| mention(scene, at, position + 1, placed))
        .collect();
    context.insert_value("mentions", Value::from(mentions));
    context.insert("digest", &view(scene, at, index));
}

/// Title of the page, and its description.
pub fn title(scene: &Scene<'_>, index: DigestIndex) -> (String, String) {
    let digest = scene.library().digest(index);
    let date = scene.language.date(digest.date);
    let description = match &digest.introduction {
        Some(text) => markup::excerpt(&markup::text_of_markdown(text), DESCRIPTION),
        None => {
            let papers = scene.language.count("papers", digest.papers.len());
            let blanks = [("papers", &*papers), ("date", &*date)];
            scene.language.say("description_digest", &blanks)
        }
    };
    match &digest.title {
        Some(title) => (title.clone(), description),
        None => (date, description),
    }
}

/// [`crate::render::views::MentionView`], made of values so that the paper's card is not copied.
fn mention(scene: &Scene<'_>, at: Spot<'_>, rank: usize, placed: &PlacedPaper) -> Value {
    let note = placed.note.as_ref().map_or_else(String::new, |note| {
        at.markdown(scene, note, &format!("note-{rank}-"))
    });
    let mut map = Map::default();
    map.insert("rank".into(), Value::from(rank));
    map.insert(
        "votes".into(),
        placed.votes.map_or_else(Value::none, Value::from),
    );
    map.insert("note_html".into(), Value::from(note));
    let facts = Value::from_serializable(&sections::facts(placed));
    map.insert("facts".into(), facts);
    let announcement = placed.announcement.and_then(words::announcement);
    map.insert(
        "announcement".into(),
        announcement.map_or_else(Value::none, Value::from),
    );
    map.insert("paper".into(), scene.paper_cards[placed.paper.0].clone());
    Value::from(map)
}

fn view(scene: &Scene<'_>, at: Spot<'_>, index: DigestIndex) -> DigestView {
    let library = scene.library();
    let digest = library.digest(index);
    let LinkView {
        title,
        title_html,
        path,
    } = scene.digest_link(index);
    let introduction = digest.introduction.as_deref().unwrap_or_default();
    let neighbour = |other: Option<usize>| {
        let other = other.filter(|&other| other < library.digests.len())?;
        Some(scene.digest_link(DigestIndex(other)))
    };
    let export = |form| permalinks::export(Collection::Digest(index), form, library);
    let citations = |form| (!digest.papers.is_empty()).then(|| export(form));
    DigestView {
        path,
        title,
        title_html,
        has_title: digest.title.is_some(),
        date: digest.date.to_string(),
        date_text: scene.language.date(digest.date),
        introduction_html: at.markdown(scene, introduction, "intro-"),
        paper_count: digest.papers.len(),
        topics: topics(scene, index),
        changes: changes::view(scene, index),
        periods: Span::all_of(digest.date)
            .into_iter()
            .filter_map(|span| scene.span_link(span))
            .collect(),
        older: neighbour(index.0.checked_sub(1)),
        newer: neighbour(index.0.checked_add(1)),
        json_path: export(Form::Json),
        md_path: export(Form::Markdown),
        newsletter_path: newsletter::path(scene, digest.date).filter(|_| !digest.papers.is_empty()),
        bib_path: citations(Form::Bibtex),
        ris_path: citations(Form::Ris),
        csl_path: citations(Form::Csl),
    }
}

/// Topics of a digest's papers, the most frequent first.
fn topics(scene: &Scene<'_>, index: DigestIndex) -> Vec<RegisterView> {
    let library = scene.library();
    let mut ranks: BTreeMap<TopicIndex, Vec<usize>> = BTreeMap::new();
    for (position, placed) in library.digest(index).papers.iter().enumerate() {
        for topic in &library.topics_of[placed.paper.0] {
            ranks.entry(*topic).or_default().push(position + 1);
        }
    }
    let mut ranks: Vec<(TopicIndex, Vec<usize>)> = ranks.into_iter().collect();
    ranks.sort_by_key(|(topic, ranks)| (std::cmp::Reverse(ranks.len()), *topic));
    ranks
        .into_iter()
        .map(|(topic, ranks)| {
            let LinkView { title, path, .. } = scene.topic_links[topic.0].clone();
            RegisterView {
                path,
                name: title,
                ranks,
            }
        })
        .collect()
}
