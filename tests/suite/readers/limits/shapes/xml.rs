//! Feeds and harvests.

use super::{Shape, laughs, nested, shape};
use std::fmt::Write as _;

pub const SHAPES: &[Shape] = &[
    shape("atom entries", "content/2026-11-23.xml", |n| {
        atom(n, |i| {
            format!(
                "<entry><id>http://arxiv.org/abs/2601.{:05}</id><title>A title {i}</title><summary>Some text of a paper.</summary><author><name>First Author</name></author></entry>",
                i % 100_000
            )
        })
    }),
    shape("atom entries of nothing", "content/2026-11-23.xml", |n| {
        atom(n, |_| "<entry/>".to_owned())
    }),
    shape("elements in elements", "content/2026-11-23.xml", |n| {
        atom(n, |i| {
            if i == 0 {
                nested("<a>", "</a>", n)
            } else {
                String::new() + " "
            }
        })
    }),
    shape("open elements", "content/2026-11-23.xml", |n| {
        format!("<feed><entry>{}", "<a>".repeat(n / 3))
    }),
    shape("an entry of many elements", "content/2026-11-23.xml", |n| {
        format!(
            "<feed><entry><title>a</title>{}</entry></feed>",
            "<a/>".repeat(n / 4)
        )
    }),
    shape("an entry of many authors", "content/2026-11-23.xml", |n| {
        entry(&"<author><name>First Author</name></author>".repeat(n / 42))
    }),
    shape("an entry of many links", "content/2026-11-23.xml", |n| {
        entry(
            &(0..n / 40)
                .map(|i| format!("<link href=\"https://a.example/{i}\"/>"))
                .collect::<String>(),
        )
    }),
    shape(
        "an element of many attributes",
        "content/2026-11-23.xml",
        |n| {
            format!(
                "<feed><entry><title {}>a</title></entry></feed>",
                "a='b' ".repeat(n / 6)
            )
        },
    ),
    shape("many namespaces", "content/2026-11-23.xml", |n| {
        format!(
            "<feed {}><entry/></feed>",
            (0..n / 12)
                .map(|i| format!("xmlns:a{i}='b' "))
                .collect::<String>()
        )
    }),
    shape("laughs of entities", "content/2026-11-23.xml", |n| {
        let declared = laughs(n, "<!ENTITY a0 'lol'>", |text, i| {
            let _ = write!(
                text,
                "<!ENTITY a{i} '{}'>",
                format!("&a{};", i - 1).repeat(10)
            );
        });
        format!("<!DOCTYPE feed [{declared}]><feed><entry><title>&a9;</title></entry></feed>")
    }),
    shape("references", "content/2026-11-23.xml", |n| {
        entry(&format!("<title>{}</title>", "&amp;".repeat(n / 5)))
    }),
    shape("references that are none", "content/2026-11-23.xml", |n| {
        entry(&format!("<title>{}</title>", "&".repeat(n)))
    }),
    shape("cdata", "content/2026-11-23.xml", |n| {
        entry(&format!(
            "<title>a</title><summary type='html'>{}</summary>",
            "<![CDATA[<p>a]]>".repeat(n / 16)
        ))
    }),
    shape("open cdata", "content/2026-11-23.xml", |n| {
        format!("<feed><entry>{}", "<![CDATA[".repeat(n / 9))
    }),
    shape("open comments", "content/2026-11-23.xml", |n| {
        format!("<feed><entry>{}", "<!-- ".repeat(n / 5))
    }),
    shape("comments before a page", "content/2026-11-23.xml", |n| {
        "<!---->".repeat(n / 7)
    }),
    shape("html scripts", "content/2026-11-23.xml", |n| {
        html(n, "<script a='b'>")
    }),
    shape("html scripts and comments", "content/2026-11-23.xml", |n| {
        html(n, "<script a='b'><!--</script>")
    }),
    shape("html comments", "content/2026-11-23.xml", |n| {
        html(n, "<!--")
    }),
    shape("html open tags", "content/2026-11-23.xml", |n| {
        html(n, "<a href=\"")
    }),
    shape("html quotes in tags", "content/2026-11-23.xml", |n| {
        html(n, "<p \"")
    }),
    shape("html less-than signs", "content/2026-11-23.xml", |n| {
        html(n, "<")
    }),
    shape("html paragraphs", "content/2026-11-23.xml", |n| {
        html(n, "<p>a")
    }),
    shape("html line ends", "content/2026-11-23.xml", |n| {
        html(n, "<br> ")
    }),
    shape("html links", "content/2026-11-23.xml", |n| {
        html(n, "<a href='https://a.example/x'>this https URL</a> ")
    }),
    shape("html tags in links", "content/2026-11-23.xml", |n| {
        html(n, "<a href='x'>")
    }),
    shape("rss items", "content/2026-11-23.xml", |n| {
        rss(n, |i| {
            format!(
                "<item><title>A title {i}</title><link>https://a.example/{i}</link><description>Some text of a paper.</description></item>"
            )
        })
    }),
    shape("rss creators", "content/2026-11-23.xml", |n| {
        rss(n, |i| {
            if i == 0 {
                format!(
                    "<item><title>a</title><link>https://arxiv.org/abs/2601.90001</link><dc:creator>{}</dc:creator></item>",
                    "A (B), ".repeat(n / 7)
                )
            } else {
                " ".to_owned()
            }
        })
    }),
    shape("rss parentheses", "content/2026-11-23.xml", |n| {
        rss(n, |i| {
            if i == 0 {
                format!(
                    "<item><title>a</title><link>https://arxiv.org/abs/2601.90001</link><dc:creator>{}</dc:creator></item>",
                    "(".repeat(n)
                )
            } else {
                " ".to_owned()
            }
        })
    }),
    shape("rss items of nothing", "content/2026-11-23.xml", |n| {
        rss(n, |_| "<item/>".to_owned())
    }),
    shape("oai records", "content/2026-11-23.xml", |n| {
        let record = "<record><header><identifier>oai:arXiv.org:2601.90001</identifier></header><metadata><arXiv xmlns='x'><id>2601.90001</id><title>A title</title><abstract>Some text.</abstract></arXiv></metadata></record>";
        format!(
            "<OAI-PMH><ListRecords>{}</ListRecords></OAI-PMH>",
            record.repeat(n / record.len())
        )
    }),
    shape("oai records of nothing", "content/2026-11-23.xml", |n| {
        format!(
            "<OAI-PMH><ListRecords>{}</ListRecords></OAI-PMH>",
            "<record/>".repeat(n / 9)
        )
    }),
    shape("encoded twice", "content/2026-11-23.xml", |n| {
        entry(&format!("<title>{}</title>", "Ã©".repeat(n / 4)))
    }),
];

fn atom(size: usize, entry: impl Fn(usize) -> String) -> String {
    let mut text = "<feed><link href='https://arxiv.org/'/>".to_owned();
    let mut number = 0;
    while text.len() < size {
        text += &entry(number);
        number += 1;
    }
    text + "</feed>"
}

fn entry(inside: &str) -> String {
    format!(
        "<feed><link href='https://arxiv.org/'/><entry><id>http://arxiv.org/abs/2601.90001</id>{inside}</entry></feed>"
    )
}

fn rss(size: usize, item: impl Fn(usize) -> String) -> String {
    let mut text = "<rss><channel><link>https://a.example/</link>".to_owned();
    let mut number = 0;
    while text.len() < size {
        text += &item(number);
        number += 1;
    }
    text + "</channel></rss>"
}

/// A feed whose one item is a piece of HTML, many times.
fn html(size: usize, piece: &str) -> String {
    let escaped = piece.replace('&', "&amp;").replace('<', "&lt;");
    let description = escaped.repeat(size / escaped.len());
    format!(
        "<rss><channel><item><title>a</title><link>https://b.example</link><description>&lt;p&gt;{description}</description></item></channel></rss>"
    )
}
