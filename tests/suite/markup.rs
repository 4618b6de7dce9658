//! The room `markup`: what becomes of Markdown and of plain text, and what never gets through.

use offprint::markup::{self, Options, Place, Span, address};
use proptest::prelude::*;

const HERE: Place = Place {
    root: "../",
    scope: "t-",
};

fn markdown(source: &str) -> String {
    markup::markdown(source, HERE, Options::default())
}

fn plain(text: &str) -> String {
    markup::plain(text, Options::default())
}

fn inline(text: &str) -> String {
    markup::inline(text, Options::default())
}

/// Without math, formulas stay visible as code, which makes it easy to see what was taken for one.
fn spans(text: &str) -> String {
    markup::inline(
        text,
        Options {
            math: false,
            ..Options::default()
        },
    )
    .replace("<code class=\"math\">", "[")
    .replace("</code>", "]")
}

#[track_caller]
fn check(function: impl Fn(&str) -> String, cases: &[(&str, &str)]) {
    for (input, expected) in cases {
        assert_eq!(function(input).trim_end(), *expected, "of {input:?}");
    }
}

#[test]
fn markdown_blocks() {
    check(
        markdown,
        &[
            ("", ""),
            (
                "a *b* **c** ~~d~~ `e<`",
                "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code></p>",
            ),
            ("a  \nb\nc", "<p>a<br>\nb\nc</p>"),
            (
                "- a\n  - b\n- c",
                "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>",
            ),
            ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>"),
            ("- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>"),
            (
                "> [!NOTE]\n> a",
                "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>",
            ),
            ("\"a\" -- b...", "<p>&quot;a&quot; -- b...</p>"),
            ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
            (
                "|a|b|\n|:-|-:|\n|1|2|",
                "<div class=\"table\">\n<table>\n<thead>\n<tr><th class=\"left\">a</th><th class=\"right\">b</th></tr>\n\
                 </thead>\n<tbody>\n<tr><td class=\"left\">1</td><td class=\"right\">2</td></tr>\n</tbody>\n</table>\n</div>",
            ),
            (
                "|a|\n|-|",
                "<div class=\"table\">\n<table>\n<thead>\n<tr><th>a</th></tr>\n</thead>\n</table>\n</div>",
            ),
            ("    a <b>", "<pre><code>a &lt;b&gt;</code></pre>"),
            (
                "```no-such-language\na < b\n```",
                "<pre><code class=\"language-no-such-language\">a &lt; b\n</code></pre>",
            ),
        ],
    );
}

#[test]
fn headings_begin_at_h2_and_have_unique_ids() {
    check(
        markdown,
        &[
            (
                "# A b\n\n## A b",
                "<h2 id=\"t-a-b\">A b</h2>\n<h3 id=\"t-a-b-2\">A b</h3>",
            ),
            (
                "### A\n\n#### B",
                "<h2 id=\"t-a\">A</h2>\n<h3 id=\"t-b\">B</h3>",
            ),
            (
                "# A\n###### B",
                "<h2 id=\"t-a\">A</h2>\n<h6 id=\"t-b\">B</h6>",
            ),
            (
                "# A-2\n# A\n# A",
                "<h2 id=\"t-a-2\">A-2</h2>\n<h2 id=\"t-a\">A</h2>\n<h2 id=\"t-a-3\">A</h2>",
            ),
            ("# !?", "<h2 id=\"t-section\">!?</h2>"),
            (
                "# Über *neue* `code`",
                "<h2 id=\"t-über-neue-code\">Über <em>neue</em> <code>code</code></h2>",
            ),
        ],
    );
}

#[test]
fn raw_html_is_visible_text() {
    check(
        markdown,
        &[
            ("the <think> token", "<p>the &lt;think&gt; token</p>"),
            (
                "<script>alert(1)</script>",
                "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
            ),
            (
                "our <former architecture. And more *text*",
                "<p>our &lt;former architecture. And more <em>text</em></p>",
            ),
            ("a <!-- b", "<p>a &lt;!-- b</p>"),
            (
                "<div onclick=\"x\">\n\nb",
                "<p>&lt;div onclick=&quot;x&quot;&gt;</p>\n<p>b</p>",
            ),
        ],
    );
}

#[test]
fn links_lead_to_the_web_mail_or_the_site() {
    check(
        markdown,
        &[
            (
                "[a](https://b.c/d \"t\")",
                "<p><a href=\"https://b.c/d\" title=\"t\" rel=\"noopener noreferrer\">a</a></p>",
            ),
            (
                "[a](HTTPS://b.c)",
                "<p><a href=\"https://b.c\" rel=\"noopener noreferrer\">a</a></p>",
            ),
            ("[a](mailto:b@c.d)", "<p><a href=\"mailto:b@c.d\">a</a></p>"),
            ("<b@c.de>", "<p><a href=\"mailto:b@c.de\">b@c.de</a></p>"),
            (
                "[a](papers/x.html)",
                "<p><a href=\"../papers/x.html\">a</a></p>",
            ),
            (
                "[a](/papers/x.html)",
                "<p><a href=\"../papers/x.html\">a</a></p>",
            ),
            ("[a](#b)", "<p><a href=\"#b\">a</a></p>"),
            ("[a](<b c|d>)", "<p><a href=\"../b%20c%7Cd\">a</a></p>"),
            ("[a](100%.html)", "<p><a href=\"../100%25.html\">a</a></p>"),
            ("[a](javascript:alert)", "<p>a</p>"),
            ("[a](JavaScript&#58;alert)", "<p>a</p>"),
            ("[a](<java\tscript:alert>)", "<p>a</p>"),
            ("[a](&#1;javascript:alert)", "<p>a</p>"),
            ("[a](data:text/html,b)", "<p>a</p>"),
            ("[a](vbscript:b)", "<p>a</p>"),
            ("[a](//evil.com)", "<p>a</p>"),
            ("[a](/&#9;/evil.com)", "<p>a</p>"),
            ("[a](https:b)", "<p>a</p>"),
            ("[a](http://)", "<p>a</p>"),
            ("[a]()", "<p>a</p>"),
            (
                "see https://a.b/c_d.",
                "<p>see <a href=\"https://a.b/c_d\" rel=\"noopener noreferrer\">https://a.b/c_d</a>.</p>",
            ),
        ],
    );
    let at_root = |source: &str| {
        markup::markdown(
            source,
            Place {
                root: "",
                scope: "",
            },
            Options::default(),
        )
    };
    check(
        at_root,
        &[
            (
                "[a](/javascript:alert)",
                "<p><a href=\"./javascript:alert\">a</a></p>",
            ),
            ("[a](/)", "<p><a href=\"./\">a</a></p>"),
            ("[a](b.html)", "<p><a href=\"b.html\">a</a></p>"),
        ],
    );
}

#[test]
fn images_ask_nothing_of_third_parties() {
    check(
        markdown,
        &[
            (
                "![a *b*](c.png \"t\")",
                "<p><img src=\"../c.png\" loading=\"lazy\" alt=\"a b\" title=\"t\"></p>",
            ),
            (
                "![a](https://b.c/d.png)",
                "<p><a href=\"https://b.c/d.png\" rel=\"noopener noreferrer\">a</a></p>",
            ),
            (
                "![](https://b.c/d.png)",
                "<p><a href=\"https://b.c/d.png\" rel=\"noopener noreferrer\">https://b.c/d.png</a></p>",
            ),
            ("![a](data:image/png;base64,xx)", "<p>a</p>"),
            (
                "![a [b](c) ![d](e)](f)",
                "<p><img src=\"../f\" loading=\"lazy\" alt=\"a b d\"></p>",
            ),
            (
                "[![a](https://b.c/d.png)](https://e.f)",
                "<p><a href=\"https://e.f\" rel=\"noopener noreferrer\">a</a></p>",
            ),
        ],
    );
}

#[test]
fn footnotes() {
    check(
        markdown,
        &[(
            "a[^x] b[^y] c[^x]\n\n[^y]: Why *y*\n\n[^x]: Ex\n\n[^z]: Lone",
            "<p>a<sup><a href=\"#t-fn:1\" id=\"t-fnref:1\">1</a></sup> b<sup><a href=\"#t-fn:2\" id=\"t-fnref:2\">2</a></sup> \
             c<sup><a href=\"#t-fn:1\" id=\"t-fnref:1:2\">1</a></sup></p>\n\
             <div class=\"footnotes\">\n<ol>\n\
             <li id=\"t-fn:1\"><p>Ex <a href=\"#t-fnref:1\">↩</a> <a href=\"#t-fnref:1:2\">↩</a></p>\n</li>\n\
             <li id=\"t-fn:2\"><p>Why <em>y</em> <a href=\"#t-fnref:2\">↩</a></p>\n</li>\n\
             <li id=\"t-fn:3\"><p>Lone</p>\n</li>\n</ol>\n</div>",
        )],
    );
    assert!(markdown("a[^nowhere]").contains("[^nowhere]"));
}

#[test]
fn code_is_coloured_by_few_classes() {
    let html = markdown("```rust,ignore\n// c\nfn f(x: u8) -> &str { \"a<b\" }\n```");
    assert!(
        html.starts_with("<pre><code class=\"language-rust\"><span class=\"hl-c\">// c</span>\n"),
        "{html}"
    );
    for part in [
        "<span class=\"hl-k\">fn</span>",
        "<span class=\"hl-f\">f</span>",
        "<span class=\"hl-s\">&quot;a&lt;b&quot;</span>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("style="));
    assert!(
        html.contains("&amp;<span class=\"hl-k\">str</span> { "),
        "{html}"
    );
    let python = markdown("```python\ndef f(a=1):\n    return f\"{a} b\"\n```");
    assert!(python.contains("<span class=\"hl-n\">1</span>"), "{python}");

    let off = Options {
        highlight: false,
        ..Options::default()
    };
    assert!(!markup::markdown("```rust\nfn\n```", HERE, off).contains("span"));
    let long = format!("```rust\n{}```", "let a = 1;\n".repeat(7000));
    assert!(!markdown(&long).contains("span"));
}

#[test]
fn math_in_markdown() {
    let html = markdown("so $x^2 < y_i$ and $$\\sum_i a_i$$");
    assert!(html.contains("<msup><mi>x</mi><mn>2</mn></msup>"), "{html}");
    assert!(
        html.contains("<annotation encoding=\"application/x-tex\">x^2 &lt; y_i</annotation>"),
        "{html}"
    );
    assert!(html.contains("<math display=\"block\">"), "{html}");
    check(
        markdown,
        &[
            (
                "$\\nosuchcommand<$",
                "<p><code class=\"math\">$\\nosuchcommand&lt;$</code></p>",
            ),
            ("US$5 and *US$6*", "<p>US$5 and <em>US$6</em></p>"),
            ("US$5, US$6, US$7, US$8", "<p>US$5, US$6, US$7, US$8</p>"),
            ("$5,$6 and `$7,$8`", "<p>$5,$6 and <code>$7,$8</code></p>"),
            (
                "\\$OneMillion-Bench and $1",
                "<p>$OneMillion-Bench and $1</p>",
            ),
        ],
    );
    let off = Options {
        math: false,
        ..Options::default()
    };
    assert_eq!(
        markup::markdown("$$x$$", HERE, off),
        "<p><code class=\"math\">$$x$$</code></p>\n"
    );
    assert!(markdown("a 10$\\times$ b").contains("<mo"));
}

#[test]
fn money_is_no_math() {
    check(
        spans,
        &[
            ("US$5 and US$6", "US$5 and US$6"),
            ("$5 and $6", "$5 and $6"),
            ("Earn $1 Million", "Earn $1 Million"),
            ("\\$OneMillion-Bench", "$OneMillion-Bench"),
            ("\\$One to \\$Two", "$One to $Two"),
            ("from $30K-$50K", "from $30K-$50K"),
            ("$10/$20", "$10/$20"),
            ("$HOME/$PATH", "$HOME/$PATH"),
            (
                "about $5 (up 20\\% from US$6)",
                "about $5 (up 20% from US$6)",
            ),
            (
                "it cost $5 million, and the other models cost more$",
                "it cost $5 million, and the other models cost more$",
            ),
            ("a $$ b", "a $$ b"),
            ("a $ b$ c", "a $ b$ c"),
            ("a $x\n\ny$ b", "a $x y$ b"),
        ],
    );
}

#[test]
fn math_in_plain_text() {
    check(
        spans,
        &[
            ("an $x$, $y$", "an [$x$], [$y$]"),
            ("$k$-NN ($n=5$).", "[$k$]-NN ([$n=5$])."),
            (
                "10$\\times$ and 32$\\times$32",
                "10[$\\times$] and 32[$\\times$]32",
            ),
            ("L$_2$ norm", "L[$_2$] norm"),
            ("其中$x$是", "其中[$x$]是"),
            ("\\(a\\) or \\[b\\]", "[\\(a\\)] or [\\[b\\]]"),
            ("\\(GPT\\-4\\)", "\\(GPT-4\\)"),
            ("$$a$$", "[$$a$$]"),
            ("$a \\$ b$", "[$a \\$ b$]"),
            ("$5 and $x$", "$5 and [$x$]"),
        ],
    );
    assert!(inline("$$a$$").starts_with("<math><semantics>"));
    assert!(plain("$$a$$").contains("<math display=\"block\">"));
}

#[test]
fn residue_of_tex_shows_as_its_character() {
    check(
        inline,
        &[
            ("plain", "plain"),
            ("a < b & c", "a &lt; b &amp; c"),
            (
                "50\\% of R\\&D, snake\\_case, \\#1",
                "50% of R&amp;D, snake_case, #1",
            ),
            ("Out\\-of\\-the\\-Box", "Out-of-the-Box"),
            ("\\model\\", "\\model\\"),
            ("a\nb\r\n c", "a b  c"),
            ("a\u{1}b\u{7f}c\u{89}\u{ffff}ï", "abcï"),
            ("<think>", "&lt;think&gt;"),
        ],
    );
    check(
        markup::bare,
        &[
            ("R\\&D on $x_i$ < \\$5\u{1}", "R&D on $x_i$ < $5"),
            ("a", "a"),
        ],
    );
}

#[test]
fn spans_part_text_from_formulas() {
    let spans: Vec<Span> = markup::spans("a\\% $x$ and \\(y\\)").collect();
    let expected = [
        Span::Text("a\\% "),
        Span::Math("$x$"),
        Span::Text(" and "),
        Span::Math("\\(y\\)"),
    ];
    assert_eq!(spans, expected);
    assert_eq!(markup::unescaped("a\\% \nb"), "a% b");
}

#[test]
fn plain_text_is_no_markdown() {
    check(
        plain,
        &[
            ("", ""),
            (
                "# a\n1. b\n\n \t\n>10x *c*\n",
                "<p># a 1. b</p>\n<p>&gt;10x *c*</p>",
            ),
            ("a\r\n\r\nb", "<p>a</p>\n<p>b</p>"),
            (
                "code at~https://a.b/c.",
                "<p>code at <a href=\"https://a.b/c\" rel=\"noopener noreferrer\">https://a.b/c</a>.</p>",
            ),
            (
                "\\url{https://a.b/c\\_d}, (http://a.b)",
                "<p><a href=\"https://a.b/c_d\" rel=\"noopener noreferrer\">https://a.b/c_d</a>, \
                 (<a href=\"http://a.b\" rel=\"noopener noreferrer\">http://a.b</a>)</p>",
            ),
            ("javascript://a.b/c", "<p>javascript://a.b/c</p>"),
        ],
    );
    assert!(!inline("https://a.b").contains("href"));
}

#[test]
fn formulas_bring_nothing_dangerous() {
    for tex in [
        r"\href{javascript:alert(1)}{x}",
        r"\begin{align} a \label{top} \end{align} \eqref{top}",
        r#"\text{ style="x" <script>}"#,
        r"\hspace{9999em} \! \color{red} x",
        r"\begin{aligned} a &= b \\ c &= d \end{aligned}",
        r"\begin{array}{l|r} a & b \end{array} \textsc{a} \cfrac12",
    ] {
        let html = inline(&format!("${tex}$"));
        for trace in ["<a ", "href=", " id=", " style=", "<script", "9999em\""] {
            let annotation = html.find("<annotation").unwrap_or(html.len());
            assert!(!html[..annotation].contains(trace), "{trace} in {html}");
        }
        assert_balanced(&html);
    }
    assert!(
        inline(r"$\begin{aligned} a &= b \end{aligned}$")
            .contains("<mtd class=\"math-left math-tight\">")
    );
}

#[test]
fn deep_and_long_formulas_stay_text() {
    let traps = [
        "{",
        "\\sqrt ",
        "\\frac1",
        "\\left(",
        "\\begin{matrix}",
        "a_{",
        "\\mathbf ",
        "√",
        "x^{\\bar ",
    ];
    for trap in traps {
        for times in [20, 60, 300, 4000 / trap.len(), 100_000] {
            let html = inline(&format!("${}x$", trap.repeat(times)));
            assert!(html.contains('x'), "{trap} {times}");
            let _ = markdown(&format!("$${}$$", trap.repeat(times)));
        }
    }
    let nested = format!("${}x{}$", "{".repeat(65), "}".repeat(65));
    assert!(inline(&nested).starts_with("<code class=\"math\">${{{"));
}

#[test]
fn long_inputs_take_no_long_time() {
    let started = std::time::Instant::now();
    for trap in [
        "$",
        "$$",
        "$a ",
        "\\(",
        "\\[",
        "US$5 ",
        "\\",
        "https://a.b/(",
        "a. ",
        "\n",
        "[",
        "$x\n",
        "[^1]",
        "# a\n",
    ] {
        let text = trap.repeat(20_000);
        let _ = (
            plain(&text),
            inline(&text),
            markdown(&text),
            markup::text_of_markdown(&text),
        );
        let _ = (
            markup::excerpt(&text, 300),
            markup::first_sentence(&text),
            address::find(&text),
        );
    }
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn text_of_markdown_reads_back() {
    check(
        markup::text_of_markdown,
        &[
            ("# A\n\nb *c* `d`\n- e\n- f", "A b c d e f"),
            ("a[^1] b\n\n[^1]: no", "a b"),
            ("so $x_i$ costs \\$5", "so $x_i$ costs \\$5"),
            ("costs $5", "costs $5"),
            ("![alt](x.png) [l](y)", "alt l"),
            ("<think> a", "<think> a"),
            ("`a\\%b`", "a\\\\%b"),
            ("US$5 and US$6", "US\\$5 and US\\$6"),
        ],
    );
    check(
        |source| spans(&markup::text_of_markdown(source)),
        &[
            ("`$a$` is $b$ for \\$c\\$", "$a$ is [$b$] for $c$"),
            ("`a\\%b` \\\\& c", "a\\%b \\&amp; c"),
            ("\\\\(a\\\\)", "\\(a\\)"),
        ],
    );
}

#[test]
fn excerpts() {
    let cases: &[(&str, usize, &str)] = &[
        ("Short.", 10, "Short."),
        ("One two three. Four five six.", 17, "One two three."),
        ("One. Two three four five six.", 17, "One. Two three…"),
        ("One two, three", 9, "One two…"),
        ("abcdefghij", 4, "abcd…"),
        ("其中模型很好其中", 4, "其中模型…"),
        ("a e\u{301}e\u{301}e\u{301}", 4, "a…"),
        ("e\u{301}e\u{301}e\u{301}", 3, "e\u{301}…"),
        ("We set $a + b + c$ here", 12, "We set…"),
        ("$a + b + c + d$ here it is", 5, "$a + b + c + d$…"),
        ("One two", 0, "…"),
        ("One\n two.\r\n\r\nThree", 40, "One two. Three"),
    ];
    for (text, limit, expected) in cases {
        assert_eq!(
            markup::excerpt(text, *limit),
            *expected,
            "of {text:?} at {limit}"
        );
    }
}

#[test]
fn first_sentences() {
    let cases = [
        ("One. Two.", "One."),
        (
            "See e.g. Adam et al. 2015 and Fig. 3. Then more.",
            "See e.g. Adam et al. 2015 and Fig. 3.",
        ),
        ("It is 3.5 vs. Two. Then.", "It is 3.5 vs. Two."),
        ("J. Doe of the U.S. Army. Next", "J. Doe of the U.S. Army."),
        ("Is it? Yes.", "Is it?"),
        ("\"It is.\" He said.", "\"It is.\""),
        ("We set $x = 1. Y$ here. Then", "We set $x = 1. Y$ here."),
        ("很好。然后", "很好。"),
        ("A title\n\nA text.", "A title"),
        ("No end", "No end"),
        ("We use approx. five. Good", "We use approx. five."),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(markup::first_sentence(text), expected);
    }
}

#[test]
fn addresses() {
    let cases: &[(&str, &[&str])] = &[
        ("at~https://github.com/a/b.", &["https://github.com/a/b"]),
        ("\\url{https://x.org/y}", &["https://x.org/y"]),
        (
            "\\href{https://x.org/y}{https://z.org}",
            &["https://x.org/y", "https://z.org"],
        ),
        ("(https://a.b/c)", &["https://a.b/c"]),
        ("[https://a.b/c](https://a.b/c)", &["https://a.b/c"]),
        ("[t](https://a.b/c_(d))", &["https://a.b/c_(d)"]),
        ("https://a.b/c}.", &["https://a.b/c"]),
        ("https://a.b/c\\_d\\%20e\\", &["https://a.b/c_d%20e"]),
        ("https://a.b/~c/?d=e&f#g", &["https://a.b/~c/?d=e&f#g"]),
        (
            "https://a.b/c,https://d.e/f;",
            &["https://a.b/c", "https://d.e/f"],
        ),
        (
            "**https://a.b/c** `https://d.e`",
            &["https://a.b/c", "https://d.e"],
        ),
        (
            "'https://a.b/c' ``https://d.e''",
            &["https://a.b/c", "https://d.e"],
        ),
        ("<a href=\"https://a.b/c\">", &["https://a.b/c"]),
        ("见https://a.b/c上。", &["https://a.b/c"]),
        (
            "https://de.wikipedia.org/wiki/Köln!",
            &["https://de.wikipedia.org/wiki/Köln"],
        ),
        ("HTTP://A.B", &["HTTP://A.B"]),
        ("https://a.b(see", &["https://a.b"]),
        ("ftp://a.b http:// https://localhost https://... ://", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(address::find(text), *expected, "in {text:?}");
    }
    let hosts = [
        ("https://a.b/c", Some("a.b")),
        ("http://u:p@a.b:80?c", Some("a.b")),
        ("https://localhost:1111", Some("localhost")),
        ("https://", None),
        ("https://a..b", None),
        ("https://a.b:80x", None),
        ("mailto:a@b.c", None),
        ("javascript://a.b", None),
    ];
    for (url, expected) in hosts {
        assert_eq!(address::host(url), expected, "of {url}");
        assert_eq!(address::is_web(url), expected.is_some(), "of {url}");
    }
    assert!(!address::is_web("https://a.b/c d"));
}

#[test]
fn options_know_their_keys() {
    let none: Options = toml::from_str("").unwrap();
    assert!(none.math && none.highlight);
    assert!(!toml::from_str::<Options>("math = false").unwrap().math);
    assert!(toml::from_str::<Options>("maths = false").is_err());
}

/// Every opened element is closed, in order.
#[track_caller]
fn assert_balanced(html: &str) {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag
            .split_once('>')
            .unwrap_or_else(|| panic!("an open tag in {html}"));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
        } else if !tag.ends_with('/') && !matches!(name, "br" | "hr" | "img" | "mspace") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} open in {html}");
}

#[track_caller]
fn assert_harmless(html: &str) {
    let small = html.to_lowercase();
    assert!(!small.contains("<script"), "{html}");
    assert!(
        !html.contains(|c: char| c.is_ascii_control() && c != '\n' && c != '\t'),
        "{html:?}"
    );
    for attribute in ["href=\"", "src=\""] {
        for (at, _) in small.match_indices(attribute) {
            let value = small[at + attribute.len()..]
                .split('"')
                .next()
                .unwrap_or_default();
            let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            for scheme in ["javascript:", "data:", "vbscript:", "//"] {
                assert!(!value.starts_with(scheme), "{value} in {html}");
            }
        }
    }
    assert_balanced(html);
}

/// Texts made of what the room looks at, so that the rules meet each other.
fn hostile() -> impl Strategy<Value = String> {
    let parts = [
        "$",
        "$$",
        "\\",
        "\\(",
        "\\)",
        "\\[",
        "{",
        "}",
        "^",
        "_",
        "<",
        ">",
        "&",
        "\"",
        "'",
        "`",
        "```",
        "```rust\n",
        "*",
        "~",
        "~~",
        "[",
        "]",
        "](",
        ")",
        "(",
        "![",
        "[^1]",
        "[^1]: ",
        "#",
        "# ",
        "- ",
        "1. ",
        "> ",
        "|",
        "|-|\n",
        "\n",
        "\n\n",
        "\n\n    ",
        " ",
        "\t",
        "\r",
        "\0",
        "\u{1}",
        "\u{7f}",
        "\u{301}",
        "\u{200d}",
        "é",
        "中",
        "。",
        "😀",
        "5",
        "x",
        "word",
        ". ",
        "A",
        "https://",
        "http://a.b",
        "javascript:",
        "java\tscript:",
        "data:",
        "mailto:",
        "//",
        "/",
        ":",
        "<script>",
        "<a href=",
        "<!--",
        "</p>",
        "&#58;",
        "&Tab;",
        "\\frac",
        "\\left(",
        "\\right)",
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\text{",
        "\\color{red}",
        "\\href{",
        "\\label{",
        "\\sqrt",
        "\\url{",
        "\\%",
        "\\$",
        "fn f() { \"",
        "def f(",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40)
        .prop_map(|parts| parts.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![hostile(), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn nothing_dangerous_gets_through(text in any_text(), root in prop::sample::select(vec!["", "../"])) {
        assert_harmless(&markup::markdown(&text, Place { root, scope: "" }, Options::default()));
        assert_harmless(&plain(&text));
        assert_harmless(&inline(&text));
        assert_harmless(&inline(&markup::text_of_markdown(&text)));
        let _ = markup::bare(&text);
    }

    #[test]
    fn shortening_keeps_characters_and_formulas(text in any_text(), limit in 0_usize..60) {
        let excerpt = markup::excerpt(&text, limit);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(words(&text).starts_with(words(&excerpt).trim_end_matches('…').trim_end()));
        let formulas = |text: &str| spans(text).matches("</code>").count();
        prop_assert!(formulas(&excerpt) <= formulas(&text));
        prop_assert!(text.contains(markup::first_sentence(&text)));
        let parts = markup::spans(&text).map(|span| match span { Span::Text(part) | Span::Math(part) => part });
        prop_assert_eq!(parts.collect::<String>(), text);
    }

    #[test]
    fn found_addresses_are_addresses(text in any_text()) {
        for url in address::find(&text) {
            prop_assert!(address::is_web(&url), "{url}");
        }
    }
}

#[test]
fn linked_line_has_links_and_no_paragraph() {
    let line = markup::linked(
        "12 pages\n<b>, $x < 1$, see https://example.org/a_b.",
        Options {
            math: false,
            ..Options::default()
        },
    );
    assert!(line.starts_with("12 pages &lt;b&gt;, <code"), "{line}");
    assert!(line.ends_with(">https://example.org/a_b</a>."), "{line}");
}

#[test]
fn headings_of_markdown_below_a_heading_are_deeper() {
    let levels = |heading: usize| {
        let text = "## High\n\n### Low\n\n##### Lowest\n\n###### Lowest";
        let html = markup::markdown_below(text, HERE, heading, Options::default());
        let tags = html
            .match_indices("<h")
            .map(|(at, _)| html[at + 2..at + 3].to_owned());
        tags.collect::<Vec<_>>().join("")
    };
    assert_eq!(levels(1), "2356");
    assert_eq!(levels(3), "4566");
}
