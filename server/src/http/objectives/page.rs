use std::collections::BTreeSet;

use app::plain::{ObjectiveCheckView, ObjectiveFields, ObjectiveFormView, objective_form_page};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::{Place, ThemePack};
use model::score::Direction;

use super::Objectives;
use super::edit::Amended;
use crate::access::SignedIn;
use crate::objectives::FieldFaults;

/// Places that a form suggests at most.
pub(in crate::http) const MOST_SUGGESTED: usize = 400;
/// Characters of a field that come back: what is longer is refused by name.
const LONGEST_BACK: usize = 600;

/// The page of the form, as it is answered.
pub(super) struct Page {
    pub(super) fields: ObjectiveFields,
    pub(super) faults: FieldFaults,
    pub(super) notice: Option<String>,
    pub(super) check: Option<ObjectiveCheckView>,
    pub(super) status: StatusCode,
}

impl Page {
    pub(super) const fn new(fields: ObjectiveFields) -> Self {
        Self {
            fields,
            faults: Vec::new(),
            notice: None,
            check: None,
            status: StatusCode::OK,
        }
    }

    pub(super) fn refused(mut self, faults: FieldFaults) -> Self {
        self.faults = faults;
        self.status = StatusCode::UNPROCESSABLE_ENTITY;
        self
    }

    pub(super) async fn answer(
        self,
        objectives: &Objectives,
        who: &SignedIn,
        headers: &HeaderMap,
        amended: &Amended,
    ) -> Response {
        let desk = &objectives.desk;
        let view = desk.state.read(|snapshot| {
            let town = &snapshot.town;
            let tree = town.tree();
            let may = |place: &Place| who.caller().may(Right::ObjectiveSet, &place.code, tree);
            let mine = || tree.places().iter().filter(|place| may(place));
            let mut places = Vec::new();
            if amended.is_none() {
                places.extend(scopes(town.themes(), mine()));
                let each = mine().map(|place| (place.code.to_string(), place.name.clone()));
                places.extend(each.take(MOST_SUGGESTED));
            }
            let (action, back) = match amended {
                Some((indicator, place)) => {
                    let back = format!("/admin/objectifs/{indicator}/{place}");
                    (format!("{back}/modifier"), back)
                }
                None => (
                    "/admin/objectifs/nouveau".to_owned(),
                    "/admin/objectifs".to_owned(),
                ),
            };
            let name = |(indicator, place): &(String, String)| {
                let mut themes = town.themes().iter().flat_map(|theme| &theme.indicator);
                let indicator = themes.find(|i| i.code.as_str() == indicator)?;
                let place = tree.id(place).and_then(|id| tree.place(id))?;
                Some(format!(
                    "{} ({}), {}",
                    indicator.name,
                    indicator.unit.label(),
                    place.name
                ))
            };
            ObjectiveFormView {
                action,
                back,
                amended: amended
                    .as_ref()
                    .map(|amended| name(amended).unwrap_or_default()),
                indicators: judged_indicators(town.themes()),
                places,
                fields: cut(self.fields),
                faults: self.faults,
                notice: self.notice.map(|words| (words, true)),
                check: self.check,
            }
        });
        let draw = |around: &_| objective_form_page(around, &view);
        desk.page(headers, Some(who), self.status, draw).await
    }
}

/// Kinds and directorates of places, as they are written to mean all of them.
fn scopes<'a>(
    themes: &[ThemePack],
    places: impl Iterator<Item = &'a Place> + Clone,
) -> Vec<(String, String)> {
    let kinds: BTreeSet<&str> = places.clone().map(|place| place.kind.as_str()).collect();
    let kinds = kinds.into_iter().map(|kind| {
        let named = themes.iter().find_map(|theme| theme.kind.get(kind));
        let plural = named.map_or(kind, |named| named.plural.as_str());
        (
            format!("kind:{kind}"),
            format!("Tous les lieux\u{202f}: {plural}"),
        )
    });
    let directorates: BTreeSet<&str> = places
        .filter_map(|place| place.text("directorate"))
        .collect();
    let directorates = directorates.into_iter().map(|name| {
        (
            format!("directorate:{name}"),
            format!("Tous les lieux de la direction\u{202f}: {name}"),
        )
    });
    kinds.chain(directorates).collect()
}

/// Indicators that are judged, by theme.
pub(in crate::http) fn judged_indicators(
    themes: &[ThemePack],
) -> Vec<(String, Vec<(String, String)>)> {
    let of = |theme: &ThemePack| {
        let judged = theme.indicator.iter();
        let judged = judged.filter(|i| i.direction != Direction::Context);
        let named = judged.map(|i| {
            let name = format!("{} ({})", i.name, i.unit.label());
            (i.code.to_string(), name)
        });
        (theme.name.clone(), named.collect())
    };
    themes.iter().map(of).collect()
}

fn cut(mut fields: ObjectiveFields) -> ObjectiveFields {
    for text in [
        &mut fields.indicator,
        &mut fields.place,
        &mut fields.baseline,
        &mut fields.baseline_at,
        &mut fields.target,
        &mut fields.target_high,
        &mut fields.tolerance,
        &mut fields.target_at,
        &mut fields.weight,
        &mut fields.directorate,
        &mut fields.function,
        &mut fields.decision,
        &mut fields.reason,
    ] {
        *text = text.chars().take(LONGEST_BACK).collect();
    }
    fields
}
