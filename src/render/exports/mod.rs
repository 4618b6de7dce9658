//! Digests for machines, for reference managers and for language models.

pub mod bibtex;
pub mod json;
pub mod markdown;
