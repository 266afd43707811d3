use model::city::{Indicator, IndicatorCode, PlaceCode, PlaceId};
use model::engine::JudgedPlan;
use model::format::{NARROW_SPACE, decimal, with_unit};

use crate::objectives::exact_number;
use crate::state::Snapshot;

/// The indicator and the place that an action is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// Definition.
    pub indicator: &'a Indicator,
    /// The place in the tree.
    pub place: PlaceId,
    /// Its name.
    pub place_name: &'a str,
    /// What is aimed at there, where anything is.
    pub plan: Option<&'a JudgedPlan>,
}

impl<'a> Subject<'a> {
    /// Finds it in the town; `None` when it knows the place or the indicator no more.
    pub fn find(
        snapshot: &'a Snapshot,
        indicator: &IndicatorCode,
        place: &PlaceCode,
    ) -> Option<Self> {
        let town = &snapshot.town;
        let id = town.tree().id(place.as_str())?;
        let mut themes = town.themes().iter();
        let mut plans = town.plan().at(id).iter();
        Some(Self {
            indicator: themes.find_map(|theme| theme.indicator(indicator))?,
            place: id,
            place_name: &town.tree().place(id)?.name,
            plan: plans.find(|plan| plan.indicator.code == *indicator),
        })
    }

    /// « Électricité par surface, École Jean-Jaurès ».
    pub fn heading(&self) -> String {
        format!("{}, {}", self.indicator.name, self.place_name)
    }

    /// An amount in the unit of the indicator.
    pub fn figure(&self, value: f64) -> String {
        with_unit(value, self.indicator.decimals, &self.indicator.unit.label())
    }

    /// A change that somebody typed, as exactly as they did: « −5,5 kWh/m² ».
    pub fn typed_change(&self, change: f64) -> String {
        let sign = if change > 0.0 { "+" } else { "" };
        let number = exact_number(change, self.indicator.decimals);
        format!(
            "{sign}{number}{NARROW_SPACE}{}",
            self.indicator.unit.label()
        )
    }

    /// The value, what is asked of it, and the note it gives today; `None` without an objective.
    pub fn now(&self, snapshot: &Snapshot) -> Option<[(&'static str, String); 3]> {
        let plan = self.plan?;
        let today = snapshot.now.moment().day;
        let (note, coverage) = snapshot.now.note_of(&snapshot.town, plan);
        let value = snapshot.now.value(&snapshot.town, plan).value;
        Some([
            (
                "Valeur",
                value.map_or_else(|| "aucun relevé".to_owned(), |value| self.figure(value)),
            ),
            ("Demandé", self.figure(plan.objective.required_on(today))),
            (
                "Note",
                model::format::note(note.filter(|_| coverage.is_scored())),
            ),
        ])
    }

    /// « 171,0 pour 159,0 kWh/m² demandés, note 7,2 ».
    pub fn fact(&self, snapshot: &Snapshot) -> Option<String> {
        let plan = self.plan?;
        let today = snapshot.now.moment().day;
        let (note, coverage) = snapshot.now.note_of(&snapshot.town, plan);
        let value = snapshot.now.value(&snapshot.town, plan).value;
        Some(format!(
            "{} pour {} demandés, note {}",
            value.map_or_else(
                || "–".to_owned(),
                |value| decimal(value, self.indicator.decimals)
            ),
            self.figure(plan.objective.required_on(today)),
            model::format::note(note.filter(|_| coverage.is_scored()))
        ))
    }
}
