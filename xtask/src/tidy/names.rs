//! A file is named after the one thing it holds.

use super::Offence;

const EMPTY_NAMES: [&str; 9] = [
    "util", "utils", "helper", "helpers", "common", "misc", "stuff", "shared", "mod",
];

/// Files whose name says nothing.
pub fn check(path: &str) -> Option<Offence> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.split('.').next().unwrap_or(file);
    let folder = path.rsplit('/').nth(1).unwrap_or_default();
    [stem, folder]
        .into_iter()
        .find(|name| EMPTY_NAMES.contains(name))
        .map(|name| Offence {
            file: path.to_owned(),
            line: 1,
            rule: format!("the name `{name}` says nothing: name it after what it holds"),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_names_are_found() {
        assert!(check("server/src/utils.rs").is_some());
        assert!(check("app/src/common/note.rs").is_some());
        assert!(check("model/src/time/mod.rs").is_some());
        assert!(check("end2end/helpers.ts").is_some());
        assert_eq!(check("model/src/score.rs"), None);
    }
}
