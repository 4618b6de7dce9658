//! Papers that belong together.

use super::{library, paper};

const TEXT: &str = "\
## Sparse attention for long documents

Attention over long documents is costly. Sparse attention with sliding windows keeps it cheap.

## Sliding windows in sparse attention

We study sliding windows for sparse attention, and how long documents profit.

## Symmetries of knots

A knot invariant is computed from braid words.

## Braid words and knot invariants

Every knot invariant of braid words is found by one recursion.

## Nothing else like it

Zebras.
";

#[test]
fn what_shares_terms_is_related_and_says_why() {
    let library = library(&[("2026-11-23.md", TEXT)]);
    let (index, _) = paper(&library, "sparse-attention-for-long-documents");
    let related = &library.related_of[index];
    let nearest = library.paper(related[0].paper);
    assert_eq!(nearest.key, "sliding-windows-in-sparse-attention");
    let because = related[0].because.join(", ").to_lowercase();
    assert!(because.contains("sliding windows"), "{because}");
    let (knots, _) = paper(&library, "symmetries-of-knots");
    let nearest = library.paper(library.related_of[knots][0].paper);
    assert_eq!(nearest.key, "braid-words-and-knot-invariants");
}

#[test]
fn a_paper_is_not_related_to_itself_nor_to_what_shares_nothing() {
    let library = library(&[("2026-11-23.md", TEXT)]);
    for (index, related) in library.related_of.iter().enumerate() {
        assert!(related.len() <= 5);
        assert!(related.iter().all(|other| other.paper.0 != index));
    }
    let (alone, _) = paper(&library, "nothing-else-like-it");
    assert_eq!(library.related_of[alone], []);
}

#[test]
fn equally_near_papers_come_in_the_order_of_their_keys() {
    let same = |name: &str| format!("## {name} of quaternion lattices\n\nQuaternion lattices.\n\n");
    let text: String = ["Delta", "Alpha", "Echo", "Bravo"].map(same).concat();
    let library = library(&[("2026-11-23.md", &text)]);
    let (index, _) = paper(&library, "delta-of-quaternion-lattices");
    let keys = library.related_of[index].iter();
    let keys: Vec<&str> = keys
        .map(|other| library.paper(other.paper).key.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "alpha-of-quaternion-lattices",
            "bravo-of-quaternion-lattices",
            "echo-of-quaternion-lattices"
        ]
    );
}
