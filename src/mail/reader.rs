//! Readers by what is not their address.
//!
//! The ledger and the list of those who left must know readers, and both may lie where others see
//! them: so they hold hashes. With a key (the variable `OFFPRINT_MAIL_KEY`) nobody without it can find
//! out whether somebody is among them; without one, who guesses an address can.

use hmac::{Hmac, Mac as _};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// The key by which readers are hashed, if there is one.
#[derive(Clone, Default)]
pub struct Key(Option<Vec<u8>>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_secret() {
            "Key(…)"
        } else {
            "Key(none)"
        })
    }
}

/// A reader of a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reader {
    /// 64 hexadecimal digits.
    hash: String,
}

impl Key {
    /// Of the text that keeps it; none of an empty one.
    pub fn new(text: Option<String>) -> Self {
        Self(text.filter(|text| !text.is_empty()).map(String::into_bytes))
    }

    pub fn is_secret(&self) -> bool {
        self.0.is_some()
    }

    /// By which it is seen whether readers were known otherwise before: by another key, or as those of
    /// another list.
    pub fn fingerprint(&self, list: &str) -> String {
        self.hash("fingerprint", list, "")[..16].to_owned()
    }

    /// The reader with this address. Addresses that differ in case alone are one.
    pub fn reader(&self, list: &str, address: &str) -> Reader {
        Reader {
            hash: self.hash("reader", list, address),
        }
    }

    /// What stands in the address by which a reader leaves the list; none without a key, since it could
    /// be guessed.
    pub fn token(&self, list: &str, address: &str) -> Option<String> {
        let token = || self.hash("unsubscribe", list, address)[..40].to_owned();
        self.is_secret().then(token)
    }

    fn hash(&self, what: &str, list: &str, address: &str) -> String {
        let text = format!("offprint {what}\0{list}\0{}", address.to_lowercase());
        match &self.0 {
            Some(key) => {
                let mac = Hmac::<Sha256>::new_from_slice(key);
                let mut mac = mac.expect("a key of any length will do");
                mac.update(text.as_bytes());
                in_digits(&mac.finalize().into_bytes())
            }
            None => in_digits(&Sha256::digest(text)),
        }
    }
}

impl Reader {
    pub fn as_str(&self) -> &str {
        &self.hash
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| Self {
            hash: text.to_ascii_lowercase(),
        })
    }
}

/// The plain SHA-256 of an address, by which other programs tell who left.
pub fn plain_hash(address: &str) -> String {
    in_digits(&Sha256::digest(address.to_lowercase()))
}

/// Hexadecimal digits of the SHA-256 of a text.
pub fn hash_of(text: &str) -> String {
    in_digits(&Sha256::digest(text))
}

fn in_digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
