use serde::{Deserialize, Serialize};

use super::{Cause, Finding};
use crate::city::{PlaceCode, SeriesCode};
use crate::time::{At, Day};

/// A finding that somebody has to look at, with all that became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// Number in the database; 0 until it is stored.
    pub id: i64,
    /// Which series.
    pub series: SeriesCode,
    /// Where it measures.
    pub place: PlaceCode,
    /// What is out of line.
    pub cause: Cause,
    /// First day of it.
    pub first_day: Day,
    /// Last day it was seen.
    pub last_day: Day,
    /// Measured a day in the mean, in the unit of the series.
    pub measured: f64,
    /// Expected a day in the mean.
    pub expected: f64,
    /// One robust standard deviation around it.
    pub spread: f64,
    /// Amount that may be wasted, in the unit of the series.
    pub waste: f64,
    /// What happened to it, oldest first; the first entry opened it.
    pub life: Vec<AlertEvent>,
}

/// Something that happened to an alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertEvent {
    /// When.
    pub at: At,
    /// Who did it: a name, or `belvedere` for the watch itself.
    pub who: String,
    /// What.
    pub act: AlertAct,
    /// The explanation, or a remark; may be empty.
    #[serde(default)]
    pub note: String,
}

/// What can be done with an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertAct {
    /// The watch found it.
    Open,
    /// Somebody takes it on.
    Acknowledge,
    /// Its cause is known.
    Explain,
    /// It is over.
    Close,
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertState {
    /// Nobody has taken it on.
    Open,
    /// Somebody has.
    Acknowledged,
    /// Its cause is known.
    Explained,
    /// It is over.
    Closed,
}

/// Why an act is refused.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
pub enum AlertRefusal {
    /// A closed alert stays closed.
    #[error("the alert is closed: if it comes again, a new one opens")]
    Closed,
    /// Somebody took it on already.
    #[error("the alert is taken on already: explain or close it")]
    Taken,
    /// An explanation has words.
    #[error("an explanation needs a sentence: say what caused it")]
    NoWords,
    /// Only the watch opens alerts.
    #[error("alerts are opened by the watch alone")]
    NotYours,
}

/// Longest note that is kept, in characters.
const LONGEST_NOTE: usize = 500;

impl AlertAct {
    /// The name used in addresses and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Acknowledge => "acknowledge",
            Self::Explain => "explain",
            Self::Close => "close",
        }
    }

    /// The act of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::Acknowledge, Self::Explain, Self::Close]
            .into_iter()
            .find(|act| act.as_str() == name)
    }
}

impl Alert {
    /// The watch's name in the life of an alert.
    pub const WATCH: &'static str = "belvedere";

    /// A new alert about a finding.
    pub fn opened(series: SeriesCode, place: PlaceCode, finding: &Finding, at: At) -> Self {
        let mut alert = Self {
            id: 0,
            series,
            place,
            cause: finding.cause,
            first_day: finding.from,
            last_day: finding.to,
            measured: finding.measured,
            expected: finding.expected,
            spread: finding.spread,
            waste: finding.waste,
            life: Vec::new(),
        };
        alert.life.push(AlertEvent {
            at,
            who: Self::WATCH.to_owned(),
            act: AlertAct::Open,
            note: String::new(),
        });
        alert
    }

    /// Where it stands.
    pub fn state(&self) -> AlertState {
        match self.life.last().map(|event| event.act) {
            None | Some(AlertAct::Open) => AlertState::Open,
            Some(AlertAct::Acknowledge) => AlertState::Acknowledged,
            Some(AlertAct::Explain) => AlertState::Explained,
            Some(AlertAct::Close) => AlertState::Closed,
        }
    }

    /// What the last explanation says.
    pub fn explanation(&self) -> Option<&str> {
        let explained = |event: &&AlertEvent| event.act == AlertAct::Explain;
        self.life
            .iter()
            .rev()
            .find(explained)
            .map(|e| e.note.as_str())
    }

    /// Takes what a later look found of the same thing.
    pub const fn see(&mut self, finding: &Finding) {
        self.last_day = finding.to;
        self.measured = finding.measured;
        self.expected = finding.expected;
        self.spread = finding.spread;
        self.waste = finding.waste;
    }

    /// Adds an act to its life.
    ///
    /// ```
    /// use model::time::{At, Day};
    /// use model::watch::{Alert, AlertAct, AlertRefusal, AlertState, Cause, Finding};
    /// let day = Day::from_number(20_000);
    /// let finding = Finding { cause: Cause::NightLoad, from: day, to: day,
    ///     measured: 41.0, expected: 14.0, spread: 4.0, waste: 27.0 };
    /// let (series, place) = ("elec-gym".parse()?, "gym".parse()?);
    /// let mut alert = Alert::opened(series, place, &finding, At::default());
    /// alert.act(AlertAct::Acknowledge, "Chaufferie", "", At::default())?;
    /// assert_eq!(alert.act(AlertAct::Explain, "Chaufferie", " ", At::default()), Err(AlertRefusal::NoWords));
    /// alert.act(AlertAct::Explain, "Chaufferie", "horloge déréglée", At::default())?;
    /// assert_eq!(alert.state(), AlertState::Explained);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`AlertRefusal`] when it cannot be done where the alert stands.
    pub fn act(
        &mut self,
        act: AlertAct,
        who: &str,
        note: &str,
        at: At,
    ) -> Result<(), AlertRefusal> {
        let note = note.trim();
        match (act, self.state()) {
            (AlertAct::Open, _) => return Err(AlertRefusal::NotYours),
            (_, AlertState::Closed) => return Err(AlertRefusal::Closed),
            (AlertAct::Acknowledge, AlertState::Acknowledged | AlertState::Explained) => {
                return Err(AlertRefusal::Taken);
            }
            (AlertAct::Explain, _) if note.is_empty() => return Err(AlertRefusal::NoWords),
            _ => {}
        }
        self.life.push(AlertEvent {
            at,
            who: who.to_owned(),
            act,
            note: note.chars().take(LONGEST_NOTE).collect(),
        });
        Ok(())
    }
}
