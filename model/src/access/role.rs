use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Right;

/// What somebody is at the town hall. The names are those of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Elected.
    Elu,
    /// Heads the administration (direction générale des services).
    Dgs,
    /// Heads a directorate.
    Directeur,
    /// Receives visitors.
    Agent,
    /// Keeps the data and follows the meters.
    Gestionnaire,
    /// Runs the service: accounts, settings.
    Admin,
    /// Watches over personal data (délégué à la protection des données).
    Dpo,
}

/// Not a role.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a role: write elu, dgs, directeur, agent, gestionnaire, admin or dpo")]
pub struct UnknownRole(pub String);

/// Who may do what. A role has the rights of its line and no other.
const RIGHTS: [(Role, &[Right]); 7] = [
    (Role::Elu, &[Right::ActionRead, Right::ObjectiveRead]),
    (
        Role::Dgs,
        &[
            Right::ActionRead,
            Right::ActionSet,
            Right::AlertAct,
            Right::FigureEnter,
            Right::ObjectiveRead,
            Right::ObjectiveSet,
            Right::QueueSee,
            Right::ReceptionRead,
        ],
    ),
    (
        Role::Directeur,
        &[
            Right::ActionRead,
            Right::ActionSet,
            Right::AlertAct,
            Right::FigureEnter,
            Right::ObjectiveRead,
            Right::ObjectiveSet,
            Right::QueueSee,
            Right::QueueServe,
            Right::ReceptionRead,
        ],
    ),
    (
        Role::Agent,
        &[Right::FigureEnter, Right::QueueSee, Right::QueueServe],
    ),
    (
        Role::Gestionnaire,
        &[
            Right::ActionRead,
            Right::AlertAct,
            Right::FigureEnter,
            Right::PlaceSet,
        ],
    ),
    (
        Role::Admin,
        &[
            Right::ActionRead,
            Right::AuditRead,
            Right::ObjectiveRead,
            Right::ObjectiveSet,
            Right::PlaceSet,
            Right::ScreenAdmin,
            Right::SourceAdmin,
            Right::ThemeAdmin,
            Right::UserAdmin,
        ],
    ),
    (Role::Dpo, &[Right::AuditRead]),
];

impl Role {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Elu,
        Self::Dgs,
        Self::Directeur,
        Self::Agent,
        Self::Gestionnaire,
        Self::Admin,
        Self::Dpo,
    ];

    /// What somebody with this role may do, within their part of the town.
    pub fn rights(self) -> &'static [Right] {
        RIGHTS
            .iter()
            .find(|(role, _)| *role == self)
            .map_or(&[], |(_, rights)| rights)
    }

    /// Whether this role has a right.
    pub fn has(self, right: Right) -> bool {
        self.rights().contains(&right)
    }

    /// Whether it makes sense for a part of the town only: not where one of its
    /// rights is about the town as a whole.
    pub fn takes_scope(self) -> bool {
        self.rights().iter().all(|right| right.is_of_places())
    }

    /// Whether a password alone is not enough to act in it: whoever makes accounts could
    /// give themselves any right.
    ///
    /// ```
    /// use model::access::Role;
    ///
    /// assert!(Role::Admin.needs_second_factor() && !Role::Dgs.needs_second_factor());
    /// ```
    pub fn needs_second_factor(self) -> bool {
        self.has(Right::UserAdmin)
    }

    /// Its word, in tables, files and commands.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Elu => "elu",
            Self::Dgs => "dgs",
            Self::Directeur => "directeur",
            Self::Agent => "agent",
            Self::Gestionnaire => "gestionnaire",
            Self::Admin => "admin",
            Self::Dpo => "dpo",
        }
    }

    /// Its name on a screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Elu => "élu",
            Self::Dgs => "direction générale",
            Self::Directeur => "directeur",
            Self::Agent => "agent d’accueil",
            Self::Gestionnaire => "gestionnaire de données",
            Self::Admin => "administrateur",
            Self::Dpo => "délégué à la protection des données",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| UnknownRole(text.chars().take(40).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_one_line_and_is_read_back() {
        for role in Role::ALL {
            assert_eq!(RIGHTS.iter().filter(|(known, _)| *known == role).count(), 1);
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert_eq!(
            "Admin".parse::<Role>(),
            Err(UnknownRole("Admin".to_owned()))
        );
    }

    #[test]
    fn nobody_both_acts_on_alerts_and_makes_accounts() {
        for role in Role::ALL {
            assert!(!(role.has(Right::AlertAct) && role.has(Right::UserAdmin)));
        }
        assert!(Role::Directeur.takes_scope() && !Role::Admin.takes_scope());
    }
}
