//! `offprint fetch`.
//!
//! Exit codes: 0 done; 1 failed here; 2 wrong usage; 3 the sources have no papers; 4 a source is down.
//! Of several sources the worst counts, and a source with papers counts more than one without.

use super::clock::Wall;
use super::site::require_site;
use super::{Common, report};
use crate::config::fetch::FetchTable;
use crate::diagnostic::{Diagnostic, Severity};
use crate::fetch::client::{self, Client, FetchError};
use crate::fetch::policy::{Address, Policy};
use crate::fetch::source::Source;
use crate::fetch::{self, Failure, FetchedFile, Kept, Outcome, Query};
use crate::model::date::{self, Date};
use crate::pipeline::settings::Settings;
use clap::Args;
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Duration;

/// Hosts of the sources that have a name.
const KNOWN: [&str; 3] = ["huggingface.co", "rss.arxiv.org", "export.arxiv.org"];

/// Arguments of `offprint fetch`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// huggingface, arxiv:cs.LG+cs.CL, or the address of a feed [default: those in the tables [[fetch]] of offprint.toml]
    #[arg(value_name = "SOURCE", value_parser = Source::parse)]
    sources: Vec<Source>,
    /// This day alone, instead of today and what was missed
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    date: Option<Date>,
    /// Ask here instead of the source's own address: a mirror of it
    #[arg(long, value_name = "URL", requires = "sources")]
    address: Option<String>,
    /// Also ask this host, unencrypted and on the own network too; may be given several times
    #[arg(long = "allow-host", value_name = "HOST[:PORT]")]
    allow_hosts: Vec<String>,
    /// Seconds that a request may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    timeout: u64,
    /// Print what was fetched as JSON
    #[arg(long)]
    json: bool,
}

/// What became of a source, from the best to the worst that decides the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// It has no papers.
    Empty,
    Done,
    /// It is down.
    Down,
    /// Something here failed.
    Failed,
}

#[derive(Serialize)]
struct Json {
    source: String,
    state: State,
    files: Vec<JsonFile>,
    error: Option<String>,
}

#[derive(Serialize)]
struct JsonFile {
    date: String,
    path: String,
    papers: usize,
    kept: &'static str,
}

/// Fetches from all sources and reports.
///
/// # Errors
/// Where there is no site, or its configuration has faults.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    require_site(&common.root)?;
    let settings = Settings::load(&common.root);
    if settings.has_errors() {
        report::diagnostics(&settings.noticed, common)?;
        return Ok(ExitCode::FAILURE);
    }
    let tables = tables(arguments, &settings);
    if tables.is_empty() {
        let note = Diagnostic::note("no sources are configured, so nothing is fetched").help(
            "name one (`offprint fetch huggingface`), or add a table [[fetch]] to offprint.toml",
        );
        report::diagnostics(&[note], common)?;
        return Ok(ExitCode::SUCCESS);
    }
    let base_url = settings.config.base_url.as_deref();
    let mut worst = State::Empty;
    let mut all = Vec::new();
    for table in tables {
        let client = Client::new(options(&table, arguments, base_url), &Wall);
        let outcome = fetch::fetch(&table.query, &common.root, &client, &Wall);
        let state = state(&outcome);
        tell(&table.query.source, &outcome, state, common, arguments.json)?;
        worst = worst.max(state);
        all.push(json(&table.query.source, &outcome, state));
    }
    if arguments.json {
        let text = serde_json::to_string(&all)?;
        report::ignoring_closed_pipe(writeln!(io::stdout().lock(), "{text}"))?;
    }
    Ok(ExitCode::from(match worst {
        State::Done => 0,
        State::Failed => 1,
        State::Empty => 3,
        State::Down => 4,
    }))
}

/// What is asked for: by the command line, else by the configuration.
fn tables(arguments: &Arguments, settings: &Settings) -> Vec<FetchTable> {
    let mut tables: Vec<FetchTable> = match arguments.sources.as_slice() {
        [] => settings.config.fetch.clone(),
        sources => sources
            .iter()
            .map(|source| FetchTable {
                query: Query::of(source.clone()),
                allow_hosts: Vec::new(),
                contact: None,
            })
            .collect(),
    };
    for table in &mut tables {
        table.query.date = arguments.date;
        if let Some(address) = &arguments.address {
            table.query.address = Some(address.clone());
        }
        table
            .allow_hosts
            .extend(arguments.allow_hosts.iter().cloned());
    }
    tables
}

fn options(table: &FetchTable, arguments: &Arguments, base_url: Option<&str>) -> client::Options {
    let mut known: Vec<String> = KNOWN.map(str::to_owned).to_vec();
    // Who names an address means its host.
    let own = match (&table.query.address, &table.query.source) {
        (Some(address), _) | (None, Source::Feed(address)) => Address::parse(address).ok(),
        _ => None,
    };
    known.extend(own.map(|address| address.host));
    client::Options {
        contact: table
            .contact
            .clone()
            .or_else(|| base_url.map(str::to_owned)),
        timeout: Duration::from_secs(arguments.timeout.max(1)),
        policy: Policy {
            known,
            allowed: table.allow_hosts.clone(),
            ..Policy::default()
        },
        token: std::env::var("HF_TOKEN")
            .ok()
            .map(|token| token.trim().to_owned())
            .filter(|token| !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic()))
            .map(|token| ("huggingface.co".to_owned(), token)),
    }
}

fn state(outcome: &Outcome) -> State {
    let is_new = |file: &FetchedFile| matches!(file.kept, Kept::New | Kept::Updated);
    let last_empty = outcome.empty.iter().max();
    let last_file = outcome.files.iter().map(|file| file.date).max();
    match &outcome.failure {
        Some(Failure::Source(FetchError::Refused(_)) | Failure::Store(_)) => State::Failed,
        Some(Failure::Source(_)) => State::Down,
        None if outcome.files.iter().any(is_new) => State::Done,
        // What was there before is no news of a day without papers.
        None if last_empty.copied() > last_file => State::Empty,
        None => State::Done,
    }
}

/// Says what became of a source.
fn tell(
    source: &Source,
    outcome: &Outcome,
    state: State,
    common: &Common,
    is_json: bool,
) -> anyhow::Result<()> {
    let mut text = String::new();
    for file in &outcome.files {
        let FetchedFile {
            date, path, papers, ..
        } = file;
        let plural = if *papers == 1 { "" } else { "s" };
        let kept = kept(file.kept);
        let _ = writeln!(
            text,
            "{source}: {date}: {papers} paper{plural} for {path} ({kept})"
        );
    }
    for day in &outcome.empty {
        let _ = writeln!(text, "{source}: {day}: no papers");
    }
    if !common.quiet {
        let written = match is_json {
            true => write!(io::stderr().lock(), "{text}"),
            false => write!(io::stdout().lock(), "{text}"),
        };
        report::ignoring_closed_pipe(written)?;
    }
    let mut noticed: Vec<Diagnostic> = outcome.diagnostics.clone();
    noticed.retain(|one| one.severity != Severity::Note);
    if let Some(failure) = &outcome.failure {
        let told = Diagnostic::error(format!("{source}: {failure}"));
        noticed.push(match state {
            State::Down => told.help(
                "the site can be built from what there is; the papers are caught up when the source answers again",
            ),
            _ => told,
        });
    }
    report::diagnostics(&noticed, common)?;
    Ok(())
}

fn kept(kept: Kept) -> &'static str {
    match kept {
        Kept::New => "new",
        Kept::Updated => "updated",
        Kept::Same => "as it was",
        Kept::Edited => "edited by hand, so left alone",
        Kept::Fuller => "it has more than twice as many, so it was left alone",
    }
}

fn json(source: &Source, outcome: &Outcome, state: State) -> Json {
    let files = outcome.files.iter().map(|file| JsonFile {
        date: file.date.to_string(),
        path: file.path.clone(),
        papers: file.papers,
        kept: kept(file.kept),
    });
    Json {
        source: source.to_string(),
        state,
        files: files.collect(),
        error: outcome.failure.as_ref().map(ToString::to_string),
    }
}
