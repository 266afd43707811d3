use app::plain::{FigureCard, FiguresView, RefusedFigure, figures_page};
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{IndicatorCode, PlaceCode};
use model::format::{date_iso, date_short, decimal, period};
use serde::Deserialize;

use crate::access::SignedIn;
use crate::figures::{Owed, OwedState, owed};
use crate::http::DatedFacts;
use crate::http::accounts::{Desk, Refused};

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

/// `GET /saisie`.
pub(super) async fn show(
    State(facts): State<DatedFacts>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let notice = (asked.fait == "saisie").then(|| "Le chiffre est enregistré.".to_owned());
    let notice = notice.map(|words| (words, false));
    page(&facts, &who, &headers, StatusCode::OK, None, notice).await
}

/// How many figures that somebody enters are overdue, and how many are asked for; `None`
/// for who enters none.
pub(in crate::http) fn overdue(desk: &Desk, who: &SignedIn) -> Option<(usize, usize)> {
    let all = of(desk, who);
    if all.is_empty() {
        return None;
    }
    let late = all
        .iter()
        .filter(|one| matches!(one.state, OwedState::Late { .. }));
    let asked = all.iter().filter(|one| one.missing().is_some());
    Some((late.count(), asked.count()))
}

/// What somebody may enter.
pub(super) fn of(desk: &Desk, who: &SignedIn) -> Vec<Owed> {
    desk.state.read(|snapshot| {
        let tree = snapshot.town.tree();
        owed(snapshot, |place| {
            who.caller().may(Right::FigureEnter, place, tree)
        })
    })
}

/// What was typed for an indicator at a place, and not taken.
pub(super) type NotTaken = (IndicatorCode, PlaceCode, RefusedFigure);

pub(super) async fn page(
    facts: &DatedFacts,
    who: &SignedIn,
    headers: &HeaderMap,
    status: StatusCode,
    not_taken: Option<NotTaken>,
    notice: Option<(String, bool)>,
) -> Result<Response, Refused> {
    let desk = &facts.desk;
    who.must_somewhere(Right::FigureEnter, &desk.state)?;
    let owed = of(desk, who);
    let root = desk.state.read(|snapshot| {
        let tree = snapshot.town.tree();
        let root = tree.root().and_then(|root| tree.place(root));
        root.map(|city| city.code.to_string())
    });
    let scope = who.caller().scope.as_ref().map(ToString::to_string);
    let view = FiguresView {
        part: scope.or(root).unwrap_or_default(),
        figures: owed.iter().map(|one| card(one, &not_taken)).collect(),
        notice,
    };
    let draw = |around: &_| figures_page(around, &view);
    Ok(desk.page(headers, Some(who), status, draw).await)
}

fn card(one: &Owed, not_taken: &Option<NotTaken>) -> FigureCard {
    let number = |figure: f64| decimal(figure, one.indicator.decimals);
    let name = |start| period(one.cadence, start);
    let (state, late) = match one.state {
        OwedState::Late { since, .. } => {
            (format!("En retard depuis le {}", date_short(since)), true)
        }
        OwedState::Due { until, .. } => (format!("À saisir jusqu’au {}", date_short(until)), false),
        OwedState::Done { next } => (
            format!(
                "À jour\u{202f}; le prochain chiffre est attendu dès le {}",
                date_short(next)
            ),
            false,
        ),
    };
    let missing = one.missing();
    let before = missing.and_then(|period| one.figure_before(period));
    let refused = not_taken
        .as_ref()
        .filter(|(indicator, place, _)| *indicator == one.indicator.code && *place == one.place);
    FigureCard {
        indicator: one.indicator.code.to_string(),
        name: one.indicator.name.clone(),
        description: one.indicator.description.clone(),
        unit: one.indicator.unit.label(),
        place: one.place.to_string(),
        whose: match &one.owner {
            Some(owner) => format!("{} · {owner}", one.place_name),
            None => one.place_name.clone(),
        },
        state,
        late,
        asked: missing.map(|period| (date_iso(period), name(period))),
        before: before.map(|(period, figure)| (number(figure), name(period))),
        periods: one
            .periods
            .iter()
            .map(|start| {
                (
                    date_iso(*start),
                    name(*start),
                    one.figure(*start).map(number),
                )
            })
            .collect(),
        refused: refused.map(|(_, _, refused)| refused.clone()),
    }
}
