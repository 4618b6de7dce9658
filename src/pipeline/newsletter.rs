//! A site made ready for its newsletter: all of a build but the pages.
//!
//! Left out: what a message looks like, and to whom it goes.

use super::planned::{self, State};
use super::settings::Settings;
use super::{Request, has};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::mail::letter::{Letter, Order};
use crate::model::date::Date;
use crate::model::library::{DigestIndex, Library, TopicIndex};
use crate::model::slug::slug;
use crate::render::{self, Renderer};

/// Where letters about the digests of one day are composed.
#[derive(Debug)]
pub struct Desk<'a> {
    renderer: &'a Renderer<'a>,
    library: &'a Library,
    digest: DigestIndex,
    imprint: &'a str,
}

/// What became of an attempt to open a desk.
#[derive(Debug)]
pub struct Attempt<R> {
    pub outcome: Outcome<R>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Whether there was work.
#[derive(Debug)]
pub enum Outcome<R> {
    Done(R),
    /// There is no such digest, or none at all.
    NoDigest,
    /// The site has faults, so nobody is written to about it.
    Faulty,
}

/// Opens a desk for the digests of a day, or of the newest day, and hands it to `work`. A warning is no
/// reason to keep a letter back, unless the request is strict.
pub fn at_desk<R>(
    settings: &Settings,
    request: &Request,
    date: Option<Date>,
    work: impl FnOnce(&Desk<'_>) -> R,
) -> Attempt<R> {
    let mut site = planned::plan(settings, request);
    let mut diagnostics = std::mem::take(&mut site.diagnostics);
    let goes_on = match site.state {
        State::Sound => true,
        State::Incomplete => request.keep_going,
        State::Faulty => false,
    };
    let theme = site.theme.take().filter(|_| goes_on);
    let Some(theme) = theme else {
        return Attempt {
            outcome: Outcome::Faulty,
            diagnostics,
        };
    };
    let Some(digest) = digest_of(&site.library, date) else {
        return Attempt {
            outcome: Outcome::NoDigest,
            diagnostics,
        };
    };
    let imprint = &settings.config.email.imprint;
    let done = render::with_renderer(site.content(), theme, &site.options, |renderer, noticed| {
        let is_sound = !(request.strict && has(Severity::Warning, &noticed));
        let desk = Desk {
            renderer,
            library: &site.library,
            digest,
            imprint,
        };
        (is_sound.then(|| work(&desk)), noticed)
    });
    let (done, noticed) = done.unwrap_or_else(|faults| (None, faults));
    diagnostics.extend(noticed);
    Attempt {
        outcome: done.map_or(Outcome::Faulty, Outcome::Done),
        diagnostics,
    }
}

/// The first digest of a day, or of the newest with papers.
fn digest_of(library: &Library, date: Option<Date>) -> Option<DigestIndex> {
    let Some(date) = date else {
        return library.newest_digest();
    };
    let first = library.digests.partition_point(|digest| digest.date < date);
    let is_there = library
        .digests
        .get(first)
        .is_some_and(|digest| digest.date == date);
    is_there.then_some(DigestIndex(first))
}

impl Desk<'_> {
    /// The day, which is what a newsletter is sent once for.
    pub fn date(&self) -> Date {
        self.library.digest(self.digest).date
    }

    /// Whether the day has papers at all.
    pub fn has_papers(&self) -> bool {
        let mut digests = self.library.of_same_day(self.digest).iter();
        digests.any(|digest| !digest.papers.is_empty())
    }

    /// The letter on these topics, or on all where there are none; none where it would have no paper.
    ///
    /// # Errors
    /// A mistake in a template.
    pub fn letter(
        &self,
        topics: &[TopicIndex],
        has_way_out: bool,
    ) -> Result<Option<Letter>, Diagnostic> {
        let order = Order {
            digest: self.digest,
            topics,
            imprint: self.imprint,
            has_way_out,
        };
        Letter::compose(self.renderer, order)
    }

    /// A topic by its name, or by that of its page.
    ///
    /// # Errors
    /// The nearest name that there is, if one is near.
    pub fn topic(&self, name: &str) -> Result<TopicIndex, Option<&str>> {
        let topics = &self.library.topics;
        let wanted = slug(name);
        let found = topics.iter().position(|topic| {
            topic.slug == wanted || topic.name.to_lowercase() == name.to_lowercase()
        });
        found.map(TopicIndex).ok_or_else(|| {
            let names = topics.iter().map(|topic| topic.name.as_str());
            nearest(name, names)
        })
    }
}
