//! Fitting what a card says into the picture.

use super::font::{self, Face};
use super::said::Said;
use super::wrap;
use crate::render::views::{CardView, CourseView, RankedView};

/// The picture, in pixels.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// The width that text may take.
const MEASURE: u16 = 1008;

/// Sizes of a title, the largest first, with the lines that it may have at each.
const TITLES: [(u16, usize); 4] = [(88, 1), (80, 2), (70, 3), (58, 4)];

/// Sizes of other text. A template may set it smaller.
const SMALL: u16 = 34;
const ENTRY: u16 = 30;

/// Room beside an entry for its rank.
const RANK: u16 = 48;

/// Lines of text under the title of the site.
const NOTES: usize = 2;

/// Steps that a chart has at least.
const CHART_FROM: usize = 20;

/// The most lines of a title that leave room for a chart, and for a list of papers.
const BEFORE_CHART: usize = 2;
const BEFORE_LIST: usize = 1;

pub fn view(said: Said) -> CardView {
    let (title_size, title) = title(&said.title);
    let one = |text: String| one_line(&font::TEXT, &text, MEASURE, SMALL);
    let entry = |(rank, title): (usize, String)| RankedView {
        rank,
        title: one_line(&font::TEXT, &title, MEASURE - RANK, ENTRY),
    };
    let course = said.course.filter(|_| title.len() <= BEFORE_CHART);
    let (course, course_width) = course
        .and_then(|(course, steps)| chart(course, steps))
        .map_or((None, 0.0), |(course, width)| (Some(course), width));
    CardView {
        kind: said.kind,
        width: WIDTH,
        height: HEIGHT,
        font: font::FAMILY,
        site: said.site.map(one),
        kicker: said.kicker.map(one),
        note: said.note.map_or_else(Vec::new, |note| {
            let width = ems(MEASURE, SMALL);
            wrap::cut(&font::TEXT, &note, width, NOTES)
        }),
        facts: said.facts.map(one),
        papers: if title.len() <= BEFORE_LIST {
            said.papers.into_iter().map(entry).collect()
        } else {
            Vec::new()
        },
        course,
        course_width,
        title,
        title_size,
    }
}

/// A chart and its width in the picture, at which each step has the same whole number of pixels, so
/// that bars need no soft edges. One of few steps would be of blocks rather than bars.
fn chart(mut course: CourseView, steps: usize) -> Option<(CourseView, f32)> {
    course.from = font::settable(&course.from)?;
    course.to = font::settable(&course.to)?;
    (steps >= CHART_FROM).then(|| {
        let step = usize::from(MEASURE) / steps;
        // The last step ends with its bar, without the space behind it.
        let width = (step * course.width) as f32 * steps as f32 / (course.width + 1) as f32;
        (course, width)
    })
}

/// A title as large as it fits, and cut where it fits at no size.
fn title(text: &str) -> (u16, Vec<String>) {
    let fitting = TITLES.into_iter().find_map(|(size, most)| {
        let lines = wrap::balanced(&font::TITLE, text, ems(MEASURE, size), most)?;
        Some((size, lines))
    });
    fitting.unwrap_or_else(|| {
        let (size, most) = TITLES[TITLES.len() - 1];
        let lines = wrap::cut(&font::TITLE, text, ems(MEASURE, size), most);
        (size, lines)
    })
}

fn one_line(face: &Face, text: &str, width: u16, size: u16) -> String {
    wrap::cut(face, text, ems(width, size), 1).concat()
}

fn ems(width: u16, size: u16) -> f32 {
    f32::from(width) / f32::from(size)
}
