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
use lettre::message::{Body, Mailbox, Message, MessageBuilder, MultiPart, SinglePart};
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
    /// The day: the key by which a letter is sent once.
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
        let list_id = options.list_id.clone();
        let list_id = list_id.unwrap_or_else(|| list_of(&from.email));
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
        let to = Mailbox::new(recipient.name.clone(), recipient.address.clone());
        let mut builder = self.head(letter, posting, Some(to), reader.as_str())?;
        if let Some(ways) = way_out.header() {
            builder = builder.raw_header(plain("List-Unsubscribe", ways));
            // RFC 8058 wants an https address that knows the reader.
            if way_out.web.is_some() && self.unsubscribe.is_personal() {
                let click = "List-Unsubscribe=One-Click".to_owned();
                builder = builder.raw_header(plain("List-Unsubscribe-Post", click));
            }
        }
        let mut message = with_body(builder, letter, way_out.link().unwrap_or_default())?;
        if let Some(signer) = &self.signer {
            signer.sign(&mut message);
        }
        Ok(message.formatted())
    }

    /// The newsletter as a file for other mailers: to nobody yet, not signed, and without what is a
    /// reader's own.
    ///
    /// # Errors
    /// As [`Sender::message`].
    pub fn sample(&self, letter: &Letter, posting: Posting<'_>) -> Result<Vec<u8>, String> {
        let builder = self.head(letter, posting, None, "")?;
        let way_out = self.public_way_out().unwrap_or_default();
        Ok(with_body(builder, letter, way_out)?.formatted())
    }

    /// How everybody can leave, where there is a way that is the same for all.
    pub fn public_way_out(&self) -> Option<&str> {
        self.unsubscribe.public()
    }

    /// What stands before the headers about leaving.
    fn head(
        &self,
        letter: &Letter,
        posting: Posting<'_>,
        to: Option<Mailbox>,
        reader: &str,
    ) -> Result<MessageBuilder, String> {
        let own = &self.from.email;
        let receiver = to.as_ref().map_or(own, |to| &to.email).clone();
        let envelope = Envelope::new(Some(own.clone()), vec![receiver]);
        let id = reader::hash_of(&format!("{}\0{}\0{reader}", self.list_id, posting.edition));
        let mut builder = Message::builder()
            .envelope(envelope.map_err(|error| error.to_string())?)
            .from(self.from.clone());
        if let Some(to) = to {
            builder = builder.to(to);
        }
        if let Some(reply_to) = &self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        let id = format!("<{}@{}>", &id[..40], own.domain());
        Ok(builder
            .subject(subject(letter))
            .date(system_time(posting.now))
            .message_id(Some(id))
            .raw_header(plain("List-Id", format!("<{}>", self.list_id))))
    }
}

/// The message with the letter as text and as HTML.
fn with_body(builder: MessageBuilder, letter: &Letter, way_out: &str) -> Result<Message, String> {
    let (text, html) = (letter.text(way_out), letter.html(way_out));
    // Nobody can write what parts a message into a text that decides it.
    let boundary = reader::hash_of(&format!("{text}\0{html}"));
    let body = MultiPart::alternative()
        .boundary(format!("offprint-{}", &boundary[..32]))
        .singlepart(part(header::ContentType::TEXT_PLAIN, text))
        .singlepart(part(header::ContentType::TEXT_HTML, html));
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
    builder
        .raw_header(plain("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(plain("Precedence", "bulk".to_owned()))
        .header(header::MIME_VERSION_1_0)
        .header(kind)
        .body(body)
        .map_err(|error| error.to_string())
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

/// Text for a header: without characters that end lines or command a terminal, and without what would be
/// taken for an encoded word (RFC 2047).
pub(super) fn one_line(text: &str) -> String {
    let is_hidden = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let visible = |c: char| if is_hidden(c) { ' ' } else { c };
    let text: String = text.chars().map(visible).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace("=?", "= ?")
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

/// The name of the list of an address: `papers.example.org` for papers@example.org.
fn list_of(address: &Address) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let plain = |c: char| if is_plain(c) { c } else { '-' };
    let local: String = address.user().chars().map(plain).collect();
    format!("{local}.{}", address.domain())
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
