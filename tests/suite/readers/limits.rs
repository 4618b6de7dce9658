//! What a file may cost: time in proportion to its size, and a small multiple of its size in memory.
//!
//! Each of the [`shapes`] is a file built to be dear: nested, repeated, without line ends, with names
//! that stand for much. It is read in a process of its own (this test binary once more), in one
//! size and in four times that size. The suite's files are of half a megabyte;
//! `OFFPRINT_LIMITS_MB=20` makes them larger, `OFFPRINT_LIMITS_SHAPE='part of a name'` takes those
//! shapes alone, and `--nocapture` prints what each of them costs.

mod shapes;

use offprint::model::digest::Mention;
use offprint::readers::source::Source;
use offprint::readers::{self, Options, Reading};
use shapes::Shape;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How much longer four times the file may take, with room for a machine that does something else;
/// what grows with the square takes sixteen times as long.
const MOST_GROWTH: f64 = 12.0;

/// What is read faster than this is fast enough, and too fast to be measured.
const FAST: Duration = Duration::from_millis(80);

/// The most memory that reading may take at its peak, beside the text itself: so many times the file.
const MOST_TIMES: f64 = 35.0;

/// The same for Markdown, of which a tree is made: it has a node for each block and each cell, and a piece
/// for each bracket and each star, also where these are of one letter.
const MOST_TIMES_MARKDOWN: f64 = 240.0;

/// The same for a table: each comma is an empty cell, whose place is kept, twice while the list of
/// them grows.
const MOST_TIMES_CSV: f64 = 60.0;

/// And so much for each thing that is in the reading. What a paper of two letters takes is more than
/// its letters.
const MOST_A_THING: f64 = 600.0;

/// What the program itself takes when it reads for the first time, in bytes.
const OF_THE_PROGRAM: f64 = 4e6;

/// How long is waited for one shape.
const LONGEST: Duration = Duration::from_secs(30);

#[test]
fn a_file_costs_time_and_memory_in_proportion_to_its_size() {
    if let Some(name) = setting("OFFPRINT_LIMITS_MEASURE") {
        let shape = shapes::all().find(|shape| shape.name == name);
        return measure(shape.expect("the shape is known"));
    }
    let wanted = setting("OFFPRINT_LIMITS_SHAPE").unwrap_or_default();
    let mut faults = Vec::new();
    let mut told = String::new();
    let mut stdout = std::io::stdout();
    for shape in shapes::all().filter(|shape| shape.name.contains(&wanted)) {
        let line = match cost_of(shape) {
            Ok(cost) => {
                faults.extend(cost.fault(shape));
                cost.line(shape)
            }
            Err(fault) => {
                faults.push(format!("{}: {fault}", shape.name));
                format!("{:32} {fault}", shape.name)
            }
        };
        // Where `--nocapture` lets it through; not by `println!`, which the lints keep out.
        let _ = writeln!(stdout, "{line}");
        told.push_str(&line);
        told.push('\n');
    }
    assert!(faults.is_empty(), "\n{}\n\n{told}", faults.join("\n"));
}

/// What a shape costs.
#[derive(Debug)]
struct Cost {
    format: String,
    bytes: f64,
    small: Duration,
    large: Duration,
    /// At the peak, more than before; where the system tells it.
    memory: Option<f64>,
    /// Records, messages, and the names and links of records.
    things: f64,
}

impl Cost {
    fn fault(&self, shape: &Shape) -> Option<String> {
        let times = self.growth();
        if self.large > FAST && times > MOST_GROWTH {
            return Some(format!(
                "{}: four times the file takes {times:.1} times as long",
                shape.name
            ));
        }
        let times = match self.format.as_str() {
            "Markdown" => MOST_TIMES_MARKDOWN,
            "CSV" => MOST_TIMES_CSV,
            _ => MOST_TIMES,
        };
        let most = self.bytes * times + self.things * MOST_A_THING + OF_THE_PROGRAM;
        let multiple = self.memory.filter(|memory| *memory > most)? / self.bytes;
        Some(format!(
            "{}: takes {multiple:.1} times its size in memory",
            shape.name
        ))
    }

    fn growth(&self) -> f64 {
        self.large.as_secs_f64() / self.small.as_secs_f64().max(1e-6)
    }

    fn multiple(&self) -> Option<f64> {
        Some(self.memory? / self.bytes)
    }

    fn line(&self, shape: &Shape) -> String {
        format!(
            "{:32} {:30} {:6.1} ms, growth {:5.1}, memory {:5.1}, things {}",
            shape.name,
            self.format,
            self.large.as_secs_f64() * 1e3,
            self.growth(),
            self.multiple().unwrap_or(f64::NAN),
            self.things,
        )
    }
}

/// Measures a shape in a process of its own.
fn cost_of(shape: &Shape) -> Result<Cost, String> {
    let word: String = shape.name.replace(|c: char| !c.is_alphanumeric(), "-");
    let report =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cost-{}-{word}", std::process::id()));
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut child = Command::new(program)
        .args(["--exact", "--test-threads=1"])
        .arg("readers::limits::a_file_costs_time_and_memory_in_proportion_to_its_size")
        .env("OFFPRINT_LIMITS_MEASURE", shape.name)
        .env("OFFPRINT_LIMITS_REPORT", &report)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let begun = Instant::now();
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if begun.elapsed() > LONGEST => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("does not end".to_owned());
            }
            None => thread::sleep(Duration::from_millis(2)),
        }
    };
    if !status.success() {
        return Err(format!("cannot be read: {status}"));
    }
    let text = fs::read_to_string(&report).map_err(|error| error.to_string())?;
    let _ = fs::remove_file(&report);
    let mut lines = text.lines();
    let mut number = || lines.next().and_then(|line| line.parse::<f64>().ok());
    let numbers = [number(), number(), number(), number(), number()];
    let [Some(bytes), Some(small), Some(large), memory, Some(things)] = numbers else {
        return Err(format!("measures nothing:\n{text}"));
    };
    Ok(Cost {
        format: text.lines().last().unwrap_or_default().to_owned(),
        bytes,
        small: Duration::from_secs_f64(small),
        large: Duration::from_secs_f64(large),
        memory,
        things,
    })
}

/// Reads a shape in both sizes, and writes what that took where the first process reads it.
fn measure(shape: &Shape) {
    let megabytes = setting("OFFPRINT_LIMITS_MB").map(|text| text.parse::<usize>().unwrap());
    let size = megabytes.map_or(1 << 19, |megabytes| megabytes << 20);
    let text = (shape.make)(size);
    // The peak before anything else has been read: what is freed then is not given back.
    let before = reset_peak();
    let (first, format, things) = timed(shape, &text);
    let memory = before.and_then(|before| Some(peak()? - before));
    let (mut large, mut small) = (first, first);
    // What is fast enough the first time is fast enough.
    if first > FAST || megabytes.is_some() {
        large = timed(shape, &text).0.min(first);
        let text = (shape.make)(size / 4);
        let times = (0..3).map(|_| timed(shape, &text).0);
        small = times.min().unwrap_or_default();
    }
    let memory = memory.map_or("unknown".to_owned(), |bytes| bytes.to_string());
    let report = format!(
        "{}\n{}\n{}\n{memory}\n{things}\n{format}\n",
        text.len(),
        small.as_secs_f64(),
        large.as_secs_f64()
    );
    fs::write(
        setting("OFFPRINT_LIMITS_REPORT").expect("it is told"),
        report,
    )
    .expect("can be written");
}

fn timed(shape: &Shape, text: &str) -> (Duration, &'static str, usize) {
    let source = Source::new(shape.path, text);
    let begun = busy().ok_or_else(Instant::now);
    let recognised = readers::recognise(&source);
    let (format, reading) = match recognised {
        Ok(format) => (format.name, format.read(&source, Options::default())),
        Err(fault) => ("nothing known", Reading::unreadable(fault)),
    };
    let taken = match begun {
        Ok(begun) => busy().unwrap_or_default().saturating_sub(begun),
        Err(begun) => begun.elapsed(),
    };
    (taken, format, things(&reading))
}

/// How many things there are in a reading.
fn things(reading: &Reading) -> usize {
    let mentions = reading.digests.iter().flat_map(|digest| &digest.mentions);
    let of_mention = |mention: &Mention| {
        let record = &mention.record;
        1 + record.authors.len() + record.topics.len() + record.links.len()
    };
    let skipped = reading.records - mentions.clone().count();
    reading.diagnostics.len() + skipped + mentions.map(of_mention).sum::<usize>()
}

/// How long this thread has had the processor, where the system tells it: other tests run beside
/// this one.
fn busy() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Forgets the peak of memory so far; gives what is in use, in bytes.
fn reset_peak() -> Option<f64> {
    fs::write("/proc/self/clear_refs", "5").ok()?;
    peak()
}

/// The most memory that was in use, in bytes.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024.0)
}

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}
