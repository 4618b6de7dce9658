//! `offprint check`.

use super::site::SiteArguments;
use super::{Common, probe, report};
use crate::check::Counts;
use crate::check::outside::Summary;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::checked;
use clap::Args;
use serde::Serialize;
use std::process::ExitCode;

/// Arguments of `offprint check`.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Also ask other hosts whether links to them lead somewhere
    #[arg(long)]
    external: bool,
    /// Print what was looked at and all diagnostics as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Json<'a> {
    /// Whether there are no errors.
    sound: bool,
    counts: Option<&'a Counts>,
    /// With --external.
    external: Option<&'a Summary>,
    diagnostics: &'a [Diagnostic],
}

/// Checks the site as it would be published, and reports. Nothing is published.
///
/// # Errors
/// Where there is no site at all.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let (settings, request) = arguments.site.resolve(&common.root)?;
    let checked = checked::check(&settings, &request);
    let mut diagnostics = checked.diagnostics;
    let mut asked = None;
    if let (true, Some(site)) = (arguments.external, &checked.site) {
        let (found, summary) = probe::ask(&site.outside, &common.root)?;
        diagnostics.extend(found);
        asked = Some(summary);
    }
    if arguments.site.strict {
        report::make_strict(&mut diagnostics);
    }
    report::diagnostics(&diagnostics, common)?;
    let count = |severity| {
        let of_it = diagnostics.iter().filter(|one| one.severity == severity);
        of_it.count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let counts = checked.site.as_ref().map(|site| &site.counts);
    let looked = counts.map_or_else(String::new, |counts| {
        format!(
            "files {}, bytes {}, pages {}, links {}, outside links {}: ",
            counts.files, counts.bytes, counts.pages, counts.links, counts.outside
        )
    });
    let outside = asked.as_ref().map_or_else(String::new, told);
    let line = format!("{looked}{outside}errors {errors}, warnings {warnings}");
    let sound = errors == 0 && counts.is_some();
    let object = Json {
        sound,
        counts,
        external: asked.as_ref(),
        diagnostics: &diagnostics,
    };
    report::conclude(&line, arguments.json.then_some(&object))?;
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What came of asking other hosts: `asked 12, known 20, left 0, gone 1, unreachable 0, unknown 2; `.
fn told(summary: &Summary) -> String {
    let Summary {
        asked,
        known,
        left,
        gone,
        unreachable,
        unknown,
        fine: _,
    } = summary;
    format!(
        "asked {asked}, known {known}, left {left}, gone {gone}, unreachable {unreachable}, unknown {unknown}: "
    )
}
