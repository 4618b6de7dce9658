//! In which language a text is, as far as its letters tell, where that is not the site's.
//!
//! Browsers choose glyphs, hyphens and voices by `lang`, so that a Chinese title on an English page
//! has to say what it is. Scripts that several languages share are named as such (`und-Cyrl`), since
//! nothing here guesses between Russian and Bulgarian. English is told by its small words, and only
//! where the site is in another language: papers are written in it everywhere.

/// The language of a text that is not the site's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
}

/// Scripts by their letters, with the tag that each gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Han,
    Kana,
    Hangul,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
}

const SCRIPTS: usize = 10;

/// Languages that are written in a script which several share.
const CYRILLIC: &[&str] = &["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"];
const ARABIC: &[&str] = &["ar", "ckb", "fa", "ps", "sd", "ug", "ur"];
const DEVANAGARI: &[&str] = &["hi", "mr", "ne", "sa"];

/// Small words that English has and its neighbours have not.
const ENGLISH: &[&str] = &[
    "and", "are", "by", "for", "from", "in", "is", "of", "on", "our", "that", "the", "this", "to",
    "towards", "via", "we", "with",
];

/// The language of `text`, where it is not that of a site whose language has the tag `site`.
pub fn foreign(text: &str, site: &str) -> Option<Foreign> {
    let site = site.split('-').next().unwrap_or(site);
    let is_english_site = site.eq_ignore_ascii_case("en");
    if is_english_site && text.is_ascii() {
        return None;
    }
    let is_site = |tags: &[&str]| tags.iter().any(|tag| site.eq_ignore_ascii_case(tag));
    let (tag, is_rtl, is_own) = match prevailing(text)? {
        Script::Latin => {
            let is_foreign = !is_english_site && is_english(text);
            return is_foreign.then_some(Foreign {
                tag: "en",
                is_rtl: false,
            });
        }
        // A Japanese title may well be in Han letters alone.
        Script::Han => ("zh", false, is_site(&["zh", "ja", "yue"])),
        Script::Kana => ("ja", false, is_site(&["ja"])),
        Script::Hangul => ("ko", false, is_site(&["ko"])),
        Script::Greek => ("el", false, is_site(&["el"])),
        Script::Cyrillic => ("und-Cyrl", false, is_site(CYRILLIC)),
        Script::Hebrew => ("he", true, is_site(&["he", "yi"])),
        Script::Arabic => ("und-Arab", true, is_site(ARABIC)),
        Script::Devanagari => ("und-Deva", false, is_site(DEVANAGARI)),
        Script::Thai => ("th", false, is_site(&["th"])),
    };
    (!is_own).then_some(Foreign { tag, is_rtl })
}

/// The script of more than half of the letters. Japanese is known by its kana, however few.
fn prevailing(text: &str) -> Option<Script> {
    let mut counts = [0_usize; SCRIPTS];
    for script in text.chars().filter_map(script) {
        counts[script as usize] += 1;
    }
    let all: usize = counts.iter().sum();
    let kana = counts[Script::Kana as usize];
    if kana > 0 && (kana + counts[Script::Han as usize]) * 2 > all {
        return Some(Script::Kana);
    }
    ALL.into_iter()
        .find(|script| counts[*script as usize] * 2 > all)
}

const ALL: [Script; SCRIPTS] = [
    Script::Latin,
    Script::Han,
    Script::Kana,
    Script::Hangul,
    Script::Greek,
    Script::Cyrillic,
    Script::Hebrew,
    Script::Arabic,
    Script::Devanagari,
    Script::Thai,
];

/// The script of a letter (blocks of the Unicode Character Database, `Blocks.txt`).
fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => Script::Arabic,
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{3040}'..='\u{30ff}' => Script::Kana,
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Script::Hangul,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => {
            Script::Han
        }
        _ => return None,
    })
}

/// Whether a text has small words of English, one of them in every ten words at least.
fn is_english(text: &str) -> bool {
    let words = text.split_whitespace();
    let (mut all, mut small) = (0, 0);
    for word in words.take(120) {
        all += 1;
        small += usize::from(ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known)));
    }
    small > 0 && small * 10 >= all
}
