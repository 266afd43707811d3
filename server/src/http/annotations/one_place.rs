use app::plain::{AnnotationFields, AnnotationsView, annotations_page};
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::city::PlaceCode;
use model::format::{date_iso, date_long};
use model::time::Day;
use serde::Deserialize;

use super::Annotations;
use crate::access::SignedIn;
use crate::http::accounts::Refused;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    lieu: String,
    /// Filled in from an action.
    le: String,
    quoi: String,
    fait: String,
}

/// What came of a form that was sent.
#[derive(Default)]
pub(super) struct Tried {
    pub fields: AnnotationFields,
    pub faults: Vec<(&'static str, String)>,
    pub notice: Option<(String, bool)>,
}

/// `GET /admin/annotations?lieu=`.
pub(super) async fn show(
    State(annotations): State<Annotations>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let notice = match asked.fait.as_str() {
        "note" => Some("L’annotation est sur les courbes."),
        "retrait" => Some("L’annotation est retirée."),
        _ => None,
    };
    let cut = |text: String| text.chars().take(200).collect::<String>();
    let tried = Tried {
        fields: AnnotationFields {
            place: cut(asked.lieu),
            on: cut(asked.le),
            what: cut(asked.quoi),
        },
        notice: notice.map(|words| (words.to_owned(), false)),
        ..Tried::default()
    };
    annotations
        .page(&who, &headers, StatusCode::OK, tried)
        .await
}

impl Annotations {
    /// What stands on the curves of a place now: the day and what, latest first.
    pub(super) fn of(&self, place: &PlaceCode) -> Vec<(Day, String)> {
        self.facts.desk.state.read(|snapshot| {
            let events = snapshot.town.events();
            let mut found: Vec<(Day, String)> = events
                .filter(|(at, _, _)| *at == place.as_str())
                .map(|(_, on, what)| (on, what.to_owned()))
                .collect();
            found.sort_by(|one, other| other.cmp(one));
            found
        })
    }

    pub(super) async fn page(
        &self,
        who: &SignedIn,
        headers: &HeaderMap,
        status: StatusCode,
        tried: Tried,
    ) -> Result<Response, Refused> {
        self.must_somewhere(who)?;
        let wanted: Option<PlaceCode> = tried.fields.place.parse().ok();
        // A place of another part of the town is none.
        let wanted = wanted.filter(|place| self.may_at(who, place));
        let mut places: Vec<(String, String)> = self.facts.desk.state.read(|snapshot| {
            let all = snapshot.town.tree().places().iter();
            let kinds = ["city", "district", "site", "meter", "counter"];
            all.filter(|place| kinds.contains(&place.kind.as_str()))
                .map(|place| (place.code.to_string(), place.name.clone()))
                .collect()
        });
        places.retain(|(code, _)| code.parse().is_ok_and(|code| self.may_at(who, &code)));
        let name = |code: &PlaceCode| {
            let mut known = places.iter().filter(|(known, _)| known == code.as_str());
            known.next().map(|(_, name)| name.clone())
        };
        let place = wanted.and_then(|code| Some((name(&code)?, code)));
        let nowhere = place.is_none() && !tried.fields.place.is_empty() && tried.notice.is_none();
        let view = AnnotationsView {
            lines: place
                .as_ref()
                .map(|(_, code)| self.of(code))
                .unwrap_or_default()
                .into_iter()
                .map(|(on, what)| (date_iso(on), date_long(on), what))
                .collect(),
            place: place.map(|(name, code)| (code.to_string(), name)),
            places,
            fields: tried.fields,
            faults: tried.faults,
            notice: tried.notice.or_else(|| {
                let why = "Ce lieu n’est pas de ceux que vous annotez. Choisissez-en un autre.";
                nowhere.then(|| (why.to_owned(), true))
            }),
        };
        let draw = |around: &_| annotations_page(around, &view);
        Ok(self.facts.desk.page(headers, Some(who), status, draw).await)
    }
}
