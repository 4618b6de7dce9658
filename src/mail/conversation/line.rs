//! The line to a server: bytes out, answers in, open or encrypted.

use crate::mail::server::Server;
use crate::model::clock::Clock;
use jiff::Timestamp;
use lettre::transport::smtp::response::Response;
use rustls::{ClientConnection, StreamOwned};
use std::fmt::{self, Display};
use std::io::{self, Read, Write};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

/// Most bytes that an answer may have.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Why nothing, or not all, was said.
#[derive(Debug)]
pub(in crate::mail) enum Fault {
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

enum Stream {
    Open(TcpStream),
    Encrypted(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// What a server said: a code of three digits, and the lines behind it.
pub(super) struct Answer {
    pub code: u16,
    text: String,
}

/// A line over which a server answers.
pub(super) struct Line<'a> {
    stream: Stream,
    clock: &'a dyn Clock,
    /// How long an answer may take.
    pub patience: Duration,
    /// What was read and not yet understood.
    unread: Vec<u8>,
}

impl<'a> Line<'a> {
    /// An open line.
    pub fn open(server: &Server, patience: Duration, clock: &'a dyn Clock) -> Result<Self, Fault> {
        Ok(Self {
            stream: Stream::Open(connect(server, patience)?),
            clock,
            patience,
            unread: Vec::new(),
        })
    }

    /// Whether it does not leave the machine.
    pub fn is_local(&self) -> bool {
        self.socket()
            .peer_addr()
            .is_ok_and(|peer| peer.ip().is_loopback())
    }

    /// Whether the server said something that nobody has read.
    pub fn has_unread(&self) -> bool {
        !self.unread.is_empty()
    }

    fn socket(&self) -> &TcpStream {
        match &self.stream {
            Stream::Open(socket) => socket,
            Stream::Encrypted(stream) => &stream.sock,
        }
    }

    /// Waits so long for each answer.
    pub fn be_patient(&mut self, patience: Duration) {
        self.patience = patience;
        let _ = self.socket().set_read_timeout(Some(patience));
    }

    /// Encrypts what is said from here on.
    pub fn encrypt(&mut self, connection: ClientConnection) -> Result<(), Fault> {
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

    pub fn write(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        match &mut self.stream {
            Stream::Open(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
            Stream::Encrypted(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }?;
        Ok(())
    }

    /// Reads one answer, of which an `expected` code is wanted.
    pub fn answer(&mut self, expected: fn(u16) -> bool) -> Result<Answer, Fault> {
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

    /// As lettre takes it.
    pub fn as_response(&self) -> Result<Response, Fault> {
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
