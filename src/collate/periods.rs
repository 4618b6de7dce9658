//! Looking back: weeks, months and years, from the same tables as everything else.

use super::trending::has_votes;
use crate::model::library::{Edition, PaperIndex, TopicIndex};
use crate::model::paper::Paper;
use crate::model::period::{Period, Shift, Span};
use crate::model::topic::Topic;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Papers that a period names.
const TOP: usize = 25;

/// Topics that rose, that fell and that are new, each at most.
const TOPICS: usize = 8;

/// A topic of fewer papers, in both spans together, is not said to rise or fall.
const FEWEST: usize = 4;

/// A share has to differ by so many standard errors.
const CLEARLY: f64 = 1.5;

/// What a period is made of.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    pub papers: &'a [Paper],
    /// Oldest first.
    pub digests: &'a [Edition],
    pub topics: &'a [Topic],
    pub topics_of: &'a [Vec<TopicIndex>],
}

/// All periods that have a digest with papers, oldest first.
pub fn of(tables: Tables<'_>) -> Vec<Period> {
    let mut ranges: BTreeMap<Span, Range<usize>> = BTreeMap::new();
    for (index, digest) in tables.digests.iter().enumerate() {
        for span in Span::all_of(digest.date) {
            ranges.entry(span).or_insert(index..index).end = index + 1;
        }
    }
    let has_papers = |range: &Range<usize>| {
        let mut digests = tables.digests[range.clone()].iter();
        digests.any(|digest| !digest.papers.is_empty())
    };
    let first_digest_of = first_digests(tables);
    let mut periods: Vec<Period> = Vec::with_capacity(ranges.len());
    let mut before: Option<(Span, Counts)> = None;
    for (span, digests) in ranges.into_iter().filter(|(_, range)| has_papers(range)) {
        let counts = Counts::of(tables, digests.clone());
        let is_kin = |other: &Span| std::mem::discriminant(other) == std::mem::discriminant(&span);
        let compared = before.take().filter(|(other, _)| is_kin(other));
        periods.push(period(
            tables,
            span,
            digests,
            &counts,
            compared.as_ref(),
            &first_digest_of,
        ));
        before = Some((span, counts));
    }
    periods.sort_by_key(|period| {
        (
            period.digests.start,
            Reverse(period.digests.end),
            period.span,
        )
    });
    periods
}

/// The papers of a period, and how many are on each topic.
struct Counts {
    papers: Vec<PaperIndex>,
    topics: BTreeMap<TopicIndex, usize>,
}

impl Counts {
    fn of(tables: Tables<'_>, digests: Range<usize>) -> Self {
        let shown = tables.digests[digests].iter();
        let mut papers: Vec<PaperIndex> = shown
            .flat_map(|digest| digest.papers.iter().map(|placed| placed.paper))
            .collect();
        papers.sort_unstable();
        papers.dedup();
        let mut topics = BTreeMap::new();
        for topic in papers.iter().flat_map(|paper| &tables.topics_of[paper.0]) {
            *topics.entry(*topic).or_default() += 1;
        }
        Self { papers, topics }
    }

    fn of_topic(&self, topic: TopicIndex) -> usize {
        self.topics.get(&topic).copied().unwrap_or(0)
    }
}

/// For each topic the digest in which its first paper came.
fn first_digests(tables: Tables<'_>) -> Vec<Option<usize>> {
    let first = |topic: &Topic| {
        let papers = topic.papers.iter();
        let firsts = papers.filter_map(|paper| tables.papers[paper.0].mentions.last());
        firsts.map(|place| place.digest.0).min()
    };
    tables.topics.iter().map(first).collect()
}

fn period(
    tables: Tables<'_>,
    span: Span,
    digests: Range<usize>,
    counts: &Counts,
    before: Option<&(Span, Counts)>,
    first_digest_of: &[Option<usize>],
) -> Period {
    let (top, has_votes) = top(&tables.digests[digests.clone()]);
    let (rose, fell) = before.map_or_else(Default::default, |(_, before)| shifts(before, counts));
    let is_new =
        |topic: &TopicIndex| first_digest_of[topic.0].is_some_and(|first| digests.contains(&first));
    let mut new_topics: Vec<TopicIndex> = match before {
        // All topics are new in the beginning.
        Some(_) => counts.topics.keys().copied().filter(is_new).collect(),
        None => Vec::new(),
    };
    new_topics.sort_by_key(|topic| (Reverse(counts.of_topic(*topic)), *topic));
    new_topics.truncate(TOPICS);
    Period {
        span,
        digests,
        paper_count: counts.papers.len(),
        top,
        has_votes,
        before: before.map(|(span, _)| *span),
        rose,
        fell,
        new_topics,
    }
}

/// The papers with the most votes; where no digest has votes, those with the best places, of
/// which each counts `1 / rank`.
fn top(digests: &[Edition]) -> (Vec<PaperIndex>, bool) {
    let has_votes = digests.iter().any(has_votes);
    let mut points: HashMap<PaperIndex, f64> = HashMap::new();
    for digest in digests {
        for (position, placed) in digest.papers.iter().enumerate() {
            let points = points.entry(placed.paper).or_default();
            if has_votes {
                *points = points.max(placed.votes.unwrap_or(0) as f64);
            } else {
                *points += 1.0 / (position + 1) as f64;
            }
        }
    }
    let mut top: Vec<(PaperIndex, f64)> = points.into_iter().filter(|(_, p)| *p > 0.0).collect();
    top.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    top.truncate(TOP);
    (top.into_iter().map(|(paper, _)| paper).collect(), has_votes)
}

/// Topics that rose and topics that fell.
fn shifts(before: &Counts, now: &Counts) -> (Vec<Shift>, Vec<Shift>) {
    let mut topics: Vec<TopicIndex> = before
        .topics
        .keys()
        .chain(now.topics.keys())
        .copied()
        .collect();
    topics.sort_unstable();
    topics.dedup();
    let mut clear: Vec<(f64, Shift)> = topics
        .into_iter()
        .map(|topic| Shift {
            topic,
            before: before.of_topic(topic),
            now: now.of_topic(topic),
        })
        .filter(|shift| shift.before + shift.now >= FEWEST)
        .map(|shift| {
            (
                clearness(shift, before.papers.len(), now.papers.len()),
                shift,
            )
        })
        .filter(|(clearness, _)| clearness.abs() >= CLEARLY)
        .collect();
    clear.sort_by(|a, b| {
        b.0.abs()
            .total_cmp(&a.0.abs())
            .then(a.1.topic.cmp(&b.1.topic))
    });
    let part = |wanted: fn(f64) -> bool| -> Vec<Shift> {
        let some = clear.iter().filter(|(clearness, _)| wanted(*clearness));
        some.take(TOPICS).map(|(_, shift)| *shift).collect()
    };
    (part(|c| c > 0.0), part(|c| c < 0.0))
}

/// By how many standard errors the share now is above the share before.
fn clearness(shift: Shift, papers_before: usize, papers_now: usize) -> f64 {
    let (a, b) = (papers_before as f64, papers_now as f64);
    let together = (shift.before + shift.now) as f64 / (a + b);
    let error = (together * (1.0 - together) * (1.0 / a + 1.0 / b)).sqrt();
    let difference = shift.now as f64 / b - shift.before as f64 / a;
    if error > 0.0 { difference / error } else { 0.0 }
}
