//! `offprint fetch`, against a server that plays the sources.

pub mod server;

use crate::site_test::{SiteTest, offprint};
use offprint::fetch::client::{Client, Options};
use offprint::fetch::policy::{Address, Policy};
use offprint::fetch::source::Source;
use offprint::fetch::{Clock, Query, digest_file};
use offprint::model::date::{self, Date};
use offprint::model::digest::{Announcement, Mention};
use offprint::readers::{self, Input};
use server::{Asked, Reply, Server};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A clock that stands still until somebody waits.
struct Still {
    now: Mutex<jiff::Timestamp>,
    slept: Mutex<Vec<Duration>>,
}

impl Still {
    fn at(moment: &str) -> Self {
        Self {
            now: Mutex::new(moment.parse().unwrap()),
            slept: Mutex::default(),
        }
    }

    fn set(&self, moment: &str) {
        *self.now.lock().unwrap() = moment.parse().unwrap();
    }

    fn slept(&self) -> Vec<f64> {
        let slept = std::mem::take(&mut *self.slept.lock().unwrap());
        slept.iter().map(Duration::as_secs_f64).collect()
    }
}

impl Clock for Still {
    fn now(&self) -> jiff::Timestamp {
        *self.now.lock().unwrap()
    }

    fn sleep(&self, span: Duration) {
        let mut now = self.now.lock().unwrap();
        *now += jiff::SignedDuration::try_from(span).unwrap();
        self.slept.lock().unwrap().push(span);
    }
}

/// A paper as the daily-papers API gives it.
fn hf_paper(number: u32, votes: u32) -> String {
    format!(
        r#"{{"paper": {{"id": "2611.{number:05}", "title": "Paper {number}", "summary": "It is about {number}.",
            "authors": [{{"name": "Ann Author"}}, {{"name": "Bo Writer"}}], "publishedAt": "2026-11-20T00:00:00.000Z",
            "upvotes": {votes}, "ai_keywords": ["rows", "columns"], "githubRepo": "https://github.com/example/{number}"}},
            "title": "Paper {number}", "publishedAt": "2026-11-22T05:00:00.000Z"}}"#
    )
}

fn hf_list(numbers: impl IntoIterator<Item = u32>, votes: u32) -> String {
    let papers: Vec<String> = numbers
        .into_iter()
        .map(|number| hf_paper(number, votes))
        .collect();
    format!("[{}]", papers.join(","))
}

fn parameter<'a>(asked: &'a Asked, name: &str) -> &'a str {
    let start = asked
        .target
        .find(&format!("{name}="))
        .map_or(0, |at| at + name.len() + 1);
    asked.target[start..].split('&').next().unwrap_or_default()
}

/// Has three papers on each working day, whose numbers tell the day, and none on weekends.
fn daily_papers(asked: &Asked) -> Reply {
    let day = date::parse(parameter(asked, "date")).unwrap();
    let is_weekend = matches!(
        day.weekday(),
        jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday
    );
    let first = day.day() as u32 * 100;
    match is_weekend || parameter(asked, "p") != "0" {
        true => Reply::json("[]"),
        false => Reply::json(hf_list(first..first + 3, 5)),
    }
}

fn empty_site() -> SiteTest {
    SiteTest::new().file(
        "offprint.toml",
        "base_url = \"https://example.org/papers/\"\n",
    )
}

/// Runs the program; the server's host is allowed.
fn run(site: &SiteTest, server: &Server, arguments: &[&str]) -> Output {
    let mut command = offprint();
    command
        .args([
            "fetch",
            "--timeout",
            "2",
            "--allow-host",
            &server.address.to_string(),
            "--root",
        ])
        .arg(site.root())
        .args(arguments);
    command.output().unwrap()
}

#[track_caller]
fn ends(output: &Output, code: i32, said: &str) {
    let all = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(code), "{all}");
    assert!(all.contains(said), "no `{said}` in:\n{all}");
}

/// The names of all files in `content/`.
fn files(site: &SiteTest) -> Vec<String> {
    let content = site.root().join("content");
    let mut names: Vec<String> = fs::read_dir(content)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn hf(server: &Server) -> [String; 3] {
    [
        "huggingface".to_owned(),
        "--address".to_owned(),
        server.url("/api/daily_papers"),
    ]
}

fn fetch_hf(site: &SiteTest, server: &Server, more: &[&str]) -> Output {
    let arguments = hf(server);
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    arguments.extend(more);
    run(site, server, &arguments)
}

#[test]
fn the_daily_papers_of_a_date_become_a_digest() {
    let server = Server::new(daily_papers);
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "3 papers in content/2026-11-23-huggingface.json (new)",
    );
    let asked = server.asked();
    assert_eq!(asked.len(), 1, "a page that is not full is the last");
    assert_eq!(
        asked[0].target,
        "/api/daily_papers?date=2026-11-23&limit=100&p=0"
    );
    let agent = format!(
        "user-agent: offprint/{} (+https://example.org/papers/)",
        env!("CARGO_PKG_VERSION")
    );
    assert!(asked[0].headers.contains(&agent), "{}", asked[0].headers);
    assert!(!asked[0].headers.contains("authorization"));

    site.build().succeeds().has_account(3, 3, 0, 0);
    site.page("digests/2026-11-23.html")
        .says("Paper 2300")
        .says("Paper 2302");
    site.page("papers/2611.02301.html")
        .says("Ann Author")
        .says("It is about 2301.")
        .says("github.com/example/2301");

    // Asked again it says the same, and the file is not touched.
    let path = site.root().join("content/2026-11-23-huggingface.json");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "(as it was)",
    );
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn a_day_without_papers_is_no_fault() {
    let server = Server::new(daily_papers);
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-22"]),
        3,
        "huggingface: 2026-11-22: no papers",
    );
    assert!(files(&site).is_empty());
}

#[test]
fn what_is_read_from_a_file_is_what_was_read_from_the_answer() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut compared = 0;
    for (folder, end) in [
        ("huggingface", ".json"),
        ("atom", ".xml"),
        ("atom", ".atom"),
        ("rss", ".xml"),
        ("semantic-scholar", ".json"),
    ] {
        for entry in fs::read_dir(fixtures.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if !name.ends_with(end) {
                continue;
            }
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let input = Input {
                name: &format!("2026-11-23-{name}"),
                text: &text,
            };
            let Ok(format) = readers::recognise(input) else {
                continue;
            };
            let reading = (format.read)(input, readers::Options::default());
            for digest in reading.digests {
                let written = digest_file::write(digest.date, "huggingface", &digest.mentions);
                let input = Input {
                    name: "content/2026-11-23-huggingface.json",
                    text: &written,
                };
                let again =
                    (readers::json::offprint::FORMAT.read)(input, readers::Options::default());
                let bare = |mentions: &[Mention]| -> Vec<Mention> {
                    let bare = mentions.iter().cloned().map(|mut mention| {
                        mention.line = 0;
                        mention
                    });
                    bare.collect()
                };
                assert_eq!(
                    bare(&again.digests[0].mentions),
                    bare(&digest.mentions),
                    "{name}"
                );
                assert_eq!(again.digests[0].date, digest.date);
                compared += digest.mentions.len();
            }
        }
    }
    assert!(compared > 20, "only {compared} papers were compared");
}

#[test]
fn pages_are_read_to_the_last_and_papers_taken_once() {
    let server = Server::new(|asked| match parameter(asked, "p") {
        "0" => Reply::json(hf_list(0..50, 1)),
        // One that moved to the next page meanwhile.
        "1" => Reply::json(hf_list(49..98, 1)),
        _ => Reply::status(500),
    });
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "98 papers",
    );
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_file_that_somebody_edited_is_left_alone() {
    let server = Server::new(daily_papers);
    let site = empty_site();
    fetch_hf(&site, &server, &["--date", "2026-11-23"]);
    let name = "content/2026-11-23-huggingface.json";
    let text = fs::read_to_string(site.root().join(name)).unwrap();

    // White space alone is no edit.
    site.write(name, text.replace("  ", "\t"));
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "(updated)",
    );
    assert_eq!(fs::read_to_string(site.root().join(name)).unwrap(), text);

    for edited in [
        text.replace("It is about 2300.", "It is worth reading."),
        "{}".to_owned(),
        "## By hand\n".to_owned(),
    ] {
        site.write(name, &edited);
        ends(
            &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
            0,
            "(edited by hand, so left alone)",
        );
        assert_eq!(fs::read_to_string(site.root().join(name)).unwrap(), edited);
    }
    // One that somebody moved is found where it is.
    site.remove(name);
    site.write("content/2026/11/2026-11-23-huggingface.json", &text);
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "in content/2026/11/2026-11-23-huggingface.json (as it was)",
    );
    assert_eq!(files(&site), ["2026"]);
}

/// Fetches as on some day.
fn on(
    clock: &Still,
    moment: &str,
    site: &SiteTest,
    server: &Server,
    query: Query,
) -> offprint::fetch::Outcome {
    clock.set(moment);
    let options = Options {
        policy: Policy {
            allowed: vec![server.address.to_string()],
            ..Policy::default()
        },
        timeout: Duration::from_secs(2),
        ..Options::default()
    };
    let client = Client::new(options, clock);
    offprint::fetch::fetch(&query, site.root(), &client, clock)
}

fn hf_query(server: &Server) -> Query {
    Query {
        address: Some(server.url("/api/daily_papers")),
        ..Query::of(Source::HuggingFace)
    }
}

#[test]
fn missed_nights_are_caught_up_and_the_newest_day_is_asked_again() {
    let votes = Arc::new(Mutex::new(5));
    let told = Arc::clone(&votes);
    let server = Server::new(move |asked| {
        let day = date::parse(parameter(asked, "date")).unwrap();
        let is_weekend = day.weekday().to_monday_zero_offset() > 4;
        let first = day.day() as u32 * 100;
        match is_weekend {
            true => Reply::json("[]"),
            false => Reply::json(hf_list(first..first + 2, *told.lock().unwrap())),
        }
    });
    let clock = Still::at("2026-11-18T05:17:00Z");
    let site = empty_site();
    let outcome = on(
        &clock,
        "2026-11-18T05:17:00Z",
        &site,
        &server,
        hf_query(&server),
    );
    assert!(outcome.failure.is_none());
    assert_eq!(files(&site), ["2026-11-18-huggingface.json"]);

    *votes.lock().unwrap() = 9;
    let outcome = on(
        &clock,
        "2026-11-23T05:17:00Z",
        &site,
        &server,
        hf_query(&server),
    );
    assert!(outcome.failure.is_none());
    let days = ["18", "19", "20", "23"].map(|day| format!("2026-11-{day}-huggingface.json"));
    assert_eq!(files(&site), days);
    let first = fs::read_to_string(site.root().join("content").join(&days[0])).unwrap();
    assert!(
        first.contains("\"votes\": 9"),
        "the newest day was not over yet: {first}"
    );
    assert_eq!(outcome.empty.len(), 2, "the weekend");

    // The first time, before today has any: the day before.
    let site = empty_site();
    let outcome = on(
        &clock,
        "2026-11-21T05:17:00Z",
        &site,
        &server,
        hf_query(&server),
    );
    assert!(outcome.failure.is_none());
    assert_eq!(files(&site), ["2026-11-20-huggingface.json"]);
}

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

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
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
        ("/out", 1, "is on the own network"),
        ("/away", 1, "`example.com` is a host that nobody named"),
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
            "https://Example.org/feeds/All Papers.xml"
                .replace(' ', "%20")
                .as_str(),
            "example.org-feeds-all-20papers.xml",
        ),
    ] {
        let source = Source::parse(text).expect(text);
        assert_eq!(source.slug(), slug);
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

    // The same day again: all of the day, not only what is new since.
    entries.lock().unwrap().push(3);
    let outcome = on(&clock, "2026-11-20T12:00:00Z", &site, &server, query());
    assert_eq!(outcome.files[0].papers, 3);
    let outcome = on(&clock, "2026-11-21T05:17:00Z", &site, &server, query());
    assert_eq!((outcome.files.len(), outcome.empty.len()), (0, 1));
    // A night is missed, and what came meanwhile is in the feed.
    entries.lock().unwrap().extend([4, 5]);
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
fn sources_of_the_configuration_are_all_fetched() {
    let server = Server::new(|asked| match asked.target.starts_with("/api") {
        true => daily_papers(asked),
        false => Reply::status(404),
    });
    let site = SiteTest::new().file(
        "offprint.toml",
        format!(
            "[[fetch]]\nsource = \"huggingface\"\naddress = \"{}\"\ncontact = \"mailto:editor@example.org\"\n\n[[fetch]]\nsource = \"{}\"\n",
            server.url("/api/daily_papers"),
            server.url("/feed.xml")
        ),
    );
    let output = run(&site, &server, &["--date", "2026-11-23"]);
    ends(
        &output,
        4,
        "3 papers in content/2026-11-23-huggingface.json (new)",
    );
    let asked = server.asked();
    assert!(asked[0].headers.contains("(+mailto:editor@example.org)"));

    let json = run(&site, &server, &["--date", "2026-11-22", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(
        (json[0]["state"].as_str(), json[1]["state"].as_str()),
        (Some("empty"), Some("down"))
    );
}

#[test]
fn a_site_without_sources_fetches_nothing() {
    let server = Server::new(|_| Reply::status(500));
    let site = SiteTest::new();
    ends(&run(&site, &server, &[]), 0, "no sources are configured");
    assert!(server.asked().is_empty());
}

#[test]
fn faults_of_the_configuration_are_told_with_their_lines() {
    let server = Server::new(|_| Reply::status(500));
    let site = SiteTest::new().file(
        "offprint.toml",
        "[[fetch]]\nsource = \"hugingface\"\n\n[[fetch]]\nsorce = \"huggingface\"\n\n[[fetch]]\nsource = \"arxiv:cs.LG\"\nannounce = [\"old\"]\nallow_hosts = \"x\"\n\n[[fetch]]\n",
    );
    let output = run(&site, &server, &[]);
    for said in [
        "offprint.toml:2:10: `hugingface` is no source",
        "offprint.toml:5:1: there is no key `fetch.sorce`",
        "did you mean `source`?",
        "offprint.toml:9:12: arXiv has no announcement `old`",
        "offprint.toml:10:15: `fetch.allow_hosts`",
        "this table [[fetch]] names no source",
    ] {
        ends(&output, 1, said);
    }
    let site = SiteTest::new().file("offprint.toml", "[fetch]\nsource = \"huggingface\"\n");
    ends(
        &run(&site, &server, &[]),
        1,
        "expected tables, each of which begins with [[fetch]]",
    );
}

#[test]
fn wrong_usage_is_told_at_once() {
    let server = Server::new(|_| Reply::status(500));
    for arguments in [
        &["hugingface"][..],
        &["huggingface", "--date", "yesterday"],
        &["--address", "https://x.example/"],
    ] {
        assert_eq!(
            run(&empty_site(), &server, arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
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
