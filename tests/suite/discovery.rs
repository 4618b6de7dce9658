//! What feed readers, search engines, reference managers and language models find.
//!
//! Whether the forms are right is judged by independent programs in `.ci/machines`; here is what they
//! say, and what must not change.

use crate::site_test::SiteTest;
use serde_json::{Value, json};

const ADDRESS: &str = "https://example.org/papers/";

fn awkward() -> SiteTest {
    let site = SiteTest::copy_of("awkward");
    site.build_with(&["--base-url", ADDRESS]).succeeds();
    site
}

/// The JSON-LD of a page.
fn data(site: &SiteTest, path: &str) -> Value {
    let text = &site.page(path).text;
    let (_, rest) = text
        .split_once("application/ld+json")
        .expect("the page has data");
    let (_, rest) = rest.split_once('>').expect("a tag ends");
    let (json, _) = rest.split_once("</script>").expect("an element ends");
    serde_json::from_str(json).expect("it is JSON")
}

#[test]
fn an_unchanged_night_gives_the_same_feeds_and_a_move_keeps_the_ids() {
    let site = awkward();
    let before = site.page("feed.xml").text.clone();
    site.build_with(&["--base-url", ADDRESS]).succeeds();
    assert_eq!(site.page("feed.xml").text, before);

    let ids = |text: &str| -> Vec<String> {
        let parts = text.split("<id>").skip(1);
        parts
            .filter_map(|part| Some(part.split_once("</id>")?.0.to_owned()))
            .collect()
    };
    let moved = SiteTest::copy_of("awkward");
    let options = std::fs::read_to_string(moved.root().join("offprint.toml")).unwrap_or_default();
    let moved = moved.file(
        "offprint.toml",
        format!("{options}\n[feeds]\nauthority = \"example.org/papers\"\n"),
    );
    moved
        .build_with(&["--base-url", "https://papers.example.net/"])
        .succeeds();
    assert_eq!(ids(&moved.page("feed.xml").text), ids(&before));
    assert!(
        moved
            .page("feed.xml")
            .text
            .contains("https://papers.example.net/papers/2601.00001.html")
    );
}

#[test]
fn an_authority_that_is_none_is_refused() {
    let site = SiteTest::new().file("offprint.toml", "[feeds]\nauthority = \"a b\"\n");
    site.build().fails().reports("error: offprint.toml:2:");
}

#[test]
fn the_feed_of_the_site_and_its_json_say_the_same() {
    let site = awkward();
    let atom = &site.page("feed.xml").text;
    let json: Value = site.page("feed.json").json();
    let items = json["items"].as_array().expect("a list");
    assert!(!items.is_empty());
    assert_eq!(atom.matches("<entry>").count(), items.len());
    for item in items {
        let id = item["id"].as_str().expect("an id");
        assert!(atom.contains(&format!("<id>{id}</id>")), "{id}");
        let html = item["content_html"].as_str().unwrap_or_default();
        assert!(
            !html.contains("href=\"#") && !html.contains("href=\"/"),
            "{html}"
        );
    }
}

#[test]
fn a_digest_is_one_entry_with_a_link_to_each_of_its_papers() {
    let site = awkward();
    let feed = &site.page("digests/feed.xml").text;
    assert!(
        feed.contains("<id>tag:example.org,2026:papers/digests/2026-11-18</id>"),
        "{feed}"
    );
    assert!(
        feed.contains("https://example.org/papers/papers/2601.00001.html&quot;"),
        "{feed}"
    );
}

#[test]
fn every_page_offers_the_feeds_and_a_topic_its_own() {
    let site = awkward();
    site.page("papers/2601.00001.html")
        .says("href=\"../feed.xml\"")
        .says("href=\"../feed.json\"");
    site.page("topics/linear-attention.html")
        .says("href=\"../topics/linear-attention.xml\"");
    site.page("topics/index.html").says("topics.opml");
    site.page("topics.opml")
        .says("xmlUrl=\"https://example.org/papers/topics/linear-attention.xml\"");
}

#[test]
fn a_page_about_a_paper_says_what_is_known_of_it_and_no_more() {
    let site = awkward();
    let graph = data(&site, "papers/2601.00001.html");
    let page = &graph["@graph"][0];
    assert_eq!(page["@type"], "WebPage");
    let article = &page["mainEntity"];
    assert_eq!(article["@type"], "ScholarlyArticle");
    assert_eq!(
        article["author"][0],
        json!({"@type": "Person", "name": "Ada Lovelace"})
    );
    assert_eq!(
        article["sameAs"],
        json!(["https://arxiv.org/abs/2601.00001"])
    );
    let bare = data(&site, "papers/a-paper-with-nothing-but-a-title.html");
    let bare = bare["@graph"][0]["mainEntity"]
        .as_object()
        .expect("an object");
    for field in ["author", "datePublished", "identifier", "sameAs"] {
        assert!(!bare.contains_key(field), "{field} is invented");
    }
    let crumbs = &graph["@graph"][1];
    assert_eq!(crumbs["@type"], "BreadcrumbList");
    assert_eq!(crumbs["itemListElement"][0]["item"], ADDRESS);
}

#[test]
fn no_text_ends_the_element_that_data_stands_in() {
    let site = SiteTest::new().file(
        "content/2026-11-23.md",
        "## A </script><script>alert(1)</script> paper\n",
    );
    site.build_with(&["--base-url", ADDRESS]).succeeds();
    let paper = site
        .tree()
        .into_keys()
        .find(|path| path.starts_with("papers/"))
        .expect("one paper");
    let title = data(&site, &paper)["@graph"][0]["mainEntity"]["name"].clone();
    assert_eq!(title, "A </script><script>alert(1)</script> paper");
}

/// Google Scholar takes title, authors and date together or nothing, and Zotero follows it.
#[test]
fn pages_tell_reference_managers_all_that_they_need_or_nothing() {
    let site = awkward();
    let text = &site.page("papers/2601.00001.html").text;
    let has = |name: &str| {
        text.contains(&format!("name={name} ")) || text.contains(&format!("name={name}>"))
    };
    for name in [
        "citation_title",
        "citation_author",
        "citation_publication_date",
        "citation_doi",
    ] {
        assert!(has(name), "{name}: {text}");
    }
    assert!(text.contains("10.48550/arXiv.2601.00001"));
    assert!(
        !text.contains("citation_pdf_url"),
        "it may only be of the same folder"
    );
    let bare = site.page("papers/a-paper-with-nothing-but-a-title.html");
    bare.does_not_say("citation_").says("DC.title");
}

#[test]
fn the_sitemap_has_the_pages_that_are_to_be_found() {
    let site = awkward();
    let map = site.page("sitemap.xml");
    map.says("<loc>https://example.org/papers/</loc><lastmod>2026-11-")
        .says("<loc>https://example.org/papers/papers/2601.00001.html</loc>")
        .does_not_say("404.html")
        .does_not_say("reading.html");
}

#[test]
fn robots_are_told_at_the_root_of_a_host_alone_and_a_file_of_ones_own_wins() {
    assert!(
        !awkward().has_page("robots.txt"),
        "nobody reads it below the root"
    );
    let site = SiteTest::copy_of("awkward");
    site.build_with(&["--base-url", "https://example.org/"])
        .succeeds();
    site.page("robots.txt")
        .says("Sitemap: https://example.org/sitemap.xml");
    let site = site.file("static/robots.txt", "User-agent: *\nDisallow: /\n");
    site.build_with(&["--base-url", "https://example.org/"])
        .succeeds();
    site.page("robots.txt").says("Disallow: /");
}

#[test]
fn a_site_without_an_address_has_nothing_that_needs_one() {
    let site = SiteTest::copy_of("awkward");
    site.build().succeeds();
    for path in [
        "feed.xml",
        "feed.json",
        "sitemap.xml",
        "opensearch.xml",
        "topics.opml",
    ] {
        assert!(!site.has_page(path), "{path}");
    }
    site.page("index.html")
        .does_not_say("ld+json")
        .does_not_say("feed.xml");
    site.page("llms.txt")
        .says("- [Linear attention](topics/linear-attention.html): ");
}

#[test]
fn the_whole_library_is_one_file() {
    let site = awkward();
    let json = site.page("papers.json").json();
    let papers = json["papers"].as_array().expect("a list");
    let pages = site
        .tree()
        .into_keys()
        .filter(|path| path.starts_with("papers/") && path.ends_with(".html"));
    let redirects = pages
        .filter(|path| site.page(path).text.contains("http-equiv=refresh"))
        .count();
    let pages = site
        .tree()
        .into_keys()
        .filter(|path| path.starts_with("papers/") && path.ends_with(".html"))
        .count();
    assert_eq!(papers.len(), pages - redirects);
    let one = papers
        .iter()
        .find(|paper| paper["key"] == "2601.00001")
        .expect("it is there");
    assert_eq!(
        one["url"],
        "https://example.org/papers/papers/2601.00001.html"
    );
    assert_eq!(one["shown"], "2026-11-18");
}

#[test]
fn topics_and_digests_can_be_taken_to_reference_managers() {
    let site = awkward();
    for folder in ["topics/linear-attention", "digests/2026-11-18"] {
        let bib = site
            .page(&format!("{folder}.bib"))
            .text
            .matches("\n@")
            .count()
            + 1;
        let ris = site
            .page(&format!("{folder}.ris"))
            .text
            .matches("TY  - ")
            .count();
        let csl = site.page(&format!("{folder}.csljson")).json();
        assert_eq!(
            (bib, ris),
            (csl.as_array().expect("a list").len(), bib),
            "{folder}"
        );
    }
}
