//! Files stay short enough to be read at one sitting.

use super::{Offence, Source};

const LIMIT: usize = 500;
const WARNING: usize = 350;
const KINDS: [&str; 4] = ["rs", "css", "ts", "js"];

/// Files of more than 500 lines.
pub fn check(source: &Source) -> Option<Offence> {
    let lines = lines(source)?;
    (lines > LIMIT).then(|| {
        source.offence(
            LIMIT + 1,
            format!("{lines} lines, {LIMIT} at most: split it"),
        )
    })
}

/// Says that a file comes near the limit.
pub fn warning(source: &Source) -> Option<String> {
    let lines = lines(source)?;
    (lines > WARNING && lines <= LIMIT)
        .then(|| format!("{}: {lines} lines, more than {WARNING}", source.path))
}

/// The lines before the unit tests, for files that people write.
fn lines(source: &Source) -> Option<usize> {
    KINDS.contains(&source.kind()).then(|| {
        source
            .text
            .lines()
            .take_while(|line| !line.starts_with("#[cfg(test)]"))
            .count()
    })
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn long_files_are_found_and_tests_do_not_count() {
        let long = "x\n".repeat(501);
        assert_eq!(check(&source("a/b.rs", &long)).unwrap().line, 501);
        assert_eq!(check(&source("a/b.rs", &"x\n".repeat(500))), None);
        assert!(warning(&source("a/b.rs", &"x\n".repeat(351))).is_some());
        assert_eq!(
            check(&source("a/b.rs", &format!("x\n#[cfg(test)]\n{long}"))),
            None
        );
        assert_eq!(check(&source("Cargo.lock", &long)), None);
    }
}
