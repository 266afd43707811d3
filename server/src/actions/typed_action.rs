use app::plain::ActionFields;
use model::city::{IndicatorCode, PlaceCode};
use model::time::Day;

use crate::objectives::{FieldFaults, LONGEST_NAME, LONGEST_REASON, TypedFields, places_of};
use crate::state::Snapshot;

/// What a form says of an action.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedAction {
    /// Where.
    pub place: PlaceCode,
    /// On what.
    pub indicator: IndicatorCode,
    /// What is done.
    pub what: String,
    /// What the person is who does it.
    pub function: String,
    /// The directorate that answers for it.
    pub directorate: String,
    /// Due day.
    pub due: Day,
    /// By how much it is to move the value.
    pub expected: Option<f64>,
}

impl TypedAction {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that cannot be used.
    pub fn read(
        fields: &ActionFields,
        snapshot: &Snapshot,
        today: Day,
    ) -> Result<Self, FieldFaults> {
        let tree = snapshot.town.tree();
        let mut faults = FieldFaults::new();
        let mut read = TypedFields {
            faults: &mut faults,
        };
        let place = match places_of(&fields.place, tree) {
            Ok((found, _)) => match found.as_slice() {
                [one] => tree.place(*one).map(|place| place.code.clone()),
                _ => {
                    read.fault(
                        "lieu",
                        "Une action a un seul lieu. Donnez son nom ou son code.",
                    );
                    None
                }
            },
            Err(fault) => {
                read.fault("lieu", fault.words());
                None
            }
        };
        let mut themes = snapshot.town.themes().iter();
        let indicator = fields.indicator.parse::<IndicatorCode>().ok();
        let indicator =
            indicator.filter(|code| themes.any(|theme| theme.indicator(code).is_some()));
        if indicator.is_none() {
            read.fault("indicateur", "Choisissez un indicateur de la liste.");
        }
        let what = read.words("quoi", "Le texte", &fields.what, LONGEST_REASON);
        if what.is_none() {
            read.fault("quoi", "Dites ce qui sera fait.");
        }
        let function = read.words("fonction", "La fonction", &fields.function, LONGEST_NAME);
        if function.is_none() {
            read.fault("fonction", "Donnez la fonction de la personne qui agit.");
        }
        let directorate = read.words(
            "direction",
            "La direction",
            &fields.directorate,
            LONGEST_NAME,
        );
        let due = read.day("echeance", "L’échéance", &fields.due);
        match due {
            None => read.fault("echeance", "Donnez l’échéance."),
            Some(due) if due < today => {
                let why = "L’échéance est passée. Donnez une date à partir d’aujourd’hui.";
                read.fault("echeance", why);
            }
            Some(_) => {}
        }
        let expected = read.number("effet", "L’effet attendu", &fields.expected);
        let read = (place, indicator, what, function, due);
        match read {
            (Some(place), Some(indicator), Some(what), Some(function), Some(due))
                if faults.is_empty() =>
            {
                Ok(Self {
                    place,
                    indicator,
                    what,
                    function,
                    directorate: directorate.unwrap_or_default(),
                    due,
                    expected,
                })
            }
            _ => Err(faults),
        }
    }
}
