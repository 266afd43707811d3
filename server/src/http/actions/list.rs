use app::plain::{ActionLine, ActionsView, actions_page};
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::format::date_short;
use model::piloting::Action;
use model::time::Day;
use serde::Deserialize;

use crate::access::SignedIn;
use crate::actions::Subject;
use crate::http::accounts::{Desk, Refused, unavailable};
use crate::http::objectives::{WantedPlace, form_urlencoded};
use crate::state::Snapshot;

/// Actions on one page of the list.
const ROWS: usize = 50;
/// Characters of a filter that are looked at.
const LONGEST: usize = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    etat: String,
    lieu: String,
    page: String,
}

/// `GET /admin/actions`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must_somewhere(Right::ActionRead, &desk.state)?;
    let Ok(actions) = desk.state.store().actions().await else {
        return Ok(unavailable());
    };
    let mut view = desk
        .state
        .read(|snapshot| view(snapshot, &who, &asked, &actions));
    view.may_set = who.must_somewhere(Right::ActionSet, &desk.state).is_ok();
    let draw = |around: &_| actions_page(around, &view);
    Ok(desk.page(&headers, Some(&who), StatusCode::OK, draw).await)
}

fn view(snapshot: &Snapshot, who: &SignedIn, asked: &Asked, actions: &[Action]) -> ActionsView {
    let tree = snapshot.town.tree();
    let today = snapshot.now.moment().day;
    let place: String = asked.lieu.trim().chars().take(LONGEST).collect();
    let wanted = WantedPlace::new(snapshot, &place);
    let mut found: Vec<&Action> = actions
        .iter()
        .filter(|action| {
            let open = action.status().is_open();
            let id = tree.id(action.place.as_str());
            who.caller().may(Right::ActionRead, &action.place, tree)
                && id.is_some_and(|id| wanted.takes(snapshot, id))
                && match asked.etat.as_str() {
                    "en-cours" => open,
                    "en-retard" => action.is_overdue(today),
                    "terminees" => !open,
                    _ => true,
                }
        })
        .collect();
    // What is late stands first, then what is due first, then what is ended, latest first.
    found.sort_by_key(|action| {
        let ended = !action.status().is_open();
        let due = action.due().number();
        let by = if ended { -due } else { due };
        (!action.is_overdue(today), ended, by, action.id)
    });
    let overdue = found.iter().filter(|a| a.is_overdue(today)).count();
    let pages = found.len().div_ceil(ROWS).max(1);
    let page = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let first = (page - 1) * ROWS;
    let lines: Vec<ActionLine> = found
        .iter()
        .skip(first)
        .take(ROWS)
        .map(|action| line(snapshot, action, today))
        .collect();
    let state: String = asked.etat.chars().take(LONGEST).collect();
    let to = |page: usize| {
        format!(
            "/admin/actions?etat={}&lieu={}&page={page}",
            form_urlencoded(&state),
            form_urlencoded(&place)
        )
    };
    let late = if overdue > 0 {
        format!(", dont {overdue} en retard")
    } else {
        String::new()
    };
    ActionsView {
        span: format!(
            "{} à {} sur {}{late}",
            first + 1,
            first + lines.len(),
            found.len()
        ),
        before: (page > 1).then(|| to(page - 1)),
        after: (page < pages).then(|| to(page + 1)),
        lines,
        place,
        may_set: false,
        state,
    }
}

fn line(snapshot: &Snapshot, action: &Action, today: Day) -> ActionLine {
    let subject = Subject::find(snapshot, &action.indicator, &action.place);
    ActionLine {
        address: format!("/admin/actions/{}", action.id),
        what: action.what.clone(),
        subject: subject.map_or_else(
            || format!("{}, {}", action.indicator, action.place),
            |subject| subject.heading(),
        ),
        owner: owner(action),
        due: date_short(action.due()),
        status: status(action, today),
        overdue: action.is_overdue(today),
    }
}

/// « responsable énergie, Direction des bâtiments ».
pub(super) fn owner(action: &Action) -> String {
    if action.directorate.is_empty() {
        return action.function.clone();
    }
    format!("{}, {}", action.function, action.directorate)
}

/// « en retard de 12 jours », « commencée ».
pub(super) fn status(action: &Action, today: Day) -> String {
    if !action.is_overdue(today) {
        return action.status().words().to_owned();
    }
    match today.since(action.due()) {
        1 => "en retard d’un jour".to_owned(),
        days => format!("en retard de {days} jours"),
    }
}
