//! The single road from a raw record to the model, in tables: a small record of JSON on the left, what
//! the site shows of it on the right.

use super::read;
use crate::site_test::SiteTest;
use offprint::model::digest::{Mention, Prose};
use serde_json::{Value, json};

/// The mention that a record becomes, and what is said about it.
fn taken(record: &Value) -> (Mention, Vec<String>) {
    let mut record = record.clone();
    let fields = record.as_object_mut().expect("a record is an object");
    fields.entry("title").or_insert(json!("A Title"));
    let reading = read("content/2026-07-01.jsonl", &record.to_string());
    let said = reading.diagnostics.iter().map(|d| d.message.clone());
    let said = said.collect();
    let mut digests = reading.digests.into_iter();
    let mentions = digests.next().expect("a record makes a digest").mentions;
    (mentions.into_iter().next().expect("of one mention"), said)
}

/// Holds the authors of each record to the names and to whether there are more.
fn authors_are(table: &[(Value, &[&str], bool)]) {
    for (authors, names, has_more) in table {
        let (mention, said) = taken(&json!({"authors": authors}));
        let record = mention.record;
        assert_eq!(record.authors, *names, "{authors}");
        assert_eq!(record.has_more_authors, *has_more, "{authors}");
        assert!(said.is_empty(), "{authors}: {said:?}");
    }
}

#[test]
fn authors_in_one_text_are_parted() {
    authors_are(&[
        (json!("First Author"), &["First Author"], false),
        (
            json!("First Author, Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author, Second Author, and Third Author"),
            &["First Author", "Second Author", "Third Author"],
            false,
        ),
        (
            json!("First Author and Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author & Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author; Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author\nSecond Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (json!("First Author,"), &["First Author"], false),
        (json!("First Author, "), &["First Author"], false),
        (json!(" , First Author"), &["First Author"], false),
        (json!(""), &[], false),
        (json!("  "), &[], false),
        (json!(null), &[], false),
        (json!([]), &[], false),
    ]);
}

#[test]
fn family_names_that_come_first_are_turned_around() {
    authors_are(&[
        (
            json!("Author, First and Sample, Second"),
            &["First Author", "Second Sample"],
            false,
        ),
        (
            json!("Author, First and Sample, Second and others"),
            &["First Author", "Second Sample"],
            true,
        ),
        (
            json!("Author, First; Sample, Second"),
            &["First Author", "Second Sample"],
            false,
        ),
        (json!("Author, First"), &["First Author"], false),
        (json!("Author, F. G."), &["F. G. Author"], false),
        (
            json!("van der Author, First"),
            &["First van der Author"],
            false,
        ),
        (
            json!(["Author, First", "Sample, Second"]),
            &["First Author", "Second Sample"],
            false,
        ),
        // Two words on both sides of the comma are two people.
        (
            json!("First Author, Second Sample"),
            &["First Author", "Second Sample"],
            false,
        ),
        (
            json!(["First Author, Second Sample"]),
            &["First Author", "Second Sample"],
            false,
        ),
    ]);
}

#[test]
fn words_for_people_who_are_not_named_are_no_names() {
    authors_are(&[
        (json!("First Author et.al."), &["First Author"], true),
        (json!("First Author et al."), &["First Author"], true),
        (json!("First Author et al"), &["First Author"], true),
        (json!("First Author, et al."), &["First Author"], true),
        (json!("et.al."), &[], true),
        (json!(["First Author", "et al."]), &["First Author"], true),
        (json!(["First Author", "others"]), &["First Author"], true),
        (
            json!("First Author, Second Author, et al."),
            &["First Author", "Second Author"],
            true,
        ),
        (
            json!("First Author, Second Author and 12 more authors"),
            &["First Author", "Second Author"],
            true,
        ),
        (json!("First Author + 3 more"), &["First Author"], true),
        (json!("First Author, ..."), &["First Author"], true),
        (json!("First Author 等 7 位作者"), &["First Author"], true),
        (json!("First Author, 等 7 位作者"), &["First Author"], true),
        (
            json!(["First Author", "等 7 位作者"]),
            &["First Author"],
            true,
        ),
        (json!("王例 等"), &["王例"], true),
        (json!("王例等人"), &["王例"], true),
        // Names in which such words only seem to stand.
        (json!(["Anna Brothers"]), &["Anna Brothers"], false),
        (json!(["Peter Al"]), &["Peter Al"], false),
    ]);
}

#[test]
fn names_of_every_kind_stay_what_they_are() {
    authors_are(&[
        (json!(["First Author, Jr."]), &["First Author, Jr."], false),
        (
            json!("First Author, Jr., Second Author III"),
            &["First Author, Jr.", "Second Author III"],
            false,
        ),
        (
            json!("Example, Inc.; First Author"),
            &["Example, Inc.", "First Author"],
            false,
        ),
        (json!("王例、李样"), &["王例", "李样"], false),
        (json!("王例，李样"), &["王例", "李样"], false),
        (json!("王例, 李样"), &["王例", "李样"], false),
        (
            json!(["The Example and Sample Collaboration"]),
            &["The Example and Sample Collaboration"],
            false,
        ),
        (
            json!(["The EXAMPLE Collaboration", ":", "First Author"]),
            &["The EXAMPLE Collaboration", "First Author"],
            false,
        ),
        (json!([":"]), &[], false),
        (
            json!([
                "Fritz P{\\\"o}ppelmann",
                "Ren\\'e Sample",
                "Bj\\\"{o}rn Author"
            ]),
            &["Fritz Pöppelmann", "René Sample", "Björn Author"],
            false,
        ),
        (json!(["  First\n  Author "]), &["First Author"], false),
        (
            json!(["First Author", "", null, "Second Author,"]),
            &["First Author", "Second Author"],
            false,
        ),
        (json!(["First Author 0001"]), &["First Author"], false),
        (json!(["First Author*"]), &["First Author"], false),
        (json!(["N/A"]), &[], false),
        (json!("nan"), &[], false),
        (json!("Error"), &[], false),
        (json!("Unknown"), &[], false),
        (json!(["O'Example, Pat"]), &["Pat O'Example"], false),
    ]);
}

#[test]
fn authors_that_are_objects_are_read_unless_they_are_hidden() {
    authors_are(&[
        (
            json!([{"name": "First Author"}, {"name": "Second Author", "hidden": true}, {"name": "Third Author", "hidden": false}]),
            &["First Author", "Third Author"],
            false,
        ),
        (
            json!([{"given": "First", "family": "Author"}, {"family": "Sample"}]),
            &["First Author", "Sample"],
            false,
        ),
        (
            json!([{"author": {"display_name": "First Author"}}, {"firstName": "Second", "lastName": "Author"}]),
            &["First Author", "Second Author"],
            false,
        ),
        (json!({"name": "First Author"}), &["First Author"], false),
        (json!([{}, {"name": null}, 7, false]), &[], false),
    ]);
}

#[test]
fn mail_addresses_are_no_part_of_names() {
    authors_are(&[
        (
            json!(["First Author <first@example.org>", "second@example.org"]),
            &["First Author"],
            false,
        ),
        (
            json!("First Author (first@example.org), Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!([{"name": "First Author", "email": "first@example.org"}]),
            &["First Author"],
            false,
        ),
    ]);
}

#[test]
fn six_hundred_and_sixty_four_authors_are_all_kept() {
    let names: Vec<String> = (0..664)
        .map(|n| format!("Author{} Number", letters(n)))
        .collect();
    let (mention, _) = taken(&json!({"authors": names}));
    assert_eq!(mention.record.authors, names);
    let (mention, _) = taken(&json!({"authors": names.join(", ")}));
    assert_eq!(mention.record.authors, names);
}

/// A number in letters.
fn letters(number: u32) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| char::from(digit as u8 - b'0' + b'a'))
        .collect()
}

#[test]
fn ids_are_found_in_every_form() {
    for (id, expected) in [
        ("2607.90001", "2607.90001"),
        ("2607.90001v23", "2607.90001"),
        ("231200326v23", ""),
        ("astro-ph/0601001v1", "astro-ph/0601001"),
        ("math.GT/0309136", "math/0309136"),
        ("1103.3186", "1103.3186"),
        ("arXiv:2607.90001", "2607.90001"),
        ("arxiv:2607.90001v2 [cs.LG]", "2607.90001"),
        ("ARXIV: 2607.90001", "2607.90001"),
        ("oai:arXiv.org:2607.90001", "2607.90001"),
        ("http://arxiv.org/abs/2607.90001v1", "2607.90001"),
        ("https://arxiv.org/abs/2607.90001", "2607.90001"),
        ("https://arxiv.org/pdf/2607.90001v2.pdf", "2607.90001"),
        (
            "https://arxiv.org/pdf/astro-ph/0601001v1.pdf",
            "astro-ph/0601001",
        ),
        ("https://www.arxiv.org/html/2607.90001v1#S3", "2607.90001"),
        (
            "https://arxiv.org/abs/2607.90001?context=cs.LG",
            "2607.90001",
        ),
        ("arxiv.org/abs/2607.90001", "2607.90001"),
        ("https://huggingface.co/papers/2607.90001", "2607.90001"),
        ("https://www.alphaxiv.org/abs/2607.90001", "2607.90001"),
        (
            "https://www.alphaxiv.org/overview/2607.90001v1",
            "2607.90001",
        ),
        ("https://doi.org/10.48550/arXiv.2607.90001", "2607.90001"),
        ("10.48550/arXiv.2607.90001", "2607.90001"),
        (" 2607.90001\n", "2607.90001"),
        ("2613.90001", ""),
        ("2607.900012", ""),
        ("2607-90001", ""),
        ("v23", ""),
        ("", ""),
    ] {
        for field in ["id", "arxiv_id", "paperId"] {
            let (mention, said) = taken(&json!({field: id}));
            let found = mention
                .record
                .arxiv
                .map_or(String::new(), |id| id.to_string());
            assert_eq!(found, expected, "{field}: {id}");
            assert!(said.is_empty(), "{field}: {id}: {said:?}");
        }
        if id.contains("//") {
            for field in ["url", "pdf_url", "link", "abs"] {
                let (mention, said) = taken(&json!({field: id}));
                let record = mention.record;
                assert_eq!(
                    record.arxiv.map_or(String::new(), |id| id.to_string()),
                    expected,
                    "{field}: {id}"
                );
                assert!(
                    record.links.is_empty() && said.is_empty(),
                    "{field}: {id}: {said:?}"
                );
            }
        }
    }
}

#[test]
fn ids_that_lost_their_quotes_get_their_zeros_back() {
    for (id, expected) in [
        (json!(2607.9), "2607.90000"),
        (json!(2607.9001), "2607.90010"),
        (json!(2607.90001), "2607.90001"),
        (json!(1103.3186), "1103.3186"),
        (json!(1103.31), "1103.3100"),
        (json!(704.0001), "0704.0001"),
        (json!(2607), ""),
    ] {
        let (mention, _) = taken(&json!({"id": id}));
        let found = mention
            .record
            .arxiv
            .map_or(String::new(), |id| id.to_string());
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn ids_hide_in_the_names_of_single_files() {
    for (name, expected) in [
        ("251009608v1-a-title.yaml", "2510.09608"),
        ("2026-05-15-paper-2605-14066.yaml", "2605.14066"),
        ("231200326v23.yaml", "2312.00326"),
        ("2605.90001.yaml", "2605.90001"),
        ("2026-05-15-a-title.yaml", ""),
        ("20260515.yaml", ""),
    ] {
        let text = "title: A Title\nauthors: [First Author]\ndate: 2026-05-15\n";
        let reading = read(&format!("content/{name}"), text);
        let record = &reading.digests[0].mentions[0].record;
        let found = record
            .arxiv
            .as_ref()
            .map_or(String::new(), ToString::to_string);
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn dois_are_found_in_every_form() {
    for id in [
        "10.1000/Example.1",
        "doi:10.1000/example.1",
        "DOI: 10.1000/example.1",
        "https://doi.org/10.1000/example.1",
        "http://dx.doi.org/10.1000/EXAMPLE.1",
    ] {
        for field in ["doi", "id", "url"] {
            let (mention, said) = taken(&json!({field: id}));
            let found = mention
                .record
                .doi
                .map_or(String::new(), |doi| doi.to_string());
            assert_eq!(
                (&*found, &*said),
                ("10.1000/example.1", &[][..]),
                "{field}: {id}"
            );
        }
    }
}

#[test]
fn dates_are_read_as_exactly_as_they_are_written() {
    for (date, expected) in [
        ("2026-06-29", "2026-06-29"),
        ("2026-06-29T17:59:59Z", "2026-06-29"),
        ("2026-06-29T17:59:59.000Z", "2026-06-29"),
        ("2020-06-30T09:15:18.Z", "2020-06-30"),
        ("2026-06-29 17:59:59+00:00", "2026-06-29"),
        ("2026-06-29T17:59:59+08:00", "2026-06-29"),
        ("2026/06/29", "2026-06-29"),
        ("2026/6/9", "2026-06-09"),
        ("2026.06.29", "2026-06-29"),
        ("20260629", "2026-06-29"),
        ("Mon, 29 Jun 2026 04:40:06 +0000", "2026-06-29"),
        ("Mon, 29 Jun 2026 00:00:00 GMT", "2026-06-29"),
        ("29 Jun 2026", "2026-06-29"),
        ("29 June, 2026", "2026-06-29"),
        ("June 29, 2026", "2026-06-29"),
        ("Jun 29th 2026", "2026-06-29"),
        ("1-Apr-2026", "2026-04-01"),
        (
            "[Submitted on 29 Jun 2026 (v1), last revised 1 Jul 2026]",
            "2026-06-29",
        ),
        ("2026年7月28日（v1）", "2026-07-28"),
        ("2026年7月", "2026-07"),
        ("2026年", "2026"),
        ("jun 2017", "2017-06"),
        ("June 2017", "2017-06"),
        ("2017-06", "2017-06"),
        ("2017/06", "2017-06"),
        ("2017", "2017"),
        (" 2017 ", "2017"),
        ("Spring 2017", "2017"),
        ("", ""),
        ("N/A", ""),
        ("null", ""),
        ("Unknown", ""),
    ] {
        let (mention, said) = taken(&json!({"date": date}));
        let found = mention
            .record
            .date
            .map_or(String::new(), |date| date.to_string());
        assert_eq!(found, expected, "{date:?}");
        assert!(said.is_empty(), "{date:?}: {said:?}");
    }
    let (mention, said) = taken(&json!({"year": 2017}));
    assert_eq!(
        mention.record.date.map(|date| date.to_string()).as_deref(),
        Some("2017")
    );
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_date_that_is_none_is_said_and_nothing_is_made_up_for_it() {
    for (date, fault) in [
        ("2026-02-30", "there is no day 2026-02-30"),
        ("2026-13-01", "there is no day 2026-13-01"),
        ("30 Feb 2026", "there is no day 2026-02-30"),
        ("2026年13月1日", "there is no day 2026-13-01"),
        ("2026-00", "there is no day 2026-00"),
        ("03/04/26", "`03/04/26` is not a date"),
        ("26-06-29", "`26-06-29` is not a date"),
        ("29/06", "`29/06` is not a date"),
        ("yesterday", "`yesterday` is not a date"),
        ("2 days ago", "`2 days ago` is not a date"),
        ("1782691200", "`1782691200` is not a date"),
    ] {
        let (mention, said) = taken(&json!({"date": date}));
        assert_eq!(mention.record.date, None, "{date:?}");
        assert_eq!(
            said,
            [format!("{fault}; the paper is shown without a date")],
            "{date:?}"
        );
    }
}

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
