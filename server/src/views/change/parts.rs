use std::collections::BTreeMap;

use app::view::{Address, ChangePart};
use model::city::{IndicatorCode, PlaceId};
use model::format::date_iso;
use model::score::{Cause, ChangeLine, NoteChange};

use super::super::Scene;
use super::words;

/// Makes links that stay on the day of the page, and with the day it compares with.
pub(super) struct Link {
    day: Option<String>,
    since: Option<String>,
}

impl Link {
    pub fn of(scene: &Scene<'_>, asked: &Address) -> Self {
        let since = asked.date("depuis");
        Self {
            day: scene.past.then(|| format!("au={}", date_iso(scene.day))),
            since: since.map(|day| format!("depuis={}", date_iso(day))),
        }
    }

    fn to(&self, path: &str) -> String {
        joined(path, self.day.iter())
    }

    fn with_choice(&self, path: &str) -> String {
        joined(path, self.day.iter().chain(&self.since))
    }
}

fn joined<'a>(path: &str, words: impl Iterator<Item = &'a String>) -> String {
    let words: Vec<&str> = words.map(String::as_str).collect();
    match words.as_slice() {
        [] => path.to_owned(),
        words => format!("{path}?{}", words.join("&")),
    }
}

/// So many are named at most, the others are one line; and at least, however little they moved.
const MOST: usize = 10;
const LEAST: usize = 3;

/// A change by place: by site where the place holds some, else by its parts.
pub(super) fn by_place(
    scene: &Scene<'_>,
    id: PlaceId,
    change: &NoteChange,
    link: &Link,
) -> Vec<ChangePart> {
    let tree = scene.town().tree();
    let of = |line: &ChangeLine| -> Option<PlaceId> {
        let place = tree.id(line.place.as_str())?;
        let site = tree.nearest(place, "site");
        // At a site, or below one, its own parts are what is asked for.
        let inside = site.filter(|site| tree.upwards(*site).skip(1).any(|above| above == id));
        Some(inside.unwrap_or(place))
    };
    let theme = change
        .theme
        .as_ref()
        .map_or_else(String::new, |theme| format!("/{theme}"));
    let mut found: BTreeMap<Option<PlaceId>, Vec<&ChangeLine>> = BTreeMap::new();
    for line in &change.lines {
        found.entry(of(line)).or_default().push(line);
    }
    let parts = found.into_iter().map(|(place, lines)| {
        let known = place.and_then(|place| scene.place(place));
        let name = match known {
            // Objectives of the place as a whole, not of one of its parts.
            Some(known) if place == Some(id) => format!("{}, dans son ensemble", known.name),
            Some(known) => known.name.clone(),
            None => String::new(),
        };
        let address = known
            .filter(|_| place != Some(id))
            .map(|place| link.with_choice(&format!("/lieu/{}/pourquoi{theme}", place.code)));
        (name, address, lines)
    });
    told(scene, parts.collect(), "lieux", |scene, line| {
        let indicator = line
            .indicator
            .as_ref()
            .and_then(|code| name_of(scene, code));
        match indicator {
            Some(indicator) if line.cause == Cause::Measured => indicator,
            Some(indicator) => format!("{indicator}, {}", words::short(line.cause)),
            None => words::short(line.cause).to_owned(),
        }
    })
}

/// A change by indicator.
pub(super) fn by_indicator(scene: &Scene<'_>, change: &NoteChange, link: &Link) -> Vec<ChangePart> {
    let mut found: BTreeMap<Option<&IndicatorCode>, Vec<&ChangeLine>> = BTreeMap::new();
    for line in &change.lines {
        found.entry(line.indicator.as_ref()).or_default().push(line);
    }
    let parts = found.into_iter().map(|(code, lines)| {
        let name = code.and_then(|code| name_of(scene, code));
        let address = code.map(|code| link.to(&format!("/methode/{code}")));
        let without = || "Ce qui est noté ou non".to_owned();
        (name.unwrap_or_else(without), address, lines)
    });
    told(scene, parts.collect(), "indicateurs", |_, line| {
        words::short(line.cause).to_owned()
    })
}

type Lines<'a> = (String, Option<String>, Vec<&'a ChangeLine>);

/// The parts that moved most, and what all others gave together.
fn told(
    scene: &Scene<'_>,
    parts: Vec<Lines<'_>>,
    others: &str,
    about: impl Fn(&Scene<'_>, &ChangeLine) -> String,
) -> Vec<ChangePart> {
    let mut parts: Vec<ChangePart> = parts
        .into_iter()
        .map(|(name, address, lines)| ChangePart {
            name,
            address,
            words: mostly(scene, &lines, &about),
            points: lines.iter().map(|line| line.points).sum(),
        })
        .collect();
    parts.sort_by_key(|part| -part.points.abs());
    let seen = parts
        .iter()
        .take_while(|part| part.points.abs() >= words::LITTLE);
    let named = seen.count().clamp(LEAST, MOST);
    if parts.len() > named + 1 {
        let rest = parts.split_off(named);
        parts.push(ChangePart {
            name: format!("{} autres {others}", rest.len()),
            address: None,
            words: String::new(),
            points: rest.iter().map(|part| part.points).sum(),
        });
    }
    parts
}

/// What of some lines weighs most, the same things put together.
fn mostly(
    scene: &Scene<'_>,
    lines: &[&ChangeLine],
    about: impl Fn(&Scene<'_>, &ChangeLine) -> String,
) -> String {
    let mut sums: BTreeMap<String, i32> = BTreeMap::new();
    for line in lines {
        *sums.entry(about(scene, line)).or_default() += line.points;
    }
    let most = sums.into_iter().max_by_key(|(_, points)| points.abs());
    most.map_or_else(String::new, |(about, by)| match by.abs() {
        0..words::LITTLE => about,
        _ => format!("{about} ({})", words::points(by)),
    })
}

pub(super) fn name_of(scene: &Scene<'_>, code: &IndicatorCode) -> Option<String> {
    let indicators = scene
        .town()
        .themes()
        .iter()
        .flat_map(|theme| &theme.indicator);
    let found = indicators.into_iter().find(|known| known.code == *code);
    found.map(|indicator| indicator.name.clone())
}
