//! A build that is compared with the site that readers see, and what it tells CI.

use crate::fetch::server::{Reply, Server};
use crate::site_test::{Build, SiteTest};
use std::fs;
use std::sync::{Arc, Mutex};

fn papers(count: usize) -> String {
    (0..count)
        .map(|number| format!("## Paper {number}\n\nIts summary.\n\n"))
        .collect()
}

fn site(count: usize) -> SiteTest {
    SiteTest::new()
        .file("offprint.toml", "[search]\nenabled = false\n")
        .file("content/2026-11-23.md", papers(count))
}

fn changes(build: &Build, kind: &str) -> Vec<String> {
    let list = build.json["changes"][kind].as_array().expect("a list");
    list.iter()
        .map(|path| path.as_str().expect("a path").to_owned())
        .collect()
}

#[test]
fn changes_are_those_against_the_manifest_that_is_named() {
    let site = site(10);
    site.build().succeeds();
    let published = site.root().join("published.json");
    fs::copy(site.root().join("public/manifest.json"), &published).unwrap();
    let published = published.to_str().unwrap();

    // The output goes on, and what is published stays behind.
    site.write("content/2026-11-24.md", "## Another\n\nIts summary.\n");
    site.build().succeeds();
    let build = site.build();
    assert_eq!(changes(&build, "added"), Vec::<String>::new());
    assert_eq!(build.json["compared_with"], "output");
    let build = site.build_with(&["--previous", published]);
    build.succeeds();
    assert_eq!(build.json["compared_with"], "previous");
    assert!(changes(&build, "added").contains(&"papers/another.html".to_owned()));
    assert!(changes(&build, "changed").contains(&"index.html".to_owned()));

    // The guard asks the same manifest: the output alone would have noticed nothing.
    site.remove("content/2026-11-24.md");
    site.write("content/2026-11-23.md", papers(8));
    site.build_with(&["--allow-shrink"]).succeeds();
    site.write("content/2026-11-23.md", papers(7));
    let build = site.build_with(&["--previous", published]);
    build
        .fails()
        .says("papers from 10 to 7")
        .says("Gone would be papers/paper-7.html");
    let summary = site.root().join("summary.md");
    site.build_with(&[
        "--previous",
        published,
        "--allow-shrink",
        "--summary",
        summary.to_str().unwrap(),
    ])
    .succeeds();
    let summary = fs::read_to_string(summary).unwrap();
    assert!(summary.starts_with("### The site was built\n"), "{summary}");
    assert!(summary.contains("| 1 | 7 | 7 | 0 | 0 |"), "{summary}");
    assert!(
        summary.contains("files removed</summary>\n\n- `papers/paper-7.html`"),
        "{summary}"
    );
    assert!(summary.contains("1 warning: see the log"), "{summary}");
}

#[test]
fn what_is_no_manifest_is_refused() {
    let site = site(1).file(
        "other.json",
        "{\"files\": {}, \"generator\": \"Another 1.0\"}",
    );
    for (name, said) in [
        ("other.json", "was written by another program"),
        ("offprint.toml", "is damaged or of another program"),
        ("nothing.json", "cannot read"),
    ] {
        let path = site.root().join(name);
        site.build_with(&["--previous", path.to_str().unwrap()])
            .fails()
            .says(said);
        assert!(!site.has_page("index.html"));
    }
}

#[test]
fn the_published_site_is_asked_for_its_manifest() {
    let reply = Arc::new(Mutex::new(Reply::status(404)));
    let told = Arc::clone(&reply);
    let server = Server::new(move |_| told.lock().unwrap().clone());
    let url = server.url("/a/b/manifest.json");
    let site = site(10);

    // Before the first time there is none, and all is new.
    let build = site.build_with(&["--previous", &url]);
    build.succeeds().says("there is no site at");
    assert!(changes(&build, "added").contains(&"index.html".to_owned()));
    let build = site.build_with(&["--previous", &url]);
    assert!(
        changes(&build, "added").contains(&"index.html".to_owned()),
        "also with an output"
    );

    let manifest = site.page("manifest.json").text;
    *reply.lock().unwrap() = Reply::json(manifest);
    let build = site.build_with(&["--previous", &url]);
    build.succeeds();
    assert_eq!(changes(&build, "added"), Vec::<String>::new());
    site.write("content/2026-11-23.md", papers(5));
    site.build_with(&["--previous", &url])
        .fails()
        .says("papers from 10 to 5");

    // Somebody else's site is none of ours: all is new, and the guard asks the output.
    *reply.lock().unwrap() = Reply::json("<html>");
    site.build_with(&["--previous", &url])
        .fails()
        .says("is damaged or of another program")
        .says("papers from 10 to 5");
    *reply.lock().unwrap() = Reply::status(404);
    site.build_with(&["--previous", &url])
        .fails()
        .says("papers from 10 to 5");
    *reply.lock().unwrap() = Reply::status(403);
    site.write("content/2026-11-23.md", papers(10));
    site.build_with(&["--previous", &url])
        .succeeds()
        .says("the site before cannot be looked at")
        .says("answers with 403");
}
