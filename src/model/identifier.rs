//! Identifiers of papers: arXiv ids and DOIs, however they are written.

use std::fmt;

/// An arXiv identifier without its version: `2601.00001`, `1103.3186`, `hep-th/9901001`.
///
/// The two schemes are those of arXiv's help page "Understanding the arXiv identifier".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArxivId(String);

impl ArxivId {
    /// Reads an id alone, with or without `arXiv:`, version, or the address of an arXiv page.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(path) = after_host(text, &["arxiv.org", "export.arxiv.org", "www.arxiv.org"]) {
            return Self::in_path(path);
        }
        let text = strip_prefix_ignoring_case(text, "arxiv:").unwrap_or(text);
        if let Some(doi_tail) = strip_prefix_ignoring_case(text, "10.48550/arxiv.") {
            return Self::bare(doi_tail);
        }
        Self::bare(text.trim())
    }

    /// The id as arXiv writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Address of the abstract page.
    pub fn abstract_url(&self) -> String {
        format!("https://arxiv.org/abs/{}", self.0)
    }

    /// Address of the PDF.
    pub fn pdf_url(&self) -> String {
        format!("https://arxiv.org/pdf/{}", self.0)
    }

    fn in_path(path: &str) -> Option<Self> {
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let rest = path.split_once('/').map(|(_kind, rest)| rest)?;
        Self::bare(
            rest.strip_suffix(".pdf")
                .unwrap_or(rest)
                .trim_end_matches('/'),
        )
    }

    fn bare(text: &str) -> Option<Self> {
        let text = without_version(text);
        let new_scheme = text.split_once('.').is_some_and(|(month, number)| {
            is_year_and_month(month) && matches!(number.len(), 4 | 5) && all_digits(number)
        });
        let old_scheme = || {
            text.split_once('/').is_some_and(|(archive, number)| {
                number.len() == 7
                    && all_digits(number)
                    && is_year_and_month(&number[..4])
                    && archive.starts_with(|c: char| c.is_ascii_lowercase())
                    && archive
                        .bytes()
                        .all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'))
            })
        };
        (new_scheme || old_scheme()).then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for ArxivId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A DOI, in lower case, since DOIs are compared without regard to case (DOI Handbook 2.4).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doi(String);

impl Doi {
    /// Reads a DOI alone, with `doi:` or as an address of the resolver.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = after_host(text, &["doi.org", "dx.doi.org", "www.doi.org"])
            .or_else(|| strip_prefix_ignoring_case(text, "doi:"))
            .unwrap_or(text)
            .trim();
        let (registrant, suffix) = text.strip_prefix("10.")?.split_once('/')?;
        let sound = (4..=9).contains(&registrant.len())
            && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && !suffix.is_empty()
            && !suffix
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>'));
        sound.then(|| Self(text.to_lowercase()))
    }

    /// The DOI without any prefix.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Address at the resolver. The characters that an address cannot hold are percent-encoded.
    pub fn url(&self) -> String {
        let mut url = String::from("https://doi.org/");
        for c in self.0.chars() {
            match c {
                '%' | '#' | '?' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                    url.push_str(&format!("%{:02X}", u32::from(c)));
                }
                _ => url.push(c),
            }
        }
        url
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What stands behind the host of a web address, if the host is one of `hosts`.
fn after_host<'a>(text: &'a str, hosts: &[&str]) -> Option<&'a str> {
    let rest = strip_prefix_ignoring_case(text, "https://")
        .or_else(|| strip_prefix_ignoring_case(text, "http://"))
        .unwrap_or(text);
    let (host, path) = rest.split_once('/')?;
    hosts
        .iter()
        .any(|known| host.eq_ignore_ascii_case(known))
        .then_some(path)
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

fn without_version(text: &str) -> &str {
    match text.rsplit_once(['v', 'V']) {
        Some((id, version)) if !version.is_empty() && all_digits(version) => id,
        _ => text,
    }
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// `yymm` with a month that exists.
fn is_year_and_month(text: &str) -> bool {
    text.len() == 4
        && all_digits(text)
        && text[2..]
            .parse::<u8>()
            .is_ok_and(|month| (1..=12).contains(&month))
}
