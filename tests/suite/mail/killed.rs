//! Runs that are killed at any moment, and started again.

use super::postbox::{Post, Server, python};
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

const READERS: usize = 500;
const KILLS: usize = 50;

/// Messages after which a run is killed, at most: so few that some are left for the last run.
const FURTHEST: u64 = 14;

/// Numbers that look random and are the same at each run (xorshift, G. Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

#[test]
fn a_run_killed_at_any_moment_sends_to_each_reader_once() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    let readers: Vec<String> = (0..READERS)
        .map(|number| format!("reader-{number}@example.org,,"))
        .collect();
    post.readers(&readers);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut got_on = 0;
    for kill in 0..KILLS {
        let before = server.received().len();
        // Some messages further, and then within the next one.
        let until = before + dice.below(FURTHEST) as usize;
        let mut run = post
            .sending(&server.url(), &[])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let started = Instant::now();
        while server.received().len() < until && started.elapsed() < Duration::from_secs(20) {
            thread::sleep(Duration::from_micros(500));
            let is_running = run.try_wait().unwrap().is_none();
            assert!(is_running, "kill {kill}: it ended by itself");
        }
        thread::sleep(Duration::from_micros(dice.below(8000)));
        run.kill().unwrap();
        run.wait().unwrap();
        got_on += usize::from(server.received().len() > before);
    }
    assert!(got_on > KILLS / 2, "{got_on} runs of {KILLS} sent anything");
    let last = post.send(&server.url(), &[]);
    last.ends_with(0);
    let [sent, had, ..] = last.counts();
    assert_eq!(sent + had, READERS as u64, "{}", last.stdout);
    let received = server.received();
    let twice: Vec<_> = received.iter().filter(|(_, count)| **count != 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    // Between the sign in the ledger and the dot on the line pass some microseconds. A kill that hits
    // them loses a letter, of which the ledger then knows no answer; a second one would not be chance.
    let ledger = fs::read_to_string(post.outside.path().join("readers.ledger")).unwrap();
    let count = |is: &dyn Fn(&str) -> bool| ledger.lines().filter(|line| is(line)).count();
    let in_doubt = count(&|line| line.ends_with(" +")) - count(&|line| line.starts_with("sent "));
    let lost = READERS - received.len();
    assert!(lost <= 1.min(in_doubt), "{lost} lost, {in_doubt} in doubt");
}
