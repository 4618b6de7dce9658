//! Whatever a source answers, and whatever somebody made of a fetched file.

use super::server::{Reply, Server};
use super::{empty_site, ends, fetch_hf, files, hf_list};
use offprint::fetch::digest_file;
use offprint::fetch::policy::{Address, Policy};
use offprint::fetch::source::Source;
use proptest::prelude::*;

proptest! {
    #[test]
    fn any_text_is_an_address_or_none(url in r"(https?|ftp)?(://|:)?[a-z@:\[\]/?#.%\\ 0-9é-]{0,40}", to in ".{0,40}") {
        if let Ok(address) = Address::parse(&url) {
            prop_assert!(!address.host.contains(['/', '@', '?', '#', ' ']), "{address:?}");
            let _ = address.joined(&to);
        }
        // Nobody named a host, so none may be asked.
        prop_assert!(Policy::default().check(&url).is_err());
    }

    #[test]
    fn any_text_is_a_source_or_none(text in "(arxiv:|https://|huggingface)?.{0,60}") {
        if let Ok(source) = Source::parse(&text) {
            let slug = source.slug();
            prop_assert!(slug.len() <= 60);
            prop_assert!(slug.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-')), "{slug}");
            prop_assert!(!slug.starts_with('.') && !slug.contains(".."), "{slug}");
        }
    }

    #[test]
    fn any_text_has_an_origin(text in r#"[\[{]?("date"|"papers"|"fetched"|[:,{}\[\]"a-z0-9 -]){0,30}"#) {
        let origin = digest_file::origin(&text);
        prop_assert!(!origin.is_untouched, "nothing but what was written has its checksum");
    }
}

#[test]
fn an_answer_that_is_cut_anywhere_becomes_no_digest() {
    let whole = hf_list(0..3, 1);
    for at in (1..whole.len()).step_by(37) {
        if !whole.is_char_boundary(at) {
            continue;
        }
        let cut = whole[..at].to_owned();
        let server = Server::new(move |_| Reply::json(cut.clone()));
        let site = empty_site();
        ends(
            &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
            4,
            "is of no use",
        );
        assert!(files(&site).is_empty());
    }
}

#[test]
fn an_answer_can_command_no_terminal_and_no_markup() {
    let evil = "<script>alert(1)</script>\\u001b[31mred\\u202e";
    let paper = format!(
        r#"[{{"paper": {{"id": "2611.00001", "title": "{evil}", "summary": "{evil}", "authors": [{{"name": "{evil}"}}], "githubRepo": "javascript:alert(1)", "upvotes": 1}}}}]"#
    );
    let server = Server::new(move |_| Reply::json(paper.clone()));
    let site = empty_site();
    let output = fetch_hf(&site, &server, &["--date", "2026-11-23"]);
    ends(&output, 0, "1 paper");
    site.build().succeeds();
    site.page("papers/2611.00001.html")
        .does_not_say("<script>alert")
        .does_not_say("javascript:")
        .does_not_say("\u{1b}");

    let page = "\u{1b}[2Jgone";
    let server = Server::new(move |_| Reply::json(page));
    let output = fetch_hf(&empty_site(), &server, &["--date", "2026-11-23"]);
    assert!(
        !output.stderr.contains(&0x1b),
        "{:?}",
        String::from_utf8_lossy(&output.stderr)
    );
}
