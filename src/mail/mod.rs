//! The newsletter: a digest as mail, sent once to each reader.
//!
//! 1. [`letter`] composes what is sent, as HTML with its styles in the elements and as text, and keeps it
//!    below the size at which mail programs cut it;
//! 2. [`recipients`] reads who gets it, [`suppression`] who must not;
//! 3. [`message`] makes of both a message, with the headers by which a list is left (`unsubscribe`), signed
//!    where there is a key (`dkim`);
//! 4. [`server`] says where mail is handed in; `conversation` speaks SMTP with it;
//! 5. [`ledger`] remembers on the disk who got what, and [`delivery`] sends what it has not.
//!
//! Nothing here prints an address, and nothing stores one: readers are known by [`reader::Reader`].
//! Left out: the clock and the environment, which are handed in; bounces, which come back later to
//! whoever sends.

mod conversation;
pub mod delivery;
pub mod dkim;
pub mod ledger;
pub mod letter;
pub mod message;
pub mod reader;
pub mod recipients;
pub mod server;
pub mod suppression;
mod unsubscribe;

use serde::Deserialize;

/// The `[email]` table.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Who sends: an address, or a name and an address (`Papers <papers@example.org>`). With it the site
    /// has a newsletter.
    pub from: Option<String>,
    pub reply_to: Option<String>,
    /// The subject, with the blanks `{site}`, `{digest}` and `{date}`.
    pub subject: Option<String>,
    /// How readers leave the list: an address of the web, one for mail, or both, parted by a comma. In
    /// the first, `{token}` stands for what nobody can guess and `{address}` for the reader's address.
    pub list_unsubscribe: Option<String>,
    /// Name of the list (RFC 2919), such as `papers.example.org`, which papers@example.org has by itself.
    pub list_id: Option<String>,
    /// Who sends it and where they are, as laws ask for; at the foot of each message.
    pub imprint: String,
    /// Where mail is handed in: `smtp://host:587` (STARTTLS) or `smtps://host:465`.
    pub smtp: Option<String>,
    /// A file of certificates (PEM) that the server's may be signed by, beside the known ones.
    pub ca_file: Option<String>,
    /// The domain and the selector of the DKIM key.
    pub dkim_domain: Option<String>,
    pub dkim_selector: Option<String>,
    /// Digests that are older are not sent.
    pub max_age_days: u32,
    /// Messages a minute at most.
    pub per_minute: u32,
    /// Seconds to wait before each further try, where the server asks for patience.
    pub retry_seconds: Vec<u64>,
    /// Seconds that an answer of the server may take.
    pub timeout_seconds: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            from: None,
            reply_to: None,
            subject: None,
            list_unsubscribe: None,
            list_id: None,
            imprint: String::new(),
            smtp: None,
            ca_file: None,
            dkim_domain: None,
            dkim_selector: None,
            max_age_days: 2,
            per_minute: 60,
            retry_seconds: vec![30, 120, 600],
            timeout_seconds: 300,
        }
    }
}
