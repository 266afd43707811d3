//! A waterfall in every shape it can take.

use app::chart::waterfall::{WaterfallSpec, WaterfallStep, waterfall};

use crate::HOSTILE;
use crate::guard::{apart, sound};

fn spec(start: f64, steps: &[(&str, f64)]) -> WaterfallSpec {
    let end = start + steps.iter().map(|(_, by)| by).sum::<f64>();
    WaterfallSpec {
        id: "changement".into(),
        title: "Ce qui a déplacé la note".into(),
        start: ("Note le 28 octobre".into(), start),
        steps: steps
            .iter()
            .map(|(name, by)| WaterfallStep {
                name: (*name).into(),
                by: *by,
            })
            .collect(),
        end: ("Note le 27 novembre".into(), end),
        decimals: 2,
    }
}

#[test]
fn every_shape_is_whole_and_legible() {
    let usual = [
        ("Ce qui est mesuré", -0.41),
        ("Météo", 0.22),
        ("Calendrier", 0.0004),
        ("Données manquantes", -0.05),
        ("Objectifs", -0.17),
    ];
    let specs = [
        spec(6.5, &usual),
        spec(6.5, &[]),
        spec(0.0, &[("Périmètre", 10.0)]),
        spec(10.0, &[("Périmètre", -10.0)]),
        spec(3.0, &[("Météo", 0.0), ("Objectifs", 0.0)]),
        spec(5.0, &[(HOSTILE, 1.0)]),
    ];
    for spec in &specs {
        let chart = waterfall(spec);
        sound(&chart);
        apart(&chart.svg_wide);
        apart(&chart.svg_narrow);
        assert_eq!(chart.table.rows.len(), spec.steps.len() + 2);
        assert!(!chart.svg_wide.contains("<script"));
    }
}

#[test]
fn each_step_begins_where_the_one_before_ended() {
    let chart = waterfall(&spec(6.0, &[("Météo", 0.5), ("Objectifs", -1.0)]));
    let notes: Vec<&str> = chart.table.rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(notes, ["6,00", "6,50", "5,50", "5,50"]);
    let by: Vec<&str> = chart.table.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(by, ["", "+0,50", "−1,00", ""]);
}
