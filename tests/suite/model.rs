//! The nouns: identifiers, dates, links and the names of addresses, in all the ways they are written.

use offprint::model::date::{self, DateFault};
use offprint::model::identifier::{ArxivId, Doi};
use offprint::model::link::{Link, LinkKind};
use offprint::model::slug;
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn arxiv_ids_lose_whatever_is_around_them() {
    for (text, expected) in [
        ("2601.00001", "2601.00001"),
        ("2601.00001v3", "2601.00001"),
        ("1103.3186", "1103.3186"),
        (" arXiv:2601.00001v12 ", "2601.00001"),
        ("arxiv: 2601.00001", "2601.00001"),
        ("arXiv:2601.00001v2 [cs.LG]", "2601.00001"),
        ("2312.00183v23", "2312.00183"),
        ("astro-ph/0601001v1", "astro-ph/0601001"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("cond-mat.mes-hall/9901001v2", "cond-mat/9901001"),
        ("https://arxiv.org/abs/2601.00001", "2601.00001"),
        ("http://arxiv.org/abs/2601.00001v1/", "2601.00001"),
        ("https://www.arxiv.org/pdf/2601.00001v2.pdf", "2601.00001"),
        ("https://arxiv.org/pdf/2601.00001v2#page=3", "2601.00001"),
        (
            "https://export.arxiv.org/abs/2601.00001?context=cs",
            "2601.00001",
        ),
        ("HTTPS://ARXIV.ORG/abs/2601.00001", "2601.00001"),
        ("arxiv.org/html/2601.00001v1", "2601.00001"),
        ("https://arxiv.org/abs/hep-th/9901001v1", "hep-th/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "math/0309136"),
        ("10.48550/arXiv.2601.00001", "2601.00001"),
        ("https://doi.org/10.48550/arXiv.2601.00001", "2601.00001"),
        ("doi:10.48550/ARXIV.hep-th/9901001", "hep-th/9901001"),
    ] {
        let id = ArxivId::parse(text).map(|id| id.as_str().to_owned());
        assert_eq!(id.as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_arxiv_id() {
    for text in [
        "",
        "v2",
        "2601.001",
        "2601.000001",
        "2613.00001",
        "2600.00001",
        "26O1.00001",
        "251009608",
        "2605-14066",
        "2601.00001 and more",
        "hep-th/990100",
        "hep-th/9913001",
        "https://arxiv.org/list/cs.LG/recent",
        "https://arxiv.org/a/example_a_1",
        "https://arxiv.example/abs/2601.00001",
        "https://example.org/arxiv.org/abs/2601.00001",
        "10.1000/182",
    ] {
        assert_eq!(ArxivId::parse(text), None, "{text}");
    }
}

#[test]
fn dois_lose_whatever_is_around_them_and_their_case() {
    for (text, expected) in [
        ("10.1000/182", "10.1000/182"),
        (" doi: 10.1000/ABC.Def ", "10.1000/abc.def"),
        ("DOI:10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("doi.org/10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1000/182?source=x#top", "10.1000/182"),
        ("https://doi.org/10.1002/%28SICI%291096%3C1::AID%3E", ""),
        (
            "https://doi.org/10.1002/%28SICI%291096-1",
            "10.1002/(sici)1096-1",
        ),
        ("10.1000/a/b;c(d)", "10.1000/a/b;c(d)"),
        ("10.1000.10/123456", "10.1000.10/123456"),
        ("10.1000/", ""),
        ("10.10/182", ""),
        ("10.1000", ""),
        ("11.1000/182", ""),
        ("10.1000/a b", ""),
        ("10.1000/<script>", ""),
        ("https://example.org/10.1000/182", ""),
        ("https://doi.org/%FF10.1000/1", ""),
    ] {
        let doi = Doi::parse(text);
        assert_eq!(
            doi.as_ref().map_or("", |doi| doi.as_str()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn the_address_of_a_doi_leads_back_to_it() {
    for text in [
        "10.1000/182",
        "10.1000/a#b?c",
        "10.1002/(sici)1096[1]{2}",
        "10.1000/50%25",
    ] {
        let doi = Doi::parse(text).expect("it is a DOI");
        assert_eq!(Doi::parse(&doi.url()), Some(doi), "{text}");
    }
}

#[test]
fn dates_as_people_and_programs_write_them() {
    for text in [
        "2026-11-23",
        " 2026-11-23 ",
        "2026-11-23T09:15:18Z",
        "2026-11-23T09:15:18.000+01:00",
        "2026-11-23t09:15",
        "2026-11-23 09:15",
        "2026-11-23T09:15:18.Z",
        "2026/11/23",
        "20261123",
    ] {
        assert_eq!(
            date::parse(text).expect(text).to_string(),
            "2026-11-23",
            "{text}"
        );
    }
    assert_eq!(
        date::parse("2026-1-2").map(|d| d.to_string()),
        Ok("2026-01-02".to_owned())
    );
    for text in [
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2025-02-29",
        "20260230",
    ] {
        assert_eq!(
            date::parse(text),
            Err(DateFault::NoSuchDay(text.to_owned()))
        );
    }
    for text in [
        "",
        "soon",
        "2026",
        "2026-11",
        "23-11-2026",
        "+202-11-23",
        "2026-+1-23",
        "2026-11-123",
        "2026-11-23-24",
        "2026-1١-23",
        "1 Apr 2026",
        "2026/11-23",
    ] {
        assert_eq!(
            date::parse(text),
            Err(DateFault::NotADate(text.trim().to_owned()))
        );
    }
}

#[test]
fn dates_in_paths() {
    for (path, expected) in [
        ("content/2026-11-23.md", "2026-11-23"),
        ("content/2026-11-23-vision.md", "2026-11-23"),
        ("content/vision-2026-11-23.md", "2026-11-23"),
        ("content/20261123.txt", "2026-11-23"),
        ("content/digest_20261123_1.txt", "2026-11-23"),
        ("content/2026/11/23.json", "2026-11-23"),
        ("content/2026/11/23/vision.json", "2026-11-23"),
        ("content/2026_11_23.md", "2026-11-23"),
        ("content/2026.11.23.md", "2026-11-23"),
        ("content/2025-01-01/2026-11-23.md", "2026-11-23"),
        ("content/2026-11-23/vision.md", "2026-11-23"),
        ("content/2026-13-23/x-2026-11-23.md", "2026-11-23"),
        ("content/2026-02-30.md", ""),
        ("content/2026-11.md", ""),
        ("content/2026/11/x.md", ""),
        ("content/2026-11/23.md", ""),
        ("content/120261123.md", ""),
        ("content/202611231.md", ""),
        ("content/2601.00001.md", ""),
        ("content/paper-2605-14066.md", ""),
        ("content/12345678.md", ""),
        ("content/é2026-11-23é.md", "2026-11-23"),
        ("2026-11-2", ""),
        ("", ""),
    ] {
        let found = date::in_path(path).map_or(String::new(), |date| date.to_string());
        assert_eq!(found, expected, "{path}");
    }
}

#[test]
fn links_are_told_apart_by_where_they_lead() {
    use LinkKind::{Code, Page, Pdf, Project};
    for (url, expected) in [
        ("https://github.com/example/x", Some(Code)),
        ("https://www.github.com/example/x", Some(Code)),
        ("https://GitLab.com/example/x", Some(Code)),
        ("https://huggingface.co/example/model", Some(Code)),
        ("https://huggingface.co/papers/2601.00001", Some(Page)),
        ("https://github.com/", Some(Page)),
        ("https://github.com", Some(Page)),
        ("https://github.com.example/a/b", Some(Page)),
        ("https://example.github.io/x/", Some(Project)),
        ("https://example.github.io", Some(Project)),
        ("https://sites.google.com/view/example", Some(Project)),
        ("https://example.org/paper.pdf", Some(Pdf)),
        ("https://example.org/paper", Some(Page)),
        ("https://arxiv.org/abs/2601.00001", None),
        ("https://doi.org/10.1000/182", None),
    ] {
        assert_eq!(LinkKind::of_address(url), expected, "{url}");
    }
}

#[test]
fn links_to_one_place_are_the_same() {
    let link = |url: &str| Link {
        kind: LinkKind::Code,
        url: url.to_owned(),
    };
    let first = link("https://github.com/example/x");
    for url in [
        "http://github.com/example/x",
        "https://www.github.com/example/x/",
        "https://github.com/Example/X",
        "https://github.com/example/x.git",
    ] {
        assert!(first.is_same(&link(url)), "{url}");
    }
    assert!(!first.is_same(&link("https://github.com/example/y")));
}

#[test]
fn names_of_addresses() {
    for (text, expected) in [
        ("One-shot Video Imitation", "one-shot-video-imitation"),
        ("  What?  Yes!  ", "what-yes"),
        ("Newton's method", "newtons-method"),
        ("Über die Größe", "uber-die-grosse"),
        ("\u{6570}\u{5b66}", "shu-xue"),
        ("C++", "c"),
        ("$\\ell_2$", "ell-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("!!!", ""),
        ("", ""),
    ] {
        assert_eq!(slug::slug(text), expected, "{text}");
    }
    assert_eq!(slug::identifier_slug("hep-th/9901001"), "hep-th-9901001");
    assert_eq!(slug::identifier_slug("10.1234/A..b"), "10.1234-a.b");
}

#[test]
fn names_of_devices_are_no_addresses() {
    for name in ["con", "CON", "nul", "Aux", "com1", "LPT9", "prn"] {
        let slug = slug::slug(name);
        assert!(
            slug.starts_with(&format!("{}-", name.to_lowercase())),
            "{slug}"
        );
        assert!(slug::is_key(&slug));
        assert!(!slug::is_key(&name.to_lowercase()));
    }
    assert_eq!(slug::slug("console"), "console");
    assert!(slug::is_key(&slug::identifier_slug("con.1")));
}

#[test]
fn long_titles_with_one_beginning_stay_apart() {
    let beginning =
        "a title that is so long that its address has to be cut somewhere in the middle";
    let slugs: BTreeSet<String> = ["one", "two", "three"]
        .iter()
        .map(|end| slug::slug(&format!("{beginning} of the very {end}")))
        .collect();
    assert_eq!(slugs.len(), 3);
    for slug in slugs {
        assert!(slug.len() <= slug::LONGEST && slug.starts_with("a-title-that-is-so-long"));
        assert!(slug::is_key(&slug), "{slug}");
    }
}

proptest! {
    #[test]
    fn a_name_of_an_address_is_empty_or_sound(text in "\\PC{0,120}") {
        for slug in [slug::slug(&text), slug::identifier_slug(&text), slug::distinguished("x", &text)] {
            prop_assert!(slug.is_empty() || slug::is_key(&slug), "{:?} of {:?}", slug, text);
        }
    }

    #[test]
    fn any_text_is_looked_at_without_panic(text in "(https?://|arXiv:|10\\.|doi.org/|20)?\\PC{0,40}") {
        let _ = (ArxivId::parse(&text), date::parse(&text), date::in_path(&text));
        if let Some(doi) = Doi::parse(&text) {
            prop_assert_eq!(Doi::parse(&doi.url()), Some(doi));
        }
        LinkKind::of_address(&text);
    }

    #[test]
    fn an_id_read_is_an_id(year in 7_u8..99, month in 1_u8..=12, number in 0_u32..100_000, version in 0_u8..30) {
        let id = format!("{year:02}{month:02}.{number:05}");
        let written = if version == 0 { id.clone() } else { format!("{id}v{version}") };
        let read = ArxivId::parse(&written).expect("it is one");
        prop_assert_eq!(read.as_str(), &id);
        prop_assert_eq!(ArxivId::parse(&read.abstract_url()), Some(read.clone()));
        prop_assert_eq!(ArxivId::parse(&read.pdf_url()), Some(read.clone()));
        prop_assert_eq!(ArxivId::parse(read.as_str()), Some(read));
    }
}
