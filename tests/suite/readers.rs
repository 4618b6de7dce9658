//! The room `readers`: what becomes of a file, whatever somebody or something wrote into it.
//!
//! A case is a file in `tests/fixtures/<format>/` with the expected reading beside it, as
//! `<name>.snap`; what takes no more than a line stands in a table here.

mod bibtex;
mod csl;
mod csv;
mod day_json;
mod dump;
mod fuzz;
mod html;
mod huggingface;
mod json_lines;
mod labelled_text;
mod limits;
mod markdown;
mod nothing_lost;
mod offprint_json;
mod python;
mod recognising;
mod ris;
mod road;
mod robust;
mod samples;
mod semantic_scholar;
mod tex;
mod topic_json;
mod traps;
mod trending_text;
mod wild_markdown;
mod xml;
mod yaml;

use crate::site_test::manifest_folder;
use offprint::readers::source::Source;
use offprint::readers::{self, Options, Reading};
use std::fs;

/// Reads a text as the program does.
fn read(name: &str, text: &str) -> Reading {
    read_with(name, text, Options::default())
}

fn read_with(name: &str, text: &str, options: Options) -> Reading {
    let source = Source::new(name, text);
    match readers::recognise(&source) {
        Ok(format) => format.read(&source, options),
        Err(fault) => Reading::unreadable(fault),
    }
}

/// The name of the format that takes a text.
fn format_of(name: &str, text: &str) -> Option<&'static str> {
    let format = readers::recognise(&Source::new(name, text));
    format.ok().map(|format| format.name)
}

/// Holds every file of a folder of fixtures to the snapshot beside it.
fn hold_to_snapshots(folder: &str) {
    let folder = manifest_folder().join("tests/fixtures").join(folder);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the fixtures are there")
        .map(|entry| entry.expect("can be listed").file_name())
        .map(|name| name.into_string().expect("their names are UTF-8"))
        .filter(|name| !name.contains(".snap"))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    insta::with_settings!({
        snapshot_path => &folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for name in names {
            let text = fs::read_to_string(folder.join(&name)).expect("fixtures are UTF-8");
            // As the program reads files.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
            let path = format!("content/{name}");
            let format = format_of(&path, &text).unwrap_or("nothing known");
            let reading = read(&path, &text);
            insta::assert_snapshot!(name, dump::reading(format, &reading));
        }
    });
}

/// Every record is a mention, or was skipped with a diagnostic that says so; in files that give
/// a digest at all.
#[track_caller]
fn adds_up(reading: &Reading) {
    let mentions: usize = reading.digests.iter().map(|d| d.mentions.len()).sum();
    if reading.digests.is_empty() {
        assert!(
            !reading.diagnostics.is_empty(),
            "{} records are gone without a word",
            reading.records
        );
        return;
    }
    let messages = || reading.diagnostics.iter().map(|d| d.message.as_str());
    let skipped: usize = messages().filter(|text| is_skip(text)).map(how_many).sum();
    // Only the first thousand faults of a file are told.
    let unsaid =
        messages().filter(|text| text.ends_with("more faults of this file are not listed"));
    let unsaid: usize = unsaid.map(how_many).sum();
    let told = mentions + skipped;
    assert!(
        (told..=told + unsaid).contains(&reading.records),
        "{} records, {mentions} mentions, {skipped} skipped: {:#?}",
        reading.records,
        reading.diagnostics
    );
}

/// How many records or faults a message is about.
fn how_many(message: &str) -> usize {
    let first = message.split(' ').next().unwrap_or_default();
    first.parse().unwrap_or(1)
}

/// Whether a message is that of a record that is left out; what it quotes of the file may say anything.
fn is_skip(message: &str) -> bool {
    let (before, rest) = message.split_once('`').unwrap_or((message, ""));
    let message = format!("{before}{}", rest.rsplit('`').next().unwrap_or_default());
    let begins = ["this line ", "this row ", "this text "];
    let says = ["record", "heading has no text", "abstract without"];
    message.contains("left out")
        && (begins.iter().any(|begin| message.starts_with(begin))
            || says.iter().any(|word| message.contains(word)))
}

/// A record with some of the fields that loose records have, of any kind.
fn any_record() -> impl proptest::strategy::Strategy<Value = serde_json::Value> {
    use proptest::prelude::*;
    let name = prop::sample::select(vec![
        "title",
        "Paper Title",
        "标题",
        "authors",
        "author",
        "firstAuthor",
        "abstract",
        "summary",
        "tldr",
        "AI",
        "id",
        "arxiv_id",
        "doi",
        "url",
        "links",
        "paper",
        "pdf_url",
        "code",
        "project_page",
        "published",
        "date",
        "year",
        "venue",
        "categories",
        "keywords",
        "upvotes",
        "comment",
        "announce_type",
        "papers",
        "data",
        "score",
        "name",
        "hidden",
        "2601.90001",
        "2026-11-22",
        "cs.LG",
    ]);
    prop_oneof![
        1 => any_value(),
        4 => prop::collection::vec((name, any_value()), 0..8).prop_map(|fields| {
            let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
            serde_json::Value::Object(fields.collect())
        }),
    ]
}

/// A fixture of which a part is replaced by something else.
fn changed_fixture(name: &str, at: f64, length: usize, piece: &str) -> String {
    let path = manifest_folder().join("tests/fixtures").join(name);
    let text = fs::read_to_string(path).expect("the fixture is there");
    let characters: Vec<char> = text.chars().collect();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a short text"
    )]
    let from = (at * characters.len() as f64) as usize;
    let to = (from + length).min(characters.len());
    let before: String = characters[..from].iter().collect();
    let behind: String = characters[to..].iter().collect();
    format!("{before}{piece}{behind}")
}

/// Any JSON value, small.
fn any_value() -> impl proptest::strategy::Strategy<Value = serde_json::Value> {
    use proptest::prelude::*;
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<f64>().prop_map(serde_json::Value::from),
        "\\PC{0,12}".prop_map(serde_json::Value::from),
        prop::sample::select(vec![
            "2601.00001",
            "10.1000/x",
            "2026-11-23",
            "2026-02-30",
            "https://a.example/x.html",
            "A title",
            "A, B and C",
            " \n ",
            "12",
        ])
        .prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(serde_json::Value::from),
            prop::collection::hash_map(
                prop::sample::select(vec!["name", "url", "kind", "x"]),
                inner,
                0..3
            )
            .prop_map(|map| map.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}
