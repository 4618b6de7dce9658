//! TeX to MathML, safely.
//!
//! The converter is recursive: a formula of a thousand open groups would overflow the stack, which no
//! handler can catch. So its depth is bounded beforehand; deep formulas get a thread with a stack to
//! match. Its output is then rebuilt from an allow-list (see `mathml`), since it copies some arguments
//! (`\operatorname`) unescaped.
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
use super::mathml::rebuilt;

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
            out.push_str(&mathml);
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
        rebuilt(&result.ok()?.ok()?.mathml)
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
