use app::plain::{PlaceLine, PlacesView, places_page};
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{PlaceId, PlaceTree};
use model::format::date_short;
use serde::Deserialize;

use super::Places;
use crate::access::SignedIn;
use crate::http::accounts::{Refused, in_query};

/// Rows of a page.
const ROWS: usize = 50;
/// Characters of what is looked for.
const LONGEST: usize = 100;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    mots: String,
    #[serde(default)]
    sous: String,
    #[serde(default)]
    page: String,
}

/// `GET /admin/lieux?sous=CODE`: the parts of a place; `?mots=TEXT`: whatever is named so.
pub(super) async fn show(
    State(places): State<Places>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    if !who.caller().role.has(Right::PlaceSet) {
        return Err(Refused::Right);
    }
    let view = places.desk.state.read(|snapshot| {
        let tree = snapshot.town.tree();
        let scope = who.caller().scope.as_ref();
        let top = match scope {
            Some(scope) => tree.id(scope.as_str()),
            None => tree.root(),
        };
        top.map(|top| view(tree, top, &asked))
    });
    let view = view.ok_or(Refused::Right)?;
    let draw = |around: &_| places_page(around, &view);
    let desk = &places.desk;
    Ok(desk.page(&headers, Some(&who), StatusCode::OK, draw).await)
}

fn view(tree: &PlaceTree, top: PlaceId, asked: &Asked) -> PlacesView {
    let words: String = asked.mots.trim().chars().take(LONGEST).collect();
    let needle = words.to_lowercase();
    let mine = |id: &PlaceId| tree.upwards(*id).any(|above| above == top);
    let under = tree.id(&asked.sous).filter(mine).unwrap_or(top);
    let found: Vec<PlaceId> = if needle.is_empty() {
        tree.children(under).to_vec()
    } else {
        let named = |id: &PlaceId| {
            tree.place(*id).is_some_and(|place| {
                place.name.to_lowercase().contains(&needle) || place.code.as_str().contains(&needle)
            })
        };
        tree.subtree(top).into_iter().filter(named).collect()
    };
    let pages = found.len().div_ceil(ROWS).max(1);
    let page = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let lines = found.iter().skip((page - 1) * ROWS).take(ROWS);
    let mut way: Vec<PlaceId> = tree.upwards(under).collect();
    way.reverse();
    let way = way.into_iter().skip_while(|id| *id != top);
    let to = |page: usize| {
        let code = tree.place(under).map(|place| place.code.to_string());
        let code = code.unwrap_or_default();
        format!(
            "/admin/lieux?mots={}&sous={code}&page={page}",
            in_query(&words)
        )
    };
    PlacesView {
        way: way
            .filter_map(|id| tree.place(id))
            .map(|place| (place.code.to_string(), place.name.clone()))
            .collect(),
        lines: lines.filter_map(|id| line(tree, *id)).collect(),
        count: found.len(),
        before: (page > 1).then(|| to(page - 1)),
        after: (page < pages).then(|| to(page + 1)),
        words,
    }
}

fn line(tree: &PlaceTree, id: PlaceId) -> Option<PlaceLine> {
    let place = tree.place(id)?;
    let above = tree.parent(id).and_then(|above| tree.place(above));
    Some(PlaceLine {
        code: place.code.to_string(),
        name: place.name.clone(),
        kind: place.kind.clone(),
        above: above.map(|above| above.name.clone()).unwrap_or_default(),
        parts: tree.children(id).len(),
        closed: tree.closed_on(id).map(date_short),
    })
}
