//! A server on this machine that plays the sources, faults included.

use std::collections::VecDeque;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What is answered to a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Status, further header lines and the body.
    Whole(u16, String, Vec<u8>),
    /// Less of the body than was promised.
    Truncated(String),
    /// Nothing, for longer than anybody waits.
    Silence,
    /// The connection ends without a word.
    Closed,
}

impl Reply {
    pub fn json(body: impl Into<String>) -> Self {
        Self::Whole(
            200,
            "Content-Type: application/json\r\n".to_owned(),
            body.into().into_bytes(),
        )
    }

    pub fn xml(body: impl Into<String>) -> Self {
        Self::Whole(
            200,
            "Content-Type: application/atom+xml\r\n".to_owned(),
            body.into().into_bytes(),
        )
    }

    pub fn status(status: u16) -> Self {
        Self::with(status, "")
    }

    /// With header lines, each of which ends in `\r\n`.
    pub fn with(status: u16, headers: &str) -> Self {
        Self::Whole(status, headers.to_owned(), b"<html>busy</html>".to_vec())
    }
}

/// A request that came.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Path and query.
    pub target: String,
    pub headers: String,
}

type Answering = dyn Fn(&Asked) -> Reply + Send + Sync;

/// The server; it lives as long as the test program.
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// Replies that come before those of the rule.
    first: Arc<Mutex<VecDeque<Reply>>>,
}

impl Server {
    /// Answers by a rule.
    pub fn new(rule: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (asked, first) = (Arc::default(), Arc::default());
        let server = Self {
            address,
            asked: Arc::clone(&asked),
            first: Arc::clone(&first),
        };
        let rule: Arc<Answering> = Arc::new(rule);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (asked, first, rule) =
                    (Arc::clone(&asked), Arc::clone(&first), Arc::clone(&rule));
                thread::spawn(move || answer(stream, &asked, &first, &*rule));
            }
        });
        server
    }

    /// The next requests are answered so, whatever they want.
    pub fn before(&self, replies: impl IntoIterator<Item = Reply>) {
        self.first.lock().expect("sound").extend(replies);
    }

    /// The requests since it was asked for them last.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().expect("sound"))
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

fn answer(
    mut stream: TcpStream,
    asked: &Mutex<Vec<Asked>>,
    first: &Mutex<VecDeque<Reply>>,
    rule: &Answering,
) {
    let mut lines = BufReader::new(stream.try_clone().expect("can be cloned")).lines();
    let Some(Ok(request)) = lines.next() else {
        return;
    };
    let head: Vec<String> = lines
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .collect();
    let is_head = request.starts_with("HEAD ");
    let one = Asked {
        target: request.split(' ').nth(1).unwrap_or_default().to_owned(),
        headers: head.join("\n").to_lowercase(),
    };
    let next = first.lock().expect("sound").pop_front();
    let reply = next.unwrap_or_else(|| rule(&one));
    asked.lock().expect("sound").push(one);
    let (status, headers, body, promised) = match reply {
        Reply::Whole(status, headers, body) => {
            let promised = body.len();
            (status, headers, body, promised)
        }
        Reply::Truncated(text) => {
            let promised = text.len() * 2;
            (200, String::new(), text.into_bytes(), promised)
        }
        Reply::Silence => {
            thread::sleep(Duration::from_secs(20));
            return;
        }
        Reply::Closed => return,
    };
    let head = format!(
        "HTTP/1.1 {status} Status\r\n{headers}Content-Length: {promised}\r\nConnection: close\r\n\r\n"
    );
    let _ = stream.write_all(head.as_bytes());
    if !is_head {
        let _ = stream.write_all(&body);
    }
}
