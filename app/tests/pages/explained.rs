//! An explanation whose digits hold, made by the model's own sum.

use app::chart::waterfall::{WaterfallSpec, WaterfallStep, waterfall};
use app::view::{Address, ChangeFigures, ChangePart, ChangeView, Choice, Crumb, ExplanationView};
use model::city::{IndicatorCode, PlaceCode, SeriesCode, ThemeCode};
use model::score::{
    Coverage, Direction, Explanation, ExplanationRow, Judged, Note, Part, PartNote, RowOutcome,
    RowSubject, SourceLine, Unscored, aggregate_notes,
};
use model::time::Day;

use crate::samples;

fn judged(unit: &str, b: f64, required: f64, amounts: &[i64], denominator: i64) -> Judged {
    let sources = amounts
        .iter()
        .enumerate()
        .map(|(i, amount)| SourceLine {
            series: SeriesCode::new(format!("serie-{i}")).unwrap(),
            place: PlaceCode::new(format!("site-{i}")).unwrap(),
            amount_milli: *amount,
            estimated_milli: 0,
            climate_milli: if i == 0 && amounts.len() > 1 {
                -40_000
            } else {
                0
            },
            coverage: Coverage::FULL,
            stale: false,
            unconverted: false,
            last_day: Day::from_ymd(2026, 11, 24),
        })
        .collect();
    let mut judged = Judged {
        indicator: IndicatorCode::new("final_kwh_m2").unwrap(),
        unit: unit.into(),
        decimals: 2,
        version: 1,
        decision: Some(String::from("Délibération 2024-117")),
        direction: Direction::Down,
        baseline: Some(b),
        baseline_at: Day::from_ymd(2019, 1, 1),
        target: b * 0.6,
        target_at: Day::from_ymd(2030, 12, 31).unwrap(),
        required,
        band: None,
        value: None,
        numerator_milli: amounts.iter().sum(),
        denominator_milli: Some(denominator),
        factor: 1.0,
        sources,
        counters: vec![],
        counted_by: None,
        rank: None,
        entered: None,
    };
    judged.value = judged.recompute_value();
    judged
}

/// Four objectives, one of them without readings.
pub fn explanation() -> ExplanationView {
    let objectives = [
        (
            "Énergie finale",
            400,
            Some(judged(
                "kWh/m²",
                212.0,
                158.82,
                &[1_210_000, 500_000],
                10_000,
            )),
        ),
        (
            "Gaz",
            250,
            Some(judged("kWh/m²", 96.0, 65.9, &[820_000], 10_000)),
        ),
        (
            "Eau",
            100,
            Some(judged("litres par usager", 32.0, 24.0, &[210_000], 10_000)),
        ),
        ("Production solaire", 100, None),
    ];
    let parts: Vec<Part> = objectives
        .iter()
        .map(|(_, weight_milli, judged)| Part {
            weight_milli: *weight_milli,
            note: judged
                .as_ref()
                .and_then(Judged::recompute_note)
                .map_or(PartNote::Unknown, PartNote::Scored),
            coverage: if judged.is_some() {
                Coverage::FULL
            } else {
                Coverage::default()
            },
        })
        .collect();
    let sum = aggregate_notes(&parts);
    let rows = objectives
        .into_iter()
        .zip(parts.iter().zip(&sum.points))
        .map(
            |((name, weight_milli, judged), (part, points))| ExplanationRow {
                subject: judged.map_or_else(
                    || RowSubject::Place {
                        code: PlaceCode::new("solaire").unwrap(),
                    },
                    |judged| RowSubject::Objective(Box::new(judged)),
                ),
                name: name.into(),
                weight_milli,
                coverage: part.coverage,
                outcome: match points {
                    Some((note, points)) => RowOutcome::Scored {
                        note: *note,
                        points: *points,
                    },
                    None => RowOutcome::Unscored {
                        reason: Unscored::NoData,
                    },
                },
            },
        )
        .collect();
    ExplanationView {
        frame: samples::frame(),
        path: vec![Crumb {
            code: String::from("clairval"),
            name: String::from("Clairval"),
        }],
        title: String::from("Énergie"),
        standing: samples::standing(66, model::score::Trend::Up, 3),
        explanation: Explanation {
            place: PlaceCode::new("clairval").unwrap(),
            theme: ThemeCode::new("energie").ok(),
            as_of: samples::NOW,
            rows,
            known: sum.known,
            minimum: sum.minimum,
            coverage: sum.coverage,
        },
        source_names: vec![vec![
            String::from("École Jean-Zay"),
            String::from("Gymnase"),
        ]],
    }
}

/// A fall of a quarter of a point, two thirds of it what the objective asks.
pub fn change() -> ChangeView {
    let part = |name: &str, words: &str, points: i32| ChangePart {
        name: name.to_owned(),
        address: None,
        words: words.to_owned(),
        points,
    };
    let step = |name: &str, by: f64| WaterfallStep {
        name: name.to_owned(),
        by,
    };
    let chart = waterfall(&WaterfallSpec {
        id: "changement".to_owned(),
        title: "De cause en cause, ce qui a déplacé la note".to_owned(),
        start: ("Note le 26 octobre".to_owned(), 6.5),
        steps: vec![step("Objectifs", -0.17), step("Météo", -0.08)],
        end: ("Note le 25 novembre".to_owned(), 6.25),
        decimals: 2,
    });
    let explained = explanation();
    ChangeView {
        frame: explained.frame,
        path: explained.path,
        title: "Énergie".to_owned(),
        theme: Some("energie".to_owned()),
        asked: Address::parse("/lieu/clairval/pourquoi/energie").unwrap(),
        since: vec![Choice {
            value: String::new(),
            label: "30 jours".to_owned(),
            chosen: true,
        }],
        from: Day::from_ymd(2026, 10, 26).unwrap(),
        figures: Some(ChangeFigures {
            before: Note::from_ten_thousandths(65_000),
            after: Note::from_ten_thousandths(62_500),
            thin: false,
            sentences: vec!["La note passe de 6,50 à 6,25.".to_owned()],
            chart,
            causes: vec![
                part(
                    "Objectifs",
                    "Une trajectoire demande un peu plus chaque jour",
                    -1_700,
                ),
                part("Météo", "Degrés-jours", -800),
            ],
            places: vec![
                part("École Louise-Michel", "météo", -2_000),
                part("Piscine", "", -500),
            ],
            indicators: Vec::new(),
        }),
    }
}
