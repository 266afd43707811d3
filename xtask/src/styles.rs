//! The style sheets: one file, without comments, with the hashed addresses of the fonts.

use crate::assets::Site;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// Adds `style/main.css`, with all it imports, to the site.
///
/// # Errors
/// When a file is missing or an address leads nowhere.
pub fn add(workspace: &Workspace, site: &mut Site) -> Result<()> {
    let sheet = gather(&workspace.path("style/main.css"))?;
    let sheet = with_hashed_addresses(&sheet, site.manifest(), |name| site.contains(name))?;
    site.add_hashed("pkg/belvedere.css", squeeze(&sheet).as_bytes())
}

/// The text of a sheet in which every `@import` of a file has become its content.
fn gather(file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{} cannot be read", file.display()))?;
    let text = without_comments(&text);
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut sheet = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("@import") {
        let (import, after) = after
            .split_once(';')
            .with_context(|| format!("{}: @import without ;", file.display()))?;
        let (name, condition) = parse_import(import)
            .with_context(|| format!("{}: @import{import} names no file", file.display()))?;
        let imported = gather(&folder.join(name))?;
        sheet.push_str(before);
        sheet.push_str(&wrap(&imported, condition));
        rest = after;
    }
    sheet.push_str(rest);
    Ok(sheet)
}

/// The file and the rest (`layer(name)`, a media query) of an import.
fn parse_import(import: &str) -> Option<(&str, &str)> {
    let import = import.trim();
    let (quoted, is_url) = match import.strip_prefix("url(") {
        Some(rest) => (rest.trim(), true),
        None => (import, false),
    };
    let quote = quoted
        .chars()
        .next()
        .filter(|sign| matches!(sign, '"' | '\''))?;
    let (name, rest) = quoted.get(1..)?.split_once(quote)?;
    let rest = if is_url {
        rest.trim().strip_prefix(')')?
    } else {
        rest
    };
    Some((name, rest.trim()))
}

fn wrap(sheet: &str, condition: &str) -> String {
    let (layer, media) = match condition
        .strip_prefix("layer(")
        .and_then(|rest| rest.split_once(')'))
    {
        Some((layer, media)) => (Some(layer), media.trim()),
        None => (None, condition),
    };
    let layered = match layer {
        Some(layer) => format!("@layer {layer} {{\n{sheet}\n}}\n"),
        None => sheet.to_owned(),
    };
    if media.is_empty() {
        layered
    } else {
        format!("@media {media} {{\n{layered}\n}}\n")
    }
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

/// Replaces the address of every file of the site by its hashed one.
fn with_hashed_addresses(
    sheet: &str,
    manifest: &BTreeMap<String, String>,
    is_plain: impl Fn(&str) -> bool,
) -> Result<String> {
    let mut result = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("url(") {
        let (address, after) = after.split_once(')').context("url( without )")?;
        let bare = address.trim().trim_matches(['"', '\'']);
        result.push_str(before);
        match bare
            .strip_prefix('/')
            .map(|name| (name, manifest.get(name)))
        {
            Some((_, Some(hashed))) => result.push_str(&format!("url(/{hashed})")),
            Some((name, None)) if is_plain(name) => result.push_str(&format!("url({address})")),
            None if bare.starts_with("data:") || bare.starts_with('#') => {
                result.push_str(&format!("url({address})"));
            }
            _ => bail!("style names {bare}: no such file in the site (addresses begin with /)"),
        }
        rest = after;
    }
    result.push_str(rest);
    Ok(result)
}

/// Drops the white space that separates nothing; strings are kept as they are.
fn squeeze(sheet: &str) -> String {
    let mut result = String::with_capacity(sheet.len());
    let mut quote = None;
    for sign in sheet.chars() {
        if quote.is_some() {
            result.push(sign);
            quote = quote.filter(|open| *open != sign);
            continue;
        }
        let last = result.chars().next_back();
        match sign {
            '"' | '\'' => {
                quote = Some(sign);
                result.push(sign);
            }
            _ if sign.is_whitespace() => {
                if !last.is_none_or(|last| matches!(last, ' ' | '{' | '}' | ';' | ',')) {
                    result.push(' ');
                }
            }
            '{' | '}' | ';' | ',' => {
                if last == Some(' ') {
                    result.pop();
                }
                if sign == '}' && result.ends_with(';') {
                    result.pop();
                }
                result.push(sign);
            }
            _ => result.push(sign),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_become_their_content_in_their_layer() {
        let folder = tempfile::tempdir().unwrap();
        let main =
            "@layer a, b;\n@import \"a.css\" layer(a); /* b */\n@import url('b.css') print;\n";
        std::fs::write(folder.path().join("main.css"), main).unwrap();
        std::fs::write(folder.path().join("a.css"), "p { margin: 0; }").unwrap();
        std::fs::write(folder.path().join("b.css"), "nav { display: none }").unwrap();
        let sheet = gather(&folder.path().join("main.css")).unwrap();
        assert_eq!(
            squeeze(&sheet),
            "@layer a,b;@layer a{p{margin: 0}}@media print{nav{display: none}}"
        );
    }

    #[test]
    fn addresses_are_hashed_or_refused() {
        let manifest = BTreeMap::from([("fonts/a.woff2".to_owned(), "fonts/a.1.woff2".to_owned())]);
        let hash = |sheet| with_hashed_addresses(sheet, &manifest, |name| name == "plain.svg");
        assert_eq!(
            hash("src: url(\"/fonts/a.woff2\") format(x)").unwrap(),
            "src: url(/fonts/a.1.woff2) format(x)"
        );
        assert_eq!(hash("b: url(/plain.svg)").unwrap(), "b: url(/plain.svg)");
        assert!(hash("b: url(/fonts/lost.woff2)").is_err());
        assert!(hash("b: url(https://example.org/x.png)").is_err());
    }

    #[test]
    fn strings_keep_their_spaces() {
        assert_eq!(
            squeeze("a::before {\n  content: \" { \" ;\n}\n"),
            "a::before{content: \" { \"}"
        );
        assert_eq!(
            squeeze("a  >  b { width: calc(1px + 2px); }"),
            "a > b{width: calc(1px + 2px)}"
        );
    }
}
