//! Who may know whom: `model ← app ← client`, `model ← server → app[ssr]`.

use super::{Offence, Source};
use crate::process;
use crate::toolchain::TARGET;
use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

struct Arrow {
    member: &'static str,
    /// How the member is built, after `cargo tree -p member`.
    build: &'static [&'static str],
    /// In words, for the message.
    side: &'static str,
    /// Crates it may not reach, by whatever way.
    unknown: &'static [&'static str],
}

const ARROWS: [Arrow; 4] = [
    Arrow {
        member: "model",
        build: &[],
        side: "",
        unknown: &[
            "app",
            "server",
            "client",
            "leptos",
            "sqlx",
            "sqlx-core",
            "tokio",
            "axum",
            "web-sys",
            "js-sys",
            "wasm-bindgen",
        ],
    },
    Arrow {
        member: "app",
        build: &["--features", "hydrate", "--target", TARGET],
        side: " in the browser",
        unknown: &["server", "sqlx", "sqlx-core", "tokio", "axum", "plotters"],
    },
    Arrow {
        member: "app",
        build: &["--features", "ssr"],
        side: " on the server",
        unknown: &["server", "client", "sqlx", "sqlx-core"],
    },
    Arrow {
        member: "server",
        build: &[],
        side: "",
        unknown: &["client"],
    },
];

/// Forbidden crates that a member reaches, with the shortest way to each.
///
/// # Errors
/// When cargo cannot be asked.
pub fn check(workspace: &Workspace, sources: &[Source]) -> Result<Vec<Offence>> {
    let mut offences = Vec::new();
    for arrow in &ARROWS {
        let mut cargo = workspace.cargo();
        cargo.args(["tree", "--quiet", "-p", arrow.member, "--edges", "normal"]);
        cargo
            .args(["--prefix", "depth", "--format", " {p}"])
            .args(arrow.build);
        let tree = process::read(&mut cargo)?;
        let manifest = format!("{}/Cargo.toml", arrow.member);
        for unknown in arrow.unknown {
            let Some(way) = shortest_way(&tree, unknown) else {
                continue;
            };
            let first = way.get(1).map_or("", String::as_str);
            offences.push(Offence {
                line: line_of(sources, &manifest, first),
                file: manifest.clone(),
                rule: format!(
                    "{}{} must not know {unknown}: {}",
                    arrow.member,
                    arrow.side,
                    way.join(" → ")
                ),
            });
        }
    }
    Ok(offences)
}

/// The names from the root to `wanted`, in a tree whose lines begin with their
/// depth. Cargo unfolds every package once, so that all edges are there.
fn shortest_way(tree: &str, wanted: &str) -> Option<Vec<String>> {
    let mut edges: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut above: Vec<&str> = Vec::new();
    let mut root = None;
    for line in tree.lines() {
        let Some((depth, package)) = line.split_once(' ') else {
            continue;
        };
        let Ok(depth) = depth.parse::<usize>() else {
            continue;
        };
        let name = package.split(' ').next().unwrap_or(package);
        above.truncate(depth);
        match above.last() {
            Some(parent) => drop(edges.entry(parent).or_default().insert(name)),
            None => root = Some(name),
        }
        above.push(name);
    }
    let mut ways = VecDeque::from([vec![root?]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let Some(last) = way.last().copied() else {
            continue;
        };
        if last == wanted && way.len() > 1 {
            return Some(way.into_iter().map(str::to_owned).collect());
        }
        for next in edges.get(last).into_iter().flatten() {
            if seen.insert(*next) {
                ways.push_back(way.iter().copied().chain([*next]).collect());
            }
        }
    }
    None
}

fn line_of(sources: &[Source], manifest: &str, dependency: &str) -> usize {
    sources
        .iter()
        .find(|source| source.path == manifest)
        .and_then(|source| source.lines().find(|(_, line)| names(line, dependency)))
        .map_or(1, |(number, _)| number)
}

fn names(line: &str, dependency: &str) -> bool {
    line.split(['.', '=', ' ']).next() == Some(dependency)
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    const TREE: &str = "0 model v0.1.0 (dir)\n1 a v1.0.0\n2 b v1.0.0\n3 tokio v1.0.0\n1 c v1.0.0\n2 tokio v1.0.0 (*)\n";

    #[test]
    fn the_shortest_way_is_told() {
        assert_eq!(
            shortest_way(TREE, "tokio").unwrap(),
            ["model", "c", "tokio"]
        );
        assert_eq!(shortest_way(TREE, "sqlx"), None);
        assert_eq!(shortest_way(TREE, "model"), None);
    }

    #[test]
    fn the_line_of_the_dependency_is_found() {
        let manifest = source(
            "model/Cargo.toml",
            "[dependencies]\na = \"1\"\nc.workspace = true\n",
        );
        assert_eq!(line_of(&[manifest], "model/Cargo.toml", "c"), 3);
    }
}
