//! Which addresses may be asked.
//!
//! A source can lead anywhere: an answer may redirect to a machine of the own network, which trusts
//! whoever asks from inside. So addresses are `https`, of hosts that are known or named by the
//! person who fetches, and each hop of a redirection is held to the same rules.

use std::net::IpAddr;
use ureq::http::Uri;

/// An address of the web, in its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub is_secure: bool,
    /// In lower case.
    pub host: String,
    pub port: Option<u16>,
    /// With the query.
    pub path: String,
}

impl Address {
    /// Takes an `http` or `https` address apart.
    ///
    /// # Errors
    /// Says in words what is wrong.
    pub fn parse(url: &str) -> Result<Self, String> {
        let wrong = |why: &str| format!("`{url}` cannot be asked: {why}");
        let (scheme, rest) = url
            .split_once("://")
            .ok_or_else(|| wrong("it is no address"))?;
        let is_secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(wrong("only https addresses are")),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.contains('@') {
            return Err(wrong("names and passwords do not belong into an address"));
        }
        if !url.chars().all(|c| c.is_ascii_graphic()) {
            return Err(wrong("it has characters that are to be percent-encoded"));
        }
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                let port = port.parse().map_err(|_| wrong("its port is no number"))?;
                (host, Some(port))
            }
            _ => (authority, None),
        };
        if host.is_empty() {
            return Err(wrong("it names no host"));
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Self {
            is_secure,
            host: host.to_ascii_lowercase(),
            port,
            path: format!("{slash}{path}"),
        })
    }

    /// Host, with the port where one is given.
    fn named(&self) -> String {
        let port = self
            .port
            .map_or_else(String::new, |port| format!(":{port}"));
        format!("{}{port}", self.host)
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        let scheme = if self.is_secure { "https" } else { "http" };
        let port = self
            .port
            .map_or_else(String::new, |port| format!(":{port}"));
        format!("{scheme}://{}{port}", self.host)
    }

    /// Where a `Location` leads from here (RFC 9110, section 10.2.2).
    pub fn joined(&self, location: &str) -> String {
        if has_scheme(location) {
            location.to_owned()
        } else if location.starts_with("//") {
            let scheme = if self.is_secure { "https" } else { "http" };
            format!("{scheme}:{location}")
        } else if location.starts_with('/') {
            format!("{}{location}", self.origin())
        } else if location.starts_with('?') {
            let path = self.path.split('?').next().unwrap_or_default();
            format!("{}{path}{location}", self.origin())
        } else {
            let path = self.path.split('?').next().unwrap_or_default();
            let folder = path.rfind('/').map_or("/", |end| &path[..=end]);
            format!("{}{folder}{location}", self.origin())
        }
    }
}

/// Which hosts may be asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Hosts that are asked by `https`.
    pub known: Vec<String>,
    /// `HOST` or `HOST:PORT` that the person who fetches allows by name, also unencrypted and on
    /// the own network.
    pub allowed: Vec<String>,
    /// Any host of the public network, also unencrypted: for links, of which nothing is taken in.
    pub is_open: bool,
}

impl Policy {
    /// Whether the person who fetches allows an address by name.
    pub fn is_allowed(&self, uri: &Uri) -> bool {
        let address = Address::parse(&uri.to_string());
        address.is_ok_and(|address| self.allows(&address))
    }

    fn allows(&self, address: &Address) -> bool {
        let usual = if address.is_secure { 443 } else { 80 };
        let with_port = format!("{}:{}", address.host, address.port.unwrap_or(usual));
        self.allowed.iter().any(|host| {
            host.eq_ignore_ascii_case(&address.host) || host.eq_ignore_ascii_case(&with_port)
        })
    }

    /// # Errors
    /// Says in words why an address is not asked, and what would change that.
    pub fn check(&self, url: &str) -> Result<Address, String> {
        let address = Address::parse(url)?;
        if self.allows(&address) {
            return Ok(address);
        }
        let named = address.named();
        let help = format!("; `--allow-host {named}` (or `allow_hosts` in [[fetch]]) allows it");
        if is_own_network(&address.host) {
            return Err(format!("`{url}` is on the own network{help}"));
        }
        if self.is_open {
            return Ok(address);
        }
        if !address.is_secure {
            return Err(format!("`{url}` is not encrypted{help}"));
        }
        if !self.known.contains(&address.host) {
            return Err(format!(
                "`{}` is a host that nobody named{help}",
                address.host
            ));
        }
        Ok(address)
    }
}

/// Whether a host is a number or a name of the own machine; public sources have names.
fn is_own_network(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    let bare = host.trim_matches(['[', ']']);
    bare.parse::<IpAddr>().is_ok()
        || bare.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        || host == "localhost"
        || host.ends_with(".localhost")
        || host.ends_with(".local")
        || host.ends_with(".internal")
        || host.ends_with(".lan")
        || host.ends_with(".home.arpa")
        || !host.contains('.')
}

/// Whether an address begins with a scheme (RFC 3986, section 3.1).
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}
