//! How far a run is, for whoever looks on.

use crate::commands::Common;
use crate::mail::delivery::Event;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal as _, Write as _};

/// A bar on a terminal, and lines elsewhere.
pub struct Progress {
    bar: ProgressBar,
    has_lines: bool,
    /// Tenths of the letters that were told.
    tenths: usize,
    letters: usize,
}

impl Progress {
    /// Of so many letters.
    pub fn new(common: &Common, letters: usize) -> Self {
        let bar = ProgressBar::new(letters as u64);
        let is_terminal = std::io::stderr().is_terminal();
        if common.quiet || !is_terminal {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let style = ProgressStyle::with_template("sending {bar:40} {pos}/{len} {msg}");
        Self {
            bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())),
            has_lines: !common.quiet && !is_terminal,
            tenths: 0,
            letters,
        }
    }

    pub fn tell(&mut self, event: &Event<'_>) {
        match event {
            Event::Letter(account) => {
                self.bar.set_message("");
                self.bar.set_position(account.done() as u64);
                let tenths = account.done() * 10 / self.letters.max(1);
                if self.has_lines && tenths > self.tenths {
                    self.tenths = tenths;
                    self.line(&format!("{} of {} readers", account.done(), self.letters));
                }
            }
            Event::Waiting(span, why) => {
                let waiting = format!("{why}; trying again in {} s", span.as_secs());
                if self.has_lines {
                    self.line(&waiting);
                } else {
                    self.bar.set_message(waiting);
                    self.bar.tick();
                }
            }
        }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn line(&self, text: &str) {
        // Whoever closed the stream does not want to know.
        let _ = writeln!(std::io::stderr().lock(), "{text}");
    }
}
