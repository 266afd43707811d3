use serde::{Deserialize, Deserializer, Serialize};

/// A code that cannot be used as an identifier.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("code `{0}` is not valid: 1 to 64 letters, digits, or . _ : - without spaces")]
pub struct CodeError(pub String);

fn check(text: &str) -> Result<(), CodeError> {
    check_among(text, 64, b"._:-")
}

/// As [`check`], for what we wrote ourselves: codes of series that follow from
/// another are longer and say `@`, which no file can declare.
fn check_known(text: &str) -> Result<(), CodeError> {
    check_among(text, 160, b"._:-@")
}

fn check_among(text: &str, most: usize, marks: &[u8]) -> Result<(), CodeError> {
    let fits = (1..=most).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || marks.contains(&b));
    if fits {
        Ok(())
    } else {
        Err(CodeError(text.chars().take(80).collect()))
    }
}

macro_rules! code {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Checks and takes a code.
            ///
            /// # Errors
            /// [`CodeError`] when it has other characters or another length.
            pub fn new(text: impl Into<String>) -> Result<Self, CodeError> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The code as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl core::str::FromStr for $name {
            type Err = CodeError;

            fn from_str(s: &str) -> Result<Self, CodeError> {
                Self::new(s)
            }
        }

        impl core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                check_known(&text).map_err(serde::de::Error::custom)?;
                Ok(Self(text))
            }
        }
    };
}

code!(
    /// Identifies a place for ever, e.g. `ecole-louise-michel`.
    PlaceCode
);
code!(
    /// Identifies a series, e.g. a meter's point of delivery with its quantity.
    SeriesCode
);
code!(
    /// Identifies an indicator, e.g. `elec_kwh_m2`.
    IndicatorCode
);
code!(
    /// Identifies a theme, e.g. `energie`.
    ThemeCode
);
code!(
    /// Identifies a measured quantity, e.g. `electricity`.
    QuantityCode
);
code!(
    /// Identifies one visitor's ticket for ever, never the visitor.
    TicketCode
);
code!(
    /// Identifies a service: what people queue for, e.g. `etat-civil`.
    ServiceCode
);

impl SeriesCode {
    /// The code of a series that follows from another, which no file can declare:
    /// `@` stands in none. `None` when it grows beyond what is read back.
    pub(crate) fn derived(source: &Self, more: &str) -> Option<Self> {
        let code = format!("{source}{more}");
        check_known(&code).is_ok().then_some(Self(code))
    }
}
