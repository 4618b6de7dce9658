//! What templates see of the newsletter, and of how readers get it.

use super::LinkView;
use serde::Serialize;

/// The newsletter of a day, as it is sent by mail and as its page shows it. Every text is plain: formulas
/// are written in Unicode, since mail programs know no MathML. Use no `title_html` here.
#[derive(Debug, Clone, Serialize)]
pub struct NewsletterView {
    pub subject: String,
    /// What mail programs show beside the subject: the first titles.
    pub preheader: String,
    /// That of the digest, where the day has one digest and that has a title; else the date, written out.
    pub title: String,
    /// Whether `title` is not the date.
    pub has_title: bool,
    /// The digests of the day that have papers.
    pub digests: Vec<LinkView>,
    /// ISO date, and the same written out.
    pub date: String,
    pub date_text: String,
    /// The beginning of the introduction; may be empty.
    pub introduction: String,
    /// Papers of the day; of a reader's own choice where there is one.
    pub paper_count: usize,
    /// The topics that this reader wants; none where all of them.
    pub topics: Vec<LinkView>,
    /// What was trending on the day, at most five papers, also of digests before.
    pub trending: Vec<LetterPaperView>,
    /// The other papers of the day, by topic.
    pub groups: Vec<LetterGroupView>,
    /// Papers for which there was no room.
    pub left_out: usize,
    /// The page that shows this newsletter in a browser, where there is one.
    pub path: Option<String>,
    /// None on that page.
    pub mail: Option<MailView>,
}

/// What only a message says, and no page.
#[derive(Debug, Clone, Serialize)]
pub struct MailView {
    /// Where the reader leaves the list: an address of the web or one for mail (`mailto:`).
    pub unsubscribe: Option<String>,
    /// Who sends it, and where they are; may be empty.
    pub imprint: String,
}

/// Papers of a newsletter that have a topic in common.
#[derive(Debug, Clone, Serialize)]
pub struct LetterGroupView {
    /// None for papers without a topic that others have, too.
    pub topic: Option<LinkView>,
    pub papers: Vec<LetterPaperView>,
}

/// A paper in a newsletter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterPaperView {
    /// Place in the newsletter, from 1.
    pub number: usize,
    pub title: String,
    pub path: String,
    /// Its authors in one line; may be empty.
    pub by: String,
    /// What the editor says of it, else the beginning of the abstract; may be empty.
    pub text: String,
    /// Votes on that day.
    pub votes: Option<u64>,
    /// The digest that showed it last, where that is of a day before.
    pub shown: Option<LinkView>,
}

/// How readers subscribe by mail: the form of the service that sends the site's mail.
#[derive(Debug, Clone, Serialize)]
pub struct SubscribeFormView {
    /// Where the form is sent by POST, and the host of it.
    pub action: String,
    pub host: String,
    /// Scheme and host, for the content policy.
    pub origin: String,
    /// Name of the field for the address.
    pub email_field: String,
    /// Fields that the service wants, with their values.
    pub hidden: Vec<HiddenFieldView>,
    /// A field that people do not see and programs fill in.
    pub trap: Option<String>,
}

/// A field of a form that nobody sees.
#[derive(Debug, Clone, Serialize)]
pub struct HiddenFieldView {
    pub name: String,
    pub value: String,
}

/// What the page on subscribing knows beside the feeds of `page.feeds`.
#[derive(Debug, Clone, Serialize)]
pub struct SubscriptionView {
    /// All topic feeds as a list for feed readers, where there are any.
    pub opml_path: Option<String>,
    /// The newest newsletter.
    pub newsletter: Option<LinkView>,
}
