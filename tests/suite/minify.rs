//! Templates minified once render like the templates they were made from.

use offprint::theme::minify::{self, MinifyFault};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Components that the templates below call.
const COMPONENTS: &str = r#"
{% component card(paper) %}
  {# a comment #}
  {% set id = paper.key %}
  <article class="card {% if paper.new %}card-new{% endif %}" id="p-{{ id }}">
    <h3> <a href="{{ paper.url }}" {% if paper.new %}
        aria-current="true"
      {% endif %} >{{ paper.title }}</a> </h3>
    {% if paper.authors %}
      <p> {% for author in paper.authors %}{{ author }}{% if not loop.last %}, {% endif %}{% endfor %} </p>
    {% endif %}
  </article>
{% endcomponent %}
{% component separator() %}, {% endcomponent %}
{% component both(a, b) %} <b>{{ a }}</b> <i>{{ b }}</i> {% endcomponent %}
{% component box() %}{% if body %}<div class=box> {{ body }} </div>{% endif %}{% endcomponent %}
"#;

/// Awkward templates.
const TEMPLATES: &[(&str, &str)] = &[
    (
        "separator",
        "<p>\n  {% for x in list %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}\n</p>",
    ),
    (
        "separator in a layout",
        "<div> {% for x in list %} {{ x }} {% if not loop.last %}&middot; {% endif %} {% endfor %} </div>",
    ),
    (
        "two expressions",
        "<p>{{ a }} {{ b }}</p><div>{{ a }} {{ b }}</div><nav>{% if yes %}{{ a }}{% endif %} {% if no %}{{ b }}{% endif %}</nav>",
    ),
    (
        "inline siblings",
        "<nav><a href='/'>Home</a> <a href=\"{{ url }}\">Here</a>\n<a>There</a></nav>",
    ),
    (
        "inline siblings in conditions",
        "<div> {% if yes %}<a>A</a>{% endif %} {% if no %}<a>B</a>{% endif %} {% if yes %}<a>C</a>{% endif %} </div>",
    ),
    (
        "text around tags",
        "<p>one <b> two </b> three<i>four</i> <em>{{ a }}</em> .</p>",
    ),
    (
        "label",
        "<form><label>Name </label> <input name=q value='{{ a }}'><button> Go </button> <output> {{ b }} </output></form>",
    ),
    (
        "table",
        "<table> <thead> <tr> <th>A {% if yes %} <th> B </th> {% endif %} </tr> </thead> <tbody> {% for x in list %} <tr> <td> {{ x }} </td> </tr> {% else %} <tr><td>none</td></tr> {% endfor %} </tbody> </table>",
    ),
    (
        "select",
        "<select name=s> {% for x in list %} <option value=\"{{ x }}\" {% if x == 'one' %}selected{% endif %}> {{ x }} </option> {% endfor %} </select>",
    ),
    (
        "list with cards",
        "<ol>\n {% for p in papers %}\n {{ <card paper={p} /> }}\n {% endfor %}\n</ol><section>\n{% for p in papers %} {{ <card paper={p} /> }} {% endfor %}</section>",
    ),
    (
        "components within text",
        "<p>A{{ <separator /> }}B{{ <both a={a} b={b} /> }}C</p><div>{{ <both a={a} b={b} /> }} {{ <both a={b} b={a} /> }}</div>",
    ),
    (
        "component with body",
        "<main> {% <box> %} {% if no %} <p>x</p> {% endif %} {% </box> %} {% <box> %} <p> {{ a }} </p> {% </box> %} <ul>{% <box> %} {% </box> %}</ul> </main>",
    ),
    (
        "optional end tags",
        "<ul> <li> one <li> {{ a }} <li>three </ul> <dl> <dt>a <dd> b <dd> {{ b }} </dl>",
    ),
    (
        "element in two conditions",
        "{% if yes %}<ul>{% endif %} {% if yes %}<li>{{ a }}</li>{% endif %} {% if yes %}</ul>{% endif %}",
    ),
    (
        "attributes",
        "<a class=\" x  {{ a }} {% if yes %} y {% endif %}\" title='{{ b }} & {{ url }}' href=\"{{ url }}?a=1&amp;b={{ a }}\" data-n=\"5\" hidden=\"until-found\">x</a>",
    ),
    (
        "quotes within expressions",
        "<a title=\"{{ a | default(value=\"q\") }}\" data-x='{{ b ~ '>' }}' data-y=\"{% if a == \"x > y\" %}1{% else %}2{% endif %}\">t</a>",
    ),
    (
        "boolean attributes",
        "<input type=checkbox {% if yes %}checked{% endif %}{% if no %} disabled{% endif %} name=\"n\"><input type=\"text\" {% if no %}required{% else %}readonly{% endif %} value=\"\">",
    ),
    (
        "attributes in branches",
        "<p {% if yes %}class=\"{{ a }}\" id=x{% elif no %}id=\"{{ b }}\"{% else %} lang=en {% endif %}>x</p><p {% for x in list %}data-{{ x }}=\"{{ loop.index }}\" {% endfor %}>y</p>",
    ),
    (
        "attributes as they come",
        "<div {{ attributes | safe }} class=k>x</div><img src=\"{{ url }}\" alt=\"\" loading=lazy><script src=/a.js crossorigin=\"use-credentials\" defer></script>",
    ),
    (
        "unquoted values",
        "<a href={{ url }}>x</a><td width={{ n }} {% if yes %}height={{ n }}{% endif %}></td>",
    ),
    (
        "tag names",
        "<h{{ n }} class=t> {{ a }} <b>x</b> </h{{ n }}><h{{ n }}>again</h{{ n }}>",
    ),
    (
        "pre",
        "<pre>\n  {{ a }}\n   {% if yes %} x {% endif %}  </pre> <p>a <code> {{ b }}  <b> y </b> </code> b</p><textarea>\n  {{ a }}\n\n {% if yes %} <b> {% endif %}</textarea>",
    ),
    (
        "script",
        "<script>\n  const x = {{ a | safe }};  // {{ b }}\n  if (1 < 2 && x > 1) {}\n</script><style>\n p  > a { color : red }\n</style><script type=\"application/ld+json\">\n{ \"name\" : \"{{ a }}\" {% if yes %}, \"b\": [] {% endif %} }\n</script>",
    ),
    (
        "head",
        "<!DOCTYPE html>\n<html lang=\"{{ a }}\">\n<head>\n  <meta charset=\"utf-8\">\n  <title>\n {% if no %}{{ a }} · {% endif %}Site &amp; {{ b }}</title>\n  {% if yes %}\n  <link rel=\"canonical\" href=\"{{ url }}\">\n  {% endif %}\n  <meta name=description content=\"\">\n</head>\n<body>\n <main>\n {% block main %} x {% endblock %}\n </main>\n</body>\n</html>\n",
    ),
    (
        "dashes",
        "<p>a {{- b -}} c {%- if yes -%} d {%- endif %} e {#- comment -#} f {# plain #} g</p> {%- raw -%} {{ no }} {%- endraw -%} <b>x</b>{{ a -}} {# c #} y",
    ),
    (
        "raw",
        "<p title=\"{% raw %}{{ x }}{% endraw %}\">{% raw %}{{ a }} <b>{% if %}</b>{% endraw %} t</p>",
    ),
    (
        "entities",
        "<p>&lt;{{ a }}&gt; &amp;{{ entity }} &amp;#{{ n }}; &nbsp;{{ b }}&nbsp;&copy; 1 < 2 <3 &amp;lt; {{ a }}&hellip;</p>",
    ),
    (
        "set blocks and filters",
        "{% set x %}  a   <b> {{ a }} </b>  {% endset %} {% set y = 1 %} <p> {% filter upper %}  q   {{ a }} {% endfilter %} {{ x }} </p>",
    ),
    (
        "silent tags",
        "a {% set x = 1 %} {% set y = 2 %} b{{ x }}{{ y }}\n{% set z = 3 %}\n<p>{{ z }}</p>",
    ),
    (
        "outer spaces",
        "  {{ a }} text {% if yes %} b {% endif %}  ",
    ),
    (
        "comments",
        "<p>a <!-- gone --> b<!-- {{ a }} -->c <!--[if IE]> d <![endif]--></p><ul><!-- x --> <li>a</li> <!-- y --></ul>",
    ),
    (
        "svg",
        "<span> <svg viewBox='0 0 {{ n }} 8' aria-hidden=true> <title> {{ a }} </title> <g> <path d='M0 0 L{{ n }} 1'/> <circle r=\"{{ n }}\" cx='2' /> </g> <text> a <tspan> {{ b }} </tspan> </text> </svg> text</span>",
    ),
    (
        "math",
        "<p>so <math><mrow><mi>x</mi><mspace width='1em'/><mo>=</mo><mn>{{ n }}</mn></mrow></math> holds</p>",
    ),
    (
        "deep conditions",
        "<dl>{% if yes %} <dt>A</dt> <dd> {% if no %} x {% else %} {{ a }} {% endif %} y </dd> {% endif %} {% if no %} <dt>B</dt> {% endif %}</dl>",
    ),
    (
        "details",
        "<details {% if yes %}open{% endif %}> <summary> {{ a }} <small>{{ n }}</small> </summary> text {{ b }} <p>p</p> tail </details>",
    ),
    (
        "line breaks",
        "<address> {{ a }} <br> {{ b }}<br>{% if yes %} c {% endif %} <hr> d </address>",
    ),
    (
        "a bare ampersand",
        "<p>{{ a }}&{{ b }} AT&T & so & {{ n }}</p>",
    ),
    (
        "capital letters",
        "<DIV CLASS=\"A\"><P ID=\"{{ a }}\"> X </P></DIV>",
    ),
    (
        "upper-case title and nested code",
        "<TITLE>{{ a }} </TITLE><code>a <code>b  c</code>  d</code>  <b>e</b>",
    ),
];

fn contexts() -> Vec<Value> {
    let papers = json!([
        {"key": "a.1", "new": true, "title": "One & <two>", "url": "a.html?x=1&y=\"2\"", "authors": ["A B", "C"]},
        {"key": "b", "new": false, "title": "Three", "url": "b.html", "authors": []},
    ]);
    let full = json!({
        "a": "x > y", "b": "two  words", "n": 3, "url": "p.html?q=\"'&<", "yes": true, "no": false, "list": ["one", "two", "three"],
        "papers": papers, "entity": "lt;", "attributes": "data-k=\"1\" hidden",
    });
    let mut other = full.clone();
    for (name, value) in [
        ("a", json!("")),
        ("b", json!(" ")),
        ("yes", json!(false)),
        ("no", json!(true)),
        ("list", json!(["one"])),
    ] {
        other[name] = value;
    }
    let mut empty = full.clone();
    for (name, value) in [
        ("list", json!([])),
        ("papers", json!([])),
        ("a", json!("<b>")),
        ("b", json!("")),
        ("attributes", json!("")),
    ] {
        empty[name] = value;
    }
    vec![full, other, empty]
}

fn render(template: &str, components: &str, context: &Value) -> Result<String, tera::Error> {
    let mut tera = tera::Tera::default();
    tera.add_raw_templates([("components.html", components), ("page.html", template)])?;
    tera.render("page.html", &tera::Context::from_serialize(context)?)
}

fn as_page(html: &str) -> String {
    String::from_utf8(minify::page(html.as_bytes())).expect("minifying keeps UTF-8")
}

/// The words that a reader sees, with one space wherever white space separates them.
fn words(html: &str) -> String {
    let mut shown = String::new();
    let html = html.replace('\n', " ");
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        shown.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let name = rest[at..end]
            .trim_start_matches(['<', '/'])
            .split([' ', '>', '/'])
            .next()
            .unwrap_or_default();
        let inline = [
            "a", "b", "i", "em", "small", "span", "label", "button", "output", "input", "code",
            "svg", "math",
        ];
        if !inline.contains(&name) {
            shown.push('\n');
        }
        rest = &rest[end..];
    }
    shown.push_str(rest);
    shown
        .split('\n')
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn minified_templates_render_alike() {
    let components = minify::template(COMPONENTS).expect("the components can be minified");
    let mut faults = Vec::new();
    for (name, source) in TEMPLATES {
        let minified = match minify::template(source) {
            Ok(minified) => minified,
            Err(fault) => {
                faults.push(format!("{name}: {fault}\n{source}"));
                continue;
            }
        };
        for context in contexts() {
            let before = render(source, COMPONENTS, &context)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
            let after = render(&minified, &components, &context)
                .unwrap_or_else(|error| panic!("{name}: {error}\n{minified}"));
            if as_page(&before) != as_page(&after) {
                faults.push(format!(
                    "{name}\n{source}\n{minified}\n--- raw\n{}\n--- minified\n{}",
                    as_page(&before),
                    as_page(&after)
                ));
            }
            // The splitting in `words` is too simple for comments and a bare `<`.
            if !matches!(*name, "comments" | "entities") && words(&before) != words(&after) {
                faults.push(format!(
                    "{name}: other words\n{source}\n{minified}\n--- raw\n{}\n--- minified\n{}",
                    words(&before),
                    words(&after)
                ));
            }
            if as_page(&after) != as_page(&as_page(&after)) {
                faults.push(format!(
                    "{name}: minifying twice is not minifying once\n{}",
                    as_page(&as_page(&after))
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// The minified form of a template, to the letter.
const TO_THE_LETTER: &[(&str, &str)] = &[
    // Values with expressions keep their quotes, whatever they are.
    (
        "<a href=\"{{ url }}\" class='{{ a }}' id=\"x\">{{ b }}</a>",
        "<a id=x href=\"{{ url }}\" class='{{ a }}'>{{ b }}</a>",
    ),
    ("<a href={{ url }}>x</a>", "<a href=\"{{ url }}\">x</a>"),
    (
        "<a {% if yes %}href={{ url }}{% else %}href='{{ b }}'{% endif %}>x</a>",
        "<a {% if yes %}href=\"{{ url }}\"{% else %}href='{{ b }}'{% endif %}>x</a>",
    ),
    (
        "<input disabled=\"{{ a }}\" type='{{ b }}'>",
        "<input disabled=\"{{ a }}\" type='{{ b }}'>",
    ),
    // Values that count although the minifier thinks otherwise.
    (
        "<iframe sandbox=\"\" src=a></iframe><a hidden=until-found></a>",
        "<iframe src=a sandbox></iframe><a hidden=until-found></a>",
    ),
    ("<p class=a class=b>", "<p class=a>"),
    // What stands next to a separator stays there.
    (
        "<p> {% for x in l %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %} </p>",
        "<p>{% for x in l %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}</p>",
    ),
    (
        "{% component c() %}, {% endcomponent %}",
        "{% component c() %}, {% endcomponent %}",
    ),
    (
        "<nav> <a>A</a>\n <a>B</a> </nav>",
        "<nav><a>A</a> <a>B</a></nav>",
    ),
    (
        "<ul>\n {% for x in l %}\n <li> {{ x }} </li>\n {% endfor %}\n</ul>",
        "<ul>{% for x in l %}<li>{{ x }}</li>{% endfor %}</ul>",
    ),
    (
        "{% extends \"b\" %}\n{% block a %}\n<p>x</p>\n{% endblock %}",
        "{% extends \"b\" %} {% block a %}<p>x</p>{% endblock %}",
    ),
    // A reference stays where an expression could complete it.
    ("&amp;{{ a }} &eacute;", "&amp;{{ a }} &eacute;"),
    ("<p>&eacute; &lt; &quot;</p>", "<p>é &lt; \"</p>"),
    (
        "<p title=\"a > b\">a > b</p>",
        "<p title=\"a > b\">a > b</p>",
    ),
    (
        "<pre>\n a\n\n</pre> <textarea> {{ a }}\n </textarea>",
        "<pre>\n a\n\n</pre><textarea> {{ a }}\n </textarea>",
    ),
];

#[test]
fn minified_to_the_letter() {
    for (source, wanted) in TO_THE_LETTER {
        assert_eq!(minify::template(source).as_deref(), Ok(*wanted), "{source}");
    }
}

#[test]
fn what_cannot_be_minified_is_a_fault() {
    let line = 2;
    let cases: &[(&str, MinifyFault)] = &[
        ("a\n{{ b", MinifyFault::OpenTemplateTag { line }),
        (
            "a\n{% raw %} {{ x }}",
            MinifyFault::OpenTemplateTag { line },
        ),
        (
            "a\n{% set x %} {{ x }}",
            MinifyFault::OpenTemplateTag { line },
        ),
        ("\n{{ a }}<p class=\"x>", MinifyFault::BrokenMarkup { line }),
        ("\n{{ a }}<pre>", MinifyFault::BrokenMarkup { line }),
        (
            "\n{% if a %}<p class=\"x{% else %}<p class=\"y{% endif %} z\">",
            MinifyFault::SplitTag { line },
        ),
        (
            "\n<p {% if a %}class=x>{% endif %}</p>",
            MinifyFault::SplitTag { line },
        ),
        (
            "\n<p class=x{% if a %}{{ b }}{% endif %}>",
            MinifyFault::UnquotedValue { line },
        ),
        ("<p>\u{F0000}</p>", MinifyFault::Reserved { limit: 0xFFF0 }),
    ];
    for (source, wanted) in cases {
        assert_eq!(minify::template(source).as_ref(), Err(wanted), "{source}");
    }
    let lost = [
        "<div>{% if a %}</section>{% endif %}</div>",
        "<b><i>{{ a }}</b></i>",
        "<div>{{ a }}",
        "&#123;&#123; a }}",
        "{<!-- -->{ a }}",
        "<p title='&lcub;% if %}'>",
    ];
    for source in lost {
        assert!(
            matches!(minify::template(source), Err(MinifyFault::Changed { .. })),
            "{source}"
        );
    }
    let deep = "<b>".repeat(100_000) + &"</b>".repeat(100_000);
    assert!(matches!(
        minify::template(&deep),
        Err(MinifyFault::TooDeep { .. })
    ));
    assert_eq!(minify::page(deep.as_bytes()), deep.as_bytes());
    assert_eq!(minify::page(b"<p>\xff</p>"), b"<p>\xff</p>");
}

#[test]
fn style_sheets_keep_what_they_say() {
    let source = "/* gone */\n@charset \"utf-8\";\n@layer base, theme;\n@font-face { font-family: \"Book\"; src: url(\"book.woff2\") format(\"woff2\"); font-display: swap }\n\
        :root { color-scheme: light dark; --ink: light-dark( #111 , #eee ); --gap:  1rem ; --empty: ; }\n\
        .card { color: var(--ink); & > h3 { margin: 0px } &:hover { color: light-dark(black, white) } @media (width >= 40rem) { padding: calc( 1rem + 2px ) } }\n\
        @media print { nav { display: none } a::after { content: \" (\" attr(href) \")\" } }\n\
        @container side (min-width: 30em) { p { color: color-mix(in oklab, red 20%, var(--ink)) } }\n\
        @supports (text-wrap: balance) { h1 { text-wrap: balance } }\n\
        @property --x { syntax: \"<length>\"; inherits: false; initial-value: 0px }\n\
        @layer base { p { hyphens: auto; text-wrap: pretty } }\n\
        p:has(> img) { margin-inline: auto } a:not(.x, .y):is(:hover, :focus-visible) { outline: 2px solid }\n\
        @page { margin: 2cm } .new { unknown-property: some value; inset: 0 }\n";
    let minified = minify::css(source);
    assert!(minified.len() < source.len(), "{minified}");
    let kept = [
        "@layer base{",
        "@layer theme",
        "@font-face{font-family:Book;src:url(book.woff2)",
        "font-display:swap",
        "color-scheme:light dark",
        "--ink:light-dark(#111,#eee)",
        "--gap:1rem",
        "--empty:",
        "var(--ink)",
        "&>h3{margin:0}",
        "&:hover{color:light-dark(#000,#fff)}",
        "@media (width>=40rem)",
        "calc(1rem + 2px)",
        "@media print{",
        "\" (\" attr(href) \")\"",
        "@container side (width>=30em)",
        "color-mix(in oklab",
        "@supports (text-wrap:balance)",
        "@property --x{",
        "hyphens:auto",
        "text-wrap:pretty",
        "p:has(>img)",
        "margin-inline:auto",
        ":is(:hover,:focus-visible)",
        "@page{margin:2cm}",
        "unknown-property:some value",
        "inset:0",
    ];
    for part in kept {
        assert!(minified.contains(part), "{part} in {minified}");
    }
    assert!(!minified.contains("-webkit-"), "{minified}");
    assert_eq!(minify::css(&minified), minified);
}

#[test]
fn style_sheets_that_cannot_be_read_stay() {
    assert_eq!(minify::css("a { color: red"), "a{color:red}");
    assert_eq!(minify::css("} a b { c"), "} a b { c");
    assert_eq!(
        minify::css("a { content: \"</style>\" }"),
        "a { content: \"</style>\" }"
    );
    assert_eq!(minify::css(""), "");
}

/// Parts of templates that random ones are put together from.
const PARTS: &[&str] = &[
    " ",
    "\n  ",
    "a",
    "{{ a }}",
    "{{- b -}}",
    "{% if yes %}",
    "{% else %}",
    "{% endif %}",
    "{%- if no -%}",
    "{% for x in list %}",
    "{% endfor %}",
    "{# c #}",
    "<!-- h -->",
    "<div>",
    "</div>",
    "<p class=\"{{ a }}\">",
    "</p>",
    "<b>",
    "</b>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<a href=\"{{ url }}\" {% if yes %}rel=x{% endif %}>",
    "</a>",
    "<br>",
    "<img alt=\"\" src={{ url }}>",
    "<pre> ",
    "</pre>",
    "<code>",
    "</code>",
    "&amp;",
    "&lt",
    "<",
    "{",
    "}",
    "{% set y = 1 %}",
    "{% raw %}",
    "{% endraw %}",
    "<script> ",
    "</script>",
    ", ",
    "<span title='",
    "'>",
    "</span>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</tr>",
    "</table>",
    "=",
    "\"",
    "/>",
    ">",
    "{{",
    "}}",
    "<svg>",
    "</svg>",
    "<path d=''/>",
    "<title>",
    "</title>",
    "<h{{ n }}>",
    "</h{{ n }}>",
    "{% set z %}",
    "{% endset %}",
    "{{ <card paper={papers[0]} /> }}",
];

fn random_template() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PARTS), 0..14).prop_map(|parts| parts.concat())
}

fn balanced_template() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        " ",
        "\n",
        " ",
        "a",
        " b",
        "{{ a }}",
        "{{ b }}",
        "{{- b -}}",
        "{# c #}",
        "<!-- h -->.",
        "<br>",
        "<img src=\"{{ url }}\" alt>",
        ", ",
        "&amp;",
        "{% set y = 1 %}",
        "{{ <card paper={papers[0]} /> }}",
        "{{ <separator /> }}",
        "<li>",
        "<meta name=a content=b>",
        "<pre> x </pre>",
        "<code> {{ a }}  b </code>",
        "{%- set y = 2 -%}",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(5, 40, 6, |inner| {
        let wraps = prop::sample::select(vec![
            ("<div>", "</div>"),
            ("<p {% if yes %}id=\"{{ n }}\"{% endif %}>", "</p>"),
            ("<b>", "</b>"),
            ("<ul class='{{ a }} x'><li>", "</ul>"),
            ("<li>", "</li>"),
            ("<a>", "</a>"),
            ("<section>", "</section>"),
            ("<h{{ n }}>", "</h{{ n }}>"),
            ("<label>", "</label>"),
            ("<nav>", "</nav>"),
            ("{% if yes %}", "{% endif %}"),
            ("{%- if no -%}", "{%- endif %}"),
            ("{% for x in list %}", "{% endfor %}"),
            ("{% if no %}a {% else %}", "{% endif %}"),
            ("{% <box> %}", "{% </box> %}"),
            ("{% filter upper %}", "{% endfilter %}"),
            ("", ""),
            ("", ""),
        ]);
        (wraps, prop::collection::vec(inner, 0..6))
            .prop_map(|((open, close), inner)| format!("{open}{}{close}", inner.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn never_panics(text in "\\PC{0,60}", parts in random_template()) {
        for source in [&text, &parts] {
            if let Ok(minified) = minify::template(source) {
                prop_assert!(minify::template(&minified).is_ok(), "{minified}");
            }
            let _ = minify::page(source.as_bytes());
            let _ = minify::css(source);
        }
    }

    #[test]
    fn random_templates_render_alike(source in balanced_template()) {
        let components = minify::template(COMPONENTS).expect("the components can be minified");
        if let Ok(minified) = minify::template(&source) {
            for context in contexts() {
                let Ok(before) = render(&source, COMPONENTS, &context) else { break };
                let after = render(&minified, &components, &context).map_err(|error| TestCaseError::fail(format!("{error}\n{minified}")))?;
                // A page that cannot be read, such as one with a list within a paragraph, stays as it is.
                if as_page(&before) != before {
                    prop_assert_eq!(as_page(&before), as_page(&after), "{}", minified);
                }
            }
        }
    }
}
