//! Files that are the page of one paper each: those of one day and one folder are a digest together.
//!
//! Without this, a blog with a post a paper would have as many digests as posts.

use crate::model::date::Date;
use crate::model::digest::Digest;
use std::collections::BTreeMap;

/// Joins the pages of single papers. Their mentions come in the order of the files' names; a title
/// and an introduction belong to one paper's page, and go.
pub fn joined(digests: Vec<Digest>) -> Vec<Digest> {
    let (mut singles, mut others): (Vec<Digest>, Vec<Digest>) =
        digests.into_iter().partition(|digest| digest.is_single);
    singles.sort_by(|a, b| a.source.cmp(&b.source));
    let mut days: BTreeMap<(Date, String), Digest> = BTreeMap::new();
    for single in singles {
        let day = (single.date, folder(&single.source).to_owned());
        match days.get_mut(&day) {
            Some(digest) => digest.mentions.extend(single.mentions),
            None => {
                let digest = Digest {
                    title: None,
                    introduction: None,
                    source: day.1.clone(),
                    ..single
                };
                days.insert(day, digest);
            }
        }
    }
    others.extend(days.into_values());
    others
}

fn folder(source: &str) -> &str {
    source.rsplit_once('/').map_or("", |(folder, _)| folder)
}
