//! Sending: every letter that the ledger does not know as sent, one after the other.
//!
//! What the server puts off (4xx, a broken line before the message was handed over) is tried again later;
//! what it refuses (5xx) is not. An answer that is lost after the message was handed over counts as
//! sent. Where it is not a reader whom the server turns away but whoever sends (no way to log in, no
//! trust, a refused sender, nobody who is taken any more), nothing further is tried.

mod carrier;

use super::conversation::Terms;
use super::ledger::{Ledger, LedgerError};
use super::letter::Letter;
use super::message::Sender;
use super::recipients::Recipient;
use super::server::{Login, Server, Trust};
use super::suppression::Suppression;
use crate::model::clock::Clock;
use carrier::{Carrier, Next};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// A letter, and who gets it.
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    pub recipient: &'a Recipient,
    pub letter: &'a Letter,
}

/// With whom and how fast mail is handed in.
#[derive(Debug)]
pub struct Route {
    pub server: Server,
    pub trust: Trust,
    pub login: Option<Login>,
    pub per_minute: u32,
    /// Waits before each further try.
    pub retries: Vec<Duration>,
    /// How long an answer may take.
    pub patience: Duration,
}

/// What became of the letters. The numbers add up to those that were to be sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    pub sent: usize,
    /// Of those, letters whose answer was lost.
    pub uncertain: usize,
    /// Had it from a run before.
    pub had: usize,
    pub suppressed: usize,
    /// Refused for good, now or in a run before.
    pub refused: usize,
    /// Of those, in this run.
    pub refused_now: usize,
    /// Still to be sent.
    pub left: usize,
    /// Why the run ended before its end.
    pub stopped: Option<String>,
    /// What the server said last of a letter that it did not take.
    pub last_answer: Option<String>,
}

impl Account {
    /// Letters of which it is known what became of them.
    pub fn done(&self) -> usize {
        self.sent + self.had + self.suppressed + self.refused
    }
}

/// A run that cannot go on safely.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    #[error("the list of those who left cannot be read any more: {0}")]
    Suppression(std::io::Error),
}

/// What a run works with.
#[derive(Debug)]
pub struct Run<'a> {
    pub sender: &'a Sender,
    pub route: &'a Route,
    /// The day whose letter it is.
    pub edition: &'a str,
    pub ledger: &'a mut Ledger,
    pub suppression: &'a mut Suppression,
    /// Set by whoever wants the run to end: after the message at hand.
    pub is_stopped: &'a AtomicBool,
}

/// What happens in a run.
#[derive(Debug)]
pub enum Event<'a> {
    /// Something became of a letter.
    Letter(&'a Account),
    /// The run waits before it tries again, for this long; what the server said last.
    Waiting(Duration, &'a str),
}

/// Sends, and tells `progress` what happens.
///
/// # Errors
/// Where what keeps letters from being sent twice, or to those who left, fails.
pub fn deliver(
    run: Run<'_>,
    posts: &[Post<'_>],
    clock: &dyn Clock,
    progress: &mut dyn FnMut(Event<'_>),
) -> Result<Account, DeliveryError> {
    let terms = Terms {
        server: run.route.server.clone(),
        trust: run.route.trust.clone(),
        login: run.route.login.clone(),
        hello: run.sender.address().domain().to_owned(),
        patience: run.route.patience,
    };
    let retries = &run.route.retries;
    let mut carrier = Carrier::new(run, terms, clock);
    let mut queue: Vec<Post<'_>> = posts.to_vec();
    let mut waits = retries.iter();
    let stopped = loop {
        let sent_before = carrier.account.sent;
        let (mut later, mut end) = (Vec::new(), None);
        let mut posts = queue.into_iter();
        for post in posts.by_ref() {
            match carrier.carry(post)? {
                Next::Done => {}
                Next::Later => later.push(post),
                Next::End(ending) => {
                    later.push(post);
                    end = Some(ending);
                    break;
                }
            }
            progress(Event::Letter(&carrier.account));
        }
        later.extend(posts);
        queue = later;
        if let Some(End::Stop(why)) = end {
            break Some(why);
        }
        if queue.is_empty() {
            break None;
        }
        // Who got on is not tried fewer times later.
        if carrier.account.sent > sent_before {
            waits = retries.iter();
        }
        let Some(wait) = waits.next() else {
            let last = carrier.account.last_answer.clone();
            break end.and(last);
        };
        carrier.hang_up();
        let last = carrier.account.last_answer.as_deref();
        progress(Event::Waiting(*wait, last.unwrap_or_default()));
        carrier.rest(*wait);
    };
    carrier.finish(queue.len(), stopped)
}

/// Why a run goes on with none of the letters that are left.
enum End {
    /// The server is away, and may be back later.
    Away,
    /// It makes no sense to go on.
    Stop(String),
}
