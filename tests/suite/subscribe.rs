//! How readers get what is new: the form of a service, or feeds.

use crate::html::{self, Tag};
use crate::site_test::SiteTest;

const BASE: &str = "base_url = \"https://example.org/papers/\"\n";

fn site(configuration: &str) -> SiteTest {
    SiteTest::new()
        .file(
            "offprint.toml",
            format!("{BASE}[topics]\nmin_papers = 1\n{configuration}"),
        )
        .file("content/2026-11-23.md", "## A paper\n- Topics: Rows\n")
}

/// Name, type and value of a field.
type Field = (String, Option<String>, Option<String>);

fn form(page: &str) -> (Tag, Vec<Field>) {
    let is_form = |tag: &Tag| tag.name == "form" && tag.get("method") == Some("post");
    let tags = html::tags(page).into_iter().skip_while(|tag| !is_form(tag));
    let ends = |tag: &Tag| ["section", "footer"].contains(&tag.name.as_str());
    let tags: Vec<Tag> = tags.take_while(|tag| !ends(tag)).collect();
    let form = tags.first();
    let fields = tags.iter().filter(|tag| tag.name == "input");
    let fields = fields.map(|tag| {
        let get = |name: &str| tag.get(name).map(str::to_owned);
        (get("name").unwrap_or_default(), get("type"), get("value"))
    });
    (form.expect("there is a form").clone(), fields.collect())
}

#[test]
fn each_service_gets_the_form_that_it_wants() {
    let list = "eb420c55-4cfb-4972-92ba-c93c34ba475d";
    let text = |name: &str, kind: &str, value: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        (name.to_owned(), some(kind), some(value))
    };
    for (table, action, fields) in [
        (
            "service = \"buttondown\"\nname = \"rows\"\n".to_owned(),
            "https://buttondown.com/api/emails/embed-subscribe/rows",
            vec![text("email", "email", ""), text("embed", "hidden", "1")],
        ),
        (
            format!("service = \"listmonk\"\nurl = \"https://lists.example.org/\"\nlists = [\"{list}\"]\n"),
            "https://lists.example.org/subscription/form",
            vec![text("email", "email", ""), text("l", "hidden", list), text("nonce", "", "")],
        ),
        (
            "service = \"mailchimp\"\nurl = \"https://rows.us1.list-manage.com/subscribe/post?u=abc&amp;id=def\"\n".to_owned(),
            "https://rows.us1.list-manage.com/subscribe/post?u=abc&id=def",
            vec![text("EMAIL", "email", ""), text("b_abc_def", "", "")],
        ),
        (
            "service = \"kit\"\nname = \"123\"\n".to_owned(),
            "https://app.kit.com/forms/123/subscriptions",
            vec![text("email_address", "email", "")],
        ),
        (
            "service = \"url\"\nurl = \"https://example.net:8443/in?list=1\"\nfield = \"mail\"\n".to_owned(),
            "https://example.net:8443/in?list=1",
            vec![text("mail", "email", "")],
        ),
    ] {
        let site = site(&format!("[subscribe]\n{table}"));
        site.build().succeeds();
        for path in ["subscribe.html", "index.html"] {
            let page = site.page(path).text;
            let (tag, found) = form(&page);
            assert_eq!(tag.get("action"), Some(action), "{path}");
            assert_eq!(found, fields, "{path}");
            // The content policy lets forms go to that host and to no other.
            let host = action.split('/').take(3).collect::<Vec<_>>().join("/");
            assert!(page.contains(&format!("form-action 'self' {host}\"")), "{page}");
            let tags = html::tags(&page);
            let input = tags.iter().find(|tag| tag.get("type") == Some("email")).unwrap();
            assert!(input.get("required").is_some() && input.get("autocomplete") == Some("email"));
        }
        assert!(site.page("subscribe.html").text.contains("feed.xml"));
    }
}

#[test]
fn without_a_service_there_are_feeds_and_how_they_come_by_mail() {
    let site = site("");
    site.build().succeeds();
    let page = site.page("subscribe.html").text;
    assert!(
        html::tags(&page)
            .iter()
            .all(|tag| tag.get("type") != Some("email")),
        "{page}"
    );
    for part in [
        "feed.xml",
        "feed.json",
        "digests/feed.xml",
        "topics.opml",
        "rss2email",
        "form-action 'self'\"",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        site.page("papers/a-paper.html")
            .text
            .contains("href=\"../subscribe.html\"")
    );

    // Without an address there are no feeds either.
    let bare = SiteTest::new().file("content/2026-11-23.md", "## A paper\n");
    bare.build().succeeds();
    let page = bare.page("subscribe.html").text;
    assert!(
        page.contains("This site has no feeds yet.") && !page.contains("rss2email"),
        "{page}"
    );
}

#[test]
fn a_page_of_ones_own_has_the_last_word() {
    let site = site("").file(
        "content/pages/subscribe.md",
        "+++\ntitle = \"Join us\"\nslug = \"subscribe\"\n+++\nWrite to us.\n",
    );
    site.build().succeeds();
    let page = site.page("subscribe.html").text;
    assert!(
        page.contains("Write to us.") && !page.contains(">Follow<"),
        "{page}"
    );
}

#[test]
fn what_a_service_lacks_is_told() {
    for (table, message) in [
        ("name = \"rows\"\n", "`subscribe.service` is missing"),
        ("service = \"buttondown\"\n", "your user name at Buttondown"),
        (
            "service = \"buttondown\"\nname = \"a/b\"\n",
            "your user name at Buttondown",
        ),
        (
            "service = \"listmonk\"\nurl = \"https://x.org\"\nlists = [\"1\"]\n",
            "the UUIDs of your lists",
        ),
        (
            "service = \"mailchimp\"\nurl = \"https://x.org/\"\n",
            "the form that Mailchimp generates",
        ),
        (
            "service = \"url\"\nurl = \"javascript:alert(1)\"\n",
            "the address that takes the form",
        ),
        (
            "service = \"url\"\nurl = \"https://x.org/; script-src *\"\n",
            "the address that takes the form",
        ),
        ("service = \"substack\"\n", "unknown variant `substack`"),
    ] {
        site(&format!("[subscribe]\n{table}"))
            .build()
            .fails()
            .says(message);
    }
}
