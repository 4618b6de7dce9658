//! The TeX that stands outside formulas.

use offprint::readers::record::tex::readable;
use proptest::prelude::*;
use std::borrow::Cow;

#[track_caller]
fn reads(cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        assert_eq!(readable(source), *expected, "{source}");
    }
}

/// As they are, and nothing is copied for it.
#[track_caller]
fn stay(cases: &[&str]) {
    for source in cases {
        assert_eq!(readable(source), *source);
    }
}

#[test]
fn accents_in_every_form() {
    reads(&[
        (r#"P{\"o}ppelmann"#, "Pöppelmann"),
        (r#"\"o \"{o} {\"o} {\"{o}} \"{ o }"#, "ö ö ö ö ö"),
        (
            r"\'\i{} \'{\i} {\'\i} \^\i le Mart{\'i}nez",
            "í í í île Martínez",
        ),
        (r"\c{c} \c c {\c c} \c{ c}", "ç ç ç ç"),
        (r"\v s\v{s}{\v s} \v{C}apek", "ššš Čapek"),
        (r"Erd\H{o}s Erd\H os", "Erdős Erdős"),
        (r"\~n \=a \.z \u g \k a \r a \b b \d a", "ñ ā ż ğ ą å ḇ ạ"),
        (r"\~{n} \={a} \.{z} \u{g} \k{a} \r{a}", "ñ ā ż ğ ą å"),
        (r"\'{\^e} \d{\^{e}} \'{\u a}", "ế ệ ắ"),
        (r#"\"{ou} {\"Uber uns} Stra{\ss}e"#, "öu Über uns Straße"),
        (
            r#"G\"odel's K\"ahler \'Etale \'E. Author"#,
            "Gödel's Kähler Étale É. Author",
        ),
        (r"\'{x} \'{\ae}", "x\u{301} ǽ"),
        (
            r#"S\o{}ren K\o benhavn {\O}re {\L}\'od\'z \aa{} \AA ngstr\"om"#,
            "Søren København Øre Łódź å Ångström",
        ),
        (r"Gau\ss\ and Gau{\ss}", "Gauß and Gauß"),
        (r"\ae \AE \oe \dh \th \i \j", "æÆœðþıȷ"),
        (r#"na\"\i{}ve"#, "naïve"),
    ]);
    stay(&[
        r"\d+ \b. C:\Users \u00e9 \x \nWe \cc x",
        r"\foo{x} \alpha \ell^2",
        "\\",
    ]);
}

#[test]
fn backslashes_before_marks_that_are_no_accents_are_gone() {
    reads(&[
        (
            r#"the \"so called\" one of G\"unter"#,
            r#"the "so called" one of G"unter"#,
        ),
        (
            r"we don\'t see the models\' aims",
            "we don't see the models' aims",
        ),
        (
            r"version 1\.2 by e\.g\. Author",
            "version 1.2 by e.g. Author",
        ),
    ]);
}

#[test]
fn dashes() {
    reads(&[
        (
            "A--Z, 1--2 and pre- and post--training",
            "A–Z, 1–2 and pre- and post–training",
        ),
        (
            "models---like these --- and -- these",
            "models—like these — and – these",
        ),
        (
            "(2020)--(2021) $n$--$m$ \\emph{a}--b",
            "(2020)–(2021) $n$–$m$ a–b",
        ),
        ("it -- in a `--flag` -- is", "it – in a `--flag` – is"),
    ]);
    stay(&[
        "run it with --help or -x --yes",
        "a -> b --> c ---> d <-- e <!-- f -->",
        "above\n---\nbelow\n-----\n",
        "---",
        "|---|---|",
        "C-- is a language; i--; a-b",
        "https://example.org/a--b---c~d",
        "$a--b$ and \\(c---d\\)",
    ]);
}

#[test]
fn quotes() {
    reads(&[
        ("``direct'' and ``two words''", "“direct” and “two words”"),
        (
            "a `so called' word, `don't do' it",
            "a ‘so called’ word, ‘don't do’ it",
        ),
        ("``an `inner' one''", "“an ‘inner’ one”"),
        ("``half\" of it", "\"half\" of it"),
        ("(``$x''$'')", "(“$x''$”)"),
        ("\\emph{``x''}", "“x”"),
    ]);
    stay(&[
        "the models' aims, don't, f'' and 5''",
        "code `x` and `y = 'z'` and ``x`` and ```sh\nls\n```",
        "a \"plain\" one",
        "an ``open one",
        "an ``open one\n\nnext'' paragraph",
        "a ` b ' c",
    ]);
}

#[test]
fn ties() {
    reads(&[
        (
            "at~https://example.org/~home/x",
            "at https://example.org/~home/x",
        ),
        (
            "Fig.~1 of~Author, J.~A. and~$x$~y",
            "Fig. 1 of Author, J. A. and $x$ y",
        ),
        ("v2~3, 5~kg of~\\emph{it}", "v2 3, 5 kg of it"),
    ]);
    stay(&[
        "about ~5 in ~/path, (~7), 5~10, 60%~70%, 1M~4M",
        "a ~ b",
        "/home/~user",
        "~",
    ]);
}

#[test]
fn escapes_and_spaces() {
    reads(&[
        (r"10\% of A\&B, a\_b and \#1", "10% of A&B, a_b and #1"),
        (r"10\,000 J.\,A.\ Author\; x\!y", "10 000 J. A. Author xy"),
        (
            r"one\\two \\ three\newline four\\[2pt]five\break six",
            "one two three four five six",
        ),
        (r"one\par two", "one\n\n two"),
        (
            r"https://example.org/\~user/a\_b\%20c",
            "https://example.org/~user/a_b%20c",
        ),
    ]);
    // Without their backslash, these would begin a formula or a group.
    stay(&[
        r"costs \$5 and \$6, \$x$",
        r"the set \{a, b\}",
        r"\textbackslash x",
    ]);
}

#[test]
fn commands() {
    reads(&[
        (
            r"\textit{Xenopus laevis} and \emph{so \textbf{on}}",
            "Xenopus laevis and so on",
        ),
        (
            r"\texttt{--help} \textsc{Name} \text{x} \mbox{y}",
            "--help Name x y",
        ),
        (r"3\textsuperscript{rd} H\textsubscript{2}O", "3rd H2O"),
        (
            r"{\em so} {\it it} {\bf is} {\bf{now}} \bf{x}",
            "so it is now x",
        ),
        (r"\emph{the $x_{1}$-axis}", "the $x_{1}$-axis"),
        (
            r"\url{https://example.org/a_b--c}",
            "https://example.org/a_b--c",
        ),
        (
            r"\href{https://example.org/a\_b}{the \emph{code}}.",
            "the code (https://example.org/a_b).",
        ),
        (
            r"\href{mailto:x}{us} \href{https://a.example}{https://a.example} \textcolor{red}{x}",
            "us https://a.example x",
        ),
        (
            r"as in~\cite{a,b}, (\citep[p.~5]{c}) and \citet{d}.",
            "as in, and.",
        ),
        (r"so on \ldots and \dots{}", "so on … and …"),
        (r"\LaTeX{} and \TeX\ in \LaTeX.", "LaTeX and TeX in LaTeX."),
        (
            r"a\textendash{}b \textemdash c \copyright{} 2026",
            "a–b — c © 2026",
        ),
        (r"\S 5, \pounds 3 and \euro{}7", "§ 5, £ 3 and €7"),
        (r"\textdollar 5", r"\$ 5"),
        (r"\foo{\'e} \emph \emph{x", r"\foo{é} \emph \emph{x"),
    ]);
    stay(&[
        r#"{"a": [1, {"b": 2}]} and the set {x}"#,
        "a { b } c",
        r"\model is \unknown{x}",
        "$\\emph{x}$ and \\(\\'e\\)",
    ]);
}

#[test]
fn a_text_without_tex_is_not_copied() {
    for text in [
        "",
        "A title",
        "a-b, `",
        "It costs $5 and $6 {x}: 'yes'",
        "$\\alpha$",
    ] {
        if !text.contains(['`', '\\']) {
            assert!(matches!(readable(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(readable(text), text);
    }
}

#[test]
fn long_and_deep_texts_take_linear_time() {
    for piece in [
        "\\emph{", "{\\em ", "``", "`a", "\\cite[", "\\\"{", "$\\(", "--", "a~", "{", "}",
        "\\href{",
    ] {
        let text = piece.repeat(200_000);
        let started = std::time::Instant::now();
        readable(&text);
        assert!(started.elapsed().as_secs() < 5, "{piece}");
    }
    let nested = format!("{}x{}", "\\emph{".repeat(50_000), "}".repeat(50_000));
    assert_eq!(readable(&nested), "x");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn what_is_readable_stays(parts in prop::collection::vec(prop::sample::select(PARTS.to_vec()), 0..14)) {
        let text = parts.concat();
        let once = readable(&text).into_owned();
        prop_assert_eq!(&*readable(&once), &once, "{}", text);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
        let once = readable(&text).into_owned();
        prop_assert_eq!(&*readable(&once), &once);
    }
}

/// What TeX is made of, and what looks like it.
const PARTS: &[&str] = &[
    "\\",
    "{",
    "}",
    "$",
    "`",
    "'",
    "\"",
    "-",
    "--",
    "~",
    " ",
    "\n",
    "a",
    "o",
    "é",
    "1",
    "[",
    "]",
    "(",
    ")",
    "\\\"",
    "\\'",
    "\\c",
    "\\v ",
    "\\emph",
    "\\te",
    "xt",
    "\\ss",
    "\\o",
    "\\i",
    "\\cite",
    "\\href",
    "{}",
    "\\em ",
    "\\$",
    "\\{",
    "\\\\",
    "\\ldots",
    "://",
    "http",
    "\\(",
    "\\)",
    "%",
    "\\%",
    "<",
    ">",
    ".",
    ",",
    "\\par",
    "\\~{}",
    "\\textdollar",
    "\\\u{20ac}",
];
