use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::use_context;

use super::escaped::escaped;
use crate::chart::ChartTable;
use crate::view::Address;

/// The tables of a page while it is laid out: each gets a name of its own, under which it
/// can be taken as a file. What stands on a page, and nothing else, can be taken.
#[derive(Debug, Clone)]
pub struct PageTables {
    asked: Address,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    names: Vec<String>,
    /// The tables, where the page is laid out for them.
    kept: Option<Vec<(String, ChartTable)>>,
}

impl PageTables {
    /// Tables of the page of an address, which are shown.
    pub fn shown(asked: &Address) -> Self {
        Self {
            asked: asked.clone(),
            seen: Arc::default(),
        }
    }

    /// Tables of the page of an address, which are taken.
    pub fn taken(asked: &Address) -> Self {
        let tables = Self::shown(asked);
        tables.seen().kept = Some(Vec::new());
        tables
    }

    /// What was laid out, by name.
    pub fn into_kept(self) -> Vec<(String, ChartTable)> {
        self.seen().kept.take().unwrap_or_default()
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name of a table, which no other of the page has.
    fn add(&self, table: &ChartTable) -> String {
        let mut seen = self.seen();
        let plain = table_name(&table.caption);
        let alike = seen.names.iter().filter(|name| **name == plain).count();
        let name = match alike {
            0 => plain.clone(),
            before => format!("{plain}-{}", before + 1),
        };
        seen.names.push(plain);
        if let Some(kept) = &mut seen.kept {
            kept.push((name.clone(), table.clone()));
        }
        name
    }

    fn address(&self, name: &str, kind: &str) -> String {
        let path = self.asked.path().trim_end_matches('/');
        let whole = self.asked.with("", "");
        let query = whole.split_once('?').map_or("", |(_, query)| query);
        match query {
            "" => format!("{path}/tables/{name}.{kind}"),
            query => format!("{path}/tables/{name}.{kind}?{query}"),
        }
    }
}

/// Ways to take a table as a file, as HTML; nothing outside of a page or for an empty table.
pub fn table_links(table: &ChartTable) -> String {
    let Some(tables) = use_context::<PageTables>().filter(|_| !table.rows.is_empty()) else {
        return String::new();
    };
    let name = tables.add(table);
    let link = |kind: &str, words: &str| {
        format!(
            r#"<a href="{}" download rel="external">{words}<span class="unseen"> : {}</span></a>"#,
            escaped(&tables.address(&name, kind)),
            escaped(&table.caption)
        )
    };
    format!(
        r#"<p class="table-links">{} {}</p>"#,
        link("csv", "CSV"),
        link("xlsx", "XLSX")
    )
}

/// Letters and digits of a caption, in lower case, without accents.
fn table_name(caption: &str) -> String {
    let mut name = String::new();
    for letter in caption.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => name.push(letter),
            'à' | 'â' => name.push('a'),
            'é' | 'è' | 'ê' | 'ë' => name.push('e'),
            'î' | 'ï' => name.push('i'),
            'ô' => name.push('o'),
            'ù' | 'û' | 'ü' => name.push('u'),
            'ç' => name.push('c'),
            'œ' => name.push_str("oe"),
            '²' => name.push('2'),
            '³' => name.push('3'),
            _ if !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    let kept: String = name.chars().take(LONGEST).collect();
    match kept.trim_matches('-') {
        "" => String::from("tableau"),
        kept => kept.to_owned(),
    }
}

/// Characters of a name: captions may say much.
const LONGEST: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;

    fn table(caption: &str) -> ChartTable {
        ChartTable {
            caption: caption.to_owned(),
            columns: vec![String::from("Mois")],
            rows: vec![vec![String::from("mai")]],
        }
    }

    #[test]
    fn tables_of_one_caption_have_names_of_their_own() {
        let asked = Address::parse("/lieu/ecole?au=2026-11-24&vide=").unwrap();
        let tables = PageTables::taken(&asked);
        assert_eq!(
            tables.add(&table("Électricité, kWh/m²")),
            "electricite-kwh-m2"
        );
        assert_eq!(
            tables.add(&table("Électricité, kWh/m²")),
            "electricite-kwh-m2-2"
        );
        assert_eq!(
            tables.address("eau", "csv"),
            "/lieu/ecole/tables/eau.csv?au=2026-11-24"
        );
        assert_eq!(tables.into_kept().len(), 2);
        let home = PageTables::shown(&Address::home());
        assert_eq!(home.address("lieux", "xlsx"), "/tables/lieux.xlsx");
        assert_eq!(home.add(&table("…")), "tableau");
    }
}
