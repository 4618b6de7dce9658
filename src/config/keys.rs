//! The keys of `offprint.toml` that there are.

use super::FILE;
use crate::diagnostic::{Diagnostic, nearest};
use toml::de::{DeTable, DeValue};

/// Keys that this version understands; those of tables with a full stop.
const KNOWN: &[&str] = &[
    "base_url",
    "title",
    "description",
    "language",
    "author",
    "theme",
    "output",
    "topics.found",
    "topics.min_papers",
    "topics.max_share",
    "authors.enabled",
    "authors.min_papers",
    "trending.half_life_days",
    "trending.window_days",
    "pages.per_page",
    "cards.enabled",
    "cards.topics",
    "cards.papers",
    "search.enabled",
    "feeds.authority",
    "guard.max_shrink",
    "markup.math",
    "markup.highlight",
    "check.host",
    "check.page_kb",
    "check.style_kb",
    "check.script_kb",
    "email.from",
    "email.reply_to",
    "email.subject",
    "email.list_unsubscribe",
    "email.list_id",
    "email.imprint",
    "email.smtp",
    "email.ca_file",
    "email.dkim_domain",
    "email.dkim_selector",
    "email.max_age_days",
    "email.per_minute",
    "email.retry_seconds",
    "email.timeout_seconds",
    "subscribe.service",
    "subscribe.name",
    "subscribe.url",
    "subscribe.lists",
    "subscribe.field",
];

/// Tables that are read by themselves.
const READ_APART: &[&str] = &["fetch"];

/// Reports every key that is unknown.
pub fn check(text: &str, table: &DeTable<'_>) -> Vec<Diagnostic> {
    let mut noticed = Vec::new();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let inner = match value.get_ref() {
            DeValue::Table(inner) if is_table(name) => inner,
            _ => {
                noticed.extend(judge(text, name, key.span().start, None));
                continue;
            }
        };
        for key in inner.keys() {
            let path = format!("{name}.{}", key.get_ref());
            noticed.extend(judge(text, &path, key.span().start, Some(name)));
        }
    }
    noticed
}

/// The table with nothing but known keys.
pub fn without_unknown(table: toml::Table) -> toml::Table {
    let mut known = toml::Table::new();
    for (name, value) in table {
        match value {
            toml::Value::Table(inner) if is_table(&name) => {
                let inner: toml::Table = inner
                    .into_iter()
                    .filter(|(key, _)| KNOWN.contains(&format!("{name}.{key}").as_str()))
                    .collect();
                known.insert(name, toml::Value::Table(inner));
            }
            // A value where a table belongs stays: reading it will say what is wrong.
            value if KNOWN.contains(&name.as_str()) || is_table(&name) => {
                known.insert(name, value);
            }
            _ => {}
        }
    }
    known
}

/// Points a diagnostic at a key, which is written with a full stop where it is in a table.
pub fn at_key(text: &str, table: &DeTable<'_>, path: &str, diagnostic: Diagnostic) -> Diagnostic {
    let (name, inner) = path
        .split_once('.')
        .map_or((path, None), |(a, b)| (a, Some(b)));
    let offset = table.iter().find_map(|(key, value)| {
        if key.get_ref().as_ref() != name {
            return None;
        }
        let inner = match (value.get_ref(), inner) {
            (DeValue::Table(table), Some(wanted)) => table
                .keys()
                .find(|key| key.get_ref().as_ref() == wanted)
                .map(|key| key.span().start),
            _ => None,
        };
        Some(inner.unwrap_or(key.span().start))
    });
    diagnostic
        .in_file(FILE)
        .at_offset(text, offset.unwrap_or(0))
}

fn judge(text: &str, path: &str, offset: usize, table: Option<&str>) -> Option<Diagnostic> {
    let is_among =
        |keys: &[&str]| keys.contains(&path) || table.is_some_and(|table| keys.contains(&table));
    if is_among(KNOWN) || READ_APART.contains(&path) || (table.is_none() && is_table(path)) {
        return None;
    }
    let fault = Diagnostic::error(format!("there is no key `{path}`")).help(match meant(path) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the keys that there are stand in the README under \"Configuration\"".to_owned(),
    });
    Some(fault.in_file(FILE).at_offset(text, offset))
}

/// The key that is meant by one that there is not: the nearest, or one of that name in another table.
fn meant(path: &str) -> Option<&'static str> {
    fn name(key: &str) -> &str {
        key.rsplit('.').next().unwrap_or(key)
    }
    let all = || KNOWN.iter().chain(READ_APART).copied();
    let tables = all().filter_map(|key| key.split_once('.').map(|(table, _)| table));
    nearest(path, all().chain(tables)).or_else(|| {
        let near = nearest(name(path), all().map(name))?;
        all().find(|key| name(key) == near)
    })
}

/// Whether a name is that of a table.
pub fn is_table(name: &str) -> bool {
    KNOWN.iter().any(|key| {
        key.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with('.'))
    })
}
