//! What a build is told by `offprint.toml`, also where that file has faults.
//!
//! With a faulty configuration nothing is published, but the faults of content and theme are to
//! be reported in the same run. So whatever the file says soundly still holds, and the rest has
//! its defaults. Left out: what the keys mean, which is `config`'s.

use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Severity};
use std::path::Path;

/// The configuration of a build, and what was noticed about it.
#[derive(Debug)]
pub struct Settings {
    pub config: Config,
    /// With an error among these nothing may be published.
    pub noticed: Vec<Diagnostic>,
    /// The text of `offprint.toml`; empty where there is none.
    text: String,
}

impl Settings {
    /// Reads `offprint.toml` of the site at `root`.
    pub fn load(root: &Path) -> Self {
        let text = std::fs::read(root.join(config::FILE))
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .unwrap_or_default();
        let (config, noticed) = match config::load(root) {
            Ok(loaded) => loaded,
            Err(faults) => (sound_part(&text), faults),
        };
        Self {
            config,
            noticed,
            text,
        }
    }

    /// Whether nothing may be published.
    pub fn has_errors(&self) -> bool {
        self.noticed
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Points a diagnostic at the line on which the configuration sets a top-level key; as it is
    /// where the file does not set it.
    pub fn at_key(&self, key: &str, diagnostic: Diagnostic) -> Diagnostic {
        let table = toml::de::DeTable::parse(&self.text);
        let offset = table.ok().and_then(|table| {
            let keys = table.get_ref().keys();
            let mut keys = keys.filter(|known| known.get_ref().as_ref() == key);
            keys.next().map(|known| known.span().start)
        });
        match offset {
            Some(offset) => diagnostic
                .in_file(config::FILE)
                .at_offset(&self.text, offset),
            None => diagnostic,
        }
    }
}

/// The configuration of those top-level keys that are sound by themselves.
fn sound_part(text: &str) -> Config {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    let sound: toml::Table = table
        .into_iter()
        .filter(|(key, value)| {
            let alone = toml::Table::from_iter([(key.clone(), value.clone())]);
            config::parse(&alone.to_string()).is_ok()
        })
        .collect();
    let (config, _) = config::parse(&sound.to_string())
        .or_else(|_| config::parse(""))
        .expect("every key has a default, so a file without keys is sound");
    config
}
