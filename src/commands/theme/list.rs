//! `offprint theme list`.

use crate::commands::{Common, report};
use crate::pipeline::settings::Settings;
use crate::theme::catalogue;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Prints a line a theme; the one that the site uses has a star.
pub fn run(common: &Common) -> anyhow::Result<ExitCode> {
    let used = Settings::load(&common.root).config.theme;
    let mut faults = Vec::new();
    let mut out = io::stdout().lock();
    for theme in catalogue::list(&common.root) {
        let star = if theme.name == used { '*' } else { ' ' };
        let place = if theme.is_in_program {
            "built in".to_owned()
        } else {
            format!("themes/{}", theme.name)
        };
        let line = match theme.head {
            Ok(head) => format!(
                "{star} {} {} ({place}): {}",
                theme.name, head.version, head.description
            ),
            Err(fault) => {
                faults.push(fault);
                format!("{star} {} ({place}): cannot be used", theme.name)
            }
        };
        report::ignoring_closed_pipe(writeln!(out, "{}", line.trim_end_matches(": ")))?;
    }
    report::diagnostics(&faults, common)?;
    Ok(ExitCode::SUCCESS)
}
