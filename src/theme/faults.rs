//! What the engine says about a mistake in a template, as a diagnostic.

use super::templates::Source;
use crate::diagnostic::Diagnostic;
use tera::{Error, ErrorKind, ReportError};

/// A mistake found when templates are loaded.
pub fn loading(error: &Error, sources: &[Source]) -> Diagnostic {
    match error.kind() {
        ErrorKind::CircularExtend { tpl, .. } => in_template(
            Diagnostic::error("this template extends itself"),
            tpl,
            sources,
        )
        .help(format!(
            "to extend the template that this one shadows, name its layer: {{% extends \"folio/{}\" %}}",
            tpl.split_once('/').map_or(tpl.as_str(), |(_, name)| name)
        )),
        ErrorKind::MissingParent { current, parent } => in_template(
            Diagnostic::error(format!("there is no template `{parent}` to extend")),
            current,
            sources,
        ),
        _ => general(error, sources),
    }
}

/// A mistake found when a page is rendered.
pub fn rendering(error: &Error, sources: &[Source], page: &str) -> Diagnostic {
    let mut fault = general(error, sources);
    fault.message.push_str(&format!(" (on the page {page})"));
    fault
}

fn general(error: &Error, sources: &[Source]) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            pointed(report, sources)
        }
        kind => Diagnostic::error(format!("the theme cannot be used: {kind}")),
    }
}

fn pointed(report: &ReportError, sources: &[Source]) -> Diagnostic {
    let (message, help) = match report.message().split_once('\n') {
        Some((first, rest)) => (first.trim(), Some(rest.trim())),
        None => (report.message(), None),
    };
    let fault = Diagnostic::error(message);
    let fault = match sources
        .iter()
        .find(|source| source.name == report.filename())
    {
        Some(source) => fault.in_file(&source.file).at(
            &source.text,
            report.span().start_line,
            report.span().start_col + 1,
        ),
        None => fault.in_file(report.filename()),
    };
    match help.filter(|help| !help.is_empty()) {
        Some(help) => fault.help(help),
        None => fault.help("what each template has is listed in the README under \"Templates\""),
    }
}

fn in_template(fault: Diagnostic, name: &str, sources: &[Source]) -> Diagnostic {
    match sources.iter().find(|source| source.name == name) {
        Some(source) => fault.in_file(&source.file).at_line(&source.text, 1),
        None => fault.in_file(name),
    }
}
