use core::str::FromStr;

use model::piloting::{Action, Deed, DeedFault};
use model::time::Day;

use crate::objectives::{FieldFaults, LONGEST_REASON, TypedFields};

/// Characters of a comment.
const LONGEST_COMMENT: usize = 1000;

/// A form on the page of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeedForm {
    /// Work began.
    Start,
    /// It is finished.
    Finish,
    /// It is due on another day.
    Postpone,
    /// It is given up.
    Abandon,
    /// Something is said about it.
    Comment,
}

impl DeedForm {
    /// Its word in an address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "commencer",
            Self::Finish => "terminer",
            Self::Postpone => "reporter",
            Self::Abandon => "abandonner",
            Self::Comment => "commenter",
        }
    }

    /// The fields of its day and of its words.
    const fn fields(self) -> (&'static str, &'static str) {
        match self {
            Self::Start => ("commencee_le", ""),
            Self::Finish => ("faite_le", ""),
            Self::Postpone => ("reportee_au", "raison_report"),
            Self::Abandon => ("", "raison_abandon"),
            Self::Comment => ("", "commentaire"),
        }
    }
}

impl FromStr for DeedForm {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [
            Self::Start,
            Self::Finish,
            Self::Postpone,
            Self::Abandon,
            Self::Comment,
        ];
        all.into_iter().find(|form| form.as_str() == text).ok_or(())
    }
}

/// Reads what a form says of its day and in words.
///
/// # Errors
/// Every field that cannot be used.
pub fn typed_deed(
    form: DeedForm,
    (day, words): (&str, &str),
    action: &Action,
    today: Day,
) -> Result<Deed, FieldFaults> {
    let (day_field, words_field) = form.fields();
    let mut faults = FieldFaults::new();
    let mut read = TypedFields {
        faults: &mut faults,
    };
    let longest = match form {
        DeedForm::Comment => LONGEST_COMMENT,
        _ => LONGEST_REASON,
    };
    let day = read.day(day_field, "La date", day);
    let words = read.words(words_field, "Le texte", words, longest);
    if !day_field.is_empty() && day.is_none() {
        read.fault(day_field, "Donnez une date.");
    }
    if !words_field.is_empty() && words.is_none() {
        let why = match form {
            DeedForm::Comment => "Écrivez un commentaire.",
            _ => "Donnez la raison.",
        };
        read.fault(words_field, why);
    }
    match (form, day) {
        (DeedForm::Start | DeedForm::Finish, Some(day)) if day > today => {
            read.fault(day_field, "Cette date est à venir. Notez-le le jour venu.");
        }
        (DeedForm::Postpone, Some(day)) if day < today => {
            read.fault(day_field, "Cette date est passée. Donnez-en une à venir.");
        }
        _ => {}
    }
    let deed = match (form, day, words) {
        (DeedForm::Start, Some(day), _) => Some(Deed::Started(day)),
        (DeedForm::Finish, Some(day), _) => Some(Deed::Done(day)),
        (DeedForm::Postpone, Some(due), Some(reason)) => Some(Deed::Postponed { due, reason }),
        (DeedForm::Abandon, _, Some(words)) => Some(Deed::Abandoned(words)),
        (DeedForm::Comment, _, Some(words)) => Some(Deed::Commented(words)),
        _ => None,
    };
    if let Some(fault) = deed.as_ref().and_then(|deed| action.admits(deed).err()) {
        let (field, why) = match fault {
            DeedFault::Ended => (words_field, "Cette action est terminée ou abandonnée."),
            DeedFault::StartedBefore => (day_field, "Le début est déjà noté."),
            DeedFault::DoneBeforeStart => (day_field, "La fin serait avant le début."),
            DeedFault::SameDay => (day_field, "C’est déjà l’échéance."),
        };
        let field = if field.is_empty() { day_field } else { field };
        read.fault(field, why);
    }
    match deed {
        Some(deed) if faults.is_empty() => Ok(deed),
        _ => Err(faults),
    }
}
