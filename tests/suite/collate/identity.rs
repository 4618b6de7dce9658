//! Which mentions are of one paper.

use super::{collated, digests, keys, library};
use offprint::model::title::normal_title;

/// The number of papers that two records make.
fn papers_of(first: &str, second: &str) -> usize {
    library(&[("2026-11-22.md", first), ("2026-11-23.md", second)])
        .papers
        .len()
}

#[test]
fn two_records_are_one_paper_or_two() {
    for (first, second, papers) in [
        // The same arXiv id, however it is written.
        (
            "## A\n- arXiv: 2601.00001v1\n",
            "## B\n- arXiv: 2601.00001v2\n",
            1,
        ),
        (
            "## A\n- arXiv: 2601.00001\n",
            "## [B](https://arxiv.org/pdf/2601.00001v2.pdf)\n",
            1,
        ),
        (
            "## A\n- arXiv: math.GT/0309136v1\n",
            "## [B](http://arxiv.org/abs/math/0309136)\n",
            1,
        ),
        (
            "## A\n- arXiv: 2601.00001\n",
            "## B\n- DOI: 10.48550/arXiv.2601.00001\n",
            1,
        ),
        // The same DOI, whatever its case.
        (
            "## A\n- DOI: 10.1000/ABC\n",
            "## [B](https://doi.org/10.1000/abc)\n",
            1,
        ),
        // The same title, where at most one has an id.
        ("## A Title\n", "## a   title!\n", 1),
        ("## A Title\n- arXiv: 2601.00001\n", "## A title\n", 1),
        ("## A Title\n", "## A title\n- DOI: 10.1000/1\n", 1),
        ("## On $\\ell_2$-norms\n", "## On $\\ell_2$ norms\n", 1),
        ("## Poincar\u{e9} maps\n", "## Poincare\u{301} maps\n", 1),
        // The same title, but two ids.
        (
            "## A\n- arXiv: 2601.00001\n",
            "## A\n- arXiv: 2601.00002\n",
            2,
        ),
        ("## A\n- DOI: 10.1000/1\n", "## A\n- DOI: 10.1000/2\n", 2),
        ("## A\n- arXiv: 2601.00001\n", "## A\n- DOI: 10.1000/1\n", 2),
        // Nothing in common.
        ("## A\n", "## B\n", 2),
        ("## $\\alpha$\n", "## $+$\n", 2),
        ("## Tools in C++\n", "## Tools in C#\n", 2),
        ("## $\\alpha$-nets\n", "## $\\beta$-nets\n", 2),
        ("## $\\alpha$-nets\n", "## \u{3b1}-Nets\n", 1),
        ("## \u{6570}\u{5b66}\n", "## \u{7269}\u{7406}\n", 2),
        ("## ???\n", "## !!!\n", 2),
    ] {
        assert_eq!(papers_of(first, second), papers, "{first}{second}");
        assert_eq!(papers_of(second, first), papers, "{second}{first}");
    }
}

#[test]
fn joins_lead_on_from_one_record_to_the_next() {
    // By arXiv id, by DOI, by title: the first and the last have nothing in common.
    let library = library(&[
        ("2026-11-20.md", "## One\n- arXiv: 2601.00001\n"),
        (
            "2026-11-21.md",
            "## Two\n- arXiv: 2601.00001\n- DOI: 10.1000/1\n",
        ),
        ("2026-11-22.md", "## Three\n- DOI: 10.1000/1\n"),
        ("2026-11-23.md", "## Three\n"),
    ]);
    assert_eq!(keys(&library), ["2601.00001"]);
    assert_eq!(library.papers[0].mentions.len(), 4);
    assert_eq!(library.papers[0].title, "Three");
}

#[test]
fn a_title_alone_goes_to_the_smallest_id_of_several() {
    for order in [["22", "23"], ["23", "22"]] {
        let first = format!("2026-11-{}.md", order[0]);
        let second = format!("2026-11-{}.md", order[1]);
        let library = library(&[
            (&first, "## A\n- arXiv: 2601.00002\n"),
            (&second, "## A\n- arXiv: 2601.00001\n"),
            ("2026-11-24.md", "## A\n"),
        ]);
        assert_eq!(keys(&library), ["2601.00001", "2601.00002"]);
        assert_eq!(library.papers[0].mentions.len(), 2);
    }
}

#[test]
fn the_same_paper_twice_in_one_file_is_shown_once() {
    let text = "## A\n- arXiv: 2601.00001v1\n- Votes: 3\n\n## B\n\n\
                ## A again\n- arXiv: 2601.00001v2\n- Votes: 5\n- Note: Seen again.\n";
    let collation = collated(&[("2026-11-23.md", text)]);
    let digest = &collation.library.digests[0];
    assert_eq!((digest.papers.len(), collation.merged), (2, 1));
    assert_eq!(digest.papers[0].votes, Some(5));
    assert_eq!(digest.papers[0].note.as_deref(), Some("Seen again."));
    assert_eq!(collation.library.papers[0].mentions.len(), 1);
    assert_eq!(digests(&[("2026-11-23.md", text)])[0].mentions.len(), 3);
}

#[test]
fn titles_are_compared_by_their_letters_and_digits() {
    for (title, expected) in [
        ("A Title: with, signs!", "atitlewithsigns"),
        ("$\\mathbb{R}^2$ spaces", "r2spaces"),
        ("Stra\u{df}e und \u{c4}rger", "stra\u{df}eundarger"),
        ("\u{ff21}\u{ff22}", "ab"),
        ("On $\\ell_2$, \\emph{really}", "onell2really"),
        ("Poincar\\'e and P{\\\"o}", "poincareandpo"),
        ("\u{1d4db}-functions", "lfunctions"),
        ("$\\varphi$ or \u{3d5}?", "phiorphi"),
        ("\\LaTeX", "latex"),
        ("C++ \\", "c++"),
        ("???", "???"),
    ] {
        assert_eq!(normal_title(title), expected, "{title}");
    }
}
