//! Real digest files of many repositories, with the number of records that a person counted in each.

use super::{adds_up, read};
use crate::site_test::{SiteTest, shared_data};
use offprint::diagnostic::Severity;
use offprint::model::digest::Record;
use offprint::readers::Reading;
use std::fs;
use std::path::PathBuf;

/// A file with its name below the folder of samples.
struct Sample {
    name: String,
    path: PathBuf,
    records: usize,
}

/// The samples of `COUNTS.tsv`; none where they are missing.
fn samples() -> Option<Vec<Sample>> {
    let folder = shared_data("samples")?;
    let counts = fs::read_to_string(folder.join("COUNTS.tsv")).expect("the counts are there");
    let rows = counts.lines().skip(1).filter(|line| !line.is_empty());
    let samples = rows.map(|row| {
        let mut cells = row.split('\t');
        let name = cells.next().expect("a row has a name").to_owned();
        let records = cells.next().and_then(|count| count.trim().parse().ok());
        Sample {
            path: folder.join(&name),
            name,
            records: records.expect("a row has a count"),
        }
    });
    Some(samples.collect())
}

impl Sample {
    /// Where a site has the file: in a folder with a date, for files that tell none.
    fn place(&self) -> String {
        format!("content/2026-11-01/{}", self.name)
    }

    fn reading(&self) -> Reading {
        let text = fs::read_to_string(&self.path).expect("the sample is UTF-8");
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        read(&self.place(), text)
    }
}

/// Titles and names that look like residue, and are written so where they come from.
const AS_WRITTEN: &[&str] = &[
    "(3) (PDF) Animacy Distinctions Arise from Iterated Learning",
    "Society for Philosophy and Technology",
];

/// What is wrong with a record, in words.
fn residue(record: &Record) -> Vec<String> {
    let mut faults = Vec::new();
    let title = record.title.as_str();
    let is_numbered = title
        .trim_start_matches(['[', '(', '#'])
        .split_once(['.', ')', ']', ' '])
        .is_some_and(|(number, rest)| {
            let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
            // `3D …` and `7 ways …` are titles; `1. …` and `[1] …` are not.
            is_number
                && number.len() <= 3
                && title[..title.len() - rest.len()].ends_with(['.', ')', ']'])
        });
    let marks = [
        "**", "\\-", "\\.", "<font", "</", "](", "  ", "\n", "\r", "et al",
    ];
    let is_odd =
        is_numbered || marks.iter().any(|mark| title.contains(mark)) || title != title.trim();
    if is_odd && !AS_WRITTEN.contains(&title) {
        faults.push(format!("the title {title:?}"));
    }
    for name in &record.authors {
        let marks = [
            "@", "et al", "et.al", "等", "**", "<", "](", "\n", "http", "{", "\\", ";",
        ];
        let is_odd = marks.iter().any(|mark| name.contains(mark))
            || name != name.trim()
            || name.is_empty()
            || name.ends_with([',', ':'])
            || name
                .split_whitespace()
                .any(|word| word == "and" && !name.contains("ollaboration"));
        if is_odd && !AS_WRITTEN.contains(&name.as_str()) {
            faults.push(format!("the author {name:?} of {title:?}"));
        }
    }
    for topic in &record.topics {
        if topic.contains(['\n', '*', '<']) || topic.contains("](") || topic != topic.trim() {
            faults.push(format!("the topic {topic:?} of {title:?}"));
        }
    }
    for link in &record.links {
        if !link.url.starts_with("https://") && !link.url.starts_with("http://") {
            faults.push(format!("the link {:?} of {title:?}", link.url));
        }
    }
    faults
}

/// Holds the files below a folder to what was counted in them, and to titles and names without residue.
fn hold(folder: &str) {
    let Some(samples) = samples() else { return };
    let prefix = format!("{folder}/");
    let mut faults = Vec::new();
    let mut files = 0;
    for sample in &samples {
        if !sample.name.starts_with(&prefix) {
            continue;
        }
        files += 1;
        let reading = sample.reading();
        adds_up(&reading);
        let name = &sample.name;
        if reading.records != sample.records {
            let (is, counted) = (reading.records, sample.records);
            faults.push(format!("{name}: {is} records instead of {counted}"));
        }
        for diagnostic in &reading.diagnostics {
            if diagnostic.severity == Severity::Error {
                faults.push(format!("{name}: {}", diagnostic.to_text()));
            }
        }
        let mentions = reading.digests.iter().flat_map(|digest| &digest.mentions);
        for fault in mentions.flat_map(|mention| residue(&mention.record)) {
            faults.push(format!("{name}: {fault}"));
        }
    }
    assert!(files > 0, "there are no samples of {folder}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A test for each folder, so that one shows what another hides.
macro_rules! hold_each {
    ($($test:ident: $folder:literal),* $(,)?) => {
        $(#[test]
        fn $test() {
            hold($folder);
        })*

        const FOLDERS: &[&str] = &[$($folder),*];
    };
}

hold_each! {
    the_daily_papers_api: "hf-daily-json",
    json_lines_of_arxiv: "arxiv-jsonl-raw",
    json_lines_with_a_model: "arxiv-jsonl-ai",
    topics_of_rows: "topic-json-mdrow",
    markdown_tables: "md-table",
    markdown_headings: "md-headings",
    markdown_front_matter: "md-frontmatter",
    json_of_days: "day-json",
    lines_of_python: "python-repr-jsonl",
    atom_of_arxiv: "arxiv-api-atom",
    rss: "arxiv-rss",
    oai_pmh: "oai-pmh",
    semantic_scholar: "semantic-scholar-json",
    bibtex: "bibtex",
    csl_json: "csl-json",
    yaml: "yaml-per-paper",
    csv: "csv",
    labelled_text: "plain-text",
}

#[test]
fn every_folder_of_samples_has_a_test() {
    let Some(samples) = samples() else { return };
    for sample in &samples {
        let folder = sample.name.split('/').next().unwrap_or_default();
        assert!(FOLDERS.contains(&folder), "{folder}");
    }
}

#[test]
fn all_samples_are_one_site() {
    let Some(samples) = samples() else { return };
    let mut site = SiteTest::new();
    for sample in &samples {
        let bytes = fs::read(&sample.path).expect("the sample is there");
        site = site.file(&sample.place(), bytes);
    }
    let build = site.build_with(&["--base-url", "https://example.org/papers/"]);
    build.succeeds();
    assert!(build.diagnostics("error").is_empty(), "{}", build.stderr);
    let account = &build.json["account"];
    let of = |name: &str| account[name].as_u64().expect("the account has it");
    let counted: usize = samples.iter().map(|sample| sample.records).sum();
    assert_eq!(usize::try_from(of("records")), Ok(counted), "{account}");
    assert_eq!(of("records"), of("papers") + of("merged") + of("skipped"));
    // Pictures have no text, and any three bytes can stand in one.
    let texts = site.tree().into_iter();
    for (path, bytes) in texts.filter(|(path, _)| !path.ends_with(".png")) {
        let text = String::from_utf8_lossy(&bytes);
        for private in ["/home/", "/Users/", "C:\\"] {
            assert!(!text.contains(private), "{path} says {private}");
        }
    }
}
