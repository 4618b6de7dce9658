//! What machines read: a digest as JSON, as BibTeX and as Markdown.

use crate::site_test::SiteTest;
use serde_json::Value;

fn built() -> SiteTest {
    let site = SiteTest::copy_of("awkward");
    site.build_with(&["--base-url", "https://example.org/papers"])
        .succeeds();
    site
}

#[test]
fn json_holds_all_that_is_known() {
    let json = built().page("digests/2026-11-21-morning.json").json();
    let pretty = serde_json::to_string_pretty(&json).expect("it was JSON");
    insta::assert_snapshot!("digest_json", pretty);
}

#[test]
fn json_has_the_documented_fields_in_every_paper() {
    let site = built();
    let fields = [
        "key",
        "url",
        "title",
        "authors",
        "abstract",
        "abstract_format",
        "announcement",
        "date",
        "venue",
        "arxiv",
        "doi",
        "links",
        "topics",
        "found_topics",
        "related",
        "score",
        "votes",
        "note",
        "former_keys",
        "mentions",
        "more_authors",
    ];
    for (path, bytes) in site.tree() {
        if !path.starts_with("digests/") || !path.ends_with(".json") {
            continue;
        }
        let json: Value = serde_json::from_slice(&bytes).expect("it is JSON");
        assert!(
            json["date"].is_string() && json["url"].is_string(),
            "{path}"
        );
        for paper in json["papers"].as_array().expect("a list") {
            let names: Vec<&str> = paper
                .as_object()
                .expect("an object")
                .keys()
                .map(String::as_str)
                .collect();
            let mut sorted = fields;
            sorted.sort_unstable();
            // There only where a digest gives them.
            let optional = ["comment", "sections", "facts"];
            let mut names_sorted = names.clone();
            names_sorted.retain(|name| !optional.contains(name));
            names_sorted.sort_unstable();
            assert_eq!(names_sorted, sorted, "{path}");
            let url = paper["url"].as_str().expect("a text");
            let page = url
                .strip_prefix("https://example.org/papers/")
                .expect("absolute");
            assert!(site.has_page(page), "{path} leads to {url}");
        }
    }
}

#[test]
fn json_addresses_are_relative_without_a_base_url() {
    let site = SiteTest::copy_of("awkward");
    site.build().succeeds();
    let json = site.page("digests/2026-11-20.json").json();
    assert_eq!(json["url"], "../digests/2026-11-20.html");
    assert_eq!(json["papers"][0]["url"], "../papers/2602.00010.html");
}

#[test]
fn bibtex_is_one_entry_a_paper() {
    insta::assert_snapshot!("digest_bibtex", built().page("digests/2026-11-18.bib").text);
}

#[test]
fn bibtex_escapes_what_tex_reads() {
    let site = SiteTest::new().file(
        "content/2026-11-23.json",
        r#"{"papers": [{
            "title": "100% of $5 & #1_x {braces} back\\slash ~tilde ^hat",
            "authors": ["Smith and Sons", "Example, Inc.", "O. {Brace}"],
            "venue": "A & B",
            "doi": "10.1000/a_b%c",
            "date": "2026-02-03"
        }]}"#,
    );
    site.build().succeeds();
    insta::assert_snapshot!("bibtex_of_signs", site.page("digests/2026-11-23.bib").text);
}

#[test]
fn markdown_is_the_documented_form() {
    insta::assert_snapshot!(
        "digest_markdown",
        built().page("digests/2026-11-18.md").text
    );
}

#[test]
fn markdown_of_imported_text_means_itself() {
    insta::assert_snapshot!(
        "imported_markdown",
        built().page("digests/2026-11-22.md").text
    );
}

#[test]
fn markdown_keeps_papers_and_footnotes_apart() {
    let text = "Uses `[^a-z]` and $[^1]$.[^1]\n\n# High\n\nTwo lines\nof one\n------\n\nLast *one*\n===\n\n```\n## code [^1]\n```\n\n> ## Quoted\n\n[^1]: The note.";
    let paper = |title: &str| serde_json::json!({"title": title, "abstract": text, "abstract_format": "markdown"});
    let digest = serde_json::json!({
        "date": "2026-11-23", "introduction": text, "papers": [paper("First"), paper("Second")],
    });
    let site = SiteTest::new().file("content/x.json", digest.to_string());
    site.build().succeeds().has_account(2, 2, 0, 0);
    let markdown = site.page("digests/2026-11-23.md").text;
    insta::assert_snapshot!("nested_markdown", markdown);
    let again = SiteTest::new().file("content/2026-11-23.md", &markdown);
    again.build().succeeds().has_account(2, 2, 0, 0);
    assert_eq!(again.page("digests/2026-11-23.md").text, markdown);
    // A page does not show what its footnotes are called, nor how deep headings lay.
    let deeper = |page: &str| {
        let of = |site: &SiteTest| crate::html::text(&site.page(page).text);
        assert_eq!(of(&site), of(&again), "{page}");
    };
    deeper("papers/second.html");
    deeper("digests/2026-11-23.html");
}

#[test]
fn feeds_are_there_where_the_site_has_an_address() {
    let site = SiteTest::copy_of("awkward");
    site.build_with(&["--base-url", "https://example.org/papers/"])
        .succeeds();
    let tree = site.tree();
    let is_feed = |path: &str| path.ends_with("feed.xml") || path.starts_with("topics/");
    let feeds = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".xml") && is_feed(path));
    let mut count = 0;
    for (path, bytes) in feeds {
        count += 1;
        let text = String::from_utf8(bytes.clone()).expect("feeds are UTF-8");
        let page = path
            .replace("feed.xml", "index.html")
            .replace(".xml", ".html");
        assert!(site.has_page(&page), "{path}");
        let own =
            format!("type=\"application/atom+xml\" href=\"https://example.org/papers/{path}\"/>");
        assert!(text.contains(&own), "{path}");
        let (ids, updated) = read_feed(&text);
        let distinct: std::collections::BTreeSet<&String> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{path}");
        assert!(
            ids.iter()
                .all(|id| id.starts_with("tag:example.org,2026:papers/")),
            "{ids:?}"
        );
        // The feed is as new as its newest entry, and a date of the digests, never of the build.
        assert_eq!(updated.first(), updated.iter().max(), "{path}");
        assert!(
            updated.iter().all(|date| date.starts_with("2026-11-")),
            "{updated:?}"
        );
    }
    assert!(
        count > 2,
        "one of the site, one of digests, those of topics"
    );

    let nowhere = SiteTest::copy_of("awkward");
    nowhere.build().succeeds();
    assert!(nowhere.tree().keys().all(|path| !path.ends_with(".xml")));
}

/// The texts of all `id` and of all `updated`, in order.
fn read_feed(text: &str) -> (Vec<String>, Vec<String>) {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut ids, mut updated, mut inside) = (Vec::new(), Vec::new(), String::new());
    loop {
        match reader.read_event().expect("the feed is well-formed") {
            Event::Start(start) => inside = start.name().as_ref().to_owned(),
            Event::End(_) => inside.clear(),
            Event::Text(text) => {
                let text = text.to_string();
                match inside.as_str() {
                    "id" => ids.push(text),
                    "updated" => updated.push(text),
                    _ => {}
                }
            }
            Event::Eof => return (ids, updated),
            _ => {}
        }
    }
}
