//! Looking back on a week, a month or a year.

use crate::model::library::DigestIndex;
use crate::model::period::{Period, Shift, Span};
use crate::render::scene::Scene;
use crate::render::views::{LinkView, PeriodView, ShiftView};
use crate::render::words;
use std::mem::discriminant;
use tera::{Context, Value};

/// Inserts `period`, `digests` and `papers`.
pub fn fill(scene: &Scene<'_>, index: usize, context: &mut Context) {
    let period = &scene.library().periods[index];
    let digests: Vec<_> = period
        .digests
        .clone()
        .rev()
        .map(|digest| scene.digest_card(DigestIndex(digest)))
        .collect();
    let papers: Vec<Value> = period
        .top
        .iter()
        .map(|paper| scene.paper_cards[paper.0].clone())
        .collect();
    context.insert("period", &view(scene, index));
    context.insert("digests", &digests);
    context.insert_value("papers", Value::from(papers));
}

/// Title of the page, and its description.
pub fn title(scene: &Scene<'_>, index: usize) -> (String, String) {
    let period = &scene.library().periods[index];
    let title = scene.language.span(period.span);
    let papers = scene.language.count("papers", period.paper_count);
    let digests = scene.language.count("digests", period.digests.len());
    let blanks = [
        ("title", &*title),
        ("papers", &*papers),
        ("digests", &*digests),
    ];
    let description = scene.language.say("description_period", &blanks);
    (title, description)
}

fn view(scene: &Scene<'_>, index: usize) -> PeriodView {
    let periods = &scene.library().periods;
    let period = &periods[index];
    let is_kin = |other: &&Period| discriminant(&other.span) == discriminant(&period.span);
    let link = |period: &Period| scene.span_link(period.span);
    let compared = period
        .before
        .and_then(|span| periods.iter().find(|other| other.span == span));
    let papers_before = compared.map_or(0, |compared| compared.paper_count);
    let shifts = |shifts: &[Shift]| {
        let shifts = shifts.iter();
        shifts
            .map(|shift| shift_view(scene, *shift, papers_before, period.paper_count))
            .collect()
    };
    let parts = periods.iter().rev();
    PeriodView {
        name: period.span.to_string(),
        unit: match period.span {
            Span::Year(_) => "year",
            Span::Month(..) => "month",
            Span::Week(..) => "week",
        },
        title: scene.language.span(period.span),
        digest_count: period.digests.len(),
        paper_count: period.paper_count,
        has_votes: period.has_votes,
        compared: compared.and_then(link),
        rose: shifts(&period.rose),
        fell: shifts(&period.fell),
        new_topics: period
            .new_topics
            .iter()
            .map(|topic| scene.topic_links[topic.0].clone())
            .collect(),
        older: periods[..index].iter().rfind(is_kin).and_then(link),
        newer: periods[index + 1..].iter().find(is_kin).and_then(link),
        within: periods
            .iter()
            .find(|other| period.span.is_within(other.span))
            .and_then(link),
        parts: parts
            .filter(|other| other.span.is_within(period.span))
            .filter_map(link)
            .collect(),
    }
}

fn shift_view(
    scene: &Scene<'_>,
    shift: Shift,
    papers_before: usize,
    papers_now: usize,
) -> ShiftView {
    let LinkView { title, path, .. } = scene.topic_links[shift.topic.0].clone();
    ShiftView {
        name: title,
        path,
        before: shift.before,
        now: shift.now,
        before_share: words::share(shift.before, papers_before),
        now_share: words::share(shift.now, papers_now),
    }
}
