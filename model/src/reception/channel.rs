use serde::{Deserialize, Serialize};

/// How somebody speaks with the town.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// At a counter, with a ticket.
    Counter,
    /// At a counter, with an appointment.
    Appointment,
    /// By telephone.
    Phone,
    /// By letter.
    Letter,
    /// By e-mail.
    Email,
    /// By a form or a procedure online.
    Online,
}

/// A name that is no channel.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("unknown channel `{0}`: use counter, appointment, phone, letter, email or online")]
pub struct UnknownChannel(pub String);

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 6] = [
        Self::Counter,
        Self::Appointment,
        Self::Phone,
        Self::Letter,
        Self::Email,
        Self::Online,
    ];

    /// The name used in files and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Appointment => "appointment",
            Self::Phone => "phone",
            Self::Letter => "letter",
            Self::Email => "email",
            Self::Online => "online",
        }
    }
}

impl core::str::FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(s: &str) -> Result<Self, UnknownChannel> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.as_str() == s)
            .ok_or_else(|| UnknownChannel(s.chars().take(40).collect()))
    }
}
