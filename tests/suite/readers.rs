//! The room `readers`: what becomes of a file, whatever somebody or something wrote into it.
//!
//! A case is a file in `tests/fixtures/<format>/` with the expected reading beside it, as
//! `<name>.snap`; what takes no more than a line stands in a table here.

mod dump;
mod fuzz;
mod huggingface;
mod limits;
mod markdown;
mod offprint_json;
mod recognising;
mod robust;
mod tex;
mod trending_text;
mod xml;

use crate::site_test::manifest_folder;
use offprint::readers::{self, Input, Options, Reading};
use std::fs;

/// Reads a text as the program does.
fn read(name: &str, text: &str) -> Reading {
    read_with(name, text, Options::default())
}

fn read_with(name: &str, text: &str, options: Options) -> Reading {
    let input = Input { name, text };
    match readers::recognise(input) {
        Ok(format) => (format.read)(input, options),
        Err(fault) => Reading::unreadable(fault),
    }
}

/// The name of the format that takes a text.
fn format_of(name: &str, text: &str) -> Option<&'static str> {
    let format = readers::recognise(Input { name, text });
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
    let skipped = reading
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.message.contains("left out"))
        .filter(|diagnostic| {
            ["record", "heading has no text", "abstract without"]
                .iter()
                .any(|word| diagnostic.message.contains(word))
        })
        .count();
    assert_eq!(
        reading.records,
        mentions + skipped,
        "{:#?}",
        reading.diagnostics
    );
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
