//! A check: all of a build but its last step, and a look at what came of it.
//!
//! Left out: addresses of other hosts, which are only listed.

use super::settings::Settings;
use super::{Request, content, finish};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::publish::PublishError;

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    /// Of the build, of the content and of the finished site.
    pub diagnostics: Vec<Diagnostic>,
    /// What was looked at; none where the site could not be built.
    pub site: Option<check::Report>,
}

/// Checks a site as it would be published. Nothing is. Warnings of the check itself stay warnings.
pub fn check(settings: &Settings, request: &Request) -> Checked {
    let config = &settings.config;
    let mut site = None;
    let mut found = Vec::new();
    let report = finish(settings, request, |library, finished| {
        let folder = finished.folder()?;
        let base_url = config.base_url.as_deref();
        let looked = check::site(folder, base_url, &config.check);
        site = Some(looked.map_err(|source| PublishError::Io {
            action: "read",
            path: folder.to_owned(),
            source,
        })?);
        let content = content::read(&request.root, request.drafts);
        let mentions = content.digests.iter().flat_map(|digest| &digest.mentions);
        let given = mentions.flat_map(|mention| &mention.record.topics);
        found = check::content::check(library, &content.topics, given.map(String::as_str));
        Ok(())
    });
    let mut diagnostics = report.diagnostics;
    diagnostics.extend(found);
    if let Some(site) = &mut site {
        diagnostics.append(&mut site.diagnostics);
    }
    Checked { diagnostics, site }
}
