//! The traps in digest files that were seen, each as a test that says what the trap is.
//!
//! A site is built of the file with the trap, since what matters is what readers of the site see.

use super::read;
use crate::site_test::{Build, SiteTest, manifest_folder};
use offprint::model::digest::Mention;
use offprint::model::prose::Prose;
use serde_json::{Value, json};
use std::fs;

/// The mentions of a file with a trap.
fn mentions(name: &str) -> Vec<Mention> {
    let path = manifest_folder().join("tests/fixtures/traps").join(name);
    let text = fs::read_to_string(path).expect("the fixture is there");
    let digests = read(&format!("content/{name}"), &text).digests;
    digests
        .into_iter()
        .flat_map(|digest| digest.mentions)
        .collect()
}

/// The site that is built of one file of `tests/fixtures`.
fn site_of(fixture: &str) -> (SiteTest, Build) {
    let name = fixture.rsplit('/').next().expect("it has a name");
    let site = SiteTest::new().fixture(fixture, &format!("content/{name}"));
    let build = site.build();
    (site, build)
}

/// The digest files of a built site, by name.
fn digests(site: &SiteTest) -> Vec<String> {
    let tree = site.tree();
    let names = tree
        .keys()
        .filter(|path| path.starts_with("digests/") && path.ends_with(".json"));
    names
        .map(|path| path["digests/".len()..path.len() - ".json".len()].to_owned())
        .collect()
}

mod dates {
    use super::*;

    #[test]
    fn the_outer_date_of_the_daily_papers_is_a_day_early() {
        let (site, build) = site_of("traps/2026-08-21-outer-date-a-day-early.json");
        build.succeeds();
        assert_eq!(digests(&site), ["2026-08-21"]);
        site.page("papers/2608.90001.html")
            .says("19 August 2026")
            .does_not_say("20 August 2026");
    }

    #[test]
    fn folders_are_named_1_apr_2026() {
        let site =
            SiteTest::new().fixture("python/2-Apr-2026.jsonl", "content/1-Apr-2026/IR.jsonl");
        site.build().succeeds();
        assert_eq!(digests(&site), ["2026-04-01"]);
    }

    #[test]
    fn a_week_is_a_range_of_days_in_a_heading() {
        let (site, build) = site_of("traps/week-of-june.md");
        build.succeeds().has_account(3, 3, 0, 0);
        for digest in digests(&site) {
            assert!(("2025-06-16".."2025-06-30").contains(&&*digest), "{digest}");
        }
    }

    #[test]
    fn a_time_ends_with_a_point_and_a_z() {
        let (site, build) = site_of("traps/undated-with-a-broken-time.md");
        build.succeeds().has_account(1, 1, 0, 0);
        assert_eq!(digests(&site), ["2020-06-30"]);
    }

    #[test]
    fn the_date_of_a_digest_is_not_the_date_of_its_papers() {
        let record =
            json!({"id": "2601.90001", "title": "An Older Paper", "published": "2025-12-24"});
        let site = SiteTest::new().file("content/2026-01-02.jsonl", record.to_string());
        site.build().succeeds();
        assert_eq!(digests(&site), ["2026-01-02"]);
        site.page("papers/2601.90001.html").says("24 December 2025");
        // Nor is it that of an id.
        let record = json!({"id": "2601.90001", "title": "A Paper"});
        let site = SiteTest::new().file("content/papers.jsonl", record.to_string());
        site.build()
            .fails()
            .reports("error: content/papers.jsonl:1:1: this digest has no date");
    }
}

mod duplicates {
    use super::*;

    #[test]
    fn the_same_id_comes_on_twelve_days() {
        let mut site = SiteTest::new();
        for day in 1..=12 {
            let record = json!({"id": format!("2601.90001v{day}"), "title": "Every Day", "authors": ["Ana Example"]});
            site = site.file(
                &format!("content/2026-01-{day:02}.jsonl"),
                record.to_string(),
            );
        }
        site.build().succeeds().has_account(12, 1, 11, 0);
        let page = site.page("papers/2601.90001.html");
        for day in 1..=12 {
            page.says(&format!("{day} January 2026</a>"));
        }
    }

    #[test]
    fn the_same_id_stands_several_times_in_one_file() {
        let site = SiteTest::new()
            .file("offprint.toml", "[topics]\nmin_papers = 1\n")
            .fixture(
                "traps/2026-01-02-cross-lists.jsonl",
                "content/2026-01-02.jsonl",
            );
        site.build().succeeds().has_account(4, 2, 2, 0);
        let json = site.page("digests/2026-01-02.json").json();
        assert_eq!(json["papers"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            json["papers"][0]["topics"],
            json!(["cs.LG", "cs.CL", "stat.ML"])
        );
    }
}

mod extensions {
    use super::*;

    #[test]
    fn a_jsonl_file_holds_python_dictionaries() {
        let (_, build) = site_of("python/2-Apr-2026.jsonl");
        build.succeeds().has_account(2, 2, 0, 0);
        assert_eq!(
            build.json["formats"]["content/2-Apr-2026.jsonl"]["format"],
            "lines of Python dictionaries"
        );
    }

    #[test]
    fn a_json_list_holds_python_dictionaries_as_texts() {
        let (_, build) = site_of("python/list-2026-03-11.json");
        build.succeeds().has_account(5, 2, 0, 3);
    }

    #[test]
    fn the_papers_stand_in_a_wrapper_with_status_and_count() {
        let (site, build) = site_of("traps/wrapper.json");
        build.succeeds().has_account(2, 2, 0, 0);
        assert_eq!(digests(&site), ["2026-01-03"]);
    }

    #[test]
    fn a_day_without_papers_leaves_a_file_of_no_bytes_or_an_empty_object() {
        let site = SiteTest::new()
            .file("content/2026-01-03.jsonl", "")
            .file("content/2026-01-04.json", "{}")
            .file("content/2026-01-05.json", "[]\n")
            .file("content/2026-01-06.jsonl", "{}\n")
            .file("content/2026-01-07.yaml", "papers: []\n")
            .file("content/2026-01-08.json", "{\"SLAM\": {}}")
            .fixture(
                "traps/2026-01-02-cross-lists.jsonl",
                "content/2026-01-02.jsonl",
            );
        let build = site.build();
        build.succeeds().has_account(4, 2, 2, 0);
        assert!(build.diagnostics("error").is_empty(), "{}", build.stderr);
        assert_eq!(digests(&site), ["2026-01-02"]);
    }

    #[test]
    fn an_error_of_arxiv_comes_as_an_entry_titled_error() {
        let site = SiteTest::new()
            .fixture("atom/arxiv-api-error.xml", "content/2026-01-03.xml")
            .fixture(
                "traps/2026-01-02-cross-lists.jsonl",
                "content/2026-01-02.jsonl",
            );
        site.build()
            .succeeds()
            .has_account(4, 2, 2, 0)
            .reports("warning: content/2026-01-03.xml:");
        for (path, bytes) in site.tree() {
            assert!(
                !String::from_utf8_lossy(&bytes).contains(">Error<"),
                "{path}"
            );
        }
    }

    #[test]
    fn there_are_nulls_within_arrays() {
        let (_, build) = site_of("traps/wrapper.json");
        build.succeeds().has_account(2, 2, 0, 0);
        let records = mentions("wrapper.json");
        assert_eq!(records[1].record.authors, ["Ben Sample"]);
    }

    #[test]
    fn a_header_says_127_papers_over_a_file_that_holds_one() {
        let (site, build) = site_of("traps/2026-04-04-says-127.md");
        build.succeeds().has_account(1, 1, 0, 0);
        let json = site.page("digests/2026-04-04.json").json();
        assert_eq!(json["papers"].as_array().map(Vec::len), Some(1));
    }
}

mod ids {
    use super::*;

    #[test]
    fn an_id_comes_with_a_version_of_two_digits_a_prefix_and_both_schemes() {
        let (site, build) = site_of("traps/2026-01-05-ids.jsonl");
        build.succeeds().has_account(8, 3, 5, 0);
        assert!(site.has_page("papers/2312.90001.html"));
    }

    #[test]
    fn an_id_has_an_archive_and_a_slash() {
        let (site, _) = site_of("traps/2026-01-05-ids.jsonl");
        site.page("papers/astro-ph-0601001.html")
            .says("https://arxiv.org/abs/astro-ph/0601001");
    }

    #[test]
    fn an_id_has_four_digits_and_may_have_lost_its_quotes() {
        let (site, _) = site_of("traps/2026-01-05-ids.jsonl");
        site.page("papers/1103.3186.html")
            .says("https://arxiv.org/abs/1103.3186");
    }

    #[test]
    fn the_point_of_an_id_is_dropped_or_a_dash_in_names_of_files() {
        let paper = "title: A Title\nauthors: [Ana Example]\n";
        let site = SiteTest::new()
            .file("content/2026-01-05/251009608v1-a-title.yaml", paper)
            .file(
                "content/2026-05-15/paper-2605-14066.yaml",
                paper.replace("A Title", "Another"),
            )
            .file(
                "content/posts/260690301v2-a-post.md",
                "---\ntitle: A Post about a Paper\ndate: 2026-06-12\n---\n\n\
                 What leads in to the post, in words that are long enough to be a text of its own.\n\n\
                 ## What I Liked\n\nThe rest.\n",
            );
        site.build().succeeds().has_account(3, 3, 0, 0);
        site.page("papers/2606.90301.html")
            .says("What leads in to the post");
        assert!(site.has_page("papers/2510.09608.html"));
        assert!(site.has_page("papers/2605.14066.html"));
    }
}

mod texts {
    use super::*;

    fn site() -> SiteTest {
        let (site, build) = site_of("traps/2026-01-06-texts.jsonl");
        build.succeeds().has_account(10, 10, 0, 0);
        site
    }

    #[test]
    fn titles_and_abstracts_are_wrapped_over_lines() {
        site()
            .page("papers/2601.90201.html")
            .says(">Wrapped over Two Lines</h1>")
            .says("The abstract, too, is wrapped over lines.");
    }

    #[test]
    fn a_dollar_is_money() {
        let site = site();
        site.page("papers/2601.90202.html")
            .says("Earn $1 Million, or $OneMillion-Bench")
            .says("It costs $5 a day, and US$6 a night.")
            .does_not_say("<math")
            .does_not_say("\\$One</");
        site.page("digests/2026-01-06.html")
            .does_not_say("\\$OneMillion");
    }

    #[test]
    fn there_are_pseudo_tags() {
        site()
            .page("papers/2601.90203.html")
            .says("Between &lt;think")
            .says("The model writes &lt;think")
            .says("&lt;EOS")
            .does_not_say("<think>")
            .does_not_say("<EOS>");
    }

    #[test]
    fn a_tag_that_is_never_closed_would_swallow_the_rest() {
        site()
            .page("papers/2601.90204.html")
            .says("the &lt;former architecture. What follows must not be swallowed.")
            .does_not_say("<former");
    }

    #[test]
    fn there_is_a_real_link_in_an_abstract() {
        site()
            .page("papers/2601.90205.html")
            .says("The code is <a href=\"https://github.com/example/real\"")
            .says("</a> and nowhere else.")
            .does_not_say("&lt;a")
            .does_not_say(">here<");
    }

    #[test]
    fn there_are_raw_scripts() {
        let site = site();
        for path in [
            "papers/2601.90206.html",
            "digests/2026-01-06.html",
            "index.html",
        ] {
            site.page(path)
                .does_not_say("<script>alert")
                .does_not_say("<img src=x")
                .says("&lt;script");
        }
    }

    #[test]
    fn markdown_is_escaped_where_nothing_needs_it() {
        let (site, build) = site_of("traps/2026-08-18-over-escaped.md");
        build.succeeds().has_account(1, 1, 0, 0);
        let record = mentions("2026-08-18-over-escaped.md").remove(0).record;
        assert_eq!(record.title, "Comparing Out-of-the-Box Tools");
        assert_eq!(record.authors, ["Ana M. Example"]);
        site.page("papers/2608.90011.html")
            .says("Detection (ATD/R) is of use for (semi-)autonomous machines. It has a second sentence.")
            .does_not_say("\\-")
            .does_not_say("\\(");
    }

    #[test]
    fn an_underscore_is_escaped_within_a_formula() {
        let page = site().page("papers/2601.90207.html").text;
        assert!(page.contains("<math"), "{page}");
        assert!(!page.contains("<code>"), "{page}");
        assert!(
            page.contains("my_set") && page.contains("under_scores"),
            "{page}"
        );
    }

    #[test]
    fn there_is_a_bar_within_a_cell_of_a_table() {
        let records: Vec<_> = mentions("2026-05-14-bar-in-a-cell.md")
            .into_iter()
            .map(|m| m.record)
            .collect();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].title, "Estimating $P(a|b)$ from Views");
        assert_eq!(records[0].authors, ["Ana Example"]);
        assert_eq!(records[1].title, "A | B: Escaped");
        assert_eq!(records[1].links[0].url, "https://github.com/example/bar");
        // In JSON that holds rows of a table, too.
        let (site, _) = site_of("topic-json/cv-daily.json");
        let json = site.page("digests/2026-01-02.json").json();
        let title =
            |paper: &Value| paper["title"] == "Matching with $P(a|b)$ and a | between Words";
        assert!(
            json["papers"].as_array().expect("a list").iter().any(title),
            "{json}"
        );
    }

    #[test]
    fn there_is_chinese_and_there_are_emoji() {
        site()
            .page("papers/2601.90208.html")
            .says(">数学与 🚀</span></h1>")
            .says("中文的摘要，和一个 🤖。");
    }

    #[test]
    fn labels_stand_in_font_tags() {
        let (site, build) = site_of("traps/2026-04-04-says-127.md");
        build.succeeds();
        let record = mentions("2026-04-04-says-127.md").remove(0).record;
        assert_eq!(record.title, "A Paper with Labels in Colour");
        assert_eq!(
            record.authors,
            ["Ana Example", "Ben Sample", "Cleo Specimen"]
        );
        assert!(record.has_more_authors);
        let text = record
            .abstract_text
            .as_ref()
            .map(Prose::source)
            .unwrap_or_default();
        assert_eq!(text, "The abstract stands in a quotation and is cut...");
        site.page("papers/2604.90001.html")
            .does_not_say("font color")
            .does_not_say("作者");
    }

    #[test]
    fn placeholders_of_a_model_stand_for_texts() {
        let site = site();
        site.page("digests/2026-01-06.html")
            .does_not_say("Error")
            .does_not_say("generation failed");
        site.page("papers/2601.90209.html")
            .says("A good abstract.")
            .does_not_say("Error");
        site.page("papers/2601.90210.html")
            .does_not_say("generation failed");
    }
}

mod authors {
    use super::*;

    fn authors_of(title: &str) -> (Vec<String>, bool) {
        let mentions = mentions("2026-01-07-authors.jsonl");
        let mut records = mentions.into_iter().map(|mention| mention.record);
        let record = records
            .find(|record| record.title == title)
            .expect("it is there");
        (record.authors, record.has_more_authors)
    }

    #[test]
    fn there_is_et_al_and_nobody_else() {
        assert_eq!(authors_of("Others Only"), (vec![], true));
        let (site, _) = site_of("traps/2026-01-07-authors.jsonl");
        site.page("papers/2601.90301.html")
            .does_not_say("et.al")
            .does_not_say("author = ");
    }

    #[test]
    fn further_authors_are_counted_in_chinese() {
        assert_eq!(
            authors_of("Seven Authors"),
            (vec!["Ana Example".into(), "Ben Sample".into()], true)
        );
    }

    #[test]
    fn there_is_a_trailing_comma() {
        assert_eq!(
            authors_of("A Trailing Comma"),
            (vec!["Ana Example".into(), "Ben Sample".into()], false)
        );
    }

    #[test]
    fn a_collaboration_is_parted_from_its_members_by_a_colon_that_stands_as_a_name() {
        assert_eq!(
            authors_of("A Collaboration"),
            (
                vec!["EXAMPLE Collaboration".into(), "Ana Example".into()],
                false
            )
        );
    }

    #[test]
    fn a_paper_has_664_authors() {
        let names: Vec<String> = (0..664)
            .map(|n| format!("Author {}", "x".repeat(n % 7 + 1)))
            .collect();
        let record = json!({"id": "2601.90309", "title": "Of Many", "authors": names});
        let site = SiteTest::new().file("content/2026-01-07.jsonl", record.to_string());
        site.build().succeeds();
        site.page("papers/2601.90309.html").says("and 658 others");
        site.page("digests/2026-01-07.html").says("and 661 others");
        let json = site.page("digests/2026-01-07.json").json();
        assert_eq!(
            json["papers"][0]["authors"].as_array().map(Vec::len),
            Some(664)
        );
    }

    #[test]
    fn there_is_tex_in_a_name() {
        assert_eq!(authors_of("TeX in a Name").0, ["Fritz Pöppelmann"]);
    }

    #[test]
    fn somebody_is_hidden() {
        assert_eq!(authors_of("One Who Is Hidden").0, ["Ana Example"]);
        let (site, _) = site_of("traps/2026-08-21-outer-date-a-day-early.json");
        site.page("papers/2608.90001.html")
            .says("Ana Example")
            .does_not_say("Nobody Sees");
    }

    #[test]
    fn all_stand_in_one_text_with_commas() {
        assert_eq!(
            authors_of("One Comma-Joined Text").0,
            ["Ana Example", "Ben Sample", "Cleo Specimen"]
        );
    }

    #[test]
    fn family_names_come_first() {
        assert_eq!(
            authors_of("Family Names First").0,
            ["Ana Example", "Ben Sample"]
        );
    }
}

#[test]
fn each_paper_has_keywords_of_its_own() {
    let lines: Vec<String> = (0..300)
        .map(|n| {
            let own: Vec<String> = (0..6).map(|k| format!("keyword {n}-{k}")).collect();
            let shared = ["Language Models", "language model", "LANGUAGE MODELS"][n % 3];
            let mut keywords = own;
            if n % 10 == 0 {
                keywords.push(shared.to_owned());
            }
            json!({"id": format!("2601.{:05}", 10_000 + n), "title": format!("Paper {n}"), "keywords": keywords}).to_string()
        })
        .collect();
    let site = SiteTest::new().file("content/2026-01-09.jsonl", lines.join("\n"));
    let build = site.build();
    build.succeeds().has_account(300, 300, 0, 0);
    assert_eq!(
        build.json["account"]["topics"], 1,
        "{}",
        build.json["account"]
    );
    let topics = |path: &&String| path.starts_with("topics/") && path.ends_with(".html");
    assert_eq!(site.tree().keys().filter(topics).count(), 2);
}

mod privacy {
    use super::*;

    fn publishes_nothing_private(site: &SiteTest) {
        for (path, bytes) in site.tree() {
            let text = String::from_utf8_lossy(&bytes);
            for private in ["/home/", "Users", "somebody", "@example"] {
                assert!(!text.contains(private), "{path} says {private}");
            }
        }
    }

    #[test]
    fn file_fields_of_zotero_hold_local_paths() {
        let (site, build) = site_of("traps/2026-01-08-zotero.bib");
        build.succeeds().has_account(1, 1, 0, 0);
        publishes_nothing_private(&site);
        let (site, build) = site_of("csv/2026-04-09-quoted-header.csv");
        build.succeeds().has_account(1, 1, 0, 0);
        for (path, bytes) in site.tree() {
            let text = String::from_utf8_lossy(&bytes);
            assert!(
                !text.contains("/home/") && !text.contains("Zotero/storage"),
                "{path}"
            );
        }
    }

    #[test]
    fn exports_hold_addresses_of_mail() {
        let record = json!({
            "id": "2601.90311", "title": "With Addresses", "email": "somebody@example.org",
            "authors": ["Ana Example <ana@example.org>", {"name": "Ben Sample", "email": "ben@example.org"}],
            "url": "mailto:somebody@example.org", "contact": "somebody@example.org",
        });
        let site = SiteTest::new().file("content/2026-01-08.jsonl", record.to_string());
        site.build().succeeds().has_account(1, 1, 0, 0);
        publishes_nothing_private(&site);
    }
}
