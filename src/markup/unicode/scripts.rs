//! Superscripts and subscripts of Unicode ("Superscripts and Subscripts", U+2070 to U+209F, and the
//! modifier letters). Not every letter has one.

const RAISED: &str = "0⁰ 1¹ 2² 3³ 4⁴ 5⁵ 6⁶ 7⁷ 8⁸ 9⁹ +⁺ -⁻ −⁻ =⁼ (⁽ )⁾ aᵃ bᵇ cᶜ dᵈ eᵉ fᶠ gᵍ hʰ iⁱ jʲ kᵏ lˡ mᵐ nⁿ oᵒ pᵖ rʳ sˢ tᵗ uᵘ vᵛ wʷ xˣ yʸ zᶻ Aᴬ Bᴮ Dᴰ Eᴱ Gᴳ Hᴴ Iᴵ Jᴶ Kᴷ Lᴸ Mᴹ Nᴺ Oᴼ Pᴾ Rᴿ Tᵀ Uᵁ Vⱽ Wᵂ βᵝ γᵞ δᵟ θᶿ φᵠ χᵡ ⊤ᵀ ∘° ′′";

const LOWERED: &str = "0₀ 1₁ 2₂ 3₃ 4₄ 5₅ 6₆ 7₇ 8₈ 9₉ +₊ -₋ −₋ =₌ (₍ )₎ aₐ eₑ hₕ iᵢ jⱼ kₖ lₗ mₘ nₙ oₒ pₚ rᵣ sₛ tₜ uᵤ vᵥ xₓ βᵦ γᵧ ρᵨ φᵩ χᵪ";

/// The text raised, where each of its characters can be.
pub(super) fn raised(text: &str) -> Option<String> {
    in_script(text, RAISED)
}

/// The text lowered, where each of its characters can be.
pub(super) fn lowered(text: &str) -> Option<String> {
    in_script(text, LOWERED)
}

fn in_script(text: &str, table: &str) -> Option<String> {
    let character = |wanted: char| {
        let mut pairs = table.split(' ');
        pairs.find_map(|pair| {
            let mut pair = pair.chars();
            (pair.next() == Some(wanted)).then(|| pair.next()).flatten()
        })
    };
    // Words keep their distance, operators need none.
    let is_needed = |at: usize, c: char| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        c != ' ' || is_letter(text[..at].chars().last()) && is_letter(text[at + 1..].chars().next())
    };
    let kept = text.char_indices().filter(|(at, c)| is_needed(*at, *c));
    kept.map(|(_, c)| if c == ' ' { Some(c) } else { character(c) })
        .collect()
}

/// Whether a character is a letter or a sign that was made small.
pub(super) fn is_script(c: char) -> bool {
    let small = |pair: &str| pair.chars().nth(1) == Some(c);
    c != '′' && (RAISED.split(' ').any(small) || LOWERED.split(' ').any(small))
}

/// What is set over or under a base.
pub(super) enum Accent {
    /// A mark on a letter.
    Mark(char),
    /// A brace or a line over many, which no mark says.
    Brace,
    /// No accent.
    None,
}

/// The mark that stands on a letter where MathML sets this over it.
pub(super) fn accent_above(accent: &str) -> Accent {
    Accent::Mark(match accent {
        "^" | "ˆ" | "\u{302}" => '\u{302}',
        "~" | "˜" | "\u{303}" => '\u{303}',
        "¯" | "‾" | "_" | "\u{304}" | "\u{305}" | "\u{332}" => '\u{304}',
        "˙" | "." | "\u{307}" => '\u{307}',
        "¨" | "\u{308}" => '\u{308}',
        "→" | "\u{20D7}" => '\u{20D7}',
        "ˇ" | "\u{30C}" => '\u{30C}',
        "˘" | "\u{306}" => '\u{306}',
        "´" | "\u{301}" => '\u{301}',
        "`" | "\u{300}" => '\u{300}',
        "⏞" | "⏜" | "⎴" => return Accent::Brace,
        _ => return Accent::None,
    })
}

/// The mark that stands under a letter where MathML sets this under it.
pub(super) fn accent_below(accent: &str) -> Accent {
    match accent {
        "_" | "‾" | "\u{332}" => Accent::Mark('\u{332}'),
        "⏟" | "⏝" | "⎵" => Accent::Brace,
        _ => Accent::None,
    }
}
