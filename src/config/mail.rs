//! What may be wrong in the tables `[email]` and `[subscribe]` beyond the kind of a value.

use crate::mail::message::Sender;
use crate::mail::reader::Key;
use crate::mail::server::Server;
use crate::mail::{self, Options};
use crate::render::NewsletterOptions;
use crate::render::subscribe;
use crate::render::views::SubscribeFormView;

/// Hands the path of each faulty key and what is wrong with it to `refuse`; gives the form.
pub fn check(
    email: &mail::Options,
    subscribe: &subscribe::Options,
    mut refuse: impl FnMut(&str, String),
) -> Option<SubscribeFormView> {
    if email.from.is_some()
        && let Err((key, why)) = Sender::new(email, Key::default(), None)
    {
        refuse(&format!("email.{key}"), why);
    }
    if let Some(smtp) = &email.smtp
        && let Err(why) = Server::parse(smtp)
    {
        refuse("email.smtp", why);
    }
    if email.per_minute == 0 {
        refuse(
            "email.per_minute",
            "`email.per_minute` has to be at least 1".to_owned(),
        );
    }
    if email.timeout_seconds == 0 {
        refuse(
            "email.timeout_seconds",
            "`email.timeout_seconds` has to be at least 1".to_owned(),
        );
    }
    match (&email.dkim_domain, &email.dkim_selector) {
        (Some(_), None) => refuse(
            "email.dkim_domain",
            "a DKIM key also has a selector: set `email.dkim_selector`".to_owned(),
        ),
        (None, Some(_)) => refuse(
            "email.dkim_selector",
            "a DKIM key also has a domain: set `email.dkim_domain`".to_owned(),
        ),
        _ => {}
    }
    subscribe.form().unwrap_or_else(|(key, why)| {
        refuse(&format!("subscribe.{key}"), why);
        None
    })
}

/// What the pages of newsletters are told; none where the site has no newsletter.
pub fn newsletter(email: &Options) -> Option<NewsletterOptions> {
    email.from.as_ref().map(|_| NewsletterOptions {
        subject: email.subject.clone(),
    })
}
