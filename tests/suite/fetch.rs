//! `offprint fetch`, against a server that plays the sources.

mod addresses;
mod arxiv;
mod faults;
mod feeds;
mod huggingface;
mod program;
mod roundtrip;
pub mod server;
mod untrusted;

use crate::site_test::{SiteTest, offprint};
use offprint::fetch::Query;
use offprint::fetch::client::{Client, Options};
use offprint::fetch::policy::Policy;
use offprint::fetch::source::Source;
use offprint::model::clock::Clock;
use offprint::model::date::{self, Date};
use server::{Asked, Reply, Server};
use std::fs;
use std::process::Output;
use std::sync::Mutex;
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

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}
