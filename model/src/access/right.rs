/// Something that not everybody may do. What has no right here, nobody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Read what was decided on deviations, and what became of it.
    ActionRead,
    /// Decide actions on deviations at a place, follow them and hold reviews.
    ActionSet,
    /// Acknowledge, explain or close an alert at a place.
    AlertAct,
    /// Read who did what, and when.
    AuditRead,
    /// Enter by hand the figures that objectives at a place ask for.
    FigureEnter,
    /// Read objectives with who set them, and why.
    ObjectiveRead,
    /// Set, amend and withdraw objectives at a place.
    ObjectiveSet,
    /// Add, rename, move and close places.
    PlaceSet,
    /// See who waits in a building, and how its day goes.
    QueueSee,
    /// Call and serve visitors at a counter.
    QueueServe,
    /// Read the load of counters, how right announced waits were and what the data are worth.
    ReceptionRead,
    /// Pair, reassign and revoke screens and kiosks.
    ScreenAdmin,
    /// Make and revoke keys of sources, and look after what they send.
    SourceAdmin,
    /// Check and add theme packs.
    ThemeAdmin,
    /// Make and disable accounts.
    UserAdmin,
}

impl Right {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 15] = [
        Self::ActionRead,
        Self::ActionSet,
        Self::AlertAct,
        Self::AuditRead,
        Self::FigureEnter,
        Self::ObjectiveRead,
        Self::ObjectiveSet,
        Self::PlaceSet,
        Self::QueueSee,
        Self::QueueServe,
        Self::ReceptionRead,
        Self::ScreenAdmin,
        Self::SourceAdmin,
        Self::ThemeAdmin,
        Self::UserAdmin,
    ];

    /// Whether it is about one place at a time, so that it can be limited to a
    /// part of the town. The others are about the town as a whole.
    pub const fn is_of_places(self) -> bool {
        match self {
            Self::ActionRead
            | Self::ActionSet
            | Self::AlertAct
            | Self::FigureEnter
            | Self::ObjectiveRead
            | Self::ObjectiveSet
            | Self::PlaceSet
            | Self::QueueSee
            | Self::QueueServe
            | Self::ReceptionRead => true,
            Self::AuditRead
            | Self::ScreenAdmin
            | Self::SourceAdmin
            | Self::ThemeAdmin
            | Self::UserAdmin => false,
        }
    }

    /// What it lets somebody do, for a screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ActionRead => "lire les actions décidées et leur suivi",
            Self::ActionSet => "décider des actions, les suivre et tenir des revues",
            Self::AlertAct => "prendre en charge, expliquer et clore une alerte",
            Self::AuditRead => "lire le journal des actes",
            Self::FigureEnter => "saisir les chiffres qu’aucune source ne mesure",
            Self::ObjectiveRead => "lire les objectifs, leurs versions et leurs raisons",
            Self::ObjectiveSet => "fixer, modifier et retirer des objectifs",
            Self::PlaceSet => "ajouter, nommer, déplacer et fermer des lieux",
            Self::QueueSee => "voir qui attend et la journée d’un accueil",
            Self::QueueServe => "appeler et recevoir les visiteurs au guichet",
            Self::ReceptionRead => "lire le pilotage de l’accueil",
            Self::ScreenAdmin => "associer et retirer les écrans et les bornes",
            Self::SourceAdmin => "suivre les sources de données et leurs clés",
            Self::ThemeAdmin => "vérifier et ajouter des thèmes",
            Self::UserAdmin => "créer et désactiver des comptes",
        }
    }
}
