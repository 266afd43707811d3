use leptos_router::location::Url;
use model::format::date_iso;
use model::time::Day;

use crate::chart::escape::segment;

/// Longer addresses are nobody's.
const LONGEST: usize = 2_000;

/// What a page was asked with: its path, and the words after `?`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    path: String,
    words: Vec<(String, String)>,
    day: Option<Day>,
}

/// `?au=` is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a date")]
pub struct BadDay;

impl Address {
    /// The address of the city's page.
    pub fn home() -> Self {
        Self {
            path: String::from("/"),
            words: Vec::new(),
            day: None,
        }
    }

    /// `/lieu/ecole?au=2026-11-24&usage=…`; too long a text is cut.
    ///
    /// # Errors
    /// [`BadDay`] when `au` is there and not a date.
    pub fn parse(text: &str) -> Result<Self, BadDay> {
        let end = text.floor_char_boundary(LONGEST);
        let text = text.get(..end).unwrap_or_default();
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let plain = |text: &str| Url::unescape(&text.replace('+', " "));
        let words: Vec<(String, String)> = query
            .split('&')
            .filter_map(|word| word.split_once('='))
            .map(|(name, value)| (plain(name), plain(value)))
            .collect();
        let mut address = Self {
            path: path.to_owned(),
            words,
            day: None,
        };
        if let Some(day) = address.word("au") {
            address.day = Some(day.parse().map_err(|_| BadDay)?);
        }
        Ok(address)
    }

    /// The path as it was asked.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parts of the path, as plain text.
    pub fn segments(&self) -> Vec<String> {
        let parts = self.path.split('/').filter(|part| !part.is_empty());
        parts.map(Url::unescape).collect()
    }

    /// The day of `?au=`.
    pub const fn day(&self) -> Option<Day> {
        self.day
    }

    /// A word after `?`; an empty one is none.
    pub fn word(&self, name: &str) -> Option<&str> {
        let found = self.words.iter().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// A date after `?`, held within [`Day::ASKED`]; what is not a date is none.
    pub fn date(&self, name: &str) -> Option<Day> {
        let day: Option<Day> = self.word(name).and_then(|text| text.parse().ok());
        day.map(|day| day.clamp(*Day::ASKED.start(), *Day::ASKED.end()))
    }

    /// The words that stay when one of them is chosen anew, for the hidden
    /// fields of a form.
    pub fn words_but<'a>(&'a self, names: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.words
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(move |(name, value)| !names.contains(name) && !value.is_empty())
    }

    /// The same page with one word chosen anew; an empty value takes it away.
    pub fn with(&self, name: &str, value: &str) -> String {
        let names = [name];
        let kept = self.words_but(&names);
        let chosen = Some((name, value)).filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = kept
            .chain(chosen)
            .map(|(name, value)| format!("{}={}", segment(name), segment(value)))
            .collect();
        match query.as_slice() {
            [] => self.path.clone(),
            query => format!("{}?{}", self.path, query.join("&")),
        }
    }

    /// The same page with no word but the day.
    #[must_use]
    pub fn only_the_day(&self) -> Self {
        let mut only = self.clone();
        only.words.retain(|(name, _)| name == "au");
        only
    }

    /// Another page, with the same words.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..self.clone()
        }
    }

    /// `?au=…` and nothing else, for the way to another page.
    pub fn day_query(&self) -> String {
        self.day
            .map_or_else(String::new, |day| format!("?au={}", date_iso(day)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_chosen_anew_and_the_others_stay() {
        let asked =
            Address::parse("/theme/energie?au=2026-11-24&usage=%C3%89cole+maternelle&vide=");
        let asked = asked.unwrap();
        assert_eq!(asked.segments(), ["theme", "energie"]);
        assert_eq!(asked.word("usage"), Some("École maternelle"));
        assert_eq!(asked.word("vide"), None);
        assert_eq!(
            asked.with("usage", "Crèche"),
            "/theme/energie?au=2026-11-24&usage=Cr%C3%A8che"
        );
        assert_eq!(asked.with("usage", ""), "/theme/energie?au=2026-11-24");
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        assert_eq!(Address::parse("/?au=hier"), Err(BadDay));
        assert_eq!(Address::parse("/?au=").unwrap().day(), None);
    }

    #[test]
    fn an_endless_address_is_cut() {
        let asked = Address::parse(&format!("/lieu/{}", "é".repeat(9_000))).unwrap();
        assert!(asked.path().len() <= LONGEST);
    }
}
