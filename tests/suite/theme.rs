//! Themes: which file wins, what a mistake says, and that minifying changes nothing but bytes.

use crate::html::{self, Piece};
use crate::in_memory::Files;
use crate::site_test::{SiteTest, manifest_folder};
use offprint::theme::minify;

fn small() -> SiteTest {
    SiteTest::new()
        .file(
            "offprint.toml",
            "base_url = \"https://example.org/\"\n[topics]\nmin_papers = 1\n",
        )
        .file(
            "content/2026-11-23.md",
            "Hello.\n\n## One paper\n- Authors: A B\n- Topics: T\n\nText.\n",
        )
}

/// A theme's folder with nothing but its head.
fn theme(site: SiteTest, name: &str, more: &str) -> SiteTest {
    let head = format!("name = \"{name}\"\nversion = \"1.0.0\"\napi = \"1\"\n{more}");
    site.file(&format!("themes/{name}/theme.toml"), head)
}

#[test]
fn a_template_of_the_site_wins_as_a_whole() {
    let site = small().file(
        "templates/paper.html",
        "<p>{{ paper.title }} by {{ paper.authors | join(sep=\", \") }}</p>",
    );
    site.build().succeeds();
    assert_eq!(
        site.page("papers/one-paper.html").text,
        "<p>One paper by A B</p>"
    );
    site.page("index.html").says("<!doctype html>");
}

#[test]
fn a_template_can_extend_the_one_that_it_shadows() {
    let site = small().file(
        "templates/paper.html",
        "{% extends \"folio/paper.html\" %}\n{% block content %}<aside>Mine</aside>{{ super() }}{% endblock content %}\n",
    );
    site.build().succeeds();
    site.page("papers/one-paper.html")
        .says("<!doctype html>")
        .says("<aside>Mine</aside>")
        .says("One paper</h1>");
    assert_eq!(html::broken_links(&site.tree(), "/"), [] as [&str; 0]);
}

#[test]
fn a_base_of_the_site_changes_every_page() {
    let site = small().file(
        "templates/base.html",
        "{% extends \"folio/base.html\" %}\n{% block title %}Mine: {{ page.title }}{% endblock title %}\n",
    );
    site.build().succeeds();
    for page in [
        "papers/one-paper.html",
        "digests/index.html",
        "404.html",
        "topics/index.html",
    ] {
        site.page(page).says("<title>Mine: ");
    }
}

#[test]
fn components_of_the_site_win() {
    let site = small().file(
        "templates/components.html",
        "{% component editions(digests, root) %}SOMETHING{% endcomponent editions %}",
    );
    site.build().succeeds();
    site.page("index.html").says("SOMETHING");
}

#[test]
fn a_static_file_of_the_site_wins() {
    let site = small()
        .file("static/assets/folio.css", "body { color: red }\n")
        .file("static/CNAME", "papers.example.org\n")
        .file("static/fonts/x.bin", b"\x00\xff");
    site.build().succeeds();
    assert_eq!(site.page("assets/folio.css").text, "body{color:red}");
    assert_eq!(site.page("CNAME").text, "papers.example.org\n");
    assert_eq!(site.tree()["fonts/x.bin"], b"\x00\xff");
    assert!(
        site.has_page("assets/favicon.svg"),
        "what nobody shadows stays"
    );
}

#[test]
fn themes_extend_themes_and_all_extend_the_built_in_one() {
    let site = small();
    let site = theme(site, "child", "extends = \"parent\"\n");
    let site = theme(site, "parent", "")
        .file(
            "themes/parent/templates/paper.html",
            "parent {{ paper.title }}",
        )
        .file(
            "themes/parent/templates/topic.html",
            "parent {{ topic.name }}",
        )
        .file("themes/parent/static/x.txt", "parent")
        .file("themes/parent/static/y.txt", "parent")
        .file(
            "themes/child/templates/paper.html",
            "{% extends \"parent/paper.html\" %}",
        )
        .file(
            "themes/child/templates/topic.html",
            "child {{ topic.name }}",
        )
        .file("themes/child/static/x.txt", "child")
        .file(
            "offprint.toml",
            "base_url = \"https://example.org/\"\ntheme = \"child\"\n[topics]\nmin_papers = 1\n",
        );
    site.build().succeeds();
    assert_eq!(site.page("papers/one-paper.html").text, "parent One paper");
    assert_eq!(site.page("topics/t.html").text, "child T");
    assert_eq!(site.page("x.txt").text, "child");
    assert_eq!(site.page("y.txt").text, "parent");
    site.page("index.html").says("<!doctype html>");
    // The site stands above them all.
    site.write(
        "templates/topic.html",
        "site {% include \"child/topic.html\" %}",
    );
    site.build().succeeds();
    assert_eq!(site.page("topics/t.html").text, "site child T");
}

#[test]
fn a_copy_of_the_built_in_theme_takes_its_place() {
    let site = small();
    site.build().succeeds();
    let built_in = site.tree();
    for (path, bytes) in crate::site_test::tree(&manifest_folder().join("themes/folio")) {
        site.write(&format!("themes/folio/{path}"), bytes);
    }
    site.build().succeeds();
    assert!(site.tree() == built_in);
    site.write("themes/folio/templates/paper.html", "mine");
    site.build().succeeds();
    assert_eq!(site.page("papers/one-paper.html").text, "mine");
}

#[test]
fn heads_of_themes_are_held_to_the_contract() {
    let with = |head: &str| {
        let site = small()
            .file("offprint.toml", "theme = \"mine\"\n")
            .file("themes/mine/theme.toml", head);
        let build = site.build();
        build.fails();
        assert!(!site.root().join("public").exists());
        build
    };
    with("name = \"mine\"\nversion = \"1\"\napi = \"2\"\n").reports(
        "error: themes/mine/theme.toml: the theme `mine` is made for api 2; this program has api 1",
    );
    with("name = \"mine\"\nversion = \"1\"\n")
        .reports("error: themes/mine/theme.toml:1:1: missing field `api`");
    with("name = \"mine\"\nversion = \"1\"\napi = \"1\"\nextend = \"x\"\n")
        .reports("error: themes/mine/theme.toml:4:1: unknown field `extend`");
    with("name = \n").reports("error: themes/mine/theme.toml:1:");
    with("name = \"mine\"\nversion = \"1\"\napi = \"1\"\nextends = \"mine\"\n")
        .reports("error: themes/mine/theme.toml: the theme `mine` extends itself");
    with("name = \"mine\"\nversion = \"1\"\napi = \"1\"\nextends = \"other\"\n")
        .says("there is no theme `other`");
}

#[test]
fn a_theme_is_a_name_and_no_path() {
    for name in ["", "../themes/x", ".", "site", "a/b", "/etc"] {
        let site = small().file("offprint.toml", format!("theme = \"{name}\"\n"));
        site.build().fails().reports("error: offprint.toml:1:1: ");
    }
    let site = theme(small(), "folium", "").file("offprint.toml", "theme = \"folum\"\n");
    site.build().fails().says("help: did you mean `folium`?");
}

/// The site with one template of its own, built.
#[track_caller]
fn mistake(name: &str, template: &str) -> crate::site_test::Build {
    let site = small().file(&format!("templates/{name}"), template);
    let build = site.build();
    build.fails();
    assert!(!site.root().join("public").exists());
    build
}

#[test]
fn mistakes_in_templates_are_pointed_at() {
    mistake("paper.html", "<p>\n  {{ paper. }}\n</p>")
        .reports("error: templates/paper.html:2:13: ")
        .says("    2 |   {{ paper. }}\n      |             ^");
    mistake("paper.html", "<p>\n  {{ paper.titel }}\n</p>")
        .reports("error: templates/paper.html:2:12: Field `titel` is not defined")
        .says("title_html")
        .says("(on the page papers/one-paper.html)");
    mistake("topic.html", "{{ paper.title }}")
        .reports("error: templates/topic.html:1:4: Variable `paper` is not defined")
        .says("Available variables: page, pager, papers, site, topic");
    mistake("paper.html", "{{ paper.title | shout }}")
        .reports("error: templates/paper.html:1:18: Unknown filter `shout`");
    mistake("paper.html", "{{ shout() }}")
        .reports("error: templates/paper.html:1:4: Unknown function `shout`");
    mistake("paper.html", "\n{% include \"nope.html\" %}")
        .reports("error: templates/paper.html:2:12: Unknown template `nope.html`");
    mistake("paper.html", "{{ <nope /> }}")
        .reports("error: templates/paper.html:1:4: Unknown component `nope`");
    mistake("paper.html", "{{ paper.title | truncate(len=3) }}")
        .reports("error: templates/paper.html:1:18: Missing keyword argument `length`");
    mistake("paper.html", "{% extends \"folio/papr.html\" %}")
        .reports("error: templates/paper.html:1: there is no template `folio/papr.html` to extend")
        .says("help: did you mean `folio/paper.html`?");
    mistake("paper.html", "{% extends \"paper.html\" %}")
        .reports("error: templates/paper.html:1: this template extends itself")
        .says("{% extends \"folio/paper.html\" %}");
    mistake(
        "paper.html",
        "{% extends \"base.html\" %}{% block contents %}x{% endblock contents %}",
    )
    .reports(
        "error: templates/paper.html:1:35: Block `contents` is not defined in any parent template",
    );
    mistake("page.html", "{% if x %}").reports("error: templates/page.html:1:11: ");
}

#[test]
fn a_mistake_is_reported_once_and_all_mistakes_are() {
    let site = small()
        .file(
            "templates/base.html",
            "{% extends \"folio/base.html\" %}{% block title %}{{ page.nothing }}{% endblock title %}",
        )
        .file("templates/paper.html", "{{ paper.titel }}");
    let build = site.build();
    build.fails();
    assert_eq!(build.diagnostics("error").len(), 2, "{}", build.stderr);
    let site = small()
        .file("templates/base.html", "{{ page. }}")
        .file("templates/paper.html", "{{ paper. }}");
    assert_eq!(site.build().diagnostics("error").len(), 2);
    let site = small().file("templates/paper.html", "{{ a | b }}{{ c | d }}");
    assert_eq!(site.build().diagnostics("error").len(), 2);
}

#[test]
fn a_stand_in_without_the_blocks_of_the_original_is_named() {
    let build = mistake("base.html", "<title>Mine</title>");
    assert_eq!(build.diagnostics("error").len(), 1, "{}", build.stderr);
    build
        .reports("error: templates/base.html:1: other templates extend this one and fill blocks that it lacks: `canonical`, `content`, `head`, `masthead`, `robots`")
        .says("{% extends \"folio/base.html\" %}");
}

#[test]
fn a_mistake_in_a_theme_names_the_file_of_the_theme() {
    let site = theme(small(), "mine", "")
        .file("offprint.toml", "theme = \"mine\"\n")
        .file(
            "themes/mine/templates/paper.html",
            "<p>{{ paper.titel }}</p>",
        );
    site.build()
        .fails()
        .reports("error: themes/mine/templates/paper.html:1:13: Field `titel`");
}

#[test]
fn values_are_escaped_but_for_finished_markup() {
    let site = small()
        .file(
            "content/2026-11-23.md",
            "## A <b>bold</b> & \"plain\" claim\n- Authors: <i>x</i>\n",
        )
        .file(
            "templates/paper.html",
            "{{ paper.title }}|{{ paper.title_html | safe }}|{{ paper.authors[0] }}",
        );
    site.build().succeeds();
    assert_eq!(
        site.page("papers/a-b-bold-b-plain-claim.html").text,
        "A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;plain&quot; claim|A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;plain&quot; claim|&lt;i&gt;x&lt;/i&gt;"
    );
}

#[test]
fn where_minifying_would_change_a_page_templates_are_used_as_written() {
    let template = "<div>\n  {{ \"<pre>\" | safe }}a    b{{ \"</pre>\" | safe }}\n</div>";
    let site = small().file("templates/paper.html", template);
    let build = site.build();
    build.succeeds().reports(
        "warning: minifying the template paper.html would change the page papers/one-paper.html",
    );
    assert_eq!(
        site.page("papers/one-paper.html").text,
        "<div>\n  <pre>a    b</pre>\n</div>"
    );
}

#[test]
fn pages_of_minified_templates_say_the_same_as_pages_of_written_ones() {
    let content = Files::of(&manifest_folder().join("tests/sites/awkward"));
    let minified = content.render(Some("https://example.org/"), true);
    let written = content.render(Some("https://example.org/"), false);
    let mut saved = 0;
    for ((path, small), (_, large)) in minified.pages().zip(written.pages()) {
        assert!(small.len() < large.len(), "{path} is not smaller");
        saved += large.len() - small.len();
        // By the minifier's own account, and by that of a reader who knows nothing of it.
        assert_eq!(
            minify::page(small.as_bytes()),
            minify::page(large.as_bytes()),
            "{path}"
        );
        assert_eq!(html::text(small), html::text(large), "{path}");
        assert_eq!(skeleton(small), skeleton(large), "{path}");
    }
    assert!(saved > 0);
    let templates = minified.pages().count();
    assert!(templates > 30, "{templates} pages");
}

/// The tags of a page with their attributes in one order, and classes and such without the white
/// space around them.
fn skeleton(page: &str) -> Vec<Piece> {
    html::read(page)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Start(mut tag) => {
                for (_, value) in &mut tag.attributes {
                    *value = value
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                        .replace(", ", ",");
                }
                tag.attributes.sort();
                Some(Piece::Start(tag))
            }
            Piece::End(name) => Some(Piece::End(name)),
            Piece::Text(_) => None,
        })
        .collect()
}
