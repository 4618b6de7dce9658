//! The whole library as JSON: `papers.json`, and where it is large a file a year, `papers-2026.json`.
//!
//! A paper has the fields of [`super::facts`], and `votes` (the most that a digest gave), `shown` and
//! `last_shown` (dates of the first and the last digest with it). A year that is over
//! changes only where a digest shows one of its papers again, or a topic is found in it.

use super::facts::{self, Facts};
use crate::model::library::PaperIndex;
use crate::pages::file::{self, File};
use crate::pages::permalinks;
use crate::render::scene::Scene;
use serde::Serialize;

#[derive(Serialize)]
struct ListJson<'a> {
    papers: Vec<PaperJson<'a>>,
}

#[derive(Serialize)]
struct PaperJson<'a> {
    #[serde(flatten)]
    facts: Facts<'a>,
    votes: Option<u64>,
    shown: String,
    last_shown: String,
}

#[derive(Serialize)]
struct PartsJson {
    parts: Vec<PartJson>,
}

#[derive(Serialize)]
struct PartJson {
    year: i16,
    url: String,
    papers: usize,
}

/// Writes all papers; of a large library the list of its years.
pub fn write(scene: &Scene<'_>, buffer: &mut Vec<u8>) {
    let library = scene.library();
    if !file::is_in_years(library) {
        return write_list(scene, |_| true, buffer);
    }
    let part = |year: i16| PartJson {
        year,
        url: facts::url(
            scene,
            &permalinks::of_file(File::PapersOf(year), library),
            "",
        ),
        papers: (0..library.papers.len())
            .filter(|paper| library.first_shown(*paper).year() == year)
            .count(),
    };
    let parts = file::years(library).into_iter().map(part).collect();
    put(&PartsJson { parts }, buffer);
}

/// Writes the papers that were first shown in a year.
pub fn write_year(scene: &Scene<'_>, year: i16, buffer: &mut Vec<u8>) {
    let library = scene.library();
    write_list(
        scene,
        |paper| library.first_shown(paper).year() == year,
        buffer,
    );
}

fn write_list(scene: &Scene<'_>, is_in: impl Fn(usize) -> bool, buffer: &mut Vec<u8>) {
    let library = scene.library();
    let paper = |index: usize| {
        let newest = library.papers[index].newest_mention();
        PaperJson {
            facts: facts::of(scene, PaperIndex(index), ""),
            votes: library.votes_of[index],
            shown: library.first_shown(index).to_string(),
            last_shown: library.digest(newest.digest).date.to_string(),
        }
    };
    let papers = (0..library.papers.len()).filter(|index| is_in(*index));
    let papers = papers.map(paper).collect();
    put(&ListJson { papers }, buffer);
}

fn put(value: &impl Serialize, buffer: &mut Vec<u8>) {
    buffer.clear();
    serde_json::to_writer(&mut *buffer, value)
        .expect("texts, numbers and lists always serialise, and memory takes every byte");
    buffer.push(b'\n');
}
