//! Builds that are killed, that find no space, or that may not write: the published folder is the old
//! one or the new one, and nothing between.

use crate::site_test::{SiteTest, Tree, offprint, tree};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a build is killed.
const KILLS: u32 = 200;

/// What others keep in the published folder.
const FOREIGN: (&str, &str) = ("CNAME", "papers.example.org\n");

/// Two states of a site that differ in many files, and have many in common.
const STATES: [&str; 2] = ["one", "other"];

fn digest(state: &str) -> String {
    let papers = (0..30).map(|number| {
        let state = if number % 3 == 0 { state } else { "both" };
        format!("## Paper {number} of {state}\n- Topics: Rows, Columns\n\nSummary of {number}.\n\n")
    });
    papers.collect()
}

fn site() -> SiteTest {
    SiteTest::new()
        // Drawing and indexing would only make the same moments rarer.
        .file(
            "offprint.toml",
            "title = \"Rows\"\n[guard]\nmax_shrink = 1.0\n[search]\nenabled = false\n",
        )
        .file("content/2026-11-23.md", digest(STATES[0]))
}

/// Numbers that look random and are the same at each run (xorshift, G. Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: Duration) -> Duration {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        bound.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one() {
    let site = site();
    let trees = STATES.map(|state| published(&site, state));
    assert_ne!(trees[0], trees[1]);
    let started = Instant::now();
    published(&site, STATES[0]);
    let span = started.elapsed();

    let mut dice = Dice(0x2026_1123);
    let (mut old, mut new) = (0, 0);
    let mut standing = 0;
    for kill in 0..KILLS {
        let coming = 1 - standing;
        site.write("content/2026-11-23.md", digest(STATES[coming]));
        let mut build = offprint()
            .args(["build", "--quiet", "--root"])
            .arg(site.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        thread::sleep(dice.below(span.mul_f64(1.1)));
        build.kill().expect("it is ours");
        build.wait().expect("it ends");
        let left = site.tree();
        if left == trees[coming] {
            standing = coming;
            new += 1;
        } else if left == trees[standing] {
            old += 1;
        } else {
            let names = |tree: &Tree| tree.keys().cloned().collect::<BTreeSet<_>>();
            panic!(
                "after kill {kill} the folder is neither: {:?}",
                names(&left).symmetric_difference(&names(&trees[standing]))
            );
        }
    }
    // Otherwise this would not have tried what it says.
    assert!(old > KILLS / 10 && new > 0, "{old} old and {new} new");

    // The next build takes away what the killed ones left.
    published(&site, STATES[0]);
    let names: BTreeSet<String> = fs::read_dir(site.root())
        .expect("the site is there")
        .map(|entry| {
            entry
                .expect("listed")
                .file_name()
                .into_string()
                .expect("text")
        })
        .collect();
    let whole = ["content", "offprint.toml", "public"];
    assert!(names.iter().eq(whole), "{names:?}");
}

/// Builds the site in a state and gives its files, with one that somebody else put there.
fn published(site: &SiteTest, state: &str) -> Tree {
    site.write("content/2026-11-23.md", digest(state));
    site.build().succeeds();
    site.write(&format!("public/{}", FOREIGN.0), FOREIGN.1);
    site.tree()
}

/// A file system of its own, with little space.
struct Disk(PathBuf);

impl Disk {
    /// None, with a word on stderr, where this test may not mount anything.
    fn new(folder: &Path, kilobytes: u32) -> Option<Self> {
        fs::create_dir_all(folder).expect("can be made");
        let disk = Self(folder.to_owned());
        let size = format!("size={kilobytes}k");
        if disk.mount(&["-t", "tmpfs", "-o", &size, "tmpfs"]) {
            return Some(disk);
        }
        std::mem::forget(disk);
        let test = thread::current();
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED {}: a disk can be mounted by root alone",
            test.name().unwrap_or("a test")
        );
        None
    }

    fn mount(&self, arguments: &[&str]) -> bool {
        let mut command = Command::new("mount");
        command.args(arguments).arg(&self.0);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let site = site();
    let Some(disk) = Disk::new(&site.root().join("disk"), 2000) else {
        return;
    };
    let output = disk.0.join("public");
    let output = output.to_str().expect("text");
    site.build_with(&["--output", output]).succeeds();
    let before = tree(&disk.0);

    let long = "A long summary, which goes on and on. ".repeat(4000);
    site.write(
        "content/2026-11-24.md",
        format!("{}\n{long}\n\n{}", digest("long"), digest(&"x".repeat(20))),
    );
    site.write("static/large.txt", "0123456789".repeat(300_000));
    let build = site.build_with(&["--output", output]);
    build.fails().says("free space");
    assert_eq!(
        tree(&disk.0),
        before,
        "nothing changed, and nothing was left behind"
    );

    site.remove("static/large.txt");
    site.remove("content/2026-11-24.md");
    site.build_with(&["--output", output]).succeeds();
}

#[test]
fn a_disk_that_may_not_be_written_leaves_the_old_site() {
    let site = site();
    let Some(disk) = Disk::new(&site.root().join("disk"), 20_000) else {
        return;
    };
    let output = disk.0.join("public");
    let output = output.to_str().expect("text");
    site.build_with(&["--output", output]).succeeds();
    let before = tree(&disk.0);
    assert!(disk.mount(&["-o", "remount,ro"]));
    site.write("content/2026-11-23.md", digest(STATES[1]));
    let build = site.build_with(&["--output", output]);
    build.fails().says("check the permissions");
    assert_eq!(tree(&disk.0), before);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_replaced_with_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = site();
    published(&site, STATES[0]);
    let page = site.root().join("public/index.html");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o444)).expect("it is ours");
    site.write("content/2026-11-23.md", digest(STATES[1]));
    site.build().succeeds();
    site.page("index.html").says("Paper 0 of other");
}
