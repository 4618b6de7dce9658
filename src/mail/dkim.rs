//! Signing by DKIM (RFC 6376), for those who own the key of their domain. A relay usually signs by
//! itself, and needs no key here.

use lettre::message::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::HeaderName;
use std::fmt;

/// Signed headers. RFC 8058 (section 4) wants both about unsubscribing among them.
const SIGNED: [&str; 11] = [
    "From",
    "Reply-To",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// A key that signs for a domain; never shown.
pub struct Signer {
    config: DkimConfig,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(…)")
    }
}

impl Signer {
    /// `key` is the text of an RSA key (`-----BEGIN RSA PRIVATE KEY-----`), or the base64 of the 32
    /// bytes of an Ed25519 one.
    ///
    /// # Errors
    /// Says in words what is wrong, without a word of the key.
    pub fn new(domain: &str, selector: &str, key: &str) -> Result<Self, String> {
        let key = key.trim();
        let algorithm = match key.starts_with("-----BEGIN RSA PRIVATE KEY-----") {
            true => DkimSigningAlgorithm::Rsa,
            false if key.starts_with("-----") => {
                return Err("the DKIM key is not in the form that is read here; an RSA key is brought into it by `openssl rsa -traditional -in key.pem`".to_owned());
            }
            false => DkimSigningAlgorithm::Ed25519,
        };
        let key = DkimSigningKey::new(key, algorithm)
            .map_err(|error| format!("the DKIM key cannot be read: {error}"))?;
        let is_name = |text: &str| {
            let is_plain =
                |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
            !text.is_empty() && text.bytes().all(is_plain)
        };
        if !is_name(domain) || !is_name(selector) {
            return Err("`email.dkim_domain` and `email.dkim_selector` name the key in the DNS: selector._domainkey.domain".to_owned());
        }
        let headers = SIGNED.map(HeaderName::new_from_ascii_str).to_vec();
        let canonicalization = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        Ok(Self {
            config: DkimConfig::new(
                selector.to_owned(),
                domain.to_owned(),
                key,
                headers,
                canonicalization,
            ),
        })
    }

    /// Adds the signature. Nothing may be added afterwards.
    pub fn sign(&self, message: &mut Message) {
        message.sign(&self.config);
    }
}
