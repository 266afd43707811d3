use app::view::{Address, Crumb, PartLine, PlaceView};
use model::city::PlaceId;
use model::energy::Parameters;
use model::engine::{SeriesIndex, Town, TownSeries};
use model::format::{NARROW_SPACE, collation, date_short, integer};
use model::score::Note;

use super::figures::figure_lines;
use super::load_figures::load_figures;
use super::meter_blocks::{correction_lines, curve, reading_lines, served};
use super::objective_lines::objective_lines;
use super::recent::Recent;
use super::site_blocks::{event_lines, rank, signature_chart};
use super::sub_meters::sub_meters;
use super::week::week;
use super::{Scene, alerts, charts, fluids, frame, joint_csv, sentences};

/// Alerts shown of a place: more are one link away.
const MOST_ALERTS: usize = 3;

/// The series that is measured at a place itself.
pub(super) fn measured_at(town: &Town, place: PlaceId) -> Option<(SeriesIndex, &TownSeries)> {
    town.series_of(place)
        .find(|(_, series)| series.derivation.is_none())
}

/// `/lieu/{code}`.
pub(super) fn view(
    scene: &Scene<'_>,
    code: &str,
    asked: &Address,
    recent: &Recent,
    parameters: &Parameters,
) -> Option<PlaceView> {
    let id = scene.town().tree().id(code)?;
    let place = scene.place(id)?;
    let standing = scene.standing(id)?;
    let themes = scene.town().themes();
    let wanted = asked
        .word("theme")
        .and_then(|code| themes.iter().position(|theme| theme.code.as_str() == code));
    let mut plans = scene.town().plan().at(id).iter();
    let plan = plans.find(|plan| wanted.is_none_or(|theme| plan.theme == theme));
    // « Ce bâtiment consomme » is said of all its energy, not of one fluid.
    let is_whole = plan.is_none_or(|plan| plan.indicator.numerator.quantities.len() > 1);
    let subject = sentences::this(scene, id);
    let theme = wanted.or(plan.map(|plan| plan.theme)).unwrap_or(0);
    let explanation = scene.now().explain(scene.town(), id, Some(theme))?;
    let series = measured_at(scene.town(), id).map(|(_, series)| series);
    let parts = parts(scene, id);
    let is_site = place.kind == "site";
    Some(PlaceView {
        frame: frame::frame(scene),
        code: code.to_owned(),
        name: place.name.clone(),
        facts: facts(scene, id),
        path: path(scene, id),
        standing,
        headline: sentences::of_explanation(&subject, &explanation, is_whole, scene.day),
        objectives: objective_lines(scene, id, None),
        trajectory: plan.and_then(|plan| charts::objective_trajectory(scene, plan)),
        alerts: match place.kind.as_str() {
            "site" | "meter" => alerts::cards(scene, id, MOST_ALERTS),
            _ => Vec::new(),
        },
        fluids: fluids::fluids(scene, id),
        has_data: joint_csv::is_for(&place.kind),
        load_curve: series.and_then(|series| curve(scene, series, &recent.readings)),
        heat_map: week(scene, id, &recent.hourly),
        signature: signature_chart(scene, id),
        rank: is_site.then(|| rank(scene, id)).flatten(),
        figures: if is_site {
            let mut lines = figure_lines(scene, id, parameters);
            lines.extend(load_figures(scene, id, &recent.hourly));
            lines
        } else {
            Vec::new()
        },
        sub_meters: if is_site {
            sub_meters(scene, id)
        } else {
            Vec::new()
        },
        receives: !scene.town().counters_below(id).is_empty(),
        events: event_lines(scene, id, code),
        parts_title: parts_title(scene, id, parts.len()),
        parts,
        readings: series
            .map(|series| reading_lines(scene, series, &recent.readings))
            .unwrap_or_default(),
        corrections: series
            .map(|series| correction_lines(scene, series, &recent.corrections))
            .unwrap_or_default(),
        serves: series
            .map(|series| served(scene, series))
            .unwrap_or_default(),
        series: series.map(|series| series.series.code.to_string()),
    })
}

/// From the city down to the place above.
pub(super) fn path(scene: &Scene<'_>, id: PlaceId) -> Vec<Crumb> {
    let mut path: Vec<Crumb> = scene
        .town()
        .tree()
        .upwards(id)
        .skip(1)
        .filter_map(|above| scene.place(above))
        .map(|place| Crumb {
            code: place.code.to_string(),
            name: place.name.clone(),
        })
        .collect();
    path.reverse();
    path
}

/// The word for the kind of a place, in the singular or plural.
fn kind_words(scene: &Scene<'_>, kind: &str, plural: bool) -> String {
    let known = scene
        .town()
        .themes()
        .iter()
        .find_map(|theme| theme.kind.get(kind));
    match (known, kind) {
        (Some(words), _) if plural => words.plural.clone(),
        (Some(words), _) => words.name.clone(),
        (None, "city") => if plural { "villes" } else { "ville" }.to_owned(),
        (None, "district") => if plural { "quartiers" } else { "quartier" }.to_owned(),
        (None, "site") => if plural { "lieux" } else { "lieu" }.to_owned(),
        (None, "meter") => if plural { "compteurs" } else { "compteur" }.to_owned(),
        (None, other) => other.to_owned(),
    }
}

fn facts(scene: &Scene<'_>, id: PlaceId) -> String {
    let Some(place) = scene.place(id) else {
        return String::new();
    };
    let mut facts = vec![
        place
            .text("use")
            .map_or_else(|| kind_words(scene, &place.kind, false), str::to_owned),
    ];
    if let Some(first) = facts.first_mut()
        && let Some(initial) = first.chars().next()
    {
        *first = initial
            .to_uppercase()
            .chain(first.chars().skip(1))
            .collect();
    }
    if let Some(area) = place.number("floor_area_m2") {
        facts.push(format!("{}{NARROW_SPACE}m²", integer(area)));
    }
    if let Some(users) = place.number("users") {
        facts.push(format!("{} usagers", integer(users)));
    }
    if let Some(inhabitants) = place.number("population") {
        facts.push(format!("{} habitants", integer(inhabitants)));
    }
    if let Some(directorate) = place.text("directorate") {
        facts.push(directorate.to_owned());
    }
    if let Some(closed) = scene.town().tree().closed_on(id) {
        let words = if closed <= scene.day {
            "Fermé depuis le"
        } else {
            "Ferme le"
        };
        facts.push(format!("{words} {}", date_short(closed)));
    }
    facts.join(" · ")
}

fn parts(scene: &Scene<'_>, id: PlaceId) -> Vec<PartLine> {
    let mut parts: Vec<PartLine> = scene
        .town()
        .tree()
        .children(id)
        .iter()
        .filter_map(|&child| {
            let place = scene.place(child)?;
            Some(PartLine {
                code: place.code.to_string(),
                name: place.name.clone(),
                facts: facts(scene, child),
                standing: scene.standing(child)?.standing,
            })
        })
        .collect();
    parts.sort_by_key(|part| {
        (
            part.standing.note.map_or(i32::MAX, Note::ten_thousandths),
            collation(&part.name),
        )
    });
    parts
}

fn parts_title(scene: &Scene<'_>, id: PlaceId, count: usize) -> String {
    let children = scene.town().tree().children(id).iter();
    let kinds: Vec<&str> = children
        .filter_map(|&child| Some(scene.place(child)?.kind.as_str()))
        .collect();
    let kind = kinds.first().copied().unwrap_or("site");
    let alike = kinds.iter().filter(|other| **other == kind).count();
    let words = format!("{alike} {}", kind_words(scene, kind, alike > 1));
    match count.saturating_sub(alike) {
        0 => words,
        1 => format!("{words}, un autre lieu"),
        others => format!("{words}, {others} autres lieux"),
    }
}
