//! Every reader, on files that somebody or something has broken.
//!
//! A corpus of sound files ([`corpus`]) is damaged in ways that text is damaged, and in ways that
//! people think of who mean harm ([`mutate`]); what readers make of the result is held to what must
//! be true of any reading ([`check`]). Nothing here is random twice: an input is made from a seed and
//! its number, and both are printed with a fault.
//!
//! The suite tries a few inputs of each format. To try more:
//!
//! ```text
//! OFFPRINT_FUZZ_SECONDS=600 cargo test --release --test suite fuzz -- --nocapture
//! ```
//!
//! goes on for so many seconds with each format, prints how many inputs a second that were, and
//! keeps every kind of failing input, cut down to what is needed, in `target/tmp/fuzz`. Beside the
//! fixtures it takes the real samples, where they are. It heeds also
//!
//! - `OFFPRINT_FUZZ_FORMAT`: part of a format's name; the others are left out;
//! - `OFFPRINT_FUZZ_SEED`: a number; without it, the time;
//! - `OFFPRINT_FUZZ_REPLAY`: the path of a kept input; nothing else is read.
//!
//! An input on which the process dies (a stack that overflows) is the file `current` in that folder.

mod check;
mod corpus;
mod dictionary;
mod mutate;
mod shrink;

use check::{Case, fault_of};
use corpus::Corpus;
use mutate::Random;
use offprint::readers::{FORMATS, Format};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::panic;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Inputs of each format that the suite tries.
const FEW: u64 = 200;

#[test]
fn damaged_files_are_read_without_a_fault() {
    if let Some(path) = setting("OFFPRINT_FUZZ_REPLAY") {
        return replay(Path::new(&path));
    }
    let seconds: Option<u64> = setting("OFFPRINT_FUZZ_SECONDS").and_then(|text| text.parse().ok());
    let wanted = setting("OFFPRINT_FUZZ_FORMAT").unwrap_or_default();
    let corpus = Corpus::gather(seconds.is_some());
    let mut faults = Vec::new();
    for format in FORMATS.iter().filter(|f| f.name.contains(&wanted)) {
        match seconds {
            Some(seconds) => faults.extend(try_for(seconds, format, &corpus)),
            None => faults.extend(try_few(format, &corpus)),
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

#[test]
fn every_format_has_a_file_to_begin_with() {
    let corpus = Corpus::gather(false);
    for format in FORMATS {
        assert!(
            !corpus.of(format).is_empty(),
            "put a fixture of `{}` into tests/fixtures, or a text into fuzz/corpus.rs",
            format.name
        );
        for seed in corpus.of(format) {
            let case = Case::new(format, seed.name.clone(), seed.text.clone());
            assert_eq!(fault_of(&case), None, "{}", seed.name);
        }
    }
}

/// Tries the few inputs that every run of the suite tries; gives the first fault.
fn try_few(format: &'static Format, corpus: &Corpus) -> Option<String> {
    (0..FEW).find_map(|number| {
        let case = made(format, corpus, 0, number);
        fault_of(&case).map(|fault| kept(&case, &fault, 0, number))
    })
}

/// Tries inputs for some seconds, and goes on after a fault; gives a fault of each kind.
fn try_for(seconds: u64, format: &'static Format, corpus: &Corpus) -> Vec<String> {
    let seed = setting("OFFPRINT_FUZZ_SEED")
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(now);
    say(&format!("{}: seed {seed}", format.name));
    let current = folder().join("current");
    // A panic is told once, cut down.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(check::remember_place));
    let begun = Instant::now();
    let mut faults: BTreeMap<String, String> = BTreeMap::new();
    let mut count = 0;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let case = made(format, corpus, seed, count);
        fs::write(&current, &*case.text).expect("the folder can be written");
        if let Some(fault) = fault_of(&case) {
            faults.entry(shrink::kind(&fault)).or_insert_with(|| {
                let (case, fault) = shrink::shrunk(case, fault);
                let told = kept(&case, &fault, seed, count);
                say(&told);
                told
            });
        }
        count += 1;
    }
    panic::set_hook(hook);
    let rate = count / begun.elapsed().as_secs().max(1);
    say(&format!(
        "{}: {count} inputs, {rate} a second, {} kinds of fault",
        format.name,
        faults.len()
    ));
    faults.into_values().collect()
}

/// Reads a kept input once more, as each format.
fn replay(path: &Path) {
    let text = fs::read_to_string(path).expect("the kept input is there");
    let name = path.to_string_lossy().replace('\\', "/");
    let name = name.find("content/").map_or(&*name, |at| &name[at..]);
    for format in FORMATS {
        let case = Case::new(format, name.to_owned(), text.clone());
        let fault = fault_of(&case);
        say(&format!(
            "{}: {}",
            format.name,
            fault.as_deref().unwrap_or("sound")
        ));
        assert_eq!(fault, None);
    }
}

/// The input of a number; the same again for the same seed and corpus.
fn made(format: &'static Format, corpus: &Corpus, seed: u64, number: u64) -> Case {
    let mut random = Random::new(seed, number);
    let (name, text) = mutate::damaged(format, corpus, &mut random);
    Case::new(format, name, text)
}

/// Keeps a failing input; gives what to say of it.
fn kept(case: &Case, fault: &str, seed: u64, number: u64) -> String {
    let word: String = case
        .format
        .name
        .replace(|c: char| !c.is_alphanumeric(), "-");
    let path = folder()
        .join(format!("{word}-{seed}-{number}"))
        .join(&*case.name);
    fs::create_dir_all(path.parent().expect("it has a folder")).expect("can be made");
    fs::write(&path, &*case.text).expect("can be written");
    format!(
        "{}, input {number} of seed {seed}: {fault}\n  OFFPRINT_FUZZ_REPLAY='{}' cargo test --release --test suite fuzz -- --nocapture",
        case.format.name,
        path.display()
    )
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.is_empty())
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(1, |since| since.as_secs())
}

/// Not by `println!`, which the lints keep out of the suite.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
