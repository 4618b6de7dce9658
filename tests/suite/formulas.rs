//! Text within a formula stays text: no TeX command turns an argument into elements of a page, a feed,
//! a newsletter or a picture.

use crate::html;
use crate::in_memory::{Files, Rendered};
use serde_json::{Value, json};

/// Commands and environments that take an argument, `@` standing for it.
const COMMANDS: &[&str] = &[
    r"\operatorname{@}",
    r"\operatorname*{@}",
    r"\operatornamewithlimits{@}",
    r"\text{@}",
    r"\textrm{@}",
    r"\textbf{@}",
    r"\textit{@}",
    r"\textsf{@}",
    r"\texttt{@}",
    r"\textsc{@}",
    r"\textnormal{@}",
    r"\emph{@}",
    r"\mbox{@}",
    r"\hbox{@}",
    r"\fbox{@}",
    r"\mathrm{@}",
    r"\mathbf{@}",
    r"\mathit{@}",
    r"\mathsf{@}",
    r"\mathtt{@}",
    r"\mathcal{@}",
    r"\mathbb{@}",
    r"\mathfrak{@}",
    r"\mathscr{@}",
    r"\mathop{@}",
    r"\mathrel{@}",
    r"\mathbin{@}",
    r"\mathord{@}",
    r"\boldsymbol{@}",
    r"\bm{@}",
    r"\pmod{@}",
    r"\pod{@}",
    r"\bmod{@}",
    r"\frac{@}{@}",
    r"\dfrac{@}{@}",
    r"\tfrac{@}{@}",
    r"\cfrac{@}{@}",
    r"\genfrac(){@}{1}{@}{@}",
    r"\binom{@}{@}",
    r"\sqrt{@}",
    r"\sqrt[@]{@}",
    r"\overset{@}{@}",
    r"\underset{@}{@}",
    r"\stackrel{@}{@}",
    r"\overline{@}",
    r"\underline{@}",
    r"\overbrace{@}^{@}",
    r"\underbrace{@}_{@}",
    r"\xrightarrow[@]{@}",
    r"\xleftarrow{@}",
    r"\hat{@}",
    r"\widehat{@}",
    r"\tilde{@}",
    r"\vec{@}",
    r"\dot{@}",
    r"\cancel{@}",
    r"\bcancel{@}",
    r"\xcancel{@}",
    r"\sout{@}",
    r"\boxed{@}",
    r"\phantom{@}",
    r"\hphantom{@}",
    r"\vphantom{@}",
    r"\smash{@}",
    r"\color{@}x",
    r"\textcolor{@}{@}",
    r"\colorbox{@}{@}",
    r"\hspace{@}",
    r"\hskip @",
    r"\kern @",
    r"\mkern @",
    r"\rule{@}{@}",
    r"\tag{@}x",
    r"\label{@}x",
    r"\ref{@}",
    r"\eqref{@}",
    r"\href{@}{@}",
    r"\url{@}",
    r"\class{@}{@}",
    r"\cssId{@}{@}",
    r"\style{@}{@}",
    r"\unicode{@}",
    r"\char @",
    r"\not{@}",
    r"\substack{@ \\ @}",
    r"\mathchoice{@}{@}{@}{@}",
    r"\left( @ \right)",
    r"\limits_{@}",
    r"\sum_{@}^{@}",
    r"\ket{@}",
    r"\bra{@}",
    r"\braket{@}",
    r"\set{@}",
    r"\newcommand{\x}{@}\x",
    r"\def\x{@}\x",
    r"\begin{matrix} @ & @ \\ @ \end{matrix}",
    r"\begin{array}{@} @ \end{array}",
    r"\begin{array}{l|r} @ & @ \end{array}",
    r"\begin{cases} @ & @ \end{cases}",
    r"\begin{aligned} @ &= @ \end{aligned}",
    r"\begin{align} @ &= @ \tag{@} \end{align}",
    r"\begin{multline} @ \\ @ \end{multline}",
    r"\begin{@} x \end{@}",
    r"@",
];

/// Elements and the like that text tries to be. Each has the name that the pages are searched for.
const MARKUP: &[&str] = &[
    "<x-canary/href=https://evil.example/login><p/style=position:fixed;inset:0>Expired",
    "<x-canary>a</x-canary>",
    "</mi></math><x-canary>a</x-canary><script>alert(1)</script>",
    "<mtext><x-canary onclick=\"alert(1)\">a</x-canary></mtext>",
    "<annotation-xml encoding=\"text/html\"><x-canary>a</x-canary></annotation-xml>",
    "<!--><x-canary>-->",
    "<![CDATA[<x-canary>]]>",
    "<?x <x-canary>?>",
    "<mi href=\"https://evil.example/x-canary\" id=\"x-canary\" class=\"x-canary\" style=\"x-canary\">a</mi>",
    "&lt;x-canary&gt;",
    "<plaintext><x-canary>",
];

/// Everything in a file that must not be there.
fn faults(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut faults = Vec::new();
    let mut look = |html: &str| {
        if html.to_lowercase().contains("<x-canary") || html.contains("<plaintext") {
            faults.push(format!("{path}: an element of the text"));
        }
        for tag in html::tags(html) {
            let is_foreign = tag
                .attributes
                .iter()
                .any(|(name, value)| match name.as_str() {
                    // An address in running text is a link that we made.
                    "href" | "src" => {
                        value.starts_with("https://evil.example")
                            && tag.get("rel") != Some("noopener noreferrer")
                    }
                    "style" => value.contains("position") || value.contains("canary"),
                    "class" | "id" => value == "x-canary",
                    name => name.starts_with("on"),
                });
            if is_foreign {
                faults.push(format!("{path}: {tag:?}"));
            }
        }
    };
    if path.ends_with(".html") || path.ends_with(".svg") {
        look(&text);
    } else if path.ends_with(".json") {
        let json: Value = serde_json::from_str(&text).expect("it is JSON");
        for item in json["items"].as_array().into_iter().flatten() {
            look(item["content_html"].as_str().unwrap_or_default());
        }
    } else if path.ends_with(".xml") {
        let mut reader = quick_xml::Reader::from_str(&text);
        let mut content = String::new();
        loop {
            match reader.read_event().expect("it is XML") {
                quick_xml::events::Event::Text(part) => content.push_str(&part),
                quick_xml::events::Event::GeneralRef(name) => {
                    let known = quick_xml::escape::resolve_predefined_entity(&name);
                    content.push_str(known.unwrap_or("?"));
                }
                quick_xml::events::Event::Start(tag) => {
                    assert!(!tag.name().as_ref().contains("canary"), "{path}");
                    content.clear();
                }
                quick_xml::events::Event::End(tag) if tag.name().as_ref() == "content" => {
                    look(&content);
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
    }
    faults
}

fn holds(site: &Rendered) {
    let found = site.files.iter().map(|(path, bytes)| faults(path, bytes));
    let found: Vec<String> = found.flatten().collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// A digest whose papers have a text in every field, once for each command.
fn digest(markup: &str, format: &str) -> Value {
    let papers = COMMANDS.iter().enumerate().map(|(number, command)| {
        let formula = format!("${}$", command.replace('@', markup));
        json!({
            "id": format!("2601.{number:05}"), "title": format!("{number} {formula}"),
            "authors": [formula], "abstract": format!("A {formula} b $${formula}$$"),
            "abstract_format": format, "venue": formula, "note": formula, "topics": [formula],
        })
    });
    json!({
        "date": "2026-11-23", "title": format!("$\\operatorname{{{markup}}}$"),
        "introduction": format!("$\\operatorname{{{markup}}}$"), "papers": papers.collect::<Vec<_>>(),
    })
}

#[test]
fn tex_argument_with_markup_gives_no_elements() {
    for markup in MARKUP {
        for format in ["plain", "markdown"] {
            let text = digest(markup, format).to_string();
            let site =
                Files::one("content/x.json", &text).render(Some("https://example.org/"), true);
            assert!(site.files.contains_key("feed.json"));
            holds(&site);
        }
    }
}

#[test]
fn tex_argument_with_markup_gives_no_elements_in_newsletters() {
    let text = digest(MARKUP[0], "plain").to_string();
    let site = Files::one("content/x.json", &text).render_with_cards();
    assert!(
        site.files
            .keys()
            .any(|path| path.starts_with("newsletters/"))
    );
    holds(&site);
}
