//! The form by which readers subscribe: a plain HTML form that is sent to the service of the site's
//! newsletter.
//!
//! Each service has an address and fields of its own, which its documentation gives:
//! Buttondown (docs.buttondown.com, "Building your subscriber base"), listmonk (listmonk.app/docs,
//! public subscription form), Mailchimp and Kit (the embedded form that they generate).
//! Left out: services that take no form from another site, such as Substack.

use super::views::{HiddenFieldView, SubscribeFormView};
use crate::markup::address;
use serde::Deserialize;

/// The `[subscribe]` table.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    pub service: Option<Service>,
    /// The user of Buttondown, the number of a form of Kit.
    pub name: String,
    /// The address of listmonk, of Mailchimp's form, or of whatever takes the form.
    pub url: String,
    /// The lists of listmonk, by their UUIDs.
    pub lists: Vec<String>,
    /// Name of the field for the address, at an address of one's own.
    pub field: String,
}

/// What takes the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Service {
    Buttondown,
    Listmonk,
    Mailchimp,
    Kit,
    /// Any address.
    Url,
}

/// What is wrong with the table: the key, and why.
pub type Fault = (&'static str, String);

impl Options {
    /// The form; none where no service is named.
    ///
    /// # Errors
    /// The key that is missing or wrong.
    pub fn form(&self) -> Result<Option<SubscribeFormView>, Fault> {
        let Some(service) = self.service else {
            return match *self == Self::default() {
                true => Ok(None),
                false => Err((
                    "service",
                    "`subscribe.service` is missing; there are buttondown, listmonk, mailchimp, kit and url".to_owned(),
                )),
            };
        };
        let form = match service {
            Service::Buttondown => self.buttondown()?,
            Service::Listmonk => self.listmonk()?,
            Service::Mailchimp => self.mailchimp()?,
            Service::Kit => self.kit()?,
            Service::Url => {
                let field = match self.field.as_str() {
                    "" => "email",
                    field => field,
                };
                form(self.web_address("the address that takes the form")?, field)
            }
        };
        Ok(Some(form))
    }

    fn buttondown(&self) -> Result<SubscribeFormView, Fault> {
        let user = self.short_name("your user name at Buttondown")?;
        let action = format!("https://buttondown.com/api/emails/embed-subscribe/{user}");
        let mut form = form(action, "email");
        form.hidden.push(hidden("embed", "1"));
        Ok(form)
    }

    fn listmonk(&self) -> Result<SubscribeFormView, Fault> {
        let root = self.web_address("the address of your listmonk")?;
        let is_uuid = |list: &String| {
            list.len() == 36 && list.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
        };
        if self.lists.is_empty() || !self.lists.iter().all(is_uuid) {
            let message = "`subscribe.lists` are the UUIDs of your lists in listmonk, such as \"eb420c55-4cfb-4972-92ba-c93c34ba475d\"";
            return Err(("lists", message.to_owned()));
        }
        let action = format!("{}/subscription/form", root.trim_end_matches('/'));
        let mut form = form(action, "email");
        form.hidden = self.lists.iter().map(|list| hidden("l", list)).collect();
        form.trap = Some("nonce".to_owned());
        Ok(form)
    }

    fn mailchimp(&self) -> Result<SubscribeFormView, Fault> {
        let url = self.web_address("the address of the form that Mailchimp generates")?;
        let (_, query) = url.split_once('?').unwrap_or((&url, ""));
        let value = |name: &str| {
            let mut parts = query.split('&').filter_map(|part| part.split_once('='));
            parts.find(|(key, _)| *key == name).map(|(_, value)| value)
        };
        let (Some(user), Some(list)) = (value("u"), value("id")) else {
            let message = "`subscribe.url` is the address in the form that Mailchimp generates, such as \"https://example.us1.list-manage.com/subscribe/post?u=…&id=…\"";
            return Err(("url", message.to_owned()));
        };
        let trap = format!("b_{user}_{list}");
        let mut form = form(url, "EMAIL");
        form.trap = Some(trap);
        Ok(form)
    }

    fn kit(&self) -> Result<SubscribeFormView, Fault> {
        let number = self.short_name("the number of your form at Kit")?;
        let action = format!("https://app.kit.com/forms/{number}/subscriptions");
        Ok(form(action, "email_address"))
    }

    /// What stands in an address as it is.
    fn short_name(&self, what: &str) -> Result<&str, Fault> {
        let is_plain =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        match !self.name.is_empty() && self.name.bytes().all(is_plain) {
            true => Ok(&self.name),
            false => Err(("name", format!("`subscribe.name` has to be {what}"))),
        }
    }

    fn web_address(&self, what: &str) -> Result<String, Fault> {
        let url = self.url.trim();
        let is_plain = |c: char| c.is_ascii_graphic() && !"\"'<>;,\\".contains(c);
        // An address of mail is nobody else's business, but for those who try it on their machine.
        let host = address::host(url);
        let is_local = host.is_some_and(|host| {
            let host = host.split(':').next().unwrap_or_default();
            host == "localhost" || host.starts_with("127.")
        });
        let is_safe = url.to_ascii_lowercase().starts_with("https://") || is_local;
        match host.is_some() && is_safe && url.chars().all(is_plain) {
            true => Ok(url.to_owned()),
            // As it is copied out of HTML.
            false if url.contains("&amp;") => Self {
                url: url.replace("&amp;", "&"),
                ..self.clone()
            }
            .web_address(what),
            false => Err((
                "url",
                format!("`subscribe.url` has to be {what}, such as \"https://example.org/…\""),
            )),
        }
    }
}

/// A form with one field. The address has a host.
fn form(action: String, email_field: &str) -> SubscribeFormView {
    let host = address::host(&action).unwrap_or_default().to_owned();
    let end = action.find("://").map_or(0, |at| at + 3);
    let origin = action[end..].find(['/', '?', '#']);
    let origin = origin.map_or(action.as_str(), |at| &action[..end + at]);
    SubscribeFormView {
        host,
        origin: origin.to_owned(),
        email_field: email_field.to_owned(),
        hidden: Vec::new(),
        trap: None,
        action,
    }
}

fn hidden(name: &str, value: &str) -> HiddenFieldView {
    HiddenFieldView {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}
