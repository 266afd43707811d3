/// French and English, from January; accents may be missing.
const NAMES: [&[&str]; 12] = [
    &["janvier", "january"],
    &["février", "fevrier", "february"],
    &["mars", "march"],
    &["avril", "april"],
    &["mai", "may"],
    &["juin", "june"],
    &["juillet", "july"],
    &["août", "aout", "august"],
    &["septembre", "september"],
    &["octobre", "october"],
    &["novembre", "november"],
    &["décembre", "decembre", "december"],
];

/// The month whose name a text starts with, in any case, and what follows the name.
pub(super) fn month_name(text: &[u8]) -> Option<(i64, &[u8])> {
    let whole = core::str::from_utf8(text).ok()?;
    let length = whole
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(whole.len());
    let (name, rest) = whole.split_at_checked(length)?;
    let name = name.to_lowercase();
    let month = (1..)
        .zip(NAMES)
        .find(|(_, names)| names.contains(&name.as_str()))?;
    Some((month.0, rest.as_bytes()))
}
