//! The page on how readers get what is new.

use super::newsletter;
use crate::pages::Shows;
use crate::pages::file::File;
use crate::render::scene::Scene;
use crate::render::views::SubscriptionView;
use tera::Context;

/// Inserts `subscription`. The form is the site's, since every page may have it.
pub fn fill(scene: &Scene<'_>, context: &mut Context) {
    let mut pages = scene.content.pages.iter();
    let opml = pages.find(|page| page.shows == Shows::File(File::FeedList));
    let view = SubscriptionView {
        opml_path: opml.map(|page| page.path.clone()),
        newsletter: newsletter::newest(scene),
    };
    context.insert("subscription", &view);
}
