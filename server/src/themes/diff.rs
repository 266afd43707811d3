use std::collections::BTreeMap;

use model::city::ThemePack;
use serde_json::Value;

/// Characters of a value that are told.
const LONGEST: usize = 120;

/// Something that another version of a theme would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeChange {
    /// What: `indicator elec_kwh`, `kind counter`, or `theme` for what stands at its head.
    pub what: String,
    /// What becomes of it.
    pub how: ThemeChangeKind,
}

/// What becomes of a part of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// A field has another value.
    Changed {
        /// The field.
        field: String,
        /// What it was, as JSON.
        before: String,
        /// What it becomes.
        after: String,
    },
}

/// What a theme would change of the one with its code, part by part and field by field;
/// without one, all of it is new.
pub fn theme_diff(before: Option<&ThemePack>, after: &ThemePack) -> Vec<ThemeChange> {
    let (before, after) = (before.map(parts).unwrap_or_default(), parts(after));
    let mut changes = Vec::new();
    for (what, fields) in &after {
        match before.get(what) {
            None => changes.push(ThemeChange {
                what: what.clone(),
                how: ThemeChangeKind::Added,
            }),
            Some(known) => compare(what, known, fields, &mut changes),
        }
    }
    let gone = before.keys().filter(|what| !after.contains_key(*what));
    changes.extend(gone.map(|what| ThemeChange {
        what: what.clone(),
        how: ThemeChangeKind::Removed,
    }));
    changes
}

fn compare(what: &str, before: &Value, after: &Value, changes: &mut Vec<ThemeChange>) {
    let empty = serde_json::Map::new();
    let fields = |value: &Value| value.as_object().cloned().unwrap_or_else(|| empty.clone());
    let (before, after) = (fields(before), fields(after));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (old, new) = (before.get(name), after.get(name));
        if old != new {
            changes.push(ThemeChange {
                what: what.to_owned(),
                how: ThemeChangeKind::Changed {
                    field: name.clone(),
                    before: text(old),
                    after: text(new),
                },
            });
        }
    }
}

fn text(value: Option<&Value>) -> String {
    let text = value.map(Value::to_string).unwrap_or_default();
    text.chars().take(LONGEST).collect()
}

/// A theme by its parts: those of its lists by their codes, the rest as `theme`.
fn parts(pack: &ThemePack) -> BTreeMap<String, Value> {
    let mut head = serde_json::to_value(pack).unwrap_or_default();
    let mut parts = BTreeMap::new();
    for list in ["service", "quantity", "indicator", "frame"] {
        let taken = head.as_object_mut().and_then(|head| head.remove(list));
        for (nth, part) in taken
            .as_ref()
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let code = part.get("code").and_then(Value::as_str);
            let code = code.map_or_else(|| (nth + 1).to_string(), str::to_owned);
            parts.insert(format!("{list} {code}"), part.clone());
        }
    }
    let kinds = head.as_object_mut().and_then(|head| head.remove("kind"));
    for (code, kind) in kinds
        .as_ref()
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        parts.insert(format!("kind {code}"), kind.clone());
    }
    parts.insert("theme".to_owned(), head);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(more: &str) -> ThemePack {
        let head = "code = \"t\"\nname = \"T\"\ndescription = \"d\"\n";
        toml::from_str(&format!("{head}{more}")).unwrap()
    }

    #[test]
    fn what_is_new_gone_and_changed_is_told_by_field() {
        let kind =
            |code: &str, name: &str| format!("[kind.{code}]\nname = \"{name}\"\nplural = \"x\"\n");
        let before = pack(&(kind("a", "un") + &kind("b", "deux")));
        let after = pack(&format!(
            "weight = 2.0\n{}{}",
            kind("a", "one"),
            kind("c", "trois")
        ));
        let changed = |what: &str, field: &str, before: &str, after: &str| ThemeChange {
            what: what.to_owned(),
            how: ThemeChangeKind::Changed {
                field: field.to_owned(),
                before: before.to_owned(),
                after: after.to_owned(),
            },
        };
        let plain = |what: &str, how| ThemeChange {
            what: what.to_owned(),
            how,
        };
        assert_eq!(
            theme_diff(Some(&before), &after),
            [
                changed("kind a", "name", "\"un\"", "\"one\""),
                plain("kind c", ThemeChangeKind::Added),
                changed("theme", "weight", "1.0", "2.0"),
                plain("kind b", ThemeChangeKind::Removed),
            ]
        );
        assert_eq!(theme_diff(Some(&before), &before), []);
        assert!(
            theme_diff(None, &after)
                .iter()
                .all(|c| c.how == ThemeChangeKind::Added)
        );
    }
}
