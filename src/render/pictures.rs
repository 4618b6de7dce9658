//! Pictures of papers: which of them are there, and how large they are.
//!
//! A page says how large a picture is, so that nothing jumps when it comes. Left out: pictures of
//! other hosts, which readers of a site are never sent to.

use crate::diagnostic::Diagnostic;
use crate::model::library::Library;
use crate::theme::assets::Asset;
use std::collections::BTreeMap;

/// Width and height of pictures in pixels, by their path.
pub type Sizes = BTreeMap<String, (usize, usize)>;

/// The sizes of all pictures that papers name, and a warning for each that is not there or is none.
pub fn find(library: &Library, assets: &[Asset]) -> (Sizes, Vec<Diagnostic>) {
    let mut sizes = Sizes::new();
    let mut noticed = Vec::new();
    for paper in &library.papers {
        let Some(path) = &paper.picture else {
            continue;
        };
        if sizes.contains_key(path) {
            continue;
        }
        match size(path, assets) {
            Ok(size) => {
                sizes.insert(path.clone(), size);
            }
            Err(why) => noticed.push(
                Diagnostic::warning(format!(
                    "the picture {path} of the paper `{}` is not shown: {why}",
                    paper.key
                ))
                .in_file(&library.digest(paper.newest_mention().digest).source)
                .help("put the file into static/, under the path that the digest names"),
            ),
        }
    }
    (sizes, noticed)
}

fn size(path: &str, assets: &[Asset]) -> Result<(usize, usize), String> {
    let asset = assets.iter().find(|asset| asset.path == path);
    let asset = asset.ok_or("there is no such file")?;
    let bytes = asset.bytes().map_err(|fault| fault.message)?;
    let size = imagesize::blob_size(&bytes).map_err(|error| error.to_string())?;
    Ok((size.width, size.height))
}
