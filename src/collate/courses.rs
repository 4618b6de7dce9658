//! How topics went over time.

use crate::model::library::Edition;
use crate::model::paper::Paper;
use crate::model::timeline::Timeline;
use crate::model::topic::Topic;

/// The time that digests span, which come oldest first.
pub fn timeline(digests: &[Edition]) -> Option<Timeline> {
    Timeline::between(digests.first()?.date, digests.last()?.date)
}

/// For each topic how many of its papers first came in each step; empty without a timeline.
pub fn of_topics(
    papers: &[Paper],
    digests: &[Edition],
    topics: &[Topic],
    timeline: Option<&Timeline>,
) -> Vec<Vec<u32>> {
    let course = |topic: &Topic| {
        let Some(timeline) = timeline else {
            return Vec::new();
        };
        let mut course = vec![0; timeline.steps()];
        for paper in &topic.papers {
            if let Some(first) = papers[paper.0].mentions.last() {
                course[timeline.step_of(digests[first.digest.0].date)] += 1;
            }
        }
        course
    };
    topics.iter().map(course).collect()
}
