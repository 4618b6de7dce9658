//! Publishing: a folder is replaced as a whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use offprint::publish::staging::Staging;
use offprint::publish::{
    Changes, Comparison, Counts, Options, PathFault, Publication, PublishError,
};
use tempfile::TempDir;

/// The files of a small site.
const SITE: [(&str, &str); 4] = [
    ("index.html", "<h1>Papers</h1>"),
    ("papers/2601.00001.html", "<h1>One</h1>"),
    ("papers/2601.00002.html", "<h1>Two</h1>"),
    ("assets/css/site.css", "body {}"),
];

/// A folder with a site in it, which is published to `public` inside.
struct Home(TempDir);

impl Home {
    fn new() -> Home {
        Home(tempfile::tempdir().unwrap())
    }

    fn output(&self) -> PathBuf {
        self.0.path().join("public")
    }

    fn begin(&self) -> Result<Staging, PublishError> {
        Staging::begin(&self.output(), self.0.path())
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Publication, PublishError> {
        self.publish_counted(files, Counts::default(), None)
    }

    fn publish_counted(
        &self,
        files: &[(&str, &str)],
        counts: Counts,
        guard: Option<Options>,
    ) -> Result<Publication, PublishError> {
        let staging = self.begin()?;
        for (path, text) in files {
            staging.write(path, text.as_bytes())?;
        }
        ended(staging, counts, guard)
    }

    /// Publishes, looks at the refusal, and holds the output to what it was before.
    fn refuse(&self, files: &[(&str, &str)]) -> PublishError {
        let before = snapshot(&self.output());
        let error = self.publish(files).unwrap_err();
        assert_eq!(snapshot(&self.output()), before);
        error
    }

    /// The names in the folder of the site.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

/// Every file below a folder: its identity, its time and its bytes.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime, Vec<u8>)> {
    let mut files = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return files;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        if metadata.is_dir() {
            files.extend(snapshot(&path));
        } else {
            let bytes = fs::read(&path).unwrap_or_default();
            files.insert(
                path,
                (inode(&metadata), metadata.modified().unwrap(), bytes),
            );
        }
    }
    files
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_metadata: &fs::Metadata) -> u64 {
    0
}

/// Gives a file a time long ago, so that writing it again would show.
fn make_old(path: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options()
        .write(true)
        .open(path)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
}

/// Ends and publishes a site.
fn ended(
    staging: Staging,
    counts: Counts,
    guard: Option<Options>,
) -> Result<Publication, PublishError> {
    let comparison = Comparison {
        guard,
        previous: None,
    };
    let finished = staging.finish(counts, comparison)?;
    let publication = finished.publication().clone();
    finished.publish()?;
    Ok(publication)
}

fn counts(papers: usize, digests: usize, pages: usize) -> Counts {
    Counts {
        papers,
        digests,
        pages,
        ..Counts::default()
    }
}

#[test]
fn a_first_build_makes_the_folder_and_nothing_beside_it() {
    let home = Home::new();
    let publication = home
        .publish_counted(&SITE, counts(2, 1, 3), Some(Options::default()))
        .unwrap();

    assert_eq!(home.names(), ["public"]);
    for (path, text) in SITE {
        assert_eq!(fs::read_to_string(home.output().join(path)).unwrap(), text);
    }
    assert_eq!(publication.changes.added.len(), 4);
    assert_eq!(publication.files, 5);
    let on_disk: u64 = snapshot(&home.output())
        .values()
        .map(|file| file.2.len() as u64)
        .sum();
    assert_eq!(publication.bytes, on_disk);
}

#[test]
fn the_manifest_lists_files_with_hashes_and_counts() {
    let home = Home::new();
    home.publish_counted(&SITE, counts(2, 1, 3), None).unwrap();
    let text = fs::read_to_string(home.output().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();

    assert!(
        manifest["generator"]
            .as_str()
            .unwrap()
            .starts_with("Offprint ")
    );
    assert_eq!(manifest["counts"]["papers"], 2);
    let file = &manifest["files"]["assets/css/site.css"];
    assert_eq!(file["size"], 7);
    assert_eq!(file["hash"].as_str().unwrap().len(), 32);
    assert_eq!(manifest["files"].as_object().unwrap().len(), 4);
    assert!(
        text.find("assets/").unwrap() < text.find("papers/").unwrap(),
        "sorted by path"
    );
}

#[test]
fn the_same_site_has_the_same_bytes_from_any_number_of_threads() {
    let (one, many) = (Home::new(), Home::new());
    let files: Vec<String> = (0..200)
        .map(|n| format!("{}/{}/{n}.html", n % 7, n % 3))
        .collect();

    let staging = one.begin().unwrap();
    files
        .iter()
        .for_each(|path| staging.write(path, path.as_bytes()).unwrap());
    ended(staging, Counts::default(), None).unwrap();

    let staging = many.begin().unwrap();
    std::thread::scope(|scope| {
        for part in files.chunks(25) {
            let staging = &staging;
            scope.spawn(move || {
                part.iter()
                    .rev()
                    .for_each(|path| staging.write(path, path.as_bytes()).unwrap());
            });
        }
    });
    ended(staging, Counts::default(), None).unwrap();

    let bytes = |home: &Home| -> Vec<(PathBuf, Vec<u8>)> {
        let files = snapshot(&home.output());
        let relative = |path: PathBuf| path.strip_prefix(home.output()).unwrap().to_path_buf();
        files
            .into_iter()
            .map(|(path, file)| (relative(path), file.2))
            .collect()
    };
    assert_eq!(bytes(&one), bytes(&many));
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    make_old(&home.output().join("index.html"));
    let before = snapshot(&home.output());
    let folder = inode(&fs::metadata(home.output()).unwrap());

    let publication = home.publish(&SITE).unwrap();

    assert!(publication.changes.is_empty());
    assert_eq!(publication.files, 5);
    assert_eq!(snapshot(&home.output()), before);
    assert_eq!(inode(&fs::metadata(home.output()).unwrap()), folder);
    assert_eq!(home.names(), ["public"]);
}

#[test]
fn changes_are_told_and_what_stays_keeps_its_time() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    make_old(&home.output().join("assets/css/site.css"));
    let before = snapshot(&home.output());

    let next = [
        ("index.html", "<h1>Papers!</h1>"),
        ("papers/2601.00001.html", "<h1>One</h1>"),
        ("papers/2601.00003.html", "<h1>Three</h1>"),
        ("assets/css/site.css", "body {}"),
    ];
    let publication = home.publish(&next).unwrap();

    let expected = Changes {
        added: vec!["papers/2601.00003.html".to_owned()],
        changed: vec!["index.html".to_owned()],
        removed: vec!["papers/2601.00002.html".to_owned()],
    };
    assert_eq!(publication.changes, expected);
    let after = snapshot(&home.output());
    assert_eq!(after.len(), 5);
    for path in ["papers/2601.00001.html", "assets/css/site.css"] {
        let path = home.output().join(path);
        assert_eq!(after[&path], before[&path]);
    }
    assert_eq!(home.names(), ["public"]);
}

#[test]
fn a_file_altered_by_hand_is_set_right() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    // The same length, so that only the bytes show it.
    fs::write(home.output().join("index.html"), "<h1>Capers</h1>").unwrap();
    fs::remove_file(home.output().join("assets/css/site.css")).unwrap();

    let publication = home.publish(&SITE).unwrap();

    assert_eq!(
        publication.changes.changed,
        ["assets/css/site.css", "index.html"]
    );
    let text = fs::read_to_string(home.output().join("index.html")).unwrap();
    assert_eq!(text, "<h1>Papers</h1>");
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let home = Home::new();
    fs::create_dir(home.output()).unwrap();
    fs::write(home.output().join("thesis.tex"), "ten years").unwrap();
    let error = home.refuse(&SITE);
    assert!(matches!(error, PublishError::NotOurs { .. }));
    let message = error.to_string();
    assert!(
        message.contains("public` is not a folder that Offprint made"),
        "{message}"
    );
    assert!(
        message.contains("choose a new or empty folder"),
        "{message}"
    );

    for manifest in [
        r#"{"name": "An app"}"#,
        r#"{"generator": "Other 1", "files": {}}"#,
        "{",
    ] {
        fs::write(home.output().join("manifest.json"), manifest).unwrap();
        assert!(
            matches!(home.refuse(&SITE), PublishError::NotOurs { .. }),
            "{manifest}"
        );
    }
    assert_eq!(home.names(), ["public"]);
}

#[test]
fn an_empty_folder_and_a_new_work_tree_are_taken() {
    let home = Home::new();
    fs::create_dir(home.output()).unwrap();
    home.publish(&SITE).unwrap();

    let home = Home::new();
    fs::create_dir(home.output()).unwrap();
    fs::write(home.output().join(".git"), "gitdir: elsewhere").unwrap();
    home.publish(&SITE).unwrap();
    assert!(home.output().join(".git").exists());
}

#[test]
fn the_folder_of_the_site_and_those_above_are_refused() {
    let home = Home::new();
    let root = home.0.path().join("sites/mine");
    fs::create_dir_all(&root).unwrap();
    for output in [
        &root,
        &root.join("../../sites"),
        &root.join(".."),
        home.0.path(),
    ] {
        let error = Staging::begin(output, &root).unwrap_err();
        assert!(matches!(error, PublishError::HoldsSite { .. }), "{error}");
    }
    assert_eq!(home.names(), ["sites"]);
}

#[test]
fn a_file_or_a_link_in_the_place_of_the_output_is_refused() {
    let home = Home::new();
    fs::write(home.output(), "a file").unwrap();
    assert!(matches!(
        home.refuse(&SITE),
        PublishError::NotAFolder { .. }
    ));
    assert_eq!(fs::read(home.output()).unwrap(), b"a file");

    #[cfg(unix)]
    {
        fs::remove_file(home.output()).unwrap();
        let elsewhere = home.0.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        for aim in [elsewhere.as_path(), Path::new("nowhere")] {
            std::os::unix::fs::symlink(aim, home.output()).unwrap();
            let error = home.publish(&SITE).unwrap_err();
            assert!(
                error.to_string().contains("a symbolic link, not a folder"),
                "{error}"
            );
            fs::remove_file(home.output()).unwrap();
        }
    }
}

#[test]
fn files_of_others_stay() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    let output = home.output();
    fs::write(output.join("CNAME"), "papers.example.org").unwrap();
    fs::write(output.join("papers/notes.txt"), "mine").unwrap();
    // A repository needs its empty folders.
    fs::create_dir_all(output.join(".git/refs/tags")).unwrap();
    fs::write(output.join(".git/HEAD"), "ref: refs/heads/pages").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../elsewhere", output.join("link")).unwrap();
    let before = snapshot(&output);

    // The folder `papers` is no longer the site's, and still holds a file of somebody else.
    let publication = home.publish(&[("index.html", "<h1>Nothing</h1>")]).unwrap();

    assert_eq!(publication.files, 2);
    assert_eq!(publication.changes.removed.len(), 3);
    let after = snapshot(&output);
    for path in ["CNAME", "papers/notes.txt", ".git/HEAD"] {
        let path = output.join(path);
        assert_eq!(after[&path], before[&path]);
    }
    assert!(output.join(".git/refs/tags").is_dir());
    assert!(
        !output.join("assets").exists(),
        "an empty folder of the site's own is dropped"
    );
    assert!(!output.join("papers/2601.00001.html").exists());
    #[cfg(unix)]
    assert_eq!(
        fs::read_link(output.join("link")).unwrap(),
        Path::new("../elsewhere")
    );
}

#[test]
fn a_file_of_others_is_not_overwritten() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    fs::write(home.output().join("robots.txt"), "by hand").unwrap();

    let mut next = SITE.to_vec();
    next.push(("robots.txt", "by Offprint"));
    let error = home.refuse(&next);
    assert!(
        matches!(error, PublishError::ForeignInTheWay { .. }),
        "{error}"
    );
    assert!(error.to_string().contains("robots.txt"), "{error}");

    // Nothing would be lost where both are the same.
    next[4].1 = "by hand";
    assert_eq!(home.publish(&next).unwrap().changes.added, ["robots.txt"]);

    // A folder of the site where there is a file of somebody else.
    fs::write(home.output().join("topics"), "by hand").unwrap();
    next.push(("topics/index.html", "by Offprint"));
    assert!(matches!(
        home.refuse(&next),
        PublishError::ForeignInTheWay { .. }
    ));
}

#[test]
fn a_site_that_shrinks_is_refused() {
    let home = Home::new();
    let names: Vec<String> = (10..30).map(|n| format!("papers/{n}.html")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "text")).collect();
    let guard = Some(Options::default());
    home.publish_counted(&files, counts(20, 5, 26), guard)
        .unwrap();
    let before = snapshot(&home.output());

    let error = home
        .publish_counted(&files[8..], counts(12, 5, 26), guard)
        .unwrap_err();
    let PublishError::Guard(shrinkage) = &error else {
        panic!("{error}");
    };
    assert_eq!(shrinkage.counts, [("papers", 20, 12)]);
    let message = error.to_string();
    for part in [
        "papers from 20 to 12",
        "allows a loss of 20 %",
        "papers/10.html, papers/11.html, papers/12.html, papers/13.html, papers/14.html and 3 more",
        "--allow-shrink",
    ] {
        assert!(message.contains(part), "{part}: {message}");
    }
    assert_eq!(snapshot(&home.output()), before);
    assert_eq!(home.names(), ["public"]);

    let error = home
        .publish_counted(&files, counts(20, 3, 20), guard)
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("digests from 5 to 3, pages from 26 to 20"),
        "{error}"
    );

    // Exactly the allowed share may go, topics may, and anything may where nobody asks.
    let fewer = Counts {
        topics: 0,
        ..counts(16, 4, 21)
    };
    home.publish_counted(&files[4..], fewer, guard).unwrap();
    home.publish_counted(&files[19..], counts(1, 1, 1), None)
        .unwrap();
}

#[test]
fn the_options_are_checked() {
    let parse = |text: &str| toml::from_str::<Options>(text);
    assert_eq!(parse("").unwrap().max_shrink, 0.2);
    assert_eq!(parse("max_shrink = 0.5").unwrap().max_shrink, 0.5);
    for text in [
        "max_shrnk = 0.5",
        "max_shrink = 20.0",
        "max_shrink = nan",
        "max_shrink = -0.1",
    ] {
        assert!(parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_build_that_is_given_up_leaves_no_trace() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    let before = snapshot(&home.output());
    let staging = home.begin().unwrap();
    staging.write("index.html", b"half of it").unwrap();
    assert_eq!(
        home.names().len(),
        3,
        "the output, a staging folder and a lock"
    );
    drop(staging);
    assert_eq!(snapshot(&home.output()), before);
    assert_eq!(home.names(), ["public"]);

    // Nor do folders that were made for an output which then did not come about.
    let output = home.0.path().join("a/b/public");
    let staging = Staging::begin(&output, home.0.path()).unwrap();
    drop(staging);
    assert_eq!(home.names(), ["public"]);
    let staging = Staging::begin(&output, home.0.path()).unwrap();
    staging.write("index.html", b"all of it").unwrap();
    ended(staging, Counts::default(), None).unwrap();
    assert!(output.join("index.html").exists());
}

#[test]
fn two_builds_at_once_are_refused() {
    let home = Home::new();
    let first = home.begin().unwrap();
    let error = home.begin().unwrap_err();
    assert!(matches!(error, PublishError::Locked { .. }));
    assert!(
        error.to_string().contains("another build is writing"),
        "{error}"
    );
    // Another output beside it is free.
    drop(Staging::begin(&home.0.path().join("preview"), home.0.path()).unwrap());
    first.write("index.html", b"text").unwrap();
    ended(first, Counts::default(), None).unwrap();
    home.begin().unwrap();
}

#[test]
fn what_killed_builds_left_is_removed_and_nothing_else() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    let root = home.0.path();
    for name in [
        ".public.offprint-aB3xYz",
        ".public.offprint-notes.d",
        ".public2.offprint-aB3xYz",
    ] {
        fs::create_dir(root.join(name)).unwrap();
        fs::write(root.join(name).join("index.html"), "half of it").unwrap();
    }
    // The lock file of a killed process is there, and nobody holds it.
    fs::write(root.join(".public.offprint.lock"), "").unwrap();

    home.publish(&SITE).unwrap();

    assert_eq!(
        home.names(),
        [
            ".public.offprint-notes.d",
            ".public2.offprint-aB3xYz",
            "public"
        ]
    );
}

#[test]
fn a_site_that_a_killed_build_left_aside_is_put_back() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    let before = snapshot(&home.output());
    fs::rename(
        home.output(),
        home.0.path().join(".public.offprint-previous"),
    )
    .unwrap();

    drop(home.begin().unwrap());

    assert_eq!(snapshot(&home.output()), before);
    assert_eq!(home.names(), ["public"]);
}

#[test]
fn bad_paths_are_refused() {
    let home = Home::new();
    let staging = home.begin().unwrap();
    let long = "x".repeat(256);
    let cases = [
        ("", PathFault::EmptyName),
        ("/etc/passwd", PathFault::EmptyName),
        ("a//b", PathFault::EmptyName),
        ("a/", PathFault::EmptyName),
        ("../a", PathFault::LeadingDot),
        ("a/../../b", PathFault::LeadingDot),
        ("./a", PathFault::LeadingDot),
        (".nojekyll", PathFault::LeadingDot),
        ("a\\b", PathFault::Character('\\')),
        ("a\0b", PathFault::Character('\0')),
        ("a\nb", PathFault::Character('\n')),
        ("c:a", PathFault::Character(':')),
        ("what?.html", PathFault::Character('?')),
        ("a./b", PathFault::TrailingDotOrSpace),
        ("a ", PathFault::TrailingDotOrSpace),
        ("papers/con.html", PathFault::Device),
        ("LPT1", PathFault::Device),
        ("nul.tar.gz", PathFault::Device),
        ("com¹.html", PathFault::Device),
        (long.as_str(), PathFault::TooLong),
        ("manifest.json", PathFault::Manifest),
        ("Manifest.JSON", PathFault::Manifest),
    ];
    for (path, expected) in cases {
        match staging.write(path, b"text").unwrap_err() {
            PublishError::Path { fault, .. } => assert_eq!(fault, expected, "{path:?}"),
            other => panic!("{path:?}: {other}"),
        }
    }
    for path in [
        "common.html",
        "com10.html",
        "a..b.html",
        "papers/manifest.json",
        "é/日本.html",
    ] {
        staging.write(path, b"text").unwrap();
    }
    ended(staging, Counts::default(), None).unwrap();
}

#[test]
fn empty_files_and_paths_that_collide_are_refused() {
    let home = Home::new();
    home.publish(&SITE).unwrap();

    let error = home.refuse(&[("about.html", "")]);
    assert_eq!(
        error.to_string(),
        "the file `about.html` is empty; give it content or leave it out"
    );

    // Also where the file is linked, not written.
    for twice in [
        [("x", "1"), ("x", "2")],
        [("index.html", "<h1>Papers</h1>"); 2],
    ] {
        assert!(matches!(
            home.refuse(&twice),
            PublishError::PathTaken { .. }
        ));
    }
    for (file, inside) in [("x", "x/y"), ("x/y", "x")] {
        let error = home.refuse(&[(file, "1"), (inside, "2")]);
        assert!(
            matches!(&error, PublishError::PathTaken { path } if path == "x"),
            "{error}"
        );
    }
}

// A file system that ignores case finds these at once, as taken.
#[cfg(target_os = "linux")]
#[test]
fn paths_that_differ_only_in_case_are_refused() {
    let home = Home::new();
    home.publish(&SITE).unwrap();
    for (one, other) in [
        ("A.html", "a.html"),
        ("É/x", "é/y"),
        ("Topics/a", "topics/b"),
    ] {
        let error = home.refuse(&[(one, "1"), (other, "2")]);
        assert!(
            matches!(error, PublishError::CaseCollision { .. }),
            "{error}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_output_is_as_open_as_any_folder_and_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    let plain = home.0.path().join("plain");
    fs::create_dir(&plain).unwrap();

    home.publish(&SITE).unwrap();
    assert_eq!(mode(&home.output()), mode(&plain));

    fs::set_permissions(home.output(), PermissionsExt::from_mode(0o750)).unwrap();
    home.publish(&SITE[..2]).unwrap();
    assert_eq!(mode(&home.output()), 0o750);
}
