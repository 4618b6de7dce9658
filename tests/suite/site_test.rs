//! A site in a temporary folder, and a vocabulary for saying what users rely on.
//!
//! ```ignore
//! let site = SiteTest::new().file("content/2026-11-23.md", "…");
//! let build = site.build();
//! build.succeeds().has_account(2, 2, 0, 0);
//! site.page("index.html").says("…");
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A site of its own.
pub struct SiteTest {
    folder: TempDir,
}

/// What one run of `offprint build` did.
pub struct Build {
    pub code: Option<i32>,
    pub stderr: String,
    pub stdout: String,
    /// The object that `--json` prints.
    pub json: serde_json::Value,
}

/// A file of the built site.
pub struct BuiltFile {
    path: String,
    pub text: String,
}

/// Path and bytes of every file in a folder.
pub type Tree = BTreeMap<String, Vec<u8>>;

impl SiteTest {
    /// An empty site: `content/` and nothing in it.
    pub fn new() -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        };
        fs::create_dir(site.root().join("content")).expect("the folder is new");
        site
    }

    /// A copy of `tests/sites/<name>`.
    pub fn copy_of(name: &str) -> Self {
        let site = Self::new();
        copy(
            &manifest_folder().join("tests/sites").join(name),
            site.root(),
        );
        site
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, and the folders above it.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(path, content);
        self
    }

    /// Writes a file in the middle of a test.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("can be made");
        fs::write(path, content).expect("can be written");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("the file is there");
    }

    /// Copies a fixture, `tests/fixtures/<fixture>`, into the site.
    pub fn fixture(self, fixture: &str, path: &str) -> Self {
        let bytes = fs::read(manifest_folder().join("tests/fixtures").join(fixture))
            .expect("the fixture is there");
        self.file(path, bytes)
    }

    /// Builds the site.
    pub fn build(&self) -> Build {
        self.build_with(&[])
    }

    /// Builds the site with further arguments; `--json` is always among them.
    pub fn build_with(&self, arguments: &[&str]) -> Build {
        self.build_as(arguments, &[])
    }

    /// Builds the site with further arguments and environment variables.
    pub fn build_as(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Build {
        let mut command = offprint();
        command
            .arg("build")
            .arg("--root")
            .arg(self.root())
            .arg("--json")
            .args(arguments)
            .envs(environment.iter().copied());
        Build::of(command.output().expect("the program runs"))
    }

    /// A file of `public/`.
    pub fn page(&self, path: &str) -> BuiltFile {
        let full = self.root().join("public").join(path);
        BuiltFile {
            path: path.to_owned(),
            text: fs::read_to_string(&full)
                .unwrap_or_else(|error| panic!("{path} was not built: {error}")),
        }
    }

    pub fn has_page(&self, path: &str) -> bool {
        self.root().join("public").join(path).is_file()
    }

    /// Everything in `public/`.
    pub fn tree(&self) -> Tree {
        tree(&self.root().join("public"))
    }
}

impl Build {
    fn of(output: Output) -> Self {
        let stdout = String::from_utf8(output.stdout).expect("stdout is UTF-8");
        Self {
            code: output.status.code(),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
            json: serde_json::from_str(&stdout).unwrap_or_default(),
            stdout,
        }
    }

    #[track_caller]
    pub fn succeeds(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }

    /// Failed, with exit code 1.
    #[track_caller]
    pub fn fails(&self) -> &Self {
        assert_eq!(self.code, Some(1), "{}", self.stderr);
        self
    }

    #[track_caller]
    pub fn has_account(&self, records: u64, papers: u64, merged: u64, skipped: u64) -> &Self {
        let account = &self.json["account"];
        let of = |name: &str| account[name].as_u64();
        assert_eq!(
            (of("records"), of("papers"), of("merged"), of("skipped")),
            (Some(records), Some(papers), Some(merged), Some(skipped)),
            "{account}\n{}",
            self.stderr
        );
        assert_eq!(records, papers + merged + skipped);
        self
    }

    /// A line of stderr that begins so is there.
    #[track_caller]
    pub fn reports(&self, beginning: &str) -> &Self {
        assert!(
            self.stderr.lines().any(|line| line.starts_with(beginning)),
            "no line begins with `{beginning}`:\n{}",
            self.stderr
        );
        self
    }

    /// Some text is on stderr.
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.stderr.contains(text),
            "no `{text}` in:\n{}",
            self.stderr
        );
        self
    }

    /// Diagnostics of one severity, as `--json` gives them.
    pub fn diagnostics(&self, severity: &str) -> Vec<&serde_json::Value> {
        self.json["diagnostics"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|diagnostic| diagnostic["severity"] == severity)
            .collect()
    }
}

impl BuiltFile {
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(
            self.text.contains(text),
            "{} does not say `{text}`:\n{}",
            self.path,
            self.text
        );
        self
    }

    #[track_caller]
    pub fn does_not_say(&self, text: &str) -> &Self {
        assert!(
            !self.text.contains(text),
            "{} says `{text}`:\n{}",
            self.path,
            self.text
        );
        self
    }

    /// The file as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).expect("the file is JSON")
    }
}

/// The program under test.
pub fn offprint() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.env("NO_COLOR", "1");
    for name in [
        "SOURCE_DATE_EPOCH",
        "GITHUB_ACTIONS",
        "GITHUB_WORKSPACE",
        "HF_TOKEN",
    ] {
        command.env_remove(name);
    }
    command
}

/// The folder of this repository.
pub fn manifest_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Real input that only some machines have; says visibly where it is missing.
pub fn shared_data(path: &str) -> Option<PathBuf> {
    let folder = manifest_folder().join("../shared/data").join(path);
    if folder.exists() {
        return Some(folder);
    }
    let test = std::thread::current();
    // Not by `eprintln!`, which the test runner keeps to itself where a test passes.
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED {}: ../shared/data/{path} is not here",
        test.name().unwrap_or("a test")
    );
    None
}

/// Path and bytes of every file in a folder, hidden ones included.
pub fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).expect("the folder is there") {
            let path = entry.expect("can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below");
                let name = name.to_string_lossy().replace('\\', "/");
                tree.insert(name, fs::read(&path).expect("can be read"));
            }
        }
    }
    tree
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("can be made");
    for entry in fs::read_dir(from).expect("the site is there") {
        let path = entry.expect("can be listed").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("can be copied");
        }
    }
}
