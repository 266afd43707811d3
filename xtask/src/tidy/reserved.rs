//! What only one folder may speak: SQL, and the browser's interfaces.

use super::{Offence, Source};

struct Reserve {
    /// Where the rule holds.
    within: &'static str,
    /// The one place in it where the words may stand.
    home: &'static str,
    words: &'static [&'static str],
    rule: &'static str,
}

const RESERVES: [Reserve; 2] = [
    Reserve {
        within: "server/src/",
        home: "server/src/store",
        words: &["sqlx"],
        rule: "only server/src/store speaks SQL",
    },
    Reserve {
        within: "app/src/",
        home: "app/src/browser",
        words: &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "gloo_net",
        ],
        rule: "only app/src/browser speaks to the browser",
    },
];

/// Words that stand outside their folder; comments do not count.
pub fn check(source: &Source) -> Vec<Offence> {
    RESERVES
        .iter()
        .filter(|reserve| is_bound(reserve, source))
        .flat_map(|reserve| {
            source
                .lines()
                .filter(|(_, line)| {
                    let code = line.split("//").next().unwrap_or(line);
                    reserve.words.iter().any(|word| holds_word(code, word))
                })
                .map(|(number, _)| source.offence(number, reserve.rule))
        })
        .collect()
}

fn is_bound(reserve: &Reserve, source: &Source) -> bool {
    let home = source.path.strip_prefix(reserve.home);
    let at_home = home.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'));
    source.kind() == "rs" && source.path.starts_with(reserve.within) && !at_home
}

fn holds_word(line: &str, word: &str) -> bool {
    line.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'))
        .any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn sql_stays_in_the_store() {
        let query = "\nlet rows = sqlx::query(\"SELECT 1\");";
        assert_eq!(
            check(&source("server/src/http/places.rs", query))[0].line,
            2
        );
        assert!(check(&source("server/src/store/sqlite.rs", query)).is_empty());
        assert!(check(&source("server/src/store.rs", query)).is_empty());
        assert_eq!(check(&source("server/src/storefront.rs", query)).len(), 1);
        assert!(check(&source("server/src/http.rs", "// sqlx is elsewhere")).is_empty());
    }

    #[test]
    fn the_browser_stays_in_its_folder() {
        let code = "use web_sys::window;";
        assert_eq!(check(&source("app/src/pages/city.rs", code)).len(), 1);
        assert!(check(&source("app/src/browser/socket.rs", code)).is_empty());
        assert!(
            check(&source(
                "app/client/src/lib.rs",
                "use wasm_bindgen::prelude::*;"
            ))
            .is_empty()
        );
    }
}
