//! Samples of what works brought, and what the pages say of it.

use app::view::{EffectFigures, EffectView};

use crate::{get, words};

pub fn effect() -> EffectView {
    EffectView {
        measured: Some(EffectFigures {
            amount: String::from("48\u{202f}200\u{202f}kWh évités"),
            change: String::from("\u{2212}18\u{202f}%"),
            band: String::from(
                "entre \u{2212}22\u{202f}% et \u{2212}14\u{202f}%, neuf fois sur dix",
            ),
            grade: String::from("A"),
            reliance: String::from("mesure sûre"),
        }),
        sentence: String::from("En huit mois, cette école a consommé moins qu’attendu."),
        remarks: vec![String::from("70\u{202f}% de l’année ont été vus.")],
    }
}

#[tokio::test]
async fn works_say_what_they_brought_and_how_sure_that_is() {
    let (_, html) = get("/lieu/louise-michel").await;
    let text = words(&html);
    let order = [
        "Isolation des combles",
        "\u{2212}18\u{202f}%",
        "48\u{202f}200\u{202f}kWh évités",
        "entre \u{2212}22\u{202f}% et \u{2212}14\u{202f}%",
        "Fiabilité A",
        "En huit mois",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|words| {
            text.find(words)
                .unwrap_or_else(|| panic!("{words} in {text}"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
}
