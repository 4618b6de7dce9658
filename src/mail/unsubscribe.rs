//! How a reader leaves the list: the address in each message, and the headers about it.
//!
//! `List-Unsubscribe` is of RFC 2369, `List-Unsubscribe-Post` of RFC 8058: one click in the mail program
//! sends a POST to an https address that must know reader and list by itself, and that nobody can
//! guess.

use super::reader::Key;

/// What `list_unsubscribe` of the configuration says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Unsubscribe {
    /// An https address with the blanks `{token}` and `{address}`.
    web: Option<String>,
    /// After `mailto:`.
    mail: Option<String>,
}

/// How one reader leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WayOut {
    pub web: Option<String>,
    pub mail: Option<String>,
}

impl Unsubscribe {
    /// Reads `https://…, mailto:…`, each once at most and either with or without angle brackets.
    ///
    /// # Errors
    /// Says in words what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut ways = Self::default();
        let parts = text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        for part in parts {
            let part = part.strip_prefix('<').unwrap_or(part);
            let part = part.strip_suffix('>').unwrap_or(part);
            let is_plain = part
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte));
            let lower = part.to_ascii_lowercase();
            let slot = match lower.split_once(':').map(|(scheme, _)| scheme) {
                Some("https") if is_plain => &mut ways.web,
                Some("mailto") if is_plain && part.contains('@') => &mut ways.mail,
                _ => {
                    return Err(format!(
                        "`{part}` is no way to leave a list; write https://…, mailto:…, or both with a comma between"
                    ));
                }
            };
            if slot.replace(part.to_owned()).is_some() {
                return Err("a list is left by one address of the web and one for mail, not by several of a kind".to_owned());
            }
        }
        Ok(ways)
    }

    /// The way that is the same for all readers, if there is one.
    pub fn public(&self) -> Option<&str> {
        let forms = [&self.web, &self.mail].into_iter().flatten();
        let mut public = forms.filter(|form| !form.contains('{'));
        public.next().map(String::as_str)
    }

    pub fn needs_token(&self) -> bool {
        let forms = [&self.web, &self.mail];
        forms
            .into_iter()
            .flatten()
            .any(|form| form.contains("{token}"))
    }

    /// Whether a click alone can tell who leaves.
    pub fn is_personal(&self) -> bool {
        let web = self.web.as_deref().unwrap_or_default();
        web.contains("{token}") || web.contains("{address}")
    }

    pub fn of(&self, key: &Key, list: &str, address: &str) -> WayOut {
        let token = key.token(list, address).unwrap_or_default();
        let fill = |form: &String| {
            form.replace("{token}", &token)
                .replace("{address}", &encoded(address))
        };
        WayOut {
            web: self.web.as_ref().map(fill),
            mail: self.mail.as_ref().map(fill),
        }
    }
}

impl WayOut {
    /// The link for people.
    pub fn link(&self) -> Option<&str> {
        self.web.as_deref().or(self.mail.as_deref())
    }

    /// The value of `List-Unsubscribe`.
    pub fn header(&self) -> Option<String> {
        let ways = [&self.web, &self.mail].into_iter().flatten();
        let ways: Vec<String> = ways.map(|way| format!("<{way}>")).collect();
        (!ways.is_empty()).then(|| ways.join(", "))
    }
}

fn encoded(address: &str) -> String {
    percent_encoding::utf8_percent_encode(address, percent_encoding::NON_ALPHANUMERIC).to_string()
}
