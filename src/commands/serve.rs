//! `offprint serve`.

mod sources;

use super::site::{SiteArguments, require_site};
use super::{Common, report};
use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::preview::{Attempt, Preview};
use crate::publish::server::Server;
use crate::publish::server::screen::Screen;
use anyhow::{Context, anyhow};
use clap::Args;
use sources::Sources;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

/// The port where none is named.
const PORT: u16 = 1111;

/// Arguments of `offprint serve`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Port on this machine; 0 is any that is free [default: 1111, or any if that is taken]
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Also show digests and pages marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Absolute address of the site's root, instead of offprint.toml's; only its path counts here
    #[arg(long, value_name = "URL", value_parser = config::base_url)]
    base_url: Option<String>,
}

/// Shows the site and every change of it, until the process is ended.
///
/// # Errors
/// Where there is no site, no port, or no way to watch the sources.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    require_site(&common.root)?;
    let server = bind(arguments.port)?;
    let address = server.address().context("the server has no address")?;
    let mut sources = Sources::watch(&common.root)?;
    let mut show = Show {
        common: common.clone(),
        origin: format!("http://{address}"),
        site: SiteArguments {
            base_url: arguments.base_url.clone(),
            drafts: arguments.drafts,
            ..SiteArguments::default()
        },
        screen: server.screen(),
        shown: None,
    };
    let path = show.next("")?;
    let home = format!("{}{path}", show.origin);
    say(&format!(
        "the site is shown at {home} and follows your changes; Ctrl+C ends it"
    ))?;
    if arguments.open {
        open::that_detached(&home).with_context(|| format!("no browser opens {home}"))?;
    }
    thread::spawn(move || {
        while let Some(changed) = sources.next() {
            if let Err(error) = show.next(&changed) {
                let _ = writeln!(io::stderr(), "error: {error:#}");
            }
        }
    });
    server.run().context("the server ended")?;
    Ok(ExitCode::SUCCESS)
}

fn bind(port: Option<u16>) -> anyhow::Result<Server> {
    let refused = |port: u16, error: io::Error| {
        anyhow!("port {port} cannot be had: {error}\n  help: choose another by --port")
    };
    match port {
        Some(port) => Server::bind(port).map_err(|error| refused(port, error)),
        None => Server::bind(PORT)
            .or_else(|_| Server::bind(0))
            .map_err(|error| refused(PORT, error)),
    }
}

/// What is shown, and where.
struct Show {
    common: Common,
    /// Scheme, address and port of the server.
    origin: String,
    site: SiteArguments,
    screen: Arc<Screen>,
    shown: Option<Arc<Preview>>,
}

impl Show {
    /// Reads the site anew and shows it, or its faults; `changed` says what changed. Gives the path
    /// of the site's root.
    fn next(&mut self, changed: &str) -> anyhow::Result<String> {
        let started = Instant::now();
        let (mut settings, mut request) = self.site.resolve(&self.common.root)?;
        let base_url = settings.config.base_url.as_deref();
        let path = base_url.map_or("/", path_of).to_owned();
        // Absolute addresses lead here, not to the published site.
        settings.config.base_url = Some(format!("{}{path}", self.origin));
        // Nothing was shown before that would be better than a site with gaps.
        request.keep_going = self.shown.is_none();
        let Attempt {
            preview,
            account,
            mut diagnostics,
        } = Preview::begin(&settings, &request, self.shown.as_deref());
        let seconds = started.elapsed().as_secs_f64();
        diagnostics.retain(|diagnostic| diagnostic.severity != Severity::Note);
        report::diagnostics(&diagnostics, &self.common)?;
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        let is_shown = preview.is_some();
        if let Some(preview) = preview {
            let preview = Arc::new(preview);
            self.screen.show(preview.clone(), &path);
            self.shown = Some(preview);
        }
        if !diagnostics.is_empty() {
            self.screen.show_faults(&diagnostics);
        }
        if is_shown {
            let (papers, pages) = (account.papers, account.pages);
            let because = if changed.is_empty() { "" } else { ": " };
            say(&format!(
                "papers {papers}, pages {pages}, seconds {seconds:.2}{because}{changed}"
            ))?;
        } else {
            let meanwhile = match self.shown {
                Some(_) => "the last version stays",
                None => "there is nothing to show yet",
            };
            say(&format!("{}; {meanwhile}", errors(&diagnostics)))?;
        }
        Ok(path)
    }
}

fn errors(diagnostics: &[Diagnostic]) -> String {
    let plural = if diagnostics.len() == 1 { "" } else { "s" };
    format!("{} error{plural}", diagnostics.len())
}

/// The path of an absolute address that ends in a slash.
fn path_of(url: &str) -> &str {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let path = url[after_scheme..].find('/');
    path.map_or("/", |at| &url[after_scheme + at..])
}

fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    report::ignoring_closed_pipe(writeln!(out, "{text}").and_then(|()| out.flush()))
}
