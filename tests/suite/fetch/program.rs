//! The command: its configuration, its usage, what it says of several sources.

use super::server::{Reply, Server};
use super::{daily_papers, empty_site, ends, run};
use crate::site_test::SiteTest;

#[test]
fn sources_of_the_configuration_are_all_fetched() {
    let server = Server::new(|asked| match asked.target.starts_with("/api") {
        true => daily_papers(asked),
        false => Reply::status(404),
    });
    let site = SiteTest::new().file(
        "offprint.toml",
        format!(
            "[[fetch]]\nsource = \"huggingface\"\naddress = \"{}\"\ncontact = \"mailto:editor@example.org\"\n\n[[fetch]]\nsource = \"{}\"\n",
            server.url("/api/daily_papers"),
            server.url("/feed.xml")
        ),
    );
    let output = run(&site, &server, &["--date", "2026-11-23"]);
    ends(
        &output,
        4,
        "3 papers for content/2026-11-23-huggingface.json (new)",
    );
    let asked = server.asked();
    assert!(asked[0].headers.contains("(+mailto:editor@example.org)"));

    let json = run(&site, &server, &["--date", "2026-11-22", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(
        (json[0]["state"].as_str(), json[1]["state"].as_str()),
        (Some("empty"), Some("down"))
    );
}

#[test]
fn a_site_without_sources_fetches_nothing() {
    let server = Server::new(|_| Reply::status(500));
    let site = SiteTest::new();
    ends(&run(&site, &server, &[]), 0, "no sources are configured");
    assert!(server.asked().is_empty());
}

#[test]
fn faults_of_the_configuration_are_told_with_their_lines() {
    let server = Server::new(|_| Reply::status(500));
    let site = SiteTest::new().file(
        "offprint.toml",
        "[[fetch]]\nsource = \"hugingface\"\n\n[[fetch]]\nsorce = \"huggingface\"\n\n[[fetch]]\nsource = \"arxiv:cs.LG\"\nannounce = [\"old\"]\nallow_hosts = \"x\"\n\n[[fetch]]\n",
    );
    let output = run(&site, &server, &[]);
    for said in [
        "offprint.toml:2:10: `hugingface` is no source",
        "offprint.toml:5:1: there is no key `fetch.sorce`",
        "did you mean `source`?",
        "offprint.toml:9:12: arXiv has no announcement `old`",
        "offprint.toml:10:15: `fetch.allow_hosts`",
        "this table [[fetch]] names no source",
    ] {
        ends(&output, 1, said);
    }
    let site = SiteTest::new().file("offprint.toml", "[fetch]\nsource = \"huggingface\"\n");
    ends(
        &run(&site, &server, &[]),
        1,
        "expected tables, each of which begins with [[fetch]]",
    );
}

#[test]
fn wrong_usage_is_told_at_once() {
    let server = Server::new(|_| Reply::status(500));
    for arguments in [
        &["hugingface"][..],
        &["huggingface", "--date", "yesterday"],
        &["--address", "https://x.example/"],
    ] {
        assert_eq!(
            run(&empty_site(), &server, arguments).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
}
