use app::plain::{CheckedPlaceLine, EffectOfObjective, ObjectiveCheckView};
use model::city::{Indicator, PlaceId};
use model::engine::{
    BACKTEST_MONTHS, BacktestPoint, NotesBorneOn, ObjectiveWarning, Picture, Plan, Town, backtest,
    objective_warnings,
};
use model::format::{date_short, decimal, exact_note, signed, with_unit};
use model::score::{Note, Objective, Trajectory};

use super::backtest_chart::backtest_chart;
use super::{Proposal, Proposed, amendment_lines};

/// Months in which the best pace at one place is looked for.
const LONGEST_HISTORY: usize = 120;
/// The same among several places, where there are many to look at.
const SHORT_HISTORY: usize = 25;
/// Places shown at most.
const MOST_PLACES: usize = 100;

/// What a proposal would have come to, would change, and gives to think about.
pub fn check(town: &Town, now: &Picture, proposal: &Proposal) -> ObjectiveCheckView {
    let months = if proposal.several {
        SHORT_HISTORY
    } else {
        LONGEST_HISTORY
    };
    let looked: Vec<Looked<'_>> = proposal
        .objectives
        .iter()
        .map(|proposed| look(town, now, proposal, proposed, months))
        .collect();
    let indicator = &proposal.indicator;
    let mut view = ObjectiveCheckView {
        summary: String::new(),
        backtest: None,
        places: Vec::new(),
        more_places: 0,
        warnings: Vec::new(),
        amendments: Vec::new(),
        effects: effects(town, now, proposal),
        unmoved: unmoved(town, proposal),
        loosens: proposal.loosens(),
    };
    match (proposal.several, looked.as_slice()) {
        (false, [one]) => {
            view.summary = summary(town, indicator, one);
            let shown = one.history.len().saturating_sub(BACKTEST_MONTHS);
            let recent = one.history.get(shown..).unwrap_or_default();
            view.backtest = Some(backtest_chart(indicator, recent));
            view.warnings = warnings(indicator, one);
            if let Some(known) = &one.proposed.known {
                let after = &one.proposed.objective;
                view.amendments = amendment_lines(&known.objective, after, indicator);
            }
        }
        _ => {
            view.summary = several_summary(proposal, &looked);
            view.more_places = looked.len().saturating_sub(MOST_PLACES);
            let shown = looked.iter().take(MOST_PLACES);
            view.places = shown.map(|one| place_line(town, indicator, one)).collect();
        }
    }
    view
}

/// What was found for one place.
struct Looked<'a> {
    proposed: &'a Proposed,
    history: Vec<BacktestPoint>,
    value: Option<f64>,
    required: f64,
    note: Option<Note>,
    warnings: Vec<ObjectiveWarning>,
}

fn look<'a>(
    town: &Town,
    now: &Picture,
    proposal: &Proposal,
    proposed: &'a Proposed,
    months: usize,
) -> Looked<'a> {
    let objective = &proposed.objective;
    let today = now.moment().day;
    let plan = Plan::of_indicator(
        town,
        proposal.theme,
        &proposal.indicator,
        objective,
        proposed.place,
    );
    let Some(plan) = plan else {
        return Looked {
            proposed,
            history: Vec::new(),
            value: None,
            required: objective.target,
            note: None,
            warnings: Vec::new(),
        };
    };
    let history = backtest(town, &plan, today, months);
    let picture = Picture::of_plans(town, now.moment(), [&plan]);
    let value = picture.value(town, &plan).value;
    let (note, coverage) = picture.note_of(town, &plan);
    Looked {
        warnings: objective_warnings(objective, &history, value, today),
        proposed,
        history,
        value,
        required: objective.required_on(today),
        note: note.filter(|_| coverage.is_scored()),
    }
}

fn summary(town: &Town, indicator: &Indicator, one: &Looked<'_>) -> String {
    let objective = &one.proposed.objective;
    let figure = |value| with_unit(value, indicator.decimals, &indicator.unit.label());
    let number = |value| decimal(value, indicator.decimals);
    let aim = aim_words(objective, indicator);
    let name = place_name(town, one.proposed.place);
    let today = match (one.value, one.note) {
        (Some(value), Some(note)) => format!(
            "Aujourd’hui {} pour {} demandés\u{202f}: la note serait {}.",
            number(value),
            figure(one.required),
            model::format::note(Some(note))
        ),
        (Some(value), None) => {
            format!("Aujourd’hui {}, sans note.", figure(value))
        }
        (None, _) => "Rien n’est mesuré aujourd’hui.".to_owned(),
    };
    format!("{}, {name}\u{202f}: {aim}. {today}", indicator.name)
}

/// « de 120,0 en 2019 à 72,0 kWh/m² le 31 décembre 2030, en ligne droite ».
fn aim_words(objective: &Objective, indicator: &Indicator) -> String {
    let number = |value| decimal(value, indicator.decimals);
    let figure = |value| with_unit(value, indicator.decimals, &indicator.unit.label());
    let from = match (objective.baseline, objective.baseline_at) {
        (Some(value), Some(at)) => format!("de {} en {} ", number(value), at.year()),
        (Some(value), None) => format!("de {} ", number(value)),
        (None, _) => String::new(),
    };
    let to = match objective.target_high {
        Some(high) => format!("entre {} et {}", number(objective.target), figure(high)),
        None => format!("à {}", figure(objective.target)),
    };
    let way = match (objective.trajectory, objective.baseline_at) {
        (Trajectory::Linear, Some(_)) => ", en ligne droite",
        _ => ", dès maintenant",
    };
    format!("{from}{to} le {}{way}", date_short(objective.target_at))
}

fn several_summary(proposal: &Proposal, looked: &[Looked<'_>]) -> String {
    let count = |is: fn(&ObjectiveWarning) -> bool| {
        let with = looked.iter().filter(|one| one.warnings.iter().any(is));
        with.count()
    };
    let easy = count(|w| !matches!(w, ObjectiveWarning::TooFast { .. }));
    let fast = count(|w| matches!(w, ObjectiveWarning::TooFast { .. }));
    let loosened = proposal
        .objectives
        .iter()
        .filter(|one| one.loosens())
        .count();
    let mut words = format!(
        "{}, {} lieux. Trop facile pour {easy}, peu réaliste pour {fast}",
        proposal.indicator.name,
        looked.len()
    );
    if loosened > 0 {
        words.push_str(&format!(", assoupli pour {loosened}"));
    }
    words.push('.');
    if proposal.left_out > 0 {
        words.push_str(&format!(
            " {} lieux sans les données qu’il faut sont laissés de côté.",
            proposal.left_out
        ));
    }
    words
}

fn place_line(town: &Town, indicator: &Indicator, one: &Looked<'_>) -> CheckedPlaceLine {
    let number = |value| decimal(value, indicator.decimals);
    CheckedPlaceLine {
        name: place_name(town, one.proposed.place),
        value: one.value.map_or_else(|| "–".to_owned(), number),
        target: number(one.proposed.objective.target),
        note: model::format::note(one.note),
        warning: match one.warnings.first() {
            _ if one.proposed.loosens() => "assoupli",
            Some(ObjectiveWarning::TooFast { .. }) => "peu réaliste",
            Some(_) => "trop facile",
            None => "",
        },
    }
}

fn warnings(indicator: &Indicator, one: &Looked<'_>) -> Vec<(&'static str, String)> {
    let figure = |value| with_unit(value, indicator.decimals, &indicator.unit.label());
    let mut told: Vec<_> = one
        .warnings
        .iter()
        .map(|warning| match *warning {
            ObjectiveWarning::AlreadyMet { value, target } => (
                "Objectif trop facile",
                format!(
                    "la cible est déjà atteinte, {} aujourd’hui pour {}.",
                    figure(value),
                    figure(target)
                ),
            ),
            ObjectiveWarning::AlwaysTen { months } => (
                "Objectif trop facile",
                format!("la note aurait été 10 à la fin des {months} derniers mois."),
            ),
            ObjectiveWarning::TooFast { asked, best } if best > 0.0 => (
                "Objectif peu réaliste",
                format!(
                    "il demande {} de mieux par an. Le meilleur progrès mesuré ici en douze mois est de {}.",
                    figure(asked),
                    figure(best)
                ),
            ),
            ObjectiveWarning::TooFast { asked, .. } => (
                "Objectif peu réaliste",
                format!(
                    "il demande {} de mieux par an. Aucun progrès sur douze mois n’a encore été mesuré ici.",
                    figure(asked)
                ),
            ),
        })
        .collect();
    if one.value.is_none() {
        told.push((
            "Sans mesure",
            "rien n’est mesuré ici pour cet indicateur. L’objectif baisserait la complétude sans donner de note.".to_owned(),
        ));
    }
    told
}

fn effects(town: &Town, now: &Picture, proposal: &Proposal) -> Vec<EffectOfObjective> {
    let proposed: Vec<Objective> = proposal
        .objectives
        .iter()
        .map(|one| one.objective.clone())
        .collect();
    let after = town.with_objectives(town.objectives_with(&proposed));
    let then = Picture::take(&after, now.moment());
    let root = town.tree().root();
    let place = match proposal.objectives.as_slice() {
        [one] => Some(one.place),
        _ => root,
    };
    let Some(place) = place else {
        return Vec::new();
    };
    let theme = town.themes().get(proposal.theme);
    let theme = theme.map_or_else(String::new, |theme| theme.name.to_lowercase());
    let without = NotesBorneOn::of(town, now, place, proposal.theme);
    let with = NotesBorneOn::of(&after, &then, place, proposal.theme);
    let of = |whose: String, without, with| effect(whose, without, with);
    let name = place_name(town, place);
    let mut lines = Vec::new();
    if Some(place) != root {
        lines.push(of(format!("{name}, {theme}"), without.theme, with.theme));
        lines.push(of(name, without.place, with.place));
    }
    let city = root.map(|root| place_name(town, root)).unwrap_or_default();
    lines.push(of(
        format!("{city}, {theme}"),
        without.city_theme,
        with.city_theme,
    ));
    lines.push(of(city, without.city, with.city));
    lines
}

/// A place with objectives of its own on a theme is judged by these alone.
fn unmoved(town: &Town, proposal: &Proposal) -> Option<&'static str> {
    let root = town.tree().root()?;
    let own = town.plan().at(root);
    let has_own = own.iter().any(|plan| plan.theme == proposal.theme);
    let is_city = proposal.objectives.iter().any(|one| one.place == root);
    (has_own && !is_city).then_some(
        "Sur ce thème, la ville est jugée par ses propres objectifs\u{202f}: ceux de ses lieux ne changent pas sa note.",
    )
}

fn effect(whose: String, without: Option<Note>, with: Option<Note>) -> EffectOfObjective {
    // One site seldom moves the note of a city by a tenth.
    let words = |note: Option<Note>| note.map_or_else(|| "–".to_owned(), exact_note);
    let change = match (without, with) {
        (Some(without), Some(with)) => signed(f64::from(with.minus(without)) / 10_000.0, 4),
        // Too little would be measured of what is asked.
        (Some(_), None) => "n’aurait plus de note".to_owned(),
        (None, Some(_)) => "aurait une note".to_owned(),
        (None, None) => "–".to_owned(),
    };
    EffectOfObjective {
        whose,
        without: words(without),
        with: words(with),
        change,
    }
}

fn place_name(town: &Town, place: PlaceId) -> String {
    let place = town.tree().place(place);
    place.map(|place| place.name.clone()).unwrap_or_default()
}
