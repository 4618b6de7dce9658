//! `offprint.toml`: what a site's owner chooses.
//!
//! Every key has a default, and a site without the file builds. Each room owns the options that
//! it understands; here they are only gathered, and keys that nobody understands are reported,
//! all of them in one run, with the nearest known key.

pub mod fetch;
mod keys;
pub mod mail;

use crate::collate::{authors, topics, trending};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::{self, Found};
use crate::markup::address;
use crate::pages::{cards, search};
use crate::render::views::SubscribeFormView;
use crate::render::{feeds, subscribe};
use crate::{check, mail as letters, markup, pages, publish};
use icu_locale_core::Locale;
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
    pub authors: authors::Options,
    pub trending: trending::Options,
    pub pages: pages::Options,
    pub cards: cards::Options,
    pub search: search::Options,
    pub feeds: feeds::Choices,
    pub guard: publish::Options,
    pub markup: markup::Options,
    pub check: check::Options,
    pub email: letters::Options,
    /// The form by which readers subscribe by mail, where a service is configured.
    pub subscribe: Option<SubscribeFormView>,
    pub fetch: Vec<fetch::FetchTable>,
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
    authors: authors::Options,
    trending: trending::Options,
    pages: pages::Options,
    cards: cards::Options,
    search: search::Options,
    feeds: feeds::Choices,
    guard: publish::Options,
    markup: markup::Options,
    check: check::Options,
    email: letters::Options,
    subscribe: subscribe::Options,
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
            authors: authors::Options::default(),
            trending: trending::Options::default(),
            pages: pages::Options::default(),
            cards: cards::Options::default(),
            search: search::Options::default(),
            feeds: feeds::Choices::default(),
            guard: publish::Options::default(),
            markup: markup::Options::default(),
            check: check::Options::default(),
            email: letters::Options::default(),
            subscribe: subscribe::Options::default(),
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
    let table = table.get_ref();
    let mut noticed = keys::check(text, table);
    let (fetch, faults) = fetch::read(text, table);
    noticed.extend(faults);
    let understood = toml::from_str(text).map_err(|error| vec![fault(text, &error)])?;
    let understood = keys::without_unknown(understood);
    let (sound, faults) = without_faults(text, table, understood);
    noticed.extend(faults);
    let written = match Written::deserialize(toml::Value::Table(sound)) {
        Ok(written) => written,
        Err(error) => {
            noticed.push(Diagnostic::error(error.message().to_owned()).in_file(FILE));
            return Err(noticed);
        }
    };
    let mut refuse = |key: &str, message: String| {
        noticed.push(keys::at_key(text, table, key, Diagnostic::error(message)));
    };
    let base_url = match written
        .base_url
        .as_deref()
        .filter(|url| !url.trim().is_empty())
    {
        Some(url) => base_url(url)
            .map_err(|message| refuse("base_url", message))
            .ok(),
        None => None,
    };
    if written.language.parse::<Locale>().is_err() {
        let language = &written.language;
        let message =
            format!("`{language}` is no language tag; write one like en, de-AT or zh-Hans");
        refuse("language", message);
    }
    if let Some(authority) = &written.feeds.authority
        && !is_authority(authority)
    {
        let message =
            format!("`{authority}` is no host with a path; write it like example.org/papers");
        refuse("feeds.authority", message);
    }
    if written.pages.per_page == 0 {
        let message = "`pages.per_page` has to be at least 1";
        refuse("pages.per_page", message.to_owned());
    }
    let max_share = written.topics.max_share;
    if !(max_share > 0.0 && max_share <= 1.0) {
        let message = "`topics.max_share` is a share of all papers, between 0 and 1";
        refuse("topics.max_share", message.to_owned());
    }
    let half_life = written.trending.half_life_days;
    if !(half_life > 0.0 && half_life.is_finite()) {
        let message = "`trending.half_life_days` has to be more than 0";
        refuse("trending.half_life_days", message.to_owned());
    }
    let subscribe = mail::check(&written.email, &written.subscribe, &mut refuse);
    noticed.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
    if noticed
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
    {
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
        authors: written.authors,
        trending: written.trending,
        pages: written.pages,
        cards: written.cards,
        search: written.search,
        feeds: written.feeds,
        guard: written.guard,
        markup: written.markup,
        check: written.check,
        email: written.email,
        subscribe,
        fetch,
    };
    Ok((config, noticed))
}

/// An absolute address with a final slash.
///
/// # Errors
/// Says in words what is wrong with it.
pub fn base_url(text: &str) -> Result<String, String> {
    let text = text.trim();
    let is_plain =
        |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '?' | '#' | '\\');
    if address::host(text).is_none() || !text.chars().all(is_plain) {
        return Err(format!(
            "`{text}` is not the address of a site; write it like https://example.org/papers/"
        ));
    }
    Ok(format!("{}/", text.trim_end_matches('/')))
}

/// What `tag:` URIs may be named after (RFC 4151, section 2.1): a host, and a path at it.
fn is_authority(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '/');
    text.chars().all(is_plain) && address::host(&format!("https://{text}")).is_some()
}

fn fault(text: &str, error: &toml::de::Error) -> Diagnostic {
    let offset = error.span().map_or(0, |span| span.start);
    Diagnostic::error(error.message().to_owned())
        .in_file(FILE)
        .at_offset(text, offset)
        .help("texts stand in quotes, tables in square brackets")
}

/// The table without the values that are not as they should be, and what is wrong with those. Each
/// is read by itself: so all of them are found, and their keys are known.
fn without_faults(
    text: &str,
    table: &toml::de::DeTable<'_>,
    understood: toml::Table,
) -> (toml::Table, Vec<Diagnostic>) {
    let mut sound = toml::Table::new();
    let mut faults = Vec::new();
    let mut refuse = |path: &str, reason: &str| {
        let message = format!("`{path}`: {reason}");
        faults.push(keys::at_key(text, table, path, Diagnostic::error(message)));
    };
    let mut check = |path: &str, alone: toml::Table| {
        if keys::is_table(path) {
            // An array would be read as the table's values in the order of their declaration.
            refuse(
                path,
                &format!("expected a table, which begins with [{path}]"),
            );
            return false;
        }
        let read = Written::deserialize(toml::Value::Table(alone));
        if let Err(error) = &read {
            refuse(path, &in_words(error.message().trim()));
        }
        read.is_ok()
    };
    let single = |key: &str, value| toml::Table::from_iter([(key.to_owned(), value)]);
    for (key, value) in understood {
        match value {
            toml::Value::Table(mut inner) if keys::is_table(&key) => {
                inner.retain(|name, value| {
                    let inner = toml::Value::Table(single(name, value.clone()));
                    check(&format!("{key}.{name}"), single(&key, inner))
                });
                sound.insert(key, toml::Value::Table(inner));
            }
            value if check(&key, single(&key, value.clone())) => {
                sound.insert(key, value);
            }
            _ => {}
        }
    }
    (sound, faults)
}

/// A message about a value's kind in the words of TOML instead of those of the program.
fn in_words(message: &str) -> String {
    message
        .replace("expected usize", "expected a whole number, 0 or more")
        .replace("expected u64", "expected a whole number, 0 or more")
        .replace("expected u32", "expected a whole number, 0 or more")
        .replace("expected f64", "expected a number")
        .replace("invalid type: sequence", "invalid type: array")
        .replace("invalid type: map", "invalid type: table")
}
