use super::SignedIn;

/// What somebody has to do before they are signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Give a code.
    Code,
    /// Enrol for codes: their role asks for them.
    Enrol,
}

/// Somebody whose password was right and who is not signed in yet. No handler takes this
/// for a [`SignedIn`] but those that end it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halfway {
    pub(super) who: SignedIn,
    /// What they have to do.
    pub stage: Stage,
}

impl Halfway {
    /// Who it will be, for the pages of their enrolment alone.
    pub(crate) fn enrolling(&self) -> Option<&SignedIn> {
        (self.stage == Stage::Enrol).then_some(&self.who)
    }

    /// The address of their account.
    pub fn email(&self) -> &str {
        self.who.email()
    }
}

/// What the session of a browser is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Everything that the account may do.
    Whole(SignedIn),
    /// Nothing but its next step.
    Halfway(Halfway),
}
