//! A letter to one reader, as a message: RFC 5322 with `multipart/alternative`, text first.
//!
//! Every text that comes from a digest or a list of readers is encoded by lettre, and characters that
//! could end a header are gone before: so none of them can become a header.

use super::Options;
use super::dkim::Signer;
use super::letter::Letter;
use super::reader::{self, Key};
use super::recipients::Recipient;
use super::unsubscribe::Unsubscribe;

use jiff::Timestamp;
use lettre::Address;
use lettre::address::Envelope;
use lettre::message::header::{self, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message, MultiPart, SinglePart};
use std::time::{Duration, SystemTime};

/// Longest subject, in characters; a line of a message may have 998 bytes, and a word is not broken.
const LONGEST_SUBJECT: usize = 200;

/// What all messages of a list have in common.
#[derive(Debug)]
pub struct Sender {
    from: Mailbox,
    reply_to: Option<Mailbox>,
    list_id: String,
    unsubscribe: Unsubscribe,
    key: Key,
    signer: Option<Signer>,
}

/// What is said of a message beside the letter.
#[derive(Debug, Clone, Copy)]
pub struct Posting<'a> {
    /// Name of the digest's address: the key by which a letter is sent once.
    pub edition: &'a str,
    pub now: Timestamp,
}

impl Sender {
    /// Of the `[email]` table.
    ///
    /// # Errors
    /// The key that is missing or wrong, and why.
    pub fn new(
        options: &Options,
        key: Key,
        signer: Option<Signer>,
    ) -> Result<Self, (&'static str, String)> {
        let Some(from) = &options.from else {
            let message = "`email.from` is missing: who sends the newsletter, such as \"Papers <papers@example.org>\"";
            return Err(("from", message.to_owned()));
        };
        let from = mailbox(from).map_err(|why| ("from", why))?;
        let reply_to = options.reply_to.as_deref().map(mailbox).transpose();
        let unsubscribe =
            Unsubscribe::parse(options.list_unsubscribe.as_deref().unwrap_or_default())
                .map_err(|why| ("list_unsubscribe", why))?;
        let list_id = options
            .list_id
            .clone()
            .unwrap_or_else(|| from.email.domain().to_owned());
        if !is_list_id(&list_id) {
            let message =
                "`email.list_id` names the list like a host, such as \"papers.example.org\"";
            return Err(("list_id", message.to_owned()));
        }
        Ok(Self {
            from,
            reply_to: reply_to.map_err(|why| ("reply_to", why))?,
            list_id,
            unsubscribe,
            key,
            signer,
        })
    }

    /// Whether readers can leave the list by what a message says.
    pub fn has_way_out(&self) -> bool {
        self.unsubscribe != Unsubscribe::default()
    }

    /// Whether the addresses by which readers leave need a key that is not there.
    pub fn lacks_key(&self) -> bool {
        self.unsubscribe.needs_token() && !self.key.is_secret()
    }

    pub fn list_id(&self) -> &str {
        &self.list_id
    }

    pub fn key(&self) -> &Key {
        &self.key
    }

    /// The address from which mail is sent, and to which it comes back.
    pub fn address(&self) -> &Address {
        &self.from.email
    }

    /// A message to a reader.
    ///
    /// # Errors
    /// Where lettre makes no message of it.
    pub fn message(
        &self,
        letter: &Letter,
        posting: Posting<'_>,
        recipient: &Recipient,
    ) -> Result<Vec<u8>, String> {
        let address: &str = recipient.address.as_ref();
        let way_out = self.unsubscribe.of(&self.key, &self.list_id, address);
        let reader = self.key.reader(&self.list_id, address);
        let id = reader::hash_of(&format!(
            "{}\0{}\0{}",
            self.list_id,
            posting.edition,
            reader.as_str()
        ));
        let to = Mailbox::new(recipient.name.clone(), recipient.address.clone());
        let envelope = Envelope::new(
            Some(self.from.email.clone()),
            vec![recipient.address.clone()],
        );
        let mut builder = Message::builder()
            .envelope(envelope.map_err(|error| error.to_string())?)
            .from(self.from.clone())
            .to(to);
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        builder = builder
            .subject(subject(letter))
            .date(system_time(posting.now))
            .message_id(Some(format!(
                "<{}@{}>",
                &id[..40],
                self.from.email.domain()
            )))
            .raw_header(plain("List-Id", format!("<{}>", self.list_id)));
        if let Some(ways) = way_out.header() {
            builder = builder.raw_header(plain("List-Unsubscribe", ways));
            // RFC 8058 wants an https address that knows the reader.
            if way_out.web.is_some() && self.unsubscribe.is_personal() {
                let click = "List-Unsubscribe=One-Click".to_owned();
                builder = builder.raw_header(plain("List-Unsubscribe-Post", click));
            }
        }
        self.finished(builder, letter, way_out.link().unwrap_or_default(), &id)
    }

    /// The newsletter as a file for other mailers: to nobody yet, and without what is a reader's own.
    ///
    /// # Errors
    /// As [`Sender::message`].
    pub fn sample(&self, letter: &Letter, posting: Posting<'_>) -> Result<Vec<u8>, String> {
        let id = reader::hash_of(&format!("{}\0{}", self.list_id, posting.edition));
        let own = self.from.email.clone();
        let envelope = Envelope::new(Some(own.clone()), vec![own]);
        let builder = Message::builder()
            .envelope(envelope.map_err(|error| error.to_string())?)
            .from(self.from.clone())
            .subject(subject(letter))
            .date(system_time(posting.now))
            .message_id(Some(format!(
                "<{}@{}>",
                &id[..40],
                self.from.email.domain()
            )))
            .raw_header(plain("List-Id", format!("<{}>", self.list_id)));
        let way_out = self.unsubscribe.of(&self.key, &self.list_id, "");
        let link = match self.unsubscribe.is_personal() {
            true => way_out.mail.as_deref(),
            false => way_out.link(),
        };
        self.finished(builder, letter, link.unwrap_or_default(), &id)
    }

    fn finished(
        &self,
        builder: lettre::message::MessageBuilder,
        letter: &Letter,
        way_out: &str,
        id: &str,
    ) -> Result<Vec<u8>, String> {
        let body = MultiPart::alternative()
            .boundary(format!("offprint-{}", &id[..32]))
            .singlepart(part(header::ContentType::TEXT_PLAIN, letter.text(way_out)))
            .singlepart(part(header::ContentType::TEXT_HTML, letter.html(way_out)));
        // lettre signs the headers of a message, and those of a body of parts are none of them: so the
        // parts are made first, and are the message's own body.
        let kind: header::ContentType = body
            .headers()
            .get()
            .unwrap_or(header::ContentType::TEXT_PLAIN);
        let parts = body.formatted();
        let start = memchr::memmem::find(&parts, b"\r\n\r\n").map_or(0, |end| end + 4);
        let body = Body::dangerous_pre_encoded(
            parts[start..].to_vec(),
            header::ContentTransferEncoding::SevenBit,
        );
        // Answers from machines (RFC 3834) and of people on holiday are not wanted.
        let builder = builder
            .raw_header(plain("Auto-Submitted", "auto-generated".to_owned()))
            .raw_header(plain("Precedence", "bulk".to_owned()))
            .header(header::MIME_VERSION_1_0)
            .header(kind);
        let mut message = builder.body(body).map_err(|error| error.to_string())?;
        if let Some(signer) = &self.signer {
            signer.sign(&mut message);
        }
        Ok(message.formatted())
    }
}

fn part(kind: header::ContentType, text: String) -> SinglePart {
    SinglePart::builder().header(kind).body(text)
}

fn subject(letter: &Letter) -> String {
    one_line(&letter.subject)
        .chars()
        .take(LONGEST_SUBJECT)
        .collect()
}

/// A header that is made of ASCII alone, on one line: a folded `List-Unsubscribe` broke signatures.
fn plain(name: &'static str, value: String) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    let value: String = value.chars().filter(|c| (' '..='~').contains(c)).collect();
    HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value)
}

/// Text for a header: without characters that end lines or command a terminal.
pub(super) fn one_line(text: &str) -> String {
    let visible = |c: char| {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            ' '
        } else {
            c
        }
    };
    let text: String = text.chars().map(visible).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mailbox(text: &str) -> Result<Mailbox, String> {
    let wrong = |why: &str| {
        format!(
            "`{text}` is no address of mail ({why}); write it like papers@example.org, or Papers <papers@example.org>"
        )
    };
    if text.contains(char::is_control) {
        return Err(wrong("it goes over a line"));
    }
    let mailbox: Mailbox = text
        .parse()
        .map_err(|error: lettre::address::AddressError| wrong(&error.to_string()))?;
    match AsRef::<str>::as_ref(&mailbox.email).is_ascii() {
        true => Ok(mailbox),
        false => Err(wrong("it is not of ASCII")),
    }
}

/// RFC 2919, section 2: labels with full stops between.
fn is_list_id(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.contains('.')
        && text.len() < 256
        && text
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(is_plain))
}

fn system_time(time: Timestamp) -> SystemTime {
    let seconds = u64::try_from(time.as_second()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}
