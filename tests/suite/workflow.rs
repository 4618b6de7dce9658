//! The nightly workflow, as `offprint init` writes it: its shell steps are run as GitHub runs them, in a
//! repository with a remote, against a server that plays the source and the published site.

mod home;

use crate::mail::postbox::{self as mail, EMAIL, python};
use crate::site_test::{manifest_folder, tree};
use home::{Daily, Home, clean, copy, has_tools};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

#[test]
fn a_site_renews_itself_night_after_night() {
    if !has_tools() {
        return;
    }
    for base in ["/", "/a/b/"] {
        let home = Home::new(base, "github");

        let first = home.night();
        assert_eq!(
            (&first.failed_at, first.changed.as_deref()),
            (&None, Some("true")),
            "{}",
            first.log
        );
        assert!(
            home.remote_log()[0].starts_with("Add the papers of 20"),
            "{:?}",
            home.remote_log()
        );
        assert!(
            first.summary.contains("### The site was built"),
            "{}",
            first.summary
        );
        assert!(first.summary.contains("files added"), "{}", first.summary);
        let live = home.live();
        assert!(
            live.contains_key("papers/2611.00002.html"),
            "{:?}",
            live.keys()
        );
        let sitemap = String::from_utf8(live["sitemap.xml"].clone()).unwrap();
        assert!(sitemap.contains(&home.server.url(&format!("{base}papers/2611.00002.html"))));

        // Nothing new: no commit, no file changed, nothing published.
        let public = home.repository().join("public");
        let times = |folder: &Path| -> Vec<_> {
            let files = tree(folder).into_keys();
            files
                .map(|file| fs::metadata(folder.join(file)).unwrap().modified().unwrap())
                .collect()
        };
        let (before, commits) = (times(&public), home.remote_log());
        let second = home.night();
        assert_eq!(
            (&second.failed_at, second.changed.as_deref()),
            (&None, Some("false")),
            "{}",
            second.log
        );
        assert!(
            second.log.contains("There is nothing to commit."),
            "{}",
            second.log
        );
        assert!(
            second.summary.contains("so it is not published again"),
            "{}",
            second.summary
        );
        assert_eq!(times(&public), before);
        assert_eq!(home.remote_log(), commits);

        // Also where nothing was kept from the night before.
        fs::remove_dir_all(&public).unwrap();
        let third = home.night();
        assert_eq!(third.changed.as_deref(), Some("false"), "{}", third.log);

        // A day without papers, and a source that is down.
        home.source_has(Daily::Nothing);
        let empty = home.night();
        assert_eq!(empty.changed.as_deref(), Some("false"), "{}", empty.log);
        assert!(
            empty.log.contains("::notice::There are no papers today."),
            "{}",
            empty.log
        );
        home.source_has(Daily::Down);
        let down = home.night();
        assert_eq!(down.changed.as_deref(), Some("false"), "{}", down.log);
        assert!(
            down.log.contains("::warning::A source is down."),
            "{}",
            down.log
        );

        // More papers the same day, while somebody else pushed something.
        home.source_has(Daily::Papers(5));
        let other = home.folder.path().join("other");
        home.git(&["clone", "--quiet", "../remote", "../other"]);
        fs::write(
            other.join("content/pages/more.md"),
            "+++\ntitle = \"More\"\n+++\nText.\n",
        )
        .unwrap();
        home.git_in(&other, &["add", "--all"]);
        home.git_in(&other, &["commit", "--quiet", "--message", "More"]);
        home.git_in(&other, &["push", "--quiet", "origin", "main"]);
        let fourth = home.night();
        assert_eq!(fourth.changed.as_deref(), Some("true"), "{}", fourth.log);
        assert_eq!(home.remote_log()[1], "More", "{:?}", home.remote_log());
        let live = home.live();
        assert!(live.contains_key("papers/2611.00004.html") && live.contains_key("more.html"));

        // Half of the papers are lost: the guard compares with what readers see, and that stays.
        home.source_has(Daily::Nothing);
        fs::remove_dir_all(&public).unwrap();
        home.git(&["rm", "--quiet", "--", "content/*-huggingface.json"]);
        home.commit_all("Lost");
        home.git(&["push", "--quiet", "origin", "main"]);
        let lost = home.night();
        assert_eq!(
            (lost.failed_at.as_deref(), lost.changed),
            (Some("Build the site"), None),
            "{}",
            lost.log
        );
        assert!(
            lost.log
                .contains("the site would shrink: papers from 8 to 3"),
            "{}",
            lost.log
        );
        assert!(
            lost.summary.contains("### Nothing was published"),
            "{}",
            lost.summary
        );
        assert_eq!(home.live(), live);
    }
}

#[test]
fn the_newsletter_goes_out_once_when_its_secrets_are_there() {
    let (true, Some(python)) = (has_tools(), python()) else {
        return;
    };
    let mail = mail::Server::start(&python, &[]);
    let mut home = Home::new("/a/b/", "github");
    let path = home.repository().join("offprint.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("{text}\n{EMAIL}")).unwrap();
    home.commit_all("A newsletter");
    home.git(&["push", "--quiet", "origin", "main"]);

    let night = home.night();
    let wanted = night.newsletter.as_deref();
    assert_eq!(
        (&night.failed_at, wanted),
        (&None, Some("false")),
        "{}",
        night.log
    );
    for (name, value) in [
        (
            "NEWSLETTER_READERS",
            "address,name\nada@example.org,Ada\nbo@example.org,\ncy@example.org,",
        ),
        ("NEWSLETTER_SUPPRESSED", "bo@example.org"),
        ("OFFPRINT_MAIL_KEY", "a long secret"),
    ] {
        home.secrets.insert(name, value.to_owned());
    }
    let night = home.night();
    assert_eq!(night.newsletter.as_deref(), Some("true"), "{}", night.log);

    let said = |output: &Output| {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let log = text(&output.stdout) + &text(&output.stderr);
        assert!(!log.contains("@example.org"), "{log}");
        (output.status.code(), log)
    };
    let messages = |home: &Home| {
        let remote = home.folder.path().join("remote");
        let log = home.git_in(&remote, &["log", "--format=%s", "newsletter"]);
        log.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    // No server: the run fails, and says who got what, which is nobody.
    home.secrets
        .insert("SMTP_URL", "smtp://127.0.0.1:9".to_owned());
    let (code, log) = said(&home.newsletter());
    assert_eq!(code, Some(1), "{log}");
    home.secrets.insert("SMTP_URL", mail.url());
    let (code, log) = said(&home.newsletter());
    assert_eq!(code, Some(0), "{log}");
    let received: Vec<(String, usize)> = mail.received().into_iter().collect();
    let expected = ["ada@example.org", "cy@example.org"].map(|reader| (reader.to_owned(), 1));
    assert_eq!(received, expected);
    assert_eq!(messages(&home).len(), 4, "{:?}", messages(&home));
    let summary = fs::read_to_string(home.folder.path().join("summary")).unwrap();
    assert!(
        summary.contains("sent 2, had it before 0, left the list 1"),
        "{summary}"
    );

    // Another night, another machine: nobody gets it again, and nothing is committed.
    let (code, log) = said(&home.newsletter());
    assert!(
        code == Some(0) && log.contains("Everybody has the newsletter of"),
        "{log}"
    );
    assert_eq!((mail.received().len(), messages(&home).len()), (2, 4));

    // A new reader, while a run was lost of which nobody knows what it did.
    let readers = format!("{}\ndee@example.org,", home.secrets["NEWSLETTER_READERS"]);
    home.secrets.insert("NEWSLETTER_READERS", readers);
    let (other, remote) = (
        home.folder.path().join("other"),
        home.folder.path().join("remote"),
    );
    let from = remote.to_str().unwrap();
    home.git(&[
        "clone",
        "--quiet",
        "--branch",
        "newsletter",
        from,
        "../other",
    ]);
    let plan = fs::read_to_string(home.folder.path().join("post/plan.json")).unwrap();
    let plan: Value = serde_json::from_str(&plan).unwrap();
    let edition = plan["edition"].as_str().unwrap();
    assert!(
        other.join(&edition[..7]).is_file(),
        "the ledger of the month is kept"
    );
    fs::write(other.join("begun"), format!("{edition}\n")).unwrap();
    home.git_in(&other, &["add", "--all"]);
    home.git_in(&other, &["commit", "--quiet", "--message", "Begin"]);
    home.git_in(&other, &["push", "--quiet", "origin", "newsletter"]);
    let (code, log) = said(&home.newsletter());
    assert!(code == Some(0) && log.contains("was lost"), "{log}");
    assert_eq!(mail.received().len(), 2);
    // The remote cannot be asked: nothing is sent, since nobody knows who has it.
    fs::rename(&remote, home.folder.path().join("away")).unwrap();
    let (code, log) = said(&home.newsletter());
    assert_eq!((code, mail.received().len()), (Some(1), 2), "{log}");
}

#[test]
fn a_quiet_repository_is_kept_alive() {
    if !has_tools() {
        return;
    }
    let home = Home::new("/", "github");
    home.source_has(Daily::Nothing);
    let long_ago = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * 51);
    let date = format!("--date=@{}", long_ago.as_second());
    let mut amend = Command::new("git");
    amend.args([
        "-c",
        "user.name=S",
        "-c",
        "user.email=s@example.org",
        "commit",
        "--quiet",
        "--amend",
        "--no-edit",
        &date,
    ]);
    amend.current_dir(home.repository());
    let output = clean(&mut amend)
        .env(
            "GIT_COMMITTER_DATE",
            format!("@{} +0000", long_ago.as_second()),
        )
        .output();
    assert!(output.unwrap().status.success());
    home.git(&["push", "--quiet", "--force", "origin", "main"]);
    let night = home.night();
    assert!(night.failed_at.is_none(), "{}", night.log);
    assert_eq!(
        home.remote_log(),
        ["Keep the nightly run alive", "A new site"]
    );
    // Which is activity, so the next night has nothing to do.
    home.night();
    assert_eq!(home.remote_log().len(), 2);
}

#[test]
fn the_pipeline_of_gitlab_renews_the_site_too() {
    if !has_tools() {
        return;
    }
    let home = Home::new("/a/b/", "gitlab");
    // By an option of the push GitLab is told that no further pipeline is wanted.
    let remote = home.folder.path().join("remote");
    home.git_in(&remote, &["config", "receive.advertisePushOptions", "true"]);
    let said = |output: &Output| {
        format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
    };
    // Without a token nothing could be committed, so nothing is fetched.
    let page = home.repository().join("public/papers/2611.00002.html");
    let output = home.pipeline("");
    assert!(output.status.success(), "{}", said(&output));
    assert!(home.repository().join("public/index.html").is_file() && !page.is_file());
    assert_eq!(home.remote_log(), ["A new site"]);

    let output = home.pipeline("secret");
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        home.remote_log()[0].starts_with("Add the papers of 20"),
        "{:?}",
        home.remote_log()
    );

    home.source_has(Daily::Down);
    let output = home.pipeline("secret");
    assert!(
        said(&output).contains("A source is down."),
        "{}",
        said(&output)
    );
    assert!(output.status.success() && page.is_file());

    fs::write(home.repository().join("content/2026-01-01.json"), "{").unwrap();
    home.commit_all("Broken");
    home.git(&["push", "--quiet", "origin", "main"]);
    let output = home.pipeline("");
    assert!(!output.status.success(), "{}", said(&output));
    assert!(page.is_file(), "the site before stays");
}

#[test]
fn the_action_fetches_builds_and_says_what_changed() {
    if !has_tools() {
        return;
    }
    let home = Home::new("/a/b/", "github");
    let text = fs::read_to_string(manifest_folder().join("action.yml")).unwrap();
    let action: Value = serde_saphyr::from_str(&text).unwrap();
    let run = || {
        for step in action["runs"]["steps"].as_array().unwrap() {
            let is_tried = step["name"] != "Install Offprint";
            if let Some(script) = step["run"].as_str().filter(|_| is_tried) {
                assert_eq!(step["shell"], "bash");
                let output = home.step(script, &step["env"]);
                let error = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{error}");
            }
        }
        let file = home.folder.path().join("output");
        let outputs = fs::read_to_string(&file).unwrap();
        fs::remove_file(file).unwrap();
        outputs
    };
    let outputs = run();
    assert!(
        outputs.starts_with("changed=true\npapers=6\npages="),
        "{outputs}"
    );
    let report = outputs
        .lines()
        .find_map(|line| line.strip_prefix("report="))
        .unwrap();
    assert!(
        fs::read_to_string(report)
            .unwrap()
            .contains("\"published\":true")
    );
    copy(
        &home.repository().join("public"),
        &home.folder.path().join("live"),
    );
    assert!(run().starts_with("changed=false\n"));
}
