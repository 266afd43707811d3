use app::view::{Address, ViewError};
use model::format::date_iso;
use model::time::Day;

use super::Period;

/// What a report is asked for beside its subject.
#[derive(Debug, Clone, Default)]
pub struct ReportAsked {
    /// How far back it looks.
    pub period: Period,
    /// The past day it speaks of; `None`: now.
    pub day: Option<Day>,
    /// Where the site is for everybody, without a slash at its end; empty: not known.
    pub site: String,
}

impl ReportAsked {
    /// The address of a page of that day, with more words.
    pub(super) fn page(&self, path: &str, words: &[(&str, &str)]) -> Result<Address, ViewError> {
        let day = self.day.map(|day| ("au", date_iso(day)));
        let day = day.iter().map(|(name, day)| (*name, day.as_str()));
        words
            .iter()
            .copied()
            .chain(day)
            .try_fold(path.to_owned(), |address, (name, value)| {
                let address = Address::parse(&address).map_err(|_| ViewError::NotFound)?;
                Ok(address.with(name, value))
            })
            .and_then(|address| Address::parse(&address).map_err(|_| ViewError::NotFound))
    }

    /// An address as it is printed.
    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }
}
