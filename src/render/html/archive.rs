//! The archive: all digests, by year and month.

use crate::model::library::DigestIndex;
use crate::model::period::Span;
use crate::render::scene::Scene;
use crate::render::views::{MonthView, YearView};
use crate::render::words;
use std::collections::HashSet;
use tera::Context;

/// Inserts `years`, newest first.
pub fn fill(scene: &Scene<'_>, context: &mut Context) {
    let path = |span| scene.span_link(span).map(|link| link.path);
    let mut years: Vec<YearView> = Vec::new();
    // A paper that several digests of a year show is one paper of that year.
    let mut shown = HashSet::new();
    for index in (0..scene.library().digests.len()).rev() {
        let digest = scene.library().digest(DigestIndex(index));
        let card = scene.digest_card(DigestIndex(index));
        if years
            .last()
            .is_none_or(|year| year.year != digest.date.year())
        {
            shown.clear();
            years.push(YearView {
                year: digest.date.year(),
                path: path(Span::Year(digest.date.year())),
                digest_count: 0,
                paper_count: 0,
                months: Vec::new(),
            });
        }
        let Some(year) = years.last_mut() else {
            continue;
        };
        year.digest_count += 1;
        shown.extend(digest.papers.iter().map(|placed| placed.paper));
        year.paper_count = shown.len();
        let name = words::month(digest.date);
        match year.months.last_mut() {
            Some(month) if month.name == name => month.digests.push(card),
            _ => year.months.push(MonthView {
                name,
                month: card.date[..7].to_owned(),
                path: path(Span::Month(digest.date.year(), digest.date.month())),
                digests: vec![card],
            }),
        }
    }
    context.insert("years", &years);
}
