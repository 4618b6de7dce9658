//! Names of people.

use super::{authors_are, taken};
use serde_json::json;

#[test]
fn authors_in_one_text_are_parted() {
    authors_are(&[
        (json!("First Author"), &["First Author"], false),
        (
            json!("First Author, Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author, Second Author, and Third Author"),
            &["First Author", "Second Author", "Third Author"],
            false,
        ),
        (
            json!("First Author and Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author & Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author; Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!("First Author\nSecond Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (json!("First Author,"), &["First Author"], false),
        (json!("First Author, "), &["First Author"], false),
        (json!(" , First Author"), &["First Author"], false),
        (json!(""), &[], false),
        (json!("  "), &[], false),
        (json!(null), &[], false),
        (json!([]), &[], false),
    ]);
}

#[test]
fn family_names_that_come_first_are_turned_around() {
    authors_are(&[
        (
            json!("Author, First and Sample, Second"),
            &["First Author", "Second Sample"],
            false,
        ),
        (
            json!("Author, First and Sample, Second and others"),
            &["First Author", "Second Sample"],
            true,
        ),
        (
            json!("Author, First; Sample, Second"),
            &["First Author", "Second Sample"],
            false,
        ),
        (json!("Author, First"), &["First Author"], false),
        (json!("Author, F. G."), &["F. G. Author"], false),
        (
            json!("van der Author, First"),
            &["First van der Author"],
            false,
        ),
        (
            json!(["Author, First", "Sample, Second"]),
            &["First Author", "Second Sample"],
            false,
        ),
        // Two words on both sides of the comma are two people.
        (
            json!("First Author, Second Sample"),
            &["First Author", "Second Sample"],
            false,
        ),
        (
            json!(["First Author, Second Sample"]),
            &["First Author", "Second Sample"],
            false,
        ),
    ]);
}

#[test]
fn words_for_people_who_are_not_named_are_no_names() {
    authors_are(&[
        (json!("First Author et.al."), &["First Author"], true),
        (json!("First Author et al."), &["First Author"], true),
        (json!("First Author et al"), &["First Author"], true),
        (json!("First Author, et al."), &["First Author"], true),
        (json!("et.al."), &[], true),
        (json!(["First Author", "et al."]), &["First Author"], true),
        (json!(["First Author", "others"]), &["First Author"], true),
        (
            json!("First Author, Second Author, et al."),
            &["First Author", "Second Author"],
            true,
        ),
        (
            json!("First Author, Second Author and 12 more authors"),
            &["First Author", "Second Author"],
            true,
        ),
        (json!("First Author + 3 more"), &["First Author"], true),
        (json!("First Author, ..."), &["First Author"], true),
        (json!("First Author 等 7 位作者"), &["First Author"], true),
        (json!("First Author, 等 7 位作者"), &["First Author"], true),
        (
            json!(["First Author", "等 7 位作者"]),
            &["First Author"],
            true,
        ),
        (json!("王例 等"), &["王例"], true),
        (json!("王例等人"), &["王例"], true),
        // Names in which such words only seem to stand.
        (json!(["Anna Brothers"]), &["Anna Brothers"], false),
        (json!(["Peter Al"]), &["Peter Al"], false),
    ]);
}

#[test]
fn names_of_every_kind_stay_what_they_are() {
    authors_are(&[
        (json!(["First Author, Jr."]), &["First Author, Jr."], false),
        (
            json!("First Author, Jr., Second Author III"),
            &["First Author, Jr.", "Second Author III"],
            false,
        ),
        (
            json!("Example, Inc.; First Author"),
            &["Example, Inc.", "First Author"],
            false,
        ),
        (json!("王例、李样"), &["王例", "李样"], false),
        (json!("王例，李样"), &["王例", "李样"], false),
        (json!("王例, 李样"), &["王例", "李样"], false),
        (
            json!(["The Example and Sample Collaboration"]),
            &["The Example and Sample Collaboration"],
            false,
        ),
        (
            json!(["The EXAMPLE Collaboration", ":", "First Author"]),
            &["The EXAMPLE Collaboration", "First Author"],
            false,
        ),
        (json!([":"]), &[], false),
        (
            json!([
                "Fritz P{\\\"o}ppelmann",
                "Ren\\'e Sample",
                "Bj\\\"{o}rn Author"
            ]),
            &["Fritz Pöppelmann", "René Sample", "Björn Author"],
            false,
        ),
        (json!(["  First\n  Author "]), &["First Author"], false),
        (
            json!(["First Author", "", null, "Second Author,"]),
            &["First Author", "Second Author"],
            false,
        ),
        (json!(["First Author 0001"]), &["First Author"], false),
        (json!(["First Author*"]), &["First Author"], false),
        (json!(["N/A"]), &[], false),
        (json!("nan"), &[], false),
        (json!("Error"), &[], false),
        (json!("Unknown"), &[], false),
        (json!(["O'Example, Pat"]), &["Pat O'Example"], false),
    ]);
}

#[test]
fn authors_that_are_objects_are_read_unless_they_are_hidden() {
    authors_are(&[
        (
            json!([{"name": "First Author"}, {"name": "Second Author", "hidden": true}, {"name": "Third Author", "hidden": false}]),
            &["First Author", "Third Author"],
            false,
        ),
        (
            json!([{"given": "First", "family": "Author"}, {"family": "Sample"}]),
            &["First Author", "Sample"],
            false,
        ),
        (
            json!([{"author": {"display_name": "First Author"}}, {"firstName": "Second", "lastName": "Author"}]),
            &["First Author", "Second Author"],
            false,
        ),
        (json!({"name": "First Author"}), &["First Author"], false),
        (json!([{}, {"name": null}, 7, false]), &[], false),
    ]);
}

#[test]
fn mail_addresses_are_no_part_of_names() {
    authors_are(&[
        (
            json!(["First Author <first@example.org>", "second@example.org"]),
            &["First Author"],
            false,
        ),
        (
            json!("First Author (first@example.org), Second Author"),
            &["First Author", "Second Author"],
            false,
        ),
        (
            json!([{"name": "First Author", "email": "first@example.org"}]),
            &["First Author"],
            false,
        ),
    ]);
}

#[test]
fn six_hundred_and_sixty_four_authors_are_all_kept() {
    let names: Vec<String> = (0..664)
        .map(|n| format!("Author{} Number", letters(n)))
        .collect();
    let (mention, _) = taken(&json!({"authors": names}));
    assert_eq!(mention.record.authors, names);
    let (mention, _) = taken(&json!({"authors": names.join(", ")}));
    assert_eq!(mention.record.authors, names);
}

/// A number in letters.
fn letters(number: u32) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| char::from(digit as u8 - b'0' + b'a'))
        .collect()
}
