//! Authors: who is one person, and what their pages say.

use crate::site_test::SiteTest;
use offprint::model::author::Orcid;
use serde_json::json;

const ENABLED: &str = "[authors]\nenabled = true\n";

/// A site with a digest of papers, each of these authors.
fn site(papers: &[&[&str]]) -> SiteTest {
    let papers = papers.iter().enumerate().map(|(number, authors)| {
        json!({"id": format!("2601.0000{number}"), "title": format!("Paper {number}"), "authors": authors})
    });
    let digest = json!({"date": "2026-11-23", "papers": papers.collect::<Vec<_>>()});
    SiteTest::new()
        .file("offprint.toml", ENABLED)
        .file("content/2026-11-23.json", digest.to_string())
}

fn pages(site: &SiteTest) -> Vec<String> {
    site.build().succeeds();
    let pages = site.tree().into_keys();
    let mut names: Vec<String> = pages
        .filter_map(|path| {
            Some(
                path.strip_prefix("authors/")?
                    .strip_suffix(".html")?
                    .to_owned(),
            )
        })
        .filter(|name| name != "index")
        .collect();
    names.sort();
    names
}

#[test]
fn case_accents_hyphens_and_order_make_nobody_another() {
    let site = site(&[
        &["Émilie du Châtelet"],
        &["EMILIE DU CHATELET"],
        &["du Chatelet, Emilie"],
    ]);
    assert_eq!(pages(&site), ["emilie-du-chatelet"]);
    let site = self::site(&[&["Jean-Luc O’Neill"], &["Jeanluc O'Neill"]]);
    assert_eq!(pages(&site).len(), 1);
}

#[test]
fn initials_are_joined_where_a_co_author_is_common_and_nobody_else_fits() {
    // Without a reason they stay apart.
    assert_eq!(
        pages(&site(&[&["J. Smith"], &["Jane Smith"]])),
        ["j-smith", "jane-smith"]
    );
    let with_reason = site(&[
        &["J. Smith", "Ada Lovelace"],
        &["Jane Smith", "Ada Lovelace"],
    ]);
    assert_eq!(pages(&with_reason), ["ada-lovelace", "jane-smith"]);
    with_reason
        .page("authors/jane-smith.html")
        .says("also written J. Smith");
    // Whoever stands beside a name in one line of authors is another.
    let side_by_side = site(&[&["J. Smith", "Jane Smith", "Ada Lovelace"]]);
    assert_eq!(pages(&side_by_side).len(), 3);
    // Also where both are short for a third form.
    let both = site(&[
        &["J. Smith", "Jane Smith", "Ada Lovelace"],
        &["Jane A. Smith", "Ada Lovelace"],
    ]);
    assert!(pages(&both).contains(&"j-smith".to_owned()));
    // One who is declared can be meant.
    let declared = site(&[
        &["J. Smith", "Ada Lovelace"],
        &["John Smith", "Ada Lovelace"],
        &["Jane Smith"],
    ])
    .file(
        "content/authors.toml",
        "[[author]]\nname = \"Jane Smith\"\n",
    );
    assert_eq!(
        pages(&declared),
        ["ada-lovelace", "j-smith", "jane-smith", "john-smith"]
    );
    // So can one who stays by herself.
    let left = site(&[
        &["J. Smith", "Ada Lovelace"],
        &["Jane A. Smith", "Ada Lovelace"],
        &["Jane Smith"],
    ]);
    assert_eq!(pages(&left).len(), 4);
    // Two could be meant.
    let doubtful = site(&[
        &["J. Smith", "Ada Lovelace"],
        &["Jane Smith", "Ada Lovelace"],
        &["John Smith", "Ada Lovelace"],
    ]);
    assert_eq!(
        pages(&doubtful),
        ["ada-lovelace", "j-smith", "jane-smith", "john-smith"]
    );
}

#[test]
fn the_owner_joins_names_and_gives_an_orcid() {
    let site = site(&[&["Jane Smith"], &["Jane Miller"]]).file(
        "content/authors.toml",
        "[[author]]\nname = \"Jane Smith\"\naliases = [\"Jane Miller\"]\norcid = \"https://orcid.org/0000-0002-1825-0097\"\n",
    );
    assert_eq!(pages(&site), ["jane-smith"]);
    site.page("authors/jane-smith.html")
        .says("also written Jane Miller")
        .says("https://orcid.org/0000-0002-1825-0097");
}

#[test]
fn the_owner_parts_two_people_of_one_name() {
    let site = site(&[&["Wei Wang"], &["Wei Wang"], &["Wei Wang"]]).file(
        "content/authors.toml",
        "[[author]]\nname = \"Wei Wang\"\nslug = \"wei-wang-of-physics\"\npapers = [\"2601.00001\"]\n",
    );
    assert_eq!(pages(&site), ["wei-wang", "wei-wang-of-physics"]);
    site.page("authors/wei-wang-of-physics.html")
        .says("Paper 1")
        .does_not_say("Paper 2");
    site.page("authors/wei-wang.html")
        .says("Paper 2")
        .does_not_say("Paper 1");
    site.page("papers/2601.00001.html")
        .says("../authors/wei-wang-of-physics.html");
}

#[test]
fn two_people_of_one_name_have_two_addresses() {
    let site = site(&[&["Wei Wang"], &["Wei Wang"]]).file(
        "content/authors.toml",
        "[[author]]\nname = \"Wei Wang\"\npapers = [\"2601.00001\"]\n",
    );
    assert_eq!(pages(&site).len(), 2);
}

#[test]
fn what_is_declared_of_nobody_and_what_is_mistyped_is_told() {
    let nobody = site(&[&["Jane Smith"]]).file(
        "content/authors.toml",
        "\n[[author]]\nname = \"John Smith\"\n",
    );
    nobody
        .build()
        .succeeds()
        .reports("note: content/authors.toml:2:");
    let mistyped = site(&[&["Jane Smith"]]).file(
        "content/authors.toml",
        "[[author]]\nname = \"Jane Smith\"\norcid = \"0000-0002-1825-0098\"\n",
    );
    mistyped
        .build()
        .fails()
        .reports("error: content/authors.toml:3:");
    let unknown = site(&[&["Jane Smith"]]).file(
        "content/authors.toml",
        "[[author]]\nname = \"Jane Smith\"\nalias = []\n",
    );
    unknown
        .build()
        .fails()
        .reports("error: content/authors.toml:3:");
    let off = site(&[&["Jane Smith"]])
        .file(
            "content/authors.toml",
            "[[author]]\nname = \"Jane Smith\"\n",
        )
        .file("offprint.toml", "title = \"Off\"\n");
    off.build().succeeds().reports("note: content/authors.toml");
    assert!(!off.has_page("authors/index.html"));
}

#[test]
fn addresses_are_the_owners_choice_and_have_to_be_sound() {
    let chosen = site(&[&["Adam Smith"], &["Bea Smith"]]).file(
        "content/authors.toml",
        "[[author]]\nname = \"Bea Smith\"\nslug = \"adam-smith\"\n",
    );
    assert_eq!(pages(&chosen).len(), 2);
    chosen.page("authors/adam-smith.html").says("Bea Smith");
    for slug in ["Adam Smith", "index", ""] {
        let wrong = site(&[&["Jane Smith"]]).file(
            "content/authors.toml",
            format!("[[author]]\nname = \"Jane Smith\"\nslug = \"{slug}\"\n"),
        );
        wrong
            .build()
            .fails()
            .reports("error: content/authors.toml:3:");
    }
}

#[test]
fn marks_of_other_scripts_are_letters() {
    assert_eq!(pages(&site(&[&["かんだ"], &["かんた"]])).len(), 2);
    assert_eq!(pages(&site(&[&["राम शर्मा"], &["रमा शर्मा"]])).len(), 2);
}

#[test]
fn check_digits_of_orcids_are_checked() {
    for sound in [
        "0000-0002-1825-0097",
        "https://orcid.org/0000-0002-1694-233X",
        "0000-0002-1694-233x",
    ] {
        assert!(Orcid::parse(sound).is_some(), "{sound}");
    }
    for wrong in [
        "0000-0002-1825-0098",
        "0000-0002-1825-009",
        "0000000218250097",
        "abcd-0002-1825-0097",
        "",
    ] {
        assert!(Orcid::parse(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn an_author_has_papers_co_authors_and_a_feed() {
    let site = site(&[
        &["Jane Smith", "Ada Lovelace"],
        &["Jane Smith", "Ada Lovelace", "Wei Wang"],
        &["Jane Smith"],
    ]);
    site.build_with(&["--base-url", "https://example.org/"])
        .succeeds();
    let page = site.page("authors/jane-smith.html");
    page.says("3 papers")
        .says("href=\"../authors/ada-lovelace.html\"")
        .says("Paper 2");
    page.says("authors/jane-smith.xml")
        .says("\"@type\":\"Person\"");
    let feed = site.page("authors/jane-smith.xml").text.clone();
    assert_eq!(feed.matches("<entry>").count(), 3);
    let topic_id = "<id>tag:example.org,2026:papers/2601.00000</id>";
    assert!(
        feed.contains(topic_id) && site.page("feed.xml").text.contains(topic_id),
        "one entry, one id"
    );
    site.page("authors/index.html")
        .says("Jane Smith")
        .says("3 authors");
}

#[test]
fn without_a_word_of_the_owner_authors_have_no_pages() {
    let site = site(&[&["Jane Smith"]]).file("offprint.toml", "title = \"A site\"\n");
    site.build().succeeds();
    assert!(!site.tree().keys().any(|path| path.starts_with("authors/")));
    site.page("index.html").does_not_say("authors/index.html");
}

#[test]
fn authors_of_few_papers_can_be_left_out() {
    let site = site(&[&["Jane Smith", "Wei Wang"], &["Jane Smith"]])
        .file("offprint.toml", format!("{ENABLED}min_papers = 2\n"));
    assert_eq!(pages(&site), ["jane-smith"]);
    site.page("papers/2601.00000.html")
        .says("authors/jane-smith.html")
        .does_not_say("authors/wei-wang.html");
}
