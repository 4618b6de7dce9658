//! The daily papers of Hugging Face: days, pages, and files that somebody edited.

use super::server::{Reply, Server};
use super::{
    Still, daily_papers, day, empty_site, ends, fetch_hf, files, hf_list, hf_query, on, parameter,
};
use std::fs;
use std::sync::{Arc, Mutex};

#[test]
fn the_daily_papers_of_a_date_become_a_digest() {
    let server = Server::new(daily_papers);
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "3 papers for content/2026-11-23-huggingface.json (new)",
    );
    let asked = server.asked();
    assert_eq!(asked.len(), 1, "a page that is not full is the last");
    assert_eq!(
        asked[0].target,
        "/api/daily_papers?date=2026-11-23&limit=100&p=0"
    );
    let agent = format!(
        "user-agent: offprint/{} (+https://example.org/papers/)",
        env!("CARGO_PKG_VERSION")
    );
    assert!(asked[0].headers.contains(&agent), "{}", asked[0].headers);
    assert!(!asked[0].headers.contains("authorization"));

    site.build().succeeds().has_account(3, 3, 0, 0);
    site.page("digests/2026-11-23.html")
        .says("Paper 2300")
        .says("Paper 2302");
    site.page("papers/2611.02301.html")
        .says("Ann Author")
        .says("It is about 2301.")
        .says("github.com/example/2301");

    // Asked again it says the same, and the file is not touched.
    let path = site.root().join("content/2026-11-23-huggingface.json");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "(as it was)",
    );
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn a_day_without_papers_is_no_fault() {
    let server = Server::new(daily_papers);
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-22"]),
        3,
        "huggingface: 2026-11-22: no papers",
    );
    assert!(files(&site).is_empty());
}

#[test]
fn pages_are_read_to_the_last_and_papers_taken_once() {
    let server = Server::new(|asked| match parameter(asked, "p") {
        "0" => Reply::json(hf_list(0..50, 1)),
        // One that moved to the next page meanwhile.
        "1" => Reply::json(hf_list(49..98, 1)),
        _ => Reply::status(500),
    });
    let site = empty_site();
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "98 papers",
    );
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_file_that_somebody_edited_is_left_alone() {
    let server = Server::new(daily_papers);
    let site = empty_site();
    fetch_hf(&site, &server, &["--date", "2026-11-23"]);
    let name = "content/2026-11-23-huggingface.json";
    let text = fs::read_to_string(site.root().join(name)).unwrap();

    // White space alone is no edit.
    site.write(name, text.replace("  ", "\t"));
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "(updated)",
    );
    assert_eq!(fs::read_to_string(site.root().join(name)).unwrap(), text);

    for edited in [
        text.replace("It is about 2300.", "It is worth reading."),
        "{}".to_owned(),
        "## By hand\n".to_owned(),
    ] {
        site.write(name, &edited);
        ends(
            &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
            0,
            "(edited by hand, so left alone)",
        );
        assert_eq!(fs::read_to_string(site.root().join(name)).unwrap(), edited);
    }
    // One that somebody moved is found where it is.
    site.remove(name);
    site.write("content/2026/11/2026-11-23-huggingface.json", &text);
    ends(
        &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
        0,
        "for content/2026/11/2026-11-23-huggingface.json (as it was)",
    );
    assert_eq!(files(&site), ["2026"]);
}

#[test]
fn missed_nights_are_caught_up_and_the_newest_day_is_asked_again() {
    let votes = Arc::new(Mutex::new(5));
    let told = Arc::clone(&votes);
    let server = Server::new(move |asked| {
        let asked_for = day(parameter(asked, "date"));
        let is_weekend = asked_for.weekday().to_monday_zero_offset() > 4;
        let first = asked_for.day() as u32 * 100;
        match is_weekend {
            true => Reply::json("[]"),
            false => Reply::json(hf_list(first..first + 2, *told.lock().unwrap())),
        }
    });
    let clock = Still::at("2026-11-18T05:17:00Z");
    let site = empty_site();
    let outcome = on(
        &clock,
        "2026-11-18T05:17:00Z",
        &site,
        &server,
        hf_query(&server),
    );
    assert!(outcome.failure.is_none());
    assert_eq!(files(&site), ["2026-11-18-huggingface.json"]);

    *votes.lock().unwrap() = 9;
    let outcome = on(
        &clock,
        "2026-11-23T05:17:00Z",
        &site,
        &server,
        hf_query(&server),
    );
    assert!(outcome.failure.is_none());
    let days = ["18", "19", "20", "23"].map(|day| format!("2026-11-{day}-huggingface.json"));
    assert_eq!(files(&site), days);
    let first = fs::read_to_string(site.root().join("content").join(&days[0])).unwrap();
    assert!(
        first.contains("\"votes\": 9"),
        "the newest day was not over yet: {first}"
    );
    assert_eq!(outcome.empty.len(), 2, "the weekend");

    // The first time, before today has any: the day before.
    let site = empty_site();
    let outcome = on(
        &clock,
        "2026-11-21T05:17:00Z",
        &site,
        &server,
        hf_query(&server),
    );
    assert!(outcome.failure.is_none());
    assert_eq!(files(&site), ["2026-11-20-huggingface.json"]);
}

#[test]
fn a_poor_answer_does_not_replace_a_full_file() {
    let count = Arc::new(Mutex::new(9));
    let told = Arc::clone(&count);
    let server = Server::new(move |_| Reply::json(hf_list(0..*told.lock().unwrap(), 1)));
    let site = empty_site();
    fetch_hf(&site, &server, &["--date", "2026-11-23"]);
    for (papers, said) in [
        (4, "so it was left alone"),
        (5, "(updated)"),
        (8, "(updated)"),
    ] {
        *count.lock().unwrap() = papers;
        ends(
            &fetch_hf(&site, &server, &["--date", "2026-11-23"]),
            0,
            said,
        );
    }
}

#[test]
fn a_file_whose_date_somebody_changed_is_never_written_over() {
    let server = Server::new(daily_papers);
    let site = empty_site();
    fetch_hf(&site, &server, &["--date", "2026-11-23"]);
    let name = "content/2026-11-23-huggingface.json";
    let text = fs::read_to_string(site.root().join(name)).unwrap();
    let moved = text.replace("\"date\": \"2026-11-23\"", "\"date\": \"2026-11-20\"");
    assert_ne!(moved, text);
    site.write(name, &moved);
    let output = fetch_hf(&site, &server, &["--date", "2026-11-23"]);
    ends(&output, 0, "(edited by hand, so left alone)");
    assert_eq!(fs::read_to_string(site.root().join(name)).unwrap(), moved);
}
