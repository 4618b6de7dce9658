//! Speaking SMTP (RFC 5321) with a server: one connection, and the letters that go over it.
//!
//! Commands, what a server offers and the ways to log in are lettre's. The conversation is led here, since
//! lettre's own sends the text of a message and the dot that ends it in one go, and it is the dot that
//! decides whether a message was sent.

mod line;

use super::server::{Encryption, Login, Server, Trust};
use crate::model::clock::Clock;
use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::commands::{Auth, Data, Ehlo, Mail, Quit, Rcpt, Rset, Starttls};
use lettre::transport::smtp::extension::{ClientId, Extension, ServerInfo};
use line::{Answer, Line};
use std::fmt::Display;
use std::time::Duration;

pub(super) use line::Fault;

/// The answer "service not available, closing" (RFC 5321, section 3.8).
pub(super) const CLOSING: u16 = 421;

/// How a server is to be spoken with.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub server: Server,
    pub trust: Trust,
    pub login: Option<Login>,
    /// What the client calls itself: a domain.
    pub hello: String,
    /// How long an answer may take; that to a message twice as long (RFC 5321, section 4.5.3.2).
    pub patience: Duration,
}

/// Where a message was not taken.
#[derive(Debug)]
pub(super) enum HandOver<E> {
    /// At the sender's address, which is everybody's.
    Sender(Fault),
    /// Before the dot: nothing was sent.
    Early(Fault),
    /// What comes before the dot could not be done; nothing was sent.
    Ledger(E),
    /// After it. Where this is no answer, the message may have been sent.
    Late(Fault),
}

/// A connection with a server that is ready for letters.
pub(super) struct Conversation<'a> {
    line: Line<'a>,
}

impl<'a> Conversation<'a> {
    /// Connects, encrypts, and logs in.
    pub fn open(terms: &Terms, clock: &'a dyn Clock) -> Result<Self, Fault> {
        let line = Line::open(&terms.server, terms.patience, clock)?;
        let mut conversation = Self { line };
        let connection = || {
            terms
                .trust
                .connection(&terms.server.host)
                .map_err(Fault::Terms)
        };
        if terms.server.encryption == Encryption::Implicit {
            conversation.line.encrypt(connection()?)?;
        }
        conversation.line.answer(Self::is_done)?;
        let mut server = conversation.greet(terms)?;
        if terms.server.encryption == Encryption::StartTls {
            if server.supports_feature(Extension::StartTls) {
                conversation.say(Starttls, Self::is_done)?;
                // What came unencrypted may not count as said over the encrypted line.
                if conversation.line.has_unread() {
                    let why = "the server went on over the open line";
                    return Err(Fault::Terms(why.to_owned()));
                }
                conversation.line.encrypt(connection()?)?;
                server = conversation.greet(terms)?;
            } else if !conversation.line.is_local() {
                let why = "the server offers no encryption (STARTTLS), so nothing is sent to it";
                return Err(Fault::Terms(why.to_owned()));
            }
        }
        if let Some(login) = &terms.login {
            conversation.log_in(&server, login)?;
        }
        Ok(conversation)
    }

    /// Hands a message over; `before_dot` is called when all of it but its end is with the server. What
    /// fails before that sent nothing.
    pub fn hand_over<E>(
        &mut self,
        from: &Address,
        to: &Address,
        message: &[u8],
        before_dot: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), HandOver<E>> {
        let sender = Mail::new(Some(from.clone()), Vec::new());
        self.say(sender, Self::is_done).map_err(HandOver::Sender)?;
        let reader = Rcpt::new(to.clone(), Vec::new());
        self.say(reader, Self::is_done).map_err(HandOver::Early)?;
        self.say(Data, |code| code == 354)
            .map_err(HandOver::Early)?;
        self.line
            .write(&with_dots(message))
            .map_err(HandOver::Early)?;
        let patience = self.line.patience;
        self.line.be_patient(patience * 2);
        // Nothing comes between the two.
        before_dot().map_err(HandOver::Ledger)?;
        let written = self.line.write(b".\r\n");
        let ended = written.and_then(|()| self.line.answer(Self::is_done));
        self.line.be_patient(patience);
        ended.map(|_| ()).map_err(HandOver::Late)
    }

    /// Begins anew after a message that was not taken; false where the server would not.
    pub fn reset(&mut self) -> bool {
        self.say(Rset, Self::is_done).is_ok()
    }

    /// Ends the conversation; what the server says to that is its own affair.
    pub fn close(mut self) {
        let _ = self.line.write(Quit.to_string().as_bytes());
        self.line.be_patient(Duration::from_secs(1));
        let _ = self.line.answer(Self::is_done);
    }

    fn is_done(code: u16) -> bool {
        (200..300).contains(&code)
    }

    fn greet(&mut self, terms: &Terms) -> Result<ServerInfo, Fault> {
        let hello = ClientId::Domain(terms.hello.clone());
        let answer = self.say(Ehlo::new(hello), Self::is_done)?;
        ServerInfo::from_response(&answer.as_response()?)
            .map_err(|error| Fault::Line(error.to_string()))
    }

    fn log_in(&mut self, server: &ServerInfo, login: &Login) -> Result<(), Fault> {
        let Some(mechanism) = server.get_auth_mechanism(DEFAULT_MECHANISMS) else {
            let why = "the server offers no way to log in that is known here (PLAIN, LOGIN)";
            return Err(Fault::Terms(why.to_owned()));
        };
        let credentials = Credentials::new(login.user.clone(), login.password.clone());
        let told = |error: lettre::transport::smtp::Error| Fault::Line(error.to_string());
        let goes_on = |code| Self::is_done(code) || code == 334;
        let first = Auth::new(mechanism, credentials.clone(), None).map_err(told)?;
        let mut answer = self.say(first, goes_on)?;
        // LOGIN asks for the name and for the password.
        for _ in 0..3 {
            if answer.code != 334 {
                return Ok(());
            }
            let challenge = answer.as_response()?;
            let next = Auth::new_from_response(mechanism, credentials.clone(), &challenge);
            answer = self.say(next.map_err(told)?, goes_on)?;
        }
        let why = "the server asks on and on when logging in";
        Err(Fault::Terms(why.to_owned()))
    }

    /// Says a command, to which an answer with an `expected` code is wanted.
    fn say(&mut self, command: impl Display, expected: fn(u16) -> bool) -> Result<Answer, Fault> {
        // An answer to nothing would be taken for that to the next command.
        if self.line.has_unread() {
            return Err(Fault::Line("the server speaks out of turn".to_owned()));
        }
        self.line.write(command.to_string().as_bytes())?;
        self.line.answer(expected)
    }
}

/// A message as it goes over the line (RFC 5321, section 4.5.2): a line that begins with a dot gets
/// another, and the last line ends.
fn with_dots(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len() + 64);
    let mut is_line_start = true;
    for &byte in message {
        if is_line_start && byte == b'.' {
            out.push(b'.');
        }
        out.push(byte);
        is_line_start = byte == b'\n';
    }
    if !out.ends_with(b"\r\n") {
        out.extend(b"\r\n");
    }
    out
}
