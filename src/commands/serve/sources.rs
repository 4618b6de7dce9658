//! Which sources of a site changed, as the system tells it.

use crate::config;
use anyhow::Context as _;
use notify::event::ModifyKind;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// Folders with sources. The rest of a site's folder, above all the finished site, is not watched.
const FOLDERS: &[&str] = &["content", "templates", "static", "languages", "themes"];

/// How long it has to be quiet: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(50);

/// How long is waited for that.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many changed files are named.
const NAMED: usize = 3;

/// The sources of a site, and the stream of what happens to them.
pub struct Sources {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Folders that are watched; others may come to be.
    watched: BTreeSet<&'static str>,
}

impl Sources {
    /// Begins to watch the sources of the site at `root`.
    ///
    /// # Errors
    /// Where the system cannot watch them.
    pub fn watch(root: &Path) -> anyhow::Result<Self> {
        let root = fs::canonicalize(root).context("the folder of the site is gone")?;
        let (tell, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(tell).context("the system watches no files")?;
        let mut sources = Self {
            root: root.clone(),
            watcher,
            events,
            watched: BTreeSet::new(),
        };
        // For the configuration, and for folders of sources that are still to be made.
        sources
            .watcher
            .watch(&root, RecursiveMode::NonRecursive)
            .with_context(|| format!("cannot watch {}", root.display()))?;
        sources.watch_folders()?;
        Ok(sources)
    }

    /// Waits until sources change, and says which; nothing where they can no longer be watched.
    pub fn next(&mut self) -> Option<String> {
        loop {
            let mut events = vec![self.events.recv().ok()?];
            let begun = Instant::now();
            while let Ok(event) = self.events.recv_timeout(QUIET) {
                events.push(event);
                if begun.elapsed() > PATIENCE {
                    break;
                }
            }
            // That a file was read changes nothing, and a build reads all of them.
            let changes = events.into_iter().flatten();
            let changes = changes.filter(|event| !event.kind.is_access());
            let changes: Vec<Event> = changes.collect();
            let is_moved = |event: &&Event| {
                matches!(
                    event.kind,
                    EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
                )
            };
            let paths = changes
                .iter()
                .filter(is_moved)
                .flat_map(|event| &event.paths);
            let moved: BTreeSet<String> = paths.filter_map(|path| self.source_name(path)).collect();
            let names: BTreeSet<String> = changes
                .iter()
                .flat_map(|event| &event.paths)
                .filter_map(|path| self.source_name(path))
                .collect();
            // A folder that was moved or removed is no longer watched, also where there is a new one.
            self.watched.retain(|folder| !moved.contains(*folder));
            // Folders that cannot be watched are no reason to stop watching the others.
            let _ = self.watch_folders();
            if !names.is_empty() {
                return Some(told(&names));
            }
        }
    }

    fn watch_folders(&mut self) -> anyhow::Result<()> {
        let root = &self.root;
        self.watched.retain(|folder| root.join(folder).is_dir());
        for folder in FOLDERS {
            let path = root.join(folder);
            if path.is_dir() && self.watched.insert(folder) {
                self.watcher
                    .watch(&path, RecursiveMode::Recursive)
                    .with_context(|| format!("cannot watch {}", path.display()))?;
            }
        }
        Ok(())
    }

    /// The path of a source relative to the site's root; none for what is no source.
    fn source_name(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(&self.root).ok()?.to_str()?;
        let name = name.replace('\\', "/");
        let first = name.split('/').next().unwrap_or_default();
        let is_source = name == config::FILE || FOLDERS.contains(&first);
        (is_source && !is_draft_of_editor(&name)).then_some(name)
    }
}

/// Whether a file is one that editors write beside the file itself.
fn is_draft_of_editor(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    last.starts_with(['.', '#']) || last.ends_with(['~', '#']) || last == "4913"
}

fn told(names: &BTreeSet<String>) -> String {
    let named: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = names.len().saturating_sub(NAMED);
    match more {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}
