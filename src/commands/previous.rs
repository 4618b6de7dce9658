//! The manifest of a site that is published already, from a file or from the site itself.

use super::clock::Wall;
use crate::diagnostic::Diagnostic;
use crate::fetch::client::{Client, FetchError, Options};
use crate::fetch::policy::{Address, Policy};
use crate::publish::Manifest;
use anyhow::{Context, anyhow};

/// Reads a manifest at a place. A site that has none yet gives none; where the site does not answer,
/// `noticed` says so, and the comparison is with what is in the output.
///
/// # Errors
/// A file that cannot be read, or is no manifest of Offprint's.
pub fn read(place: &str, noticed: &mut Vec<Diagnostic>) -> anyhow::Result<Option<Manifest>> {
    if !place.contains("://") {
        let text = std::fs::read(place).with_context(|| format!("cannot read {place}"))?;
        let manifest = Manifest::parse(&text);
        return manifest.map(Some).map_err(|why| anyhow!("{place} {why}"));
    }
    let address = Address::parse(place).map_err(|why| anyhow!(why))?;
    let options = Options {
        policy: Policy {
            // It is the own site, wherever that is.
            allowed: vec![address.host],
            ..Policy::default()
        },
        ..Options::default()
    };
    match Client::new(options, &Wall).get(place) {
        Ok(answer) => match Manifest::parse(&answer.body) {
            Ok(manifest) => Ok(Some(manifest)),
            // Somebody else's site, or a host that answers everything with its front page.
            Err(why) => {
                noticed.push(
                    Diagnostic::warning(format!("{place} {why}, so all of this site is new"))
                        .help("look whether that is the address of the site"),
                );
                Ok(Some(Manifest::default()))
            }
        },
        Err(FetchError::Status {
            status: 404 | 410, ..
        }) => {
            noticed.push(Diagnostic::note(format!(
                "there is no site at {place} yet, so all of this one is new"
            )));
            Ok(Some(Manifest::default()))
        }
        Err(error) => {
            noticed.push(
                Diagnostic::warning(format!("the site before cannot be looked at: {error}"))
                    .help("this one is compared with what is in the output folder instead"),
            );
            Ok(None)
        }
    }
}
