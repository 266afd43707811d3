use app::plain::RefusedFigure;
use axum::extract::{Form, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{IndicatorCode, PlaceCode};
use model::format::decimal;
use model::time::Day;
use serde::Deserialize;

use super::Figures;
use super::list::of;
use crate::access::SignedIn;
use crate::figures::{FigureFault, Owed, typed_figure};
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
    State(figures): State<Figures>,
    who: SignedIn,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Refused> {
    who.must_at(Right::FigureEnter, &typed.lieu, &figures.desk.state)?;
    let mut all = of(&figures.desk, &who).into_iter();
    let asked = all.find(|one| one.indicator.code == typed.indicateur && one.place == typed.lieu);
    // Nobody enters what no objective asks for, nor a period that is not over.
    let period: Option<Day> = typed.periode.parse().ok();
    let asked = asked
        .zip(period)
        .filter(|(one, period)| one.periods.contains(period));
    let Some((owed, period)) = asked else {
        let notice = "Ce chiffre n’est pas demandé. Rien n’est enregistré.".to_owned();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return figures
            .page(&who, &headers, status, None, Some((notice, true)))
            .await;
    };
    let before = owed.figure_before(period);
    let text = match (typed.meme.is_empty(), before) {
        (false, Some((_, figure))) => decimal(figure, owed.indicator.decimals),
        _ => typed.valeur,
    };
    let unit = owed.indicator.unit.label();
    let before = before.map(|(_, figure)| figure);
    match typed_figure(&text, &unit, before, !typed.confirme.is_empty()) {
        Ok(value) => match figures.keep(&who, &owed, period, value).await {
            Ok(()) => Ok(unkept(Redirect::to("/saisie?fait=saisie").into_response())),
            Err(fault) => {
                tracing::error!(%fault, "a figure is not kept");
                Ok(unavailable())
            }
        },
        Err(fault) => {
            let refused = RefusedFigure {
                period: period.to_string(),
                typed: text.chars().take(LONGEST_BACK).collect(),
                why: why(fault, before, &owed),
                confirmable: fault == FigureFault::Unlikely,
            };
            let notice = "Rien n’est enregistré. Corrigez le chiffre marqué, ou confirmez-le.";
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let not_taken = Some((typed.indicateur, typed.lieu, refused));
            let notice = Some((notice.to_owned(), true));
            figures
                .page(&who, &headers, status, not_taken, notice)
                .await
        }
    }
}

fn why(fault: FigureFault, before: Option<f64>, owed: &Owed) -> String {
    match (fault, before) {
        (FigureFault::NoNumber, _) => {
            "Écrivez un nombre, comme 12,5. Les espaces sont permis.".to_owned()
        }
        (FigureFault::Unlikely, Some(before)) => format!(
            "C’est très loin du chiffre d’avant ({}). Corrigez-le, ou confirmez-le.",
            decimal(before, owed.indicator.decimals)
        ),
        (FigureFault::Unlikely, None) => {
            "Une part va de 0 à 100. Corrigez-la, ou confirmez-la.".to_owned()
        }
    }
}

impl Figures {
    async fn keep(
        &self,
        who: &SignedIn,
        owed: &Owed,
        period: Day,
        value: f64,
    ) -> Result<(), StoreError> {
        let state = &self.desk.state;
        let mut known = owed.figures.iter().filter(|(start, _)| *start == period);
        let before = known.next().map(|(_, figure)| *figure);
        let object = format!("figure {} {} {period}", owed.indicator.code, owed.place);
        let at = self.desk.accounts.clock().now();
        let trace =
            who.actor()
                .changed("figure.enter", object, (before.as_ref(), Some(&value)), at);
        let fact = owed.fact(period, value);
        let known_at = state.clock().now();
        state.store().decide_fact(fact, known_at, trace).await?;
        // It is kept: a failure to read anew is made good by the next full reading.
        if let Err(fault) = state.reload().await {
            tracing::error!(%fault, "an entered figure is not shown yet");
        }
        state.publish_all(&self.hub);
        Ok(())
    }
}
