//! What comes from the environment: secrets, which come from nowhere else, and the machine's start.

use crate::mail::Options;
use crate::mail::dkim::Signer;
use crate::mail::reader::Key;
use crate::mail::server::Login;
use std::env;

/// The key by which readers are known (`OFFPRINT_MAIL_KEY`).
pub fn key() -> Key {
    Key::new(variable("OFFPRINT_MAIL_KEY"))
}

/// The mail server, where `SMTP_URL` names one.
pub fn server() -> Option<String> {
    variable("SMTP_URL")
}

/// Name and password at the mail server (`SMTP_USER`, `SMTP_PASSWORD`).
///
/// # Errors
/// Where there is one without the other.
pub fn login() -> Result<Option<Login>, String> {
    match (variable("SMTP_USER"), variable("SMTP_PASSWORD")) {
        (Some(user), Some(password)) => Ok(Some(Login { user, password })),
        (None, None) => Ok(None),
        (Some(_), None) => Err("SMTP_USER is set, but SMTP_PASSWORD is not".to_owned()),
        (None, Some(_)) => Err("SMTP_PASSWORD is set, but SMTP_USER is not".to_owned()),
    }
}

/// What signs, where there is a key (`DKIM_KEY`).
///
/// # Errors
/// A key that cannot be read or is of no domain, or a domain without its key.
pub fn signer(options: &Options) -> Result<Option<Signer>, String> {
    match (&options.dkim_domain, &options.dkim_selector, variable("DKIM_KEY")) {
        (Some(domain), Some(selector), Some(key)) => Signer::new(domain, selector, &key).map(Some),
        (None, None, None) => Ok(None),
        (_, _, Some(_)) => Err("DKIM_KEY is set; `dkim_domain` and `dkim_selector` in the table [email] have to say of which domain it is".to_owned()),
        (_, _, None) => Err("`email.dkim_domain` is set, but the variable DKIM_KEY, which holds its key, is not".to_owned()),
    }
}

/// What names this start of the machine (Linux, man 5 proc).
pub fn machine() -> Option<String> {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let id = id.trim();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (!id.is_empty() && id.bytes().all(is_plain)).then(|| id.to_owned())
}

/// A variable that says something.
fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.trim().is_empty())
}
