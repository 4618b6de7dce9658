//! What changed from one digest to the next.

use crate::model::library::{DigestIndex, PaperIndex};
use crate::model::trend::Move;
use crate::render::scene::Scene;
use crate::render::views::{ChangesView, LinkView, MoveView};

/// Papers that each list names.
const NAMED: usize = 8;

/// The changes against the digest before, where the two have papers in common.
pub fn view(scene: &Scene<'_>, index: DigestIndex) -> Option<ChangesView> {
    let library = scene.library();
    let changes = library.changes_of[index.0].as_ref()?;
    let mut before = library.digests[..index.0].iter();
    let before = before.rposition(|digest| !digest.papers.is_empty())?;
    let papers = |papers: &[PaperIndex]| {
        let named = papers.iter().take(NAMED);
        named.map(|paper| scene.paper_link(*paper)).collect()
    };
    let moves = |moves: &[Move]| {
        let named = moves.iter().take(NAMED);
        named.map(|step| moved(scene, *step)).collect()
    };
    Some(ChangesView {
        before: scene.digest_link(DigestIndex(before)),
        entered: papers(&changes.entered),
        entered_count: changes.entered.len(),
        left: papers(&changes.left),
        left_count: changes.left.len(),
        up: moves(&changes.up),
        up_count: changes.up.len(),
        down: moves(&changes.down),
        down_count: changes.down.len(),
    })
}

fn moved(scene: &Scene<'_>, step: Move) -> MoveView {
    let LinkView {
        title,
        title_html,
        path,
    } = scene.paper_link(step.paper);
    MoveView {
        title,
        title_html,
        path,
        from: step.from,
        to: step.to,
    }
}
