//! Texts, links, votes and topics.

use super::taken;
use crate::readers::read;
use crate::site_test::SiteTest;
use offprint::model::prose::Prose;
use serde_json::{Value, json};

#[test]
fn placeholders_are_no_text() {
    for text in [
        "Error",
        "error",
        "Summary generation failed",
        "Summary generation failed.",
        "N/A",
        "n/a",
        "None",
        "null",
        "NaN",
        "placeholder",
        "TODO",
        "-",
        "…",
        "...",
        "[]",
        "{}",
        "  ",
        "无",
        "暂无摘要",
        "摘要生成失败",
    ] {
        let (mention, said) = taken(&json!({
            "abstract": text, "ai": {"tldr": text}, "venue": text, "keywords": [text], "url": text,
            "pdf_url": text, "code": text,
        }));
        let record = mention.record;
        assert_eq!(record.abstract_text, None, "{text}");
        assert_eq!((mention.note, record.venue), (None, None), "{text}");
        assert!(
            record.topics.is_empty() && record.links.is_empty(),
            "{text}"
        );
        assert!(said.is_empty(), "{text}: {said:?}");
    }
    // A text that only begins so is one.
    let text = "Error correction is what this paper is about, and it is not too short.";
    let (mention, _) = taken(&json!({"abstract": text}));
    assert_eq!(
        mention.record.abstract_text,
        Some(Prose::Plain(text.to_owned()))
    );
    // Without a title there is no paper.
    let reading = read(
        "content/2026-07-01.jsonl",
        r#"{"title": "Error", "id": "2607.90001"}"#,
    );
    assert_eq!((reading.records, reading.digests.len()), (1, 0));
    assert_eq!(
        reading.diagnostics[0].message,
        "a record without a title is left out"
    );
}

#[test]
fn links_are_told_apart_by_what_they_lead_to() {
    for (record, expected) in [
        (
            json!({"code": "https://github.com/example/a"}),
            "code https://github.com/example/a",
        ),
        (
            json!({"github_url": "https://example.org/code"}),
            "code https://example.org/code",
        ),
        (
            json!({"project_page": "https://a.example.org/"}),
            "project https://a.example.org/",
        ),
        (
            json!({"pdf_url": "https://example.org/a.pdf"}),
            "pdf https://example.org/a.pdf",
        ),
        (
            json!({"url": "https://example.org/a"}),
            "page https://example.org/a",
        ),
        (
            json!({"url": "https://github.com/example/a"}),
            "code https://github.com/example/a",
        ),
        (
            json!({"url": "https://a.github.io/"}),
            "project https://a.github.io/",
        ),
        (
            json!({"url": "https://example.org/a.PDF"}),
            "pdf https://example.org/a.PDF",
        ),
        (
            json!({"comment": "12 pages. Code: https://github.com/example/a. Project: https://a.github.io/b; see https://example.org"}),
            "code https://github.com/example/a | project https://a.github.io/b",
        ),
        (
            json!({"code": "null or **[link](https://github.com/example/a)**"}),
            "code https://github.com/example/a",
        ),
        (
            json!({"code": ["https://github.com/example/a", "https://github.com/example/a/"]}),
            "code https://github.com/example/a",
        ),
        (
            json!({"links": [{"url": "https://example.org/a"}, {"href": "https://example.org/b"}]}),
            "page https://example.org/a | page https://example.org/b",
        ),
        (json!({"code": null, "project": "", "url": false}), ""),
        (json!({"code": "coming soon"}), ""),
    ] {
        let (mention, said) = taken(&record);
        let links = mention.record.links.iter();
        let links: Vec<String> = links
            .map(|link| format!("{:?} {}", link.kind, link.url).to_lowercase())
            .collect();
        assert_eq!(links.join(" | "), expected.to_lowercase(), "{record}");
        assert!(said.is_empty(), "{record}: {said:?}");
    }
}

#[test]
fn addresses_with_other_schemes_are_left_out_and_said() {
    for address in [
        "javascript:alert(1)",
        "ftp://example.org/a",
        "data:text/html,x",
    ] {
        let (mention, _) = taken(&json!({"url": address, "code": address, "pdf": address}));
        assert!(mention.record.links.is_empty(), "{address}");
    }
}

#[test]
fn votes_are_counted_however_they_are_written() {
    for (votes, expected) in [
        (json!(12), Some(12)),
        (json!("12"), Some(12)),
        (json!(" 12 "), Some(12)),
        (json!(12.0), Some(12)),
        (json!("1,234"), Some(1234)),
        (json!(0), Some(0)),
        (json!(-1), None),
        (json!(1.5), None),
        (json!("many"), None),
        (json!(null), None),
        (json!(u64::MAX), Some(u64::MAX)),
        (json!("99999999999999999999"), None),
    ] {
        let (mention, _) = taken(&json!({"upvotes": votes}));
        assert_eq!(mention.votes, expected, "{votes}");
    }
}

#[test]
fn topics_are_parted_and_numbers_are_none() {
    for (topics, expected) in [
        (json!(["width", " depth ", "width"]), vec!["width", "depth"]),
        (json!("width, depth"), vec!["width", "depth"]),
        (json!("宽度、深度"), vec!["宽度", "深度"]),
        (
            json!("cs.LG cs.CL stat.ML"),
            vec!["cs.LG", "cs.CL", "stat.ML"],
        ),
        (
            json!("large language models"),
            vec!["large language models"],
        ),
        (
            json!([{"term": "cs.LG"}, {"name": "depth"}, {"x": 1}]),
            vec!["cs.LG", "depth"],
        ),
        (json!(["#llm", "# scaling"]), vec!["llm", "scaling"]),
        (
            json!(["2026", 2026, "", null, "https://example.org/"]),
            vec![],
        ),
    ] {
        let (mention, _) = taken(&json!({"keywords": topics}));
        assert_eq!(mention.record.topics, expected, "{topics}");
    }
}

#[test]
fn a_title_is_one_line_of_readable_text() {
    for (title, expected) in [
        ("Wrapped\n  over Lines", "Wrapped over Lines"),
        ("\tTabs\u{a0}and\u{2003}Spaces ", "Tabs and Spaces"),
        ("The Fr\\'echet Distance", "The Fréchet Distance"),
        ("``Quoted'' -- and Dashed", "“Quoted” – and Dashed"),
        ("$\\ell_1$ and 50\\%", "$\\ell_1$ and 50%"),
        ("A \u{0} Control\u{7} Character", "A Control Character"),
        ("<think> and <EOS>", "<think> and <EOS>"),
        ("\\$OneMillion-Bench", "\\$OneMillion-Bench"),
        ("数学 🚀", "数学 🚀"),
    ] {
        let (mention, _) = taken(&json!({"title": title}));
        assert_eq!(mention.record.title, expected, "{title:?}");
    }
}

#[test]
fn links_of_html_are_their_addresses_and_other_tags_stay_text() {
    for (text, expected) in [
        (
            "See <a href=\"https://a.example/b\">this https URL</a>.",
            "See https://a.example/b.",
        ),
        (
            "See <a class='x' href='https://a.example/?b&amp;c' rel=\"nofollow\">our page</a>, please.",
            "See our page (https://a.example/?b&c), please.",
        ),
        (
            "<a href=\"https://a.example/\">here</a><a href=\"https://b.example/\">https://b.example/</a>",
            "https://a.example/https://b.example/",
        ),
        (
            "<a href=\"javascript:alert(1)\">here</a>",
            "<a href=\"javascript:alert(1)\">here</a>",
        ),
        ("<a href=\"/local\">here</a>", "<a href=\"/local\">here</a>"),
        (
            "<a href=\"https://a.example/",
            "<a href=\"https://a.example/",
        ),
        ("We let x <a and y > b</a>", "We let x <a and y > b</a>"),
        ("A <think> and <b>bold</b>", "A <think> and <b>bold</b>"),
    ] {
        let (mention, _) = taken(&json!({"abstract": text}));
        let found = mention.record.abstract_text;
        assert_eq!(found, Some(Prose::Plain(expected.to_owned())), "{text}");
    }
}

#[test]
fn nothing_of_a_machine_or_a_mailbox_is_published() {
    let record = |n: usize, fields: Value| {
        let mut record =
            json!({"title": format!("Paper Number {n}"), "id": format!("2607.9100{n}")});
        let all = record.as_object_mut().expect("an object");
        all.extend(fields.as_object().expect("an object").clone());
        record.to_string()
    };
    let lines = [
        record(
            1,
            json!({
                "authors": ["First Author <first@example.org>", "second@example.org", {"name": "Third Author", "email": "third@example.org"}],
                "file": "/home/somebody/papers/1.pdf", "path": "/home/somebody", "local_path": "/Users/somebody/1.pdf",
            }),
        ),
        record(
            2,
            json!({
                "url": "/home/somebody/papers/2.pdf", "pdf": "file:///home/somebody/2.pdf", "code": "C:\\Users\\somebody\\code",
                "pdf_url": "mailto:somebody@example.org", "project": "somebody@example.org",
                "links": [{"url": "/home/somebody/a"}, {"url": "mailto:somebody@example.org"}], "link": "~/papers/2.pdf",
            }),
        ),
    ];
    let csv = "Title,Author,Url,File Attachments,Date,Email\n\
        An Export,\"Author, First; Sample, Second\",https://a.example/3,\"/home/somebody/Zotero/3.pdf; C:\\Users\\somebody\\3.pdf\",2026-07-01,somebody@example.org\n";
    let site = SiteTest::new()
        .file("content/2026-07-01.jsonl", lines.join("\n"))
        .file("content/2026-07-02.csv", csv);
    site.build_with(&["--base-url", "https://site.test/"])
        .succeeds()
        .has_account(3, 3, 0, 0);
    for (path, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes);
        for private in [
            "/home/", "/Users/", "\\Users", "@example", "mailto:", "file:", "~/papers", "somebody",
        ] {
            assert!(!text.contains(private), "{path} says {private}");
        }
    }
    site.page("papers/2607.91001.html")
        .says("First Author, Third Author");
}
