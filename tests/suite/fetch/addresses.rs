//! Which addresses are asked, and what sources are called.

use super::server::{Reply, Server};
use super::{Still, empty_site, ends, hf_list, run};
use offprint::fetch::client::{Client, Options};
use offprint::fetch::policy::{Address, Policy};
use offprint::fetch::source::Source;

#[test]
fn redirections_are_followed_where_addresses_may_be_asked() {
    let server = Server::new(|asked| match asked.target.as_str() {
        target if target.starts_with("/new") => Reply::json(hf_list(1..3, 1)),
        target if target.starts_with("/loop") => Reply::with(302, "Location: /loop\r\n"),
        target if target.starts_with("/out") => {
            Reply::with(302, "Location: http://169.254.169.254/latest\r\n")
        }
        target if target.starts_with("/away") => {
            Reply::with(301, "Location: https://example.com/papers\r\n")
        }
        _ => Reply::with(301, "Location: /new?date=2026-11-23\r\n"),
    });
    for (path, code, said) in [
        ("/old", 0, "2 papers"),
        ("/loop", 4, "redirects more than 5 times"),
        ("/out", 4, "is on the own network"),
        ("/away", 4, "`example.com` is a host that nobody named"),
    ] {
        let site = empty_site();
        let output = run(
            &site,
            &server,
            &[
                "huggingface",
                "--address",
                &server.url(path),
                "--date",
                "2026-11-23",
            ],
        );
        ends(&output, code, said);
    }
}

#[test]
fn only_addresses_that_may_be_asked_are() {
    let policy = Policy {
        known: vec!["huggingface.co".to_owned()],
        allowed: vec!["mirror.example".to_owned(), "10.0.0.1:8080".to_owned()],
        is_open: false,
    };
    for url in [
        "https://huggingface.co/api",
        "HTTPS://HuggingFace.co",
        "http://mirror.example/x",
        "https://mirror.example:444/",
        "http://10.0.0.1:8080/x?y",
    ] {
        policy.check(url).expect(url);
    }
    for url in [
        "http://huggingface.co/api",
        "https://huggingface.co.evil.example/",
        "https://user:secret@huggingface.co/",
        "https://huggingface.co\\@evil.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://localhost/",
        "https://intranet/",
        "https://10.0.0.1/",
        "ftp://huggingface.co/",
        "file:///etc/passwd",
        "https:///x",
        "https://huggingface.co:port/",
        "https://huggingface.co/\r\nX: y",
    ] {
        policy.check(url).expect_err(url);
    }
    let open = Policy {
        is_open: true,
        ..Policy::default()
    };
    open.check("http://example.com/x").unwrap();
    open.check("http://192.168.0.1/x").unwrap_err();
    let address = Address::parse("https://example.org/a/b?c").unwrap();
    assert_eq!(address.joined("?d"), "https://example.org/a/b?d");
    assert_eq!(
        address.joined("/login?next=https://x.example/"),
        "https://example.org/login?next=https://x.example/"
    );
    assert_eq!(address.joined("d"), "https://example.org/a/d");
    assert_eq!(address.joined("/d"), "https://example.org/d");
    assert_eq!(address.joined("//e.example/d"), "https://e.example/d");
}

#[test]
fn sources_are_named_as_people_name_them() {
    for (text, slug) in [
        ("huggingface", "huggingface"),
        ("arxiv:cs.LG+cs.CL", "arxiv-cs.lg-cs.cl"),
        ("arxiv:math-ph, astro-ph.GA", "arxiv-math-ph-astro-ph.ga"),
        (
            "https://example.org/feeds/all.xml",
            "example.org-feeds-all.xml",
        ),
    ] {
        let source = Source::parse(text).expect(text);
        assert_eq!(source.slug(), slug);
    }
    // What a name cannot hold must not make one of two.
    let slug = |text: &str| Source::parse(text).expect(text).slug();
    let long = "https://example.org/".to_owned() + &"x".repeat(80);
    for (one, other) in [
        ("https://example.org/q?a=1", "https://example.org/q?a=2"),
        ("https://example.org/a?b", "https://example.org/a/b"),
        ("https://example.org/A", "https://example.org/a"),
        (&long, &format!("{long}y")),
    ] {
        assert_ne!(slug(one), slug(other));
    }
    for text in [
        "hugginface",
        "arxiv:",
        "arxiv:cs.LG+",
        "arxiv:../x",
        "example.org/feed.xml",
        "javascript://x",
    ] {
        Source::parse(text).expect_err(text);
    }
}

#[test]
fn links_are_asked_without_their_content() {
    let server = Server::new(|asked| match asked.target.as_str() {
        "/fine" => Reply::json("[]"),
        "/moved" => Reply::with(301, "Location: /fine\r\n"),
        _ => Reply::status(404),
    });
    let clock = Still::at("2026-11-24T05:17:00Z");
    let options = Options {
        policy: Policy {
            allowed: vec![server.address.to_string()],
            ..Policy::default()
        },
        ..Options::default()
    };
    let client = Client::new(options, &clock);
    for (path, status) in [("/fine", 200), ("/moved", 301), ("/gone", 404)] {
        for with_content in [false, true] {
            assert_eq!(client.status(&server.url(path), with_content), Ok(status));
        }
    }
    assert!(client.status("http://192.168.0.1/", false).is_err());
}
