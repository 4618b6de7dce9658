//! `robots.txt` (RFC 9309), which is only read at the root of a host.

use crate::render::scene::Scene;

pub fn write(scene: &Scene<'_>, buffer: &mut Vec<u8>) {
    buffer.clear();
    let base = scene.base();
    let text = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
    buffer.extend_from_slice(text.as_bytes());
}
