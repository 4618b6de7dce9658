//! What visitors see: a version of the site, and the faults of a newer one that could not be shown.

use super::Files;
use crate::diagnostic::Diagnostic;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch;

/// What is shown now, and who is told when that changes.
pub struct Screen {
    shown: RwLock<Shown>,
    news: watch::Sender<News>,
    /// What the numbers of versions begin with, so that a page of another run is never held to be
    /// new.
    run: u32,
}

/// What is shown.
#[derive(Clone)]
pub(super) struct Shown {
    /// None until there is a version without faults.
    pub files: Option<Arc<dyn Files>>,
    /// Path of the site's root, with a slash at both ends.
    pub base: String,
    pub news: News,
}

/// What pages in browsers are told.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(super) struct News {
    pub version: String,
    /// The faults that keep a newer version from being shown, as people read them.
    pub faults: Option<String>,
}

impl Screen {
    pub(super) fn new(run: u32) -> Self {
        let news = News {
            version: format!("{run}-0"),
            faults: None,
        };
        Self {
            shown: RwLock::new(Shown {
                files: None,
                base: "/".to_owned(),
                news: news.clone(),
            }),
            news: watch::Sender::new(news),
            run,
        }
    }

    /// Shows a new version at the path `base`; whatever a newer one had for faults is past.
    pub fn show(&self, files: Arc<dyn Files>, base: &str) {
        self.change(|shown, number| {
            shown.files = Some(files);
            shown.base = base.to_owned();
            shown.news.version = number;
            shown.news.faults = None;
        });
    }

    /// Goes on showing the last version, with the faults of the newest over it.
    pub fn show_faults(&self, faults: &[Diagnostic]) {
        let texts: Vec<String> = faults.iter().map(Diagnostic::to_text).collect();
        self.change(|shown, _| shown.news.faults = Some(texts.join("\n\n")));
    }

    pub(super) fn shown(&self) -> Shown {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }

    /// Gives what is shown now, and then every change.
    pub(super) fn news(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    fn change(&self, work: impl FnOnce(&mut Shown, String)) {
        let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        let number = shown.news.version.rsplit('-').next();
        let number: u64 = number.and_then(|text| text.parse().ok()).unwrap_or(0);
        work(&mut shown, format!("{}-{}", self.run, number + 1));
        self.news.send_replace(shown.news.clone());
    }
}

impl fmt::Debug for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Screen")
            .field("news", &*self.news.borrow())
            .finish_non_exhaustive()
    }
}
