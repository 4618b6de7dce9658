//! Files of no kind, and what texts of any kind hold.

use super::{Shape, nested, shape};
use std::fmt::Write as _;

pub const SHAPES: &[Shape] = &[
    shape("one line", "content/2026-11-23.txt", |n| {
        "word ".repeat(n / 5)
    }),
    shape("one line of json", "content/2026-11-23.json", |n| {
        "word ".repeat(n / 5)
    }),
    shape("one line of markdown", "content/2026-11-23.md", |n| {
        "word ".repeat(n / 5)
    }),
    shape("blank lines", "content/2026-11-23.txt", |n| {
        "\n".repeat(n) + "a"
    }),
    shape("blank lines of markdown", "content/2026-11-23.md", |n| {
        "\n".repeat(n) + "a"
    }),
    shape("blank lines of yaml", "content/2026-11-23.yaml", |n| {
        "\n".repeat(n) + "a: b"
    }),
    shape("lines of a letter", "content/2026-11-23.txt", |n| {
        "a\nab\n".repeat(n / 5)
    }),
    shape(
        "lines of a letter in markdown",
        "content/2026-11-23.md",
        |n| "a\n".repeat(n / 2),
    ),
    shape("brackets", "content/2026-11-23.txt", |n| "[".repeat(n)),
    shape("braces", "content/2026-11-23.txt", |n| "{".repeat(n)),
    shape("zeros", "content/2026-11-23.txt", |n| "\0".repeat(n)),
    shape("title and abstract lines", "content/2026-11-23.txt", |n| {
        let mut text = String::new();
        while text.len() < n {
            let _ = write!(
                text,
                "A title number {}\nAn abstract that is a bit longer than its title, and ends.\n",
                text.len()
            );
        }
        text
    }),
    shape("addresses in parentheses", "content/2026-11-23.json", |n| {
        comment(&"http://a.b(x".repeat(n / 12))
    }),
    shape("addresses of colons", "content/2026-11-23.json", |n| {
        comment(&"http://".repeat(n / 7))
    }),
    shape("schemes", "content/2026-11-23.json", |n| {
        comment(&"://".repeat(n / 3))
    }),
    shape("tex braces", "content/2026-11-23.json", |n| {
        abstract_text(&nested("{", "}", n))
    }),
    shape("tex open braces", "content/2026-11-23.json", |n| {
        abstract_text(&"{".repeat(n))
    }),
    shape("tex declarations", "content/2026-11-23.json", |n| {
        abstract_text(&nested("{\\\\em ", "}", n))
    }),
    shape("tex commands", "content/2026-11-23.json", |n| {
        abstract_text(&nested("\\\\emph{", "}", n))
    }),
    shape("tex open commands", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\emph{".repeat(n / 7))
    }),
    shape("tex links", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\href{".repeat(n / 7))
    }),
    shape("tex accents", "content/2026-11-23.json", |n| {
        abstract_text(&nested("\\\\'{", "}", n))
    }),
    shape("tex dollars", "content/2026-11-23.json", |n| {
        abstract_text(&"$".repeat(n))
    }),
    shape("tex formulas", "content/2026-11-23.json", |n| {
        abstract_text(&"$a$ ".repeat(n / 4))
    }),
    shape("tex open formulas", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\(".repeat(n / 3))
    }),
    shape("tex environments", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\begin{a}".repeat(n / 10))
    }),
    shape("tex quotes", "content/2026-11-23.json", |n| {
        abstract_text(&"`a'".repeat(n / 3))
    }),
    shape("tex open quotes", "content/2026-11-23.json", |n| {
        abstract_text(&"``a ".repeat(n / 4))
    }),
    shape("tex hyphens", "content/2026-11-23.json", |n| {
        abstract_text(&"-".repeat(n))
    }),
    shape("tex ties", "content/2026-11-23.json", |n| {
        abstract_text(&"~".repeat(n))
    }),
    shape("tex backslashes", "content/2026-11-23.json", |n| {
        abstract_text(&"\\\\".repeat(n / 2))
    }),
    shape("many authors by and", "content/2026-11-23.json", |n| {
        format!(
            r#"[{{"title":"A title","summary":"b","authors":"{}"}}]"#,
            "Author, First and ".repeat(n / 18)
        )
    }),
    shape("dates", "content/2026-11-23.json", |n| {
        format!(
            r#"[{{"title":"A title","summary":"b","date":"{}"}}]"#,
            "12 ".repeat(n / 3)
        )
    }),
];

fn comment(text: &str) -> String {
    format!(r#"[{{"title":"A title","summary":"b","comment":"{text}"}}]"#)
}

fn abstract_text(text: &str) -> String {
    format!(r#"[{{"title":"A title","arxiv_id":"2601.90001","abstract":"a {text} b"}}]"#)
}
