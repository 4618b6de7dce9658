//! `offprint theme check`.

use crate::commands::{Common, report};
use crate::diagnostic::Severity;
use crate::pipeline::settings::Settings;
use crate::pipeline::trial;
use clap::Args;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Arguments of `offprint theme check`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The theme to try [default: the one that the site uses]
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Tries a theme under the site's own templates and reports every mistake.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let settings = Settings::load(&common.root);
    let name = arguments.name.as_ref().unwrap_or(&settings.config.theme);
    let found = match trial::of_theme(&common.root, name, &settings.config) {
        Ok(found) => found,
        Err(faults) => {
            report::diagnostics(&faults, common)?;
            return Ok(ExitCode::FAILURE);
        }
    };
    report::diagnostics(&found, common)?;
    let errors = found
        .iter()
        .filter(|fault| fault.severity == Severity::Error)
        .count();
    let verdict = match errors {
        0 => format!("the theme {name} renders all samples"),
        1 => format!("the theme {name} has 1 mistake"),
        _ => format!("the theme {name} has {errors} mistakes"),
    };
    report::ignoring_closed_pipe(writeln!(io::stdout().lock(), "{verdict}"))?;
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
