//! A topic's course over time as a chart of bars.

use super::scene::Scene;
use super::views::CourseView;
use crate::model::library::TopicIndex;
use crate::model::timeline::Unit;
use std::fmt::Write as _;

/// A bar, the space between two, and the highest bar, in the units of the drawing.
const BAR: usize = 3;
const STEP: usize = 4;
const HEIGHT: usize = 24;

/// The chart of a topic; none where all digests are of one day.
pub fn of_topic(scene: &Scene<'_>, topic: TopicIndex) -> Option<CourseView> {
    let library = scene.library();
    let timeline = library.timeline?;
    let course = &library.course_of[topic.0];
    let peak = course.iter().copied().max().filter(|&peak| peak > 0)?;
    Some(CourseView {
        bars: bars(course, peak),
        width: course.len() * STEP - (STEP - BAR),
        height: HEIGHT,
        peak,
        unit: match timeline.unit {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        },
        from: scene.language.date(timeline.first),
        to: scene.language.date(timeline.last),
    })
}

/// A rectangle for each step that has papers; even one paper can be seen.
fn bars(course: &[u32], peak: u32) -> String {
    let mut path = String::new();
    for (step, &count) in course.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (count as usize * HEIGHT).div_ceil(peak as usize).max(2);
        let _ = write!(path, "M{} {HEIGHT}v-{height}h{BAR}v{height}z", step * STEP);
    }
    path
}
