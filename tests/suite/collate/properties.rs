//! What holds of any digests.

use super::options;
use offprint::collate;
use offprint::model::date::Date;
use offprint::model::digest::{Digest, Mention, Record};
use offprint::model::identifier::{ArxivId, Doi};
use offprint::model::prose::Prose;
use offprint::model::slug;
use proptest::prelude::*;
use std::collections::HashSet;

proptest! {
    #[test]
    fn the_order_of_files_does_not_matter((digests, shuffled) in any_digests_shuffled()) {
        let options = options(1);
        let first = collate::collate(digests, collate::Declarations::default(), &options);
        let second = collate::collate(shuffled, collate::Declarations::default(), &options);
        prop_assert_eq!(first.library, second.library);
        prop_assert_eq!(first.merged, second.merged);
    }

    #[test]
    fn every_record_is_a_paper_or_merged(digests in any_digests()) {
        let records: usize = digests.iter().map(|digest| digest.mentions.len()).sum();
        let collation = collate::collate(digests, collate::Declarations::default(), &options(1));
        prop_assert_eq!(records, collation.library.papers.len() + collation.merged);
    }

    #[test]
    fn the_library_is_cross_referenced_both_ways(digests in any_digests()) {
        let library = collate::collate(digests, collate::Declarations::default(), &options(2)).library;
        let mut keys = HashSet::new();
        for (index, paper) in library.papers.iter().enumerate() {
            prop_assert!(slug::is_key(&paper.key), "{}", paper.key);
            prop_assert!(keys.insert(paper.key.as_str()), "{} twice", paper.key);
            prop_assert!(!paper.mentions.is_empty());
            for place in &paper.mentions {
                let placed = &library.digest(place.digest).papers[place.position];
                prop_assert_eq!(placed.paper.0, index);
            }
            let dates: Vec<Date> = paper.mentions.iter().map(|p| library.digest(p.digest).date).collect();
            prop_assert!(dates.is_sorted_by(|a, b| a >= b));
            for topic in &library.topics_of[index] {
                prop_assert!(library.topic(*topic).papers.iter().any(|paper| paper.0 == index));
            }
        }
        for paper in &library.papers {
            prop_assert!(paper.former_keys.iter().all(|key| !keys.contains(key.as_str())));
        }
        let placed: usize = library.digests.iter().map(|digest| digest.papers.len()).sum();
        let mentioned: usize = library.papers.iter().map(|paper| paper.mentions.len()).sum();
        prop_assert_eq!(placed, mentioned);
        let slugs: HashSet<&str> = library.topics.iter().map(|topic| topic.slug.as_str()).collect();
        prop_assert_eq!(slugs.len(), library.topics.len());
        for topic in &library.topics {
            prop_assert!(topic.papers.len() >= 2);
        }
    }
}

/// Digests of few days with few titles and ids, so that much is the same.
fn any_digests() -> impl Strategy<Value = Vec<Digest>> {
    let digest = (
        1_i8..6,
        any::<bool>(),
        prop::collection::vec(any_mention(), 0..6),
    );
    prop::collection::vec(digest, 0..6).prop_map(|digests| {
        let digests = digests.into_iter().enumerate();
        digests
            .map(|(index, (day, is_titled, mentions))| Digest {
                date: Date::constant(2026, 11, day),
                title: is_titled.then(|| format!("Digest {index}")),
                introduction: None,
                mentions,
                is_single: false,
                source: format!("content/{index}.md"),
            })
            .collect()
    })
}

fn any_digests_shuffled() -> impl Strategy<Value = (Vec<Digest>, Vec<Digest>)> {
    any_digests().prop_flat_map(|digests| (Just(digests.clone()), Just(digests).prop_shuffle()))
}

fn any_mention() -> impl Strategy<Value = Mention> {
    let title = prop::sample::select(vec![
        "One",
        "one!",
        "Two",
        "\u{5317}\u{4eac}",
        "\u{80cc}\u{666f}",
        "C++",
        "C#",
        "???",
    ]);
    let arxiv = prop::option::weighted(0.4, 1_u32..5);
    let doi = prop::option::weighted(0.3, 1_u32..4);
    let topics = prop::sample::subsequence(
        vec!["C++", "C#", "PDEs", "pde", "GPT", "GPT-4", "index"],
        0..4,
    );
    let abstract_text = prop::option::of(".{0,20}");
    let former = prop::sample::subsequence(vec!["one", "two", "old"], 0..2);
    let votes = prop::option::of(0_u64..9);
    (title, arxiv, doi, topics, abstract_text, former, votes).prop_map(
        |(title, arxiv, doi, topics, text, former, votes)| Mention {
            announcement: None,
            sections: Vec::new(),
            facts: Vec::new(),
            votes,
            note: None,
            record: Record {
                title: title.to_owned(),
                arxiv: arxiv.and_then(|n| ArxivId::parse(&format!("2601.0000{n}"))),
                doi: doi.and_then(|n| Doi::parse(&format!("10.1000/{n}"))),
                topics: topics.into_iter().map(str::to_owned).collect(),
                abstract_text: text.map(|text| match votes {
                    Some(_) => Prose::Markdown(text),
                    None => Prose::Plain(text),
                }),
                former_keys: former.into_iter().map(str::to_owned).collect(),
                ..Record::default()
            },
            line: 1,
        },
    )
}
