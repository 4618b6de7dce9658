//! Links that stand in abstracts.

use super::library;

/// The links of a paper with this abstract.
fn links(text: &str) -> Vec<String> {
    let paper =
        serde_json::json!({"papers": [{"id": "2601.00001", "title": "A", "abstract": text}]});
    let library = library(&[("2026-11-23.json", &paper.to_string())]);
    let links = library.papers[0].links.iter();
    links
        .map(|link| format!("{} {}", format!("{:?}", link.kind).to_lowercase(), link.url))
        .collect()
}

#[test]
fn code_and_project_pages_are_found_without_what_stands_around_them() {
    for (text, expected) in [
        (
            "Code: https://github.com/example/x.",
            vec!["code https://github.com/example/x"],
        ),
        (
            "Code at~https://github.com/example/x~.",
            vec!["code https://github.com/example/x"],
        ),
        (
            "(see https://gitlab.com/example/x)",
            vec!["code https://gitlab.com/example/x"],
        ),
        (
            "\\url{https://github.com/example/x\\_y}",
            vec!["code https://github.com/example/x_y"],
        ),
        (
            "[it](https://example.github.io/x/)!",
            vec!["project https://example.github.io/x/"],
        ),
        (
            "https://sites.google.com/view/x,",
            vec!["project https://sites.google.com/view/x"],
        ),
        (
            "See https://huggingface.co/example/x",
            vec!["code https://huggingface.co/example/x"],
        ),
        // Without a scheme, where it can be nothing else.
        (
            "Code at github.com/example/x.",
            vec!["code https://github.com/example/x"],
        ),
        (
            "(www.github.com/example/x)",
            vec!["code https://github.com/example/x"],
        ),
        // Once, however often and in whatever form.
        (
            "https://github.com/example/x and http://github.com/Example/x/, github.com/example/x.git",
            vec!["code https://github.com/example/x"],
        ),
        // Neither code nor a project: it stays in the text.
        ("Data at https://example.org/data", vec![]),
        (
            "Following https://arxiv.org/abs/2501.00001 and https://doi.org/10.1000/1",
            vec![],
        ),
        (
            "We crawl github.com/trending and https://github.com/",
            vec![],
        ),
        ("notgithub.com/example/x, x.github.com/example/x", vec![]),
        ("e.g.this/and/that", vec![]),
        ("https://github.com.evil.example/example/x", vec![]),
        ("javascript://github.com/example/x", vec![]),
    ] {
        assert_eq!(links(text), expected, "{text}");
    }
}

#[test]
fn an_arxiv_address_in_an_abstract_is_another_papers() {
    let text = "## A\n\nBuilds on https://arxiv.org/abs/2501.00001.\n";
    let library = library(&[("2026-11-23.md", text)]);
    assert_eq!(library.papers[0].key, "a");
    assert_eq!(library.papers[0].arxiv, None);
}

#[test]
fn what_the_digest_gives_is_not_found_again() {
    let text = "## A\n- Code: https://github.com/example/x/\n\nAt https://github.com/example/x.\n";
    let library = library(&[("2026-11-23.md", text)]);
    assert_eq!(library.papers[0].links.len(), 1);
}
