//! Topics that are found in the text alone.

use super::{declared, digests, options};
use offprint::collate;
use offprint::model::library::Library;
use offprint::model::topic::Origin;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Subjects, each with what its papers talk of.
const SUBJECTS: [(&str, [&str; 3]); 4] = [
    (
        "speculative decoding",
        ["draft tokens", "verification step", "latency"],
    ),
    (
        "mixture of experts",
        ["router", "expert capacity", "token dropping"],
    ),
    (
        "graph kernels",
        ["molecules", "subtree patterns", "isomorphism"],
    ),
    (
        "low-rank adaptation (LoRA)",
        ["adapter", "frozen weights", "rank"],
    ),
];

/// A digest of so many papers a subject, all of which speak of themselves as papers do.
fn digest(papers: usize, from: usize) -> String {
    let mut text = String::new();
    for number in from..from + papers {
        for (subject, words) in SUBJECTS {
            let bare = subject.split(" (").next().unwrap_or(subject);
            let _ = writeln!(
                text,
                "## Paper {number} on {bare} with {}\n\n\
                 We propose a novel approach to {subject}. It looks at {} and {}. \
                 Extensive experiments show state of the art results, and code is available. \
                 The {} of {bare} is studied, number {number}.\n",
                words[number % 3],
                words[0],
                words[1],
                words[(number + 1) % 3],
            );
        }
    }
    text
}

fn library(files: &[(&str, &str)], topics: &[(&str, &str)]) -> Library {
    collate::collate(
        digests(files),
        collate::Declarations {
            topics: &declared(topics),
            authors: &[],
        },
        &options(3),
    )
    .library
}

fn names(library: &Library) -> Vec<&str> {
    let topics = library.topics.iter();
    topics.map(|topic| topic.name.as_str()).collect()
}

#[test]
fn subjects_are_found_and_phrases_of_papers_are_not() {
    let text = digest(6, 0);
    let library = library(&[("2026-11-23.md", &text)], &[]);
    let names = names(&library);
    for subject in [
        "speculative decoding",
        "mixture of experts",
        "graph kernels",
    ] {
        assert!(names.contains(&subject), "{subject} in {names:?}");
    }
    for phrase in [
        "experiment",
        "state of",
        "code",
        "approach",
        "novel",
        "result",
    ] {
        assert!(!names.iter().any(|name| name.contains(phrase)), "{names:?}");
    }
    assert!(
        library
            .topics
            .iter()
            .all(|topic| topic.origin == Origin::Found)
    );
    let covered = library.topics_of.iter().filter(|topics| !topics.is_empty());
    assert_eq!(covered.count(), library.papers.len());
    assert_eq!(library.told_of, vec![0; library.papers.len()]);
}

#[test]
fn an_acronym_and_what_it_stands_for_are_one_topic() {
    let mut text = digest(6, 0);
    for number in 0..4 {
        let _ = writeln!(
            text,
            "## LoRA, part {number}\n\nThe adapter of LoRA has a rank, and frozen weights.\n"
        );
    }
    let library = library(&[("2026-11-23.md", &text)], &[]);
    let names = names(&library);
    let meant = |name: &&&str| **name == "LoRA" || **name == "low-rank adaptation";
    assert_eq!(names.iter().filter(meant).count(), 1, "{names:?}");
    let topic = library
        .topics
        .iter()
        .find(|topic| meant(&&topic.name.as_str()));
    assert!(topic.expect("there is one").papers.len() >= 10);
}

#[test]
fn a_declaration_renames_merges_or_hides_what_is_found() {
    let text = digest(6, 0);
    let files = [("2026-11-23.md", text.as_str())];
    let renamed = "+++\ntitle = \"Faster decoding\"\naliases = [\"speculative decoding\"]\n+++\n";
    let hidden = "+++\ntitle = \"graph kernels\"\nhidden = true\n+++\n";
    let topics = [("fast.md", renamed), ("graphs.md", hidden)];
    let library = library(&files, &topics);
    let names = names(&library);
    assert!(names.contains(&"Faster decoding"), "{names:?}");
    assert!(!names.contains(&"speculative decoding"), "{names:?}");
    assert!(
        !names.iter().any(|name| name.contains("graph kernel")),
        "{names:?}"
    );
    let faster = library
        .topics
        .iter()
        .find(|topic| topic.name == "Faster decoding");
    assert!(faster.expect("it is declared").papers.len() >= 6);
}

#[test]
fn nothing_is_found_where_that_is_switched_off() {
    let text = digest(6, 0);
    let mut options = options(3);
    options.topics.found = false;
    let library = collate::collate(
        digests(&[("2026-11-23.md", &text)]),
        collate::Declarations::default(),
        &options,
    )
    .library;
    assert_eq!(names(&library), [""; 0]);
}

#[test]
fn a_further_digest_leaves_topics_of_old_papers_as_they_were() {
    let (first, second) = (digest(12, 0), digest(1, 40));
    let old = [("2026-11-22.md", first.as_str())];
    let both = [old[0], ("2026-11-23.md", second.as_str())];
    let (before, after) = (library(&old, &[]), library(&both, &[]));
    assert_eq!(names(&before), names(&after));
    let of = |library: &Library, key: &str| -> BTreeSet<String> {
        let index = library.papers.iter().position(|paper| paper.key == key);
        let topics = library.topics_of[index.expect("it is there")].iter();
        topics
            .map(|topic| library.topic(*topic).name.clone())
            .collect()
    };
    for paper in &before.papers {
        assert_eq!(
            of(&before, &paper.key),
            of(&after, &paper.key),
            "{}",
            paper.key
        );
    }
}

#[test]
fn no_found_topic_has_more_than_its_share() {
    let text = digest(6, 0);
    let mut options = options(3);
    options.topics.max_share = 0.2;
    let library = collate::collate(
        digests(&[("2026-11-23.md", &text)]),
        collate::Declarations::default(),
        &options,
    )
    .library;
    let most = library.papers.len() / 5;
    assert!(
        library
            .topics
            .iter()
            .all(|topic| topic.papers.len() <= most)
    );
}

#[test]
fn the_reference_input_gets_few_topics_that_cover_nearly_everything() {
    let Some(path) = crate::site_test::shared_data("trending-papers.txt") else {
        return;
    };
    let text = std::fs::read_to_string(path).expect("it can be read");
    let library = library(&[("2026-11-23.txt", &text)], &[]);
    let names = names(&library);
    assert!((12..=30).contains(&names.len()), "{names:?}");
    let papers = library.papers.len();
    let covered = library.topics_of.iter().filter(|topics| !topics.is_empty());
    assert!(covered.count() * 100 >= papers * 95);
    for topic in &library.topics {
        assert!(topic.papers.len() * 10 <= papers * 4, "{}", topic.name);
    }
}
