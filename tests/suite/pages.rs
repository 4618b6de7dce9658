//! The pages of a site: which there are, what they say, and that every link leads somewhere.

use crate::html;
use crate::site_test::{SiteTest, shared_data};

fn awkward() -> SiteTest {
    SiteTest::copy_of("awkward")
}

#[test]
fn every_kind_of_page_is_there() {
    let site = awkward();
    site.build().succeeds().has_account(17, 13, 3, 1);
    for page in [
        "index.html",
        "404.html",
        "about.html",
        "digests/index.html",
        "digests/2026-11-18.html",
        "digests/2026-11-18.json",
        "digests/2026-11-18.bib",
        "digests/2026-11-18.md",
        "digests/2026-11-21-morning.html",
        "digests/2026-11-21-evening.html",
        "digests/2026-11-21.html",
        "topics/index.html",
        "topics/attention.html",
        "topics/attention-2.html",
        "topics/linear-attention.html",
        "topics/nothing-yet.html",
        "papers/2601.00001.html",
        "papers/hep-th-9901001.html",
        "papers/10.1234-abc.567.html",
        "papers/linear-attention-with-o-n-memory-no-tricks.html",
        "assets/folio.css",
        "manifest.json",
    ] {
        assert!(site.has_page(page), "{page} was not built");
    }
    for page in ["hidden.html", "digests/2026-11-24.html"] {
        assert!(!site.has_page(page), "{page} is a draft");
    }
    assert!(!site.has_page("topics/rare.html"), "one paper has it");
}

#[test]
fn no_file_is_empty_hidden_or_has_a_strange_name() {
    let site = awkward();
    site.build().succeeds();
    for (path, bytes) in site.tree() {
        assert!(!bytes.is_empty(), "{path} is empty");
        // The capital is that of a week: `2026-W48`; Pagefind has names with underscores.
        let others = if path.starts_with("pagefind/") {
            "-./_"
        } else {
            "-./W"
        };
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || others.contains(c);
        assert!(path.chars().all(is_plain), "{path}");
        assert!(path.split('/').all(|name| !name.starts_with('.')), "{path}");
        assert!(path.split('/').all(|name| name.len() <= 86), "{path}");
    }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let site = awkward();
    site.build().succeeds();
    assert_eq!(html::broken_links(&site.tree(), "/"), [] as [&str; 0]);
}

#[test]
fn links_are_the_same_under_a_sub_path() {
    let (at_root, below) = (awkward(), awkward());
    at_root
        .build_with(&["--base-url", "https://example.org"])
        .succeeds();
    below
        .build_with(&["--base-url", "https://example.org/lab/papers"])
        .succeeds();
    assert_eq!(
        html::broken_links(&below.tree(), "/lab/papers/"),
        [] as [&str; 0]
    );
    below
        .page("topics/attention.html")
        .says(r#"href="https://example.org/lab/papers/topics/attention.html""#)
        .says(r#"href="../papers/2601.00001.html""#);
    below
        .page("index.html")
        .says(r#"rel=canonical href="https://example.org/lab/papers/""#);
    // Nothing but the absolute addresses that a standard asks for tells the two sites apart.
    for (path, bytes) in below.tree() {
        if path.ends_with(".html") && path != "404.html" {
            let text = String::from_utf8(bytes).expect("pages are UTF-8");
            let moved = text.replace("https://example.org/lab/papers/", "https://example.org/");
            assert_eq!(moved, at_root.page(&path).text, "{path}");
        }
    }
}

#[test]
fn pages_are_sound_markup() {
    let site = awkward();
    site.build_with(&["--drafts"]).succeeds();
    for (path, bytes) in site.tree() {
        if path.ends_with(".html") {
            let text = String::from_utf8(bytes).expect("pages are UTF-8");
            assert_eq!(html::faults(&text), [] as [&str; 0], "{path}");
            let titles = html::tags(&text)
                .iter()
                .take_while(|tag| tag.name != "body")
                .filter(|tag| tag.name == "title")
                .count();
            assert_eq!(titles, 1, "{path}");
            let heads = html::tags(&text)
                .iter()
                .filter(|tag| tag.name == "h1")
                .count();
            assert_eq!(heads, 1, "{path}");
        }
    }
}

#[test]
fn links_in_texts_are_right_at_every_depth() {
    let site = awkward();
    site.build().succeeds();
    // The same introduction, on the digest's own page and on none above it.
    site.page("digests/2026-11-19.html")
        .says(r#"<a href="../about.html">about page</a>"#)
        .says(r#"<a href="../topics/memory.html">the memory topic</a>"#);
    site.page("topics/attention.html")
        .says(r#"<a href="../papers/2601.00001.html">the first paper</a>"#);
    site.page("about.html")
        .says(r#"<a href="papers/2601.00001.html">paper</a>"#)
        .says(r#"<a href="mailto:us@example.org">us</a>"#);
    // The newest digest stands on the front page too.
    site.write(
        "content/2026-11-30.md",
        "See [the topic](/topics/attention.html).\n\n## Newest\n- Note: As [before](papers/2601.00001.html).\n",
    );
    site.build().succeeds();
    site.page("index.html")
        .says(r#"<a href="topics/attention.html">the topic</a>"#)
        .says(r#"<a href="papers/2601.00001.html">before</a>"#);
    site.page("digests/2026-11-30.html")
        .says(r#"<a href="../topics/attention.html">the topic</a>"#)
        .says(r#"<a href="../papers/2601.00001.html">before</a>"#);
}

#[test]
fn a_paper_page_says_what_the_digests_said() {
    let site = awkward();
    site.build().succeeds();
    let text = html::text(&site.page("papers/2601.00001.html").text);
    insta::assert_snapshot!("paper_page", text);
}

#[test]
fn a_paper_with_nothing_but_a_title_says_no_more() {
    let site = awkward();
    site.build().succeeds();
    let text = html::text(
        &site
            .page("papers/a-paper-with-nothing-but-a-title.html")
            .text,
    );
    insta::assert_snapshot!("paper_page_of_a_title", text);
}

#[test]
fn an_imported_abstract_is_text() {
    let site = awkward();
    site.build().succeeds();
    let text = html::text(
        &site
            .page("papers/plain-text-100-of-5-i-no-i-markup.html")
            .text,
    );
    insta::assert_snapshot!("paper_page_of_plain_text", text);
}

#[test]
fn lists_say_what_they_list() {
    let site = awkward();
    site.build().succeeds();
    let of = |page: &str| format!("# {page}\n{}\n", html::text(&site.page(page).text));
    let lists = [
        "index.html",
        "digests/index.html",
        "digests/2026-11-21-morning.html",
        "topics/index.html",
        "topics/attention.html",
        "topics/attention-2.html",
        "topics/nothing-yet.html",
        "papers/linear-attention-with-o-n-memory-no-tricks.html",
        "404.html",
    ]
    .map(of)
    .join("\n");
    insta::assert_snapshot!("lists", lists);
}

#[test]
fn every_paper_has_one_page_with_its_whole_title_and_all_authors() {
    let site = awkward();
    site.build().succeeds();
    let page = site.page("papers/2602.00010.html");
    page.says("Author A. Number0,").says("Author B. Number599");
    let text = html::text(&page.text);
    let (record, _) = text
        .split_once(
            "
Citation
",
        )
        .expect("it can be cited");
    assert_eq!(record.matches("Author ").count(), 600);
    let long =
        "papers/a-title-that-does-not-end-clause-1-of-many-clause-2-of-many-clause-3-c795aafb.html";
    site.page(long)
        .says("clause 14 of many, clause 15 of man</h1>");
    site.page("papers/liang-zi-ji-suan-yu-bian-fen-tui-duan-yi-ge-zong-shu.html")
        .says("<span lang=\"zh\">量子计算与变分推断：一个综述</span></h1>")
        .says("王小明, 山田太郎");
    site.page("papers/drs-hwl-lshbkt-l-sby-l-myq.html")
        .says("<span lang=\"und-Arab\" dir=\"rtl\">دراسة حول الشبكات العصبية العميقة</span></h1>");
}

#[test]
fn drafts_are_published_only_on_demand() {
    let site = awkward();
    site.build().succeeds();
    for (path, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("secret paper"), "{path}");
        assert!(!text.contains("Not yet."), "{path}");
    }
    site.build_with(&["--drafts"])
        .succeeds()
        .has_account(17, 14, 3, 0);
    assert!(site.has_page("papers/a-secret-paper.html") && site.has_page("hidden.html"));
}

#[test]
fn an_empty_site_has_a_front_page() {
    let site = SiteTest::new();
    site.build().succeeds().has_account(0, 0, 0, 0);
    site.page("index.html").says("No digest yet");
    assert_eq!(html::broken_links(&site.tree(), "/"), [] as [&str; 0]);
}

#[test]
fn years_of_daily_papers_are_sound_pages_with_sound_links() {
    let Some(folder) = shared_data("hf") else {
        return;
    };
    let site = SiteTest::new();
    for (name, bytes) in crate::site_test::tree(&folder) {
        site.write(&format!("content/{name}"), bytes);
    }
    let build = site.build();
    build.succeeds();
    assert_eq!(build.json["account"]["papers"], 5841);
    assert_eq!(build.diagnostics("error").len(), 0);
    let tree = site.tree();
    let papers = tree.keys().filter(|path| path.starts_with("papers/"));
    assert_eq!(papers.count(), 5841);
    assert_eq!(html::broken_links(&tree, "/"), [] as [&str; 0]);
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).expect("pages are UTF-8");
        assert_eq!(html::faults(text), [] as [&str; 0], "{path}");
    }
}
