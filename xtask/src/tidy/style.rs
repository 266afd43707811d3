//! Style sheets: colours come from the tokens, sides are logical.

use super::{Offence, Source};

/// The one file that may write colours down.
const COLOURS: &str = "style/tokens/options.css";

const COLOUR_FUNCTIONS: [&str; 8] = [
    "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "oklab(", "oklch(",
];
const COLOUR_NAMES: [&str; 10] = [
    "white", "black", "red", "green", "blue", "orange", "yellow", "gray", "grey", "purple",
];
/// Hexadecimal digits of a colour: #rgb, #rgba, #rrggbb, #rrggbbaa.
const HEX_LENGTHS: [usize; 4] = [3, 4, 6, 8];

/// Literal colours and physical sides in the style sheets.
pub fn check(source: &Source) -> Vec<Offence> {
    if source.kind() != "css" || !source.path.starts_with("style/") {
        return Vec::new();
    }
    let text = blank_comments(&source.text);
    let mut offences = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for (property, value) in declarations(line) {
            if source.path != COLOURS && holds_colour(value) {
                offences.push(source.offence(
                    index + 1,
                    format!("`{}` is a literal colour: use a token", value.trim()),
                ));
            }
            if is_physical(property, value) {
                offences.push(source.offence(
                    index + 1,
                    format!(
                        "`{property}: {}` is physical: use the logical property",
                        value.trim()
                    ),
                ));
            }
        }
    }
    offences
}

/// Property and value of each declaration of a line. A selector with a
/// pseudo-class looks like one, and is told by the brace that follows it.
fn declarations(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split_inclusive(['{', ';', '}']).filter_map(|part| {
        let (property, value) = part.trim_end_matches([';', '}']).split_once(':')?;
        (!value.ends_with('{')).then_some((property.trim(), value))
    })
}

fn holds_colour(value: &str) -> bool {
    let is_named = value
        .split(|sign: char| !(sign.is_alphanumeric() || sign == '-'))
        .any(|word| COLOUR_NAMES.contains(&word));
    is_named
        || COLOUR_FUNCTIONS
            .iter()
            .any(|function| value.contains(function))
        || holds_hex(value)
}

fn holds_hex(value: &str) -> bool {
    value.split('#').skip(1).any(|rest| {
        let word: String = rest
            .chars()
            .take_while(|sign| sign.is_alphanumeric() || *sign == '-')
            .collect();
        HEX_LENGTHS.contains(&word.len()) && word.chars().all(|sign| sign.is_ascii_hexdigit())
    })
}

fn is_physical(property: &str, value: &str) -> bool {
    let sided = property
        .split('-')
        .any(|word| matches!(word, "left" | "right"));
    let value = value.trim();
    let aligned =
        matches!(property, "text-align" | "float" | "clear") && matches!(value, "left" | "right");
    (sided && !property.starts_with("--")) || aligned
}

/// Comments become spaces, so that lines keep their numbers.
fn blank_comments(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        result.push_str(before);
        let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
        result.extend(comment.chars().filter(|sign| *sign == '\n'));
        rest = after;
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        check(&source("style/components/note.css", text))
            .iter()
            .map(|found| found.line)
            .collect()
    }

    #[test]
    fn literal_colours_are_found() {
        assert_eq!(lines("/* #fff\n */\n.a { color: #1a4f8b; }"), [3]);
        assert_eq!(lines(".a { border: 1px solid rgb(0 0 0 / 50%); }"), [1]);
        assert_eq!(lines(".a { background: white }"), [1]);
        assert!(lines(".a { color: var(--ink); fill: url(#abc-mask); }").is_empty());
        assert!(lines("#add:hover { color: var(--red); }").is_empty());
        assert!(check(&source(COLOURS, ":root { --blue-7: #1a4f8b; }")).is_empty());
    }

    #[test]
    fn physical_sides_are_found() {
        assert_eq!(lines(".a {\n  margin-left: 4px;\n}"), [2]);
        assert_eq!(
            lines(".a { left: 0; text-align: right; border-top-left-radius: 1px }"),
            [1, 1, 1]
        );
        assert!(lines(".a { margin-inline-start: 4px; text-align: start; --left: 1 }").is_empty());
    }
}
