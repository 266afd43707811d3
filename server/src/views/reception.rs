//! How people are received at a place, from finished days.

use app::view::{CommitmentLine, FigureLine, FrameView, ReceptionPart, ReceptionView};
use model::city::{Commitment, Indicator, PlaceId, ReceptionMeasure};
use model::format::{NARROW_SPACE, date_short, decimal, integer};
use model::reception::{
    DisclosureRules, Measured, ReceptionDay, ReceptionIndicator, wilson_interval,
};

use super::place::path;
use super::promised_min::promised_min;
use super::reception_charts::{waits_chart, week_chart};
use super::reception_days::ReceptionDays;
use super::{Scene, frame};

/// Days of the figures: as the notes.
const FOUR_WEEKS: i32 = 28;

const COUNTERS: [ReceptionIndicator; 5] = [
    ReceptionIndicator::SlT,
    ReceptionIndicator::WaitMed,
    ReceptionIndicator::WaitP90,
    ReceptionIndicator::Left,
    ReceptionIndicator::ServT,
];
const CHANNELS: [ReceptionIndicator; 8] = [
    ReceptionIndicator::CallAns,
    ReceptionIndicator::CallSl,
    ReceptionIndicator::Letter15,
    ReceptionIndicator::MailDelay,
    ReceptionIndicator::RdvLead,
    ReceptionIndicator::NoshowRdv,
    ReceptionIndicator::RdvPunctual,
    ReceptionIndicator::Fcr,
];
const VOICES: [ReceptionIndicator; 5] = [
    ReceptionIndicator::Csat,
    ReceptionIndicator::Nps,
    ReceptionIndicator::Ces,
    ReceptionIndicator::Compl,
    ReceptionIndicator::ComplDelay,
];

/// `/lieu/{code}/accueil`.
pub(super) fn view(scene: &Scene<'_>, code: &str, days: &ReceptionDays) -> Option<ReceptionView> {
    let id = scene.town().tree().id(code)?;
    let here = |_: PlaceId| true;
    let month = days.merged(FOUR_WEEKS, here);
    let figures = |wanted: &[ReceptionIndicator]| -> Vec<FigureLine> {
        wanted
            .iter()
            .filter_map(|one| line(scene, *one, &month))
            .collect()
    };
    let rules = DisclosureRules::default();
    Some(ReceptionView {
        frame: frame::frame(scene),
        code: code.to_owned(),
        name: scene.name(id).to_owned(),
        path: {
            let mut above = path(scene, id);
            above.push(app::view::Crumb {
                code: code.to_owned(),
                name: scene.name(id).to_owned(),
            });
            above
        },
        context: format!(
            "Quatre semaines jusqu’au {}, jours terminés depuis un jour au moins. Moins de {} \
             personnes{NARROW_SPACE}: rien n’est montré.",
            date_short(days.last),
            rules.answers
        ),
        headline: headline(scene, id, &month),
        week: week_chart(days),
        waits: waits_chart(days, promised_min(scene.town())),
        counters: figures(&COUNTERS),
        channels: figures(&CHANNELS),
        voices: figures(&VOICES),
        frames: frames(scene, &month),
        parts: parts(scene, id, days),
    })
}

/// The indicator of a measure, as the themes declare it over four weeks.
fn declared<'a>(
    scene: &'a Scene<'_>,
    wanted: ReceptionIndicator,
) -> Option<(&'a Indicator, ReceptionMeasure)> {
    let themes = scene.town().themes().iter();
    let indicators = themes.flat_map(|theme| &theme.indicator);
    indicators
        .filter_map(|indicator| Some((indicator, indicator.reception?)))
        .find(|(_, measure)| measure.measure == wanted)
}

/// A value that everybody may know: on enough people, shares in whole percent.
fn public(measure: ReceptionMeasure, day: &ReceptionDay) -> Option<Measured> {
    let found = measure.measure.measure(day, measure.within_min)?;
    let value = DisclosureRules::default().value(found)?;
    let value = match found.rate {
        Some(_) => value.floor(),
        None => value,
    };
    Some(Measured { value, ..found })
}

fn shown(indicator: &Indicator, found: Measured) -> String {
    // Minutes are whole on this page, as they are announced: « 1 min », never « 1,0 min ».
    let decimals = if found.rate.is_some() || indicator.unit.label() == "min" {
        0
    } else {
        indicator.decimals
    };
    let unit = match indicator.unit.label() {
        unit if unit.is_empty() => unit,
        unit => format!("{NARROW_SPACE}{unit}"),
    };
    format!("{}{unit}", decimal(found.value, decimals))
}

fn line(scene: &Scene<'_>, wanted: ReceptionIndicator, month: &ReceptionDay) -> Option<FigureLine> {
    let (indicator, measure) = declared(scene, wanted)?;
    let found = public(measure, month)?;
    let interval = matches!(wanted, ReceptionIndicator::Csat)
        .then(|| wilson_interval(found.rate?))
        .flatten();
    let remark = match interval {
        Some((low, high)) => format!(
            "entre {} et {}{NARROW_SPACE}% à 95{NARROW_SPACE}% de confiance, {} avis",
            integer((low * 100.0).floor()),
            integer((high * 100.0).ceil()),
            dozens(found.n)
        ),
        None => String::new(),
    };
    Some(FigureLine {
        indicator: indicator.code.to_string(),
        name: indicator.name.clone(),
        value: shown(indicator, found),
        remark,
    })
}

/// How many, without the last digit: from one day to the next nobody can be counted.
fn dozens(n: u64) -> String {
    format!("environ {}", n / 10 * 10)
}

fn headline(scene: &Scene<'_>, id: PlaceId, month: &ReceptionDay) -> Vec<String> {
    let name = scene.name(id);
    let share = declared(scene, ReceptionIndicator::SlT)
        .and_then(|(_, measure)| Some((measure, public(measure, month)?)));
    let p90 = declared(scene, ReceptionIndicator::WaitP90)
        .and_then(|(_, measure)| public(measure, month));
    match (share, p90) {
        (Some((measure, share)), Some(p90)) => vec![
            format!(
                "{name}{NARROW_SPACE}: {} visiteurs sur 100 sont reçus en moins de {}{NARROW_SPACE}min.",
                integer(share.value),
                measure.within_min
            ),
            format!(
                "Neuf sur dix attendent moins de {}{NARROW_SPACE}min.",
                integer(p90.value)
            ),
        ],
        _ => vec![format!(
            "{name}{NARROW_SPACE}: trop peu de visites connues pour en dire l’attente."
        )],
    }
}

fn frames(scene: &Scene<'_>, month: &ReceptionDay) -> Vec<FrameView> {
    let themes = scene.town().themes().iter();
    let frames = themes.flat_map(|theme| theme.frame.iter().map(move |frame| (theme, frame)));
    frames
        .map(|(theme, frame)| FrameView {
            name: frame.name.clone(),
            description: frame.description.clone(),
            source: frame.source.clone(),
            lines: frame
                .commitment
                .iter()
                .filter_map(|commitment| {
                    let indicator = theme.indicator(&commitment.indicator)?;
                    Some(commitment_line(commitment, indicator, month))
                })
                .collect(),
        })
        .collect()
}

fn commitment_line(
    commitment: &Commitment,
    indicator: &Indicator,
    month: &ReceptionDay,
) -> CommitmentLine {
    let found = indicator
        .reception
        .and_then(|measure| public(measure, month));
    let unit = indicator.unit.label();
    let bound = |words: &str, value: f64| {
        let digits = if value.fract() == 0.0 { 0 } else { 1 };
        format!("{words} {}{NARROW_SPACE}{unit}", decimal(value, digits))
    };
    let asked = [
        commitment.at_least.map(|least| bound("au moins", least)),
        commitment.at_most.map(|most| bound("au plus", most)),
    ];
    CommitmentLine {
        text: commitment.text.clone(),
        value: found.map_or_else(|| "–".to_owned(), |found| shown(indicator, found)),
        asked: asked.into_iter().flatten().collect::<Vec<_>>().join(", "),
        kept: found.and_then(|found| commitment.is_kept(found.value)),
    }
}

/// The children of a place at which people are received.
fn parts(scene: &Scene<'_>, id: PlaceId, days: &ReceptionDays) -> Vec<ReceptionPart> {
    let town = scene.town();
    let tree = town.tree();
    // Of the city every building, of a building its counters.
    let of_site = tree.place(id).is_some_and(|place| place.kind == "site");
    let kind = if of_site { "counter" } else { "site" };
    let below = scene
        .of_kind(kind)
        .filter(|&part| part != id && tree.upwards(part).any(|above| above == id));
    let mut parts: Vec<ReceptionPart> = below
        .filter_map(|part| {
            let inside = |counter: PlaceId| tree.upwards(counter).any(|above| above == part);
            let is_told = days.days.iter().any(|(counter, _, _)| inside(*counter));
            if !is_told {
                return None;
            }
            let month = days.merged(FOUR_WEEKS, inside);
            let value = |wanted| {
                let (indicator, measure) = declared(scene, wanted)?;
                Some(shown(indicator, public(measure, &month)?))
            };
            let open = days.open_days(FOUR_WEEKS, inside);
            Some(ReceptionPart {
                code: tree.place(part)?.code.to_string(),
                name: scene.name(part).to_owned(),
                in_time: value(ReceptionIndicator::SlT).unwrap_or_else(|| "–".to_owned()),
                p90: value(ReceptionIndicator::WaitP90).unwrap_or_else(|| "–".to_owned()),
                visitors: a_day(month.tickets.issued(), open),
            })
        })
        .collect();
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    parts
}

/// Visitors a day, in tens where they are many.
fn a_day(issued: u64, days: u32) -> String {
    match issued.checked_div(u64::from(days)) {
        Some(mean) if issued >= DisclosureRules::default().answers => {
            if mean >= 20 {
                format!("environ {}", (mean + 5) / 10 * 10)
            } else {
                format!("moins de {}", if mean < 10 { 10 } else { 20 })
            }
        }
        _ => "–".to_owned(),
    }
}
