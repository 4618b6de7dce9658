//! Pictures of papers: files of the site, shown as large as they are, and nothing from elsewhere.

use crate::site_test::{SiteTest, manifest_folder};

/// A picture of 180 by 180 pixels.
fn icon() -> Vec<u8> {
    std::fs::read(manifest_folder().join("themes/folio/static/assets/apple-touch-icon.png"))
        .expect("the theme has it")
}

fn site(picture: &str) -> SiteTest {
    let digest = format!("## One paper\n- Picture: {picture}\n- Authors: A B\n\nText.\n");
    SiteTest::new()
        .file("content/2026-11-23.md", digest)
        .file("static/pictures/of a größe.png", icon())
        .file("static/pictures/none.png", "no picture\n")
}

#[test]
fn a_picture_of_the_site_is_shown_with_its_size() {
    let site = site("pictures/of a größe.png");
    site.build().succeeds();
    let address = "pictures/of%20a%20gr%C3%B6%C3%9Fe.png";
    site.page("index.html")
        .says(&format!("src=\"{address}\""))
        .says("height=\"180\"")
        .says("loading=lazy");
    site.page("papers/one-paper.html")
        .says(&format!("src=\"../{address}\""))
        .says("width=\"180\"");
}

#[test]
fn what_a_digest_says_of_a_picture_is_written_and_read_back() {
    let first = site("pictures/of a größe.png");
    first.build().succeeds();
    for kind in ["json", "md"] {
        let path = format!("digests/2026-11-23.{kind}");
        let again = SiteTest::new()
            .file(
                &format!("content/2026-11-23.{kind}"),
                first.page(&path).text,
            )
            .file("static/pictures/of a größe.png", icon());
        again.build().succeeds();
        again.page("index.html").says("pictures/of%20a%20gr");
    }
}

#[test]
fn pictures_of_other_hosts_and_outside_of_the_site_are_not_shown() {
    for path in [
        "https://example.org/a.png",
        "//example.org/a.png",
        "../secret.png",
        "pictures/../../secret.png",
        "data:image/png;base64,AAAA",
        "pictures/a.svg",
        "pictures/a.png\" onerror=\"x",
        ".hidden/a.png",
    ] {
        let site = site(path);
        let build = site.build();
        build.succeeds();
        assert!(
            build.stderr.contains("it is no file of the site"),
            "{path}: {}",
            build.stderr
        );
        for page in ["index.html", "papers/one-paper.html"] {
            site.page(page).does_not_say("<img");
        }
    }
}

#[test]
fn a_picture_that_is_not_there_or_is_none_is_told_and_costs_nothing_else() {
    for (path, why) in [
        ("pictures/missing.png", "there is no such file"),
        ("pictures/none.png", "is not shown"),
    ] {
        let site = site(path);
        let build = site.build();
        build.succeeds();
        assert!(build.stderr.contains(why), "{}", build.stderr);
        assert!(
            build.stderr.contains("content/2026-11-23.md"),
            "{}",
            build.stderr
        );
        site.page("papers/one-paper.html")
            .says("One paper")
            .does_not_say("<img");
    }
}
