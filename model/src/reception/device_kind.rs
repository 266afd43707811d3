use serde::{Deserialize, Serialize};

/// What a paired device shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// The lobby screen of a building.
    Lobby,
    /// The screen of those who work in a building.
    Agents,
    /// The kiosk of a counter, which gives tickets.
    Kiosk,
}

/// Not a kind of device.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("unknown kind of device `{0}`: use lobby, agents or kiosk")]
pub struct UnknownDeviceKind(pub String);

impl DeviceKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Lobby, Self::Agents, Self::Kiosk];

    /// The name used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lobby => "lobby",
            Self::Agents => "agents",
            Self::Kiosk => "kiosk",
        }
    }

    /// Its name on a screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Lobby => "écran du hall",
            Self::Agents => "écran des agents",
            Self::Kiosk => "borne",
        }
    }
}

impl core::str::FromStr for DeviceKind {
    type Err = UnknownDeviceKind;

    fn from_str(s: &str) -> Result<Self, UnknownDeviceKind> {
        let known = Self::ALL.into_iter().find(|kind| kind.as_str() == s);
        known.ok_or_else(|| UnknownDeviceKind(s.chars().take(40).collect()))
    }
}
