use std::cmp::Reverse;

use app::plain::{ObjectiveLine, ObjectivesView, objectives_page};
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{Indicator, PlaceId};
use model::format::{date_short, with_unit};
use model::time::Day;
use serde::Deserialize;

use super::Objectives;
use crate::access::SignedIn;
use crate::http::accounts::{Refused, unavailable};
use crate::objectives::latest_versions;
use crate::state::Snapshot;
use crate::store::ObjectiveVersion;

/// Objectives on one page of the list.
const ROWS: usize = 50;
/// Characters of a filter that are looked at.
const LONGEST: usize = 100;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    theme: String,
    lieu: String,
    mots: String,
    etat: String,
    page: String,
    fait: String,
    nombre: String,
}

/// `GET /admin/objectifs`.
pub(super) async fn show(
    State(objectives): State<Objectives>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    objectives.must_somewhere(&who, Right::ObjectiveRead)?;
    let desk = &objectives.desk;
    let Ok(versions) = desk.state.store().objective_versions().await else {
        return Ok(unavailable());
    };
    let versions = latest_versions(versions);
    let mut view = desk
        .state
        .read(|snapshot| view(snapshot, &who, &asked, versions.values()));
    view.may_set = objectives.must_somewhere(&who, Right::ObjectiveSet).is_ok();
    view.notice = (asked.fait == "adoption").then(|| {
        let count: u32 = asked.nombre.parse().unwrap_or(1);
        format!("{count} objectifs sont adoptés\u{202f}: les notes en tiennent compte.")
    });
    let draw = |around: &_| objectives_page(around, &view);
    Ok(desk.page(&headers, Some(&who), StatusCode::OK, draw).await)
}

/// An objective that may be listed.
struct Found<'a> {
    place: PlaceId,
    order: (usize, usize),
    indicator: &'a Indicator,
    version: &'a ObjectiveVersion,
}

fn view<'a>(
    snapshot: &Snapshot,
    who: &SignedIn,
    asked: &Asked,
    versions: impl Iterator<Item = &'a ObjectiveVersion>,
) -> ObjectivesView {
    let town = &snapshot.town;
    let today = snapshot.now.moment().day;
    let themes = || town.themes().iter().enumerate();
    let cut = |text: &str| text.trim().chars().take(LONGEST).collect::<String>();
    let (place, words) = (cut(&asked.lieu), cut(&asked.mots));
    let wanted_place = WantedPlace::new(snapshot, &place);
    let needle = words.to_lowercase();
    let mut found: Vec<Found<'_>> = versions
        .filter_map(|version| {
            let objective = &version.objective;
            let place = town.tree().id(objective.place.as_str())?;
            let (theme, (nth, indicator)) = themes().find_map(|(theme, pack)| {
                let mut all = pack.indicator.iter().enumerate();
                Some((theme, all.find(|(_, i)| i.code == objective.indicator)?))
            })?;
            Some(Found {
                place,
                order: (theme, nth),
                indicator,
                version,
            })
        })
        .filter(|found| {
            let objective = &found.version.objective;
            let theme = town.themes().get(found.order.0);
            let name = town.tree().place(found.place).map(|place| &place.name);
            let texts = [
                Some(&found.indicator.name),
                name,
                objective.owner.as_ref(),
                objective.decision.as_ref(),
            ];
            let held = found.version.holds_on(today);
            who.caller()
                .may(Right::ObjectiveRead, &objective.place, town.tree())
                && held != (asked.etat == "retires")
                && (asked.theme.is_empty() || theme.is_some_and(|t| t.code.as_str() == asked.theme))
                && wanted_place.takes(snapshot, found.place)
                && (needle.is_empty()
                    || texts
                        .into_iter()
                        .flatten()
                        .any(|text| text.to_lowercase().contains(&needle)))
        })
        .collect();
    found.sort_by_key(|found| (found.place, found.order, Reverse(found.version.known_at)));
    let pages = found.len().div_ceil(ROWS).max(1);
    let page = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let first = (page - 1) * ROWS;
    let lines: Vec<_> = found
        .iter()
        .skip(first)
        .take(ROWS)
        .map(|found| line(snapshot, found, today))
        .collect();
    let query = |text: &str| -> String { form_urlencoded(text) };
    let to = |page: usize| {
        format!(
            "/admin/objectifs?theme={}&lieu={}&mots={}&etat={}&page={page}",
            query(&asked.theme),
            query(&place),
            query(&words),
            query(&asked.etat)
        )
    };
    let (before, after) = (
        (page > 1).then(|| to(page - 1)),
        (page < pages).then(|| to(page + 1)),
    );
    ObjectivesView {
        span: match found.len() {
            0 => String::new(),
            count => format!("{} à {} sur {count}", first + 1, first + lines.len()),
        },
        count: found.len(),
        lines,
        themes: themes()
            .map(|(_, theme)| (theme.code.to_string(), theme.name.clone()))
            .collect(),
        theme: cut(&asked.theme),
        place,
        words,
        state: cut(&asked.etat),
        before,
        after,
        may_set: false,
        notice: None,
    }
}

/// The places that the filter means: a code means that place and all below it, other
/// text the places whose name has it.
pub(in crate::http) struct WantedPlace {
    code: Option<PlaceId>,
    words: String,
}

impl WantedPlace {
    pub(in crate::http) fn new(snapshot: &Snapshot, text: &str) -> Self {
        Self {
            code: snapshot.town.tree().id(text),
            words: text.to_lowercase(),
        }
    }

    pub(in crate::http) fn takes(&self, snapshot: &Snapshot, place: PlaceId) -> bool {
        let tree = snapshot.town.tree();
        match self.code {
            Some(code) => tree.upwards(place).any(|above| above == code),
            None => tree
                .place(place)
                .is_some_and(|place| place.name.to_lowercase().contains(&self.words)),
        }
    }
}

fn line(snapshot: &Snapshot, found: &Found<'_>, today: Day) -> ObjectiveLine {
    let town = &snapshot.town;
    let objective = &found.version.objective;
    let plans = town.plan().at(found.place);
    let plan = plans
        .iter()
        .find(|plan| plan.indicator.code == objective.indicator);
    let note = plan.and_then(|plan| {
        let (note, coverage) = snapshot.now.note_of(town, plan);
        note.filter(|_| coverage.is_scored())
    });
    let place = town.tree().place(found.place);
    let version = format!("version {}", objective.version);
    ObjectiveLine {
        address: format!(
            "/admin/objectifs/{}/{}",
            objective.indicator, objective.place
        ),
        indicator: found.indicator.name.clone(),
        place: place.map(|place| place.name.clone()).unwrap_or_default(),
        target: with_unit(
            objective.target,
            found.indicator.decimals,
            &found.indicator.unit.label(),
        ),
        deadline: date_short(objective.target_at),
        note: model::format::note(note),
        owner: objective.owner.clone().unwrap_or_default(),
        version: match found.version.withdrawn_from {
            Some(from) if from <= today => format!("retiré le {}", date_short(from)),
            Some(from) => format!("{version}, retiré dès le {}", date_short(from)),
            None => version,
        },
    }
}

/// A text as a value in an address.
pub(in crate::http) fn form_urlencoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
