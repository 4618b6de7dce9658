//! Sources of papers, as people name them.

use super::policy;
use std::fmt;

/// Where papers come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The daily papers of Hugging Face.
    HuggingFace,
    /// What arXiv announces in these categories.
    Arxiv(Vec<String>),
    /// A feed, or any other file that Offprint reads, at an address.
    Feed(String),
}

/// Longest name of a source in that of a file.
const LONGEST_SLUG: usize = 60;

/// Length of what tells apart those that are cut, with the hyphen before it.
const HASH: usize = 9;

impl Source {
    /// Reads `huggingface`, `arxiv:cs.LG+cs.CL` or an address.
    ///
    /// # Errors
    /// Says in words what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text == "huggingface" {
            return Ok(Self::HuggingFace);
        }
        if let Some(list) = text.strip_prefix("arxiv:") {
            let categories: Vec<&str> = list.split(['+', ',']).map(str::trim).collect();
            if let Some(wrong) = categories.iter().find(|name| !is_category(name)) {
                return Err(format!(
                    "`{wrong}` is no category of arXiv; write them like arxiv:cs.LG+cs.CL"
                ));
            }
            return Ok(Self::Arxiv(
                categories.into_iter().map(str::to_owned).collect(),
            ));
        }
        if text.contains("://") {
            policy::Address::parse(text)?;
            return Ok(Self::Feed(text.to_owned()));
        }
        Err(format!(
            "`{text}` is no source; there are `huggingface`, `arxiv:cs.LG+cs.CL` and addresses of feeds such as `https://example.org/feed.xml`"
        ))
    }

    /// The name of the source in those of files: `huggingface`, `arxiv-cs.lg-cs.cl`.
    pub fn slug(&self) -> String {
        let text = match self {
            Self::HuggingFace => "huggingface".to_owned(),
            Self::Arxiv(categories) => format!("arxiv-{}", categories.join("-")),
            Self::Feed(url) => url
                .split_once("://")
                .map_or(url.as_str(), |(_, rest)| rest)
                .to_owned(),
        };
        let mut slug = String::new();
        for c in text.to_lowercase().chars() {
            match c {
                'a'..='z' | '0'..='9' => slug.push(c),
                '.' if !slug.ends_with(['.', '-']) => slug.push('.'),
                _ if !slug.ends_with(['.', '-']) => slug.push('-'),
                _ => {}
            }
        }
        let is_told = match self {
            Self::Feed(_) => {
                slug.len() <= LONGEST_SLUG
                    && text
                        .bytes()
                        .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'/'))
            }
            _ => slug.len() <= LONGEST_SLUG,
        };
        if is_told {
            return slug.trim_matches(['.', '-']).to_owned();
        }
        // What the name leaves out may be all that two sources differ in.
        slug.truncate(LONGEST_SLUG - HASH);
        let hash = xxhash_rust::xxh3::xxh3_64(self.to_string().as_bytes());
        let hash = &format!("{hash:016x}")[..HASH - 1];
        format!("{}-{hash}", slug.trim_matches(['.', '-']))
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HuggingFace => f.write_str("huggingface"),
            Self::Arxiv(categories) => write!(f, "arxiv:{}", categories.join("+")),
            Self::Feed(url) => f.write_str(url),
        }
    }
}

/// Whether a text has the form of arXiv's categories: `cs.LG`, `math-ph`, `astro-ph.GA`.
fn is_category(text: &str) -> bool {
    let (archive, subject) = text.split_once('.').unwrap_or((text, "XX"));
    let is_word = |word: &str, longest: usize| {
        (2..=longest).contains(&word.len())
            && word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
    };
    is_word(archive, 9) && is_word(subject, 17)
}
