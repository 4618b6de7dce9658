//! Speaking SMTP (RFC 5321) with a server: one connection, and the letters that go over it.
//!
//! Commands, answers and the ways to log in are lettre's. The conversation is led here, since lettre's
//! own sends the text of a message and the dot that ends it in one go, and it is the dot that decides
//! whether a message was sent.

use super::server::{Encryption, Login, Server, Trust};
use lettre::Address;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::commands::{Auth, Data, Ehlo, Mail, Quit, Rcpt, Rset, Starttls};
use lettre::transport::smtp::extension::{ClientId, Extension, ServerInfo};
use lettre::transport::smtp::response::Response;
use rustls::{ClientConnection, StreamOwned};
use std::fmt::Display;
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

/// Most bytes that an answer may have.
const LONGEST_ANSWER: usize = 64 * 1024;

/// How a server is to be spoken with.
#[derive(Debug, Clone)]
pub(super) struct Terms {
    pub server: Server,
    pub trust: Trust,
    pub login: Option<Login>,
    /// What the client calls itself: a domain.
    pub hello: String,
    /// How long an answer may take.
    pub patience: Duration,
}

/// Why nothing, or not all, was said.
#[derive(Debug)]
pub(super) enum Fault {
    /// The line broke, or was silent for too long.
    Line(String),
    /// The server answered so.
    Answer { code: u16, text: String },
    /// It must not go on like this: an untrusted certificate, no encryption, no way to log in.
    Terms(String),
}

impl Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Line(why) | Self::Terms(why) => f.write_str(why),
            Self::Answer { code, text } => write!(f, "{code} {text}"),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
                Self::Line("the server did not answer in time".to_owned())
            }
            // What rustls says of a certificate or of the handshake.
            io::ErrorKind::InvalidData => {
                Self::Terms(format!("the line cannot be encrypted: {error}"))
            }
            _ => Self::Line(error.to_string()),
        }
    }
}

enum Stream {
    Open(TcpStream),
    Encrypted(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// A connection with a server that is ready for letters.
pub(super) struct Conversation {
    stream: Stream,
    /// What was read and not yet understood.
    unread: Vec<u8>,
}

impl Conversation {
    /// Connects, encrypts, and logs in.
    pub fn open(terms: &Terms) -> Result<Self, Fault> {
        let socket = connect(&terms.server, terms.patience)?;
        let is_local = socket.peer_addr().is_ok_and(|peer| peer.ip().is_loopback());
        let mut conversation = Self {
            stream: Stream::Open(socket),
            unread: Vec::new(),
        };
        if terms.server.encryption == Encryption::Implicit {
            conversation.encrypt(terms)?;
        }
        conversation.answer()?;
        let mut server = conversation.greet(terms)?;
        if terms.server.encryption == Encryption::StartTls {
            if server.supports_feature(Extension::StartTls) {
                conversation.say(Starttls)?;
                // What came unencrypted may not count as said over the encrypted line.
                if !conversation.unread.is_empty() {
                    return Err(Fault::Terms(
                        "the server went on over the open line".to_owned(),
                    ));
                }
                conversation.encrypt(terms)?;
                server = conversation.greet(terms)?;
            } else if !is_local {
                return Err(Fault::Terms(
                    "the server offers no encryption (STARTTLS), so nothing is sent to it"
                        .to_owned(),
                ));
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
        let early = |fault| HandOver::Early(fault);
        self.say(Mail::new(Some(from.clone()), Vec::new()))
            .map_err(HandOver::Sender)?;
        self.say(Rcpt::new(to.clone(), Vec::new())).map_err(early)?;
        self.say(Data).map_err(early)?;
        self.write(&with_dots(message)).map_err(early)?;
        before_dot().map_err(HandOver::Ledger)?;
        let ended = self.write(b".\r\n").and_then(|()| self.answer());
        ended.map(|_| ()).map_err(HandOver::Late)
    }

    /// Begins anew after a message that was not taken; false where the server would not.
    pub fn reset(&mut self) -> bool {
        self.say(Rset).is_ok()
    }

    /// Ends the conversation; what the server says to that is its own affair.
    pub fn close(mut self) {
        let _ = self.say(Quit);
    }

    fn greet(&mut self, terms: &Terms) -> Result<ServerInfo, Fault> {
        let hello = ClientId::Domain(terms.hello.clone());
        let response = self.say(Ehlo::new(hello))?;
        ServerInfo::from_response(&response).map_err(|error| Fault::Line(error.to_string()))
    }

    fn log_in(&mut self, server: &ServerInfo, login: &Login) -> Result<(), Fault> {
        use lettre::transport::smtp::authentication::Credentials;
        let Some(mechanism) = server.get_auth_mechanism(DEFAULT_MECHANISMS) else {
            return Err(Fault::Terms(
                "the server offers no way to log in that is known here (PLAIN, LOGIN)".to_owned(),
            ));
        };
        let credentials = Credentials::new(login.user.clone(), login.password.clone());
        let told = |error: lettre::transport::smtp::Error| Fault::Line(error.to_string());
        let mut response =
            self.say(Auth::new(mechanism, credentials.clone(), None).map_err(told)?)?;
        // LOGIN asks for the name and for the password.
        for _ in 0..3 {
            if !response.has_code(334) {
                return Ok(());
            }
            let next = Auth::new_from_response(mechanism, credentials.clone(), &response);
            response = self.say(next.map_err(told)?)?;
        }
        Err(Fault::Terms(
            "the server asks on and on when logging in".to_owned(),
        ))
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
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        self.stream = Stream::Encrypted(Box::new(stream));
        Ok(())
    }

    fn say(&mut self, command: impl Display) -> Result<Response, Fault> {
        self.write(command.to_string().as_bytes())?;
        self.answer()
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match &mut self.stream {
            Stream::Open(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
            Stream::Encrypted(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }?;
        Ok(())
    }

    /// Reads one answer; one that is not positive is a fault.
    fn answer(&mut self) -> Result<Response, Fault> {
        let text = loop {
            if let Some(end) = end_of_answer(&self.unread) {
                let answer: Vec<u8> = self.unread.drain(..end).collect();
                break String::from_utf8_lossy(&answer).into_owned();
            }
            if self.unread.len() > LONGEST_ANSWER {
                return Err(Fault::Line("the server's answer does not end".to_owned()));
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
        let response: Response = text
            .parse()
            .map_err(|_| Fault::Line("the server's answer is not of SMTP".to_owned()))?;
        if response.is_positive() {
            return Ok(response);
        }
        let words: Vec<&str> = response.message().collect();
        Err(Fault::Answer {
            code: u16::from(response.code()),
            text: words.join(" "),
        })
    }
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

/// Where the first answer in what was read ends: after a line with a space behind its code.
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
