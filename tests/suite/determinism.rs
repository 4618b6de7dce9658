//! The same input gives the same bytes, and a build changes nothing that need not change.

use crate::site_test::{Build, SiteTest, Tree, manifest_folder};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

const BASE: [&str; 2] = ["--base-url", "https://example.org/x/"];

/// When each file of a folder was written last.
fn times(folder: &Path, tree: &Tree) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| {
        let metadata = fs::metadata(folder.join(path)).expect("the file is there");
        metadata.modified().expect("the system has times")
    };
    tree.keys().map(|path| (path.clone(), time(path))).collect()
}

/// Asserts that two trees are one, without printing their bytes.
#[track_caller]
fn assert_same(a: &Tree, b: &Tree) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b));
    for (path, bytes) in a {
        assert!(bytes == &b[path], "{path} differs");
    }
}

#[test]
fn threads_and_places_make_no_difference() {
    let (first, second) = (SiteTest::copy_of("awkward"), SiteTest::copy_of("awkward"));
    first.build_with(&BASE).succeeds();
    second
        .build_as(
            &BASE,
            &[
                ("RAYON_NUM_THREADS", "1"),
                ("LC_ALL", "tr_TR.UTF-8"),
                ("TZ", "Asia/Tokyo"),
            ],
        )
        .succeeds();
    assert_same(&first.tree(), &second.tree());
}

#[test]
fn our_own_site_is_the_same_with_one_thread() {
    let build = |environment: &[(&str, &str)]| {
        let site = SiteTest::new();
        let output = site.root().join("public");
        let root = manifest_folder();
        let arguments = [
            "--root",
            root.to_str().expect("a plain path"),
            "--output",
            output.to_str().expect("a plain path"),
        ];
        let mut command = crate::site_test::offprint();
        command
            .arg("build")
            .args(arguments)
            .envs(environment.iter().copied());
        assert!(command.output().expect("the program runs").status.success());
        site.tree()
    };
    assert_same(&build(&[]), &build(&[("RAYON_NUM_THREADS", "1")]));
}

#[test]
fn order_of_files_on_disk_makes_no_difference() {
    let names = [
        "2026-11-01.md",
        "2026-11-02.md",
        "2026-11-03-a.md",
        "2026-11-03-b.md",
    ];
    let build = |names: &mut dyn Iterator<Item = &&str>| {
        let site = SiteTest::new();
        for name in names {
            site.write(
                &format!("content/{name}"),
                format!(
                    "## Shared paper\n- Topics: x\n- Note: from {name}\n\n## Paper of {name}\n"
                ),
            );
        }
        site.build_with(&BASE).succeeds();
        site.tree()
    };
    assert_same(&build(&mut names.iter()), &build(&mut names.iter().rev()));
}

#[test]
fn a_rebuild_touches_nothing() {
    let site = SiteTest::copy_of("awkward");
    let public = site.root().join("public");
    let first = site.build();
    let all: Vec<String> = site
        .tree()
        .into_keys()
        .filter(|path| path != "manifest.json")
        .collect();
    assert_eq!(
        first.succeeds().json["changes"]["added"],
        serde_json::json!(all)
    );
    let (tree, before) = (site.tree(), times(&public, &site.tree()));
    let second = site.build();
    second.succeeds();
    let nothing = serde_json::json!({"added": [], "changed": [], "removed": []});
    assert_eq!(second.json["changes"], nothing);
    assert_same(&tree, &site.tree());
    assert_eq!(before, times(&public, &tree));
}

#[test]
fn a_new_digest_changes_only_what_shows_it() {
    let site = SiteTest::copy_of("awkward");
    let public = site.root().join("public");
    site.build().succeeds();
    let (tree, before) = (site.tree(), times(&public, &site.tree()));
    site.write("content/2026-11-25.md", "## A quite unrelated paper\n");
    let build = site.build();
    build.succeeds();
    assert_eq!(
        named(&build, "added"),
        [
            "digests/2026-11-25.bib",
            "digests/2026-11-25.csljson",
            "digests/2026-11-25.html",
            "digests/2026-11-25.json",
            "digests/2026-11-25.md",
            "digests/2026-11-25.ris",
            "papers/a-quite-unrelated-paper.html",
        ]
    );
    assert_eq!(named(&build, "removed"), [""; 0]);
    let changed: Vec<&str> = build.json["changes"]["changed"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(serde_json::Value::as_str)
        .collect();
    assert!(!changed.contains(&"papers/2601.00001.html"), "{changed:?}");
    assert!(changed.contains(&"index.html"), "{changed:?}");
    let after = times(&public, &site.tree());
    let is_judged = |path: &&String| *path != "manifest.json" && !path.starts_with("pagefind/");
    for path in tree.keys().filter(is_judged) {
        let is_changed = changed.contains(&path.as_str());
        assert_eq!(tree[path] != site.tree()[path], is_changed, "{path}");
        if !is_changed {
            assert_eq!(before[path], after[path], "{path} was written again");
        }
    }
}

#[test]
fn what_is_no_longer_made_is_removed() {
    let site = SiteTest::copy_of("awkward");
    site.build().succeeds();
    site.remove("content/2026-11-22.txt");
    let build = site.build_with(&["--allow-shrink"]);
    build.succeeds();
    assert_eq!(
        named(&build, "removed"),
        [
            "digests/2026-11-22.bib",
            "digests/2026-11-22.csljson",
            "digests/2026-11-22.html",
            "digests/2026-11-22.json",
            "digests/2026-11-22.md",
            "digests/2026-11-22.ris",
            "papers/plain-text-100-of-5-i-no-i-markup.html",
        ]
    );
    assert!(!site.has_page("digests/2026-11-22.html"));
    // Just what a site without that file has ever been.
    let fresh = SiteTest::copy_of("awkward");
    fresh.remove("content/2026-11-22.txt");
    fresh.build().succeeds();
    assert_same(&site.tree(), &fresh.tree());
}

#[test]
fn the_manifest_lists_every_file_and_the_account() {
    let site = SiteTest::copy_of("awkward");
    let build = site.build();
    build.succeeds();
    let manifest = site.page("manifest.json").json();
    let listed: Vec<&String> = manifest["files"]
        .as_object()
        .expect("an object")
        .keys()
        .collect();
    let tree = site.tree();
    let there: Vec<&String> = tree
        .keys()
        .filter(|path| *path != "manifest.json")
        .collect();
    assert_eq!(listed, there);
    for (path, entry) in manifest["files"].as_object().expect("an object") {
        assert_eq!(entry["size"], tree[path].len() as u64, "{path}");
    }
    for count in [
        "files", "records", "papers", "merged", "skipped", "topics", "pages",
    ] {
        assert_eq!(
            manifest["counts"][count], build.json["account"][count],
            "{count}"
        );
    }
    let bytes: usize = tree.values().map(Vec::len).sum();
    assert_eq!(build.json["account"]["bytes"], bytes as u64);
    let pages = tree.keys().filter(|path| path.ends_with(".html")).count();
    assert_eq!(build.json["account"]["pages"], pages as u64);
}

#[test]
fn nothing_in_a_site_tells_when_or_where_it_was_built() {
    let site = SiteTest::copy_of("awkward");
    site.build().succeeds();
    let root = site.root().to_str().expect("a plain path").to_owned();
    for (path, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains(&root), "{path} names the folder");
    }
}

/// What a build says that it added, changed or removed, without the parts of search bundles, which are
/// named by what is in them.
fn named<'a>(build: &'a Build, what: &str) -> Vec<&'a str> {
    let paths = build.json["changes"][what].as_array().expect("a list");
    let paths = paths.iter().filter_map(serde_json::Value::as_str);
    paths
        .filter(|path| !path.starts_with("pagefind/"))
        .collect()
}
