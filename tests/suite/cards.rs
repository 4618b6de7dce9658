//! Share cards: which there are, that they are pictures, and that no title spoils one.

use crate::in_memory::Files;
use crate::site_test::SiteTest;
use std::collections::BTreeMap;

const BASE: [&str; 2] = ["--base-url", "https://example.org/x/"];

/// Two digests, one of them without title, and a topic.
fn small() -> SiteTest {
    SiteTest::new()
        .file("offprint.toml", "[topics]\nmin_papers = 1\n")
        .file(
            "content/2026-11-22.md",
            "+++\ntitle = \"On attention\"\n+++\n## One paper\n- Topics: Attention\n",
        )
        .file(
            "content/2026-11-23.md",
            "## [Another paper](https://arxiv.org/abs/2601.00001)\n- Authors: A B\n- Topics: Attention\n",
        )
}

fn cards(site: &SiteTest) -> BTreeMap<String, Vec<u8>> {
    let tree = site.tree().into_iter();
    tree.filter(|(path, _)| path.ends_with(".png") && !path.starts_with("assets/"))
        .collect()
}

fn names(site: &SiteTest) -> Vec<String> {
    cards(site).into_keys().collect()
}

/// Asserts that bytes are a PNG of the right size, sound to its last pixel; gives the pixels.
#[track_caller]
fn pixels(bytes: &[u8], name: &str) -> Vec<u8> {
    let decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    let mut reader = decoder.read_info().expect("it is a PNG");
    let info = reader.info();
    assert_eq!((info.width, info.height), (1200, 630), "{name}");
    let palette = info.palette.clone().expect("it has a palette").into_owned();
    let mut indices = vec![0; reader.output_buffer_size().expect("it is small")];
    reader.next_frame(&mut indices).expect("it is whole");
    let colour = |index: u8| palette[usize::from(index) * 3..][..3].to_vec();
    indices.into_iter().flat_map(colour).collect()
}

/// The card of a digest with one paper, and that title.
fn of_digest(title: &str) -> Vec<u8> {
    let json =
        serde_json::json!({"date": "2026-11-23", "title": title, "papers": [{"title": "P"}]});
    let files = Files::one("content/2026-11-23.json", &json.to_string());
    let rendered = files.render_with_cards();
    let (_, card) = rendered
        .files
        .into_iter()
        .find(|(path, _)| path.starts_with("digests/2026-11-23") && path.ends_with(".png"))
        .expect("the digest has a card");
    card
}

#[test]
fn digests_topics_and_the_site_have_cards() {
    let site = small();
    site.build_with(&BASE).succeeds();
    assert_eq!(
        names(&site),
        [
            "card.png",
            "digests/2026-11-22.png",
            "digests/2026-11-23.png",
            "topics/attention.png"
        ]
    );
    for (name, bytes) in cards(&site) {
        let pixels = pixels(&bytes, &name);
        assert_eq!(pixels[..3], [0xfc, 0xfb, 0xf8], "{name} is on paper");
        let inked = pixels.chunks(3).filter(|pixel| pixel[1] < 0x60).count();
        assert!(inked > 1000, "{name} says something");
        assert!(bytes.len() < 25_000, "{name} has {} bytes", bytes.len());
    }
}

#[test]
fn papers_have_cards_where_they_are_wanted() {
    let site = small();
    site.write("offprint.toml", "[cards]\npapers = true\n");
    site.build_with(&BASE).succeeds();
    let names = names(&site);
    assert!(
        names.contains(&"papers/2601.00001.png".to_owned()),
        "{names:?}"
    );
    assert!(
        names.contains(&"papers/one-paper.png".to_owned()),
        "{names:?}"
    );
}

#[test]
fn without_an_address_or_a_wish_there_are_none() {
    let site = small();
    site.build().succeeds();
    assert_eq!(names(&site), [] as [&str; 0]);
    site.write("offprint.toml", "[cards]\nenabled = false\npapers = true\n");
    site.build_with(&BASE).succeeds();
    assert_eq!(names(&site), [] as [&str; 0]);
}

#[test]
fn a_page_knows_its_card() {
    let told = "{{ page.kind }} {{ page.card or \"none\" }} {{ page.card_alt }}";
    let site = small();
    for template in ["index", "digest", "topic", "paper", "404", "archive"] {
        site.write(&format!("templates/{template}.html"), told);
    }
    site.write(
        "offprint.toml",
        "title = \"A & B\"\n[topics]\nmin_papers = 1\n",
    );
    site.build_with(&BASE).succeeds();
    for (page, text) in [
        (
            "index.html",
            "index https://example.org/x/card.png A &amp; B",
        ),
        (
            "digests/2026-11-22.html",
            "digest https://example.org/x/digests/2026-11-22.png A &amp; B · On attention · 22 November 2026 · 1 paper",
        ),
        (
            "topics/attention.html",
            "topic https://example.org/x/topics/attention.png A &amp; B · Attention · 2 papers",
        ),
        (
            "papers/one-paper.html",
            "paper https://example.org/x/card.png A &amp; B",
        ),
        ("404.html", "404 none "),
    ] {
        assert_eq!(site.page(page).text, text);
    }
    site.build().succeeds();
    assert_eq!(site.page("index.html").text, "index none ");
}

#[test]
fn threads_make_no_difference() {
    let site = SiteTest::copy_of("awkward");
    site.write("offprint.toml", "[cards]\npapers = true\n");
    site.build_with(&BASE).succeeds();
    let first = cards(&site);
    let other = SiteTest::copy_of("awkward");
    other.write("offprint.toml", "[cards]\npapers = true\n");
    other
        .build_as(
            &BASE,
            &[("RAYON_NUM_THREADS", "1"), ("LC_ALL", "tr_TR.UTF-8")],
        )
        .succeeds();
    assert!(first.len() > 20 && first == cards(&other));
    for (name, bytes) in first {
        pixels(&bytes, &name);
    }
}

#[test]
fn no_title_spoils_a_card() {
    let endless = "x".repeat(2000);
    let long = "Scaling laws ".repeat(160);
    for title in [
        "",
        " ",
        "<script>alert(1)</script>",
        "</text><image href=\"/etc/passwd\"/><text>",
        "A & B &amp; C &#0; ]]> <!-- \" '",
        "{{ card.title }} {% raw %}",
        "量子计算与变分推断",
        "דפוס عربي",
        "Emoji 🚀 and 👩‍🔬",
        "$\\ell^2$ and \\& in \\textbf{TeX}",
        "a\u{202e}b\u{200d}c\u{0}d\u{1b}e\u{fffe}f",
        "𝓛earning 𝑛 e\u{301}tudes ﬁne",
        "Ελληνικά и кириллица, tiếng Việt",
        "…",
        &endless,
        &long,
    ] {
        let card = of_digest(title);
        pixels(&card, title);
        assert!(card.len() < 40_000, "{title}: {} bytes", card.len());
    }
}

#[test]
fn a_title_in_another_script_is_left_to_words() {
    // No boxes: just what a digest without title shows.
    let untitled = of_digest("");
    for title in ["量子计算与变分推断", "دراسة حول الشبكات", "🚀"] {
        assert!(of_digest(title) == untitled, "{title}");
    }
    for title in ["Ελληνικά", "Кириллица", "Größe × naïveté", "𝑛-grams", "<b>"]
    {
        assert!(of_digest(title) != untitled, "{title}");
    }
    // Text is text: what looks like markup is drawn, and the same letters are the same picture.
    assert!(of_digest("𝑛-grams") == of_digest("n-grams"));
    assert!(of_digest("<b>x</b>") != of_digest("x"));
}

#[test]
fn a_theme_can_draw_its_own() {
    let site = small();
    site.write(
        "templates/card.svg",
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="#203040"/><image href="../offprint.toml" width="9" height="9"/></svg>"##,
    );
    site.build_with(&BASE).succeeds();
    for (name, bytes) in cards(&site) {
        let pixels = pixels(&bytes, &name);
        assert!(
            pixels.chunks(3).all(|pixel| pixel == [0x20, 0x30, 0x40]),
            "{name}"
        );
    }
}

#[test]
fn a_mistake_in_a_card_is_told_once() {
    let site = small();
    site.write("templates/card.svg", "<svg>{{ card.nothing }}</svg>");
    let build = site.build_with(&BASE);
    build.fails().says("templates/card.svg:1").says("nothing");
    assert_eq!(build.diagnostics("error").len(), 1, "{}", build.stderr);
    site.write("templates/card.svg", "<p>no picture");
    let build = site.build_with(&BASE);
    build.fails().says("the template card.svg gives no picture");
    assert_eq!(build.diagnostics("error").len(), 1, "{}", build.stderr);
}

#[test]
fn a_card_is_drawn_anew_only_where_it_says_something_else() {
    let site = SiteTest::copy_of("awkward");
    let address = ["--base-url", "https://example.org/"];
    site.build_with(&address).succeeds();
    let (path, before) = ("digests/2026-11-18.png", site.tree());
    // What is altered by hand is drawn anew; the same card again has the same bytes.
    std::fs::write(site.root().join("public").join(path), b"no picture").unwrap();
    site.build_with(&address).succeeds();
    assert_eq!(site.tree()[path], before[path]);
    // Another title is another card, and the others stay.
    let digest = site.root().join("content/2026-11-18.md");
    let text = std::fs::read_to_string(&digest).unwrap();
    std::fs::write(digest, text.replace("Attention, from", "Attentive, from")).unwrap();
    site.build_with(&address).succeeds();
    assert_ne!(site.tree()[path], before[path]);
    assert_eq!(site.tree()["card.png"], before["card.png"]);
}
