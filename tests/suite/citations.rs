//! Citations: records for reference managers that say what the paper's page says.

use crate::site_test::SiteTest;
use offprint::model::person_name::{Name, parts};

/// The text of the only element of a class, with its character references resolved.
fn record(site: &SiteTest, page: &str, class: &str) -> String {
    let text = site.page(page).text;
    let (_, rest) = text
        .split_once(&format!("<pre class={class}>"))
        .expect("it can be cited so");
    let (record, _) = rest.split_once("</pre>").expect("it ends");
    record
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&#x2F;", "/")
        .replace("&amp;", "&")
}

fn site() -> SiteTest {
    let digest = "## Costs & <gains> of \"depth\"\n- arXiv: 2601.00001v2\n- DOI: 10.1000/182\n- Authors: Ada Lovelace, Vincent van der Berg, 王小明, The Example Team\n- Venue: Journal of Samples\n- Date: 2026-01-02\n\nText.\n\n## Nothing but a title\n";
    let site = SiteTest::new().file("content/2026-11-23.md", digest);
    site.build().succeeds();
    site
}

#[test]
fn ris_has_a_record_of_the_specified_tags() {
    let site = site();
    let expected = "TY  - JOUR\nID  - 2601.00001\nTI  - Costs & <gains> of \"depth\"\nAU  - Lovelace, Ada\nAU  - van der Berg, Vincent\nAU  - 王小明\nAU  - The Example Team\nJO  - Journal of Samples\nPY  - 2026\nDA  - 2026/01/02\nDO  - 10.1000/182\nM1  - arXiv:2601.00001\nUR  - https://arxiv.org/abs/2601.00001\nER  - \n";
    assert_eq!(record(&site, "papers/2601.00001.html", "ris"), expected);
    let bare = record(&site, "papers/nothing-but-a-title.html", "ris");
    assert_eq!(
        bare,
        "TY  - GEN\nID  - nothing-but-a-title\nTI  - Nothing but a title\nER  - \n"
    );
}

#[test]
fn ris_is_read_back_as_the_paper() {
    let text = record(&site(), "papers/2601.00001.html", "ris");
    let again = SiteTest::new().file("content/2026-11-23.ris", text);
    again.build().succeeds();
    again
        .page("papers/2601.00001.html")
        .says("Costs &amp; &lt;gains&gt; of")
        .says("Ada Lovelace, Vincent van der Berg, 王小明, The Example Team")
        .says("doi:10.1000/182");
}

#[test]
fn csl_json_has_one_item_and_says_no_more_than_is_known() {
    let site = site();
    let item = |page: &str| -> serde_json::Value {
        serde_json::from_str(&record(&site, page, "csl")).expect("it is JSON")
    };
    assert_eq!(
        item("papers/2601.00001.html"),
        serde_json::json!({
            "id": "2601.00001",
            "type": "article-journal",
            "title": "Costs & <gains> of \"depth\"",
            "author": [
                {"family": "Lovelace", "given": "Ada"},
                {"family": "van der Berg", "given": "Vincent"},
                {"literal": "王小明"},
                {"literal": "The Example Team"}
            ],
            "container-title": "Journal of Samples",
            "issued": {"date-parts": [[2026, 1, 2]]},
            "DOI": "10.1000/182",
            "number": "arXiv:2601.00001",
            "URL": "https://arxiv.org/abs/2601.00001"
        })
    );
    assert_eq!(
        item("papers/nothing-but-a-title.html"),
        serde_json::json!({"id": "nothing-but-a-title", "type": "article", "title": "Nothing but a title"})
    );
}

#[test]
fn names_are_parted_only_where_that_is_sure() {
    let parted = |family, given| Name::Parted { family, given };
    assert_eq!(parts("Ada Lovelace"), parted("Lovelace", "Ada"));
    assert_eq!(parts("Lovelace, Ada"), parted("Lovelace", "Ada"));
    assert_eq!(
        parts("Vincent van der Berg"),
        parted("van der Berg", "Vincent")
    );
    assert_eq!(parts("de Rham"), parted("Rham", "de"));
    assert_eq!(parts("Van Nguyen"), parted("Nguyen", "Van"));
    for whole in [
        "Plato",
        "王小明",
        "The Example Team",
        "Big Collaboration",
        "Smith,",
    ] {
        assert_eq!(parts(whole), Name::Whole(whole));
    }
}
