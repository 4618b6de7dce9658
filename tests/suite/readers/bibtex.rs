//! BibTeX and BibLaTeX.

use super::{adds_up, format_of, hold_to_snapshots, read};
use crate::site_test::{SiteTest, manifest_folder, shared_data};
use offprint::markup::{Span, spans};
use offprint::model::digest::Mention;
use offprint::model::prose::Prose;
use proptest::prelude::*;
use std::fs;
use std::time::{Duration, Instant};

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("bibtex");
}

#[test]
fn bibliographies_are_known_by_extension_or_by_their_first_entry() {
    for (name, text, expected) in [
        ("a.bib", "no entries at all", Some("BibTeX")),
        (
            "a.txt",
            "% comment\n\n@article{a, title={T}}",
            Some("BibTeX"),
        ),
        ("a", "  @String(a = {b})\n", Some("BibTeX")),
        (
            "a.md",
            "## A paper\n\n@article{a, title={T}}\n",
            Some("Markdown"),
        ),
        ("a.txt", "@somebody says hello\n", None),
        ("a.txt", "write to a@b.org {x}\n", None),
    ] {
        assert_eq!(
            format_of(&format!("content/{name}"), text),
            expected,
            "{text}"
        );
    }
}

#[test]
fn what_is_its_owners_alone_is_on_no_page() {
    let site = SiteTest::new().fixture("bibtex/2026-11-23-quirks.bib", "content/2026-11-23.bib");
    site.build().succeeds();
    for (path, bytes) in crate::site_test::tree(&site.root().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        for private in ["/home/", "somebody", "Zotero", "Never", "unread", "Hidden"] {
            assert!(!text.contains(private), "{private} is in {path:?}");
        }
    }
}

#[test]
fn an_empty_bibliography_is_a_day_without_papers() {
    for text in [
        "% Encoding: UTF-8\n",
        "@comment{x}\n@xdata{a, title = {T}}",
        "@string{a = {b}}",
    ] {
        let reading = read("content/2026-11-23.bib", text);
        assert_eq!(reading.records, 0);
        assert!(reading.digests.is_empty());
        assert!(
            reading.diagnostics[0].message.contains("no papers"),
            "{text}"
        );
    }
}

#[track_caller]
fn first(text: &str) -> Mention {
    let reading = read("content/2026-11-23.bib", text);
    adds_up(&reading);
    reading.digests[0].mentions[0].clone()
}

#[test]
fn people_are_in_reading_order() {
    for (list, expected) in [
        ("Author, First", vec!["First Author"]),
        ("First de la Author", vec!["First de la Author"]),
        ("de la Author, First", vec!["First de la Author"]),
        ("Author, Jr, First", vec!["First Author, Jr"]),
        ("Author, First, III", vec!["First Author, III"]),
        ("{Team and Co, Ltd}", vec!["Team and Co, Ltd"]),
        (
            "A. One AND Two, B.\n  and\n Three, C. and others",
            vec!["A. One", "B. Two", "C. Three"],
        ),
        (
            "{\\'E}tudes, {\\\"O}. and {van {\\O}re}, N.",
            vec!["Ö. Études", "N. van Øre"],
        ),
        (
            "Andersson, Anders and Land, Sand",
            vec!["Anders Andersson", "Sand Land"],
        ),
        (
            "First One, Second Two, Third Three",
            vec!["First One", "Second Two", "Third Three"],
        ),
        (
            "family=Author, given=First, prefix=van",
            vec!["First van Author"],
        ),
        ("others", vec![]),
        ("and", vec!["and"]),
        (" and  and ", vec![]),
    ] {
        let mention = first(&format!("@misc{{a, title = {{T}}, author = {{{list}}}}}"));
        assert_eq!(mention.record.authors, expected, "{list}");
    }
}

#[test]
fn preprints_are_known_wherever_their_id_stands() {
    for field in [
        "eprint = {2609.90001}, eprinttype = {arxiv}",
        "eprint = {2609.90001v3}, archiveprefix = {arXiv}, primaryclass = {cs.LG}",
        "eprint = {arXiv:2609.90001}",
        "journal = {arXiv:2609.90001 [cs]}",
        "journal = {arXiv preprint arXiv:2609.90001}",
        "journal = {{ArXiv} e-prints}, eid = {arXiv:2609.90001}, pages = {arXiv:2609.90001}",
        "journal = {CoRR}, volume = {abs/2609.90001}",
        "note = {arXiv: 2609.90001}",
        "number = {{arXiv}:2609.90001}",
        "howpublished = {arXiv:2609.90001, preprint}",
        "url = {http://arxiv.org/abs/2609.90001v2}",
        "doi = {10.48550/{arXiv}.2609.90001}",
        "arxiv = {2609.90001}",
    ] {
        let record = first(&format!("@misc{{a, title = {{T}}, {field}}}")).record;
        let id = record.arxiv.as_ref().map(|id| id.as_str());
        assert_eq!(id, Some("2609.90001"), "{field}");
        assert_eq!((record.venue, record.links.len()), (None, 0), "{field}");
    }
    for field in [
        "note = {Comment on arXiv:2609.90001}",
        "eprint = {2609.90001}, eprinttype = {pubmed}",
        "note = {arXiv is not where it is}",
    ] {
        let record = first(&format!("@misc{{a, title = {{T}}, {field}}}")).record;
        assert_eq!(record.arxiv, None, "{field}");
    }
}

#[test]
fn whole_days_are_dates_in_every_form() {
    for (field, expected) in [
        ("date = {2017-06-18}", "2017-06-18"),
        ("date = {2017-06-18/2017-06-20}", "2017-06-18"),
        ("date = {/2017-06-20}", "2017-06-20"),
        ("date = {2017-06-18T10:00:00}", "2017-06-18"),
        ("date = {2017-06-18?}", "2017-06-18"),
        ("date = {June 18th, 2017}", "2017-06-18"),
        ("year = 2017, month = jun, day = 18", "2017-06-18"),
        ("year = {2017}, month = 18 # \"~\" # jun", "2017-06-18"),
        ("year = {(2017)}, month = {June 18th}", "2017-06-18"),
        ("year = 2017, month = {6}, day = {18}", "2017-06-18"),
    ] {
        let record = first(&format!("@misc{{a, title = {{T}}, {field}}}")).record;
        assert_eq!(
            record.date.map(|date| date.to_string()).as_deref(),
            Some(expected),
            "{field}"
        );
    }
}

#[test]
fn what_is_made_to_be_difficult_takes_linear_time() {
    // What makes a fault of every piece is shorter: each fault is shown with its line.
    let (long, short) = (1_000_000, 20_000);
    for (piece, size) in [
        ("@a{b,title={x}}", long),
        ("@misc{b,title={x},t={\\}}\n", short),
        ("@a{b,t={", long),
        ("@a{b,t=\"", long),
        ("{", long),
        ("@", long),
        ("@a ", long),
        ("@comment{", long),
        ("a and ", long),
        ("@string{a=a#a}", long),
        ("% @a{", long),
        ("@a{b,t={\\},", short),
        ("@a{b,t={\\}},\n", short),
        ("@a{\n", short),
        ("@a(", short),
    ] {
        let text = piece.repeat(size / piece.len());
        let started = Instant::now();
        adds_up(&read("content/2026-11-23.bib", &text));
        assert!(started.elapsed() < Duration::from_secs(5), "{piece}");
    }
    let deep = format!(
        "@a{{b, title = {{{}x{}}}}}",
        "\\emph{".repeat(50_000),
        "}".repeat(50_000)
    );
    assert_eq!(first(&deep).record.title, "x");
}

#[test]
fn strings_cannot_grow_without_end() {
    let mut text = "@string{a0 = {0123456789}}\n".to_owned();
    for n in 1..60 {
        let before = n - 1;
        text.push_str(&format!("@string{{a{n} = a{before} # a{before}}}\n"));
    }
    text.push_str("@misc{a, title = a59 # a3}\n@misc{b, title = a3}\n");
    let many = "a7 # ".repeat(100_000);
    text.push_str(&format!("@misc{{c, title = {many} a3}}\n"));
    let reading = read("content/2026-11-23.bib", &text);
    adds_up(&reading);
    assert_eq!(reading.digests[0].mentions.len(), 1);
    assert_eq!(reading.digests[0].mentions[0].record.title.len(), 80);
}

/// Every field of every entry is where the crate `biblatex` has it too.
#[track_caller]
fn is_as_the_peer_has_it(text: &str) {
    let peer = biblatex::RawBibliography::parse(text).expect("it can read these");
    let reading = read("content/2026-11-23.bib", text);
    let lines: Vec<usize> = reading.digests[0].mentions.iter().map(|m| m.line).collect();
    let expected: Vec<usize> = peer
        .entries
        .iter()
        .map(|entry| text[..entry.span.start].matches('\n').count() + 1)
        .collect();
    assert_eq!(lines, expected);
    for (entry, mention) in peer.entries.iter().zip(&reading.digests[0].mentions) {
        let title = entry
            .v
            .fields
            .iter()
            .find(|field| field.key.v.eq_ignore_ascii_case("title"))
            .expect("every one has a title");
        let letters = |text: &str| {
            text.chars()
                .filter(|c| c.is_alphanumeric())
                .collect::<String>()
        };
        let biblatex::RawChunk::Normal(source) = title.value.v[0].v else {
            continue;
        };
        if !source.contains('\\') {
            let title = letters(&mention.record.title);
            assert!(title.starts_with(&letters(source)), "{source}: {title}");
        }
    }
}

#[test]
fn every_entry_of_the_real_bibliographies_is_a_paper() {
    for (name, count) in [
        ("zotero-export-brendon-boldt.first100.bib", 100),
        ("citation-js-biblatex-input.bib", 28),
    ] {
        let Some(path) = shared_data(&format!("samples/bibtex/{name}")) else {
            return;
        };
        let text = fs::read_to_string(path).expect("it is UTF-8");
        is_as_the_peer_has_it(&text);
        let reading = read(&format!("content/2026-11-23-{name}"), &text);
        adds_up(&reading);
        assert_eq!(reading.records, count);
        let mentions = &reading.digests[0].mentions;
        assert_eq!(mentions.len(), count);
        for mention in mentions {
            let record = &mention.record;
            let mut texts = record.authors.clone();
            texts.push(record.title.clone());
            texts.extend(record.venue.clone());
            texts.extend(record.topics.clone());
            if let Some(Prose::Plain(text)) = &record.abstract_text {
                texts.push(text.clone());
            }
            for text in texts {
                let words = spans(&text).filter_map(|span| match span {
                    Span::Text(text) => Some(text),
                    Span::Math(_) => None,
                });
                let text: String = words.collect();
                let residue = ["\\", "{", "}", "``", "--", "<p>", "/home/", "unread"];
                assert!(
                    !residue.iter().any(|residue| text.contains(residue)),
                    "{text}"
                );
            }
            assert!(record.links.iter().all(|link| link.url.starts_with("http")));
        }
        let preprints = mentions.iter().filter(|m| m.record.arxiv.is_some()).count();
        let with_abstract = mentions
            .iter()
            .filter(|m| m.record.abstract_text.is_some())
            .count();
        assert_eq!(
            (preprints, with_abstract),
            if count == 100 { (51, 89) } else { (0, 0) }
        );
    }
}

#[test]
fn cut_at_any_byte_it_adds_up_and_gives_what_stands_before() {
    let path = manifest_folder().join("tests/fixtures/bibtex/2026-11-23-quirks.bib");
    let text = fs::read_to_string(path).expect("the fixture is there");
    let mut most = 0;
    for (cut, _) in text.char_indices() {
        let reading = read("content/2026-11-23.bib", &text[..cut]);
        adds_up(&reading);
        let mentions = reading
            .digests
            .first()
            .map_or(0, |digest| digest.mentions.len());
        assert!(mentions + 1 >= most, "cut at {cut}");
        most = most.max(mentions);
    }
}

/// Entries with a `#` at each place where prose may stand.
const WITH_PROSE: &str = "Between entries: #\n@article{a, title = {#}, subtitle = {#}, author = {#}, editor = {#}, \
    journal = {#}, booktitle = {#}, abstract = {#}, note = {#}, annote = {#}, keywords = {#}, \
    howpublished = {#}, publisher = {#}, address = {#}, series = {#}, organization = {#}, copyright = {#}, \
    odd = {#}, review = {#}, titleaddon = {#}, year = 2026}\n@misc{b, author = {#}, abstract = {#}, odd = {#}}\n@book{c, title = {#}, publisher = {#}, school = {#}}\n";

proptest! {
    #[test]
    fn every_word_arrives_or_is_reported(prose in super::xml::prose()) {
        super::xml::holds_every_word("content/2026-11-23.bib", WITH_PROSE, &prose);
    }

    #[test]
    fn any_parts_are_read_without_panic(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..40)) {
        adds_up(&read("content/2026-11-23.bib", &parts.concat()));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "@article\\{a, title = \\PC{0,80}") {
        adds_up(&read("content/2026-11-23.bib", &text));
    }

    #[test]
    fn any_change_costs_no_more_than_it_must(at in 0_usize..6000, change in prop::sample::select(vec!["", "{", "}", "\"", "@", "\\", ",", "="])) {
        let path = manifest_folder().join("tests/fixtures/bibtex/2026-11-23-quirks.bib");
        let mut text = fs::read_to_string(path).expect("the fixture is there");
        let at = (0..=at % text.len()).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.insert_str(at, change);
        let reading = read("content/2026-11-23.bib", &text);
        adds_up(&reading);
        let mentions = reading.digests[0].mentions.len();
        prop_assert!(mentions >= 17, "{change:?} at {at} leaves {mentions}");
    }
}

/// What bibliographies are made of.
const PARTS: &[&str] = &[
    "@article",
    "@string",
    "@comment",
    "@xdata",
    "{",
    "}",
    "(",
    ")",
    "\"",
    ",",
    "=",
    "#",
    "%",
    "\\",
    "\n",
    " ",
    "a",
    "b",
    "title",
    "author",
    "crossref",
    "date",
    "year",
    "month",
    "doi",
    "jan",
    "2026",
    "and",
    "$",
    "@",
    "é",
    "{a}",
    "title = {T},",
    "@misc{a,",
    "\\}",
];
