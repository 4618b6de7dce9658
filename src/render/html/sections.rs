//! What digests say about a paper beside its abstract: sections, and short facts.

use super::Spot;
use crate::collate::texts;
use crate::markup;
use crate::model::library::DigestIndex;
use crate::model::paper::{Paper, Place, PlacedPaper};
use crate::model::prose::Prose;
use crate::model::section::Section;
use crate::render::scene::Scene;
use crate::render::views::{DigestSectionsView, FactView, SectionView};

/// What the ids in the `number`th section of a paper's page begin with, from 1.
pub fn scope(number: usize) -> String {
    format!("section-{number}-")
}

/// The sections of a paper by digest, those of the newest first. A text that the page shows already is
/// left out.
pub(super) fn views(scene: &Scene<'_>, at: Spot<'_>, paper: &Paper) -> Vec<DigestSectionsView> {
    let groups = distinct(scene, paper);
    let has_several = groups.len() > 1;
    let mut number = 0;
    groups
        .into_iter()
        .map(|(digest, sections)| DigestSectionsView {
            digest: has_several.then(|| scene.digest_link(digest)),
            is_generated: sections.len() > 1 && sections.iter().all(|section| section.is_generated),
            sections: sections
                .into_iter()
                .map(|section| {
                    number += 1;
                    view(scene, at, section, number)
                })
                .collect(),
        })
        .collect()
}

/// For each digest that has any the sections to show, each text once.
fn distinct<'a>(scene: &Scene<'a>, paper: &'a Paper) -> Vec<(DigestIndex, Vec<&'a Section>)> {
    let library = scene.library();
    let placed = |place: &Place| &library.digest(place.digest).papers[place.position];
    let mut shown: Vec<&str> = paper
        .mentions
        .iter()
        .filter_map(|place| placed(place).note.as_deref())
        .collect();
    shown.extend(paper.abstract_text.as_ref().map(Prose::source));
    let mut groups = Vec::new();
    for place in &paper.mentions {
        let mut sections = Vec::new();
        for section in &placed(place).sections {
            let text = section.text.source();
            if !shown.iter().any(|known| texts::is_same(known, text)) {
                shown.push(text);
                sections.push(section);
            }
        }
        if !sections.is_empty() {
            groups.push((place.digest, sections));
        }
    }
    groups
}

fn view(scene: &Scene<'_>, at: Spot<'_>, section: &Section, number: usize) -> SectionView {
    let label = section.label.as_deref().unwrap_or_default();
    // The page's heading above the text: the section's own, else that of all sections.
    let heading = if label.is_empty() { 2 } else { 3 };
    SectionView {
        label_html: scene.inline_in_language(label),
        text_html: match &section.text {
            Prose::Markdown(text) => at.markdown_below(scene, text, &scope(number), heading),
            Prose::Plain(text) => markup::plain(text, scene.options.markup),
        },
        lang: scene
            .foreign(section.text.source())
            .map(|foreign| foreign.tag),
        is_generated: section.is_generated,
    }
}

/// The facts that a digest gives about a paper.
pub(super) fn facts(placed: &PlacedPaper) -> Vec<FactView> {
    let facts = placed.facts.iter();
    facts
        .map(|fact| FactView {
            label: markup::bare(&fact.label),
            value: markup::bare(&fact.value),
        })
        .collect()
}
