//! Content is untrusted: no text of a digest becomes markup, script, an address with a foreign
//! scheme, or a path outside the output.

use crate::html;
use crate::in_memory::{Files, Rendered};
use crate::site_test::SiteTest;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Texts that try to be more.
const PAYLOADS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "[click](javascript:alert(1))",
    "[click](JaVaScRiPt&colon;alert(1))",
    "[click](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1) \"t\")",
    "![x](x \"\\\" onerror=alert(1)\")",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)",
    "[click][x]\n\n[x]: vbscript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<svg/onload=alert(1)>",
    "{{ 7*7 }}{{ site.title }}",
    "{% include \"base.html\" %}{% raw %}",
    "{# hidden #}",
    "{{",
    "%}",
    "../../etc/passwd",
    "..\\..\\windows\\system32",
    "/etc/passwd",
    "C:\\con.txt",
    "aux",
    "index",
    "manifest.json",
    "</script></title></textarea></style>--><script>alert(1)</script>",
    "<!--<script>alert(1)//-->",
    "]]><script>alert(1)</script>",
    "$</annotation></math><script>alert(1)</script>$",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\style{color:red}{x}\\class{x}{y}\\cssId{a}{b}$",
    "$$\\text{<img src=x onerror=alert(1)>}$$",
    "```\"onclick=alert(1)\nx\n```",
    "`<script>`",
    "# heading <script>alert(1)</script>",
    "| a | b |\n|---|---|\n| <script>alert(1)</script> | \"onclick=alert(1) |",
    "text[^a]\n\n[^a]: <img src=x onerror=alert(1)>",
    "\u{0}\u{8}\u{b}\u{1b}[31m\u{7f}\u{85}\u{9f}",
    "\u{202e}gpj.exe\u{2066}\u{feff}",
    "\u{fffe}\u{ffff}\u{f0000}\u{10ffff}",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;script&#62;",
    "&#x6A&#x61&#x76&#x61script:alert(1)",
    "https://example.org/\"onmouseover=alert(1)",
    "https://example.org/<script>alert(1)</script>",
    "//evil.example/x",
    "}}}}}}{{{{{{",
    "$\\{$ { \\",
    "@misc{x, title = {y}}",
    "+++\ntitle = \"x\"\n+++",
    "---",
    "- Authors: Somebody Else",
    "## Another paper",
];

/// Holds a rendered site to the rules, whatever went into it.
fn holds(site: &Rendered) -> Result<(), String> {
    for (path, bytes) in &site.files {
        // The capital is that of a week: `2026-W48`.
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-./W".contains(c);
        let is_sound = path.chars().all(is_plain)
            && path
                .split('/')
                .all(|name| !name.is_empty() && !name.starts_with('.'))
            && path.split('/').count() <= 2;
        if !is_sound {
            return Err(format!("the path {path:?}"));
        }
        if path.ends_with(".png") {
            continue;
        }
        let text = std::str::from_utf8(bytes).map_err(|error| format!("{path}: {error}"))?;
        if path.ends_with(".html") {
            let faults = html::faults(text);
            if !faults.is_empty() {
                return Err(format!("{path}: {faults:?}\n{text}"));
            }
        } else if path.ends_with(".json") {
            let json = serde_json::from_str::<Value>(text);
            json.map_err(|error| format!("{path}: {error}"))?;
        } else if path.ends_with(".bib") {
            let library = &site.library;
            let digests = library.digests.iter().map(|digest| digest.papers.len());
            let topics = library.topics.iter().map(|topic| topic.papers.len());
            let papers = digests.chain(topics);
            let entries = entries(text).map_err(|fault| format!("{path}: {fault}\n{text}"))?;
            if !papers.into_iter().any(|count| count == entries) {
                return Err(format!("{path}: {entries} entries\n{text}"));
            }
        }
    }
    Ok(())
}

/// Counts the entries of a BibTeX file as BibTeX reads it: braces alone part them, and a
/// backslash means nothing.
fn entries(text: &str) -> Result<usize, String> {
    let mut depth = 0_usize;
    let mut count = 0;
    for c in text.chars() {
        match c {
            '{' => {
                count += usize::from(depth == 0);
                depth += 1;
            }
            '}' => depth = depth.checked_sub(1).ok_or("a brace closes nothing")?,
            _ => {}
        }
    }
    if depth == 0 {
        Ok(count)
    } else {
        Err(format!("{depth} braces are open"))
    }
}

/// A text between quotes on one line, as TOML and JSON both have it.
fn quoted(text: &str) -> String {
    json!(text).to_string().replace('\u{7f}', "\\u007f")
}

/// A paper with one text in every field.
fn paper_of(text: &str, format: &str) -> Value {
    json!({
        "key": text, "id": text, "arxiv": text, "doi": format!("10.1234/{text}"),
        "title": text, "authors": [text, text], "abstract": text, "abstract_format": format,
        "date": text, "venue": text, "url": text, "code": text, "project": text,
        "links": [{"kind": "page", "url": text}, {"kind": "code", "url": format!("https://{text}")}],
        "topics": [text, "A topic"], "votes": text, "note": text, "former_keys": [text],
    })
}

#[test]
fn every_field_of_our_json() {
    for format in ["plain", "markdown"] {
        for payload in PAYLOADS {
            let digest = json!({
                "date": "2026-11-23", "title": payload, "introduction": payload, "url": payload,
                "papers": [paper_of(payload, format), {"title": "A sound paper"}],
            });
            let site = Files::one("content/x.json", &digest.to_string());
            for base_url in [None, Some("https://example.org/x/")] {
                holds(&site.render(base_url, true))
                    .unwrap_or_else(|fault| panic!("{payload:?}: {fault}"));
            }
        }
    }
}

#[test]
fn every_field_of_the_daily_papers() {
    for payload in PAYLOADS {
        let list = json!([
            {"paper": {
                "id": payload, "title": payload, "summary": payload, "publishedAt": payload,
                "authors": [{"name": payload}], "upvotes": 3, "githubRepo": payload,
                "projectPage": payload, "ai_keywords": [payload],
            }, "title": payload, "publishedAt": payload},
            {"paper": {"id": "2601.00001", "title": "A sound paper"}},
        ]);
        let site = Files::one("content/2026-11-23.json", &list.to_string());
        holds(&site.render(None, true)).unwrap_or_else(|fault| panic!("{payload:?}: {fault}"));
    }
}

#[test]
fn every_field_of_markdown() {
    for payload in PAYLOADS {
        let line = payload.replace('\n', " ");
        let quoted = quoted(payload);
        let mut text = format!(
            "+++\ntitle = {quoted}\ndate = 2026-11-23\ntopics = [{quoted}]\n+++\n{payload}\n\n"
        );
        for heading in [
            line.clone(),
            format!("[{line}]({line})"),
            format!("[{line}](<{line}>)"),
        ] {
            let _ = writeln!(text, "## {heading}\n");
            for field in [
                "Authors", "Topics", "Code", "Project", "Page", "PDF", "Link", "DOI", "arXiv",
                "Venue", "Date", "Votes", "Note", "Formerly",
            ] {
                let _ = writeln!(text, "- {field}: {line}");
            }
            let _ = writeln!(text, "\n{payload}\n");
        }
        let site = Files::one("content/2026-11-23.md", &text);
        holds(&site.render(None, true)).unwrap_or_else(|fault| panic!("{payload:?}: {fault}"));
    }
}

#[test]
fn every_line_of_plain_text() {
    let mut text = String::from("Get trending papers in your email inbox!\n");
    for payload in PAYLOADS {
        let line: String = payload.split('\n').collect();
        let _ = writeln!(
            text,
            "Title: {line}\nAn abstract that is longer than its title: {line} {line}"
        );
    }
    let site = Files::one("content/2026-11-23.txt", &text);
    holds(&site.render(None, true)).unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn every_field_of_topics_and_standing_pages() {
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let quoted = quoted(payload);
        let topic = format!(
            "+++\ntitle = {quoted}\naliases = [{quoted}]\nkeywords = [\"sound\"]\nparent = \"Other\"\n+++\n{payload}\n"
        );
        let page = format!(
            "+++\ntitle = {quoted}\ndescription = {quoted}\nslug = \"p{number} {}\"\n+++\n{payload}\n",
            payload
                .replace(['"', '\\', '\n'], "")
                .chars()
                .filter(|c| !c.is_control())
                .collect::<String>()
        );
        let mut site = Files::one("content/2026-11-23.md", "## A sound paper\n");
        for (name, text) in [
            ("content/topics/a.md", topic.as_str()),
            ("content/topics/other.md", "+++\ntitle = \"Other\"\n+++\n"),
            ("content/pages/a.md", page.as_str()),
        ] {
            site.files.push((name.to_owned(), text.to_owned()));
        }
        let site = site.render(None, true);
        assert_eq!(site.library.topics.len(), 2, "{payload:?}");
        holds(&site).unwrap_or_else(|fault| panic!("{payload:?}: {fault}"));
    }
}

#[test]
fn template_syntax_in_content_is_text() {
    let site = SiteTest::new().file(
        "content/2026-11-23.md",
        "{{ site.title }}\n\n## Sums of {{ 7*7 }} and {% include \"base.html\" %}\n- Authors: {{ 7*7 }}\n\n{{ 7*7 }} {# seen #}\n",
    );
    site.build().succeeds();
    let (path, _) = site
        .tree()
        .into_iter()
        .find(|(path, _)| path.starts_with("papers/"))
        .expect("one paper");
    site.page(&path)
        .says("Sums of {{ 7*7 }} and {% include &quot;base.html&quot; %}</h1>")
        .says("{{ 7*7 }} {# seen #}")
        .does_not_say("49");
    site.page("index.html").says("{{ site.title }}");
}

#[test]
fn no_title_leaves_the_output() {
    let site = SiteTest::new();
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let digest = json!({"title": payload, "papers": [paper_of(payload, "plain")]});
        site.write(
            &format!(
                "content/2026-{:02}-{:02}.json",
                number / 28 + 1,
                number % 28 + 1
            ),
            digest.to_string(),
        );
    }
    let build = site.build();
    build.succeeds();
    let mut top: Vec<String> = std::fs::read_dir(site.root())
        .expect("it is there")
        .map(|entry| {
            entry
                .expect("can be listed")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    top.sort();
    assert_eq!(top, ["content", "public"]);
    // One payload is an image that the site does not have; links of the site itself are all sound.
    let mut broken = html::broken_links(&site.tree(), "/");
    broken.retain(|fault| !fault.contains(": ../x: "));
    assert_eq!(broken, [] as [&str; 0]);
    // What is printed about them does not command the terminal either.
    let is_quiet = |c: char| c == '\n' || !c.is_control();
    assert!(build.stderr.chars().all(is_quiet), "{:?}", build.stderr);
}

#[test]
fn file_names_do_not_command_the_terminal() {
    let site = SiteTest::new().file("content/2026-11-23-\u{1b}[31mred.md", "no paper\n\n##\n");
    let build = site.build();
    assert!(
        build.stderr.chars().all(|c| c == '\n' || !c.is_control()),
        "{:?}",
        build.stderr
    );
}

#[test]
fn no_content_can_turn_minifying_off() {
    for payload in [
        "\u{f0000}\u{10fffd}".to_owned(),
        ">".repeat(400),
        "**a *b ".repeat(300) + &" b* a**".repeat(300),
        "x-name-o000000".to_owned(),
        "<!--?-->".to_owned(),
    ] {
        let digest = json!({
            "title": payload, "introduction": payload, "papers": [paper_of(&payload, "markdown")],
        });
        let site = SiteTest::new()
            .file("offprint.toml", "base_url = \"https://example.org/\"\n")
            .file("content/2026-11-23.json", digest.to_string());
        let build = site.build();
        build.succeeds();
        assert!(!build.stderr.contains("minifying"), "{}", build.stderr);
        site.page("index.html").says("<meta charset=utf-8>");
    }
}

/// Characters that mean something somewhere, more often than the rest of Unicode.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => prop::sample::select(vec![
            "<", ">", "&", "\"", "'", "`", "$", "$$", "\\", "{", "}", "{{", "}}", "{%", "%}", "#", "##",
            "*", "_", "[", "]", "(", ")", "](", "!", "|", "~", "^", "-", "+", "=", ":", ";", ",", ".",
            "/", "//", "\n", "\n\n", "\t", " ", "\0", "<script>", "</p>", "<!--", "-->", "javascript:",
            "https://", "http://x.y/", "mailto:", "www.x.org", "&lt;", "&#0;", "\\frac{1}{2}", "\\left(",
            "\\begin{matrix}", "\\end{matrix}", "[^1]", "[^1]: ", "1. ", "> ", "```", "- Votes: ", "arXiv:2601.00001",
            "10.1234/x", "and", "۱", "é", "e\u{301}", "漢", "🙂", "\u{200b}", "\u{202e}",
        ]).prop_map(str::to_owned),
        2 => "[a-z ]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn paper(text: BoxedStrategy<String>) -> impl Strategy<Value = Value> {
    let several = |range| prop::collection::vec(text.clone(), range);
    let fields = (
        text.clone(),
        several(0..4),
        text.clone(),
        any::<bool>(),
        text.clone(),
        text.clone(),
        several(0..3),
    );
    fields.prop_map(|(title, authors, body, is_markdown, note, address, topics)| {
        json!({
            "title": title, "authors": authors, "abstract": body, "note": note, "venue": address,
            "abstract_format": if is_markdown { "markdown" } else { "plain" },
            "url": address, "links": [format!("https://{address}")], "topics": topics,
            "doi": format!("10.1234/{address}"),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn random_json_gives_sound_files(
        title in text(),
        introduction in text(),
        papers in prop::collection::vec(paper(text().boxed()), 1..5),
    ) {
        let digest = json!({
            "date": "2026-11-23", "title": title, "introduction": introduction, "papers": papers,
        });
        let first = Files::one("content/x.json", &digest.to_string()).render(None, true);
        prop_assert_eq!(holds(&first), Ok(()));
    }

    #[test]
    fn random_json_reads_back_to_the_same(
        title in text(),
        introduction in text(),
        papers in prop::collection::vec(paper(text().boxed()), 1..5),
    ) {
        let digest = json!({
            "date": "2026-11-23", "title": title, "introduction": introduction, "papers": papers,
        });
        let first = Files::one("content/x.json", &digest.to_string()).render(None, true);
        // A digest of which no record can be used is not told apart from one without records.
        prop_assume!(!first.library.papers.is_empty());
        if let Some(json) = first.files.get("digests/2026-11-23.json") {
            let json = std::str::from_utf8(json).expect("it was checked");
            let second = Files::one("content/2026-11-23.json", json).render(None, true);
            for (path, bytes) in &first.files {
                let again = second.files.get(path).map(|bytes| String::from_utf8_lossy(bytes));
                prop_assert_eq!(Some(String::from_utf8_lossy(bytes)), again, "{}", path);
            }
            prop_assert_eq!(first.files.len(), second.files.len());
        }
        if let Some(markdown) = first.files.get("digests/2026-11-23.md") {
            let markdown = std::str::from_utf8(markdown).expect("files are UTF-8");
            let second = Files::one("content/2026-11-23.md", markdown).render(None, true);
            prop_assert_eq!(holds(&second), Ok(()));
        }
    }

    #[test]
    fn random_markdown_gives_sound_files(head in text(), parts in prop::collection::vec(text(), 1..8)) {
        let mut digest = head;
        for part in parts {
            digest.push_str("\n## ");
            digest.push_str(&part);
        }
        let site = Files::one("content/2026-11-23.md", &digest).render(None, true);
        prop_assert_eq!(holds(&site), Ok(()));
    }
}
