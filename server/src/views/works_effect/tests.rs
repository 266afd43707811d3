use super::*;
use crate::views::sample_town::look;

const WORKS: &str = "2025-10-01";

fn day(text: &str) -> Day {
    text.parse().expect("date")
}

fn effect(works: &str, silent: impl Fn(Day) -> bool) -> EffectView {
    look(works, silent, |scene| {
        let place = scene.town().tree().id("ecole").expect("the school");
        works_effect(scene, place, day(works), "Isolation des combles")
    })
}

#[test]
fn what_works_brought_is_measured_at_equal_weather() {
    let found = effect(WORKS, |_| false);
    let figures = found.measured.expect("two whole years");
    assert_eq!(figures.change, "\u{2212}30\u{202f}%");
    assert_eq!(figures.grade, "A");
    assert_eq!(
        figures.band,
        "entre \u{2212}30\u{202f}% et \u{2212}30\u{202f}%, neuf fois sur dix"
    );
    assert!(figures.amount.ends_with("kWh évités"), "{}", figures.amount);
    assert!(
        found
            .sentence
            .starts_with("Dans les douze mois qui ont suivi, cette école a consommé"),
        "{}",
        found.sentence
    );
    assert_eq!(
        found.remarks,
        ["Sans Bâtiment ecole, sans relevé de chaque jour."]
    );
}

#[test]
fn a_baseline_with_holes_is_not_measured_and_says_what_to_import() {
    let hole = |days: i32| {
        let from = day("2024-12-01");
        effect(WORKS, move |today| from <= today && today < from.plus(days))
    };
    assert!(hole(36).measured.is_some());
    let refused = hole(37);
    assert_eq!(refused.measured, None);
    for words in [
        "Effet non mesuré\u{202f}: il manque 37 jours de relevés sur les 365",
        "plus d’un sur dix",
        "Importez les relevés de «\u{202f}Bâtiment ecole\u{202f}» du 1er octobre 2024 au 30 septembre 2025",
    ] {
        assert!(refused.sentence.contains(words), "{}", refused.sentence);
    }
}

#[test]
fn works_of_last_week_are_waited_for() {
    let found = effect("2026-11-10", |_| false);
    assert_eq!(found.measured, None);
    assert!(
        found.sentence.contains(
            "14\u{202f}jours sont relevés depuis les travaux, il en faut 30. Revenez à partir du"
        ),
        "{}",
        found.sentence
    );
}

#[test]
fn half_a_year_says_so() {
    let found = effect("2026-05-24", |_| false);
    assert!(found.measured.is_some());
    assert!(
        found.sentence.starts_with("Depuis, en 6\u{202f}mois"),
        "{}",
        found.sentence
    );
    assert!(
        found
            .remarks
            .iter()
            .any(|r| r.contains("le chiffre bougera encore"))
    );
}
