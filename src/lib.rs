//! Offprint turns paper digests into a website: every paper gets a page, every topic gets a page,
//! and the result is a plain folder that any static host serves.
//!
//! # The story in one line
//!
//! ```text
//! files -> Digest -> Library -> Vec<Page> -> OutputFile -> folder
//!   read    collate    plan      render      publish
//! ```
//!
//! Each stage takes the finished value of the one before; nothing is half-built and filled in
//! later. [`pipeline::build`] is the whole, from top to bottom. `check` does all of it but the last
//! step, `serve` renders single pages of it, [`fetch`] comes before it, and [`mail`] sends what it shows.
//!
//! # The floors
//!
//! Imports point down only, rooms on one floor do not import each other, and there are no
//! circles; `tests/suite/architecture.rs` holds the `use crate::` lines to this.
//!
//! | floor | rooms |
//! |---|---|
//! | 8 | [`commands`]: one file a command; the only place that prints or reads the clock |
//! | 7 | [`pipeline`]: the five verbs |
//! | 6 | [`config`]: `offprint.toml`, gathers each room's own options |
//! | 5 | [`publish`]: output files in, a finished folder out; [`check`]: a finished folder in, diagnostics out; [`mail`]: the newsletter, sent once to each reader |
//! | 4 | [`render`]: pages in, output files out; [`fetch`]: a source in, digest files out |
//! | 3 | [`readers`], [`collate`], [`pages`], [`theme`] |
//! | 2 | [`model`]: the nouns; [`markup`]: Markdown in, safe HTML out; [`diagnostic`]; [`files`] |
//!
//! # Invariants
//!
//! 1. **Same input, same bytes.** Sorted walks, ordered maps, ties broken by id, no clock, no
//!    absolute path, no locale, any number of threads.
//! 2. **A failed build leaves the published folder as it was**, to the byte, also when killed at
//!    any moment.
//! 3. **Every fault of every file is reported in one run**, with file and line; one bad record
//!    never costs a good one.
//! 4. **Content is untrusted, themes and configuration are trusted.** No text from a digest can
//!    become markup, script, an address with a foreign scheme, or a path outside the output
//!    folder.
//! 5. **No number lies.** Every record that was read is published, merged or skipped with its
//!    reason; the three add up.
//! 6. **A page says nothing that was not in the input or worked out from it.**

pub mod check;
pub mod collate;
pub mod commands;
pub mod config;
pub mod diagnostic;
pub mod fetch;
pub mod files;
pub mod mail;
pub mod markup;
pub mod model;
pub mod pages;
pub mod pipeline;
pub mod publish;
pub mod readers;
pub mod render;
pub mod theme;
