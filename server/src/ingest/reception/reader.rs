use std::collections::HashMap;

use model::time::At;

use super::{CounterDirectory, Fields};
use crate::ingest::LineFault;
use crate::ingest::stamp::StampReader;
use crate::store::Rating;

/// What records of one source are read against.
#[derive(Debug)]
pub struct Reader<'a> {
    /// Who tells: the name of a source key, or `import`.
    pub source: &'a str,
    /// What exists.
    pub counters: &'a CounterDirectory,
    /// The instant of our clock.
    pub now: At,
    stamps: StampReader,
    ratings: HashMap<Rating, u32>,
}

impl<'a> Reader<'a> {
    /// How far the clock of a source may run ahead, in seconds.
    const MOST_AHEAD_S: i64 = 600;
    /// 2000-01-01: what is said to be before was read with the wrong format.
    const EARLIEST: At = At::from_seconds(946_684_800);

    /// Starts with nothing read.
    pub fn new(source: &'a str, counters: &'a CounterDirectory, now: At) -> Self {
        Self {
            source,
            counters,
            now,
            stamps: StampReader::default(),
            ratings: HashMap::new(),
        }
    }

    /// An instant, where it is said: RFC 3339, from the year 2000 on.
    ///
    /// # Errors
    /// [`LineFault`] where it cannot be read.
    pub fn instant(&mut self, fields: &Fields<'_>, name: &str) -> Result<Option<At>, LineFault> {
        let Some(text) = fields.get(name) else {
            return Ok(None);
        };
        let at = self.stamps.read(text.as_bytes()).map_err(|fault| {
            let text = LineFault::quoted(text.as_bytes());
            LineFault::of(name, format!("`{text}` {fault}"))
        })?;
        if at < Self::EARLIEST {
            let reason = "is before 2000: check the format of the date";
            return Err(LineFault::of(name, reason));
        }
        Ok(Some(at))
    }

    /// An instant that must be said, and must have come.
    ///
    /// # Errors
    /// [`LineFault`].
    pub fn past(&mut self, fields: &Fields<'_>, name: &str) -> Result<At, LineFault> {
        let at = self
            .instant(fields, name)?
            .ok_or_else(|| LineFault::of(name, "is missing"))?;
        let ahead_s = at.seconds_since(self.now);
        if ahead_s > Self::MOST_AHEAD_S {
            return Err(LineFault::of(
                name,
                format!("is {ahead_s} s in the future: check the clock or the zone of the source"),
            ));
        }
        Ok(at)
    }

    /// Which of the same answers of this source this one is, from 1.
    pub(super) fn nth(&mut self, rating: &Rating) -> u32 {
        let known = self.ratings.entry(rating.clone()).or_default();
        *known = known.saturating_add(1);
        *known
    }
}
