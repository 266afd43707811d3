use app::plain::RefusedFigure;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{IndicatorCode, PlaceCode};
use model::format::decimal;
use model::time::Day;
use serde::Deserialize;

use super::list::{of, page};
use crate::access::SignedIn;
use crate::figures::{FigureFault, Owed, typed_figure};
use crate::http::DatedFacts;
use crate::http::accounts::{Refused, unavailable, unkept};
use crate::store::StoreError;

/// Characters of a figure that come back.
const LONGEST_BACK: usize = 30;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typed {
    indicateur: IndicatorCode,
    lieu: PlaceCode,
    periode: String,
    #[serde(default)]
    valeur: String,
    /// The figure before holds again.
    #[serde(default)]
    meme: String,
    /// However unlikely it looks.
    #[serde(default)]
    confirme: String,
}

/// `POST /saisie`: one figure of one period.
pub(super) async fn enter(
    State(facts): State<DatedFacts>,
    who: SignedIn,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Refused> {
    who.must_at(Right::FigureEnter, &typed.lieu, &facts.desk.state)?;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let mut all = of(&facts.desk, &who).into_iter();
    let asked = all.find(|one| one.indicator.code == typed.indicateur && one.place == typed.lieu);
    // Nobody enters what no objective asks for, nor a period that is not over.
    let asked = asked.zip(typed.periode.parse::<Day>().ok());
    let asked = asked.filter(|(one, period)| one.periods.contains(period));
    let Some((owed, period)) = asked else {
        let notice = "Ce chiffre n’est pas demandé. Rien n’est enregistré.".to_owned();
        return page(&facts, &who, &headers, refused, None, Some((notice, true))).await;
    };
    let before = owed.figure_before(period).map(|(_, figure)| figure);
    let value = match before.filter(|_| !typed.meme.is_empty()) {
        // To the last digit, however few of them are shown.
        Some(before) => Ok(before),
        None => {
            let unit = owed.indicator.unit.label();
            typed_figure(&typed.valeur, &unit, before, !typed.confirme.is_empty())
        }
    };
    match value {
        Ok(value) => Ok(match keep(&facts, &who, &owed, (period, value)).await {
            Ok(()) => unkept(Redirect::to("/saisie?fait=saisie").into_response()),
            Err(fault) => {
                tracing::error!(%fault, "a figure is not kept");
                unavailable()
            }
        }),
        Err(fault) => {
            let told = RefusedFigure {
                period: period.to_string(),
                typed: typed.valeur.chars().take(LONGEST_BACK).collect(),
                why: why(fault, &owed),
                confirmable: fault != FigureFault::NoNumber,
            };
            let notice = "Rien n’est enregistré. Corrigez le chiffre marqué, ou confirmez-le.";
            let not_taken = Some((typed.indicateur, typed.lieu, told));
            let notice = Some((notice.to_owned(), true));
            page(&facts, &who, &headers, refused, not_taken, notice).await
        }
    }
}

fn why(fault: FigureFault, owed: &Owed) -> String {
    match fault {
        FigureFault::NoNumber => {
            "Écrivez un nombre, comme 12,5. Les espaces sont permis.".to_owned()
        }
        FigureFault::NoShare => "Une part va de 0 à 100. Corrigez-la, ou confirmez-la.".to_owned(),
        FigureFault::FarFrom(before) => format!(
            "C’est très loin du chiffre d’avant ({}). Corrigez-le, ou confirmez-le.",
            decimal(before, owed.indicator.decimals)
        ),
    }
}

async fn keep(
    facts: &DatedFacts,
    who: &SignedIn,
    owed: &Owed,
    (period, value): (Day, f64),
) -> Result<(), StoreError> {
    let object = format!("figure {} {} {period}", owed.indicator.code, owed.place);
    let before = owed.figure(period);
    let act = ("figure.enter", object);
    let fact = owed.fact(period, value);
    facts
        .decide(who, act, (before.as_ref(), &value), fact)
        .await
}
