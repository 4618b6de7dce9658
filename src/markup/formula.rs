//! TeX to MathML, safely.
//!
//! The converter is recursive: a formula of a thousand open groups would overflow the stack, which no
//! handler can catch. So its depth is bounded beforehand; deep formulas get a thread with a stack to
//! match. Its output is then stripped of what a page must not take from content: style attributes
//! (the site's policy forbids them), links, ids and lengths that would stretch the page.
//!
//! Classes for themes: `math-scroll` (around a formula that may be wide), `math-left`, `math-right` (alignment of a cell), `math-tight` (no padding towards
//! its neighbour), `math-line` (a rule at a cell), `math-wide` (a numbered equation, as wide as the
//! column), `math-small-caps`, `math-core-serif-font`, `math-core-sans-serif-font`,
//! `menclose-updiagonalstrike`, `menclose-downdiagonalstrike`, `menclose-horizontalstrike`.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};

use super::escape::{is_dropped, push_escaped};
use super::math::{MAX_TEX, Math};

/// Whether a formula may stand on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Setting {
    /// As its delimiters say.
    AsWritten,
    /// Always within the line, as in a title.
    Inline,
}

/// Appends a formula as MathML, or as its source in `<code class="math">` when it cannot be converted
/// or `convert` is off.
pub(super) fn push_math(out: &mut String, math: Math, setting: Setting, convert: bool) {
    let display = math.delimiter.is_display() && setting == Setting::AsWritten;
    match convert.then(|| mathml(math.tex, display)).flatten() {
        Some(mathml) => {
            let may_scroll = setting == Setting::AsWritten && (display || math.tex.len() > LONG);
            if may_scroll {
                out.push_str(SCROLLER);
            }
            push_cleaned(out, &mathml);
            if may_scroll {
                out.push_str("</span>");
            }
        }
        None => {
            out.push_str("<code class=\"math\">");
            out.push_str(math.delimiter.open());
            push_escaped(out, math.tex);
            out.push_str(math.delimiter.close());
            out.push_str("</code>");
        }
    }
}

/// What a formula stands in that may be wider than a phone: a theme lets it scroll, and the
/// keyboard reaches it (WCAG 2.1.1). In titles and excerpts there is none, since these stand within
/// links.
const SCROLLER: &str =
    "<span class=\"math-scroll\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\">";

/// TeX of this many bytes may be wider than a phone.
const LONG: usize = 40;

/// Deepest nesting of braces that is converted.
const MAX_DEPTH: usize = 64;

/// Stack that one level of nesting takes in the converter, in bytes: 2.2 KB measured with
/// optimisation and 29 KB without, and a margin.
const LEVEL: usize = if cfg!(debug_assertions) {
    40 << 10
} else {
    4 << 10
};

/// Stack that a formula may take on the caller's thread, in bytes; threads have 2 MB.
const ON_THIS_THREAD: usize = 768 << 10;

static CONVERTER: LazyLock<Option<LatexToMathML>> = LazyLock::new(|| {
    let config = MathCoreConfig {
        annotation: true,
        ..MathCoreConfig::default()
    };
    LatexToMathML::new(config).ok()
});

/// A formula as MathML; none where it cannot be converted.
pub(super) fn mathml(tex: &str, display: bool) -> Option<String> {
    if tex.len() > MAX_TEX || brace_depth(tex) > MAX_DEPTH {
        return None;
    }
    let tex: Cow<str> = if tex.contains(is_dropped) {
        tex.replace(is_dropped, "").into()
    } else {
        tex.into()
    };
    let converter = CONVERTER.as_ref()?;
    let display = if display {
        MathDisplay::Block
    } else {
        MathDisplay::Inline
    };
    // The converter promises an error for every fault, and mostly keeps it: `catch_unwind` is for the
    // rest.
    let convert = || {
        let result = catch_unwind(AssertUnwindSafe(|| {
            converter.convert_with_local_state(&tex, display)
        }));
        Some(result.ok()?.ok()?.mathml)
    };
    let stack = levels(&tex) * LEVEL;
    if stack <= ON_THIS_THREAD {
        return convert();
    }
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(stack + ON_THIS_THREAD);
        builder.spawn_scoped(scope, convert).ok()?.join().ok()?
    })
}

/// How deep the braces of `tex` are nested.
fn brace_depth(tex: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in tex.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// An upper bound of the converter's recursion: every level needs a command, a group, a script or a
/// symbol beyond ASCII.
fn levels(tex: &str) -> usize {
    tex.bytes()
        .filter(|byte| matches!(byte, b'\\' | b'{' | b'^' | b'_' | 0xC0..))
        .count()
}

/// Appends MathML without its styles (classes stand for those that matter), links, ids and great
/// lengths, and with the display style of rows and fractions on an `mstyle` element: MathML Core lets
/// any element have that attribute, validators do not.
fn push_cleaned(out: &mut String, mathml: &str) {
    if !TRACES.iter().any(|trace| mathml.contains(trace)) {
        out.push_str(mathml);
        return;
    }
    let mut closing = Vec::new();
    let mut rest = mathml;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        // Attribute values are escaped, so that the first `>` ends the tag.
        let end = rest[start..]
            .find('>')
            .map_or(rest.len(), |len| start + len + 1);
        push_tag(out, &rest[start..end], &mut closing);
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// What shows that MathML needs cleaning; `style=` is the end of `displaystyle=` too.
const TRACES: &[&str] = &["style=", "<a ", " id=", "em\""];

/// Appends a tag. `closing` has what ends the rows and fractions that are open.
fn push_tag(out: &mut String, tag: &str, closing: &mut Vec<&'static str>) {
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let styled = tag.contains(" displaystyle=");
    match name {
        "<a" | "</a>" => {}
        "</mrow>" | "</mfrac>" => out.push_str(closing.pop().unwrap_or(tag)),
        "<mrow" if styled => {
            closing.push("</mstyle>");
            push_start(out, "<mstyle", attributes, |_| true);
        }
        "<mfrac" if styled => {
            closing.push("</mfrac></mstyle>");
            push_start(out, "<mstyle", attributes, is_style);
            push_start(out, "<mfrac", attributes, |attribute| !is_style(attribute));
        }
        "<mtable" => push_start(out, name, attributes, |attribute| {
            attribute != "scriptlevel"
        }),
        _ => {
            match name.trim_end_matches('>') {
                "<mrow" => closing.push("</mrow>"),
                "<mfrac" => closing.push("</mfrac>"),
                _ => {}
            }
            if attributes.is_empty() {
                out.push_str(tag);
            } else {
                push_start(out, name, attributes, |_| true);
            }
        }
    }
}

fn is_style(attribute: &str) -> bool {
    matches!(attribute, "displaystyle" | "scriptlevel")
}

/// Appends a start tag with those of its attributes that a page may take and `wanted` accepts.
fn push_start(out: &mut String, name: &str, attributes: &str, wanted: impl Fn(&str) -> bool) {
    out.push_str(name);
    let mut rest = attributes;
    while let Some((attribute, after)) = rest.split_once("=\"") {
        let Some((value, after)) = after.split_once('"') else {
            break;
        };
        rest = after;
        let attribute = attribute.trim_start();
        if !wanted(attribute) || attribute == "id" || is_great_length(value) {
            continue;
        }
        if attribute == "style" {
            push_classes(out, value);
            continue;
        }
        for part in [" ", attribute, "=\"", value, "\""] {
            out.push_str(part);
        }
    }
    out.push_str(if rest.ends_with("/>") { "/>" } else { ">" });
}

fn push_classes(out: &mut String, style: &str) {
    let has = |declaration: &str| style.contains(declaration);
    let classes = [
        ("math-left", has("text-align: left")),
        ("math-right", has("text-align: right")),
        (
            "math-tight",
            has("padding-right: 0;") || has("padding-left: 0;"),
        ),
        ("math-line", has("0.05em solid") || has("0.05em dashed")),
        ("math-wide", has("width: 100%")),
        ("math-small-caps", has("small-caps")),
    ];
    let mut separator = " class=\"";
    for (class, _) in classes.iter().filter(|(_, set)| *set) {
        out.push_str(separator);
        out.push_str(class);
        separator = " ";
    }
    if separator == " " {
        out.push('"');
    }
}

/// Whether an attribute's value is a length beyond 20 em, with which a formula could push a page
/// apart.
fn is_great_length(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number.len() < value.len()
        && number
            .parse::<f64>()
            .is_ok_and(|number| number.abs() > 20.0)
}
