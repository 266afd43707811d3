use model::time::Day;

use super::{Aim, typed_number};

/// What cannot be used of a form, by field, and why; in French.
pub type FieldFaults = Vec<(&'static str, String)>;

/// Characters of a directorate, a function and a reference.
pub(crate) const LONGEST_NAME: usize = 100;
/// Characters of a reason.
pub(crate) const LONGEST_REASON: usize = 500;

/// Reads fields and notes what is wrong with them.
pub(crate) struct TypedFields<'a> {
    pub(crate) faults: &'a mut FieldFaults,
}

impl TypedFields<'_> {
    pub(crate) fn fault(&mut self, field: &'static str, why: impl Into<String>) {
        // One fault a field is enough to act on.
        if !self.faults.iter().any(|(known, _)| *known == field) {
            self.faults.push((field, why.into()));
        }
    }

    pub(crate) fn number(&mut self, field: &'static str, name: &str, text: &str) -> Option<f64> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let number = typed_number(text);
        if number.is_none() {
            self.fault(
                field,
                format!("{name} doit être un nombre comme 1\u{202f}234,5."),
            );
        }
        number
    }

    pub(crate) fn aim(&mut self, text: &str) -> Option<Aim> {
        let text = text.trim();
        if text.is_empty() {
            self.fault("cible", "Donnez une cible.");
            return None;
        }
        let Some(percent) = text.strip_suffix('%') else {
            let value = self.number("cible", "La cible", text)?;
            if value < 0.0 {
                let why = "La cible est sous 0. Pour un écart au départ, ajoutez\u{202f}%.";
                self.fault("cible", why);
            }
            return Some(Aim::Value(value));
        };
        let percent = percent.trim();
        let change = typed_number(percent).filter(|change| (-100.0..=1000.0).contains(change));
        if change.is_none() || !percent.starts_with(['-', '+', '\u{2212}']) {
            let why = "Un écart au départ a un signe\u{202f}: −40\u{202f}%, au plus −100\u{202f}%.";
            self.fault("cible", why);
            return None;
        }
        change.map(Aim::Change)
    }

    /// `2030-12-31`, as browsers send it, or `31/12/2030`, as people type it.
    pub(crate) fn day(&mut self, field: &'static str, name: &str, text: &str) -> Option<Day> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let parts: Vec<&str> = text.split(['/', '-']).collect();
        let day = match *parts.as_slice() {
            [year, month, day] if year.len() == 4 => (year, month, day),
            [day, month, year] if year.len() == 4 => (year, month, day),
            _ => ("", "", ""),
        };
        let day = (|| {
            Day::from_ymd(
                day.0.parse().ok()?,
                day.1.parse().ok()?,
                day.2.parse().ok()?,
            )
        })();
        let day = day.filter(|day| (1900..2200).contains(&day.year()));
        if day.is_none() {
            self.fault(
                field,
                format!("{name} doit être une date comme 31/12/2030."),
            );
        }
        day
    }

    pub(crate) fn words(
        &mut self,
        field: &'static str,
        name: &str,
        text: &str,
        longest: usize,
    ) -> Option<String> {
        let text = text.trim();
        let is_unfit = |c: char| c.is_control() && !matches!(c, '\n' | '\r');
        if text.chars().count() > longest {
            self.fault(field, format!("{name} a {longest} caractères au plus."));
        } else if text.contains(is_unfit) {
            self.fault(
                field,
                format!("{name} contient un signe qui ne s’affiche pas."),
            );
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The directorate and the function, in one text: « Direction des bâtiments, responsable énergie ».
    pub(crate) fn owner(&mut self, directorate: &str, function: &str) -> Option<String> {
        let directorate = self.words("direction", "La direction", directorate, LONGEST_NAME);
        let function = self.words("fonction", "La fonction", function, LONGEST_NAME);
        for (field, words) in [("direction", &directorate), ("fonction", &function)] {
            if words.as_ref().is_some_and(|words| words.contains('@')) {
                self.fault(
                    field,
                    "Une fonction, pas une adresse\u{202f}: la page est publique.",
                );
            }
        }
        match (directorate, function) {
            (Some(directorate), Some(function)) => Some(format!("{directorate}, {function}")),
            (one, other) => one.or(other),
        }
    }
}
