//! Identifiers of papers: arXiv ids and DOIs, however they are written.

use std::fmt;

/// An arXiv identifier without its version: `2601.00001`, `1103.3186`, `hep-th/9901001`.
///
/// The two schemes are those of arXiv's help page "Understanding the arXiv identifier".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArxivId(String);

impl ArxivId {
    /// Reads an id alone, with or without `arXiv:`, version and subject class, the address of an
    /// arXiv page, or the DOI that arXiv gives each of its papers, in any of a DOI's forms.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(path) = after_host(text, HOSTS) {
            return Self::in_path(path);
        }
        if let Some(path) = after_host(text, &["huggingface.co", "hf.co"]) {
            return Self::in_path(path).filter(|_| path.starts_with("papers/"));
        }
        if let Some(doi_tail) = strip_prefix_ignoring_case(without_resolver(text), DOI_PREFIX) {
            return Self::bare(doi_tail);
        }
        let text = strip_prefix_ignoring_case(text, "oai:arXiv.org:").unwrap_or(text);
        let text = strip_prefix_ignoring_case(text, "arxiv:").unwrap_or(text);
        // `2601.00001v2 [cs.LG]`, as arXiv's own listings and stamps write it.
        let id = match text.trim().split_once(char::is_whitespace) {
            Some((id, class)) if class.trim().starts_with('[') => id,
            _ => text.trim(),
        };
        Self::bare(id)
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

    /// An id in the name of a page or a file, where its point is dropped or a dash:
    /// `251009608v1-a-title`, `paper-2605-14066`. Only where a whole word of the name is one.
    pub fn in_slug(slug: &str) -> Option<Self> {
        let is_extension = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let slug = match slug.rsplit_once('.') {
            Some((stem, extension)) if is_extension(extension) => stem,
            _ => slug,
        };
        let words: Vec<&str> = slug
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '.')
            .collect();
        let spelt = |month: &str, number: &str| {
            let number = without_version(number);
            let is_sound = number.len() == 5 && all_digits(number) && is_year_and_month(month);
            is_sound.then(|| Self(format!("{month}.{number}")))
        };
        words.iter().enumerate().find_map(|(index, word)| {
            let word = word.trim_matches('.');
            let joined = || spelt(word.get(..4)?, word.get(4..)?);
            let dashed = || spelt(word, words.get(index + 1)?);
            Self::bare(word).or_else(joined).or_else(dashed)
        })
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
        if new_scheme {
            return Some(Self(text.to_owned()));
        }
        let (archive, number) = text.split_once('/')?;
        // `math.GT/0309136` is the paper `math/0309136`: the subject class is no part of the id.
        let archive = archive.split_once('.').map_or(archive, |(archive, class)| {
            if !class.is_empty() && class.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-') {
                archive
            } else {
                ""
            }
        });
        let old_scheme = number.len() == 7
            && all_digits(number)
            && is_year_and_month(&number[..4])
            && archive.starts_with(|c: char| c.is_ascii_lowercase())
            && archive.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        old_scheme.then(|| Self(format!("{archive}/{number}")))
    }
}

/// Hosts whose pages about a paper have its arXiv id in their path, behind one folder.
const HOSTS: &[&str] = &[
    "arxiv.org",
    "www.arxiv.org",
    "export.arxiv.org",
    "alphaxiv.org",
    "www.alphaxiv.org",
    "ar5iv.org",
    "ar5iv.labs.arxiv.org",
];

/// What the DOI of an arXiv paper begins with.
const DOI_PREFIX: &str = "10.48550/arxiv.";

impl fmt::Display for ArxivId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A DOI, in lower case, since DOIs are compared without regard to case (DOI Handbook 2.4).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doi(String);

impl Doi {
    /// Reads a DOI alone, with `doi:` or as an address of the resolver. In an address, what is
    /// percent-encoded is resolved, and a query is no part of the DOI.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let decoded;
        let text = match after_host(text, RESOLVERS) {
            Some(path) => {
                let path = path.split(['?', '#']).next().unwrap_or(path);
                decoded = percent_decoded(path)?;
                decoded.as_str()
            }
            None => without_resolver(text),
        };
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

/// Hosts that resolve DOIs.
const RESOLVERS: &[&str] = &["doi.org", "dx.doi.org", "www.doi.org"];

/// A DOI without `doi:` or the address of a resolver.
fn without_resolver(text: &str) -> &str {
    after_host(text, RESOLVERS)
        .or_else(|| strip_prefix_ignoring_case(text, "doi:"))
        .unwrap_or(text)
        .trim()
}

/// A path with its `%28` and the like resolved; `None` where they are not UTF-8.
fn percent_decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [byte, after @ ..] = rest {
        let digits = after.get(..2).filter(|_| *byte == b'%');
        let decoded = digits
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(decoded.unwrap_or(*byte));
        rest = if decoded.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    String::from_utf8(bytes).ok()
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
