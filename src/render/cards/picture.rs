//! Writing pixels as PNG with a palette, which makes a card a fifth as large.
//!
//! A card has a ground, few inks, and what lies between them at the edges of letters. Colours that
//! are so near to each other that nobody sees it become one: the first of them.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter};
use resvg::tiny_skia::Pixmap;
use xxhash_rust::xxh3::Xxh3;

/// Bits of a channel that tell colours apart; fewer where there would be too many colours.
const BITS: [u32; 3] = [5, 4, 2];

/// The second of nine: hardly slower than the first, and a third smaller.
const EFFORT: u8 = 2;

/// The field of a PNG that says what the picture was made from.
const FIELD: &str = "Source";

/// A name for what a picture is made from: the same SVG, drawn by the same program.
pub fn origin(svg: &[u8]) -> String {
    let mut hasher = Xxh3::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(svg);
    format!("{:032x}", hasher.digest128())
}

/// Whether a PNG says that it was made from this.
pub fn is_from(png: &[u8], origin: &str) -> bool {
    let field = format!("tEXt{FIELD}\0{origin}");
    memchr::memmem::find(png, field.as_bytes()).is_some()
}

/// Appends the PNG to `out`.
pub fn write(pixels: &Pixmap, origin: String, out: &mut Vec<u8>) -> Result<(), png::EncodingError> {
    let mut encoder = Encoder::new(out, pixels.width(), pixels.height());
    encoder.add_text_chunk(FIELD.to_owned(), origin)?;
    encoder.set_deflate_compression(DeflateCompression::Level(EFFORT));
    encoder.set_filter(Filter::NoFilter);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_color(ColorType::Indexed);
    let indexed = BITS.into_iter().find_map(|bits| indexed(pixels, bits));
    // With two bits a channel there are 64 colours at most.
    let (palette, indices) = indexed.unwrap_or_default();
    encoder.set_palette(palette);
    encoder.write_header()?.write_image_data(&indices)
}

/// The palette, and for each pixel its place there; none where there are more colours than the 256
/// of a palette.
fn indexed(pixels: &Pixmap, bits: u32) -> Option<(Vec<u8>, Vec<u8>)> {
    let data = pixels.data();
    let mut places: Vec<Option<u8>> = vec![None; 1 << (3 * bits)];
    let mut palette: Vec<u8> = Vec::new();
    let mut indices = Vec::with_capacity(data.len() / 4);
    let mut place = |[red, green, blue, _]: [u8; 4]| {
        let channels = [red, green, blue].map(|channel| usize::from(channel >> (8 - bits)));
        let key = channels
            .into_iter()
            .fold(0, |key, channel| key << bits | channel);
        if let Some(index) = places[key] {
            return Some(index);
        }
        let index = u8::try_from(palette.len() / 3).ok()?;
        palette.extend([red, green, blue]);
        places[key] = Some(index);
        Some(index)
    };
    // Most of a card is ground, so a row of four pixels that are as the one before is one step.
    let (mut last, mut last_four, mut index) = ([0; 4], [0; 16], 0);
    for four in data.chunks_exact(16) {
        if *four == last_four {
            indices.extend([index; 4]);
            continue;
        }
        for pixel in four.as_chunks::<4>().0 {
            if *pixel != last {
                last = *pixel;
                index = place(*pixel)?;
            }
            indices.push(index);
        }
        for pixel in last_four.chunks_exact_mut(4) {
            pixel.copy_from_slice(&last);
        }
    }
    Some((palette, indices))
}
