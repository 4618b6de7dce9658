//! Python's `repr`, as lines and in a list of JSON.

use super::{adds_up, any_record, changed_fixture, hold_to_snapshots, read};
use proptest::prelude::*;

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("python");
}

#[test]
fn deep_values_and_calls_are_refused() {
    for piece in ["[", "{'a':", "(", "f(", "a=", "{", "u'a' "] {
        let text = format!("{{'title': 'A', 'x': {}", piece.repeat(100_000));
        let reading = read("content/2026-01-01.jsonl", &text);
        assert!(reading.digests.is_empty(), "{piece}");
    }
}

proptest! {
    #[test]
    fn any_values_as_python_are_read_without_panic(records in prop::collection::vec(any_record(), 1..5)) {
        let lines: Vec<String> = records.iter().map(repr).collect();
        adds_up(&read("content/2026-11-23.jsonl", &lines.join("\n")));
        let list = serde_json::to_string_pretty(&lines).expect("JSON can be written");
        adds_up(&read("content/2026-11-23.json", &list));
    }

    #[test]
    fn any_change_is_read_without_panic(
        name in prop::sample::select(vec!["1-Apr-2026-papers.jsonl", "2-Apr-2026.jsonl", "list-2026-03-11.json"]),
        at in 0.0..1.0f64, length in 0..40usize, piece in "([{}()\\[\\]\"',:=.\\\\]|u'|\n|\\PC){0,5}",
    ) {
        let text = changed_fixture(&format!("python/{name}"), at, length, &piece);
        adds_up(&read(&format!("content/{name}"), &text));
    }
}

/// A value of JSON as Python writes it.
fn repr(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!(
            "'{}'",
            text.replace('\\', "\\\\")
                .replace('\'', "\\'")
                .replace('\n', "\\n")
        ),
        Value::Array(values) => format!(
            "[{}]",
            values.iter().map(repr).collect::<Vec<_>>().join(", ")
        ),
        Value::Object(fields) => {
            let fields = fields
                .iter()
                .map(|(name, value)| format!("'{name}': {}", repr(value)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}
