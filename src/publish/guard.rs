//! The shrink guard: a night on which a source was down must not publish a site without papers.
//!
//! It looks at the counts of two builds and at nothing else; whether it is asked at all
//! (`--allow-shrink`) is for the caller to say.

use std::fmt;

use serde::{Deserialize, Deserializer, de};

use super::manifest::{Changes, Counts};

/// How many of the lost pages a refusal names.
const NAMED: usize = 5;

/// The table `[guard]` of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The share of papers, digests or pages that a build may lose, from 0 to 1.
    #[serde(deserialize_with = "share")]
    pub max_shrink: f64,
}

impl Default for Options {
    fn default() -> Self {
        Options { max_shrink: 0.2 }
    }
}

/// A site that lost more than it may: what the refusal tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Shrinkage {
    /// What shrank, each as its noun with the count before and now.
    pub counts: Vec<(&'static str, usize, usize)>,
    /// Up to five of the pages that are gone, sorted.
    pub gone: Vec<String>,
    /// How many more are gone than `gone` names.
    pub more: usize,
    /// The share that was allowed.
    pub max_shrink: f64,
}

impl fmt::Display for Shrinkage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the site would shrink: ")?;
        for (index, (noun, before, now)) in self.counts.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{noun} from {before} to {now}")?;
        }
        // Rounded, because 0.07 * 100 is not 7 in binary.
        let percent = (self.max_shrink * 1000.0).round() / 10.0;
        write!(
            f,
            "; `max_shrink` in `[guard]` allows a loss of {percent} %"
        )?;
        if !self.gone.is_empty() {
            write!(f, ". Gone would be {}", self.gone.join(", "))?;
            if self.more > 0 {
                write!(f, " and {} more", self.more)?;
            }
        }
        f.write_str(
            ". Nothing was published; find out why the input is smaller, \
             or build with --allow-shrink if it is meant to be",
        )
    }
}

/// The refusal, where the site lost more than `options` allow.
pub(super) fn shrinkage(
    options: Options,
    before: &Counts,
    now: &Counts,
    changes: &Changes,
) -> Option<Shrinkage> {
    let mut counts = vec![
        ("papers", before.papers, now.papers),
        ("digests", before.digests, now.digests),
        ("pages", before.pages, now.pages),
    ];
    counts.retain(|&(_, before, now)| lost_too_many(before, now, options.max_shrink));
    if counts.is_empty() {
        return None;
    }
    let mut gone: Vec<String> = changes
        .removed
        .iter()
        .filter(|path| counts.iter().any(|(noun, ..)| is_page_of(path, noun)))
        .cloned()
        .collect();
    let more = gone.len().saturating_sub(NAMED);
    gone.truncate(NAMED);
    Some(Shrinkage {
        counts,
        gone,
        more,
        max_shrink: options.max_shrink,
    })
}

fn lost_too_many(before: usize, now: usize, max_shrink: f64) -> bool {
    let lost = before.saturating_sub(now) as f64;
    // The margin keeps a loss of exactly the allowed share on the allowed side.
    lost > before as f64 * max_shrink + 1e-9
}

/// Papers and digests have a folder each; a page can be anywhere.
fn is_page_of(path: &str, noun: &str) -> bool {
    let inside = path
        .strip_prefix(noun)
        .is_some_and(|rest| rest.starts_with('/'));
    path.ends_with(".html") && (inside || noun == "pages")
}

fn share<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let share = f64::deserialize(deserializer)?;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err(de::Error::custom(format!(
            "`max_shrink` is a share from 0 to 1, not {share}"
        )))
    }
}
