//! What the engine says about a mistake in a template, as a diagnostic.

use super::templates::Source;
use crate::diagnostic::{Diagnostic, nearest};
use std::collections::{BTreeMap, BTreeSet};
use tera::{Error, ErrorKind, ReportError};

/// What the message of each template is listed under.
pub(super) const HELP: &str = "what each template has is listed in the README under \"Templates\"";

/// Mistakes found when templates are loaded.
pub fn loading(error: &Error, sources: &[Source]) -> Vec<Diagnostic> {
    let fault = match error.kind() {
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
        )
        .help(names_like(parent, sources)),
        // Names that nothing has (filters, blocks, components): all in one text.
        ErrorKind::Msg(text) if text.starts_with(REPORT) => {
            let between = format!("\n\n{REPORT}");
            let reports = text.split(&between);
            let faults = reports.map(|report| told(report.trim_start_matches(REPORT), sources));
            return without_blocks(faults.collect(), sources);
        }
        _ => general(error, sources),
    };
    vec![fault]
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
        None => fault.help(HELP),
    }
}

/// What begins each report of a text that holds several.
const REPORT: &str = "error: ";

/// A report that the engine has put into words already: message, ` --> file:line:column`, source.
fn told(report: &str, sources: &[Source]) -> Diagnostic {
    let (message, rest) = report.split_once('\n').unwrap_or((report, ""));
    let fault = Diagnostic::error(message).help(HELP);
    let place = rest.lines().next().and_then(|line| {
        let (_, place) = line.split_once("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let column: usize = parts.next()?.parse().ok()?;
        let line: usize = parts.next()?.parse().ok()?;
        Some((parts.next()?, line, column))
    });
    let Some((name, line, column)) = place else {
        return fault;
    };
    match sources.iter().find(|source| source.name == name) {
        Some(source) => fault.in_file(&source.file).at(&source.text, line, column),
        None => fault.in_file(name),
    }
}

/// A template that stands in for another without its blocks makes every template wrong that fills
/// these. The fault is the stand-in's, and is told once.
fn without_blocks(faults: Vec<Diagnostic>, sources: &[Source]) -> Vec<Diagnostic> {
    let mut missing: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut told = Vec::new();
    for fault in &faults {
        match block_and_stand_in(fault, sources) {
            Some((block, stand_in)) => {
                missing.entry(&stand_in.name).or_default().insert(block);
            }
            None => told.push(fault.clone()),
        }
    }
    for (name, blocks) in missing {
        let (_, path) = name.split_once('/').unwrap_or(("", name));
        let blocks: Vec<String> = blocks.into_iter().map(|b| format!("`{b}`")).collect();
        let fault = Diagnostic::error(format!(
            "other templates extend this one and fill blocks that it lacks: {}",
            blocks.join(", ")
        ));
        told.push(in_template(fault, name, sources).help(format!(
            "add the blocks, or begin with {{% extends \"folio/{path}\" %}} and change what is to be different"
        )));
    }
    told
}

/// For a block that no parent has: its name, and the parent, where that shadows a template of the
/// layer which fills the block.
fn block_and_stand_in<'a>(
    fault: &'a Diagnostic,
    sources: &'a [Source],
) -> Option<(&'a str, &'a Source)> {
    let rest = fault.message.strip_prefix("Block `")?;
    let (block, _) = rest.split_once("` is not defined in any parent")?;
    let file = fault.file.as_deref()?;
    let child = sources.iter().find(|source| source.file == file)?;
    let (_, after) = child.text.split_once("extends")?;
    let parent = after.split(['"', '\'']).nth(1)?;
    // Sources are in the order of the layers, so the first of the name is the one that is used.
    let stand_in = sources.iter().find(|source| {
        source
            .name
            .split_once('/')
            .is_some_and(|(_, path)| path == parent)
    })?;
    let layer = |source: &'a Source| source.name.split_once('/').map(|(layer, _)| layer);
    let is_shadowed = sources.iter().any(|source| {
        layer(source) == layer(child) && source.name.ends_with(&format!("/{parent}"))
    });
    (layer(stand_in) != layer(child) && is_shadowed).then_some((block, stand_in))
}

/// Names of templates like a mistyped one, or where to look.
fn names_like(typed: &str, sources: &[Source]) -> String {
    match nearest(typed, sources.iter().map(|source| &*source.name)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "write the layer before the name: {% extends \"folio/paper.html\" %}".to_owned(),
    }
}

fn in_template(fault: Diagnostic, name: &str, sources: &[Source]) -> Diagnostic {
    match sources.iter().find(|source| source.name == name) {
        Some(source) => fault.in_file(&source.file).at_line(&source.text, 1),
        None => fault.in_file(name),
    }
}
