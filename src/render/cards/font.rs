//! The font of all cards: EB Garamond, regular and medium, cut down to the scripts, marks and
//! symbols that titles of papers have most. Its figures are lining ones, as wide as they need be.

use resvg::usvg::fontdb;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;

/// The name by which SVG calls it.
pub const FAMILY: &str = "EB Garamond";

const REGULAR: &[u8] = include_bytes!("fonts/EBGaramond-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("fonts/EBGaramond-Medium.ttf");

/// For everything but titles.
pub static TEXT: LazyLock<Face> = LazyLock::new(|| Face::of(REGULAR));

/// For titles.
pub static TITLE: LazyLock<Face> = LazyLock::new(|| Face::of(MEDIUM));

/// Both faces, for drawing. No other font is ever looked for.
pub static ALL: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut all = fontdb::Database::new();
    for face in [REGULAR, MEDIUM] {
        all.load_font_source(fontdb::Source::Binary(Arc::new(face)));
    }
    Arc::new(all)
});

/// The widths of a face.
pub struct Face {
    glyphs: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    /// The width of a line as large as the type, in the units of `widths`.
    em: f32,
}

impl Face {
    fn of(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("the font is part of the program");
        let whole = (Size::unscaled(), LocationRef::default());
        Self {
            glyphs: font.charmap(),
            widths: font.glyph_metrics(whole.0, whole.1),
            em: f32::from(font.metrics(whole.0, whole.1).units_per_em),
        }
    }

    /// How wide a character is in proportion to the size of the type. Pairs that are set closer,
    /// and ligatures, make a line a little shorter than its characters.
    pub fn width(&self, character: char) -> f32 {
        let glyph = self.glyphs.map(character);
        let width = glyph.and_then(|glyph| self.widths.advance_width(glyph));
        width.unwrap_or(self.em) / self.em
    }

    fn has(&self, character: char) -> bool {
        character == ' ' || self.glyphs.map(character).is_some()
    }
}

/// The text as the font can set it; none where it has a character that the font lacks, or nothing
/// to be seen. Letters that only mathematics writes (`𝓛`, `𝑛`) become the plain ones.
pub fn settable(text: &str) -> Option<String> {
    let mut set = String::with_capacity(text.len());
    for character in text.nfc().filter(|c| !is_invisible(*c)) {
        if character.is_whitespace() {
            set.push(' ');
        } else if TEXT.has(character) {
            set.push(character);
        } else {
            let plain = [character].into_iter().nfkc();
            for part in plain {
                if !TEXT.has(part) {
                    return None;
                }
                set.push(part);
            }
        }
    }
    (!set.trim().is_empty()).then(|| set.trim().to_owned())
}

/// Characters that only tell how others are to be set.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}
