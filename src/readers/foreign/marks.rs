//! What stands around titles and names and is no part of them: pictographs, numbers, counts.

/// Whether a character is a pictograph, or joins or colours one.
pub fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}'
        | '\u{2460}'..='\u{24FF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0E}' | '\u{FE0F}'
        | '\u{200D}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}')
}

/// A text without its pictographs, trimmed.
pub fn without_pictographs(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !is_pictograph(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text from behind the pictographs with which it begins.
pub fn after_pictographs(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || is_pictograph(c))
}

/// A text without pictographs at either end.
pub fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_pictograph(c))
}

/// What is behind the number with which a title begins: `1. `, `2) `, `(3) `, `[4] `, `#5 `, `六、`,
/// `Paper 7: `; `None` where there is none. `3D` and `1.5B` are no numbers of that kind.
pub fn after_ordinal(text: &str) -> Option<&str> {
    let text = after_pictographs(text);
    let (open, inside) = match text.chars().next()? {
        c @ ('[' | '(' | '（' | '【' | '#') => (Some(c), &text[c.len_utf8()..]),
        _ => (None, text),
    };
    let word = ["Paper ", "paper ", "No. ", "No.", "论文 ", "论文", "第"]
        .into_iter()
        .find(|word| inside.starts_with(word));
    let inside = &inside[word.map_or(0, str::len)..];
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let chinese: usize = inside
        .chars()
        .take_while(|c| "一二三四五六七八九十百".contains(*c))
        .map(char::len_utf8)
        .sum();
    let length = digits.max(chinese);
    let longest = if open.is_some() { 3 } else { 4 };
    if length == 0 || digits > longest {
        return None;
    }
    let rest = &inside[length..];
    let rest = rest
        .strip_prefix('篇')
        .filter(|_| word.is_some())
        .unwrap_or(rest);
    let behind = match (open, rest.chars().next()) {
        (Some('['), Some(']'))
        | (Some('('), Some(')'))
        | (Some('（'), Some('）'))
        | (Some('【'), Some('】')) => {
            let close = rest.chars().next().map_or(0, char::len_utf8);
            &rest[close..]
        }
        (Some('#') | None, Some(c @ ('.' | ')' | '、' | '．' | '）' | '：' | ':' | '/'))) => {
            let behind = &rest[c.len_utf8()..];
            // `2: x` may be a title's own; `1.5` and `3.14` are figures.
            let is_own = (matches!(c, ':' | '：' | '/') && word.is_none() && open.is_none())
                || behind.starts_with(|c: char| c.is_ascii_digit());
            if is_own {
                return None;
            }
            behind
        }
        (Some('#'), Some(' ')) => rest,
        (None, Some(' ') | None) if word.is_some() => rest,
        _ => return None,
    };
    Some(behind.trim_start_matches([' ', '\t', '-', '–', '—', ':', '：', '\u{a0}', '.']))
}

/// A name without the count behind it: `(20篇)`, `· 8 篇`, `[Total: 145]`, `(5 papers)`.
pub fn without_count(text: &str) -> &str {
    let mut text = trimmed(text);
    loop {
        let shorter = without_one_count(text);
        if shorter.len() == text.len() {
            return text;
        }
        text =
            trimmed(shorter.trim_end_matches([' ', '·', '-', '–', '—', '|', ':', '：', ',', '，']));
    }
}

fn without_one_count(text: &str) -> &str {
    let pairs = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')];
    for (open, close) in pairs {
        if let Some(inside) = text.strip_suffix(close)
            && let Some(at) = inside.rfind(open)
            && is_count(&inside[at + open.len_utf8()..])
        {
            return &text[..at];
        }
    }
    for separator in ['·', '—', '–', '-', '|', '：', ':', '共'] {
        if let Some(at) = text.rfind(separator)
            && at > 0
            && is_count(&text[at + separator.len_utf8()..])
            && text[at..].contains(|c: char| c.is_alphabetic())
        {
            return &text[..at];
        }
    }
    text
}

const UNITS: &[&str] = &[
    "",
    "篇",
    "篇论文",
    "篇文章",
    "papers",
    "paper",
    "件",
    "本",
    "편",
    "개",
    "items",
    "entries",
    "articles",
    "new",
    "total",
    "total papers",
    "papiere",
    "artículos",
];

/// Whether a text says how many there are and no more.
pub fn is_count(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let text = ["total:", "total", "count:", "共计", "共"]
        .into_iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(&text)
        .trim();
    let text = text.replace('*', "");
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && digits <= 5 && UNITS.contains(&text[digits..].trim())
}
