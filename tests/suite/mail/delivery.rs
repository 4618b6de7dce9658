//! What becomes of letters when servers behave and when they do not.

use super::postbox::{Certificates, EMAIL, Post, Run, Server, python};
use std::fs;
use std::time::Instant;

fn lines(addresses: &[&str]) -> Vec<String> {
    addresses
        .iter()
        .map(|address| format!("{address},,"))
        .collect()
}

#[test]
fn each_reader_gets_one_message_and_a_second_run_sends_none() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    let list = post.readers(&[
        "ada@example.org,Ada,".to_owned(),
        "bo@example.org,,Rows".to_owned(),
        "cy@example.org,,\"Cells, Columns\"".to_owned(),
        "dee@example.org,,Cells".to_owned(),
        "no address,,".to_owned(),
    ]);
    // Without --send nothing goes out.
    let dry = post.run(&["--recipients", list.to_str().unwrap()]);
    dry.ends_with(0);
    assert_eq!(&dry.json["state"], "composed");
    assert_eq!(dry.counts(), [0, 0, 0, 0, 3]);
    assert!(server.received().is_empty() && !list.with_extension("ledger").exists());

    let run = post.send(&server.url(), &[]);
    run.ends_with(0)
        .says("readers.csv:6: what this line has is no address")
        .says("some readers want the topic `Cells`, which the site does not have");
    assert_eq!(run.counts(), [3, 0, 0, 0, 0]);
    assert_eq!(
        (
            &run.json["readers"]["readers"],
            &run.json["readers"]["without_papers"]
        ),
        (&4.into(), &1.into())
    );
    assert!(!run.stderr.contains("@example.org"), "{}", run.stderr);
    let received = server.received();
    let addresses: Vec<&str> = received.keys().map(String::as_str).collect();
    assert_eq!(
        addresses,
        ["ada@example.org", "bo@example.org", "cy@example.org"]
    );
    let text = |index: usize| fs::read_to_string(&server.messages()[index]).unwrap();
    assert!(text(0).contains("A paper on columns") && text(0).contains("A paper on rows"));
    assert!(!text(1).contains("A paper on columns") && text(1).contains("A paper on rows"));
    assert!(text(2).contains("A paper on columns") && !text(2).contains("A paper on rows"));

    let dry = post.run(&["--recipients", list.to_str().unwrap()]);
    assert_eq!(dry.counts(), [0, 3, 0, 0, 0]);
    let again = post.send(&server.url(), &[]);
    again.ends_with(0);
    assert_eq!(again.counts(), [0, 3, 0, 0, 0]);
    assert!(server.received().values().all(|count| *count == 1));
}

#[test]
fn each_trouble_has_its_outcome() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::with(&EMAIL.replace("timeout_seconds = 5", "timeout_seconds = 2"));
    let readers = [
        "plain@example.org",
        "greylisted-1@example.org",
        "busy-1@example.org",
        "dropped-1@example.org",
        "full-1@example.org",
        "unknown-1@example.org",
        "spam-1@example.org",
        "never-1@example.org",
        "lost-1@example.org",
        "silent-1@example.org",
        "last@example.org",
    ];
    let list = post.readers(&lines(&readers));
    let run = post.send(&server.url(), &[]);
    run.ends_with(1)
        .says("the server refused 2 readers for good")
        .says("1 reader did not get it: 450 4.2.1 never today");
    // Its answer was lost, or came too late: they count as sent.
    assert_eq!(run.json["readers"]["uncertain"], 2);
    assert_eq!(run.counts(), [8, 0, 0, 2, 1]);
    assert!(!run.stderr.contains("example.org"), "{}", run.stderr);
    let received = server.received();
    for reader in readers {
        let is_none = ["unknown", "spam", "never"]
            .iter()
            .any(|kind| reader.starts_with(kind));
        assert_eq!(
            received.get(reader).copied().unwrap_or(0),
            usize::from(!is_none),
            "{reader}"
        );
    }
    let ledger = fs::read_to_string(list.with_extension("ledger")).unwrap();
    assert!(
        ledger.contains(" 550\n") && ledger.contains(" 554\n") && ledger.contains(" 451\n"),
        "{ledger}"
    );
    assert!(!ledger.contains('@'), "{ledger}");

    // Only the one that was put off is tried again.
    let again = post.send(&server.url(), &[]);
    again.ends_with(1);
    assert_eq!(again.counts(), [0, 8, 0, 2, 1]);
    assert_eq!(server.received(), received);
}

#[test]
fn who_left_gets_nothing() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    post.readers(&lines(&["ada@example.org", "bo@example.org"]));
    let left = post.outside.path().join("left");
    fs::write(&left, "ADA@example.org\n").unwrap();
    let run = post.send(&server.url(), &["--suppressed", left.to_str().unwrap()]);
    run.ends_with(0);
    assert_eq!(run.counts(), [1, 0, 1, 0, 0]);
    assert_eq!(server.received().keys().next().unwrap(), "bo@example.org");
    let inside = post.site.root().join("left");
    fs::copy(&left, &inside).unwrap();
    let run = post.send(&server.url(), &["--suppressed", inside.to_str().unwrap()]);
    run.ends_with(1).says("could be published");
    let missing = post.outside.path().join("lost");
    let run = post.send(&server.url(), &["--suppressed", missing.to_str().unwrap()]);
    run.ends_with(1).says("cannot read");
}

#[test]
fn old_digests_and_those_to_come_are_not_sent() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    post.readers(&lines(&["ada@example.org"]));
    let on = |day: u32, arguments: &[&str]| {
        // Noon of a day of November 2026.
        let seconds = 1_793_534_400 + i64::from(day - 1) * 86_400;
        let mut command = post.sending(&server.url(), arguments);
        Run::of(
            command
                .env("SOURCE_DATE_EPOCH", seconds.to_string())
                .output()
                .unwrap(),
        )
    };
    for (day, why) in [(26, "is 3 days old"), (20, "still to come")] {
        let run = on(day, &[]);
        run.ends_with(3).says(why).says("--force");
        assert_eq!(run.json["state"], "old");
    }
    assert!(server.received().is_empty());
    on(26, &["--force"]).ends_with(0);
    assert_eq!(server.received().len(), 1);
    on(25, &[]).ends_with(0);
    assert_eq!(server.received().values().sum::<usize>(), 1);
}

#[test]
fn what_must_be_there_before_anything_is_sent() {
    let post = Post::new();
    let list = post.readers(&lines(&["ada@example.org"]));
    let no_server = post.run(&["--send", "--recipients", list.to_str().unwrap()]);
    no_server.ends_with(1).says("no mail server is named");
    assert!(!list.with_extension("ledger").exists());

    let mut without_key = post.sending("smtp://127.0.0.1:9", &[]);
    Run::of(
        without_key
            .env_remove("OFFPRINT_MAIL_KEY")
            .output()
            .unwrap(),
    )
    .ends_with(1)
    .says("OFFPRINT_MAIL_KEY");

    let mut half = post.sending("smtp://127.0.0.1:9", &[]);
    Run::of(half.env("SMTP_USER", "ada").output().unwrap())
        .ends_with(1)
        .says("SMTP_PASSWORD is not");

    let inside = post.site.root().join("readers.csv");
    fs::copy(&list, &inside).unwrap();
    let mut published = post.command(&["--send", "--recipients", inside.to_str().unwrap()]);
    Run::of(
        published
            .env("SMTP_URL", "smtp://127.0.0.1:9")
            .output()
            .unwrap(),
    )
    .ends_with(1)
    .says("could be published");

    let post = Post::with("[email]\nfrom = \"papers@example.org\"\n");
    post.readers(&lines(&["ada@example.org"]));
    post.send("smtp://127.0.0.1:9", &[])
        .ends_with(1)
        .says("nothing is sent to readers who could not leave the list");
    assert_eq!(
        post.run(&["--send"]).code,
        Some(2),
        "--send without readers"
    );
}

#[test]
fn a_server_that_is_away_is_tried_again_and_loses_nobody() {
    let Some(python) = python() else { return };
    let post = Post::new();
    post.readers(&lines(&["ada@example.org", "bo@example.org"]));
    let run = post.send("smtp://127.0.0.1:9", &[]);
    run.ends_with(1)
        .says("; trying again in 0 s")
        .says("2 readers did not get it: 127.0.0.1:9: ");
    assert_eq!(run.counts(), [0, 0, 0, 0, 2]);
    let refusing = Server::start(&python, &["--sender-refused"]);
    let run = post.send(&refusing.url(), &[]);
    run.ends_with(1)
        .says("the server refuses the sender: 550 5.7.1 who are you");
    assert_eq!(run.counts(), [0, 0, 0, 0, 2]);
    let server = Server::start(&python, &[]);
    let run = post.send(&server.url(), &[]);
    run.ends_with(0);
    assert_eq!(run.counts(), [2, 0, 0, 0, 0]);
}

#[test]
fn a_server_that_refuses_everybody_is_not_asked_for_ever() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    let readers: Vec<String> = (0..50)
        .map(|number| format!("unknown-{number}@example.org,,"))
        .collect();
    post.readers(&readers);
    let run = post.send(&server.url(), &[]);
    run.ends_with(1)
        .says("the server refuses everybody: 550 5.1.1");
    // It is not they who are refused, so another run tries again.
    assert_eq!(run.counts(), [0, 0, 0, 0, 50]);
    assert_eq!(post.send(&server.url(), &[]).counts(), [0, 0, 0, 0, 50]);
    // Nor are few, where it takes nobody.
    post.readers(&readers[..9]);
    let run = post.send(&server.url(), &[]);
    run.ends_with(1).says("the server refuses everybody");
    assert_eq!(run.counts(), [0, 0, 0, 0, 9]);
    // It takes somebody, and then nobody any more.
    let mut mixed = vec!["ada@example.org,,".to_owned()];
    mixed.extend_from_slice(&readers[..3]);
    mixed.push("bo@example.org,,".to_owned());
    mixed.extend_from_slice(&readers[3..]);
    post.readers(&mixed);
    let run = post.send(&server.url(), &[]);
    run.ends_with(1)
        .says("the server refused 3 readers for good")
        .says("the server refuses everybody");
    assert_eq!(run.counts(), [2, 0, 0, 3, 47]);
}

#[test]
fn lines_are_encrypted_and_certificates_are_believed_or_not() {
    let (Some(python), Some(certificates)) = (python(), Certificates::make()) else {
        return;
    };
    let (certificate, key) = (
        certificates.file("server.pem"),
        certificates.file("server.key"),
    );
    let with = |arguments: &[&str]| {
        let mut all = vec!["--certificate", &certificate, "--key", &key];
        all.extend(arguments);
        Server::start(&python, &all)
    };
    let login = |post: &Post, url: &str, password: &str| {
        let mut command = post.sending(url, &[]);
        Run::of(
            command
                .env("SMTP_USER", "ada")
                .env("SMTP_PASSWORD", password)
                .output()
                .unwrap(),
        )
    };

    let starttls = with(&["--tls", "starttls", "--login", "ada:secret"]);
    let implicit = with(&["--tls", "implicit", "--login", "ada:secret"]);
    let smtps = format!("smtps://localhost:{}", implicit.port);
    for (server, url) in [(&starttls, starttls.url()), (&implicit, smtps)] {
        // Nobody knows who signed it.
        let post = Post::new();
        post.readers(&lines(&["ada@example.org"]));
        let run = login(&post, &url, "secret");
        run.ends_with(1)
            .says("the line cannot be encrypted")
            .says("certificate");
        assert!(server.received().is_empty());

        let post = Post::with(&certificates.trust());
        post.readers(&lines(&["ada@example.org"]));
        let wrong = login(&post, &url, "wrong");
        wrong.ends_with(1).says("535");
        assert!(!wrong.stderr.contains("wrong"), "{}", wrong.stderr);
        assert_eq!(wrong.counts(), [0, 0, 0, 0, 1]);
        login(&post, &url, "secret").ends_with(0);
        assert_eq!(server.received().len(), 1);
    }

    // A server for 127.0.0.1 is none for another name.
    let post = Post::with(&certificates.trust());
    post.readers(&lines(&["ada@example.org"]));
    post.send(&format!("smtp://127.0.0.2:{}", starttls.port), &[])
        .ends_with(1);

    // On this machine a line may be open, also for a password.
    let open = Server::start(&python, &["--login", "ada:secret"]);
    login(&post, &open.url(), "secret").ends_with(0);
    assert_eq!(open.received().len(), 1);
    // A server that has no login is no place for a password.
    let plain = Server::start(&python, &[]);
    let post = Post::new();
    post.readers(&lines(&["ada@example.org"]));
    login(&post, &plain.url(), "secret")
        .ends_with(1)
        .says("no way to log in");
}

#[test]
fn messages_keep_their_pace() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::with(&EMAIL.replace("per_minute = 1000000", "per_minute = 600"));
    let readers: Vec<String> = (0..8)
        .map(|number| format!("reader-{number}@example.org,,"))
        .collect();
    post.readers(&readers);
    let started = Instant::now();
    post.send(&server.url(), &[]).ends_with(0);
    let seconds = started.elapsed().as_secs_f64();
    assert!(seconds >= 0.7, "8 messages at 10 a second took {seconds} s");
    assert_eq!(server.received().len(), 8);
}

#[test]
fn readers_with_topics_of_their_own_get_those_whatever_the_others_get() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    post.site
        .write("content/topics/cells.md", "+++\ntitle = \"Cells\"\n+++\n");
    post.readers(&[
        "ada@example.org,,".to_owned(),
        "bo@example.org,,Rows".to_owned(),
    ]);
    // Nothing on cells today, which is what those get who have chosen nothing.
    let run = post.send(&server.url(), &["--topics", "Cells"]);
    run.ends_with(0);
    assert_eq!(
        (run.counts(), &run.json["readers"]["without_papers"]),
        ([1, 0, 0, 0, 0], &1.into())
    );
    assert_eq!(server.received().keys().next().unwrap(), "bo@example.org");
    post.readers(&["ada@example.org,,".to_owned()]);
    post.send(&server.url(), &["--topics", "Cells"])
        .ends_with(3);
}

#[test]
fn all_digests_of_a_day_are_one_letter() {
    let Some(python) = python() else { return };
    let server = Server::start(&python, &[]);
    let post = Post::new();
    post.readers(&lines(&["ada@example.org"]));
    post.site
        .write("content/2026-11-23-b.md", "## A paper of another source\n");
    post.send(&server.url(), &[]).ends_with(0);
    let text = fs::read_to_string(&server.messages()[0]).unwrap();
    assert!(text.contains("A paper of another source") && text.contains("A paper on rows"));
    assert!(text.contains("Subject: Rows: 23 November 2026"), "{text}");
    // One that comes later is too late for this letter; nobody gets two a day.
    post.site
        .write("content/2026-11-23-a.md", "## A paper that came late\n");
    let run = post.send(&server.url(), &[]);
    assert_eq!(run.counts(), [0, 1, 0, 0, 0]);
}
