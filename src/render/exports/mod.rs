//! Digests for machines, for reference managers and for language models, and feeds for readers.

pub mod atom;
pub mod bibtex;
pub mod csl;
pub mod json;
pub mod markdown;
pub mod names;
pub mod ris;
