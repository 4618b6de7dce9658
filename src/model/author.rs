//! A person (or a group) who wrote papers.

use super::library::PaperIndex;
use std::fmt;

/// Authors of a paper from which on it shows no acquaintance between them: nobody knows so many.
pub const CROWD: usize = 50;

/// An author with a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Author {
    /// Name of its address.
    pub slug: String,
    /// As most papers write it.
    pub name: String,
    /// How other papers write it; sorted.
    pub other_names: Vec<String>,
    pub orcid: Option<Orcid>,
    /// Newest first.
    pub papers: Vec<PaperIndex>,
}

/// What a site's owner says of an author.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthorDeclaration {
    pub name: String,
    /// Other names of the same person.
    pub aliases: Vec<String>,
    pub orcid: Option<Orcid>,
    /// Name of the address, where the owner chooses one.
    pub slug: Option<String>,
    /// Keys of the papers that are this person's, where several have the name; none where all are.
    pub papers: Option<Vec<String>>,
    /// The file and the line, for what is to be said of it.
    pub source: String,
    pub line: usize,
}

/// An identifier of a person, `0000-0002-1825-0097` (support.orcid.org, "Structure of the ORCID
/// identifier").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Orcid(String);

impl Orcid {
    /// Reads an id alone or its address; none where the check digit (ISO 7064, MOD 11-2) is wrong.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('/');
        let id = text.rsplit('/').next().unwrap_or(text).to_ascii_uppercase();
        let parts: Vec<&str> = id.split('-').collect();
        if parts.len() != 4 || parts.iter().any(|part| part.len() != 4) {
            return None;
        }
        let signs: Vec<char> = parts.concat().chars().collect();
        let (check, digits) = signs.split_last()?;
        let mut total = 0;
        for digit in digits {
            total = (total + digit.to_digit(10)?) * 2;
        }
        let expected = match (12 - total % 11) % 11 {
            10 => 'X',
            digit => char::from_digit(digit, 10)?,
        };
        (*check == expected).then_some(Self(id))
    }

    /// Address of the person's page.
    pub fn url(&self) -> String {
        format!("https://orcid.org/{}", self.0)
    }
}

impl fmt::Display for Orcid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
