use std::path::Path;

use serde::{Deserialize, Deserializer};

use super::Variables;

/// A pattern for the end of a path, e.g. `{building}/{energy}/{year}.csv`.
///
/// A name in braces captures at least one character and never a `/`. A final
/// `.gz` of the file is passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePattern {
    text: String,
    parts: Vec<Part>,
    segments: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Capture(String),
}

/// Why a text is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("pattern `{0}`: every {{ needs its }}, and two captures need a text between them")]
pub struct PatternError(pub String);

impl FilePattern {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The captures, when the end of the path fits.
    pub fn captures(&self, path: &Path) -> Option<Variables> {
        let names: Vec<String> = path
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect();
        let tail = names.get(names.len().checked_sub(self.segments)?..)?;
        let tail = tail.join("/");
        let tail = tail.strip_suffix(".gz").unwrap_or(&tail);
        let mut found = Variables::new();
        fits(&self.parts, tail, '/', &mut found).then_some(found)
    }

    /// The captures, when a whole text fits; here they may hold a `/`, as dates do.
    pub(super) fn captures_text(&self, text: &str) -> Option<Variables> {
        let mut found = Variables::new();
        fits(&self.parts, text, '\n', &mut found).then_some(found)
    }
}

fn fits(parts: &[Part], text: &str, barrier: char, found: &mut Variables) -> bool {
    match parts {
        [] => text.is_empty(),
        [Part::Text(literal), rest @ ..] => text
            .strip_prefix(literal.as_str())
            .is_some_and(|text| fits(rest, text, barrier, found)),
        [Part::Capture(name), rest @ ..] => {
            let limit = text.find(barrier).unwrap_or(text.len());
            let ends = text
                .char_indices()
                .map(|(at, letter)| at + letter.len_utf8());
            for end in ends.take_while(|end| *end <= limit) {
                let (capture, after) = text.split_at(end);
                if fits(rest, after, barrier, found) {
                    found.insert(name.clone(), capture.to_owned());
                    return true;
                }
            }
            false
        }
    }
}

impl core::str::FromStr for FilePattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let fault = || PatternError(text.to_owned());
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or_else(fault)?;
            let touching = before.is_empty() && !parts.is_empty();
            if name.is_empty() || name.contains('{') || touching || before.contains('}') {
                return Err(fault());
            }
            if !before.is_empty() {
                parts.push(Part::Text(before.to_owned()));
            }
            parts.push(Part::Capture(name.to_owned()));
            rest = after;
        }
        if rest.contains('}') {
            return Err(fault());
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest.to_owned()));
        }
        Ok(Self {
            text: text.to_owned(),
            parts,
            segments: text.split('/').count(),
        })
    }
}

impl<'de> Deserialize<'de> for FilePattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captures(pattern: &str, path: &str) -> Option<Vec<String>> {
        let pattern: FilePattern = pattern.parse().expect("a pattern");
        let found = pattern.captures(Path::new(path))?;
        Some(found.into_iter().map(|(k, v)| format!("{k}={v}")).collect())
    }

    #[test]
    fn the_end_of_a_path_is_captured() {
        let pattern = "UCam_Building_{building}/{energy}/{year}.csv";
        let found = captures(pattern, "data/UCam_Building_b42/gas/2013.csv.gz");
        assert_eq!(
            found,
            Some(vec![
                "building=b42".into(),
                "energy=gas".into(),
                "year=2013".into()
            ])
        );
        assert_eq!(captures(pattern, "UCam_Building_/gas/2013.csv"), None);
        assert_eq!(captures(pattern, "gas/2013.csv"), None);
        assert_eq!(captures(pattern, "areas.csv"), None);
        let two = captures("{a}-{b}.csv", "x/1-2-3.csv");
        assert_eq!(two, Some(vec!["a=1".into(), "b=2-3".into()]));
    }

    #[test]
    fn patterns_that_cannot_be_meant_are_refused() {
        for text in ["{a}{b}.csv", "{a.csv", "a}.csv", "{}.csv"] {
            assert!(text.parse::<FilePattern>().is_err(), "{text}");
        }
    }
}
