//! One letter after the other, over one line as long as it holds.

use super::{Account, DeliveryError, End, Post, Run};
use crate::mail::conversation::{CLOSING, Conversation, Fault, HandOver, Terms};
use crate::mail::ledger::{LedgerError, State};
use crate::mail::message::Posting;
use crate::mail::reader::Reader;
use crate::model::clock::Clock;
use jiff::Timestamp;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// Broken lines in a row after which a server is taken to be away.
const BROKEN: usize = 3;

/// Refusals in a row after which it is not the readers whom the server refuses.
const REFUSALS: usize = 10;

/// How long a run sleeps before it looks whether it is to end.
const NAP: Duration = Duration::from_millis(200);

/// What is to be done after a letter.
pub(super) enum Next {
    Done,
    /// This letter is to be tried again.
    Later,
    End(End),
}

/// A message that was handed over or not; the outer fault is that there was no line for it.
type Handed = Result<Result<(), HandOver<LedgerError>>, Fault>;

pub(super) struct Carrier<'a> {
    run: Run<'a>,
    terms: Terms,
    clock: &'a dyn Clock,
    conversation: Option<Conversation<'a>>,
    /// When the next letter may go.
    next: Option<Timestamp>,
    /// Lines that broke in a row.
    broken: usize,
    /// Readers who were refused since the server last took a message. It may be the sender whom it
    /// refuses, so the ledger does not say yet that they are.
    doubtful: Vec<(Reader, u16)>,
    /// Whether that were so many that it must be so.
    is_refusing: bool,
    pub account: Account,
}

impl<'a> Carrier<'a> {
    pub fn new(run: Run<'a>, terms: Terms, clock: &'a dyn Clock) -> Self {
        Self {
            run,
            terms,
            clock,
            conversation: None,
            next: None,
            broken: 0,
            doubtful: Vec::new(),
            is_refusing: false,
            account: Account::default(),
        }
    }

    /// Sends a letter, if the reader has not got it and may.
    pub fn carry(&mut self, post: Post<'_>) -> Result<Next, DeliveryError> {
        let reader = self.reader(post);
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
            return Ok(stop("it was stopped".to_owned()));
        }
        if self.is_suppressed(post)? {
            self.account.suppressed += 1;
            // Nothing went out, so the next letter need not wait.
            self.next = None;
            return Ok(Next::Done);
        }
        let posting = Posting {
            edition: self.run.edition,
            now: self.clock.now(),
        };
        let message = match self
            .run
            .sender
            .message(post.letter, posting, post.recipient)
        {
            Ok(message) => message,
            Err(why) => return Ok(stop(format!("a message cannot be made: {why}"))),
        };
        let is_kept = self.conversation.is_some();
        let handed = match self.hand_over(post, &reader, &message)? {
            // The server was tired of a line over which it had taken others; of this message nothing
            // was said.
            Ok(Err(HandOver::Sender(fault))) if is_kept && is_over(&fault) => {
                self.conversation = None;
                self.hand_over(post, &reader, &message)?
            }
            handed => handed,
        };
        match handed {
            Ok(Ok(())) => {
                self.run.ledger.sent(&reader)?;
                self.account.sent += 1;
                self.broken = 0;
                self.believe_refusals()?;
                Ok(Next::Done)
            }
            Ok(Err(refusal)) => self.not_taken(post, reader, refusal),
            Err(fault) => Ok(self.not_opened(&fault)),
        }
    }

    /// Ends a run: `left` letters are not settled.
    ///
    /// # Errors
    /// Where the ledger cannot be written.
    pub fn finish(
        mut self,
        left: usize,
        stopped: Option<String>,
    ) -> Result<Account, DeliveryError> {
        self.hang_up();
        self.account.left = left;
        self.account.stopped = stopped;
        if self.account.sent + self.account.had > 0 && !self.is_refusing {
            self.believe_refusals()?;
        } else if !self.doubtful.is_empty() {
            // Who takes nobody does not say whom he refuses.
            self.account.left += self.doubtful.len();
            let answer = self.account.last_answer.as_deref().unwrap_or_default();
            let why = format!("the server refuses everybody: {answer}");
            self.account.stopped.get_or_insert(why);
        }
        Ok(self.account)
    }

    /// Waits, unless the run is to end.
    pub fn rest(&self, span: Duration) {
        let mut left = span;
        while !left.is_zero() && !self.is_stopped() {
            let nap = left.min(NAP);
            self.clock.sleep(nap);
            left -= nap;
        }
    }

    pub fn hang_up(&mut self) {
        if let Some(conversation) = self.conversation.take() {
            conversation.close();
        }
    }

    fn reader(&self, post: Post<'_>) -> Reader {
        let sender = self.run.sender;
        sender
            .key()
            .reader(sender.list_id(), post.recipient.address.as_ref())
    }

    fn is_suppressed(&mut self, post: Post<'_>) -> Result<bool, DeliveryError> {
        let sender = self.run.sender;
        let address = post.recipient.address.as_ref();
        let known = self
            .run
            .suppression
            .has(sender.key(), sender.list_id(), address);
        known.map_err(DeliveryError::Suppression)
    }

    /// Hands a message over, on the line that there is or on a new one, and keeps the line where it can be
    /// used again.
    fn hand_over(
        &mut self,
        post: Post<'_>,
        reader: &Reader,
        message: &[u8],
    ) -> Result<Handed, DeliveryError> {
        let mut conversation = match self.conversation.take() {
            Some(conversation) => conversation,
            None => match Conversation::open(&self.terms, self.clock) {
                Ok(conversation) => conversation,
                Err(fault) => return Ok(Err(fault)),
            },
        };
        self.run.ledger.begin(reader)?;
        let ledger = &mut *self.run.ledger;
        let (from, to) = (self.run.sender.address(), &post.recipient.address);
        let handed = conversation.hand_over(from, to, message, || ledger.hand_over(reader));
        let is_usable = match &handed {
            Ok(()) => true,
            Err(HandOver::Sender(fault) | HandOver::Early(fault) | HandOver::Late(fault)) => {
                fault.code().is_some_and(|code| code != CLOSING) && conversation.reset()
            }
            Err(HandOver::Ledger(_)) => false,
        };
        self.conversation = is_usable.then_some(conversation);
        Ok(Ok(handed))
    }

    fn not_taken(
        &mut self,
        post: Post<'_>,
        reader: Reader,
        refusal: HandOver<LedgerError>,
    ) -> Result<Next, DeliveryError> {
        let fault = match &refusal {
            HandOver::Ledger(_) => None,
            HandOver::Sender(fault) | HandOver::Early(fault) | HandOver::Late(fault) => Some(fault),
        };
        if let Some(fault) = fault {
            let address: &str = post.recipient.address.as_ref();
            self.account.last_answer = Some(without_address(&fault.to_string(), address));
        }
        match refusal {
            HandOver::Ledger(error) => Err(error.into()),
            // The message was handed over, and the answer is lost.
            HandOver::Late(fault) if fault.code().is_none() => {
                self.run.ledger.sent(&reader)?;
                self.account.sent += 1;
                self.account.uncertain += 1;
                Ok(Next::Done)
            }
            HandOver::Sender(fault) => {
                self.run.ledger.unsent(&reader, fault.code())?;
                Ok(match fault {
                    Fault::Line(_) => self.line_broke(),
                    _ if fault.may_pass() => Next::End(End::Away),
                    _ => stop(format!("the server refuses the sender: {fault}")),
                })
            }
            HandOver::Early(fault) | HandOver::Late(fault) => {
                // It is open again, whatever becomes of it.
                self.run.ledger.unsent(&reader, fault.code())?;
                match fault.code() {
                    Some(code) if !fault.may_pass() => Ok(self.refused(reader, code)),
                    Some(_) => Ok(Next::Later),
                    None => Ok(self.line_broke()),
                }
            }
        }
    }

    fn refused(&mut self, reader: Reader, code: u16) -> Next {
        self.doubtful.push((reader, code));
        if self.doubtful.len() < REFUSALS {
            return Next::Done;
        }
        // It goes back to the others by itself; those before it are settled at the end.
        self.doubtful.pop();
        self.is_refusing = true;
        let answer = self.account.last_answer.as_deref().unwrap_or_default();
        stop(format!("the server refuses everybody: {answer}"))
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

    fn line_broke(&mut self) -> Next {
        self.broken += 1;
        if self.broken < BROKEN {
            return Next::Later;
        }
        self.broken = 0;
        Next::End(End::Away)
    }

    fn not_opened(&mut self, fault: &Fault) -> Next {
        let why = format!("{}: {fault}", self.terms.server);
        self.account.last_answer = Some(why.clone());
        match fault.may_pass() {
            true => Next::End(End::Away),
            false => stop(why),
        }
    }

    fn keep_pace(&mut self) {
        let span = Duration::from_secs(60) / self.run.route.per_minute.max(1);
        let now = self.clock.now();
        let due = self.next.unwrap_or(now).max(now);
        let wait = Duration::try_from(due.duration_since(now)).unwrap_or_default();
        // Not longer, whatever a clock that was set back says.
        self.rest(wait.min(span));
        self.next = due
            .min(now.checked_add(span).unwrap_or(due))
            .checked_add(span)
            .ok();
    }

    fn is_stopped(&self) -> bool {
        self.run.is_stopped.load(Ordering::Relaxed)
    }
}

fn stop(why: String) -> Next {
    Next::End(End::Stop(why))
}

/// Whether a line is no longer to be used.
fn is_over(fault: &Fault) -> bool {
    matches!(fault, Fault::Line(_)) || fault.code() == Some(CLOSING)
}

/// What a server says may name the reader, and a log must not: words with an address, or with what stands
/// before the sign in the reader's, are left out.
fn without_address(text: &str, address: &str) -> String {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    let is_telling = |word: &&str| {
        word.contains('@') || (local.len() > 2 && word.to_lowercase().contains(&local))
    };
    let words = text.split_whitespace().filter(|word| !is_telling(word));
    words.collect::<Vec<_>>().join(" ")
}
