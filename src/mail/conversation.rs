//! Speaking SMTP (RFC 5321) with a server: one connection, and the letters that go over it.
//!
//! Commands, what a server offers and the ways to log in are lettre's. The conversation is led here, since
//! lettre's own sends the text of a message and the dot that ends it in one go, and it is the dot that
//! decides whether a message was sent.

use super::server::{Encryption, Login, Server, Trust};
use crate::model::clock::Clock;
use jiff::Timestamp;
use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::commands::{Auth, Data, Ehlo, Mail, Quit, Rcpt, Rset, Starttls};
use lettre::transport::smtp::extension::{ClientId, Extension, ServerInfo};
use lettre::transport::smtp::response::Response;
use rustls::{ClientConnection, StreamOwned};
use std::fmt::{self, Display};
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

/// Most bytes that an answer may have.
const LONGEST_ANSWER: usize = 64 * 1024;

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

/// Why nothing, or not all, was said.
#[derive(Debug)]
pub(super) enum Fault {
    /// The line broke, was silent for too long, or what came over it is not of SMTP.
    Line(String),
    /// The server answered so.
    Answer { code: u16, text: String },
    /// It must not go on like this: an untrusted certificate, no encryption, no way to log in.
    Terms(String),
}

impl Fault {
    /// Whether trying again later may help.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Line(_) => true,
            Self::Answer { code, .. } => *code < 500,
            Self::Terms(_) => false,
        }
    }

    pub fn code(&self) -> Option<u16> {
        match self {
            Self::Answer { code, .. } => Some(*code),
            Self::Line(_) | Self::Terms(_) => None,
        }
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(why) | Self::Terms(why) => f.write_str(why),
            Self::Answer { code, text } => write!(f, "{code} {text}"),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => late(),
            // What rustls says of a certificate or of the handshake.
            io::ErrorKind::InvalidData => {
                Self::Terms(format!("the line cannot be encrypted: {error}"))
            }
            _ => Self::Line(error.to_string()),
        }
    }
}

fn late() -> Fault {
    Fault::Line("the server did not answer in time".to_owned())
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

enum Stream {
    Open(TcpStream),
    Encrypted(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// What a server said: a code of three digits, and the lines behind it.
struct Answer {
    code: u16,
    text: String,
}

/// A connection with a server that is ready for letters.
pub(super) struct Conversation<'a> {
    stream: Stream,
    clock: &'a dyn Clock,
    patience: Duration,
    /// What was read and not yet understood.
    unread: Vec<u8>,
}

impl<'a> Conversation<'a> {
    /// Connects, encrypts, and logs in.
    pub fn open(terms: &Terms, clock: &'a dyn Clock) -> Result<Self, Fault> {
        let socket = connect(&terms.server, terms.patience)?;
        let is_local = socket.peer_addr().is_ok_and(|peer| peer.ip().is_loopback());
        let mut conversation = Self {
            stream: Stream::Open(socket),
            clock,
            patience: terms.patience,
            unread: Vec::new(),
        };
        if terms.server.encryption == Encryption::Implicit {
            conversation.encrypt(terms)?;
        }
        conversation.answer(Self::is_done)?;
        let mut server = conversation.greet(terms)?;
        if terms.server.encryption == Encryption::StartTls {
            if server.supports_feature(Extension::StartTls) {
                conversation.say(Starttls, Self::is_done)?;
                // What came unencrypted may not count as said over the encrypted line.
                if !conversation.unread.is_empty() {
                    let why = "the server went on over the open line";
                    return Err(Fault::Terms(why.to_owned()));
                }
                conversation.encrypt(terms)?;
                server = conversation.greet(terms)?;
            } else if !is_local {
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
        self.write(&with_dots(message)).map_err(HandOver::Early)?;
        before_dot().map_err(HandOver::Ledger)?;
        let patience = self.patience;
        self.be_patient(patience * 2);
        let ended = self
            .write(b".\r\n")
            .and_then(|()| self.answer(Self::is_done));
        self.be_patient(patience);
        ended.map(|_| ()).map_err(HandOver::Late)
    }

    /// Begins anew after a message that was not taken; false where the server would not.
    pub fn reset(&mut self) -> bool {
        self.say(Rset, Self::is_done).is_ok()
    }

    /// Ends the conversation; what the server says to that is its own affair.
    pub fn close(mut self) {
        let _ = self.write(Quit.to_string().as_bytes());
        self.be_patient(Duration::from_secs(1));
        let _ = self.answer(Self::is_done);
    }

    fn is_done(code: u16) -> bool {
        (200..300).contains(&code)
    }

    fn be_patient(&mut self, patience: Duration) {
        self.patience = patience;
        let socket = match &self.stream {
            Stream::Open(socket) => socket,
            Stream::Encrypted(stream) => &stream.sock,
        };
        let _ = socket.set_read_timeout(Some(patience));
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

    fn encrypt(&mut self, terms: &Terms) -> Result<(), Fault> {
        let connection = terms
            .trust
            .connection(&terms.server.host)
            .map_err(Fault::Terms)?;
        let Stream::Open(socket) = &self.stream else {
            return Ok(());
        };
        let mut stream = StreamOwned::new(connection, socket.try_clone()?);
        let end = self.end_of_patience();
        while stream.conn.is_handshaking() {
            if self.clock.now() > end {
                return Err(late());
            }
            stream.conn.complete_io(&mut stream.sock)?;
        }
        self.stream = Stream::Encrypted(Box::new(stream));
        Ok(())
    }

    /// Says a command, to which an answer with an `expected` code is wanted.
    fn say(&mut self, command: impl Display, expected: fn(u16) -> bool) -> Result<Answer, Fault> {
        // An answer to nothing would be taken for that to the next command.
        if !self.unread.is_empty() {
            return Err(Fault::Line("the server speaks out of turn".to_owned()));
        }
        self.write(command.to_string().as_bytes())?;
        self.answer(expected)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match &mut self.stream {
            Stream::Open(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
            Stream::Encrypted(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }?;
        Ok(())
    }

    /// Reads one answer.
    fn answer(&mut self, expected: fn(u16) -> bool) -> Result<Answer, Fault> {
        let end = self.end_of_patience();
        let text = loop {
            if let Some(end) = end_of_answer(&self.unread) {
                let answer: Vec<u8> = self.unread.drain(..end).collect();
                break String::from_utf8_lossy(&answer).into_owned();
            }
            if self.unread.len() > LONGEST_ANSWER {
                return Err(Fault::Line("the server's answer does not end".to_owned()));
            }
            if self.clock.now() > end {
                return Err(late());
            }
            let mut buffer = [0; 4096];
            let read = match &mut self.stream {
                Stream::Open(stream) => stream.read(&mut buffer),
                Stream::Encrypted(stream) => stream.read(&mut buffer),
            }?;
            if read == 0 {
                return Err(Fault::Line("the server hung up".to_owned()));
            }
            self.unread.extend(&buffer[..read]);
        };
        let answer = Answer::parse(text)?;
        match answer.code {
            code if expected(code) => Ok(answer),
            code @ 400..600 => Err(Fault::Answer {
                code,
                text: answer.words(),
            }),
            code => Err(Fault::Line(format!(
                "the server answers {code}, which is none"
            ))),
        }
    }

    fn end_of_patience(&self) -> Timestamp {
        let now = self.clock.now();
        now.checked_add(self.patience).unwrap_or(Timestamp::MAX)
    }
}

impl Answer {
    fn parse(text: String) -> Result<Self, Fault> {
        let digits = text
            .get(..3)
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()));
        match digits.and_then(|digits| digits.parse().ok()) {
            Some(code) => Ok(Self { code, text }),
            None => Err(Fault::Line("the server's answer is not of SMTP".to_owned())),
        }
    }

    /// What is said behind the codes.
    fn words(&self) -> String {
        let lines = self
            .text
            .lines()
            .map(|line| line.get(4..).unwrap_or_default().trim());
        lines.collect::<Vec<_>>().join(" ")
    }

    fn as_response(&self) -> Result<Response, Fault> {
        let parsed = self.text.parse();
        parsed.map_err(|_| Fault::Line("the server's answer is not of SMTP".to_owned()))
    }
}

fn connect(server: &Server, patience: Duration) -> Result<TcpStream, Fault> {
    let addresses = (server.host.as_str(), server.port)
        .to_socket_addrs()
        .map_err(|error| Fault::Line(format!("{} is not found: {error}", server.host)))?;
    let mut last = format!("{} has no address", server.host);
    for address in addresses {
        match TcpStream::connect_timeout(&address, patience) {
            Ok(socket) => {
                socket.set_read_timeout(Some(patience))?;
                socket.set_write_timeout(Some(patience))?;
                // Each command waits for its answer, so nothing is to be waited for before.
                socket.set_nodelay(true)?;
                return Ok(socket);
            }
            Err(error) => last = error.to_string(),
        }
    }
    Err(Fault::Line(last))
}

/// Where the first answer in what was read ends: after a line without a hyphen behind its code.
fn end_of_answer(read: &[u8]) -> Option<usize> {
    let mut start = 0;
    while let Some(length) = memchr::memchr(b'\n', &read[start..]) {
        let line = &read[start..start + length];
        start += length + 1;
        if line.get(3) != Some(&b'-') {
            return Some(start);
        }
    }
    None
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
