//! What arXiv announces, and what its API has of days that were missed.

use super::server::{Reply, Server};
use super::{Still, day, empty_site, ends, files, on, parameter, run};
use offprint::fetch::Query;
use offprint::fetch::client::{Client, Options};
use offprint::fetch::policy::Policy;
use offprint::fetch::source::Source;
use offprint::model::clock::Clock as _;
use offprint::model::digest::Announcement;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// An entry of arXiv's announcement feed.
fn announcement(number: u32, kind: &str) -> String {
    format!(
        "<entry><id>oai:arXiv.org:2611.{number:05}v1</id><title>Announced {number}</title>\
         <updated>2026-11-24T05:00:19+00:00</updated><link href=\"https://arxiv.org/abs/2611.{number:05}\" rel=\"alternate\"/>\
         <summary>arXiv:2611.{number:05}v1 Announce Type: {kind} \nAbstract: It is about {number}.</summary>\
         <category term=\"cs.LG\"/><published>2026-11-24T00:00:00-05:00</published>\
         <arxiv:announce_type>{kind}</arxiv:announce_type><dc:creator>Ann Author, Bo Writer</dc:creator></entry>"
    )
}

fn announcements(entries: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns:arxiv=\"http://arxiv.org/schemas/atom\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns=\"http://www.w3.org/2005/Atom\">\
         <id>http://rss.arxiv.org/atom/cs.LG</id><title>cs.LG updates on arXiv.org</title>\
         <updated>2026-11-24T04:00:19+00:00</updated>{entries}</feed>"
    )
}

/// An answer of arXiv's API, of papers with these numbers out of so many.
fn api_answer(numbers: std::ops::Range<u32>, total: u32) -> String {
    let mut entries = String::new();
    for number in numbers {
        let _ = write!(
            entries,
            "<entry><id>http://arxiv.org/abs/2611.{number:05}v1</id><title>Submitted {number}</title>\
             <published>2026-11-20T15:05:19Z</published><summary>On {number}.</summary>\
             <author><name>Ann Author</name></author><category term=\"cs.LG\"/></entry>"
        );
    }
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" \
         xmlns=\"http://www.w3.org/2005/Atom\"><id>https://arxiv.org/api/x</id><title>arXiv Query: x</title>\
         <updated>2026-11-24T00:00:00Z</updated><opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>"
    )
}

fn arxiv_query(server: &Server) -> Query {
    Query {
        address: Some(server.url("/mirror")),
        ..Query::of(Source::parse("arxiv:cs.LG+cs.CL").unwrap())
    }
}

#[test]
fn arxiv_announces_and_missed_days_come_from_its_api() {
    let server = Server::new(|asked| {
        if asked.target.starts_with("/mirror/atom/cs.LG+cs.CL") {
            let entries = [
                (1, "new"),
                (2, "cross"),
                (3, "replace"),
                (4, "replace-cross"),
            ];
            let entries: String = entries
                .iter()
                .map(|(number, kind)| announcement(*number, kind))
                .collect();
            return Reply::xml(announcements(&entries));
        }
        Reply::xml(api_answer(100..103, 3))
    });
    let clock = Still::at("2026-11-24T05:17:00Z");
    let site = empty_site();
    let outcome = on(
        &clock,
        "2026-11-24T05:17:00Z",
        &site,
        &server,
        arxiv_query(&server),
    );
    assert!(outcome.failure.is_none(), "{:?}", outcome.failure);
    assert_eq!(files(&site), ["2026-11-24-arxiv-cs.lg-cs.cl.json"]);
    site.build().succeeds().has_account(2, 2, 0, 0);
    site.page("digests/2026-11-24.html")
        .says("Announced 1")
        .says("Announced 2")
        .does_not_say("Announced 3");

    // What is announced again is taken where that is wanted.
    let query = Query {
        announce: vec![Announcement::Replacement],
        ..arxiv_query(&server)
    };
    on(&clock, "2026-11-24T05:17:00Z", &site, &server, query);
    site.build_with(&["--allow-shrink"]).succeeds();
    site.page("digests/2026-11-24.html")
        .says("Announced 3")
        .says("Announced 4");

    // Two nights were missed; the days between are working days.
    let site = empty_site();
    site.write(
        "content/2026-11-19-arxiv-cs.lg-cs.cl.json",
        "{\"date\": \"2026-11-19\", \"papers\": [{\"title\": \"By hand\"}]}",
    );
    server.asked();
    let outcome = on(
        &clock,
        "2026-11-24T05:17:00Z",
        &site,
        &server,
        arxiv_query(&server),
    );
    assert!(outcome.failure.is_none(), "{:?}", outcome.failure);
    let days = ["19", "20", "23", "24"].map(|day| format!("2026-11-{day}-arxiv-cs.lg-cs.cl.json"));
    assert_eq!(files(&site), days);
    let asked: Vec<String> = server
        .asked()
        .into_iter()
        .map(|asked| asked.target)
        .collect();
    assert_eq!(asked.len(), 3, "{asked:#?}");
    assert!(
        asked[1].contains("search_query=(cat:cs.LG+OR+cat:cs.CL)+AND+submittedDate:[202611181900+TO+202611191900]&start=0&max_results=2000"),
        "{}",
        asked[1]
    );
}

#[test]
fn arxiv_without_announcements_has_no_papers() {
    let server = Server::new(|_| Reply::xml(announcements("")));
    let site = empty_site();
    let output = run(
        &site,
        &server,
        &["arxiv:cs.LG", "--address", &server.url("/mirror")],
    );
    ends(&output, 3, "no papers");
}

#[test]
fn the_api_of_arxiv_is_asked_in_slices() {
    let server = Server::new(|asked| match parameter(asked, "start") {
        "0" => Reply::xml(api_answer(0..2000, 2500)),
        "2000" => Reply::xml(api_answer(2000..2500, 2500)),
        _ => Reply::xml(announcements("")),
    });
    let clock = Still::at("2026-11-24T05:17:00Z");
    let site = empty_site();
    let query = Query {
        date: Some(day("2026-11-17")),
        ..arxiv_query(&server)
    };
    let outcome = on(&clock, "2026-11-24T05:17:00Z", &site, &server, query);
    assert!(outcome.failure.is_none(), "{:?}", outcome.failure);
    assert_eq!(outcome.files[0].papers, 2500);
}

#[test]
fn an_error_in_the_form_of_a_paper_is_an_error() {
    let error = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/atom/arxiv-api-error.xml"),
    )
    .unwrap();
    let error = error.replace("<entry>", "<opensearch:totalResults xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\">1</opensearch:totalResults><entry>");
    let short = api_answer(0..0, 5);
    for (answer, said) in [
        (error.as_str(), "incorrect id format"),
        (&short, "it says that there are 5 papers and gives 0"),
        ("<html>", "is no"),
    ] {
        let answer = answer.to_owned();
        let server = Server::new(move |asked| match asked.target.contains("/atom/") {
            true => Reply::xml(announcements("")),
            false => Reply::xml(answer.clone()),
        });
        let site = empty_site();
        let output = run(
            &site,
            &server,
            &[
                "arxiv:cs.LG",
                "--address",
                &server.url("/mirror"),
                "--date",
                "2026-11-17",
            ],
        );
        ends(&output, 4, said);
        assert!(files(&site).is_empty());
    }
}

#[test]
fn arxiv_is_asked_every_three_seconds_at_most() {
    let clock = Still::at("2026-11-24T05:17:00Z");
    let client = Client::new(Options::default(), &clock);
    // Nothing is listening there; what counts is when it would have been asked.
    let policy = Options {
        policy: Policy {
            allowed: vec!["localhost.arxiv.org".to_owned()],
            ..Policy::default()
        },
        timeout: Duration::from_millis(50),
        ..Options::default()
    };
    drop(client);
    let client = Client::new(policy, &clock);
    let before = clock.now();
    client.get("http://localhost.arxiv.org:1/x").unwrap_err();
    let first = clock.now().duration_since(before);
    clock.slept();
    client.get("http://localhost.arxiv.org:1/x").unwrap_err();
    let waits = clock.slept();
    assert!(first.as_secs() >= 3, "three tries after the first");
    assert_eq!(waits[0], 3.0, "{waits:?}");
}

#[test]
fn a_holiday_becomes_no_digest() {
    let server = Server::new(|asked| {
        if asked.target.contains("/atom/") {
            let entries = announcement(1, "new") + &announcement(2, "cross");
            return Reply::xml(announcements(&entries));
        }
        // What was submitted before a holiday is announced after it.
        Reply::xml(api_answer(1..3, 2))
    });
    let clock = Still::at("2026-11-24T05:17:00Z");
    let site = empty_site();
    site.write(
        "content/2026-11-20-arxiv-cs.lg-cs.cl.json",
        "{\"date\": \"2026-11-20\", \"papers\": [{\"title\": \"By hand\"}]}",
    );
    let now = "2026-11-24T05:17:00Z";
    let outcome = on(&clock, now, &site, &server, arxiv_query(&server));
    assert!(outcome.failure.is_none(), "{:?}", outcome.failure);
    let days = ["20", "24"].map(|day| format!("2026-11-{day}-arxiv-cs.lg-cs.cl.json"));
    assert_eq!(files(&site), days);

    // Nor does a weekend, whatever is asked for.
    let query = Query {
        date: Some(day("2026-11-21")),
        ..arxiv_query(&server)
    };
    let outcome = on(&clock, now, &site, &server, query);
    assert_eq!((outcome.files.len(), outcome.empty.len()), (0, 1));
}

#[test]
fn what_is_announced_is_kept_where_the_api_is_down() {
    let server = Server::new(|asked| match asked.target.contains("/atom/") {
        true => Reply::xml(announcements(&announcement(1, "new"))),
        false => Reply::status(404),
    });
    let clock = Still::at("2026-11-24T05:17:00Z");
    let site = empty_site();
    site.write(
        "content/2026-11-20-arxiv-cs.lg-cs.cl.json",
        "{\"date\": \"2026-11-20\", \"papers\": [{\"title\": \"By hand\"}]}",
    );
    let outcome = on(
        &clock,
        "2026-11-24T05:17:00Z",
        &site,
        &server,
        arxiv_query(&server),
    );
    assert!(outcome.failure.is_some());
    assert!(files(&site).contains(&"2026-11-24-arxiv-cs.lg-cs.cl.json".to_owned()));
    // The gap is seen another night.
    server.asked();
    on(
        &clock,
        "2026-11-25T05:17:00Z",
        &site,
        &server,
        arxiv_query(&server),
    );
    let asked = server.asked();
    let missed = "[202611191900+TO+202611201900]";
    assert!(asked.iter().any(|asked| asked.target.contains(missed)));
}
