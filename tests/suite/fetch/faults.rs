//! Sources that are busy, silent, broken or down.

use super::server::{Reply, Server};
use super::{
    Still, daily_papers, day, empty_site, ends, fetch_hf, files, hf_list, hf_query, on, parameter,
};
use offprint::fetch::Query;
use offprint::fetch::client::{Client, Options};
use offprint::fetch::policy::Policy;
use std::time::Duration;

#[test]
fn a_source_that_is_down_is_told_from_one_without_papers() {
    let page = "<!doctype html><html><body>We are down</body></html>";
    for (reply, said) in [
        (Reply::status(404), "answers with 404"),
        (Reply::json(page), "it is no list of papers"),
        (
            Reply::json(page),
            "it begins (application/json) with `<!doctype html><html><body>We are down",
        ),
        (
            Reply::json("{\"error\": \"Invalid date\"}"),
            "it is no list of papers",
        ),
        (
            Reply::json("[{\"paper\": {\"id\": \"2611.00001\", \"tit"),
            "it is no list of papers",
        ),
        (Reply::json("[{\"news\": 1}]"), "is of no use"),
        (
            Reply::Whole(200, String::new(), vec![b'[', 0xff, 0xfe]),
            "it is not UTF-8",
        ),
    ] {
        let server = Server::new(move |_| reply.clone());
        let site = empty_site();
        let output = fetch_hf(&site, &server, &["--date", "2026-11-23"]);
        ends(&output, 4, said);
        ends(
            &output,
            4,
            "the papers are caught up when the source answers again",
        );
        assert!(files(&site).is_empty());
    }
}

#[test]
fn a_busy_source_is_asked_again_when_it_says() {
    let server = Server::new(daily_papers);
    let clock = Still::at("2026-11-23T05:17:00Z");
    let query = || Query {
        date: Some(day("2026-11-23")),
        ..hf_query(&server)
    };
    for (replies, waits) in [
        (vec![Reply::with(429, "Retry-After: 7\r\n")], vec![7.0]),
        (
            vec![Reply::with(
                503,
                "Retry-After: Mon, 23 Nov 2026 05:17:30 GMT\r\n",
            )],
            vec![30.0],
        ),
        (vec![Reply::status(500), Reply::status(502)], vec![2.0, 4.0]),
        (
            vec![Reply::Closed, Reply::Truncated("[".to_owned())],
            vec![2.0, 4.0],
        ),
    ] {
        server.before(replies);
        let site = empty_site();
        let outcome = on(&clock, "2026-11-23T05:17:00Z", &site, &server, query());
        assert!(outcome.failure.is_none(), "{:?}", outcome.failure);
        assert_eq!(files(&site).len(), 1);
        let slept: Vec<f64> = clock
            .slept()
            .into_iter()
            .filter(|slept| *slept > 0.5)
            .collect();
        assert_eq!(slept, waits);
    }
    // There is an end to it, and to what is waited for.
    server.asked();
    for (reply, tries) in [
        (Reply::status(500), 4),
        (Reply::Closed, 4),
        (Reply::with(429, "Retry-After: 3600\r\n"), 1),
    ] {
        server.before(std::iter::repeat_n(reply, 4));
        let site = empty_site();
        let outcome = on(&clock, "2026-11-23T05:17:00Z", &site, &server, query());
        assert!(outcome.failure.is_some());
        assert_eq!(server.asked().len(), tries);
        server.before([]);
        while server.asked().is_empty() && tries == 1 {
            // Uses up the replies that nobody came for.
            on(&clock, "2026-11-23T05:17:00Z", &site, &server, query());
        }
    }
}

#[test]
fn a_source_that_is_silent_is_given_up() {
    let server = Server::new(|_| Reply::Silence);
    let clock = Still::at("2026-11-23T05:17:00Z");
    let options = Options {
        timeout: Duration::from_millis(200),
        policy: Policy {
            allowed: vec![server.address.to_string()],
            ..Policy::default()
        },
        ..Options::default()
    };
    let client = Client::new(options, &clock);
    let outcome = offprint::fetch::fetch(&hf_query(&server), empty_site().root(), &client, &clock);
    let failure = outcome.failure.expect("a failure").to_string();
    assert!(failure.contains("does not answer: timeout"), "{failure}");
}

#[test]
fn an_answer_that_is_too_large_is_refused_when_unpacked() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, &vec![b' '; 40 * 1024 * 1024]).unwrap();
    let packed = packed.finish().unwrap();
    let server = Server::new(move |_| {
        Reply::Whole(200, "Content-Encoding: gzip\r\n".to_owned(), packed.clone())
    });
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        4,
        "it is larger than 32 MB",
    );
}

#[test]
fn nothing_is_written_where_half_of_a_day_fails() {
    let server = Server::new(|asked| match parameter(asked, "p") {
        "0" => Reply::json(hf_list(0..100, 1)),
        _ => Reply::status(404),
    });
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        4,
        "answers with 404",
    );
    assert!(files(&site).is_empty());
}
