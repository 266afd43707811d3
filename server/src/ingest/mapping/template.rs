use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

/// Tables of replacements: name of the map, text found, text written.
pub type Maps = BTreeMap<String, BTreeMap<String, String>>;

/// What a template may name: captures of the file name, cells of the line.
pub type Variables = BTreeMap<String, String>;

/// A text with gaps: `{name}` is filled from a variable, `{name:map}` through a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Gap { name: String, map: Option<String> },
}

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("template `{0}`: every {{ needs its }} with a name in between")]
pub struct TemplateError(pub String);

/// Why a template cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// No such variable.
    #[error("`{{{name}}}` is not known here; known are {known}")]
    Variable {
        /// As written.
        name: String,
        /// What could be written.
        known: String,
    },
    /// No such map.
    #[error("map `{0}` is used but not declared: add [maps.{0}]")]
    Map(String),
    /// The map does not hold the text.
    #[error("`{text}` is not in [maps.{map}]: add it, or add \"*\"")]
    Text {
        /// What was found.
        text: String,
        /// Where it was looked for.
        map: String,
    },
}

impl Template {
    /// The text, when it has no gaps.
    pub(crate) fn plain(&self) -> Option<&str> {
        match self.parts.as_slice() {
            [] => Some(""),
            [Part::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Fills the gaps.
    ///
    /// # Errors
    /// [`TemplateFault`] naming the gap that cannot be filled.
    pub fn fill(&self, variables: &Variables, maps: &Maps) -> Result<String, TemplateFault> {
        let mut filled = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => filled.push_str(text),
                Part::Gap { name, map } => {
                    let text = variables.get(name).ok_or_else(|| TemplateFault::Variable {
                        name: name.clone(),
                        known: variables.keys().cloned().collect::<Vec<_>>().join(", "),
                    })?;
                    filled.push_str(match map {
                        None => text,
                        Some(map) => replaced(text, map, maps)?,
                    });
                }
            }
        }
        Ok(filled)
    }
}

/// What a map writes for a text; the key `*` stands for every other text.
pub(super) fn replaced<'m>(
    text: &str,
    map: &str,
    maps: &'m Maps,
) -> Result<&'m str, TemplateFault> {
    let table = maps
        .get(map)
        .ok_or_else(|| TemplateFault::Map(map.to_owned()))?;
    table
        .get(text)
        .or_else(|| table.get("*"))
        .map(String::as_str)
        .ok_or_else(|| TemplateFault::Text {
            text: text.to_owned(),
            map: map.to_owned(),
        })
}

impl core::str::FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let fault = || TemplateError(text.to_owned());
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (gap, after) = after.split_once('}').ok_or_else(fault)?;
            let (name, map) = match gap.split_once(':') {
                Some((name, map)) => (name, Some(map.to_owned())),
                None => (gap, None),
            };
            if name.is_empty()
                || gap.contains('{')
                || before.contains('}')
                || map.as_deref() == Some("")
            {
                return Err(fault());
            }
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Gap {
                name: name.to_owned(),
                map,
            });
            rest = after;
        }
        if rest.contains('}') {
            return Err(fault());
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self { parts })
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_plainly_or_through_a_map() {
        let variables = Variables::from([("b".into(), "b42".into()), ("e".into(), "gas".into())]);
        let maps = Maps::from([(
            "short".into(),
            BTreeMap::from([("gas".into(), "gaz".into())]),
        )]);
        let fill = |text: &str| {
            let template: Template = text.parse().expect("a template");
            template.fill(&variables, &maps).map_err(|e| e.to_string())
        };
        assert_eq!(fill("{b}-{e:short}.x"), Ok("b42-gaz.x".into()));
        assert_eq!(fill("plain"), Ok("plain".into()));
        assert_eq!(
            fill("{x}").map_err(|e| e.contains("known are b, e")),
            Err(true)
        );
        assert_eq!(
            fill("{b:short}").map_err(|e| e.contains("[maps.short]")),
            Err(true)
        );
        assert_eq!(
            fill("{b:long}").map_err(|e| e.contains("[maps.long]")),
            Err(true)
        );
        for broken in ["{", "}", "{}", "a{b", "{a:}", "a}b{c}", "{a{b}"] {
            assert!(broken.parse::<Template>().is_err(), "{broken}");
        }
    }
}
