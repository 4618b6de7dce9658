//! The floors of the house (DESIGN §2), held to by reading every `use crate::` line.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, from the ground up. A room may import from lower floors alone.
const FLOORS: &[&[&str]] = &[
    &["model", "diagnostic", "files", "markup"],
    &["readers", "collate", "pages", "theme"],
    &["render", "fetch"],
    &["publish", "mail", "check"],
    &["config"],
    &["pipeline"],
    &["commands"],
];

/// The rooms of the lowest floor may know the nouns, and the nouns know nobody.
const ON_THE_GROUND: &[(&str, &[&str])] = &[("files", &["diagnostic"])];

fn floor_of(room: &str) -> usize {
    FLOORS
        .iter()
        .position(|rooms| rooms.contains(&room))
        .unwrap_or_else(|| {
            panic!("the room `{room}` stands on no floor of tests/suite/architecture.rs")
        })
}

#[test]
fn imports_point_down() {
    let mut faults = Vec::new();
    for (file, room, imported) in imports() {
        let is_allowed = imported == room
            || floor_of(&imported) < floor_of(&room)
            || ON_THE_GROUND
                .iter()
                .any(|(from, to)| *from == room && to.contains(&imported.as_str()));
        if !is_allowed {
            faults.push(format!("{}: `{room}` imports `{imported}`", file.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_room_is_on_a_floor() {
    let rooms: BTreeSet<String> = source_files()
        .iter()
        .filter_map(|file| room_of(file))
        .collect();
    for room in &rooms {
        floor_of(room);
    }
    assert!(rooms.contains("model") && rooms.contains("commands"));
}

#[test]
fn rooms_import_from_the_defining_module() {
    for file in source_files() {
        let text = fs::read_to_string(&file).expect("sources are text");
        for line in text.lines() {
            assert!(
                !line.trim_start().starts_with("use super::super::"),
                "{}: `{line}` climbs; name the module from `crate::`",
                file.display()
            );
        }
    }
}

#[test]
fn only_commands_print_or_read_the_clock() {
    let forbidden = [
        "println!(",
        "print!(",
        "eprintln!(",
        "SystemTime::now",
        "Instant::now",
    ];
    for file in source_files() {
        let room = room_of(&file);
        // main.rs prints the error chain.
        if matches!(room.as_deref(), Some("commands") | None) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("sources are text");
        for word in forbidden {
            assert!(!text.contains(word), "{} has `{word}`", file.display());
        }
    }
}

#[test]
fn nothing_below_config_sees_the_configuration() {
    let sees: Vec<_> = imports()
        .filter(|(_, room, imported)| imported == "config" && floor_of(room) < floor_of("config"))
        .collect();
    assert!(sees.is_empty(), "{sees:?}");
}

#[test]
fn there_are_no_circles_between_rooms() {
    let mut below: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, room, imported) in imports() {
        if room != imported {
            below.entry(room).or_default().insert(imported);
        }
    }
    for room in below.keys() {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&String> = below[room].iter().collect();
        while let Some(next) = open.pop() {
            assert_ne!(next, room, "`{room}` imports itself by way of others");
            if reached.insert(next) {
                open.extend(below.get(next).into_iter().flatten());
            }
        }
    }
}

/// Every `crate::room` in the sources: file, its room, the room that it names.
fn imports() -> impl Iterator<Item = (PathBuf, String, String)> {
    source_files().into_iter().flat_map(|file| {
        let room = room_of(&file);
        let text = fs::read_to_string(&file).expect("sources are text");
        let mut found = Vec::new();
        if let Some(room) = room {
            for line in text.lines().map(str::trim_start) {
                if line.starts_with("//") {
                    continue;
                }
                for rest in line.split("crate::").skip(1) {
                    for name in names(rest) {
                        found.push((file.clone(), room.clone(), name));
                    }
                }
            }
        }
        found
    })
}

/// The rooms that `use crate::…` names: one, or those between braces.
fn names(rest: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    match rest.strip_prefix('{') {
        Some(list) => list
            .split('}')
            .next()
            .unwrap_or_default()
            .split(',')
            .map(word)
            .collect(),
        None => vec![word(rest)],
    }
}

fn source_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("src is there") {
            let path = entry.expect("src can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The room a file belongs to; `None` for main.rs and lib.rs.
fn room_of(file: &Path) -> Option<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let below = file.strip_prefix(src).ok()?;
    let first = below.components().next()?.as_os_str().to_str()?;
    let room = first.strip_suffix(".rs").unwrap_or(first);
    (room != "main" && room != "lib").then(|| room.to_owned())
}
