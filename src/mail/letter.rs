//! What is sent: the newsletter as HTML and as text, short enough to be shown whole.

use crate::diagnostic::Diagnostic;
use crate::model::library::{DigestIndex, TopicIndex};
use crate::render::views::MailView;
use crate::render::{Detail, Newsletter, Renderer, Wanted};
use css_inline::CSSInliner;

/// Largest HTML, as it is encoded, in bytes. Gmail cuts what is longer than about 102 kB, and with it
/// the link by which readers leave.
pub const LARGEST: usize = 90_000;

/// Room for what stands for [`WAY_OUT`] in the end.
const WAYS_OUT: usize = 1000;

/// Papers with which a newsletter that names not all of them begins to be tried.
const MANY: usize = 1000;

/// Where the reader's own way to leave the list is put into a letter that many get.
const WAY_OUT: &str = "https://way-out.invalid/";

/// A newsletter as all readers with the same topics get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub subject: String,
    html: String,
    text: String,
    /// Papers of the digest that it is about.
    pub papers: usize,
}

/// What is wanted of a letter.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// One of the day's digests.
    pub digest: DigestIndex,
    /// The readers' choice; all topics where it is empty.
    pub topics: &'a [TopicIndex],
    pub imprint: &'a str,
    /// Whether readers can leave the list.
    pub has_way_out: bool,
}

impl Letter {
    /// Composes the fullest letter that is short enough; none where it would have no paper.
    ///
    /// # Errors
    /// A mistake in a template, or one that gives so much beside the papers that nothing helps.
    pub fn compose(renderer: &Renderer<'_>, order: Order<'_>) -> Result<Option<Self>, Diagnostic> {
        let fewer =
            std::iter::successors(Some(MANY), |papers| (*papers > 0).then_some(papers * 4 / 5));
        let shortest = Detail::STEPS[Detail::STEPS.len() - 1];
        let cut = fewer.map(|papers| Detail { papers, ..shortest });
        for detail in Detail::STEPS.into_iter().chain(cut) {
            let wanted = Wanted {
                digest: order.digest,
                topics: order.topics,
                detail,
                mail: Some(MailView {
                    unsubscribe: order.has_way_out.then(|| WAY_OUT.to_owned()),
                    imprint: order.imprint.to_owned(),
                }),
            };
            let Some(newsletter) = renderer.newsletter(&wanted)? else {
                return Ok(None);
            };
            let letter = Self::of(newsletter)?;
            if encoded_len(&letter.html) <= LARGEST - WAYS_OUT {
                return Ok(Some(letter));
            }
        }
        let message = format!(
            "the newsletter is larger than {} kB even without papers",
            LARGEST / 1000
        );
        Err(Diagnostic::error(message).help("shorten the template email/newsletter.html"))
    }

    /// The letter of a newsletter, whatever its size.
    ///
    /// # Errors
    /// Styles that cannot be put into elements.
    pub fn of(newsletter: Newsletter) -> Result<Self, Diagnostic> {
        Ok(Self {
            html: visible(&with_styles_inlined(&newsletter.html)?),
            text: tidied(&newsletter.text),
            subject: newsletter.subject,
            papers: newsletter.papers,
        })
    }

    /// As HTML, with this way to leave the list.
    pub fn html(&self, way_out: &str) -> String {
        self.html.replace(WAY_OUT, &crate::markup::escape(way_out))
    }

    /// As text in lines of 72 columns, with this way to leave the list.
    pub fn text(&self, way_out: &str) -> String {
        self.text.replace(WAY_OUT, way_out)
    }
}

/// Puts the rules of `style` elements into the elements that they are about: many mail programs drop
/// the former.
fn with_styles_inlined(html: &str) -> Result<String, Diagnostic> {
    let inliner = CSSInliner::options()
        .load_remote_stylesheets(false)
        .resolve_css_variables(true)
        .build();
    inliner.inline(html).map_err(|error| {
        Diagnostic::error(format!("the styles of email/newsletter.html cannot be put into its elements: {error}"))
            .help("write them plainly; those that are for some readers alone stand in a `style` element with data-css-inline=\"keep\"")
    })
}

/// Without space at the ends of lines, and with no more than one empty line in a row.
fn tidied(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in visible(text).trim().lines().map(str::trim_end) {
        if line.is_empty() && tidy.ends_with("\n\n") {
            continue;
        }
        tidy.push_str(line);
        tidy.push('\n');
    }
    tidy
}

/// Without characters that no text has and that would be commands to somebody on the way.
fn visible(text: &str) -> String {
    let is_visible = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.chars().filter(is_visible).collect()
}

/// Length as it is encoded in a message, in bytes.
fn encoded_len(text: &str) -> usize {
    use lettre::message::Body;
    Body::new(text.to_owned()).len()
}
