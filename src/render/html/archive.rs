//! The archive: all digests, by year, month and day.

use super::calendar;
use crate::model::library::{DigestIndex, Edition};
use crate::model::period::Span;
use crate::render::scene::Scene;
use crate::render::views::{DigestCard, MonthView, YearView};
use std::collections::HashSet;
use std::ops::Range;
use tera::Context;

/// Inserts `years`, newest first, and `weekdays`.
pub fn fill(scene: &Scene<'_>, context: &mut Context) {
    let fullest = fullest_day(scene);
    let all = 0..scene.library().digests.len();
    let years: Vec<YearView> = runs(scene, all, |digest| i32::from(digest.date.year()))
        .map(|digests| year(scene, digests, fullest))
        .collect();
    context.insert("years", &years);
    context.insert("weekdays", &scene.language.weekdays());
}

/// The year that a range of digests is of.
fn year(scene: &Scene<'_>, digests: Range<usize>, fullest: usize) -> YearView {
    let editions = &scene.library().digests[digests.clone()];
    let year = editions.first().map_or(0, |digest| digest.date.year());
    // A paper that several digests of a year show is one paper of that year.
    let shown: HashSet<_> = editions
        .iter()
        .flat_map(|digest| &digest.papers)
        .map(|placed| placed.paper)
        .collect();
    YearView {
        year,
        path: scene.span_link(Span::Year(year)).map(|link| link.path),
        digest_count: digests.len(),
        paper_count: shown.len(),
        months: runs(scene, digests, |digest| i32::from(digest.date.month()))
            .filter_map(|digests| month(scene, digests, fullest))
            .collect(),
    }
}

/// The month that a range of digests is of.
fn month(scene: &Scene<'_>, digests: Range<usize>, fullest: usize) -> Option<MonthView> {
    let date = scene.library().digests.get(digests.start)?.date;
    let span = Span::Month(date.year(), date.month());
    let cards: Vec<DigestCard> = digests
        .rev()
        .map(|index| scene.digest_card(DigestIndex(index)))
        .collect();
    Some(MonthView {
        name: scene.language.span(span),
        month: span.to_string(),
        path: scene.span_link(span).map(|link| link.path),
        weeks: calendar::weeks(date, &cards, fullest),
        digests: cards,
    })
}

/// Ranges of digests within `all` that have the same `key`, the last first.
fn runs(
    scene: &Scene<'_>,
    all: Range<usize>,
    key: impl Fn(&Edition) -> i32,
) -> impl Iterator<Item = Range<usize>> {
    let start = all.start;
    let digests = &scene.library().digests[all];
    let mut ends = Vec::new();
    let mut end = start;
    for run in digests.chunk_by(|a, b| key(a) == key(b)) {
        ends.push(end..end + run.len());
        end += run.len();
    }
    ends.into_iter().rev()
}

/// The largest number of papers that the digests of one day show.
fn fullest_day(scene: &Scene<'_>) -> usize {
    let digests = &scene.library().digests;
    let days = digests.chunk_by(|a, b| a.date == b.date);
    let papers = days.map(|day| day.iter().map(|digest| digest.papers.len()).sum());
    papers.max().unwrap_or(0)
}
