//! The fixed words of a site, in its language.
//!
//! What a theme says is in its language tables, `languages/<tag>.toml`, and neither in templates
//! nor in the program. Where the table of the site's language lacks a word, the English one is
//! used, so that a table may begin small.
//!
//! Left out: texts of digests, which stay in the language that they were written in.

mod table;

use super::layers::Layer;
use crate::diagnostic::Diagnostic;
use crate::model::date::Date;
use crate::model::partial_date::PartialDate;
use crate::model::period::Span;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::BTreeMap;
use table::{Dates, Table};

/// The language of the table that is never missing.
const ENGLISH: &str = "en";

/// Words, sentences, counts and dates of one language.
#[derive(Debug)]
pub struct Language {
    words: BTreeMap<String, String>,
    counts: BTreeMap<String, BTreeMap<String, String>>,
    dates: Dates,
    /// Words that the language's own tables lack.
    missing: Vec<String>,
    /// None for a tag that the plural rules do not know: every number but one is `other` then.
    plurals: Option<PluralRules>,
}

/// A value for a blank: `("title", "…")` fills `{title}`.
pub type Blank<'a> = (&'a str, &'a str);

/// The language with the tag `tag` in the tables of a theme's layers; also gives what was noticed.
pub(super) fn load(layers: &[Layer], tag: &str) -> (Language, Vec<Diagnostic>) {
    let (texts, mut noticed) = table::find(layers);
    let (english, faults) = table::read(&texts, ENGLISH);
    noticed.extend(faults);
    let own = if tag.eq_ignore_ascii_case(ENGLISH) {
        Table::default()
    } else {
        let (own, faults) = table::read(&texts, tag);
        noticed.extend(faults);
        own
    };
    let is_english = tag
        .get(..2)
        .is_some_and(|tag| tag.eq_ignore_ascii_case(ENGLISH))
        && !tag.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic);
    if own.is_empty() && !is_english {
        noticed.push(
            Diagnostic::warning(format!(
                "there is no table of words for the language `{tag}`; the site's fixed words are English"
            ))
            .help(format!(
                "copy themes/folio/languages/en.toml (offprint theme eject folio) to languages/{tag}.toml and translate it"
            )),
        );
    }
    // A table that counts in English forms must be asked in English, so the rules follow the words.
    let rules = if own.is_empty() { ENGLISH } else { tag };
    (Language::new(english, own, rules), noticed)
}

impl Language {
    fn new(english: Table, own: Table, tag: &str) -> Self {
        let is_missing = |name: &&String| !own.is_empty() && !own.words.contains_key(*name);
        let missing = english.words.keys().filter(is_missing).cloned().collect();
        let mut words = english.words;
        words.extend(own.words);
        let mut counts = english.counts;
        counts.extend(own.counts);
        Self {
            words,
            counts,
            missing,
            dates: Dates {
                day: own.dates.day.or(english.dates.day),
                month: own.dates.month.or(english.dates.month),
                week: own.dates.week.or(english.dates.week),
                months: own.dates.months.or(english.dates.months),
                weekdays: own.dates.weekdays.or(english.dates.weekdays),
            },
            plurals: tag
                .parse::<Locale>()
                .ok()
                .and_then(|locale| PluralRules::try_new_cardinal(locale.into()).ok()),
        }
    }

    /// Every word and sentence by its name.
    pub fn words(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// A word by its name; the name itself where no table has it.
    pub fn word<'a>(&'a self, name: &'a str) -> &'a str {
        self.words.get(name).map_or(name, String::as_str)
    }

    /// A sentence with its blanks filled; the name itself where no table has it.
    pub fn say(&self, name: &str, blanks: &[Blank<'_>]) -> String {
        fill(self.word(name), blanks)
    }

    /// So many things: `1 paper`, `116 papers`; `None` where no table can count them.
    pub fn counted(&self, name: &str, number: usize) -> Option<String> {
        let forms = self.counts.get(name)?;
        let category = match &self.plurals {
            Some(rules) => category(rules.category_for(number)),
            None if number == 1 => "one",
            None => "other",
        };
        let form = forms.get(category).or_else(|| forms.get("other"))?;
        Some(fill(form, &[("n", &number.to_string())]))
    }

    /// As [`Language::counted`], with the number and the name where no table has it.
    pub fn count(&self, name: &str, number: usize) -> String {
        self.counted(name, number)
            .unwrap_or_else(|| format!("{number} {name}"))
    }

    /// What the language's own tables lack, in a sentence; none where they have every word.
    pub fn gaps(&self) -> Option<String> {
        let names = self.missing.join(", ");
        (!names.is_empty())
            .then(|| format!("the language table leaves these words English: {names}"))
    }

    /// The names of everything that can be counted.
    pub fn countable(&self) -> impl Iterator<Item = &str> {
        self.counts.keys().map(String::as_str)
    }

    /// `23 November 2026`, in the language's way.
    pub fn date(&self, date: Date) -> String {
        self.dated(self.day_form(), date.year(), date.month(), Some(date.day()))
    }

    /// `November 2026`.
    pub fn month(&self, year: i16, month: i8) -> String {
        let form = self.dates.month.as_deref().unwrap_or("{year}-{month}");
        self.dated(form, year, month, None)
    }

    /// `November`; its number where the tables have no names. Months are counted from 1.
    pub fn month_name(&self, month: i8) -> String {
        let names = self.dates.months.as_ref();
        let index = usize::try_from(month - 1).ok();
        let name = names.and_then(|names| names.get(index?));
        name.cloned().unwrap_or_else(|| month.to_string())
    }

    /// How a day is written, with the blanks `{day}`, `{month}` and `{year}`.
    pub fn day_form(&self) -> &str {
        self.dates.day.as_deref().unwrap_or("{year}-{month}-{day}")
    }

    /// The names of the months, from January.
    pub fn months(&self) -> Vec<String> {
        let month = |number: i8| self.month_name(number);
        (1..=12).map(month).collect()
    }

    /// The days of the week from Monday, cut as short as a calendar's columns need.
    pub fn weekdays(&self) -> [String; 7] {
        self.dates.weekdays.clone().unwrap_or_default()
    }

    /// `23 November 2026`, `November 2026` or `2026`, as it is known.
    pub fn partial_date(&self, partial: PartialDate) -> String {
        match (partial.exact(), partial.month()) {
            (Some(day), _) => self.date(day),
            (None, Some(month)) => self.month(partial.year(), month),
            (None, None) => partial.year().to_string(),
        }
    }

    /// `Week 47 of 2026`, `November 2026` or `2026`.
    pub fn span(&self, span: Span) -> String {
        match span {
            Span::Year(year) => year.to_string(),
            Span::Month(year, month) => self.month(year, month),
            Span::Week(year, week) => {
                let form = self.dates.week.as_deref().unwrap_or("{year}-W{week}");
                let blanks = [("week", &*week.to_string()), ("year", &*year.to_string())];
                fill(form, &blanks)
            }
        }
    }

    fn dated(&self, form: &str, year: i16, month: i8, day: Option<i8>) -> String {
        let (year, month) = (year.to_string(), self.month_name(month));
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        fill(form, &[("day", &day), ("month", &month), ("year", &year)])
    }
}

/// The sentence with each blank that has a value filled; the others stay as they are.
pub fn fill(form: &str, blanks: &[Blank<'_>]) -> String {
    let mut filled = String::with_capacity(form.len() + 16);
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let blank = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = blanks.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        match blank {
            Some((value, after)) => {
                filled.push_str(value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// The name of a plural category in language tables.
fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
