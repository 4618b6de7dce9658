//! The one test binary. A case is a file in `tests/fixtures` or a site in `tests/sites`, or stands
//! in its test; [`site_test::SiteTest`] builds sites in temporary folders with the real program.
//!
//! Tests of real input look for it in `../shared/data` and say so where it is missing.

mod site_test;

mod architecture;
mod collate;
mod config;
mod markup;
mod minify;
mod model;
mod publish;
mod readers;
