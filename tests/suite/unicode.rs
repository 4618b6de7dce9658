//! Formulas in characters, for mail.

use offprint::markup::unicode;
use proptest::prelude::*;

#[test]
fn formulas_are_written_as_people_write_them_in_mail() {
    for (text, expected) in [
        ("no math, 5$ and 6$", "no math, 5$ and 6$"),
        ("costs 100\\% of $O(n^2)$", "costs 100% of O(n²)"),
        ("$\\ell_2$ and $\\ell^{\\infty}$", "ℓ₂ and ℓ^∞"),
        ("$x_i^2 + y_{ij}$", "xᵢ² + yᵢⱼ"),
        ("$\\alpha \\leq \\beta$", "α ≤ β"),
        ("$f: \\mathbb{R}^d \\to \\mathbb{R}$", "f : ℝᵈ → ℝ"),
        ("$\\frac{1}{2}$, $\\frac{a+b}{2}$", "1/2, (a + b)/2"),
        ("$\\sqrt{n}$ and $\\sqrt{n+1}$", "√n and √(n + 1)"),
        ("$\\sqrt[3]{n}$", "³√n"),
        ("$\\hat{x}$, $\\bar y$, $\\vec v$", "x̂, ȳ, v⃗"),
        ("$e^{-x}$", "e⁻ˣ"),
        ("$2^{\\log n}$ and $2^{Q+1}$", "2ˡᵒᵍ ⁿ and 2^(Q + 1)"),
        ("$O(n \\log n)$", "O(n log n)"),
        ("$\\sum_{i=1}^n x_i$", "∑ᵢ₌₁ⁿxᵢ"),
        ("$a \\times b$, $-1$", "a × b, −1"),
        ("$\\{1, 2\\}$", "{1, 2}"),
        ("$x'$ and $x^*$", "x′ and x*"),
        ("$\\mathrm{softmax}(QK^\\top)$", "softmax(QKᵀ)"),
        ("$\\text{if } x > 0$", "if x > 0"),
        ("$32\\times32$", "32 × 32"),
        // What stands beside a fraction or a root stays beside it.
        ("$\\frac{1}{2\\sigma^2}$", "1/(2σ²)"),
        ("$\\frac{1}{2}\\sigma^2$", "(1/2)σ²"),
        ("$2\\frac12$", "2(1/2)"),
        ("$\\frac{a}{b}\\frac{c}{d}$", "(a/b)(c/d)"),
        ("$\\frac1n\\sum_i x_i = \\frac{x}{y}$", "(1/n)∑ᵢxᵢ = x/y"),
        ("$\\sqrt{2\\pi}$, $\\sqrt{2}\\pi$", "√(2π), √(2)π"),
        ("$2\\sqrt[3]{x}$", "2 ³√x"),
        (
            "$2^{2^n}$, $e^{x_i}$, $W_Q K$, $W_{QK}$",
            "2^(2ⁿ), e^(xᵢ), W_Q K, W_(QK)",
        ),
        ("$A_{ijk}$, $QKV$", "Aᵢⱼₖ, QKV"),
        ("$\\overline{x}$, $\\bar{z_1}$", "x̄, z̄₁"),
        // What a line cannot say stays TeX.
        ("$\\binom{n}{k}$", "\\binom{n}{k}"),
        ("$\\widehat{xy}$", "\\widehat{xy}"),
        ("$\\underbrace{a+b}_{n}$", "\\underbrace{a+b}_{n}"),
        ("$\\notacommand{x}$", "\\notacommand{x}"),
    ] {
        assert_eq!(unicode(text), expected, "{text}");
    }
}

proptest! {
    /// Whatever is written, it is one line of text, and text without formulas stays as it is.
    #[test]
    fn any_text_is_one_line(text in "\\PC{0,60}", tex in "[a-z0-9\\\\{}^_+=() ]{0,40}") {
        let line = unicode(&format!("{text} ${tex}$"));
        let is_broken = line.contains(['\n', '\r', '\u{2061}']);
        prop_assert!(!is_broken);
    }

    #[test]
    fn deep_formulas_end(depth in 1_usize..400) {
        let tex = format!("${}x{}$", "\\sqrt{".repeat(depth), "}".repeat(depth));
        prop_assert!(!unicode(&tex).is_empty());
    }
}
