use model::reception::TicketEvent;
use model::time::At;

/// Ticket events handed to the store together; all are stored or none.
#[derive(Debug, Clone, Default)]
pub struct TicketBatch {
    /// In any order.
    pub events: Vec<TicketEvent>,
    /// When they were known.
    pub known_at: At,
}

/// What became of what was told. It is durable when this is returned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Told {
    /// What was new.
    pub added: u64,
    /// What was known already.
    pub unchanged: u64,
}

/// What became of ticket events. It is durable when this is returned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TicketsTold {
    /// Events that were new, and those that were known.
    pub told: Told,
    /// Events that do not fit now, of the tickets that were told of.
    pub not_fitting: u64,
}
