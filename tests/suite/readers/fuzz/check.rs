//! What must be true of what a reader makes of a file, whatever is in it.

use offprint::diagnostic::Severity;
use offprint::markup::address;
use offprint::model::digest::Mention;
use offprint::readers::source::Source;
use offprint::readers::{self, Format, Options, Reading};
use std::any::Any;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// An input, and the format it is made for.
#[derive(Debug, Clone)]
pub struct Case {
    pub format: &'static Format,
    pub name: Arc<str>,
    pub text: Arc<str>,
}

impl Case {
    pub fn new(
        format: &'static Format,
        name: impl Into<Arc<str>>,
        text: impl Into<Arc<str>>,
    ) -> Self {
        Self {
            format,
            name: name.into(),
            text: text.into(),
        }
    }

    fn source(&self) -> Source<'_> {
        Source::new(&self.name, &self.text)
    }
}

/// What a text of no more than 200 kB may take, and more for every further 100 kB. Ten times what
/// a slow reader takes on a machine that does something else at the same time.
fn longest(length: usize) -> Duration {
    Duration::from_secs(2) + Duration::from_secs(1) * u32::try_from(length / 100_000).unwrap_or(1)
}

/// How often it is waited for an input that takes too long: a reading that is late once may have
/// been kept from the processor.
const PATIENCE: u32 = 15;

/// Reads an input as the program does, and as its format alone; what is wrong with that.
pub fn fault_of(case: &Case) -> Option<String> {
    let (send, receive) = mpsc::channel();
    let worked = case.clone();
    // In a thread of its own, so that one that never ends is a fault too. It has the stack that
    // the threads of the program have.
    thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || {
            let fault = panic::catch_unwind(AssertUnwindSafe(|| examine(&worked)));
            let fault = fault.unwrap_or_else(|panic| Some(format!("panics: {}", message(&*panic))));
            let _ = send.send(fault);
        })
        .expect("a thread can be made");
    match receive.recv_timeout(longest(case.text.len()) * PATIENCE) {
        Ok(fault) => fault,
        Err(_) => Some("does not end".to_owned()),
    }
}

fn examine(case: &Case) -> Option<String> {
    let source = &case.source();
    let options = Options::default();
    let begun = Instant::now();
    let recognised = readers::recognise(source);
    let as_program = match recognised {
        Ok(format) => format.read(source, options),
        Err(ref fault) => Reading::unreadable(fault.clone()),
    };
    let alone = case.format.read(source, options);
    let with_drafts = case
        .text
        .contains("draft")
        .then(|| case.format.read(source, Options { drafts: true }));
    let taken = begun.elapsed();
    if taken > longest(case.text.len()) && is_slow_again(case) {
        return Some(format!("takes {taken:.1?} for {} bytes", case.text.len()));
    }
    if let Ok(format) = recognised
        && format.name == case.format.name
        && as_program != alone
    {
        return Some("is not read the same way twice".to_owned());
    }
    if as_program.digests.is_empty() && as_program.diagnostics.is_empty() {
        return Some("gives no digest and says nothing".to_owned());
    }
    [Some(as_program), Some(alone), with_drafts]
        .iter()
        .flatten()
        .find_map(|reading| fault_in(source, reading))
}

fn is_slow_again(case: &Case) -> bool {
    let source = &case.source();
    (0..2).all(|_| {
        let begun = Instant::now();
        if let Ok(format) = readers::recognise(source) {
            format.read(source, Options::default());
        }
        case.format.read(source, Options::default());
        begun.elapsed() > longest(case.text.len())
    })
}

/// What is wrong with a reading.
pub fn fault_in(source: &Source<'_>, reading: &Reading) -> Option<String> {
    let mentions: Vec<&Mention> = reading.digests.iter().flat_map(|d| &d.mentions).collect();
    if mentions.len() > reading.records {
        return Some(format!(
            "has {} records, and {} mentions",
            reading.records,
            mentions.len()
        ));
    }
    let lines: Vec<&str> = source.text.split('\n').collect();
    fault_in_diagnostics(source, reading, &lines)
        .or_else(|| {
            mentions
                .iter()
                .find_map(|mention| fault_in_mention(mention, &lines))
        })
        .or_else(|| fault_of_size(source, reading, &mentions))
}

/// Longest message and longest advice, in characters: they are read on a terminal.
const LONGEST_MESSAGE: usize = 300;
const LONGEST_HELP: usize = 4_000;

/// Most messages of one file.
const MOST_MESSAGES: usize = 1_100;

fn fault_in_diagnostics(source: &Source<'_>, reading: &Reading, lines: &[&str]) -> Option<String> {
    if reading.diagnostics.len() > MOST_MESSAGES {
        return Some(format!("says {} things", reading.diagnostics.len()));
    }
    reading.diagnostics.iter().find_map(|diagnostic| {
        let shown = || diagnostic.to_text().chars().take(500).collect::<String>();
        if diagnostic.file.as_deref() != Some(source.name) {
            return Some(format!("names no file: {}", shown()));
        }
        let length = diagnostic.message.chars().count();
        if length > LONGEST_MESSAGE {
            return Some(format!("has a message of {length} characters: {}", shown()));
        }
        let help = diagnostic.help.as_deref().unwrap_or_default();
        if help.chars().count() > LONGEST_HELP {
            return Some(format!("has long advice: {}", shown()));
        }
        let line = match diagnostic.line {
            Some(line) => line,
            None if diagnostic.severity == Severity::Note => return None,
            None => return Some(format!("names no line: {}", shown())),
        };
        let Some(text) = line.checked_sub(1).and_then(|index| lines.get(index)) else {
            return Some(format!("names line {line} of {}: {}", lines.len(), shown()));
        };
        // Right behind the last character, a line end included, something may be missing.
        let width = text.chars().count() + 2;
        diagnostic
            .column
            .filter(|column| *column == 0 || *column > width)
            .map(|column| format!("names column {column} of {width}: {}", shown()))
    })
}

fn fault_in_mention(mention: &Mention, lines: &[&str]) -> Option<String> {
    let record = &mention.record;
    if !(1..=lines.len()).contains(&mention.line) {
        return Some(format!(
            "has a record on line {} of {}",
            mention.line,
            lines.len()
        ));
    }
    let is_named = record.arxiv.is_some() || record.doi.is_some();
    if record.title.trim().is_empty() && !is_named {
        return Some("has a record without title and identifier".to_owned());
    }
    let is_line = |text: &&String| text.contains(char::is_control) || text.trim() != text.as_str();
    let names = record.authors.iter().chain(&record.topics);
    if let Some(text) = names.clone().find(|name| name.is_empty()) {
        return Some(format!("has an empty author or topic {text:?}"));
    }
    let names = names.chain([&record.title]).chain(&record.venue);
    if let Some(text) = names.into_iter().find(is_line) {
        return Some(format!("has a text that is not one tidy line: {text:?}"));
    }
    record
        .links
        .iter()
        .find(|link| !address::is_web(&link.url))
        .map(|link| format!("has a link that is none: {:?}", link.url))
}

/// How many times its size the texts of a file may take: no text is handed to every record.
const LARGEST: usize = 30;

fn fault_of_size(source: &Source<'_>, reading: &Reading, mentions: &[&Mention]) -> Option<String> {
    let of_mention = |mention: &&Mention| {
        let record = &mention.record;
        let names = record
            .authors
            .iter()
            .chain(&record.topics)
            .chain(&record.venue);
        let prose = record
            .abstract_text
            .as_ref()
            .map_or(0, |prose| prose.source().len());
        names.map(String::len).sum::<usize>()
            + record
                .links
                .iter()
                .map(|link| link.url.len())
                .sum::<usize>()
            + mention.note.as_ref().map_or(0, String::len)
            + mention
                .sections
                .iter()
                .map(|section| section.text.source().len())
                .sum::<usize>()
            + mention
                .facts
                .iter()
                .map(|fact| fact.value.len())
                .sum::<usize>()
            + record.title.len()
            + prose
    };
    let size: usize = mentions.iter().map(of_mention).sum();
    let most = source.text.len() * LARGEST + 10_000;
    (size > most).then(|| {
        format!(
            "makes {size} bytes of {}, in {} digests",
            source.text.len(),
            reading.digests.len()
        )
    })
}

/// Where the last panic was, as far as somebody has asked to remember it.
static PLACE: Mutex<String> = Mutex::new(String::new());

/// What to do about a panic instead of printing it.
pub fn remember_place(panic: &PanicHookInfo<'_>) {
    if let (Ok(mut place), Some(location)) = (PLACE.lock(), panic.location()) {
        *place = format!(" at {}:{}", location.file(), location.line());
    }
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    let place = PLACE.lock().map(|place| place.clone()).unwrap_or_default();
    format!(
        "{}{place}",
        text.unwrap_or("with something that is no text")
    )
}
