//! Where mail is handed in, and on what terms: never a password, nor a letter, over an open line, unless
//! the line does not leave the machine.

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::fmt;
use std::sync::Arc;

/// How the line is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// From the beginning (RFC 8314, section 3.3): `smtps://`, port 465.
    Implicit,
    /// By STARTTLS (RFC 3207): `smtp://`, port 587. On this machine, where the server offers it.
    StartTls,
}

/// A mail server, as `smtp://host:port` names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
}

/// Name and password; never shown.
#[derive(Clone)]
pub struct Login {
    pub user: String,
    pub password: String,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

impl Server {
    /// Reads `smtp://host`, `smtp://host:587` or `smtps://host:465`.
    ///
    /// # Errors
    /// Says in words what is wrong, without repeating what may be a password.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            "the mail server is written like smtp://mail.example.org:587 (STARTTLS) or smtps://mail.example.org:465".to_owned()
        };
        let (scheme, rest) = text.trim().split_once("://").ok_or_else(wrong)?;
        let encryption = match scheme.to_ascii_lowercase().as_str() {
            "smtp" => Encryption::StartTls,
            "smtps" => Encryption::Implicit,
            _ => return Err(wrong()),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains('@') {
            return Err("the address of the mail server holds no name and no password; they come from the variables SMTP_USER and SMTP_PASSWORD".to_owned());
        }
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port.parse().map_err(|_| wrong())?),
            _ => (
                rest,
                match encryption {
                    Encryption::Implicit => 465,
                    Encryption::StartTls => 587,
                },
            ),
        };
        let host = host
            .strip_prefix('[')
            .and_then(|host| host.strip_suffix(']'))
            .unwrap_or(host);
        let is_plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'_');
        if host.is_empty() || !host.bytes().all(is_plain) {
            return Err(wrong());
        }
        Ok(Self {
            host: host.to_owned(),
            port,
            encryption,
        })
    }
}

/// Which certificates are believed.
#[derive(Clone)]
pub struct Trust {
    config: Arc<ClientConfig>,
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Trust(…)")
    }
}

impl Trust {
    /// Those of Mozilla's list, and those that `more` has (PEM).
    ///
    /// # Errors
    /// Says in words what is wrong.
    pub fn new(more: Option<&[u8]>) -> Result<Self, String> {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let unreadable =
            |error: &dyn fmt::Display| format!("the certificates cannot be read: {error}");
        let mut found = 0;
        for certificate in more.into_iter().flat_map(CertificateDer::pem_slice_iter) {
            let certificate = certificate.map_err(|error| unreadable(&error))?;
            roots.add(certificate).map_err(|error| unreadable(&error))?;
            found += 1;
        }
        if more.is_some() && found == 0 {
            return Err("the file has no certificates in the form PEM".to_owned());
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            config: Arc::new(config),
        })
    }

    /// A line to this host that is still to be encrypted.
    pub(super) fn connection(&self, host: &str) -> Result<rustls::ClientConnection, String> {
        let name = ServerName::try_from(host.to_owned()).map_err(|error| error.to_string())?;
        rustls::ClientConnection::new(Arc::clone(&self.config), name)
            .map_err(|error| error.to_string())
    }
}
