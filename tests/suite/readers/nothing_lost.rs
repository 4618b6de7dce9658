//! Nothing that people wrote is lost: a sentence may stand under any name and at any depth, in a record
//! or around it, and is on the site.

use super::{adds_up, read};
use offprint::readers::doubt::texts_of;
use offprint::readers::{Reading, report::Reason};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// A sentence in words that no other text has.
fn sentence(number: usize) -> String {
    let letters = |mut number: usize| {
        let mut word = String::new();
        for _ in 0..4 {
            word.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
            number /= 26;
        }
        word
    };
    let words = (0..6).map(|word| format!("w{}", letters(number * 6 + word)));
    words.collect::<Vec<_>>().join(" ") + "."
}

/// What stands under a name: a sentence, or several in a list or an object.
#[derive(Debug, Clone)]
enum Place {
    Text,
    Points(usize),
    Object(Vec<(String, Place)>),
    Objects(Vec<Vec<(String, Place)>>),
}

impl Place {
    fn value(&self, next: &mut usize) -> Value {
        let mut text = || {
            *next += 1;
            Value::from(sentence(*next))
        };
        match self {
            Self::Text => text(),
            Self::Points(count) => (0..*count).map(|_| text()).collect(),
            Self::Object(fields) => Value::Object(object(fields, next)),
            Self::Objects(all) => {
                let objects = all.iter().map(|fields| Value::Object(object(fields, next)));
                objects.collect()
            }
        }
    }
}

fn object(fields: &[(String, Place)], next: &mut usize) -> Map<String, Value> {
    let fields = fields.iter().enumerate();
    fields
        .map(|(index, (name, place))| (format!("{name}{index}"), place.value(next)))
        .collect()
}

fn any_fields() -> impl Strategy<Value = Vec<(String, Place)>> {
    // With a letter before each number, so that no name is one of the vocabulary.
    let name = || "(x[a-z]{2,8}|x[a-z]{2,5}_[a-z]{2,5}|x[a-z]{2,4}[A-Z][a-z]{2,5})";
    let leaf = prop_oneof![3 => Just(Place::Text), 1 => (1..4_usize).prop_map(Place::Points)];
    let place = leaf.prop_recursive(2, 12, 3, move |inner| {
        let fields = || prop::collection::vec((name(), inner.clone()), 1..4);
        prop_oneof![
            fields().prop_map(Place::Object),
            prop::collection::vec(fields(), 1..3).prop_map(Place::Objects),
        ]
    });
    prop::collection::vec((name(), place), 1..5)
}

fn paper(number: usize, fields: &[(String, Place)], next: &mut usize) -> Value {
    let mut paper = object(fields, next);
    paper.insert("title".into(), json!(format!("Title number {number}")));
    paper.insert("id".into(), json!(format!("2601.9{number:04}")));
    *next += 1;
    paper.insert("abstract".into(), json!(sentence(*next)));
    Value::Object(paper)
}

/// Whether each of so many sentences is in the reading.
fn has_all(reading: &Reading, count: usize) -> Result<(), TestCaseError> {
    adds_up(reading);
    let mut words = BTreeSet::new();
    for digest in &reading.digests {
        texts_of(digest, &mut |text| {
            let all = text.split(|c: char| !c.is_alphanumeric());
            words.extend(all.map(str::to_owned));
        });
    }
    for number in 1..=count {
        let sentence = sentence(number);
        for word in sentence.trim_end_matches('.').split(' ') {
            prop_assert!(words.contains(word), "{sentence}: {:#?}", reading);
        }
    }
    let entries = reading.report.entries().iter();
    let lost = entries.filter(|entry| entry.reason == Reason::Surplus);
    prop_assert_eq!(lost.count(), 0);
    Ok(())
}

proptest! {
    #[test]
    fn in_json_and_yaml_every_sentence_arrives(
        papers in prop::collection::vec(any_fields(), 1..4),
        around in any_fields(),
    ) {
        let mut next = 0;
        let papers: Vec<Value> = papers
            .iter()
            .enumerate()
            .map(|(number, fields)| paper(number, fields, &mut next))
            .collect();
        let lines: Vec<String> = papers.iter().map(Value::to_string).collect();
        has_all(&read("content/2026-01-05.jsonl", &lines.join("\n")), next)?;
        let mut outer = object(&around, &mut next);
        outer.insert("items".into(), Value::Array(papers.clone()));
        let text = Value::Object(outer.clone()).to_string();
        has_all(&read("content/2026-01-05.json", &text), next)?;
        has_all(&read("content/2026-01-05.yaml", &text), next)?;
        outer.remove("items");
        outer.insert("papers".into(), Value::Array(papers));
        has_all(&read("content/2026-01-05.json", &Value::Object(outer).to_string()), next)?;
    }

    #[test]
    fn in_tables_and_labelled_text_every_sentence_arrives(
        names in prop::collection::btree_set("x[a-z]{3,8}", 1..5),
        rows in 1..4_usize,
    ) {
        let mut next = 0;
        let names: Vec<String> = names.into_iter().collect();
        let mut table = format!("title,{}\n", names.join(","));
        if names.len() == 1 {
            table = table.replacen("title,", "title,abstract,", 1);
        }
        let mut labelled = String::from("Wintro words stand before the first field of all.\n\n");
        let mut text = || {
            next += 1;
            sentence(next)
        };
        table = table.replacen("title,", "title,authors,", 1);
        for row in 0..rows {
            let title = format!("Title number {row}");
            let empty = if names.len() == 1 { "," } else { "" };
            table.push_str(&format!("{title},Ana Example,{empty}"));
            labelled.push_str(&format!("Title: {title}\nAuthors: Ana Example\n"));
            let texts: Vec<String> = names.iter().map(|_| text()).collect();
            table.push_str(&(texts.join(",") + "\n"));
            for (name, text) in names.iter().zip(&texts) {
                labelled.push_str(&format!("X{name}: {text}\n"));
            }
            labelled.push_str("---\n");
        }
        has_all(&read("content/2026-01-05.csv", &table), next)?;
        let reading = read("content/2026-01-05.txt", &labelled);
        has_all(&reading, next)?;
        prop_assert!(reading.digests[0].introduction.as_deref().is_some_and(|text| text.starts_with("Wintro")));
    }
}

/// A block of Markdown or HTML around one sentence.
fn any_block() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "@",
        "**Remark:** @",
        "- @",
        "> @",
        "#### Remarks\n\n@",
        "<details><summary>Remarks</summary>\n\n@\n\n</details>",
        "<div class=\"remark\"><p>@</p></div>",
        "| Remark |\n|---|\n| @ |",
        "1. @",
    ])
}

proptest! {
    #[test]
    fn in_markdown_every_sentence_arrives(
        introduction in prop::collection::vec(any_block(), 0..3),
        papers in prop::collection::vec(prop::collection::vec(any_block(), 1..5), 2..5),
    ) {
        let mut next = 0;
        let mut written = |block: &str| {
            next += 1;
            block.replace('@', &sentence(next))
        };
        let mut blocks = vec!["# Digest of papers".to_owned()];
        blocks.extend(introduction.iter().map(|block| written(&block.replace("####", "##"))));
        for (number, paper) in papers.iter().enumerate() {
            blocks.push(format!(
                "### {}. [Title number {number}](https://arxiv.org/abs/2601.9{number:04})",
                number + 1
            ));
            blocks.extend(paper.iter().map(|block| written(block)));
        }
        let reading = read("content/2026-01-05.md", &blocks.join("\n\n"));
        prop_assert_eq!(reading.records, papers.len(), "{}", blocks.join("\n\n"));
        has_all(&reading, next)?;
    }
}
