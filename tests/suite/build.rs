//! `offprint build` as people and scripts call it: flags, exit codes, what it prints.

use crate::site_test::{SiteTest, offprint};
use std::process::Output;

fn run(arguments: &[&str], site: &SiteTest) -> Output {
    let mut command = offprint();
    command.args(arguments).current_dir(site.root());
    command.output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it prints UTF-8")
}

fn small() -> SiteTest {
    SiteTest::new()
        .file(
            "offprint.toml",
            "base_url = \"https://example.org/\"\ntitle = \"Small\"\n",
        )
        .file("content/2026-11-23.md", "## One paper\n\nIts text.\n")
}

#[test]
fn it_builds_the_site_of_the_current_folder() {
    let site = small();
    let output = run(&["build"], &site);
    assert_eq!(output.status.code(), Some(0));
    assert!(site.has_page("papers/one-paper.html"));
    assert_eq!(
        text(&output.stderr),
        "",
        "a sound site is no occasion for words"
    );
    let stdout = text(&output.stdout);
    let lines: Vec<&str> = stdout.lines().collect();
    assert_eq!(lines.len(), 1, "{stdout}");
    assert!(
        lines[0].starts_with(
            "files 1, records 1 = papers 1 + merged 0 + skipped 0, topics 0, pages 13, bytes "
        ),
        "{stdout}"
    );
}

#[test]
fn the_account_is_the_last_line_whatever_happens() {
    let site = SiteTest::copy_of("awkward").file("content/2026-11-01.md", "##\n");
    let last = |arguments: &[&str]| {
        let mut command = offprint();
        // Both streams in one, as a log of CI has them.
        let line = format!("\"$0\" {} 2>&1", arguments.join(" "));
        let program = command.get_program().to_owned();
        command = std::process::Command::new("sh");
        command
            .arg("-c")
            .arg(line)
            .arg(program)
            .current_dir(site.root());
        let output = text(&command.output().expect("there is a shell").stdout);
        output.lines().last().unwrap_or_default().to_owned()
    };
    for arguments in [
        &["build"][..],
        &["build", "--verbose"],
        &["build", "--quiet"],
        &["build", "--strict"],
    ] {
        let line = last(arguments);
        assert!(
            line.starts_with("files 14, records 18 = "),
            "{arguments:?}: {line}"
        );
    }
}

#[test]
fn json_alone_is_on_stdout() {
    let site = SiteTest::copy_of("awkward");
    let build = site.build();
    build.succeeds();
    assert_eq!(build.stdout.lines().count(), 1);
    let json = &build.json;
    let names: Vec<&String> = json.as_object().expect("an object").keys().collect();
    assert_eq!(
        names,
        [
            "account",
            "changes",
            "compared_with",
            "diagnostics",
            "formats",
            "published"
        ]
    );
    let account: Vec<&String> = json["account"]
        .as_object()
        .expect("an object")
        .keys()
        .collect();
    assert_eq!(
        account,
        [
            "bytes", "files", "merged", "pages", "papers", "records", "search", "seconds",
            "skipped", "topics"
        ]
    );
    assert!(json["account"]["seconds"].is_f64());
    assert_eq!(json["published"], true);
    for (file, format) in [
        ("2026-11-22.txt", "trending-papers text"),
        ("2026-11-18.md", "Markdown"),
        ("2026-11-20.json", "Offprint JSON"),
        ("2026-11-23.json", "Hugging Face daily papers JSON"),
        ("pages/about.md", "page"),
        ("topics/empty.md", "topic"),
    ] {
        let read = &json["formats"][format!("content/{file}")];
        let names: Vec<&String> = read.as_object().expect("an object").keys().collect();
        assert_eq!(names, ["format", "records", "unused"]);
        assert_eq!(read["format"], format, "{file}");
        assert!(read["unused"].is_array());
    }
    for diagnostic in json["diagnostics"].as_array().expect("a list") {
        let names: Vec<&String> = diagnostic.as_object().expect("an object").keys().collect();
        assert_eq!(
            names,
            [
                "code", "column", "file", "help", "line", "message", "severity"
            ]
        );
    }
    let last = build.stderr.lines().last().unwrap_or_default();
    assert!(
        last.starts_with("files 13, records 17 = papers 13 + merged 3 + skipped 1"),
        "{last}"
    );
}

#[test]
fn json_tells_of_a_failure_too() {
    let site = small().file("content/2026-11-24.json", "{\"papers\": [");
    let build = site.build();
    build.fails();
    assert_eq!(build.json["published"], false);
    assert_eq!(build.json["diagnostics"][0]["severity"], "error");
    assert_eq!(
        build.json["diagnostics"][0]["file"],
        "content/2026-11-24.json"
    );
    assert_eq!(build.json["diagnostics"][0]["line"], 1);
    assert_eq!(build.json["changes"]["added"], serde_json::json!([]));
}

#[test]
fn quiet_and_verbose() {
    let site = SiteTest::copy_of("awkward");
    let quiet = run(&["build", "--quiet"], &site);
    assert_eq!(text(&quiet.stderr), "");
    assert_eq!(text(&quiet.stdout).lines().count(), 1);
    let plain = text(&run(&["build"], &site).stderr);
    assert!(plain.contains("warning: `base_url` is not set"), "{plain}");
    let verbose = text(&run(&["build", "--verbose"], &site).stderr);
    assert!(
        verbose.starts_with("content/2026-11-18.md: Markdown, "),
        "{verbose}"
    );
    let is_loss = |line: &&str| line.starts_with("note: ") && line.contains("not used");
    let without_losses: Vec<&str> = plain.lines().skip_while(is_loss).collect();
    assert!(verbose.trim_end().ends_with(&without_losses.join("\n")));
    assert_eq!(
        run(&["build", "--quiet", "--verbose"], &site).status.code(),
        Some(2)
    );
}

/// A digest of which a date, a layout and nothing else is not used.
const UNUSED: &str = "\
---
layout: post
---
## Vision

1. [A first paper on sparse things](https://arxiv.org/abs/2601.00001)
   - Motivation: nobody knew before how sparse these things really are.
2. [A second paper on dense things](https://arxiv.org/abs/2601.00002)
   - Date: 31.02.2026
   - Motivation: there was no good reason to do this, but they did it.
";

#[test]
fn build_prints_one_line_for_a_file_with_unused_fields() {
    let site = small().file("content/2026-11-24.md", UNUSED);
    let notes = |arguments: &[&str], root: &str| -> Vec<String> {
        let mut command = offprint();
        command
            .args(arguments)
            .args(["--root", root])
            .current_dir(site.root());
        let stderr = text(&command.output().expect("the program runs").stderr);
        let lines = stderr.lines().filter(|line| line.contains("not used"));
        lines.map(str::to_owned).collect()
    };
    let plain = |path: &str| {
        format!(
            "note: content/2026-11-24.md: 1 field is not used (Date 1); --verbose lists them, `offprint inspect {path}` shows the reading"
        )
    };
    assert_eq!(notes(&["build"], "."), [plain("content/2026-11-24.md")]);
    let root = site.root().to_str().expect("a plain path");
    let path = format!("{root}/content/2026-11-24.md");
    assert_eq!(notes(&["build"], root), [plain(&path)]);
    assert_eq!(notes(&["build", "--quiet"], "."), Vec::<String>::new());
    let verbose = notes(&["build", "--verbose"], ".");
    for line in [
        "  not used: layout × 1 (a field for programs), such as `post`",
        "  not used: Date × 1 (the value does not fit the field), such as `31.02.2026`",
    ] {
        assert!(verbose.iter().any(|one| one == line), "{verbose:?}");
    }
    let json = site.build().json;
    let read = &json["formats"]["content/2026-11-24.md"];
    assert_eq!(read["format"], "Markdown");
    assert_eq!(read["records"], 2);
    let date = serde_json::json!({
        "name": "Date", "count": 1, "example": "31.02.2026",
        "reason": "the value does not fit the field",
    });
    assert!(read["unused"].as_array().expect("a list").contains(&date));
}

#[test]
fn build_with_many_such_files_names_ten_and_counts_the_rest() {
    let site = small();
    for day in 1..=13 {
        site.write(&format!("content/2026-10-{day:02}.md"), UNUSED);
    }
    let build = site.build();
    let notes = build
        .stderr
        .lines()
        .filter(|line| line.contains("not used"));
    let notes: Vec<&str> = notes.collect();
    assert_eq!(notes.len(), 11, "{notes:?}");
    assert_eq!(
        notes[10],
        "note: 3 more files have fields that are not used"
    );
}

#[test]
fn diagnostics_in_json_have_codes() {
    let build = small().file("content/2026-11-24.md", UNUSED).build();
    let warnings = build.diagnostics("warning");
    assert_eq!(warnings.len(), 1, "{}", build.stderr);
    assert_eq!(warnings[0]["code"], "no-such-date");
    let build = SiteTest::new()
        .file("content/2026-11-24.md", "## One\n")
        .build();
    let code = &build.diagnostics("warning")[0]["code"];
    assert!(
        code.is_null(),
        "the message on base_url has no code: {code}"
    );
}

#[test]
fn no_colour_where_nobody_sees_it() {
    let site = SiteTest::copy_of("awkward");
    let mut command = offprint();
    command
        .env_remove("NO_COLOR")
        .arg("build")
        .arg("--root")
        .arg(site.root());
    let output = command.output().expect("the program runs");
    assert!(!text(&output.stderr).contains('\u{1b}'));
}

#[test]
fn output_and_base_url_of_the_command_line_win() {
    let site = small();
    let elsewhere = tempfile::tempdir().expect("a temporary folder can be made");
    let output = elsewhere.path().join("deep/site");
    let output = output.to_str().expect("a plain path");
    site.build_with(&["--output", output, "--base-url", "http://localhost:8000/x"])
        .succeeds();
    assert!(!site.root().join("public").exists());
    let page = std::fs::read_to_string(elsewhere.path().join("deep/site/index.html"));
    let page = page.expect("it was built");
    assert!(page.contains("http://localhost:8000/x/"), "{page}");
    assert!(!page.contains("https://example.org/"));
}

#[test]
fn output_of_the_configuration_is_below_the_site() {
    let site = small();
    site.write("offprint.toml", "output = \"dist/site\"\n");
    let mut command = offprint();
    command
        .arg("build")
        .arg("--root")
        .arg(site.root())
        .current_dir("/");
    assert!(command.output().expect("the program runs").status.success());
    assert!(site.root().join("dist/site/index.html").is_file());
}

#[test]
fn wrong_usage_has_a_code_of_its_own() {
    let site = small();
    for arguments in [
        &[][..],
        &["publish"],
        &["build", "--nope"],
        &["build", "--base-url", "example.org"],
        &["build", "--base-url", "javascript:alert(1)"],
        &["build", "extra"],
    ] {
        assert_eq!(
            run(arguments, &site).status.code(),
            Some(2),
            "{arguments:?}"
        );
    }
    assert!(!site.root().join("public").exists());
    for arguments in [&["--help"][..], &["build", "--help"], &["--version"]] {
        assert_eq!(
            run(arguments, &site).status.code(),
            Some(0),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_folder_without_a_site_is_named() {
    let site = SiteTest::new();
    std::fs::remove_dir(site.root().join("content")).expect("it is empty");
    let build = site.build();
    build
        .fails()
        .reports("error: there is no site in ")
        .says("--root");
    assert_eq!(build.stdout, "");
    assert!(!site.root().join("public").exists());
    let missing = run(&["build", "--root", "nowhere"], &site);
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(text(&missing.stderr), "error: there is no folder nowhere\n");
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let site = small();
    let mut command = offprint();
    command
        .arg("build")
        .arg("--json")
        .arg("--root")
        .arg(site.root())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[test]
fn without_a_base_url_there_is_one_warning_and_no_absolute_address() {
    let site = SiteTest::new().file("content/2026-11-23.md", "## One paper\n");
    let build = site.build();
    build.succeeds();
    assert_eq!(build.diagnostics("warning").len(), 1);
    for (path, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !text.contains("rel=canonical") && !text.contains("og:url"),
            "{path}"
        );
    }
}
