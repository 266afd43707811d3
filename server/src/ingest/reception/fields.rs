use std::borrow::Cow;

use crate::ingest::{LineFault, quoted};

/// One line as named texts, whatever it was written in. An empty text is not said.
#[derive(Debug, Clone, Default)]
pub struct Fields<'a> {
    named: Vec<(&'a str, Cow<'a, str>)>,
}

impl<'a> Fields<'a> {
    /// Texts by the names of their columns.
    pub fn new(named: impl IntoIterator<Item = (&'a str, Cow<'a, str>)>) -> Self {
        Self {
            named: named.into_iter().collect(),
        }
    }

    /// The names that are there.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.named.iter().map(|(name, _)| *name)
    }

    /// A text, where it is said.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, text) = self.named.iter().find(|(known, _)| *known == name)?;
        Some(text.trim()).filter(|text| !text.is_empty())
    }

    /// A text that must be said.
    ///
    /// # Errors
    /// [`LineFault`] where it is not.
    pub fn require(&self, name: &str) -> Result<&str, LineFault> {
        self.get(name)
            .ok_or_else(|| LineFault::of(name, "is missing"))
    }

    /// What a text that is said stands for.
    ///
    /// # Errors
    /// [`LineFault`] where it cannot be read.
    pub fn parsed<T: core::str::FromStr<Err: core::fmt::Display>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, LineFault> {
        let read = |text: &str| {
            text.parse().map_err(|fault: T::Err| {
                let text = LineFault::quoted(text.as_bytes());
                LineFault::of(name, format!("`{text}`: {fault}"))
            })
        };
        self.get(name).map(read).transpose()
    }

    /// What a text stands for that must be said.
    ///
    /// # Errors
    /// [`LineFault`] where it is missing or cannot be read.
    pub fn must_parse<T: core::str::FromStr<Err: core::fmt::Display>>(
        &self,
        name: &str,
    ) -> Result<T, LineFault> {
        self.parsed(name)?
            .ok_or_else(|| LineFault::of(name, "is missing"))
    }

    /// The line as a table of its own, which can be read again.
    pub fn as_table(&self) -> String {
        let names: Vec<&str> = self.names().collect();
        let cells: Vec<String> = self.named.iter().map(|(_, text)| quoted(text)).collect();
        format!("{}\n{}", names.join(","), cells.join(","))
    }
}
