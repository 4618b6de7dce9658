//! How given topics are written, and the names of topic addresses.

use crate::collate::fold;
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

/// Addresses for topics, which come as name and whether they are declared; all different. `index`
/// is taken by the list of topics. Declared topics choose first.
pub fn slugs<'a>(topics: impl Iterator<Item = (&'a str, bool)>) -> Vec<String> {
    let topics: Vec<(&str, bool)> = topics.collect();
    let mut taken: HashSet<String> = HashSet::from(["index".to_owned()]);
    let mut slugs = vec![String::new(); topics.len()];
    for choosing in [true, false] {
        for (index, (name, is_declared)) in topics.iter().enumerate() {
            if *is_declared != choosing {
                continue;
            }
            let wanted = slug::slug(name);
            let mut chosen = wanted.clone();
            let mut text = (*name).to_owned();
            while chosen.is_empty() || taken.contains(&chosen) {
                chosen = slug::distinguished(&wanted, &text);
                text.push('+');
            }
            taken.insert(chosen.clone());
            slugs[index] = chosen;
        }
    }
    slugs
}

/// What the addresses of the further pages of each topic begin with: its own, so that page 2 of
/// `gpt` is `gpt-2`, unless a topic of such a name is there.
pub fn further_pages(slugs: &[String]) -> Vec<String> {
    let numbered: HashSet<&str> = slugs
        .iter()
        .filter_map(|slug| slug.rsplit_once('-'))
        .filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|(base, _)| base)
        .collect();
    slugs
        .iter()
        .map(|slug| {
            if numbered.contains(slug.as_str()) {
                format!("{slug}-page")
            } else {
                slug.clone()
            }
        })
        .collect()
}
