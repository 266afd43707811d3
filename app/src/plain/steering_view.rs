use crate::chart::Chart;
use crate::view::Crumb;

/// What `/lieu/{code}/pilotage` shows; all figures in words.
#[derive(Debug, Clone, PartialEq)]
pub struct SteeringView {
    /// The place.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The way down to it from the city, itself last.
    pub path: Vec<Crumb>,
    /// Which days it rests on.
    pub period: String,
    /// Whether anything is known of its counters.
    pub is_known: bool,
    /// The counters to choose from.
    pub counters: Vec<SteeringChoice>,
    /// The weekdays to choose from.
    pub weekdays: Vec<SteeringChoice>,
    /// The load of the chosen counter on the chosen weekday, or why it is not shown.
    pub load: Result<SteeringLoad, String>,
    /// Reasons for leaving, each with its share.
    pub leaving: Vec<[String; 2]>,
    /// Who left, by hour.
    pub leaving_hours: Option<Chart>,
    /// How right announced waits were: counter, waits, error, bias, share within 5 minutes.
    pub announced: Vec<[String; 5]>,
    /// Desks, shares closed by the end of the day and too quickly, silent days, occupation,
    /// by counter or by several together.
    pub groups: Vec<[String; 6]>,
    /// Which counters are in no group, and why.
    pub apart: Option<String>,
    /// Events that fit no ticket.
    pub set_aside: String,
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SteeringChoice {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub address: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The load of a counter, hour by hour.
#[derive(Debug, Clone, PartialEq)]
pub struct SteeringLoad {
    /// « Accueil général, le lundi ».
    pub title: String,
    /// What one more desk would change.
    pub advice: String,
    /// What it rests on.
    pub basis: Vec<String>,
    /// The load of the desks.
    pub chart: Chart,
    /// The promised wait in minutes.
    pub promised_min: u16,
    /// Hour, arrivals, load, mean wait now and with one more desk, share within the
    /// promise now and with one more.
    pub hours: Vec<[String; 7]>,
}
