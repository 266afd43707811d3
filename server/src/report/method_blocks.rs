use app::view::MethodView;

use super::subject_report::heading;
use super::{Block, Cell, ReportAsked, TableBlock, TableColumn};

/// How notes are made, and where each indicator comes from.
pub(super) fn method_blocks(methods: &[MethodView], asked: &ReportAsked) -> Vec<Block> {
    let mut blocks = vec![Block::Subject {
        name: "Comment les notes sont calculées".to_owned(),
        facts: "Chaque note se recalcule à la main depuis la page du calcul".to_owned(),
        on_new_page: true,
    }];
    if let Some(first) = methods.iter().find(|method| !method.note_rules.is_empty()) {
        blocks.push(heading("De la mesure à la note".to_owned()));
        blocks.push(Block::List {
            items: first.note_rules.clone(),
        });
        blocks.push(heading("Quand des données manquent".to_owned()));
        blocks.push(Block::List {
            items: first.coverage_rules.clone(),
        });
    }
    let rows: Vec<Vec<Cell>> = methods
        .iter()
        .map(|method| {
            vec![
                Cell::text(method.name.clone()),
                Cell::text(method.unit.clone()),
                Cell::text(method.formula.clone()),
                Cell::text(method.source.clone()),
            ]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(heading("Les indicateurs".to_owned()));
        blocks.push(Block::Table(Box::new(TableBlock {
            caption: String::new(),
            columns: vec![
                TableColumn::words("Indicateur", 6),
                TableColumn::words("Unité", 3),
                TableColumn::words("Formule", 9),
                TableColumn::words("Source", 7),
            ],
            rows,
            summed: false,
        })));
    }
    let links = methods.first().map(|method| {
        let address = asked.link(&format!("/methode/{}", method.code));
        (
            "Méthode, sources et historique, indicateur par indicateur".to_owned(),
            address,
        )
    });
    blocks.push(Block::Links {
        links: links.into_iter().collect(),
    });
    blocks
}
