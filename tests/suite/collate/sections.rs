//! What a mention keeps of what its digest says about a paper beside the abstract, and titles that a
//! list cut.

use super::{declared, options};
use crate::sections::{digest, mention, plain, section};
use offprint::collate;
use offprint::model::digest::{Digest, Mention};
use offprint::model::library::Library;
use offprint::model::prose::Prose;
use offprint::model::section::{Fact, Section};

const ABSTRACT: &str = "We separate the sources of a recording without knowing how many there are. \
    A network learns masks for any number of sources, and a loss that ignores their order trains it.";

fn library(digests: Vec<Digest>) -> Library {
    collate::collate(digests, collate::Declarations::default(), &options(1)).library
}

fn titled(id: &str, title: &str) -> Mention {
    let mut mention = mention(id);
    mention.record.title = title.to_owned();
    mention
}

/// The title of one paper that two digests call so, the older one first.
fn title(older: &str, newer: &str) -> String {
    let library = library(vec![
        digest("2026-11-22", vec![titled("2601.00001", older)]),
        digest("2026-11-23", vec![titled("2601.00001", newer)]),
    ]);
    library.papers[0].title.clone()
}

/// Labels and texts of the sections of the mention in a digest of one paper, by date.
fn sections<'a>(library: &'a Library, date: &str) -> Vec<(Option<&'a str>, &'a str)> {
    let mut digests = library.digests.iter();
    let digest = digests.find(|digest| digest.date.to_string() == date);
    let placed = &digest.expect("there is a digest of the day").papers[0];
    let sections = placed.sections.iter();
    sections
        .map(|section| (section.label.as_deref(), section.text.source()))
        .collect()
}

#[test]
fn title_cut_by_newer_list_stays_full() {
    let full = "Masks for any number: Universal Sound Separation";
    for cut in [
        "Masks for any number: Universal Sound Sep",
        "Masks for Any Number: Universal…",
        "Masks for...",
    ] {
        assert_eq!(title(full, cut), full, "{cut}");
        assert_eq!(title(cut, full), full, "{cut}");
    }
}

#[test]
fn title_that_is_no_cut_form_follows_the_newest_digest() {
    for (older, newer) in [
        ("A first title of the paper", "Another title"),
        ("Masks for sounds", "Masks"),
        ("Another title entirely, at length", "Masks for sounds…"),
        ("Masks for sounds...", "Masks for sounds"),
    ] {
        assert_eq!(title(older, newer), newer);
    }
}

#[test]
fn imported_abstract_that_is_not_shown_becomes_a_section() {
    let mut older = mention("2601.00001");
    older.record.abstract_text = Some(plain(ABSTRACT));
    let mut newer = mention("2601.00001");
    let own = "A summary in words of its own, by another hand and shorter.";
    newer.record.abstract_text = Some(plain(own));
    newer.sections = vec![section("Motivation", plain("Recordings overlap."))];
    let library = library(vec![
        digest("2026-11-22", vec![older]),
        digest("2026-11-23", vec![newer]),
    ]);
    assert_eq!(library.papers[0].abstract_text, Some(plain(ABSTRACT)));
    let expected = [(None, own), (Some("Motivation"), "Recordings overlap.")];
    assert_eq!(sections(&library, "2026-11-23"), expected);
    assert_eq!(sections(&library, "2026-11-22"), []);
}

#[test]
fn variant_of_the_shown_abstract_is_left_out() {
    let variants = [
        "We separate the sources of a recording without knowing how many there are.",
        "we separate the sources of  a recording without knowing how many there are; a network learns masks",
        "",
    ];
    for variant in variants {
        for text in [plain(variant), Prose::Markdown(variant.to_owned())] {
            let mut older = mention("2601.00001");
            older.record.abstract_text = Some(plain(ABSTRACT));
            let mut newer = mention("2601.00001");
            newer.record.abstract_text = Some(text);
            let library = library(vec![
                digest("2026-11-22", vec![older]),
                digest("2026-11-23", vec![newer]),
            ]);
            assert_eq!(sections(&library, "2026-11-23"), [], "{variant}");
            assert_eq!(library.digests[1].papers[0].note, None, "{variant}");
        }
    }
}

#[test]
fn variant_without_spaces_between_words_is_left_out() {
    let mut older = mention("2601.00001");
    older.record.abstract_text = Some(plain(
        "我们在不知道声源数量的情况下分离录音中的声源，并训练网络。",
    ));
    let mut newer = mention("2601.00001");
    newer.record.abstract_text = Some(plain("我们在不知道声源数量的情况下分离录音"));
    let library = library(vec![
        digest("2026-11-22", vec![older]),
        digest("2026-11-23", vec![newer]),
    ]);
    assert_eq!(sections(&library, "2026-11-23"), []);
}

#[test]
fn section_that_repeats_abstract_or_note_is_left_out() {
    let mut one = mention("2601.00001");
    one.record.abstract_text = Some(plain(ABSTRACT));
    one.note = Some("Read this first.".to_owned());
    one.sections = vec![
        section("Abstract", plain(&ABSTRACT.replace(". ", ".\n"))),
        section("Comment", plain("Read this first.")),
        section("Method", plain("Masks.")),
        section("Method", plain("Masks.")),
    ];
    let library = library(vec![digest("2026-11-23", vec![one])]);
    assert_eq!(
        sections(&library, "2026-11-23"),
        [(Some("Method"), "Masks.")]
    );
}

#[test]
fn paper_listed_twice_keeps_sections_and_facts_of_both() {
    let fact = |value: &str| Fact {
        label: "Quality".to_owned(),
        value: value.to_owned(),
    };
    let mut first = mention("2601.00001");
    first.sections = vec![section("Motivation", plain("Overlap."))];
    first.facts = vec![fact("8/10")];
    let mut second = mention("2601.00001");
    second.sections = vec![
        section("Motivation", plain("Overlap.")),
        section("Method", plain("Masks.")),
    ];
    second.facts = vec![fact("8/10"), fact("9/10")];
    let library = library(vec![digest("2026-11-23", vec![first, second])]);
    let expected = [(Some("Motivation"), "Overlap."), (Some("Method"), "Masks.")];
    assert_eq!(sections(&library, "2026-11-23"), expected);
    assert_eq!(
        library.digests[0].papers[0].facts,
        [fact("8/10"), fact("9/10")]
    );
}

#[test]
fn sections_of_every_digest_stay_with_it() {
    let with = |text: &str| {
        let mut mention = mention("2601.00001");
        mention.sections = vec![Section {
            is_generated: true,
            ..section("Summary", plain(text))
        }];
        mention
    };
    let library = library(vec![
        digest("2026-11-22", vec![with("One.")]),
        digest("2026-11-23", vec![with("Two.")]),
    ]);
    assert_eq!(
        sections(&library, "2026-11-22"),
        [(Some("Summary"), "One.")]
    );
    assert_eq!(
        sections(&library, "2026-11-23"),
        [(Some("Summary"), "Two.")]
    );
}

#[test]
fn keywords_are_found_in_sections_of_papers_without_abstract() {
    let topics = declared(&[(
        "masks.md",
        "+++\ntitle = \"Masks\"\nkeywords = [\"learned mask\"]\n+++\n",
    )]);
    let mut without = mention("2601.00001");
    without.sections = vec![
        section("Motivation", plain("Recordings overlap.")),
        section("Method", plain("Learned masks.")),
    ];
    let mut with = mention("2601.00002");
    with.record.abstract_text = Some(plain("Something else."));
    with.sections = without.sections.clone();
    let declarations = collate::Declarations {
        topics: &topics,
        authors: &[],
    };
    let digests = vec![digest("2026-11-23", vec![without, with])];
    let library = collate::collate(digests, declarations, &options(1)).library;
    assert_eq!(super::topics_of(&library, "2601.00001"), ["Masks"]);
    assert_eq!(super::topics_of(&library, "2601.00002"), [""; 0]);
}
