//! Papers that belong together.

use super::library::PaperIndex;

/// A paper that is near to another, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub paper: PaperIndex,
    /// The terms that both have, as the first of the two writes them; what counts most comes first.
    pub because: Vec<String>,
}
