//! RIS: one record a paper, of the type `JOUR` where the input names a venue and else `GEN`.
//!
//! The tags are those of the format's specification (2011).

use crate::markup;
use crate::model::paper::Paper;
use crate::model::person_name::{self, Name};

/// The record of one paper, with a line end behind it.
pub fn entry(paper: &Paper) -> String {
    let mut record = String::new();
    let mut line = |tag: &str, value: &str| {
        // A value is one line.
        let value = value.replace(['\r', '\n'], " ");
        record.push_str(&format!("{tag}  - {value}\n"));
    };
    line("TY", if paper.venue.is_some() { "JOUR" } else { "GEN" });
    line("ID", &paper.key);
    line("TI", &markup::bare(&paper.title));
    for author in &paper.authors {
        match person_name::parts(author) {
            Name::Parted { family, given } => line("AU", &format!("{family}, {given}")),
            Name::Whole(name) => line("AU", name),
        }
    }
    if let Some(venue) = &paper.venue {
        line("JO", venue);
    }
    if let Some(date) = paper.date {
        line("PY", &date.year().to_string());
        if let Some(day) = date.exact() {
            line("DA", &day.strftime("%Y/%m/%d").to_string());
        }
    }
    if let Some(doi) = &paper.doi {
        line("DO", doi.as_str());
    }
    if let Some(arxiv) = &paper.arxiv {
        line("M1", &format!("arXiv:{arxiv}"));
        line("UR", &arxiv.abstract_url());
    } else if let Some(doi) = &paper.doi {
        line("UR", &doi.url());
    }
    line("ER", "");
    record
}
