use app::plain::{ObjectiveVersionLine, ObjectiveView, WithdrawalFields, objective_page};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::Indicator;
use model::format::{date_iso, date_short, decimal, with_unit};
use model::score::Trajectory;
use serde::Deserialize;

use super::Objectives;
use crate::access::SignedIn;
use crate::http::Problem;
use crate::http::accounts::{Refused, unavailable};
use crate::objectives::amendment_lines;
use crate::state::Snapshot;
use crate::store::ObjectiveVersion;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

/// What came of a withdrawal that was tried.
#[derive(Default)]
pub(super) struct Tried {
    pub(super) fields: Option<WithdrawalFields>,
    pub(super) notice: Option<(String, bool)>,
}

/// `GET /admin/objectifs/{indicator}/{place}`.
pub(super) async fn show(
    State(objectives): State<Objectives>,
    who: SignedIn,
    Path((indicator, place)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let notice = match asked.fait.as_str() {
        "adoption" => Some("L’objectif est adopté\u{202f}: les notes en tiennent compte."),
        "retrait" => Some("Le retrait est noté."),
        _ => None,
    };
    let tried = Tried {
        fields: None,
        notice: notice.map(|words| (words.to_owned(), false)),
    };
    answer(
        &objectives,
        &who,
        &headers,
        (&indicator, &place),
        StatusCode::OK,
        tried,
    )
    .await
}

/// The page of an objective, for who may read it there.
pub(super) async fn answer(
    objectives: &Objectives,
    who: &SignedIn,
    headers: &HeaderMap,
    (indicator, place): (&str, &str),
    status: StatusCode,
    tried: Tried,
) -> Result<Response, Refused> {
    objectives.must_somewhere(who, Right::ObjectiveRead)?;
    let desk = &objectives.desk;
    let Ok(versions) = desk.state.store().objective_versions().await else {
        return Ok(unavailable());
    };
    let versions: Vec<_> = versions
        .into_iter()
        .filter(|version| {
            let objective = &version.objective;
            objective.indicator.as_str() == indicator && objective.place.as_str() == place
        })
        .collect();
    if versions.is_empty() {
        return Ok(Problem::new(StatusCode::NOT_FOUND).into_response());
    }
    if !objectives.may_at(who, Right::ObjectiveRead, place) {
        return Err(Refused::Right);
    }
    let may_set = objectives.may_at(who, Right::ObjectiveSet, place);
    let may_act = objectives.may_at(who, Right::ActionSet, place);
    let view = desk
        .state
        .read(|snapshot| view(snapshot, &versions, (may_set, may_act), tried));
    let Some(view) = view else {
        return Ok(Problem::new(StatusCode::NOT_FOUND).into_response());
    };
    let draw = |around: &_| objective_page(around, &view);
    Ok(desk.page(headers, Some(who), status, draw).await)
}

fn view(
    snapshot: &Snapshot,
    versions: &[ObjectiveVersion],
    (may_set, may_act): (bool, bool),
    tried: Tried,
) -> Option<ObjectiveView> {
    let town = &snapshot.town;
    let today = snapshot.now.moment().day;
    let last = versions.last()?;
    let objective = &last.objective;
    let mut themes = town.themes().iter();
    let indicator = themes.find_map(|theme| theme.indicator(&objective.indicator))?;
    let place = town.tree().id(objective.place.as_str())?;
    let place_name = town.tree().place(place)?.name.clone();
    let number = |value| decimal(value, indicator.decimals);
    let figure = |value| with_unit(value, indicator.decimals, &indicator.unit.label());
    let plans = town.plan().at(place);
    let plan = plans
        .iter()
        .find(|plan| plan.indicator.code == objective.indicator);
    let mut facts = vec![
        (
            "Départ",
            match (objective.baseline, objective.baseline_at) {
                (Some(value), Some(at)) => format!("{} le {}", figure(value), date_short(at)),
                (Some(value), None) => figure(value),
                (None, _) => "sans départ\u{202f}: la valeur est comparée à la cible".to_owned(),
            },
        ),
        (
            "Cible",
            match objective.target_high {
                Some(high) => format!("entre {} et {}", number(objective.target), figure(high)),
                None => figure(objective.target),
            },
        ),
        ("Échéance", date_short(objective.target_at)),
        (
            "Trajectoire",
            match objective.trajectory {
                Trajectory::Linear => "en ligne droite",
                Trajectory::Step => "en une fois",
            }
            .to_owned(),
        ),
        ("Poids", decimal(objective.weight, 2)),
        (
            "Répond",
            objective.owner.clone().unwrap_or_else(|| "–".to_owned()),
        ),
        (
            "Décision",
            objective.decision.clone().unwrap_or_else(|| "–".to_owned()),
        ),
    ];
    if let Some(plan) = plan {
        let (note, coverage) = snapshot.now.note_of(town, plan);
        let value = snapshot.now.value(town, plan).value;
        facts.push((
            "Aujourd’hui",
            format!(
                "{} pour {} demandés, note {}",
                value.map_or_else(|| "–".to_owned(), number),
                figure(objective.required_on(today)),
                model::format::note(note.filter(|_| coverage.is_scored()))
            ),
        ));
    }
    let address = format!(
        "/admin/objectifs/{}/{}",
        objective.indicator, objective.place
    );
    let fields = || WithdrawalFields {
        from: date_iso(today),
        version: objective.version,
        ..WithdrawalFields::default()
    };
    Some(ObjectiveView {
        address,
        indicator: (
            indicator.name.clone(),
            format!("/methode/{}", indicator.code),
        ),
        place: (place_name, format!("/lieu/{}", objective.place)),
        facts,
        withdrawn: last.withdrawn_from.map(|from| {
            let day = date_short(from);
            if from <= today {
                format!("Retiré\u{202f}: depuis le {day}, cet objectif n’est plus jugé.")
            } else {
                format!("Retiré à partir du {day}\u{202f}: jusque-là il est jugé.")
            }
        }),
        versions: lines(snapshot, indicator, versions),
        withdrawal: (may_set && last.withdrawn_from.is_none())
            .then(|| tried.fields.unwrap_or_else(fields)),
        may_amend: may_set,
        decide: may_act.then(|| {
            format!(
                "/admin/actions/nouvelle?lieu={}&indicateur={}",
                objective.place, objective.indicator
            )
        }),
        notice: tried.notice,
    })
}

fn lines(
    snapshot: &Snapshot,
    indicator: &Indicator,
    versions: &[ObjectiveVersion],
) -> Vec<ObjectiveVersionLine> {
    let zone = snapshot.town.zone();
    let before = core::iter::once(None).chain(versions.iter().map(Some));
    let mut lines: Vec<_> = versions
        .iter()
        .zip(before)
        .map(|(version, before)| {
            let objective = &version.objective;
            let adopted = date_short(zone.day(version.known_at));
            let amendments =
                before.map(|before| amendment_lines(&before.objective, objective, indicator));
            ObjectiveVersionLine {
                title: match version.withdrawn_from {
                    Some(from) => format!(
                        "Version {}\u{202f}: retrait à partir du {}",
                        objective.version,
                        date_short(from)
                    ),
                    None => format!("Version {}, adoptée le {adopted}", objective.version),
                },
                by: match (version.role, version.author.as_str()) {
                    (Some(role), author) => format!("{} ({author})", role.words()),
                    (None, ObjectiveVersion::IMPORT) => "import d’un fichier".to_owned(),
                    (None, author) => author.to_owned(),
                },
                terms: format!(
                    "{} le {}",
                    with_unit(
                        objective.target,
                        indicator.decimals,
                        &indicator.unit.label()
                    ),
                    date_short(objective.target_at)
                ),
                amendments: amendments.unwrap_or_default(),
                reason: version.reason.clone().unwrap_or_default(),
                decision: objective.decision.clone().unwrap_or_default(),
            }
        })
        .collect();
    lines.reverse();
    lines
}
