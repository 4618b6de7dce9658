//! Markdown digests in the forms that people and scripts give them.

use super::{adds_up, hold_to_snapshots, read};
use crate::site_test::{SiteTest, manifest_folder, shared_data};
use offprint::model::digest::{Digest, Mention};
use offprint::model::prose::Prose;
use offprint::readers::Reading;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;

/// What each fixture is there for, stands in its name; what it must not show, in the tests below.
#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("wild-markdown");
}

fn fixture(name: &str) -> Reading {
    let path = manifest_folder()
        .join("tests/fixtures/wild-markdown")
        .join(name);
    let text = fs::read_to_string(path).expect("the fixture is there");
    read(&format!("content/{name}"), &text)
}

fn titles(reading: &Reading) -> Vec<&str> {
    let mentions = reading.digests.iter().flat_map(|digest| &digest.mentions);
    mentions
        .map(|mention| mention.record.title.as_str())
        .collect()
}

fn only(reading: &Reading) -> &Mention {
    let [Digest { mentions, .. }] = &reading.digests[..] else {
        panic!("one digest: {reading:#?}");
    };
    let [mention] = &mentions[..] else {
        panic!("one mention: {mentions:#?}");
    };
    mention
}

#[test]
fn numbers_pictographs_and_counts_belong_to_no_title_and_no_topic() {
    let reading = fixture("2026-04-08-quoted-abstracts.md");
    assert_eq!(
        titles(&reading),
        [
            "SAMPLE: A Sample Driven Example Engine",
            "(2026) No Number in Front"
        ]
    );
    let topics = &reading.digests[0].mentions[0].record.topics;
    assert_eq!(topics[..], ["示例安全研究", "Cryptography and Security"]);
}

#[test]
fn a_group_without_papers_and_a_file_of_such_groups_are_nothing() {
    assert_eq!(titles(&fixture("2026-01-14-bullets.md")).len(), 2);
    for name in ["2026-03-14-nothing.md", "2026-05-19-index.md"] {
        let reading = fixture(name);
        assert_eq!((reading.records, reading.digests.len()), (0, 0), "{name}");
    }
}

#[test]
fn the_documented_form_stays_the_documented_form() {
    assert_eq!(
        titles(&fixture("2026-11-23-own-form.md")),
        ["A paper with a link", "A title alone"]
    );
}

#[test]
fn front_matter_of_toml_and_yaml_and_a_dated_name_give_one_reading() {
    let body = "# Digest\n\n### 1. [A Kite in Three Winds](https://arxiv.org/abs/2601.90001)\n\n\
        **Authors:** Ada Example, Ben Sample\n\n**Abstract:** The kite flies in each of them.\n\n\
        ### 2. [A Second Kite](https://arxiv.org/abs/2601.90002)\n\n**Authors:** Cem Muster\n";
    let dated = read("content/2026-11-24.md", body);
    assert_eq!(titles(&dated), ["A Kite in Three Winds", "A Second Kite"]);
    for front in [
        "+++\ndate = 2026-11-24\n+++\n",
        "---\ndate: 2026-11-24\n---\n",
    ] {
        let mut reading = read("content/kites.md", &format!("{front}{body}"));
        for mention in &mut reading.digests[0].mentions {
            mention.line -= 3;
        }
        reading.digests[0].source = "content/2026-11-24.md".to_owned();
        assert_eq!(reading.digests, dated.digests, "{front}");
    }
}

#[test]
fn what_a_title_alone_says_beneath_it_makes_it_no_other_form() {
    for text in [
        "## A title alone\n\nNo results yet.\n",
        "## A title alone\n\nBuilds on https://arxiv.org/abs/2501.90001.\n",
        "## A title alone\n\n- See [arXiv](https://arxiv.org/abs/2501.90001) of that.\n",
        "## Papers\n",
        "## $+$\n",
    ] {
        assert_eq!(read("content/2026-11-23.md", text).records, 1, "{text}");
    }
}

#[test]
fn weeks_of_one_file_are_digests_of_their_last_days() {
    let reading = fixture("weeks.md");
    let dates: Vec<String> = reading.digests.iter().map(|d| d.date.to_string()).collect();
    assert_eq!(dates, ["2025-06-29", "2025-01-05", "2024-12-29"]);
    let of_a_month = "## Best of the Week (May 1-7)\n| Paper | Links |\n|---|---|\n\
        | 1) A Kite  Flies. | [Paper](https://arxiv.org/abs/2305.90001) |\n";
    let reading = read("content/best-2023-05.md", of_a_month);
    assert_eq!(reading.digests[0].date.to_string(), "2023-05-07");
}

#[test]
fn the_day_is_that_of_the_path_where_the_front_matter_tells_when_the_file_was_made() {
    let reading = fixture("hot-papers-2020-06-29.md");
    assert_eq!(reading.digests[0].date.to_string(), "2020-06-29");
    let text = "---\ndate: 2020-06-30\n---\n### 1. [A Kite](https://arxiv.org/abs/2006.90001)\n";
    let reading = read("content/2020-06-29.md", text);
    assert_eq!(reading.digests[0].date.to_string(), "2020-06-30");
    let undated = text.replace("date: 2020-06-30", "draft: false");
    let reading = read("content/1-Apr-2026/LLM/kites.md", &undated);
    assert_eq!(reading.digests[0].date.to_string(), "2026-04-01");
}

#[test]
fn the_page_of_a_paper_is_one_paper_and_its_headings_are_none() {
    for (name, title) in [
        (
            "2026-08-06-page-of-front-matter.md",
            "Sample Theorem II — The Ampère case",
        ),
        ("2026-05-15-page-of-html.md", "A Benchmark for Early Kites"),
        (
            "page-of-labels-231290001v23.md",
            "Kite-OM: Kites for Matching",
        ),
        ("2608.90006.md", "KiteSix: Shared Strings for Many Kites"),
    ] {
        let reading = fixture(name);
        assert_eq!(only(&reading).record.title, title, "{name}");
        assert!(reading.digests[0].is_single, "{name}");
    }
}

#[test]
fn text_without_markup_is_plain_so_that_nothing_in_it_becomes_markup() {
    let reading = fixture("2026-07-01-categories.md");
    let Some(Prose::Plain(text)) = &reading.digests[0].mentions[0].record.abstract_text else {
        panic!("it is plain");
    };
    assert!(
        text.contains("<think>") && text.contains("Results: the leaves"),
        "{text}"
    );
}

#[test]
fn wild_pages_show_no_markup_of_the_place_they_come_from() {
    let mut site = SiteTest::new();
    for name in [
        "2026-01-14-bullets.md",
        "2026-08-07-overview.md",
        "2026-05-15-page-of-html.md",
        "2026-07-01-categories.md",
    ] {
        site = site.fixture(&format!("wild-markdown/{name}"), &format!("content/{name}"));
    }
    site.build().succeeds();
    for (path, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") {
            for residue in [
                "&lt;div",
                "&lt;span",
                "&lt;details",
                "**",
                "](",
                "relationships.md",
            ] {
                assert!(!text.contains(residue), "{path} shows {residue}");
            }
        }
    }
    site.page("papers/2608.90004.html").says("FogFour");
}

/// File, records, distinct papers, digests.
const SAMPLES: &[(&str, usize, usize, usize)] = &[
    ("md-table/cv-arxiv-daily-index.first60.md", 360, 337, 1),
    ("md-table/dair-ai-2025-06.md", 40, 40, 4),
    (
        "md-headings/daily-arXiv-ai-2026-07-01.first80.md",
        80,
        80,
        1,
    ),
    ("md-headings/robotics-digest-2026-01-14.md", 65, 65, 1),
    ("md-headings/shuita2333-2026-04-08.first60.md", 60, 60, 1),
    (
        "md-headings/QUIRK-shuita2333-2026-04-04-header-says-127-has-1.md",
        1,
        1,
        1,
    ),
    ("md-headings/hf-newsletter-zh-2025-01-23.md", 5, 5, 1),
    ("md-headings/YOLO-arxiv-daily-README.md", 5, 5, 1),
    ("md-headings/vollero-day-2026-08-07.md", 42, 42, 1),
    ("md-headings/vollero-paper-2608.06374.md", 1, 1, 1),
    ("md-frontmatter/hot-papers-2020-06-29.md", 10, 10, 1),
    (
        "md-frontmatter/geometry-2026-08-06-analytic-bertini-local.md",
        1,
        1,
        1,
    ),
    (
        "md-frontmatter/audio-2026-05-15-paper-2605-14066.md",
        1,
        1,
        1,
    ),
    ("md-frontmatter/ai-notes-2026-07-29-index.md", 10, 10, 1),
    ("md-frontmatter/hdShang-231200326v23.md", 1, 1, 1),
];

#[test]
fn every_record_of_the_real_files_is_a_paper() {
    for (name, records, papers, digests) in SAMPLES {
        let Some(path) = shared_data(&format!("samples/{name}")) else {
            continue;
        };
        let text = fs::read_to_string(&path).expect("it is UTF-8");
        let base = name.rsplit('/').next().expect("it has a name");
        let reading = read(&format!("content/{base}"), &text);
        adds_up(&reading);
        assert_eq!(reading.records, *records, "{name}");
        assert_eq!(reading.digests.len(), *digests, "{name}");
        assert!(
            reading.diagnostics.is_empty(),
            "{name}: {:?}",
            reading.diagnostics
        );
        let mentions = reading.digests.iter().flat_map(|digest| &digest.mentions);
        let mut distinct = BTreeSet::new();
        for Mention { record, note, .. } in mentions {
            distinct.insert(record.title.clone());
            assert_is_clean(name, &record.title);
            for text in record.authors.iter().chain(&record.topics) {
                assert_is_clean(name, text);
            }
            let source = record.abstract_text.as_ref().map(Prose::source);
            for text in source.into_iter().chain(note.as_deref()) {
                for residue in [
                    "<div",
                    "<span",
                    "<font",
                    "</p",
                    "</d",
                    "](../",
                    "twitter-tweet",
                    "Buy Me",
                ] {
                    assert!(!text.contains(residue), "{name}: {residue} in {text}");
                }
            }
        }
        assert_eq!(distinct.len(), *papers, "{name}");
    }
}

/// A name is as a person would write it.
#[track_caller]
fn assert_is_clean(name: &str, text: &str) {
    let begins_with_number = text
        .split_once(['.', ')', ']'])
        .is_some_and(|(number, rest)| {
            number.trim_start_matches('[').parse::<u32>().is_ok() && rest.starts_with(' ')
        });
    assert!(!begins_with_number, "{name}: {text}");
    for residue in [
        "**", "](", "http", "\\", "<", "  ", "篇）", "Total", "🔐", "📚",
    ] {
        assert!(!text.contains(residue), "{name}: {text}");
    }
}

proptest! {
    #[test]
    fn any_pieces_in_any_order_are_read_without_panic(text in any_digest()) {
        adds_up(&read("content/2026-11-23.md", &text));
        adds_up(&read("content/undated.md", &text));
    }

    #[test]
    fn a_fixture_cut_anywhere_is_read_without_panic(at in 0.0..1.0_f64, which in 0..64_usize) {
        let folder = manifest_folder().join("tests/fixtures/wild-markdown");
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("the fixtures are there")
            .map(|entry| entry.expect("can be listed").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        names.sort();
        let text = fs::read_to_string(&names[which % names.len()]).expect("it is UTF-8");
        let characters: Vec<char> = text.chars().collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
            reason = "any place will do")]
        let middle = (characters.len() as f64 * at) as usize;
        let (front, back) = characters.split_at(middle);
        for part in [front, back] {
            let text: String = part.iter().collect();
            adds_up(&read("content/2026-11-23.md", &text));
        }
    }
}

/// Pieces of wild digests in any order.
fn any_digest() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        2 => "\\PC{0,24}",
        6 => prop::sample::select(vec![
            "---", "title: x", "arxiv_id: 2601.90001", "# T", "## G (3 papers)", "## 2026-11-23",
            "### 1. [A Kite Title](https://arxiv.org/abs/2601.90001)", "### [2] [B](c.md)",
            "*A Example,B Sample*", "**作者：** 甲, 乙 等 7 位作者", "**Abstract**: x", "> quoted",
            "> ### 3. Quoted\\-Title", "TL;DR: y", "<details>", "<summary>Details</summary>",
            "</details>", "- **Bold Title of It**", "  - Authors: A B", "  - Published: x | Category: `cs.CL`",
            "- 2026-01-01, **T T**, A et.al., Paper: [x](http://arxiv.org/abs/2601.90002)",
            "| Title | PDF | Code |", "|---|---|---|", "|a\\|b|[2601.90003](http://arxiv.org/abs/2601.90003)|null|x|",
            "1. Plain. A Example. [arXiv](https://arxiv.org/abs/2601.90004)", "", "",
            "`2601.90005`, `2601.90006`", "- Title of It — `2601.90005` — [HF](https://huggingface.co/papers/2601.90005)",
            "<table>", "<tr><td>a</td><td><b>x</b></td></tr>", "</table>", "<a href=\"x\">", "<!--", "-->",
            "```", "[x](", "](y)", "**", "`", "<br>", "\u{1f510}\u{fe0f}", "等", "（", "No matches today.",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(
        (
            piece,
            prop::sample::select(vec!["\n", "\n", "\n\n", " ", ""]),
        ),
        0..24,
    )
    .prop_map(|pieces| pieces.into_iter().map(|(piece, end)| piece + end).collect())
}
