//! What templates see of what was worked out: related papers, trends, changes, courses, periods.

use super::{LinkView, PaperCard};
use serde::Serialize;

/// How a paper that several digests show went through them.
#[derive(Debug, Clone, Serialize)]
pub struct PaperCourseView {
    /// The digest that showed it first.
    pub first: LinkView,
    /// Number of digests that showed it.
    pub times: usize,
    /// Number of digests in a row that showed it, up to the last that did.
    pub streak: usize,
}

/// A paper that is near to another.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    pub title: String,
    pub title_html: String,
    pub path: String,
    /// The terms that both have, the weightiest first.
    pub because: Vec<String>,
}

/// A paper with its votes.
#[derive(Debug, Clone, Serialize)]
pub struct VotedView {
    pub title: String,
    pub title_html: String,
    pub path: String,
    pub votes: u64,
}

/// A paper among those that are trending.
#[derive(Debug, Clone, Serialize)]
pub struct RisingView {
    /// Place, from 1.
    pub place: usize,
    /// Whether it was not among them before the newest digest.
    pub is_new: bool,
    /// Places by which it rose since then; negative where it fell.
    pub rose: Option<i64>,
    /// With one decimal.
    pub score: String,
    /// The first sentence of its abstract, as inline markup, of its first section where it has no
    /// abstract; may be empty.
    pub sentence_html: String,
    pub paper: PaperCard,
}

/// The numbers of the formula by which papers are trending.
#[derive(Debug, Clone, Serialize)]
pub struct FormulaView {
    /// A number, whole where it can be: `7`, `3.5`.
    pub half_life_days: String,
    pub window_days: u32,
    /// The day until which points are worn down, written out, where it is not that of the newest
    /// digest.
    pub today: Option<String>,
    /// Whether votes count, and whether places count for digests that have none.
    pub uses_votes: bool,
    pub uses_ranks: bool,
    /// Points of the first place in a digest without votes; the place `n` has so many over `n`.
    pub first_place: String,
}

/// What changed from one digest to the next. Of each list the first eight are named.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// The digest that is compared with.
    pub before: LinkView,
    pub entered: Vec<LinkView>,
    pub entered_count: usize,
    pub left: Vec<LinkView>,
    pub left_count: usize,
    /// The longest way first.
    pub up: Vec<MoveView>,
    pub up_count: usize,
    pub down: Vec<MoveView>,
    pub down_count: usize,
}

/// A paper at another place than before.
#[derive(Debug, Clone, Serialize)]
pub struct MoveView {
    pub title: String,
    pub title_html: String,
    pub path: String,
    /// Places, from 1.
    pub from: usize,
    pub to: usize,
}

/// How many papers on a topic came in each step of time, as a chart of bars.
#[derive(Debug, Clone, Serialize)]
pub struct CourseView {
    /// Data of an SVG path with a bar for each step, in a box of `width` by `height`.
    pub bars: String,
    pub width: usize,
    pub height: usize,
    /// Papers of the highest bar.
    pub peak: u32,
    /// Length of a step: `day`, `week`, `month` or `year`.
    pub unit: &'static str,
    /// The first and the last day, written out.
    pub from: String,
    pub to: String,
}

/// A week, a month or a year, looked back on.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodView {
    /// `2026-W47`, `2026-11` or `2026`.
    pub name: String,
    /// `week`, `month` or `year`.
    pub unit: &'static str,
    pub title: String,
    pub digest_count: usize,
    pub paper_count: usize,
    /// Whether its papers are ordered by votes; by their places where there are none.
    pub has_votes: bool,
    /// The span of the same kind before it that topics are compared with.
    pub compared: Option<LinkView>,
    pub rose: Vec<ShiftView>,
    pub fell: Vec<ShiftView>,
    pub new_topics: Vec<LinkView>,
    pub older: Option<LinkView>,
    pub newer: Option<LinkView>,
    /// The year of a month; the months of a year, newest first.
    pub within: Option<LinkView>,
    pub parts: Vec<LinkView>,
}

/// A topic that rose or fell.
#[derive(Debug, Clone, Serialize)]
pub struct ShiftView {
    pub name: String,
    pub path: String,
    /// Papers in the span before, and in this one.
    pub before: usize,
    pub now: usize,
    /// Their share of all papers there, in per cent: `9%`, `0.4%`.
    pub before_share: String,
    pub now_share: String,
}
