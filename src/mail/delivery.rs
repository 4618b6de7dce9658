//! Sending: every letter that the ledger does not know as sent, one after the other.
//!
//! What the server puts off (4xx, a broken line before the message was handed over) is tried again later;
//! what it refuses (5xx) is not. An answer that is lost after the message was handed over counts as
//! sent. Where the server turns nobody away but everybody (no way to log in, no trust, a refused
//! sender), nothing further is tried.

use super::conversation::{Conversation, Fault, HandOver, Terms};
use super::ledger::{Ledger, LedgerError, State};
use super::letter::Letter;
use super::message::{Posting, Sender};
use super::reader::Reader;
use super::recipients::Recipient;
use super::server::{Login, Server, Trust};
use super::suppression::Suppression;
use crate::model::clock::Clock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Broken lines in a row after which a server is taken to be away.
const BROKEN: usize = 3;

/// Refusals after which it is not the readers whom the server refuses, where it took no message before.
const REFUSALS: usize = 10;

/// How long a run sleeps before it looks whether it is to end.
const NAP: Duration = Duration::from_millis(200);

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
    /// Name of the digest's address.
    pub edition: &'a str,
    pub ledger: &'a mut Ledger,
    pub suppression: &'a mut Suppression,
    /// Set by whoever wants the run to end: after the message at hand.
    pub is_stopped: &'a AtomicBool,
}

/// Sends, and tells `progress` after each letter.
///
/// # Errors
/// Where what keeps letters from being sent twice, or to those who left, fails.
pub fn deliver(
    run: Run<'_>,
    posts: &[Post<'_>],
    clock: &dyn Clock,
    progress: &mut dyn FnMut(&Account),
) -> Result<Account, DeliveryError> {
    let terms = Terms {
        server: run.route.server.clone(),
        trust: run.route.trust.clone(),
        login: run.route.login.clone(),
        hello: run.sender.address().domain().to_owned(),
        patience: run.route.patience,
    };
    let retries = run.route.retries.clone();
    let mut carrier = Carrier {
        run,
        terms,
        clock,
        conversation: None,
        next: None,
        broken: 0,
        doubtful: Vec::new(),
        account: Account::default(),
    };
    let mut queue: Vec<Post<'_>> = posts.to_vec();
    let mut waits = retries.into_iter();
    loop {
        let mut later = Vec::new();
        let mut posts = queue.into_iter();
        let mut stopped = None;
        let mut is_away = false;
        for post in posts.by_ref() {
            match carrier.carry(post)? {
                Next::Done => {}
                Next::Later => later.push(post),
                Next::Away => {
                    later.push(post);
                    is_away = true;
                    break;
                }
                Next::Stop(why) => {
                    later.push(post);
                    stopped = Some(why);
                    break;
                }
            }
            progress(&carrier.account);
        }
        later.extend(posts);
        queue = later;
        if stopped.is_some() || queue.is_empty() {
            carrier.account.stopped = stopped;
            break;
        }
        let Some(wait) = waits.next() else {
            if is_away {
                carrier.account.stopped = carrier.account.last_answer.clone();
            }
            break;
        };
        carrier.hang_up();
        carrier.rest(wait);
    }
    carrier.hang_up();
    carrier.believe_refusals()?;
    carrier.account.left += queue.len();
    Ok(carrier.account)
}

/// What is to be done after a letter.
enum Next {
    Done,
    /// This letter is to be tried again.
    Later,
    /// The server is away; so are all others.
    Away,
    Stop(String),
}

struct Carrier<'a> {
    run: Run<'a>,
    terms: Terms,
    clock: &'a dyn Clock,
    conversation: Option<Conversation>,
    /// When the next letter may go.
    next: Option<jiff::Timestamp>,
    /// Lines that broke in a row.
    broken: usize,
    /// Readers who were refused before the server took any message. It may be the sender whom it
    /// refuses, so the ledger does not say yet that they are.
    doubtful: Vec<(Reader, u16)>,
    account: Account,
}

impl Carrier<'_> {
    fn carry(&mut self, post: Post<'_>) -> Result<Next, DeliveryError> {
        let (sender, address) = (self.run.sender, &post.recipient.address);
        let reader = sender.key().reader(sender.list_id(), address.as_ref());
        match self.run.ledger.state(&reader) {
            State::Open => {}
            State::Sent => {
                self.account.had += 1;
                return Ok(Next::Done);
            }
            State::Refused => {
                self.account.refused += 1;
                return Ok(Next::Done);
            }
        }
        self.keep_pace();
        if self.is_stopped() {
            return Ok(Next::Stop("it was stopped".to_owned()));
        }
        let is_suppressed =
            self.run
                .suppression
                .has(sender.key(), sender.list_id(), address.as_ref());
        if is_suppressed.map_err(DeliveryError::Suppression)? {
            self.account.suppressed += 1;
            return Ok(Next::Done);
        }
        let posting = Posting {
            edition: self.run.edition,
            now: self.clock.now(),
        };
        let message = match sender.message(post.letter, posting, post.recipient) {
            Ok(message) => message,
            Err(why) => return Ok(Next::Stop(format!("a message cannot be made: {why}"))),
        };
        let mut conversation = match self.conversation.take() {
            Some(conversation) => conversation,
            None => match Conversation::open(&self.terms) {
                Ok(conversation) => conversation,
                Err(fault) => return Ok(self.not_opened(&fault)),
            },
        };
        self.run.ledger.begin(&reader)?;
        let ledger = &mut *self.run.ledger;
        let handed = conversation.hand_over(sender.address(), address, &message, || {
            ledger.hand_over(&reader)
        });
        match handed {
            Ok(()) => {
                self.run.ledger.sent(&reader)?;
                self.account.sent += 1;
                self.broken = 0;
                self.believe_refusals()?;
                self.conversation = Some(conversation);
                Ok(Next::Done)
            }
            Err(HandOver::Ledger(error)) => Err(error.into()),
            Err(HandOver::Late(fault)) if fault.code().is_none() => {
                self.run.ledger.sent(&reader)?;
                self.account.sent += 1;
                self.account.uncertain += 1;
                self.account.last_answer = Some(fault.to_string());
                Ok(Next::Done)
            }
            Err(HandOver::Sender(fault)) => {
                self.run.ledger.unsent(&reader, fault.code())?;
                self.account.last_answer = Some(fault.to_string());
                Ok(match fault {
                    Fault::Line(_) => self.line_broke(),
                    _ if fault.may_pass() => Next::Away,
                    _ => Next::Stop(format!("the server refuses the sender: {fault}")),
                })
            }
            Err(HandOver::Early(fault) | HandOver::Late(fault)) => {
                self.account.last_answer =
                    Some(without_address(&fault.to_string(), address.as_ref()));
                match fault.code() {
                    None => {
                        self.run.ledger.unsent(&reader, None)?;
                        Ok(self.line_broke())
                    }
                    Some(code) if fault.may_pass() => {
                        self.run.ledger.unsent(&reader, Some(code))?;
                        self.go_on(conversation, code);
                        Ok(Next::Later)
                    }
                    Some(code) => {
                        self.go_on(conversation, code);
                        self.refused(reader, code)
                    }
                }
            }
        }
    }

    fn refused(&mut self, reader: Reader, code: u16) -> Result<Next, DeliveryError> {
        if self.account.sent > 0 {
            self.run.ledger.refused(&reader, code)?;
            self.account.refused += 1;
            self.account.refused_now += 1;
            return Ok(Next::Done);
        }
        self.run.ledger.unsent(&reader, Some(code))?;
        if self.doubtful.len() + 1 < REFUSALS {
            self.doubtful.push((reader, code));
            return Ok(Next::Done);
        }
        // None of them is settled; the one at hand goes back to the others by itself.
        self.account.left += self.doubtful.len();
        self.doubtful.clear();
        let answer = self.account.last_answer.as_deref().unwrap_or_default();
        Ok(Next::Stop(format!(
            "the server refuses everybody: {answer}"
        )))
    }

    /// The server takes messages, so those whom it refused are refused.
    fn believe_refusals(&mut self) -> Result<(), DeliveryError> {
        for (reader, code) in std::mem::take(&mut self.doubtful) {
            self.run.ledger.refused(&reader, code)?;
            self.account.refused += 1;
            self.account.refused_now += 1;
        }
        Ok(())
    }

    /// Keeps the line for the next letter, unless the server is about to hang up (421).
    fn go_on(&mut self, mut conversation: Conversation, code: u16) {
        if code != 421 && conversation.reset() {
            self.conversation = Some(conversation);
        }
    }

    fn line_broke(&mut self) -> Next {
        self.broken += 1;
        if self.broken >= BROKEN {
            self.broken = 0;
            return Next::Away;
        }
        Next::Later
    }

    fn not_opened(&mut self, fault: &Fault) -> Next {
        let why = format!("{}: {fault}", self.terms.server);
        self.account.last_answer = Some(why.clone());
        match fault.may_pass() {
            true => Next::Away,
            false => Next::Stop(why),
        }
    }

    fn keep_pace(&mut self) {
        let span = Duration::from_secs(60) / self.run.route.per_minute.max(1);
        let now = self.clock.now();
        let due = self.next.unwrap_or(now).max(now);
        if let Ok(wait) = Duration::try_from(due.duration_since(now))
            && !wait.is_zero()
        {
            self.rest(wait);
        }
        self.next = due.checked_add(span).ok();
    }

    fn is_stopped(&self) -> bool {
        self.run.is_stopped.load(Ordering::Relaxed)
    }

    /// Waits, unless the run is to end.
    fn rest(&self, span: Duration) {
        let mut left = span;
        while !left.is_zero() && !self.is_stopped() {
            let nap = left.min(NAP);
            self.clock.sleep(nap);
            left -= nap;
        }
    }

    fn hang_up(&mut self) {
        if let Some(conversation) = self.conversation.take() {
            conversation.close();
        }
    }
}

/// What a server says may name the reader, and a log must not.
fn without_address(text: &str, address: &str) -> String {
    if !text.to_lowercase().contains(&address.to_lowercase()) {
        return text.to_owned();
    }
    let words = text.split_whitespace().filter(|word| !word.contains('@'));
    words.collect::<Vec<_>>().join(" ")
}
