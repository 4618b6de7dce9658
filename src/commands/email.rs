//! `offprint email`.
//!
//! Exit codes: 0 done; 1 failed, or letters are left that another run has to send; 2 wrong usage; 3 there
//! is nothing to send: no digest, an empty one, or one that is too old.

mod environment;
mod files;
mod letters;
mod progress;
mod sending;
mod told;

use super::clock::{Wall, today};
use super::site::{SiteArguments, named_day, named_moment, require_site};
use super::{Common, report};
use crate::config;
use crate::diagnostic::{Diagnostic, Severity};
use crate::mail::letter::Letter;
use crate::mail::message::{Posting, Sender};
use crate::model::clock::Clock as _;
use crate::model::date::{self, Date};
use crate::model::library::TopicIndex;
use crate::model::slug::slug;
use crate::pipeline::newsletter::{self, Desk, Outcome};
use crate::pipeline::settings::Settings;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use told::{State, Told};

/// Arguments of `offprint email`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The digest of this day instead of the newest
    #[arg(long, value_name = "DATE", value_parser = date::parse)]
    date: Option<Date>,
    /// Only papers on these topics, parted by commas; for readers who have chosen none
    #[arg(long, value_name = "TOPICS", value_delimiter = ',')]
    topics: Vec<String>,
    /// Folder for the newsletter as .eml, .html and .txt [default: newsletter/ of the site]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Show it in the browser
    #[arg(long)]
    open: bool,
    /// Send nothing, and say what --send would do; this is the default
    #[arg(long, conflicts_with = "send")]
    dry_run: bool,
    /// Send it to the readers
    #[arg(long, requires = "recipients")]
    send: bool,
    /// Who gets it: CSV with the columns address, name and topics, outside the repository
    #[arg(long, value_name = "FILE")]
    recipients: Option<PathBuf>,
    /// Who got what, so that nobody gets anything twice [default: beside the recipients, with the ending .ledger]
    #[arg(long, value_name = "FILE", requires = "recipients")]
    ledger: Option<PathBuf>,
    /// Who must get nothing: an address, or its SHA-256, a line
    #[arg(long, value_name = "FILE", requires = "recipients")]
    suppressed: Option<PathBuf>,
    /// Also send a digest that is old
    #[arg(long)]
    force: bool,
    /// Absolute address of the site's root, instead of offprint.toml's
    #[arg(long, value_name = "URL", value_parser = config::base_url)]
    base_url: Option<String>,
    /// Go on although some files of the site could not be read
    #[arg(long)]
    keep_going: bool,
    /// Print what was composed and sent as JSON
    #[arg(long)]
    json: bool,
}

/// Composes, writes and, where that is asked for, sends.
///
/// # Errors
/// Where there is no site, or a file cannot be read or written.
pub fn run(common: &Common, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    require_site(&common.root)?;
    let site = SiteArguments {
        base_url: arguments.base_url.clone(),
        keep_going: arguments.keep_going,
        ..SiteArguments::default()
    };
    let (mut settings, request) = site.resolve(&common.root)?;
    if settings.config.base_url.is_none() {
        settings.noticed.push(
            Diagnostic::error("a newsletter has links, so the site needs an address")
                .help("set base_url in offprint.toml, or give --base-url"),
        );
    }
    let attempt = newsletter::at_desk(&settings, &request, arguments.date, |desk| {
        at_desk(common, arguments, &settings, desk)
    });
    let mut diagnostics = attempt.diagnostics;
    // What is noted of the content was said by the build.
    diagnostics.retain(|one| one.severity != Severity::Note);
    let told = match attempt.outcome {
        Outcome::Done(done) => {
            let (told, found) = done?;
            diagnostics.extend(found);
            told
        }
        Outcome::NoDigest => Told::new(State::Empty),
        Outcome::Faulty => Told::new(State::Failed),
    };
    report::diagnostics(&diagnostics, common)?;
    report::conclude(&told.to_string(), arguments.json.then_some(&told))?;
    Ok(ExitCode::from(match told.state {
        State::Composed | State::Sent => 0,
        State::Failed | State::Incomplete => 1,
        State::Empty | State::Old => 3,
    }))
}

/// What is done about the newsletter, and what was noticed.
type Done = anyhow::Result<(Told, Vec<Diagnostic>)>;

fn at_desk(common: &Common, arguments: &Arguments, settings: &Settings, desk: &Desk<'_>) -> Done {
    let failed = |found: Vec<Diagnostic>| Ok((Told::new(State::Failed), found));
    let mut noticed = Vec::new();
    let topics = match topics(arguments, desk) {
        Ok(topics) => topics,
        Err(faults) => return failed(faults),
    };
    let sender = match sender(arguments, settings) {
        Ok(sender) => sender,
        Err(fault) => return failed(vec![fault]),
    };
    if sender.is_none() {
        noticed.push(
            Diagnostic::warning("`from` is not set in the table [email], so there is no .eml, and nothing can be sent")
                .in_file(config::FILE)
                .help("set it to the address that sends, such as from = \"Papers <papers@example.org>\""),
        );
    }
    let mut told = Told::new(State::Empty);
    told.edition = Some(desk.date().to_string());
    if !desk.has_papers() {
        return Ok((told, noticed));
    }
    let way_out = sender.as_ref().and_then(Sender::public_way_out);
    let letter = match desk.letter(&topics, way_out.is_some()) {
        Ok(letter) => letter,
        Err(fault) => return failed(vec![fault]),
    };
    if let Some(letter) = &letter {
        told.state = State::Composed;
        told.subject = Some(letter.subject.clone());
        told.papers = letter.papers;
        told.files = write(common, arguments, desk, letter, sender.as_ref())?;
    }
    let Some(list) = &arguments.recipients else {
        return Ok((told, noticed));
    };
    let Some(sender) = sender else {
        told.state = State::Failed;
        return Ok((told, noticed));
    };
    if !arguments.force
        && let Some(why) = out_of_date(desk.date(), named_day()?, settings)
    {
        noticed.push(why);
        told.state = State::Old;
        return Ok((told, noticed));
    }
    let job = sending::Job {
        list,
        ledger: arguments.ledger.as_deref(),
        suppressed: arguments.suppressed.as_deref(),
        sends: arguments.send,
        topics: &topics,
        sender: &sender,
    };
    let (readers, found) = sending::run(common, settings, desk, &job)?;
    noticed.extend(found);
    told.state = match &readers {
        None => State::Failed,
        Some(readers) if readers.without_papers == readers.readers => State::Empty,
        Some(_) if !arguments.send => State::Composed,
        Some(readers) if readers.left > 0 => State::Incomplete,
        Some(_) => State::Sent,
    };
    told.readers = readers;
    Ok((told, noticed))
}

/// The topics that the command line names.
fn topics(arguments: &Arguments, desk: &Desk<'_>) -> Result<Vec<TopicIndex>, Vec<Diagnostic>> {
    let mut topics = Vec::new();
    let mut faults = Vec::new();
    let named = arguments.topics.iter().map(|name| name.trim());
    for name in named.filter(|name| !name.is_empty()) {
        match desk.topic(name) {
            Ok(topic) if topics.contains(&topic) => {}
            Ok(topic) => topics.push(topic),
            Err(near) => faults.push(
                Diagnostic::error(format!("the site has no topic `{name}`")).help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the page topics/index.html lists them".to_owned(),
                }),
            ),
        }
    }
    if faults.is_empty() {
        Ok(topics)
    } else {
        Err(faults)
    }
}

/// Who sends; none where nobody is configured and nothing is to be sent.
fn sender(arguments: &Arguments, settings: &Settings) -> Result<Option<Sender>, Diagnostic> {
    let options = &settings.config.email;
    if options.from.is_none() && !arguments.send {
        return Ok(None);
    }
    let at = |key: &str, why: String| {
        settings
            .at_key("email", Diagnostic::error(why))
            .help(format!("set `{key}` in the table [email]"))
    };
    // Only what is sent is signed.
    let signer = match arguments.send {
        true => environment::signer(options).map_err(Diagnostic::error)?,
        false => None,
    };
    let sender =
        Sender::new(options, environment::key(), signer).map_err(|(key, why)| at(key, why))?;
    if arguments.send && !sender.has_way_out() {
        let why = "nothing is sent to readers who could not leave the list: `email.list_unsubscribe` is missing";
        return Err(at("list_unsubscribe", why.to_owned()));
    }
    if arguments.send && sender.lacks_key() {
        return Err(Diagnostic::error(
            "`{token}` in `email.list_unsubscribe` needs a key, so that nobody can guess it",
        )
        .help("set the variable OFFPRINT_MAIL_KEY to a long secret, and never change it"));
    }
    Ok(Some(sender))
}

/// Writes the newsletter; gives the names of the files.
fn write(
    common: &Common,
    arguments: &Arguments,
    desk: &Desk<'_>,
    letter: &Letter,
    sender: Option<&Sender>,
) -> anyhow::Result<Vec<String>> {
    let edition = &desk.date().to_string();
    let posting = Posting {
        edition,
        now: named_moment()?.unwrap_or_else(|| Wall.now()),
    };
    let message = sender
        .map(|sender| sender.sample(letter, posting))
        .transpose();
    let message = message.map_err(anyhow::Error::msg)?;
    let folder = arguments.output.clone();
    let folder = folder.unwrap_or_else(|| common.root.join("newsletter"));
    let name = match arguments.topics.as_slice() {
        [] => edition.clone(),
        topics => format!("{edition}-{}", slug(&topics.join(" "))),
    };
    // What is a reader's own has no place in a file.
    let way_out = sender.and_then(Sender::public_way_out).unwrap_or_default();
    let (html, text) = (letter.html(way_out), letter.text(way_out));
    let mut parts = vec![("html", html.as_bytes()), ("txt", text.as_bytes())];
    parts.extend(message.as_deref().map(|message| ("eml", message)));
    let written = files::write(&folder, &name, &parts)?;
    if arguments.open {
        open::that_detached(&written.html)?;
    }
    Ok(written.names)
}

/// Why a digest is not sent on this day.
fn out_of_date(date: Date, named_day: Option<Date>, settings: &Settings) -> Option<Diagnostic> {
    let today = named_day.unwrap_or_else(today);
    let age = (today - date).get_days();
    let most = i64::from(settings.config.email.max_age_days);
    let help = "give --force to send it all the same";
    match i64::from(age) {
        // Elsewhere the next day has begun.
        age if age < -1 => Some(Diagnostic::warning(format!("the digest is of {date}, which is still to come, so it is not sent")).help(help)),
        age if age > most => Some(Diagnostic::warning(format!("the digest of {date} is {age} days old, and older than {most} days (`email.max_age_days`), so it is not sent")).help(help)),
        _ => None,
    }
}
