//! Sending the newsletter to the readers of a file, or saying who would get it.

use super::environment;
use super::letters::Letters;
use super::progress::Progress;
use crate::commands::Common;
use crate::commands::clock::Wall;
use crate::diagnostic::Diagnostic;
use crate::mail::delivery::{self, Account, Post, Route, Run};
use crate::mail::ledger::{Known, Ledger, State};
use crate::mail::message::Sender;
use crate::mail::recipients;
use crate::mail::server::{Server, Trust};
use crate::mail::suppression::Suppression;
use crate::model::clock::Clock as _;
use crate::model::library::TopicIndex;
use crate::pipeline::newsletter::Desk;
use crate::pipeline::settings::Settings;
use anyhow::{Context as _, bail};
use serde::Serialize;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What is to be done.
pub struct Job<'a> {
    /// The file of readers.
    pub list: &'a Path,
    pub ledger: Option<&'a Path>,
    pub suppressed: Option<&'a Path>,
    /// Whether anything is sent.
    pub sends: bool,
    /// The topics of readers who have chosen none; all where there are none.
    pub topics: &'a [TopicIndex],
    pub sender: &'a Sender,
}

/// What became of the readers, in numbers that add up.
#[derive(Debug, Clone, Serialize)]
pub struct Readers {
    /// In the file, each once.
    pub readers: usize,
    /// Whose topics the digest has nothing about.
    pub without_papers: usize,
    pub sent: usize,
    /// Of those, messages whose answer was lost; the reader may have it or not.
    pub uncertain: usize,
    /// Had it from a run before.
    pub had: usize,
    pub suppressed: usize,
    pub refused: usize,
    /// Still to be sent; without --send all who would get it.
    pub left: usize,
}

impl fmt::Display for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            readers,
            without_papers,
            sent,
            uncertain,
            had,
            suppressed,
            refused,
            left,
        } = self;
        write!(
            f,
            "readers {readers} = sent {sent} + had it {had} + suppressed {suppressed} + refused {refused} + nothing for them {without_papers} + left {left}"
        )?;
        match uncertain {
            0 => Ok(()),
            uncertain => write!(f, " (of those sent, {uncertain} without an answer)"),
        }
    }
}

/// Sends; none where that was refused before it began.
pub fn run(
    common: &Common,
    settings: &Settings,
    desk: &Desk<'_>,
    job: &Job<'_>,
) -> anyhow::Result<(Option<Readers>, Vec<Diagnostic>)> {
    for file in [Some(job.list), job.suppressed].into_iter().flatten() {
        require_outside(file, &common.root)?;
    }
    let name = job.list.display().to_string();
    let bytes = fs::read(job.list).with_context(|| format!("cannot read {name}"))?;
    let (all, mut noticed) = match recipients::read(&bytes, &name) {
        Ok(read) => read,
        Err(fault) => return Ok((None, vec![fault])),
    };
    let (letters, found) = Letters::compose(desk, job.topics, &all);
    noticed.extend(found);
    let Some(letters) = letters else {
        return Ok((None, noticed));
    };
    let posts: Vec<Post<'_>> = all
        .iter()
        .filter_map(|recipient| {
            let letter = letters.of(recipient)?;
            Some(Post { recipient, letter })
        })
        .collect();
    let readers = |account: &Account| Readers {
        readers: all.len(),
        without_papers: all.len() - posts.len(),
        sent: account.sent,
        uncertain: account.uncertain,
        had: account.had,
        suppressed: account.suppressed,
        refused: account.refused,
        left: account.left,
    };
    let path = job
        .ledger
        .map_or_else(|| job.list.with_extension("ledger"), Path::to_owned);
    let edition = &desk.date().to_string();
    let machine = environment::machine();
    let machine = machine.as_deref();
    let fingerprint = job.sender.key().fingerprint(job.sender.list_id());
    let mut suppression =
        Suppression::open(job.suppressed).context("cannot read the list of those who left")?;
    noticed.extend(unclear(&suppression, job.suppressed));
    if !job.sends {
        let known = Known::read(&path, edition, machine, &fingerprint)?;
        let account = foreseen(&posts, job.sender, &known, &mut suppression)?;
        return Ok((Some(readers(&account)), noticed));
    }
    let route = match route(common, settings) {
        Ok(route) => route,
        Err(why) => {
            noticed.push(Diagnostic::error(why));
            return Ok((None, noticed));
        }
    };
    let mut ledger = Ledger::open(&path, edition, machine, &fingerprint, Wall.now())?;
    let mut progress = Progress::new(common, posts.len());
    let delivered = delivery::deliver(
        Run {
            sender: job.sender,
            route: &route,
            edition,
            ledger: &mut ledger,
            suppression: &mut suppression,
            is_stopped: stop_on_signal()?,
        },
        &posts,
        &Wall,
        &mut |event| progress.tell(&event),
    );
    progress.finish();
    let account = delivered?;
    noticed.extend(told(&account));
    Ok((Some(readers(&account)), noticed))
}

/// Lines of the file of those who left that name nobody.
fn unclear(suppression: &Suppression, file: Option<&Path>) -> Option<Diagnostic> {
    let (first, file) = (suppression.unclear().first()?, file?);
    let lines = suppression.unclear().len();
    let others = if lines > 1 {
        format!(", nor do {} others", lines - 1)
    } else {
        String::new()
    };
    let message = format!("this line has neither an address nor a hash of one{others}");
    Some(
        Diagnostic::warning(message)
            .in_file(file.display().to_string())
            .at_line("", *first)
            .help("whoever it means is written to all the same; write an address, its SHA-256, or the token of the address by which somebody left"),
    )
}

/// What would become of the letters, as far as it is known here.
fn foreseen(
    posts: &[Post<'_>],
    sender: &Sender,
    known: &Known,
    suppression: &mut Suppression,
) -> anyhow::Result<Account> {
    let mut account = Account::default();
    for post in posts {
        let address: &str = post.recipient.address.as_ref();
        let reader = sender.key().reader(sender.list_id(), address);
        match known.state(&reader) {
            State::Sent => account.had += 1,
            State::Refused => account.refused += 1,
            State::Open if suppression.has(sender.key(), sender.list_id(), address)? => {
                account.suppressed += 1;
            }
            State::Open => account.left += 1,
        }
    }
    Ok(account)
}

/// What is set when the run is told to end (SIGINT, SIGTERM): the message at hand is finished first, since
/// some servers drop one whose sender is gone. Whoever tells it twice means at once.
fn stop_on_signal() -> anyhow::Result<&'static AtomicBool> {
    static IS_STOPPED: AtomicBool = AtomicBool::new(false);
    ctrlc::set_handler(|| {
        if IS_STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    })
    .context("cannot listen to signals")?;
    Ok(&IS_STOPPED)
}

/// What went wrong, in words.
fn told(account: &Account) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let answer = account.last_answer.as_deref().unwrap_or("no answer");
    if account.refused_now > 0 {
        told.push(Diagnostic::warning(format!("the server refused {} for good, and they get nothing of this newsletter; it said last: {answer}", readers(account.refused_now)))
            .help("the ledger tells the codes; addresses that do not exist belong into the file of --suppressed"));
    }
    if account.left > 0 {
        let why = account.stopped.as_deref().unwrap_or(answer);
        told.push(
            Diagnostic::error(format!("{} did not get it: {why}", readers(account.left)))
                .help("run the same command again: it sends to those alone"),
        );
    }
    told
}

fn readers(number: usize) -> String {
    format!("{number} reader{}", if number == 1 { "" } else { "s" })
}

/// How mail is handed in, by the configuration and the environment.
fn route(common: &Common, settings: &Settings) -> Result<Route, String> {
    let options = &settings.config.email;
    let Some(server) = environment::server().or_else(|| options.smtp.clone()) else {
        return Err("no mail server is named: set `smtp` in the table [email], or the variable SMTP_URL, to one such as smtp://mail.example.org:587".to_owned());
    };
    let more = options.ca_file.as_ref().map(|file| {
        let path = common.root.join(file);
        fs::read(&path)
            .map_err(|error| format!("cannot read `email.ca_file` {}: {error}", path.display()))
    });
    Ok(Route {
        server: Server::parse(&server)?,
        trust: Trust::new(more.transpose()?.as_deref())?,
        login: environment::login()?,
        per_minute: options.per_minute,
        retries: options
            .retry_seconds
            .iter()
            .copied()
            .map(Duration::from_secs)
            .collect(),
        patience: Duration::from_secs(options.timeout_seconds),
    })
}

/// Addresses of readers do not belong where they may be published or committed.
fn require_outside(list: &Path, root: &Path) -> anyhow::Result<()> {
    let real = |path: &Path| {
        fs::canonicalize(path).with_context(|| format!("cannot read {}", path.display()))
    };
    let (list, root) = (real(list)?, real(root)?);
    let repository: PathBuf = root
        .ancestors()
        .find(|folder| folder.join(".git").exists())
        .map_or_else(|| root.clone(), Path::to_owned);
    if list.starts_with(&repository) {
        bail!(
            "{} is within {}, from where the addresses of your readers could be published\n  help: keep it outside",
            list.display(),
            repository.display()
        );
    }
    Ok(())
}
