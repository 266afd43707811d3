//! Nothing in the repository knows the machine it was written on, nor a package registry.

use super::{Offence, Source};

/// Written in two halves, so that this file does not break its own rule.
const FOLDERS: [(&str, &str); 5] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/tm", "p/"),
    ("/Us", "ers/"),
];

/// Absolute paths of a machine, and the addresses npm writes into lock files.
pub fn check(source: &Source) -> Vec<Offence> {
    let folders: Vec<String> = FOLDERS
        .iter()
        .map(|(first, second)| format!("{first}{second}"))
        .collect();
    let is_lock = source.path.ends_with("package-lock.json");
    source
        .lines()
        .filter_map(|(number, line)| {
            if is_lock && line.contains("\"resolved\": \"http") {
                return Some(source.offence(number, "a lock file names no registry"));
            }
            let folder = folders.iter().find(|folder| holds_path(line, folder))?;
            Some(source.offence(number, format!("{folder} is a path of one machine")))
        })
        .collect()
}

/// Whether `folder` stands in `line` at the beginning of a path, not inside a longer one.
fn holds_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(index, _)| {
        let before = line.get(..index).and_then(|text| text.chars().next_back());
        !before.is_some_and(|sign| {
            sign.is_alphanumeric() || matches!(sign, '.' | '_' | '-' | '}' | ')' | '$' | '*')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn machine_paths_are_found() {
        let line = format!("let file = \"{}{}x\";", "/wo", "rk/");
        assert_eq!(check(&source("a.rs", &line)).len(), 1);
        assert!(check(&source("a.md", "see src/home/page.rs")).is_empty());
        assert!(check(&source("a.md", "https://example.org/home/x")).is_empty());
    }

    #[test]
    fn registries_in_lock_files_are_found() {
        let line = "      \"resolved\": \"https://registry.example.org/x.tgz\",";
        assert_eq!(check(&source("end2end/package-lock.json", line)).len(), 1);
    }
}
