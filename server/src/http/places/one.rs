use app::plain::{PlaceFields, PlaceFormView, place_form_page};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{Place, PlaceCode};
use serde::Deserialize;

use super::Places;
use super::fields::{Faults, read, shown};
use crate::access::SignedIn;
use crate::http::accounts::{Refused, unavailable, unkept};
use crate::store::StoreError;

/// Characters of a field that come back: what is longer is refused by name.
const LONGEST_BACK: usize = 8_192;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

/// `GET /admin/lieux/{code}`.
pub(super) async fn show(
    State(places): State<Places>,
    who: SignedIn,
    Path(code): Path<PlaceCode>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let known = places.known(&who, &code)?;
    let notice = match asked.fait.as_str() {
        "changement" => Some("Le lieu est enregistré."),
        "ajout" => Some("Le lieu est ajouté."),
        _ => None,
    };
    let told = Told {
        fields: shown(&known),
        notice: notice.map(|words| (words.to_owned(), false)),
        ..Told::default()
    };
    Ok(places
        .answer(&who, &headers, (&known, false), StatusCode::OK, told)
        .await)
}

/// `POST /admin/lieux/{code}`: another name, other attributes, another place in the tree.
pub(super) async fn change(
    State(places): State<Places>,
    who: SignedIn,
    Path(code): Path<PlaceCode>,
    headers: HeaderMap,
    Form(mut fields): Form<PlaceFields>,
) -> Result<Response, Refused> {
    let known = places.known(&who, &code)?;
    let seen = std::mem::take(&mut fields.seen);
    fields.code = code.to_string();
    fields.kind.clone_from(&known.kind);
    if known.parent.is_none() {
        // The city is part of nothing, whatever a form says.
        fields.parent.clear();
    }
    let done = places
        .decide_form(&who, &fields, Some((&known, seen)))
        .await?;
    Ok(places
        .told(&who, &headers, (&known, false), fields, done)
        .await)
}

/// `GET /admin/lieux/{code}/ajouter`.
pub(super) async fn show_new(
    State(places): State<Places>,
    who: SignedIn,
    Path(code): Path<PlaceCode>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let above = places.known(&who, &code)?;
    Ok(places
        .answer(
            &who,
            &headers,
            (&above, true),
            StatusCode::OK,
            Told::default(),
        )
        .await)
}

/// `POST /admin/lieux/{code}/ajouter`: a place that is part of this one.
pub(super) async fn add(
    State(places): State<Places>,
    who: SignedIn,
    Path(code): Path<PlaceCode>,
    headers: HeaderMap,
    Form(mut fields): Form<PlaceFields>,
) -> Result<Response, Refused> {
    let above = places.known(&who, &code)?;
    fields.parent = code.to_string();
    let done = places.decide_form(&who, &fields, None).await?;
    Ok(places
        .told(&who, &headers, (&above, true), fields, done)
        .await)
}

/// What became of a form.
enum Done {
    Kept(PlaceCode),
    Faults(Faults),
    Meanwhile,
    Unavailable,
}

#[derive(Default)]
struct Told {
    fields: PlaceFields,
    faults: Faults,
    notice: Option<(String, bool)>,
}

impl Places {
    /// A place of the tree that who asks may change.
    fn known(&self, who: &SignedIn, code: &PlaceCode) -> Result<Place, Refused> {
        who.must_at(Right::PlaceSet, code, &self.desk.state)?;
        let place = self.desk.state.read(|snapshot| {
            let tree = snapshot.town.tree();
            tree.id(code.as_str())
                .and_then(|id| tree.place(id))
                .cloned()
        });
        place.ok_or(Refused::Right)
    }

    /// Keeps what a form means: in the place of `known`, as it was seen, or as a new place.
    async fn decide_form(
        &self,
        who: &SignedIn,
        fields: &PlaceFields,
        known: Option<(&Place, String)>,
    ) -> Result<Done, Refused> {
        let place = match read(fields) {
            Ok(place) => place,
            Err(faults) => return Ok(Done::Faults(faults)),
        };
        let before = known.as_ref().map(|(known, _)| *known);
        if let Some(why) = self.misfit(&place, before) {
            return Ok(Done::Faults(vec![why]));
        }
        if let Some(parent) = &place.parent {
            // Nobody moves a place into, or makes one in, a part of the town that is not theirs.
            who.must_at(Right::PlaceSet, parent, &self.desk.state)?;
        }
        if known
            .as_ref()
            .is_some_and(|(known, seen)| *seen != version(known))
        {
            return Ok(Done::Meanwhile);
        }
        let act = if before.is_some() {
            "place.change"
        } else {
            "place.add"
        };
        let trace = who.actor().changed(
            act,
            format!("place {}", place.code),
            (before, Some(&place)),
            self.desk.accounts.clock().now(),
        );
        let code = place.code.clone();
        Ok(match self.decide(place, before.cloned(), trace).await {
            Ok(()) => Done::Kept(code),
            Err(StoreError::Conflict(_)) => Done::Meanwhile,
            Err(fault) => {
                tracing::error!(%fault, "a place is not kept");
                Done::Unavailable
            }
        })
    }

    /// Why a place does not fit into the tree, by its field.
    fn misfit(&self, place: &Place, before: Option<&Place>) -> Option<(&'static str, String)> {
        self.desk.state.read(|snapshot| {
            let tree = snapshot.town.tree();
            let own = tree.id(place.code.as_str());
            if before.is_none() && own.is_some() {
                let why = "Un lieu a déjà ce code. Choisissez-en un autre.";
                return Some(("code", why.to_owned()));
            }
            let Some(parent) = &place.parent else {
                let is_city = before.is_some_and(|before| before.parent.is_none());
                let why = "Écrivez le code du lieu dont celui-ci fait partie.";
                return (!is_city).then(|| ("parent", why.to_owned()));
            };
            let Some(parent) = tree.id(parent.as_str()) else {
                let why = "Aucun lieu de la ville n’a ce code.";
                return Some(("parent", why.to_owned()));
            };
            let loops = own.is_some_and(|own| tree.upwards(parent).any(|above| above == own));
            let why = "Un lieu ne peut pas faire partie de lui-même.";
            loops.then(|| ("parent", why.to_owned()))
        })
    }

    async fn told(
        &self,
        who: &SignedIn,
        headers: &HeaderMap,
        (place, is_new): (&Place, bool),
        fields: PlaceFields,
        done: Done,
    ) -> Response {
        let (status, faults, why) = match done {
            Done::Kept(code) => {
                let what = if is_new { "ajout" } else { "changement" };
                let way = format!("/admin/lieux/{code}?fait={what}");
                return unkept(Redirect::to(&way).into_response());
            }
            Done::Unavailable => return unavailable(),
            Done::Faults(faults) => (
                StatusCode::UNPROCESSABLE_ENTITY,
                faults,
                "Rien n’est enregistré. Corrigez les champs marqués.",
            ),
            Done::Meanwhile => (
                StatusCode::CONFLICT,
                Faults::new(),
                "Ce lieu a changé entre-temps\u{202f}: rouvrez-le, puis recommencez.",
            ),
        };
        let told = Told {
            fields,
            faults,
            notice: Some((why.to_owned(), true)),
        };
        self.answer(who, headers, (place, is_new), status, told)
            .await
    }

    async fn answer(
        &self,
        who: &SignedIn,
        headers: &HeaderMap,
        (place, is_new): (&Place, bool),
        status: StatusCode,
        told: Told,
    ) -> Response {
        let cut = |text: String| text.chars().take(LONGEST_BACK).collect::<String>();
        let view = PlaceFormView {
            code: place.code.to_string(),
            name: place.name.clone(),
            is_new,
            is_city: place.parent.is_none() && !is_new,
            may_set_objectives: who.caller().role.has(Right::ObjectiveSet),
            kinds: self.kinds(),
            fields: PlaceFields {
                code: cut(told.fields.code),
                name: cut(told.fields.name),
                kind: cut(told.fields.kind),
                parent: cut(told.fields.parent),
                attributes: cut(told.fields.attributes),
                closed_on: cut(told.fields.closed_on),
                seen: version(place),
            },
            faults: told.faults,
            notice: told.notice,
        };
        let draw = |around: &_| place_form_page(around, &view);
        self.desk.page(headers, Some(who), status, draw).await
    }

    /// The kinds of places that there are.
    fn kinds(&self) -> Vec<String> {
        self.desk.state.read(|snapshot| {
            let places = snapshot.town.tree().places().iter();
            let kinds: std::collections::BTreeSet<_> =
                places.map(|place| place.kind.clone()).collect();
            kinds.into_iter().collect()
        })
    }
}

/// What a form was filled in from, in short.
fn version(place: &Place) -> String {
    use sha2::{Digest as _, Sha256};
    let text = serde_json::to_vec(place).unwrap_or_default();
    format!("{:x}", Sha256::digest(text))
        .chars()
        .take(16)
        .collect()
}
