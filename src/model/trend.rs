//! What readers follow now.

use super::date::Date;
use super::library::PaperIndex;

/// How a paper fares in the digests, by a formula of which this holds the numbers.
///
/// A paper's score is the sum of its mentions' points, each halved for every `half_life_days` that
/// its digest is older than the newest. A mention's points are the votes that it brought; where the
/// digest has no votes at all, `first_place / rank`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trend {
    /// For each paper its score, in points.
    pub score_of: Vec<f64>,
    /// Papers that the last `window_days` showed, the highest score first.
    pub rising: Vec<Rising>,
    pub half_life_days: f64,
    pub window_days: u32,
    /// The day until which points are worn down, where it is not that of the newest digest.
    pub today: Option<Date>,
    /// Points of the first paper of a digest without votes.
    pub first_place: f64,
    /// Whether some digest of the last `window_days` has votes, and whether some has none.
    pub uses_votes: bool,
    pub uses_ranks: bool,
}

/// A paper on the trending page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rising {
    pub paper: PaperIndex,
    /// Its place, from 1, before the newest digest came; none where it is new.
    pub before: Option<usize>,
}

/// What changed from one digest to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Papers that the digest before did not show, in the order of this one.
    pub entered: Vec<PaperIndex>,
    /// Papers that only the digest before shows, in its order.
    pub left: Vec<PaperIndex>,
    /// Papers with a better place than before, and with a worse one; the longest way first.
    pub up: Vec<Move>,
    pub down: Vec<Move>,
}

/// A paper at another place than in the digest before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub paper: PaperIndex,
    /// Places, from 1.
    pub from: usize,
    pub to: usize,
}
