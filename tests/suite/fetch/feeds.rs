//! Feeds, and what is none.

use super::server::{Reply, Server};
use super::{Still, empty_site, files, on, run};
use offprint::fetch::Query;
use offprint::fetch::source::Source;
use std::sync::{Arc, Mutex};

#[test]
fn a_feed_gives_what_is_new_in_it() {
    let entries = Arc::new(Mutex::new(vec![1, 2]));
    let told = Arc::clone(&entries);
    let server = Server::new(move |_| {
        let items: String = told
            .lock()
            .unwrap()
            .iter()
            .map(|number| format!("<item><title>Entry {number}</title><link>https://papers.example/{number}</link><guid isPermaLink=\"false\">{number}</guid><pubDate>Fri, {number:02} Nov 2026 08:00:00 GMT</pubDate><description>About {number}.</description></item>"))
            .collect();
        Reply::xml(format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed</title><link>https://papers.example/</link><description>Papers</description>{items}</channel></rss>"
        ))
    });
    let clock = Still::at("2026-11-20T05:17:00Z");
    let site = empty_site();
    let query = || Query::of(Source::parse(&server.url("/feed.xml")).unwrap());
    let outcome = on(&clock, "2026-11-20T05:17:00Z", &site, &server, query());
    assert!(outcome.failure.is_none(), "{:?}", outcome.failure);
    assert_eq!(outcome.files[0].papers, 2);

    // The same day again: all of the day, also what the feed has dropped since.
    *entries.lock().unwrap() = vec![2, 3];
    let outcome = on(&clock, "2026-11-20T12:00:00Z", &site, &server, query());
    assert_eq!(outcome.files[0].papers, 3);
    let outcome = on(&clock, "2026-11-21T05:17:00Z", &site, &server, query());
    assert_eq!((outcome.files.len(), outcome.empty.len()), (0, 1));
    // A night is missed, and what came meanwhile is in the feed.
    *entries.lock().unwrap() = vec![3, 4, 5];
    let outcome = on(&clock, "2026-11-23T05:17:00Z", &site, &server, query());
    assert_eq!(outcome.files[0].papers, 2);
    assert_eq!(files(&site).len(), 2);
    site.build().succeeds().has_account(5, 5, 0, 0);
}

#[test]
fn what_is_no_feed_is_of_no_use() {
    for body in [
        "<!doctype html><html><body><h1>Papers</h1></body></html>",
        "Just a moment...",
        "",
        "# Heading\n\ntext",
    ] {
        let server = Server::new(move |_| Reply::xml(body));
        let site = empty_site();
        let output = run(&site, &server, &[&server.url("/feed.xml")]);
        assert_eq!(
            output.status.code(),
            Some(4),
            "{body}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(files(&site).is_empty());
    }
}

#[test]
fn entries_that_lead_to_one_page_are_several() {
    let entries = |numbers: std::ops::Range<u32>| {
        let items: String = numbers
            .map(|number| {
                format!(
                    "<item><title>Entry {number}</title><link>https://papers.example/</link></item>"
                )
            })
            .collect();
        format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed</title><link>https://papers.example/</link><description>Papers</description>{items}</channel></rss>"
        )
    };
    let server = Server::new(move |_| Reply::xml(entries(3..6)));
    server.before([Reply::xml(entries(1..4))]);
    let clock = Still::at("2026-11-20T05:17:00Z");
    let site = empty_site();
    let query = || Query::of(Source::parse(&server.url("/feed.xml")).unwrap());
    let first = on(&clock, "2026-11-20T05:17:00Z", &site, &server, query());
    let second = on(&clock, "2026-11-21T05:17:00Z", &site, &server, query());
    assert_eq!((first.files[0].papers, second.files[0].papers), (3, 2));
}
