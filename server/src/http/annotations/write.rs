use app::plain::AnnotationFields;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::city::{Fact, FactBody, PlaceCode};
use model::time::Day;

use super::one_place::Tried;
use super::{Annotations, LONGEST};
use crate::access::SignedIn;
use crate::http::accounts::{Refused, unavailable, unkept};
use crate::store::StoreError;

/// Annotations of one place.
const MOST: usize = 200;
/// How far back a curve goes.
const YEARS_BACK: i16 = 40;

/// `POST /admin/annotations`.
pub(super) async fn add(
    State(annotations): State<Annotations>,
    who: SignedIn,
    headers: HeaderMap,
    Form(fields): Form<AnnotationFields>,
) -> Result<Response, Refused> {
    let place = annotations.place(&who, &fields)?;
    let today = annotations.today();
    let mut faults = Vec::new();
    let on = fields.on.trim().parse::<Day>().ok();
    let on = on.filter(|on| (today.plus_years(-YEARS_BACK)..=today).contains(on));
    if on.is_none() {
        let why = "Écrivez un jour passé, ou celui d’aujourd’hui.";
        faults.push(("le", why.to_owned()));
    }
    let what = fields.what.trim().to_owned();
    if what.is_empty() || what.chars().count() > LONGEST || what.contains(char::is_control) {
        let why = "Dites en 80 caractères au plus ce qui s’est passé.";
        faults.push(("quoi", why.to_owned()));
    }
    let known = annotations.of(&place);
    if known.len() >= MOST {
        let why = "Ce lieu a déjà 200 annotations. Retirez-en d’abord.";
        faults.push(("quoi", why.to_owned()));
    }
    if let Some(on) = on
        && faults.is_empty()
    {
        if known.contains(&(on, what.clone())) {
            return Ok(done(&place, "note"));
        }
        let fact = event(&place, on, None, what);
        return Ok(match annotations.keep(&who, "annotation.add", fact).await {
            Ok(()) => done(&place, "note"),
            Err(fault) => failed(&fault),
        });
    }
    let notice = "Rien n’est noté. Corrigez les champs marqués.".to_owned();
    let tried = Tried {
        fields,
        faults,
        notice: Some((notice, true)),
    };
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    annotations.page(&who, &headers, status, tried).await
}

/// `POST /admin/annotations/retirer`: it is on no curve any more; what was said stays on
/// record, and on the pages of the days on which it was shown.
pub(super) async fn withdraw(
    State(annotations): State<Annotations>,
    who: SignedIn,
    Form(fields): Form<AnnotationFields>,
) -> Result<Response, Refused> {
    let place = annotations.place(&who, &fields)?;
    let known = annotations.of(&place).into_iter();
    let mut meant = known.filter(|(on, what)| on.to_string() == fields.on && *what == fields.what);
    // Somebody else withdrew it: it is gone, as was asked.
    let Some((on, what)) = meant.next() else {
        return Ok(done(&place, "retrait"));
    };
    let fact = event(&place, on, Some(on), what);
    Ok(
        match annotations.keep(&who, "annotation.withdraw", fact).await {
            Ok(()) => done(&place, "retrait"),
            Err(fault) => failed(&fault),
        },
    )
}

fn event(place: &PlaceCode, from: Day, to: Option<Day>, name: String) -> Fact {
    Fact {
        subject: place.to_string(),
        from,
        to,
        body: FactBody::Event { name },
    }
}

fn done(place: &PlaceCode, what: &str) -> Response {
    let way = format!("/admin/annotations?lieu={place}&fait={what}");
    unkept(Redirect::to(&way).into_response())
}

fn failed(fault: &StoreError) -> Response {
    tracing::error!(%fault, "an annotation is not kept");
    unavailable()
}

impl Annotations {
    /// The place of a form, for who may annotate it.
    fn place(&self, who: &SignedIn, fields: &AnnotationFields) -> Result<PlaceCode, Refused> {
        let place: PlaceCode = fields.place.parse().map_err(|_| Refused::Right)?;
        match self.may_at(who, &place) {
            true => Ok(place),
            false => Err(Refused::Right),
        }
    }

    fn today(&self) -> Day {
        self.facts
            .desk
            .state
            .read(|snapshot| snapshot.now.moment().day)
    }

    async fn keep(&self, who: &SignedIn, act: &str, fact: Fact) -> Result<(), StoreError> {
        let object = format!("annotation {} {}", fact.subject, fact.from);
        let facts = &self.facts;
        facts
            .decide(who, (act, object), (None, &fact), fact.clone())
            .await
    }
}
