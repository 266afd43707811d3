use app::view::FigureLine;
use model::city::{Indicator, PlaceId};
use model::energy::{ClassGrid, Parameters, Scale, class_use};
use model::engine::{Moment, Picture, Plan};
use model::format::{NARROW_SPACE, decimal, integer};
use model::score::{Objective, Trajectory};

use super::Scene;

/// Indicators shown of a site besides its objectives, and the words before each.
const SHOWN: [(&str, &str); 6] = [
    ("cout_eur", "Coût estimé, douze mois"),
    ("co2_t", "CO₂, douze mois"),
    ("energie_primaire_m2", "Énergie primaire"),
    ("talon_part", "Part du talon électrique"),
    ("jours_fermes_part", "Électricité des jours fermés"),
    ("eau_l_usager", "Eau par usager"),
];
/// Share of the data from which a figure is shown.
const LEAST: f64 = 0.75;

/// What a site costs, emits and is worth, beside its objectives.
pub(super) fn figure_lines(
    scene: &Scene<'_>,
    place: PlaceId,
    parameters: &Parameters,
) -> Vec<FigureLine> {
    SHOWN
        .iter()
        .filter_map(|(code, name)| {
            let (theme, indicator) = indicator(scene, code)?;
            let value = value(scene, place, theme, indicator)?;
            let unit = indicator.unit.label();
            let shown = match indicator.unit.symbol() {
                "EUR" => format!("{}{NARROW_SPACE}€", integer(value)),
                _ if value.abs() >= 100.0 => format!("{}{NARROW_SPACE}{unit}", integer(value)),
                _ => format!("{}{NARROW_SPACE}{unit}", decimal(value, indicator.decimals)),
            };
            let remark = match *code {
                "energie_primaire_m2" => class(scene, place, value, parameters),
                "cout_eur" => "aux tarifs connus, ou à un prix moyen".to_owned(),
                _ => String::new(),
            };
            Some(FigureLine {
                indicator: (*code).to_owned(),
                name: (*name).to_owned(),
                value: shown,
                remark,
            })
        })
        .collect()
}

/// « classe estimée D (sur consommations mesurées) ».
fn class(scene: &Scene<'_>, place: PlaceId, value: f64, parameters: &Parameters) -> String {
    let r#use = scene.place(place).and_then(|p| p.text("use"));
    let group = class_use(r#use.unwrap_or_default());
    ClassGrid::of(parameters, Scale::Energy, group, scene.day)
        .ok()
        .and_then(|grid| grid.class(value))
        .map_or_else(String::new, |class| {
            format!(
                "classe estimée {} (sur consommations mesurées)",
                class.letter()
            )
        })
}

fn indicator<'a>(scene: &'a Scene<'_>, code: &str) -> Option<(usize, &'a Indicator)> {
    let themes = scene.town().themes().iter().enumerate();
    themes.into_iter().find_map(|(i, theme)| {
        let found = theme.indicator.iter().find(|one| one.code.as_str() == code);
        Some((i, found?))
    })
}

/// The value on the day of the page; `None` where too little is known.
fn value(scene: &Scene<'_>, place: PlaceId, theme: usize, indicator: &Indicator) -> Option<f64> {
    // Only its direction matters here: it says which way missing days err.
    let objective = Objective {
        indicator: indicator.code.clone(),
        place: scene.place(place)?.code.clone(),
        direction: indicator.direction,
        baseline: None,
        baseline_at: None,
        target: 0.0,
        target_high: None,
        tolerance: None,
        target_at: scene.day,
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: None,
        decision: None,
        version: 0,
    };
    let town = scene.town();
    let plan = Plan::of_indicator(town, theme, indicator, &objective, place)?;
    plan.terms.first()?;
    let moment = Moment::start_of(scene.day.plus(1), town.zone());
    let picture = Picture::of_plans(town, moment, [&plan]);
    let found = picture.value(town, &plan);
    found.value.filter(|_| found.coverage.share() >= LEAST)
}
