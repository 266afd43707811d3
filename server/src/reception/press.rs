use model::city::ServiceCode;
use model::reception::TicketEventType as Type;

/// What is pressed on the console of a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Press {
    /// The next of the queue.
    Call,
    /// Something that happens to the ticket at the desk.
    Act(Type),
    /// On to the queue of another service.
    Transfer(ServiceCode),
    /// Who missed a call is back: something of another ticket.
    Back,
}

impl Press {
    /// What a button sends; `None` where there is no such button.
    pub fn named(word: &str, service: Option<&str>) -> Option<Self> {
        Some(match word {
            "appeler" => Self::Call,
            "rappeler" => Self::Act(Type::Recall),
            "commencer" => Self::Act(Type::Start),
            "suspendre" => Self::Act(Type::Hold),
            "reprendre" => Self::Act(Type::Resume),
            "terminer" => Self::Act(Type::Close),
            "absent" => Self::Act(Type::NoAnswer),
            "annuler" => Self::Act(Type::Undo),
            "transferer" => Self::Transfer(service?.parse().ok()?),
            "retour" => Self::Back,
            _ => return None,
        })
    }
}

/// Why nothing came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PressFault {
    /// There is no such desk, counter, service or ticket.
    #[error("there is no such desk, service or ticket")]
    Unknown,
    /// Nobody waits for what this desk serves.
    #[error("nobody waits")]
    Nobody,
    /// Somebody is at the desk already.
    #[error("somebody is at the desk already")]
    Occupied,
    /// The ticket stands elsewhere by now.
    #[error("the ticket stands elsewhere by now")]
    Moved,
    /// Not in opening hours, or too often.
    #[error("too many tickets in a short time")]
    TooOften,
    /// The store does not answer.
    #[error("unavailable: try again")]
    Unavailable,
}
