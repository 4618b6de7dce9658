//! What is rising: votes and places, worn down by time.
//!
//! The formula stands at [`Trend`]. A mention brings the votes that the paper has gained since the
//! mention before it, as votes are counted from the beginning wherever they are counted. Scores
//! are rounded to thousandths, so that they are the same on every machine.

use crate::model::date::Date;
use crate::model::library::{Edition, PaperIndex};
use crate::model::trend::{Rising, Trend};
use serde::Deserialize;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The `[trending]` table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Days after which a point counts half.
    pub half_life_days: f64,
    /// Days for which a paper is on the trending page after it was last shown.
    pub window_days: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            half_life_days: 7.0,
            window_days: 30,
        }
    }
}

/// Points of the first paper of a digest without votes, where no digest has any.
const FIRST_PLACE: f64 = 10.0;

/// Scores all papers. `today` is the day to which they are worn down: that of the newest digest
/// unless something else is known.
pub fn trend(
    digests: &[Edition],
    paper_count: usize,
    today: Option<Date>,
    options: &Options,
) -> Trend {
    let newest = digests.iter().map(|digest| digest.date).max();
    let Some(newest) = newest else {
        return Trend {
            half_life_days: options.half_life_days,
            window_days: options.window_days,
            first_place: FIRST_PLACE,
            ..Trend::default()
        };
    };
    let today = today.unwrap_or(newest).max(newest);
    let points = Points::of(digests, paper_count);
    let now = points.standing(today, options);
    let earlier = digests
        .iter()
        .rev()
        .map(|digest| digest.date)
        .find(|date| *date < newest);
    let before = earlier.map(|date| points.standing(date, options));
    let mut place_before = vec![None; paper_count];
    for (place, paper) in before.iter().flat_map(|before| &before.order).enumerate() {
        place_before[*paper] = Some(place + 1);
    }
    let in_window = digests
        .iter()
        .filter(|digest| is_within(digest.date, today, options) && !digest.papers.is_empty());
    let (voted, unvoted): (Vec<&Edition>, Vec<&Edition>) = in_window.partition(|d| has_votes(d));
    Trend {
        score_of: now.scores,
        rising: now
            .order
            .into_iter()
            .map(|paper| Rising {
                paper: PaperIndex(paper),
                before: place_before[paper],
            })
            .collect(),
        half_life_days: options.half_life_days,
        window_days: options.window_days,
        today: (today != newest).then_some(today),
        first_place: points.first_place,
        uses_votes: !voted.is_empty(),
        uses_ranks: !unvoted.is_empty(),
    }
}

/// Papers that lead a digest's day are known up to this place.
const LEADERS: usize = 50;

/// For each digest the papers that were trending on its day, by the digests up to then.
pub fn leaders(digests: &[Edition], paper_count: usize, options: &Options) -> Vec<Vec<PaperIndex>> {
    let mut gains_of: Vec<Vec<(Date, Gain)>> = vec![Vec::new(); paper_count];
    for (date, paper, gain) in gains(digests, paper_count) {
        gains_of[paper].push((date, gain));
    }
    let (mut from, mut firsts) = (0, Vec::new());
    let mut leaders = Vec::with_capacity(digests.len());
    for of_day in digests.chunk_by(|a, b| a.date == b.date) {
        let day = of_day[0].date;
        for most in of_day.iter().filter_map(most_votes) {
            firsts.insert(firsts.partition_point(|known| *known <= most), most);
        }
        let first_place = middle(&firsts);
        let is_past = |other: &Edition| {
            i64::from((day - other.date).get_days()) > i64::from(options.window_days)
        };
        from += digests[from..].partition_point(is_past);
        let window = digests[from..].iter().take_while(|other| other.date <= day);
        let shown = window.flat_map(|other| &other.papers);
        let recent: BTreeSet<usize> = shown.map(|placed| placed.paper.0).collect();
        let score = |paper: usize| {
            let past = gains_of[paper].iter().filter(|(date, _)| *date <= day);
            let worn = past.map(|(date, gain)| worn(gain.points(first_place), *date, day, options));
            rounded(worn.fold(0.0, |sum, points| sum + points))
        };
        let mut scored: Vec<(f64, usize)> = recent
            .into_iter()
            .map(|paper| (score(paper), paper))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        scored.sort_by(|a, b| by_score(*a, *b));
        let papers = scored.into_iter().take(LEADERS);
        let papers: Vec<PaperIndex> = papers.map(|(_, paper)| PaperIndex(paper)).collect();
        leaders.extend(of_day.iter().map(|_| papers.clone()));
    }
    leaders
}

/// What a mention brings a paper.
#[derive(Debug, Clone, Copy)]
enum Gain {
    /// Votes that it gained since the mention before.
    Votes(u64),
    /// A place, from 1, in a digest without votes.
    Place(usize),
}

impl Gain {
    fn points(self, first_place: f64) -> f64 {
        match self {
            Self::Votes(votes) => votes as f64,
            Self::Place(place) => first_place / place as f64,
        }
    }
}

/// Day, paper and gain of each mention, in the order of the digests.
fn gains(digests: &[Edition], paper_count: usize) -> Vec<(Date, usize, Gain)> {
    let mut had = vec![0; paper_count];
    let mut gains = Vec::new();
    for digest in digests {
        let is_voted = has_votes(digest);
        for (position, placed) in digest.papers.iter().enumerate() {
            let PaperIndex(paper) = placed.paper;
            let gain = if is_voted {
                let votes = placed.votes.unwrap_or(0);
                let gained = votes.saturating_sub(had[paper]);
                had[paper] = had[paper].max(votes);
                Gain::Votes(gained)
            } else {
                Gain::Place(position + 1)
            };
            gains.push((digest.date, paper, gain));
        }
    }
    gains
}

/// The points of a day, worn down to another.
fn worn(points: f64, date: Date, day: Date, options: &Options) -> f64 {
    let half_lives = f64::from((day - date).get_days()) / options.half_life_days;
    points * libm::exp2(-half_lives)
}

fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

/// The highest score first; equal ones in the order of the papers' keys.
fn by_score(a: (f64, usize), b: (f64, usize)) -> Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}

/// Whether a digest has votes of any paper.
pub fn has_votes(digest: &Edition) -> bool {
    digest.papers.iter().any(|placed| placed.votes.is_some())
}

/// What each mention brings, in the order of the digests.
struct Points {
    paper_count: usize,
    first_place: f64,
    /// Day, paper and points of each mention.
    mentions: Vec<(Date, usize, f64)>,
}

/// Scores at one day.
struct Standing {
    scores: Vec<f64>,
    /// The papers within the window, the highest score first; equal ones in the order of their
    /// keys.
    order: Vec<usize>,
}

impl Points {
    fn of(digests: &[Edition], paper_count: usize) -> Self {
        let first_place = first_place(digests);
        let gains = gains(digests, paper_count).into_iter();
        let mentions = gains.map(|(date, paper, gain)| (date, paper, gain.points(first_place)));
        let mentions = mentions.collect();
        Self {
            paper_count,
            first_place,
            mentions,
        }
    }

    /// The standing at a day, of the digests up to it.
    fn standing(&self, day: Date, options: &Options) -> Standing {
        let mut scores = vec![0.0; self.paper_count];
        let mut is_recent = vec![false; self.paper_count];
        for &(date, paper, points) in self.mentions.iter().filter(|mention| mention.0 <= day) {
            scores[paper] += worn(points, date, day, options);
            is_recent[paper] |= is_within(date, day, options);
        }
        for score in &mut scores {
            *score = rounded(*score);
        }
        let mut order: Vec<usize> = (0..self.paper_count)
            .filter(|&paper| is_recent[paper] && scores[paper] > 0.0)
            .collect();
        order.sort_by(|&a, &b| by_score((scores[a], a), (scores[b], b)));
        Standing { scores, order }
    }
}

fn is_within(date: Date, day: Date, options: &Options) -> bool {
    let days = (day - date).get_days();
    (0..=i64::from(options.window_days)).contains(&i64::from(days))
}

/// What the first paper of a digest without votes is worth: what the first of a digest with votes
/// usually gets, so that neither kind drowns the other.
fn first_place(digests: &[Edition]) -> f64 {
    let mut firsts: Vec<u64> = digests.iter().filter_map(most_votes).collect();
    firsts.sort_unstable();
    middle(&firsts)
}

fn most_votes(digest: &Edition) -> Option<u64> {
    digest.papers.iter().filter_map(|placed| placed.votes).max()
}

/// The one in the middle of sorted numbers of votes.
fn middle(firsts: &[u64]) -> f64 {
    match firsts.get(firsts.len() / 2) {
        Some(&votes) if votes > 0 => votes as f64,
        _ => FIRST_PLACE,
    }
}
