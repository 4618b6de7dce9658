//! What the template of a share card sees.

use super::CourseView;
use serde::Serialize;

/// What a share card says, fitted into the picture: each text is plain, has no character that the
/// font lacks, and is as long as it may be at the size that is told with it.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// What it is of: `front`, `digest`, `topic` or `paper`.
    pub kind: &'static str,
    /// The picture, in pixels.
    pub width: u32,
    pub height: u32,
    /// Name of the only font that there is, in the weights 400 and 500.
    pub font: &'static str,
    /// Title of the site; none on its own card.
    pub site: Option<String>,
    /// What stands above the title: the date of a digest, `Topic`. 34 pixels large at most, like
    /// the texts below.
    pub kicker: Option<String>,
    /// The title in lines, four at most, of the weight 500, each 1008 pixels wide at most at
    /// `title_size`.
    pub title: Vec<String>,
    /// In pixels; smaller the more lines there are.
    pub title_size: u16,
    /// The description of the site, on its own card, in two lines at most.
    pub note: Vec<String>,
    /// Numbers of papers; who wrote a paper.
    pub facts: Option<String>,
    /// The first three papers of a digest that has no title of its own; 30 pixels large at most,
    /// with room for the rank before them.
    pub papers: Vec<RankedView>,
    /// Course of a topic over time, where there is room for it.
    pub course: Option<CourseView>,
    /// How wide to draw it, in pixels: so its bars fall between pixels.
    pub course_width: f32,
}

/// A paper of a digest, in a line.
#[derive(Debug, Clone, Serialize)]
pub struct RankedView {
    /// Place in the digest, from 1.
    pub rank: usize,
    pub title: String,
}
