use serde::{Deserialize, Deserializer};

/// The way to the records of a JSON document, e.g. `*.releves.*`.
///
/// Names are separated by points; `*` stands for every key of an object and
/// every entry of a list. What a `*` met is a column of its own: `*1`, `*2`, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPath {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Every,
    Key(String),
}

/// Why a text is no path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("path `{0}`: write 1 to 8 names or *, with points in between, as *.releves.*")]
pub struct RecordPathError(pub String);

impl RecordPath {
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }
}

impl core::str::FromStr for RecordPath {
    type Err = RecordPathError;

    fn from_str(text: &str) -> Result<Self, RecordPathError> {
        let steps: Vec<Step> = text
            .split('.')
            .map(|part| match part {
                "*" => Step::Every,
                name => Step::Key(name.to_owned()),
            })
            .collect();
        let empty = |step: &Step| matches!(step, Step::Key(name) if name.is_empty());
        if steps.len() > 8 || steps.iter().any(empty) {
            return Err(RecordPathError(text.to_owned()));
        }
        Ok(Self { steps })
    }
}

impl<'de> Deserialize<'de> for RecordPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}
