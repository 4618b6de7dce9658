//! Markdown.

use super::{Shape, laughs, nested, shape};
use std::fmt::Write as _;

pub const SHAPES: &[Shape] = &[
    shape("markdown headings", "content/2026-11-23.md", |n| {
        "## A title of a paper\n\nSome text of it.\n\n".repeat(n / 41)
    }),
    shape(
        "markdown headings of a letter",
        "content/2026-11-23.md",
        |n| "## a\n".repeat(n / 5),
    ),
    shape("markdown hashes", "content/2026-11-23.md", |n| {
        "#".repeat(n)
    }),
    shape("markdown unknown fields", "content/2026-11-23.md", |n| {
        "## a\n- Athors: b\n".repeat(n / 17)
    }),
    shape("markdown fields", "content/2026-11-23.md", |n| {
        "## a\n".to_owned() + &"- Code: b\n".repeat(n / 10)
    }),
    shape("markdown broken ids", "content/2026-11-23.md", |n| {
        "## a\n- arXiv: b\n".repeat(n / 16)
    }),
    shape("markdown stars", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"*".repeat(n)
    }),
    shape("markdown stars and letters", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"*a ".repeat(n / 3)
    }),
    shape("markdown bars", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"|".repeat(n)
    }),
    shape("markdown tables", "content/2026-11-23.md", |n| {
        "# a\n\n| Title | Authors |\n|---|---|\n".to_owned()
            + &"| [A title](https://arxiv.org/abs/2601.90001) | First Author |\n".repeat(n / 63)
    }),
    shape("markdown table of a letter", "content/2026-11-23.md", |n| {
        "# a\n\n| Title | Authors |\n|---|---|\n".to_owned() + &"|a|b|\n".repeat(n / 6)
    }),
    shape("markdown table of columns", "content/2026-11-23.md", |n| {
        format!(
            "# a\n\n{}\n{}\n|a|\n",
            "|a".repeat(n / 5),
            "|-".repeat(n / 5)
        )
    }),
    shape("markdown quotes", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"> ".repeat(n / 2)
    }),
    shape("markdown lists", "content/2026-11-23.md", |n| {
        "# a\n\n".to_owned() + &"- ".repeat(n / 2)
    }),
    shape("markdown list of links", "content/2026-11-23.md", |n| {
        "# a\n\n".to_owned()
            + &"- [A title](https://arxiv.org/abs/2601.90001): text\n".repeat(n / 52)
    }),
    shape("markdown nested list", "content/2026-11-23.md", |n| {
        let mut text = "# a\n\n".to_owned();
        let mut depth = 0;
        while text.len() < n {
            let _ = writeln!(text, "{}- a", "  ".repeat(depth % 500));
            depth += 1;
        }
        text
    }),
    shape("markdown brackets", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"[".repeat(n)
    }),
    shape("markdown links in links", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &nested("[", "](x)", n)
    }),
    shape(
        "markdown heading of brackets",
        "content/2026-11-23.md",
        |n| "## ".to_owned() + &"[".repeat(n),
    ),
    shape("markdown code", "content/2026-11-23.md", |n| {
        let mut text = "## a\n\n".to_owned();
        let mut length = 1;
        while text.len() < n {
            text += &"`".repeat(length);
            text += " ";
            length += 1;
        }
        text
    }),
    shape("markdown fences", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned() + &"```\n## b\n".repeat(n / 9)
    }),
    shape("markdown references", "content/2026-11-23.md", |n| {
        "## a\n\n".to_owned()
            + &(0..n / 36)
                .map(|i| format!("[a{i}]\n\n[a{i}]: https://a.example\n\n"))
                .collect::<String>()
    }),
    shape("markdown footnotes", "content/2026-11-23.md", |n| {
        (0..n / 40)
            .map(|i| format!("## b{i}\n\na[^{i}]\n\n[^{i}]: text\n\n"))
            .collect()
    }),
    shape(
        "markdown footnotes in a chain",
        "content/2026-11-23.md",
        |n| {
            "## a\n\na[^0]\n\n".to_owned()
                + &(0..n / 26)
                    .map(|i| format!("[^{i}]: b[^{}]\n\n", i + 1))
                    .collect::<String>()
        },
    ),
    shape("markdown of many topics", "content/2026-11-23.md", |n| {
        let topics: Vec<String> = (0..n / 24).map(|i| format!("\"topic {i}\"")).collect();
        format!(
            "+++\ntopics = [{}]\n+++\n{}",
            topics.join(","),
            "## a\n".repeat(n / 10)
        )
    }),
    shape("markdown of a long topic", "content/2026-11-23.md", |n| {
        format!(
            "+++\ntopics = [\"{}\"]\n+++\n{}",
            "word ".repeat(n / 10),
            "## a\n".repeat(n / 10)
        )
    }),
    shape("markdown of a long key", "content/2026-11-23.md", |n| {
        format!("+++\n{} = 1\n+++\n## a\n", "a".repeat(n))
    }),
    shape("markdown of many keys", "content/2026-11-23.md", |n| {
        format!(
            "---\n{}---\n## a\n",
            (0..n / 10)
                .map(|i| format!("t{i}: a\n"))
                .collect::<String>()
        )
    }),
    shape("markdown of toml lists", "content/2026-11-23.md", |n| {
        format!("+++\na = {}\n+++\n## a\n", nested("[", "]", n))
    }),
    shape("markdown of yaml laughs", "content/2026-11-23.md", |n| {
        format!(
            "---\n{}---\n## a\n",
            laughs(n, "x0: &a0 [lol]\n", |text, i| {
                let before = i - 1;
                let _ = writeln!(
                    text,
                    "x{i}: &a{i} [*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before},*a{before}]"
                );
            })
        )
    }),
];
