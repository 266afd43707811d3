/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionStatus {
    /// Nothing was begun.
    Decided,
    /// Work is under way.
    Started,
    /// It is finished.
    Done,
    /// It was given up.
    Abandoned,
}

impl ActionStatus {
    /// Whether something is still to be done.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Decided | Self::Started)
    }

    /// Its word on a screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Decided => "décidée",
            Self::Started => "commencée",
            Self::Done => "faite",
            Self::Abandoned => "abandonnée",
        }
    }
}
