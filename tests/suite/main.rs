//! The one test binary. A case is a file in `tests/fixtures` or a site in `tests/sites`, or stands
//! in its test; [`site_test::SiteTest`] builds sites in temporary folders with the real program.
//!
//! Tests of real input look for it in `../shared/data` and say so where it is missing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod site_test;

mod architecture;
mod authors;
mod build;
mod cards;
mod check;
mod citations;
mod collate;
mod config;
mod determinism;
mod discovery;
mod exports;
mod faults;
mod fetch;
mod files;
mod formulas;
mod hostile;
mod html;
mod in_memory;
mod init;
mod inspect;
mod interrupted;
mod languages;
mod mail;
mod markup;
mod minify;
mod model;
mod own_site;
mod pages;
mod pictures;
mod previous;
mod publish;
mod readers;
mod roundtrip;
mod search;
mod sections;
mod serve;
mod subscribe;
mod theme;
mod themes;
mod unicode;
mod workflow;
