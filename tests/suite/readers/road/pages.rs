//! What the site shows of facts that come by the road.

use crate::site_test::SiteTest;
use serde_json::{Value, json};

#[test]
fn announcements_are_shown_on_the_digest_page() {
    let lines = [
        json!({"id": "2607.91011", "title": "A New Paper", "announce_type": "new"}),
        json!({"id": "2607.91012", "title": "A Paper of Another List", "announce_type": "cross"}),
        json!({"id": "2607.91013", "title": "A New Version", "announce_type": "replace"}),
        json!({"id": "2607.91014", "title": "A New Version in Another List", "announceType": "replace-cross"}),
        json!({"id": "2607.91015", "title": "A Word that Nobody Knows", "announce_type": "deleted"}),
    ];
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let site = SiteTest::new().file("content/2026-07-01.jsonl", lines.join("\n"));
    site.build().succeeds().has_account(5, 5, 0, 0);
    let page = site.page("digests/2026-07-01.html").text;
    let after = |title: &str| {
        let (_, rest) = page.split_once(title).expect("the paper is shown");
        rest.split("<li class=entry")
            .next()
            .unwrap_or(rest)
            .split("class=\"entry")
            .next()
            .unwrap_or(rest)
            .to_owned()
    };
    for (title, word) in [
        ("A New Paper", None),
        ("A Paper of Another List", Some("cross-listed")),
        ("A New Version<", Some("revised")),
        ("A New Version in Another List", Some("revised")),
        ("A Word that Nobody Knows", None),
    ] {
        let shown = after(title);
        for announced in ["cross-listed", "revised"] {
            assert_eq!(
                shown.contains(announced),
                word == Some(announced),
                "{title}: {shown}"
            );
        }
    }
}

#[test]
fn further_authors_are_shown_on_paper_and_digest_and_in_bibtex() {
    let site = SiteTest::new().file(
        "content/2026-07-01.json",
        json!({"Tables": {"2607.91021": "|**2026-07-01**|**A Row**|First Author et.al.|[2607.91021](http://arxiv.org/abs/2607.91021)|null|\n"}}).to_string(),
    );
    site.build().succeeds().has_account(1, 1, 0, 0);
    site.page("papers/2607.91021.html")
        .says("First Author et al.");
    site.page("digests/2026-07-01.html")
        .says("First Author et al.");
    site.page("digests/2026-07-01.bib")
        .says("author = {First Author and others}");
    site.page("digests/2026-07-01.md")
        .says("First Author, et al.");
    assert_eq!(
        site.page("digests/2026-07-01.json").json()["papers"][0]["more_authors"],
        json!(true)
    );
}

#[test]
fn partial_dates_are_shown_as_they_are_known() {
    let lines = [
        json!({"id": "2607.91031", "title": "Of a Year", "year": 2017}),
        json!({"id": "2607.91032", "title": "Of a Month", "date": "jun 2017"}),
        json!({"id": "2607.91033", "title": "Of a Day", "date": "2017-06-15"}),
    ];
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let site = SiteTest::new().file("content/2026-07-01.jsonl", lines.join("\n"));
    site.build().succeeds();
    site.page("papers/2607.91031.html")
        .says(">2017</time>")
        .does_not_say("January")
        .does_not_say("2017-01");
    site.page("papers/2607.91032.html")
        .says(">June 2017</time>")
        .does_not_say("1 June")
        .does_not_say("2017-06-01");
    site.page("papers/2607.91033.html")
        .says(">15 June 2017</time>");
    let json = site.page("digests/2026-07-01.json").json();
    let dates: Vec<_> = json["papers"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|paper| paper["date"].clone())
        .collect();
    assert_eq!(dates, ["2017", "2017-06", "2017-06-15"]);
}

#[test]
fn a_cited_paper_is_called_by_its_id_until_another_digest_knows_its_title() {
    let cited = json!({"date": "2026-07-01", "papers": ["https://arxiv.org/abs/2604.90001", "10.1000/cited.1"]});
    let site = SiteTest::new().file("content/2026-07-01.json", cited.to_string());
    site.build().succeeds().has_account(2, 2, 0, 0);
    site.page("papers/2604.90001.html")
        .says("<h1 class=\"display\">arXiv:2604.90001</h1>");
    site.page("digests/2026-07-01.html")
        .says(">arXiv:2604.90001</a>")
        .says(">doi:10.1000/cited.1</a>");
    let known = json!({"id": "2604.90001v2", "title": "Its Title", "authors": ["First Author"]});
    site.write("content/2026-06-01.jsonl", known.to_string());
    site.build().succeeds().has_account(3, 2, 1, 0);
    site.page("papers/2604.90001.html")
        .says("Its Title")
        .does_not_say("<h1 class=\"display\">arXiv:2604.90001</h1>");
    site.page("digests/2026-07-01.html")
        .says(">Its Title</a>")
        .does_not_say(">arXiv:2604.90001</a>");
}

#[test]
fn files_of_one_paper_each_make_a_digest_by_day_and_folder() {
    let paper =
        |title: &str| format!("title: {title}\nauthors: [First Author]\nsummary: A summary.\n");
    let site = SiteTest::new()
        .file("content/news/2026-07-01 Second.yaml", paper("Second"))
        .file("content/news/2026-07-01 First.yaml", paper("First"))
        .file("content/news/2026-07-02 Third.yaml", paper("Third"))
        .file("content/other/2026-07-01-fourth.yaml", paper("Fourth"))
        .file(
            "content/news/2026-07-01-fifth.json",
            json!({"title": "Fifth", "authors": ["First Author"]}).to_string(),
        );
    site.build().succeeds().has_account(5, 5, 0, 0);
    let titles = |path: &str| -> Vec<String> {
        let json = site.page(path).json();
        let papers = json["papers"].as_array().expect("a list").iter();
        papers
            .map(|paper| paper["title"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(
        titles("digests/2026-07-01-news.json"),
        ["First", "Second", "Fifth"]
    );
    assert_eq!(titles("digests/2026-07-01-other.json"), ["Fourth"]);
    assert_eq!(titles("digests/2026-07-02.json"), ["Third"]);
}
