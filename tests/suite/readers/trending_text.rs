//! The text of a trending-papers page.

use super::{adds_up, format_of, hold_to_snapshots, read};
use crate::site_test::{SiteTest, shared_data};
use offprint::readers::Reading;
use proptest::prelude::*;
use std::fs;

const INVITATION: &str = "Get trending papers in your email inbox once a day!\n\
                          Get trending papers in your email inbox!\n";

fn titles(reading: &Reading) -> Vec<&str> {
    let mentions = reading.digests.iter().flat_map(|digest| &digest.mentions);
    mentions
        .map(|mention| mention.record.title.as_str())
        .collect()
}

#[test]
fn fixtures_read_as_expected() {
    hold_to_snapshots("trending-text");
}

#[test]
fn the_button_is_taken_off_the_first_title_and_no_word_of_it() {
    for (line, title) in [
        ("SubscribeOne-shot learning", "One-shot learning"),
        ("Subscribe One-shot learning", "One-shot learning"),
        ("Subscribe3D shapes", "3D shapes"),
        ("Subscribe$k$-means", "$k$-means"),
        ("SubscribenanoNet", "nanoNet"),
        ("SubscribedGAN: a network", "dGAN: a network"),
        ("SubscribeSubscribers leave", "Subscribers leave"),
        ("Subscribe\u{3bc}Transfer", "\u{3bc}Transfer"),
        // These are words of a title; the button was on a line of its own, or nowhere.
        ("Subscribers leave", "Subscribers leave"),
        ("Subscriber churn", "Subscriber churn"),
        ("Subscribed: a study", "Subscribed: a study"),
        ("Subscribe-and-save models", "Subscribe-and-save models"),
        ("Subscribe to me", "Subscribe to me"),
        ("subscribeOne", "subscribeOne"),
    ] {
        let text = format!("{INVITATION}{line}\nAn abstract, longer than the title above it.\n");
        assert_eq!(
            titles(&read("content/2026-11-23.txt", &text)),
            [title],
            "{line}"
        );
    }
}

#[test]
fn only_the_first_title_has_a_button() {
    let text = format!(
        "{INVITATION}One\nAn abstract, longer than the title.\n\
         SubscribeTwo\nAn abstract, longer than the title.\n"
    );
    let reading = read("content/2026-11-23.txt", &text);
    assert_eq!(titles(&reading), ["One", "SubscribeTwo"]);
}

#[test]
fn line_ends_and_blank_lines_do_not_matter() {
    let text =
        format!("{INVITATION}SubscribeOne\nAn abstract, long enough.\nTwo\nAnd another one.");
    let plain = read("content/2026-11-23.txt", &text);
    assert_eq!(titles(&plain), ["One", "Two"]);
    let windows = read("content/2026-11-23.txt", &text.replace('\n', "\r\n"));
    assert_eq!(plain, windows);
    let spaced = read("content/2026-11-23.txt", &text.replace('\n', "\n \n\n"));
    assert_eq!(titles(&spaced), titles(&plain));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let text = format!("\u{feff}{INVITATION}SubscribeOne\r\nAn abstract, long enough.\r\n");
    let site = SiteTest::new().file("content/2026-11-23.txt", text);
    site.build().succeeds().has_account(1, 1, 0, 0);
    site.page("papers/one.html").does_not_say("Subscribe");
}

#[test]
fn prose_is_no_such_text() {
    assert_eq!(
        format_of(
            "content/notes.txt",
            "A long line of notes comes first.\nThen a short one.\n"
        ),
        None
    );
}

#[test]
fn the_real_page_gives_every_title_and_no_furniture() {
    let Some(path) = shared_data("trending-papers.txt") else {
        return;
    };
    let text = fs::read_to_string(path).expect("it is UTF-8");
    let mut expected: Vec<&str> = text.lines().skip(2).step_by(2).collect();
    expected[0] = expected[0]
        .strip_prefix("Subscribe")
        .expect("it is glued on");
    let reading = read("content/2026-11-23.txt", &text);
    assert_eq!(titles(&reading), expected);
    assert_eq!(reading.records, 116);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);

    let site = SiteTest::new().file("content/2026-11-23.txt", &text);
    site.build().succeeds().has_account(116, 116, 0, 0);
    let tree = site.tree();
    let papers = tree.keys().filter(|path| path.starts_with("papers/"));
    assert_eq!(papers.count(), 116);
    for (path, bytes) in &tree {
        let text = String::from_utf8_lossy(bytes);
        for furniture in ["email inbox", "SubscribeOne", "Subscribe<"] {
            assert!(!text.contains(furniture), "{path} says `{furniture}`");
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in any_text()) {
        for name in ["content/2026-11-23.txt", "content/undated"] {
            adds_up(&read(name, &text));
            adds_up(&read(name, &format!("{INVITATION}{text}")));
        }
    }
}

/// Lines of all lengths, some of which look like something.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        ".{0,40}",
        "[a-z ]{390,410}\\.?",
        Just("Subscribe".to_owned()),
        Just("SubscribeTitle".to_owned()),
        Just(INVITATION.to_owned()),
    ];
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}
