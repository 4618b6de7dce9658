//! When the topics of a growing library are chosen anew.

/// A library grows by this part before its topics are chosen anew.
const GROWTH: f64 = 0.25;

/// Cuts a library's digests into epochs, each of which ends when the library has grown by a quarter.
/// What came after the last of them waits, so that no further digest changes what is chosen.
pub fn of(arrivals: &[Vec<usize>]) -> Vec<&[Vec<usize>]> {
    let mut epochs = Vec::new();
    let mut begin = 0;
    let mut before = 0;
    let mut papers = 0;
    for (index, digest) in arrivals.iter().enumerate() {
        papers += digest.len();
        if papers as f64 >= before as f64 * (1.0 + GROWTH) && papers > before {
            epochs.push(&arrivals[begin..=index]);
            begin = index + 1;
            before = papers;
        }
    }
    epochs
}
