//! Addresses of other hosts: whether they still lead somewhere, asked politely.
//!
//! - One request at a time for each host, with a pause before the next; a few hosts at once.
//! - What was fine is not asked again for a month, and a run asks a host no more than [`Options::of_host`]
//!   times, the longest unasked first: a large site gets round in a few nights.
//! - Whether a host is busy says nothing of the address: only what is gone for good is a fault.
//!
//! Left out: making requests, which is for whoever implements [`Probe`], and where the [`Cache`] lies.

use crate::diagnostic::Diagnostic;
use crate::fetch::client;
use crate::markup::address;
use crate::model::date::{self, Date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Makes requests.
pub trait Probe: Sync {
    /// Asks for an address, without its content.
    fn probe(&self, url: &str) -> Outcome;

    /// Waits.
    fn pause(&self, span: Duration);
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    Fine,
    /// The host knows nothing of it (404, 410).
    Gone,
    /// There is no such host, or it answers to nobody; and why.
    Unreachable(String),
    /// The host would not say: it is busy, or wants to know who asks.
    Unknown(String),
}

/// How much is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Requests to a host in one run, at most.
    pub of_host: usize,
    /// Hosts that are asked at the same time.
    pub at_once: usize,
    /// Days for which an answer holds, where it was good.
    pub days: i32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            of_host: 200,
            at_once: 4,
            days: 30,
        }
    }
}

/// What is known of addresses from runs before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cache(BTreeMap<String, Known>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    /// ISO date on which it was asked.
    day: String,
    outcome: Outcome,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    pub asked: usize,
    /// Known from runs before.
    pub known: usize,
    /// Left for later runs.
    pub left: usize,
    pub fine: usize,
    pub gone: usize,
    pub unreachable: usize,
    pub unknown: usize,
}

/// Between two requests to one host, unless it wants longer.
const PAUSE: Duration = Duration::from_secs(1);

/// Asks for the addresses of `outside`, each of which comes with the page that has it, and brings the
/// cache up to `today`. Gives what is wrong.
pub fn check(
    outside: &BTreeMap<String, String>,
    probe: &dyn Probe,
    cache: &mut Cache,
    options: Options,
    today: Date,
) -> (Vec<Diagnostic>, Summary) {
    cache.0.retain(|url, _| outside.contains_key(url));
    let mut summary = Summary::default();
    let mut hosts: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for url in outside.keys() {
        if cache.is_fresh(url, options.days, today) {
            summary.known += 1;
        } else {
            let host = address::host(url).unwrap_or_default().to_ascii_lowercase();
            hosts.entry(host).or_default().push(url);
        }
    }
    for urls in hosts.values_mut() {
        // Those never asked first, then the longest unasked.
        urls.sort_by_key(|url| {
            (
                cache.0.get(*url).map(|known| known.day.clone()),
                (*url).clone(),
            )
        });
        summary.left += urls.len().saturating_sub(options.of_host);
        urls.truncate(options.of_host);
    }
    let several = hosts.len() > 1;
    let answers = asked(hosts, probe, options.at_once);
    summary.asked = answers.len();
    let mut found = Vec::new();
    let is_unreachable = |(_, outcome): &(_, Outcome)| matches!(outcome, Outcome::Unreachable(_));
    if several && answers.iter().all(is_unreachable) {
        summary.unreachable = summary.asked;
        found.push(
            Diagnostic::warning(
                "no other host can be reached, so nothing is known of links to them",
            )
            .help("look whether this machine is connected, and behind which proxy"),
        );
    } else {
        for (url, outcome) in answers {
            let day = today.to_string();
            cache.0.insert(url, Known { day, outcome });
        }
    }
    for (url, Known { outcome, .. }) in &cache.0 {
        let (count, told) = match outcome {
            Outcome::Fine => (&mut summary.fine, None),
            Outcome::Gone => (
                &mut summary.gone,
                Some(Diagnostic::warning(format!("{url} is gone"))),
            ),
            Outcome::Unreachable(why) => (
                &mut summary.unreachable,
                Some(Diagnostic::warning(format!(
                    "{url} cannot be reached: {why}"
                ))),
            ),
            Outcome::Unknown(why) => (
                &mut summary.unknown,
                Some(Diagnostic::note(format!(
                    "whether {url} is there cannot be told: {why}"
                ))),
            ),
        };
        *count += 1;
        found.extend(told.map(|told| {
            told.in_file(&outside[url])
                .help("mend the address where a digest or page gives it")
        }));
    }
    (found, summary)
}

/// Asks hosts, some at the same time, and of each one address after the other.
fn asked(
    hosts: BTreeMap<String, Vec<&String>>,
    probe: &dyn Probe,
    at_once: usize,
) -> Vec<(String, Outcome)> {
    let threads = at_once.min(hosts.len());
    let hosts = Mutex::new(hosts.into_iter());
    let answers = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = lock(&hosts).next();
                    let Some((host, urls)) = next else { break };
                    for (number, url) in urls.into_iter().enumerate() {
                        if number > 0 {
                            probe.pause(PAUSE.max(client::pause(&host)));
                        }
                        let outcome = probe.probe(url);
                        lock(&answers).push((url.clone(), outcome));
                    }
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Cache {
    /// Whether an answer from before still holds. What was not fine is asked again the next day.
    fn is_fresh(&self, url: &str, days: i32, today: Date) -> bool {
        let Some(known) = self.0.get(url) else {
            return false;
        };
        let days = if known.outcome == Outcome::Fine {
            days
        } else {
            1
        };
        let last = date::parse(&known.day).ok();
        let until = last.and_then(|day| day.checked_add(jiff::Span::new().days(days)).ok());
        until.is_some_and(|until| today < until)
    }
}
