//! Asking for an address, as hosts wish to be asked.
//!
//! One request at a time and none too soon after the last, a name and a way to reach who asks, a second
//! try where the host is busy, and no answer larger than can be meant. Left out: what answers
//! say.

use super::policy::Policy;
use super::resolver::PublicResolver;
use crate::model::clock::Clock;
use jiff::Timestamp;
use std::collections::HashMap;
use std::fmt;
use std::io::Read as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use ureq::http::{Response, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};

/// Largest answer, in bytes, unpacked. Two thousand papers of arXiv are 6 MB.
const LARGEST: u64 = 32 * 1024 * 1024;

/// How often an address is asked, at most.
const TRIES: u32 = 4;

/// How long it is waited for a busy host, at most.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// How many redirections are followed.
const HOPS: usize = 5;

/// How a client asks.
#[derive(Debug, Clone)]
pub struct Options {
    /// How the person who asks can be reached: an address of the web or of e-mail.
    pub contact: Option<String>,
    /// How long a request may take.
    pub timeout: Duration,
    pub policy: Policy,
    /// A token that is told to this host alone.
    pub token: Option<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            contact: None,
            timeout: Duration::from_secs(60),
            policy: Policy::default(),
            token: None,
        }
    }
}

/// What a host answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where it came from in the end.
    pub url: String,
    pub content_type: String,
    pub body: Vec<u8>,
}

/// Why there is no answer that could be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address may not be asked.
    #[error("{0}")]
    Refused(String),
    /// There was no answer, or it broke off.
    #[error("{url} does not answer: {why}")]
    Unreachable {
        url: String,
        why: String,
        /// Whether it only took too long.
        is_slow: bool,
    },
    /// The host answered that it will not.
    #[error("{url} answers with {status}{said}")]
    Status {
        url: String,
        status: u16,
        /// What else it said, with a colon before it.
        said: String,
    },
    /// The answer is not what the source is documented to give.
    #[error("the answer of {url} is of no use: {why}")]
    Useless { url: String, why: String },
}

/// Asks for addresses.
pub struct Client<'a> {
    agent: Agent,
    options: Options,
    clock: &'a dyn Clock,
    /// When each host was asked last.
    last: Mutex<HashMap<String, Timestamp>>,
}

impl fmt::Debug for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// What came of one request.
enum Once {
    Answer(Answer),
    /// Whether another try can help, and when.
    Failed(FetchError, Option<Duration>),
}

impl<'a> Client<'a> {
    pub fn new(options: Options, clock: &'a dyn Clock) -> Self {
        let contact = options.contact.as_deref();
        let contact = contact.map_or_else(String::new, |contact| format!(" (+{contact})"));
        let name = format!("Offprint/{}{contact}", env!("CARGO_PKG_VERSION"));
        let config = Agent::config_builder()
            .user_agent(name)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(options.timeout))
            .build();
        Self {
            agent: Agent::with_parts(
                config,
                DefaultConnector::default(),
                PublicResolver {
                    policy: options.policy.clone(),
                },
            ),
            options,
            clock,
            last: Mutex::default(),
        }
    }

    /// Asks for an address until there is an answer, or no hope of one.
    ///
    /// # Errors
    /// [`FetchError`], of the last try.
    pub fn get(&self, url: &str) -> Result<Answer, FetchError> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.once(url) {
                Once::Answer(answer) => return Ok(answer),
                Once::Failed(error, wait) => {
                    let pause = wait.map(|asked| asked.max(backoff(tries)));
                    match pause.filter(|pause| tries < TRIES && *pause <= LONGEST_WAIT) {
                        Some(pause) => self.clock.sleep(pause),
                        None => return Err(error),
                    }
                }
            }
        }
    }

    /// The status of an address, without its content; redirections are not followed.
    ///
    /// # Errors
    /// [`FetchError::Unreachable`] and [`FetchError::Refused`].
    pub fn status(&self, url: &str, with_content: bool) -> Result<u16, FetchError> {
        self.options
            .policy
            .check(url)
            .map_err(FetchError::Refused)?;
        let request = match with_content {
            true => self.agent.get(url),
            false => self.agent.head(url),
        };
        let response = request.call().map_err(|error| unreachable(url, &error))?;
        Ok(response.status().as_u16())
    }

    fn once(&self, url: &str) -> Once {
        let first = url;
        let mut url = url.to_owned();
        for hop in 0..=HOPS {
            let address = match self.options.policy.check(&url) {
                Ok(address) => address,
                Err(why) if hop == 0 => return Once::Failed(FetchError::Refused(why), None),
                // Where it leads is the source's doing.
                Err(why) => {
                    let error = FetchError::Unreachable {
                        url: first.to_owned(),
                        why: format!("it redirects, but {why}"),
                        is_slow: false,
                    };
                    return Once::Failed(error, None);
                }
            };
            self.pace(&address.host);
            let mut request = self.agent.get(&url);
            if let Some((host, token)) = &self.options.token
                && *host == address.host
                && address.is_secure
            {
                request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
            }
            let response = match request.call() {
                Ok(response) => response,
                Err(error) => return Once::Failed(unreachable(&url, &error), Some(Duration::ZERO)),
            };
            let location = response.headers().get(header::LOCATION);
            match location.filter(|_| response.status().is_redirection()) {
                Some(location) => {
                    let to = String::from_utf8_lossy(location.as_bytes()).into_owned();
                    url = address.joined(&to);
                }
                None => return self.read(&url, response),
            }
        }
        let why = format!("it redirects more than {HOPS} times");
        let error = FetchError::Unreachable {
            url,
            why,
            is_slow: false,
        };
        Once::Failed(error, None)
    }

    fn read(&self, url: &str, mut response: Response<Body>) -> Once {
        let text = |name| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
        let asked = text(header::RETRY_AFTER).map(|text| retry_after(&text, self.clock.now()));
        let status = response.status();
        let mut body = Vec::new();
        let reader = response.body_mut().as_reader();
        let read = reader.take(LARGEST + 1).read_to_end(&mut body);
        if !status.is_success() {
            let said = match (beginning(&body), asked.flatten()) {
                (_, Some(wait)) => format!(": it asks to wait {} seconds", wait.as_secs()),
                (said, None) if said.is_empty() => String::new(),
                (said, None) => format!(": {said}"),
            };
            let error = FetchError::Status {
                url: url.to_owned(),
                status: status.as_u16(),
                said,
            };
            // Too many requests, and what a server says of itself (RFC 6585, RFC 9110).
            let is_passing = matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504);
            let wait = asked.flatten().unwrap_or(Duration::ZERO);
            return Once::Failed(error, is_passing.then_some(wait));
        }
        if let Err(error) = read {
            let error = FetchError::Unreachable {
                url: url.to_owned(),
                why: format!("the answer broke off ({error})"),
                is_slow: false,
            };
            return Once::Failed(error, Some(Duration::ZERO));
        }
        if body.len() as u64 > LARGEST {
            let why = format!("it is larger than {} MB", LARGEST / 1024 / 1024);
            let url = url.to_owned();
            return Once::Failed(FetchError::Useless { url, why }, None);
        }
        Once::Answer(Answer {
            url: url.to_owned(),
            content_type,
            body,
        })
    }

    /// Waits until a host may be asked again.
    fn pace(&self, host: &str) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = last.get(host) {
            let since = self.clock.now().duration_since(*before);
            let since = Duration::try_from(since).unwrap_or_default();
            if let Some(rest) = pause(host)
                .checked_sub(since)
                .filter(|rest| !rest.is_zero())
            {
                self.clock.sleep(rest);
            }
        }
        last.insert(host.to_owned(), self.clock.now());
    }
}

impl Answer {
    /// The answer as text.
    ///
    /// # Errors
    /// [`FetchError::Useless`] where it is none.
    pub fn text(&self) -> Result<&str, FetchError> {
        std::str::from_utf8(&self.body).map_err(|_| self.useless("it is not UTF-8"))
    }

    /// Says that the answer is not what it should be, and what it is.
    pub fn useless(&self, why: &str) -> FetchError {
        let kind = self.content_type.split(';').next().unwrap_or_default();
        let kind = match kind.trim() {
            "" => String::new(),
            kind => format!(" ({kind})"),
        };
        FetchError::Useless {
            url: self.url.clone(),
            why: format!("{why}; it begins{kind} with `{}`", beginning(&self.body)),
        }
    }
}

/// Between two requests to one host.
pub fn pause(host: &str) -> Duration {
    // arXiv asks for three seconds (info.arxiv.org/help/api/tou.html).
    let is_arxiv = host == "arxiv.org" || host.ends_with(".arxiv.org");
    Duration::from_millis(if is_arxiv { 3000 } else { 200 })
}

/// How long it is waited before a further try, where the host does not say.
fn backoff(tries: u32) -> Duration {
    Duration::from_secs(2_u64.pow(tries))
}

/// How long a host asks to wait: seconds, or until a date (RFC 9110, section 10.2.3).
fn retry_after(text: &str, now: Timestamp) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    Some(Duration::try_from(until.duration_since(now)).unwrap_or_default())
}

fn unreachable(url: &str, error: &ureq::Error) -> FetchError {
    FetchError::Unreachable {
        url: url.to_owned(),
        why: error.to_string(),
        is_slow: matches!(error, ureq::Error::Timeout(_)),
    }
}

/// The first words of an answer, on one line.
fn beginning(body: &[u8]) -> String {
    const LONGEST: usize = 80;
    let text = String::from_utf8_lossy(&body[..body.len().min(LONGEST * 4)]);
    let words: Vec<&str> = text.split_whitespace().collect();
    let line: String = words.join(" ").chars().take(LONGEST).collect();
    line.replace(char::is_control, "\u{fffd}")
}
