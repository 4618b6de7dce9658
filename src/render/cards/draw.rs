//! Making pixels of a card's SVG.

use super::font;
use super::layout::{HEIGHT, WIDTH};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

/// Why a card could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    #[error("{0}")]
    Svg(#[from] resvg::usvg::Error),
    #[error("a picture of that size cannot be made")]
    Size,
}

/// Draws SVG over the whole width of a picture. It can name no file and no address: pictures
/// within it are left out.
pub fn pixels(svg: &str) -> Result<Pixmap, DrawError> {
    let options = Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: font::ALL.clone(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options)?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).ok_or(DrawError::Size)?;
    // Where a template draws no ground, it is white, so that no pixel is seen through.
    pixels.fill(Color::WHITE);
    let to_width = WIDTH as f32 / tree.size().width();
    let transform = Transform::from_scale(to_width, to_width);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    Ok(pixels)
}
