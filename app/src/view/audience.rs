use serde::{Deserialize, Serialize};

/// For whom a page is put together from the same notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Audience {
    /// Habitants.
    Residents,
    /// Élus.
    Elected,
    /// Direction générale.
    Management,
    /// Directeurs.
    Directorates,
    /// Agents who receive.
    Agents,
}

impl Audience {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Residents,
        Self::Elected,
        Self::Management,
        Self::Directorates,
        Self::Agents,
    ];

    /// Its word in `/vue/{word}`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Residents => "habitants",
            Self::Elected => "elus",
            Self::Management => "direction-generale",
            Self::Directorates => "directions",
            Self::Agents => "agents",
        }
    }

    /// On screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Residents => "Habitants",
            Self::Elected => "Élus",
            Self::Management => "Direction générale",
            Self::Directorates => "Directions",
            Self::Agents => "Agents",
        }
    }

    /// The audience of `/vue/{slug}`.
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }

    /// The address of its page.
    pub fn path(self) -> String {
        format!("/vue/{}", self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::Audience;

    #[test]
    fn every_audience_has_an_address_of_its_own() {
        for audience in Audience::ALL {
            assert_eq!(Audience::of_slug(audience.slug()), Some(audience));
        }
        assert_eq!(Audience::of_slug("maire"), None);
    }
}
