//! The page on Éco Énergie Tertiaire as the server would fill it.

use app::chart::trajectory;
use app::view::{EetDeadline, EetFact, EetLine, EetMutual, EetReference, EetSite, EetView};
use model::energy::eet::Leaf;

use crate::{charts, samples};

fn fact(name: &str, value: &str, note: &str) -> EetFact {
    EetFact {
        name: name.to_owned(),
        value: value.to_owned(),
        note: note.to_owned(),
    }
}

fn line(number: usize) -> EetLine {
    EetLine {
        code: format!("site-{number}"),
        name: format!("École <{number}>"),
        fact: String::from("École élémentaire · 2 310 m²"),
        used: String::from("171"),
        target: Some((String::from("127"), "relatif")),
        leaf: [Some(Leaf::Orange), Some(Leaf::Two), None][number % 3],
        gap: String::from("102 MWh"),
        money: String::from("14 000 €"),
        met: false,
    }
}

/// The page, with one site in detail where one is asked for.
pub fn eet(site: Option<&str>) -> EetView {
    EetView {
        frame: samples::frame(),
        theme: Some((String::from("energie"), String::from("Énergie"))),
        context: String::from("Éco Énergie Tertiaire · 15 bâtiments assujettis"),
        headline: vec![
            String::from("5 bâtiments sur 15 tiennent déjà leur objectif 2030."),
            String::from("Aux autres, il manque 1 840 MWh par an."),
        ],
        progress: Some((String::from("−24"), String::from("depuis 2019"))),
        decade: 2030,
        facts: vec![fact(
            "Reste à économiser",
            "1 840 MWh par an",
            "10 bâtiments",
        )],
        trajectory: Some(trajectory::trajectory(&charts::trajectory())),
        climate: String::from("non corrigé du climat"),
        chosen: site.map(|code| EetSite {
            code: code.to_owned(),
            name: String::from("École <1>"),
            fact: String::from("École élémentaire · 2 310 m²"),
            used: String::from("171"),
            sentences: vec![String::from("École <1> consomme 171 kWh/m² par an.")],
            leaf: Some(Leaf::Orange),
            rating: String::from("En baisse, mais au-dessus de la bande."),
            chart: None,
            objectives: vec![["2030", "126", "107", "126 (relatif)"].map(String::from)],
            references: vec![EetReference {
                year: String::from("2019"),
                period: String::from("janvier 2019 à décembre 2019"),
                per_m2: String::from("210"),
                target: String::from("126"),
                bound: "relatif",
                gap: String::from("102 MWh"),
                chosen: true,
            }],
            reference_note: String::from("2019 est l’année choisie par la ville."),
            basis: vec![fact("Surface", "2 310 m²", "")],
            missing: String::from("Rien ne manque encore pour déclarer 2026."),
        }),
        sites: (0..15).map(line).collect(),
        mutual: Some(EetMutual {
            sentence: String::from("En un seul groupe, deux bâtiments de plus tiendraient."),
            helped: vec![(
                String::from("site-3"),
                String::from("École <3>"),
                String::from("4 200 kWh"),
            )],
        }),
        deadline: EetDeadline {
            sentence: String::from("L’année 2026 se déclare avant le 30 septembre 2027."),
            files: vec![(
                2025,
                String::from("/energie/eco-energie-tertiaire/declaration.csv?annee=2025"),
            )],
            missing: vec![(
                String::from("site-4"),
                String::from("École <4>"),
                String::from("mars"),
            )],
        },
        outside: vec![String::from("12 bâtiments ne sont pas assujettis.")],
        rules: vec![String::from("OPERAT fait foi.")],
    }
}
