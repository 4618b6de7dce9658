//! How given topics are written, and the names of topic addresses.

use super::fold;
use crate::collate::merge::Merged;
use crate::model::slug;
use std::collections::{BTreeMap, HashMap, HashSet};

/// For each folded name the spelling that most papers use; of equally frequent ones the first in
/// order, which puts capitals before small letters.
pub fn most_frequent(papers: &[Merged]) -> HashMap<String, String> {
    let mut counts: HashMap<String, BTreeMap<&str, usize>> = HashMap::new();
    for topic in papers.iter().flat_map(|merged| &merged.record.topics) {
        *counts
            .entry(fold::name(topic))
            .or_default()
            .entry(topic)
            .or_default() += 1;
    }
    counts
        .into_iter()
        .filter_map(|(folded, spellings)| {
            let best = spellings
                .into_iter()
                .max_by(|(a, count_a), (b, count_b)| count_a.cmp(count_b).then(b.cmp(a)))?;
            Some((folded, best.0.to_owned()))
        })
        .collect()
}

/// Addresses for topics, which come as name and whether they are declared; all different.
///
/// `index` is taken by the list of topics, and `x-2` by the second page of `x` where there is a
/// topic `x`: a topic of such a name is written without that hyphen. Declared topics choose first.
pub fn slugs<'a>(topics: impl Iterator<Item = (&'a str, bool)>) -> Vec<String> {
    let topics: Vec<(&str, bool, String)> = topics
        .map(|(name, is_declared)| (name, is_declared, slug::slug(name)))
        .collect();
    let wanted: HashSet<&str> = topics.iter().map(|(_, _, slug)| slug.as_str()).collect();
    let mut taken: HashSet<String> = HashSet::from(["index".to_owned()]);
    let mut slugs = vec![String::new(); topics.len()];
    for choosing in [true, false] {
        for (index, (name, is_declared, slug)) in topics.iter().enumerate() {
            if *is_declared != choosing {
                continue;
            }
            let mut chosen = without_page_number(slug, &wanted);
            let mut text = (*name).to_owned();
            while chosen.is_empty() || taken.contains(&chosen) {
                chosen = slug::distinguished(slug, &text);
                text.push('+');
            }
            taken.insert(chosen.clone());
            slugs[index] = chosen;
        }
    }
    slugs
}

fn without_page_number(slug: &str, wanted: &HashSet<&str>) -> String {
    match slug.rsplit_once('-') {
        Some((base, number))
            if wanted.contains(base) && number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("{base}{number}")
        }
        _ => slug.to_owned(),
    }
}
