//! `offprint.toml`: what a site's owner chooses.
//!
//! Every key has a default, and a site without the file builds. Each room owns the options that
//! it understands; here they are only gathered, and keys that nobody understands are reported,
//! all of them in one run, with the nearest known key.

mod keys;

use crate::collate::topics;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{self, Found};
use crate::{markup, pages, publish};
use serde::Deserialize;
use std::path::Path;

/// Name of the file in the site's root.
pub const FILE: &str = "offprint.toml";

/// A site's configuration.
#[derive(Debug, Clone)]
pub struct Config {
    pub title: String,
    pub description: String,
    pub author: String,
    /// BCP 47 tag.
    pub language: String,
    /// Absolute address of the root, with a final slash.
    pub base_url: Option<String>,
    pub theme: String,
    /// Folder of the finished site, relative to the site's root.
    pub output: String,
    pub topics: topics::Options,
    pub pages: pages::Options,
    pub guard: publish::Options,
    pub markup: markup::Options,
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(default)]
struct Written {
    title: String,
    description: String,
    author: String,
    language: String,
    base_url: Option<String>,
    theme: String,
    output: String,
    topics: topics::Options,
    pages: pages::Options,
    guard: publish::Options,
    markup: markup::Options,
}

impl Default for Written {
    fn default() -> Self {
        Self {
            title: "Papers".to_owned(),
            description: String::new(),
            author: String::new(),
            language: "en".to_owned(),
            base_url: None,
            theme: crate::theme::BUILT_IN.to_owned(),
            output: "public".to_owned(),
            topics: topics::Options::default(),
            pages: pages::Options::default(),
            guard: publish::Options::default(),
            markup: markup::Options::default(),
        }
    }
}

/// Reads the configuration of the site at `root`, and what is to be noted about it.
///
/// # Errors
/// Every fault of the file, each with line and column.
pub fn load(root: &Path) -> Result<(Config, Vec<Diagnostic>), Vec<Diagnostic>> {
    let found = Found {
        name: FILE.to_owned(),
        path: root.join(FILE),
    };
    let text = if found.path.exists() {
        files::read_text(&found).map_err(|fault| vec![fault])?
    } else {
        String::new()
    };
    parse(&text)
}

/// Reads a configuration from its text.
///
/// # Errors
/// As [`load`].
pub fn parse(text: &str) -> Result<(Config, Vec<Diagnostic>), Vec<Diagnostic>> {
    let table = toml::de::DeTable::parse(text).map_err(|error| vec![fault(text, &error)])?;
    let mut noticed = keys::check(text, table.get_ref());
    let has_error = |noticed: &[Diagnostic]| {
        noticed
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    };
    let understood = toml::from_str(text).map_err(|error| vec![fault(text, &error)])?;
    let understood = keys::without_unknown(understood);
    let written = Written::deserialize(toml::Value::Table(understood.clone()));
    // Read the text itself for the place of a fault: the table has lost it.
    let written = match (written, has_error(&noticed)) {
        (Ok(written), false) => written,
        (Ok(_), true) => return Err(noticed),
        (Err(error), _) => {
            noticed.push(value_fault(text, table.get_ref(), &understood, &error));
            return Err(noticed);
        }
    };
    let base_url = match written.base_url.as_deref().map(base_url).transpose() {
        Ok(base_url) => base_url,
        Err(message) => {
            noticed.push(keys::at_key(
                text,
                table.get_ref(),
                "base_url",
                Diagnostic::error(message),
            ));
            return Err(noticed);
        }
    };
    if written.pages.per_page == 0 {
        let message = Diagnostic::error("`per_page` has to be at least 1");
        noticed.push(keys::at_key(text, table.get_ref(), "pages", message));
        return Err(noticed);
    }
    let config = Config {
        title: written.title,
        description: written.description,
        author: written.author,
        language: written.language,
        base_url,
        theme: written.theme,
        output: written.output,
        topics: written.topics,
        pages: written.pages,
        guard: written.guard,
        markup: written.markup,
    };
    Ok((config, noticed))
}

/// An absolute address with a final slash.
///
/// # Errors
/// Says in words what is wrong with it.
pub fn base_url(text: &str) -> Result<String, String> {
    let text = text.trim();
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .and_then(|rest| rest.split('/').next())
        .unwrap_or_default();
    let is_plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '?' | '#' | '\\');
    if host.is_empty() || !text.chars().all(is_plain) {
        return Err(format!(
            "`{text}` is not the address of a site; write it like https://example.org/papers/"
        ));
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

fn fault(text: &str, error: &toml::de::Error) -> Diagnostic {
    let offset = error.span().map_or(0, |span| span.start);
    Diagnostic::error(error.message().to_owned())
        .in_file(FILE)
        .at_offset(text, offset)
        .help("texts stand in quotes, tables in square brackets")
}

/// A value of the wrong kind: found again by reading each top-level key by itself.
fn value_fault(
    text: &str,
    table: &toml::de::DeTable<'_>,
    understood: &toml::Table,
    error: &toml::de::Error,
) -> Diagnostic {
    let culprit = understood.iter().find_map(|(key, value)| {
        let alone = toml::Table::from_iter([(key.clone(), value.clone())]);
        let error = Written::deserialize(toml::Value::Table(alone)).err()?;
        Some((key.as_str(), error))
    });
    match culprit {
        Some((key, error)) => {
            let inner = understood[key].as_table().and_then(|inner| {
                inner.iter().find_map(|(name, value)| {
                    let inner = toml::Table::from_iter([(name.clone(), value.clone())]);
                    let alone =
                        toml::Table::from_iter([(key.to_owned(), toml::Value::Table(inner))]);
                    let error = Written::deserialize(toml::Value::Table(alone)).err()?;
                    Some((name.as_str(), error))
                })
            });
            let (path, error) = match inner {
                Some((name, error)) => (format!("{key}.{name}"), error),
                None => (key.to_owned(), error),
            };
            let message = format!("`{path}`: {}", error.message().trim());
            keys::at_key(text, table, &path, Diagnostic::error(message))
        }
        None => Diagnostic::error(error.message().to_owned()).in_file(FILE),
    }
}
