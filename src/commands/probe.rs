//! Asking other hosts about links, and remembering what they said.

use super::clock::{self, Wall};
use crate::check::outside::{self, Cache, Outcome, Probe, Summary};
use crate::diagnostic::Diagnostic;
use crate::fetch::client::{Client, FetchError, Options};
use crate::fetch::policy::Policy;
use crate::model::clock::Clock as _;
use anyhow::Context;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// What is known of links, below the site's root. A name that begins with a dot is no source.
const CACHE: &str = ".offprint/links.json";

struct Web(Client<'static>);

impl Probe for Web {
    fn probe(&self, url: &str) -> Outcome {
        // Some hosts have no answer for those who want none of the content.
        let without = self.0.status(url, false);
        let status = match without {
            Ok(403 | 404 | 405 | 501) => {
                self.pause(Duration::from_secs(1));
                self.0.status(url, true)
            }
            other => other,
        };
        match status {
            Ok(404 | 410) => Outcome::Gone,
            Ok(status) if status < 400 => Outcome::Fine,
            Ok(status) => Outcome::Unknown(format!("it answers with {status}")),
            Err(FetchError::Unreachable {
                why,
                is_slow: false,
                ..
            }) => Outcome::Unreachable(why),
            Err(error) => Outcome::Unknown(error.to_string()),
        }
    }

    fn pause(&self, span: Duration) {
        Wall.sleep(span);
    }
}

/// Asks about links to other hosts, each given with the page that has it.
///
/// # Errors
/// Where the answers cannot be kept.
pub fn ask(
    links: &BTreeMap<String, String>,
    root: &Path,
) -> anyhow::Result<(Vec<Diagnostic>, Summary)> {
    let path = root.join(CACHE);
    // A cache that cannot be read is one that is not there.
    let text = fs::read_to_string(&path).unwrap_or_default();
    let mut cache: Cache = serde_json::from_str(&text).unwrap_or_default();
    let options = Options {
        timeout: Duration::from_secs(20),
        policy: Policy {
            is_open: true,
            ..Policy::default()
        },
        ..Options::default()
    };
    let web = Web(Client::new(options, &Wall));
    let limits = outside::Options::default();
    let found = outside::check(links, &web, &mut cache, limits, clock::today());
    let mut text = serde_json::to_string_pretty(&cache).context("texts always serialise")?;
    text.push('\n');
    let cannot = || format!("cannot write {}", path.display());
    fs::create_dir_all(root.join(".offprint")).with_context(cannot)?;
    fs::write(&path, text).with_context(cannot)?;
    Ok(found)
}
