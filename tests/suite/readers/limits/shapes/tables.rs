//! Tables, labelled text, YAML and bibliographies.

use super::{Shape, laughs, nested, papers, shape};
use std::fmt::Write as _;

pub const SHAPES: &[Shape] = &[
    shape("csv", "content/2026-11-23.csv", |n| {
        "title,authors,abstract\n".to_owned()
            + &"A title,First Author,Some text of a paper\n".repeat(n / 42)
    }),
    shape("csv of a letter", "content/2026-11-23.csv", |n| {
        "title,authors\n".to_owned() + &"a,b\n".repeat(n / 4)
    }),
    shape("csv of an open quote", "content/2026-11-23.csv", |n| {
        "title,authors\n\"".to_owned() + &"a,b\n".repeat(n / 4)
    }),
    shape("csv of quotes", "content/2026-11-23.csv", |n| {
        "title,authors\n".to_owned() + &"\"".repeat(n)
    }),
    shape("csv of commas", "content/2026-11-23.csv", |n| {
        "title,authors\n".to_owned() + &",".repeat(n)
    }),
    shape("csv of lists", "content/2026-11-23.csv", |n| {
        format!("title,authors\na,\"['a', {}\"\n", nested("[", "]", n))
    }),
    shape("labelled titles", "content/2026-11-23.txt", |n| {
        "Authors: a\n".to_owned() + &"Title: a\n".repeat(n / 9)
    }),
    shape(
        "labelled text that goes on",
        "content/2026-11-23.txt",
        |n| "Title: a\nAbstract: b\n".to_owned() + &"a b\n".repeat(n / 4),
    ),
    shape("labelled fields", "content/2026-11-23.txt", |n| {
        "Title: a\n".to_owned() + &"Link: a\n".repeat(n / 8)
    }),
    shape("labelled colons", "content/2026-11-23.txt", |n| {
        "Title: a\nAuthors: b\n".to_owned() + &":".repeat(n)
    }),
    shape("yaml list", "content/2026-11-23.yaml", |n| {
        "- title: a\n  id: b\n".repeat(n / 19)
    }),
    shape("yaml numbers", "content/2026-11-23.yaml", |n| {
        "- 1\n".repeat(n / 4)
    }),
    shape("yaml lists in lists", "content/2026-11-23.yaml", |n| {
        nested("[", "]", n)
    }),
    shape("yaml dashes", "content/2026-11-23.yaml", |n| {
        "- ".repeat(n / 2)
    }),
    shape("yaml objects in objects", "content/2026-11-23.yaml", |n| {
        nested("{a: ", "}", n)
    }),
    shape("yaml laughs", "content/2026-11-23.yaml", |n| {
        laughs(n, "x0: &a0 [lol]\n", |text, i| {
            let before = i - 1;
            let _ = writeln!(
                text,
                "x{i}: &a{i} [*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before}]"
            );
        })
    }),
    shape("yaml laughs of a paper", "content/2026-11-23.yaml", |n| {
        let text = "word ".repeat(n / 5);
        let again = "- *p\n".repeat(90);
        format!("papers:\n- &p\n  title: a\n  abstract: {text}\n{again}")
    }),
    shape("yaml anchors", "content/2026-11-23.yaml", |n| {
        papers("papers: [", "]", n, |i| format!("&a{i} b"))
    }),
    shape("yaml block", "content/2026-11-23.yaml", |n| {
        "title: a\nabstract: |\n".to_owned() + &"  word\n".repeat(n / 7)
    }),
    shape("yaml quotes", "content/2026-11-23.yaml", |n| {
        format!("title: \"{}\"\nid: b\n", "\\n".repeat(n / 2))
    }),
    shape("bibtex", "content/2026-11-23.bib", |n| {
        (0..n / 110).map(|i| format!("@article{{key{i}, title = {{A {{T}}itle}}, author = {{Author, First and Author, Second}}, year = 2026, doi = {{10.1000/{i}}}}}\n")).collect()
    }),
    shape("bibtex of a letter", "content/2026-11-23.bib", |n| {
        (0..n / 22)
            .map(|i| format!("@misc{{a{i},title={{a}}}}\n"))
            .collect()
    }),
    shape("bibtex braces", "content/2026-11-23.bib", |n| {
        format!("@article{{a, title = {}}}\n", nested("{", "}", n))
    }),
    shape("bibtex open braces", "content/2026-11-23.bib", |n| {
        format!("@article{{a, title = {}\n", "{".repeat(n))
    }),
    shape("bibtex open entries", "content/2026-11-23.bib", |n| {
        "@article{a, title = {b}\n".repeat(n / 24)
    }),
    shape("bibtex at signs", "content/2026-11-23.bib", |n| {
        "@".repeat(n)
    }),
    shape("bibtex strings in strings", "content/2026-11-23.bib", |n| {
        "@string{a0 = \"lol\"}\n".to_owned()
            + &(1..n.min(1 << 20) / 90)
                .map(|i| {
                    format!(
                        "@string{{a{i} = a{0} # a{0} # a{0} # a{0} # a{0} # a{0}}}\n",
                        i - 1
                    )
                })
                .collect::<String>()
            + "@misc{b, title = a99}\n"
    }),
    shape("bibtex authors", "content/2026-11-23.bib", |n| {
        format!(
            "@article{{a, title = {{b}}, author = {{{}}}}}\n",
            "Author, First and ".repeat(n / 18)
        )
    }),
    shape("bibtex crossrefs", "content/2026-11-23.bib", |n| {
        (0..n / 50)
            .map(|i| format!("@misc{{a{i}, title = {{b}}, crossref = {{a{}}}}}\n", i + 1))
            .collect()
    }),
    shape("ris", "content/2026-11-23.ris", |n| {
        "TY  - JOUR\nTI  - a\nER  - \n".repeat(n / 26)
    }),
    shape("ris text that goes on", "content/2026-11-23.ris", |n| {
        "TY  - JOUR\nTI  - a\nAB  - b\n".to_owned() + &"      c\n".repeat(n / 8)
    }),
];
