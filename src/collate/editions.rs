//! Digests whose mentions have found their papers, each with an address of its own.

use super::merge::Merged;
use super::texts;
use crate::model::digest::{Digest, Mention};
use crate::model::library::{DigestIndex, Edition, PaperIndex};
use crate::model::paper::{Place, PlacedPaper};
use crate::model::prose::Prose;
use crate::model::section::Section;
use crate::model::slug;
use std::collections::{BTreeMap, HashSet};

/// Finished digests, oldest first, and where each paper is mentioned, newest first.
#[derive(Debug)]
pub struct Editions {
    pub digests: Vec<Edition>,
    pub mentions_of: Vec<Vec<Place>>,
}

/// Finishes digests, which come newest first, as [`Merged::group`] counts them.
pub fn finish(digests: Vec<Digest>, papers: &[Merged]) -> Editions {
    let mut paper_of: Vec<Vec<usize>> = digests
        .iter()
        .map(|digest| vec![0; digest.mentions.len()])
        .collect();
    for (paper, merged) in papers.iter().enumerate() {
        for mention in &merged.group {
            paper_of[mention.digest][mention.position] = paper;
        }
    }
    let slugs = slugs(&digests);
    let mut editions: Vec<Edition> = digests
        .into_iter()
        .zip(slugs)
        .zip(paper_of)
        .map(|((digest, slug), paper_of)| edition(digest, slug, &paper_of, papers))
        .collect();
    editions.sort_by(|a, b| (a.date, &a.slug, &a.source).cmp(&(b.date, &b.slug, &b.source)));
    let mentions_of = places(&editions, papers.len());
    Editions {
        digests: editions,
        mentions_of,
    }
}

fn edition(digest: Digest, slug: String, paper_of: &[usize], papers: &[Merged]) -> Edition {
    let mut shown: Vec<PlacedPaper> = Vec::with_capacity(digest.mentions.len());
    let mut seen = HashSet::new();
    for (mention, &paper) in digest.mentions.into_iter().zip(paper_of) {
        let index = PaperIndex(paper);
        let (note, sections) = texts_of(&mention, &papers[paper]);
        if seen.insert(paper) {
            shown.push(PlacedPaper {
                paper: index,
                votes: mention.votes,
                note,
                announcement: mention.announcement,
                sections,
                facts: mention.facts,
            });
        } else if let Some(first) = shown.iter_mut().find(|placed| placed.paper == index) {
            // The same paper again in one file (a cross-list): shown once, at its first place.
            first.votes = first.votes.max(mention.votes);
            first.note = joined(first.note.take(), note);
            first.announcement = [first.announcement, mention.announcement]
                .into_iter()
                .flatten()
                .min();
            add_missing(&mut first.sections, sections);
            add_missing(&mut first.facts, mention.facts);
        }
    }
    Edition {
        date: digest.date,
        slug,
        title: digest.title,
        introduction: digest.introduction,
        papers: shown,
        source: digest.source,
    }
}

/// Appends what is not there yet.
fn add_missing<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !known.contains(&item) {
            known.push(item);
        }
    }
}

/// The note and the sections of a mention. An abstract of it that the paper's page does not show is
/// added: an editor's summary behind the note, an imported text in front of the sections. A variant
/// of the shown abstract is left out, and so is a section that repeats it or the note.
fn texts_of(mention: &Mention, paper: &Merged) -> (Option<String>, Vec<Section>) {
    let shown = paper.record.abstract_text.as_ref().map(Prose::source);
    let own = mention.record.abstract_text.as_ref();
    let own = own.filter(|own| shown.is_some_and(|shown| !texts::is_variant(own.source(), shown)));
    let (summary, section) = match own {
        Some(Prose::Markdown(text)) => (Some(text.clone()), None),
        Some(Prose::Plain(_)) => (None, own.cloned()),
        None => (None, None),
    };
    let section = section.map(|text| Section {
        label: None,
        text,
        is_generated: false,
    });
    let known = [shown, mention.note.as_deref(), summary.as_deref()];
    let is_repeated = |section: &Section| {
        let is_same = |text: &&str| texts::is_same(section.text.source(), text);
        known.iter().flatten().any(is_same)
    };
    let mut sections: Vec<Section> = Vec::new();
    for given in &mention.sections {
        if !is_repeated(given) && !sections.contains(given) {
            sections.push(given.clone());
        }
    }
    if let Some(section) = section.filter(|section| !is_repeated(section)) {
        let is_same = |other: &Section| texts::is_same(other.text.source(), section.text.source());
        if !sections.iter().any(is_same) {
            sections.insert(0, section);
        }
    }
    (joined(mention.note.clone(), summary), sections)
}

/// Two texts as paragraphs of one; the same text twice is one.
fn joined(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Some(format!("{first}\n\n{second}")),
        (first, second) => first.or(second),
    }
}

/// The date; with several digests on one day, the title or the rest of the file's name behind it, and
/// both where several have that title.
fn slugs(digests: &[Digest]) -> Vec<String> {
    let mut by_day: BTreeMap<_, usize> = BTreeMap::new();
    let mut by_title: BTreeMap<_, usize> = BTreeMap::new();
    for digest in digests {
        *by_day.entry(digest.date).or_default() += 1;
        *by_title
            .entry((digest.date, title_slug(digest)))
            .or_default() += 1;
    }
    let slug = |digest: &Digest| {
        let date = digest.date.to_string();
        if by_day[&digest.date] == 1 {
            return date;
        }
        let title = title_slug(digest);
        let is_of_several = by_title[&(digest.date, title.clone())] > 1;
        let file = match title {
            Some(_) if !is_of_several => String::new(),
            _ => rest_of_path(&digest.source, &date),
        };
        let parts = [date, title.unwrap_or_default(), file];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("-")
    };
    digests.iter().map(slug).collect()
}

/// The words of a digest's title, where it has one.
fn title_slug(digest: &Digest) -> Option<String> {
    let slug = slug::slug(digest.title.as_deref()?);
    (!slug.is_empty()).then_some(slug)
}

/// `2026-11-23-vision.json` and `2026/11/23/vision.json` give `vision`; a name without more than a
/// date gives nothing.
fn rest_of_path(source: &str, date: &str) -> String {
    let stem = source.rsplit_once('.').map_or(source, |(stem, _)| stem);
    let forms = ["-", "_", ".", "/", ""].map(|separator| date.replace('-', separator));
    // What stands behind the date's last place; in front of it only within the file's name.
    let name_start = stem.rfind('/').map_or(0, |slash| slash + 1);
    let found = forms
        .iter()
        .filter_map(|form| stem.rfind(form.as_str()).map(|at| (at, at + form.len())))
        .max_by_key(|(_, end)| *end);
    match found {
        Some((start, end)) if end >= name_start => {
            let before = stem.get(name_start..start).unwrap_or_default();
            slug::slug(&format!("{before} {}", &stem[end..]))
        }
        _ => slug::slug(&stem[name_start..]),
    }
}

fn places(editions: &[Edition], paper_count: usize) -> Vec<Vec<Place>> {
    let mut places = vec![Vec::new(); paper_count];
    for (digest, edition) in editions.iter().enumerate().rev() {
        for (position, placed) in edition.papers.iter().enumerate() {
            places[placed.paper.0].push(Place {
                digest: DigestIndex(digest),
                position,
            });
        }
    }
    places
}
