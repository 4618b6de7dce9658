//! What is rising, and what changed from one digest to the next.

use super::{digests, library, options, paper};
use offprint::collate;
use offprint::model::date;
use offprint::model::library::Library;

/// The score of a paper.
fn score(library: &Library, key: &str) -> f64 {
    library.trend.score_of[paper(library, key).0]
}

fn rising(library: &Library) -> Vec<(&str, Option<usize>)> {
    let rising = library.trend.rising.iter();
    rising
        .map(|rising| (library.paper(rising.paper).key.as_str(), rising.before))
        .collect()
}

#[test]
fn votes_count_half_after_a_half_life_and_only_once() {
    let library = library(&[
        (
            "2026-11-01.md",
            "## Old\n- Votes: 80\n\n## Both\n- Votes: 8\n",
        ),
        (
            "2026-11-08.md",
            "## Both\n- Votes: 20\n\n## New\n- Votes: 30\n",
        ),
    ]);
    assert!((score(&library, "old") - 40.0).abs() < 1e-9);
    // Eight a week ago, and twelve more now.
    assert!((score(&library, "both") - 16.0).abs() < 1e-9);
    assert!((score(&library, "new") - 30.0).abs() < 1e-9);
    assert_eq!(
        rising(&library),
        [("old", Some(1)), ("new", None), ("both", Some(2))]
    );
    assert!(library.trend.uses_votes && !library.trend.uses_ranks);
}

#[test]
fn without_votes_places_and_repeated_mentions_count() {
    let library = library(&[
        ("2026-11-22.md", "## A\n\n## B\n\n## C\n"),
        ("2026-11-23.md", "## B\n\n## C\n"),
    ]);
    assert_eq!(rising(&library)[0], ("b", Some(2)));
    assert!(score(&library, "b") > score(&library, "a"));
    assert!((library.trend.first_place - 10.0).abs() < 1e-9);
    assert!(library.trend.uses_ranks && !library.trend.uses_votes);
}

#[test]
fn what_is_out_of_the_window_is_not_trending() {
    let files = [
        ("2026-09-01.md", "## Long ago\n- Votes: 900\n"),
        ("2026-11-23.md", "## Now\n- Votes: 1\n"),
    ];
    assert_eq!(rising(&library(&files)), [("now", None)]);
    let mut later = options(1);
    later.today = date::parse("2027-03-01").ok();
    let library =
        collate::collate(digests(&files), collate::Declarations::default(), &later).library;
    assert_eq!(rising(&library), []);
}

#[test]
fn a_digest_knows_what_entered_left_and_moved() {
    let library = library(&[
        ("2026-11-21.md", "## Alone\n"),
        ("2026-11-22.md", "## A\n\n## B\n\n## C\n\n## D\n"),
        ("2026-11-23.md", "## C\n\n## A\n\n## E\n\n## D\n"),
    ]);
    assert!(library.changes_of[0].is_none());
    assert!(
        library.changes_of[1].is_none(),
        "they have no paper in common"
    );
    let changes = library.changes_of[2].as_ref().expect("they have");
    let key = |paper| library.paper(paper).key.as_str();
    let keys = |papers: &[_]| papers.iter().map(|paper| key(*paper)).collect::<Vec<_>>();
    assert_eq!(keys(&changes.entered), ["e"]);
    assert_eq!(keys(&changes.left), ["b"]);
    let moves = |moves: &[offprint::model::trend::Move]| {
        let moves = moves.iter();
        moves
            .map(|step| (key(step.paper), step.from, step.to))
            .collect::<Vec<_>>()
    };
    assert_eq!(moves(&changes.up), [("c", 3, 1)]);
    assert_eq!(moves(&changes.down), [("a", 1, 2)]);
}
