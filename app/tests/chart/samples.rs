//! One full sample of each chart, shared by the snapshots and the gallery.

use app::chart::Mark;
use app::chart::comparison::{ComparisonSpec, Step};
use app::chart::heat_map::{HeatAlert, HeatMapSpec, HeatRow};
use app::chart::load_curve::{Curve, LoadCurveSpec, Sample};
use app::chart::map::{District, MapSpec, Site};
use app::chart::monthly_bars::{Fluid, MonthValue, MonthlyBarsSpec};
use app::chart::ranking::{RankEntry, RankingSpec, SharedObjective};
use app::chart::signature::{Balance, DayPoint, SignatureSpec};
use app::chart::trajectory::{Target, TrajectorySpec, YearValue};

pub fn trajectory() -> TrajectorySpec {
    let at = |(year, value): (f64, f64)| YearValue { year, value };
    TrajectorySpec {
        id: String::from("energie"),
        title: String::from("Trajectoire jusqu’en 2050, kWh par m² et par an"),
        unit: String::from("kWh/m²"),
        measured: [
            (2019.0, 212.0),
            (2020.0, 196.0),
            (2021.0, 204.0),
            (2022.0, 188.0),
            (2023.0, 181.0),
            (2024.0, 178.0),
            (2025.0, 174.0),
            (2026.9, 171.0),
        ]
        .map(at)
        .to_vec(),
        path: [
            (2019.0, 212.0),
            (2030.0, 127.0),
            (2040.0, 106.0),
            (2050.0, 85.0),
        ]
        .map(at)
        .to_vec(),
        band_pct: Some(10.0),
        targets: [
            (2030.0, 127.0, -40.0),
            (2040.0, 106.0, -50.0),
            (2050.0, 85.0, -60.0),
        ]
        .map(|(year, value, pct)| Target {
            year,
            value,
            change_pct: Some(pct),
        })
        .to_vec(),
        today: Some(2026.9),
        today_name: "Aujourd’hui".to_owned(),
        projection: Some(at((2030.0, 160.0))),
        projection_range: Some((148.0, 172.0)),
        marks: Vec::new(),
        lower_is_better: true,
        decimals: 0,
    }
}

/// Hourly kilowatts of one week, with a silent evening, and the week before.
pub fn load_curve() -> LoadCurveSpec {
    let from = 1_795_388_400; // Monday 23 November 2026, midnight in Paris
    let power = |hour: u32, more: f64| {
        let day = hour / 24;
        let open = (7..19).contains(&(hour % 24)) && day < 5;
        let sway = f64::from(hour * 7 % 11);
        if open {
            38.0 + sway + more
        } else {
            9.0 + sway / 4.0 + more / 3.0
        }
    };
    let sample = |hour: u32, value| Sample {
        at: from + i64::from(hour) * 3_600,
        value,
    };
    let measured = (0..130)
        .map(|h| sample(h, (!(62..71).contains(&h)).then(|| power(h, 0.0))))
        .collect();
    let before = (0..168).map(|h| sample(h, Some(power(h, 6.0)))).collect();
    LoadCurveSpec {
        id: String::from("puissance"),
        title: String::from("Puissance appelée cette semaine"),
        unit: String::from("kW"),
        from,
        to: from + 168 * 3_600,
        step_s: 3_600,
        curve: Curve {
            label: String::from("cette semaine"),
            samples: measured,
        },
        compare: Some(Curve {
            label: String::from("semaine précédente"),
            samples: before,
        }),
        annotations: Vec::new(),
        decimals: 0,
    }
}

pub fn monthly_bars(fluid: Fluid, axis: bool) -> MonthlyBarsSpec {
    let scale = match fluid {
        Fluid::Electricity | Fluid::Solar => {
            [6.1, 6.2, 5.4, 5.5, 4.8, 4.7, 4.6, 2.4, 1.9, 4.9, 5.3, 4.8]
        }
        Fluid::Gas | Fluid::Heat => [
            48.0, 51.0, 43.0, 36.0, 22.0, 9.0, 3.0, 1.0, 1.0, 8.0, 24.0, 26.0,
        ],
        Fluid::Water => [
            0.10, 0.11, 0.09, 0.11, 0.10, 0.11, 0.12, 0.03, 0.02, 0.12, 0.12, 0.09,
        ],
    };
    let months = (0_u8..)
        .zip(scale)
        .map(|(i, v)| MonthValue {
            year: if i == 0 { 2025 } else { 2026 },
            month: (i + 11) % 12 + 1,
            value: (fluid != Fluid::Water || i != 5).then_some(v * 1_000.0),
            before: Some(v * (1_080.0 + f64::from(i) * 9.0)),
            running: i == 11,
        })
        .collect();
    let (id, name, unit) = match fluid {
        Fluid::Electricity => ("elec", "Électricité", "kWh"),
        Fluid::Heat => ("chaleur", "Réseau de chaleur", "kWh"),
        Fluid::Solar => ("solaire", "Production solaire", "kWh"),
        Fluid::Gas => ("gaz", "Gaz", "kWh PCI"),
        Fluid::Water => ("eau", "Eau", "m³"),
    };
    MonthlyBarsSpec {
        id: String::from(id),
        title: format!("{name}, douze mois"),
        fluid,
        unit: String::from(unit),
        months,
        axis,
        decimals: 0,
    }
}

pub fn ranking() -> RankingSpec {
    let values = [
        82.0, 94.0, 97.0, 122.0, 123.0, 130.0, 131.0, 131.0, 136.0, 141.0, 142.0, 143.0, 144.0,
        149.0, 156.0, 157.0, 159.0, 159.0, 162.0, 162.0, 163.0, 165.0, 165.0, 166.0, 167.0, 176.0,
        181.0, 184.0, 206.0, 219.0, 241.0,
    ];
    let entries = (1_u32..)
        .zip(values)
        .map(|(i, value)| RankEntry {
            code: format!("ecole-{i:02}"),
            name: format!("École {i}"),
            value,
            deviation: Some(value - 127.0),
        })
        .collect();
    RankingSpec {
        id: String::from("ecoles"),
        title: String::from("Écoles élémentaires, kWh par m² et par an"),
        whose: String::from("des écoles"),
        unit: String::from("kWh/m²"),
        entries,
        objective: Some(SharedObjective {
            label: String::from("objectif 2030"),
            value: 127.0,
        }),
        own: None,
        decimals: 0,
    }
}

/// A year of days, heated below 15 °C.
pub fn signature() -> SignatureSpec {
    let day = |n: u32| {
        let celsius =
            12.0 - 9.0 * f64::from(n * 36 % 365 * 2 % 365) / 365.0 * 1.6 + f64::from(n * 7 % 19);
        let sway = f64::from(n * 13 % 17) * 4.0 - 32.0;
        DayPoint {
            celsius,
            value: 120.0 + (15.0 - celsius).max(0.0) * 38.0 + sway,
        }
    };
    let corner = |celsius, value| DayPoint { celsius, value };
    SignatureSpec {
        id: String::from("signature"),
        title: String::from("Chaque degré de moins coûte 38\u{202f}kWh par jour"),
        unit: String::from("kWh par jour"),
        days: (0..365).map(day).collect(),
        line: vec![
            corner(-10.0, 1_070.0),
            corner(15.0, 120.0),
            corner(30.0, 120.0),
        ],
        balances: vec![Balance {
            celsius: 15.0,
            label: String::from("Chauffe sous 15\u{202f}°C"),
        }],
        decimals: 0,
    }
}

/// Twelve months beside the same a year before, one month silent, one running.
pub fn comparison() -> ComparisonSpec {
    let months = [
        "déc.", "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
        "nov.",
    ];
    let steps = (0_u32..)
        .zip(months)
        .map(|(i, month)| {
            let value = 300.0 + f64::from((i + 6) % 12 * 40);
            Step {
                name: format!("{month} 2026"),
                short: month.to_owned(),
                value: (i != 4).then_some(value * 0.93),
                other: Some(value),
                partial: i == 11,
            }
        })
        .collect();
    ComparisonSpec {
        id: String::from("comparaison"),
        title: String::from("Douze mois, comparés à l’année d’avant"),
        unit: String::from("MWh"),
        names: [String::from("Relevé"), String::from("Un an avant")],
        steps,
        decimals: 0,
    }
}

pub fn spark() -> Vec<Option<f64>> {
    vec![
        Some(4.0),
        Some(4.6),
        Some(5.0),
        None,
        Some(5.2),
        Some(6.4),
        Some(7.0),
    ]
}

/// Eight invented districts on a grid bent a little, and sixty places.
pub fn map() -> MapSpec {
    let corner = |i: u32, j: u32| {
        let (x, y) = (f64::from(i), f64::from(j));
        [
            3.050 + x * 0.014 + (y * 2.1).sin() * 0.003,
            48.500 + y * 0.008 + (x * 1.7).sin() * 0.0016,
        ]
    };
    let names = [
        ("canal", "Canal", "5,9"),
        ("port", "Vieux-Port", "8,8"),
        ("aubin", "Saint-Aubin", "7,7"),
        ("gare", "La Gare", "7,0"),
        ("coteaux", "Les Coteaux", "7,9"),
        ("centre", "Centre", "7,6"),
        ("croix", "Belle-Croix", "8,3"),
        ("tilleuls", "Les Tilleuls", "6,2"),
    ];
    let districts = (0_u32..)
        .zip(names)
        .map(|(n, (code, name, note))| {
            let (i, j) = (n % 4, n / 4);
            District {
                code: String::from(code),
                name: String::from(name),
                note: (n != 3).then(|| String::from(note)),
                rings: vec![vec![
                    corner(i, j),
                    corner(i + 1, j),
                    corner(i + 1, j + 1),
                    corner(i, j + 1),
                ]],
            }
        })
        .collect();
    let sites = (0_u32..60)
        .map(|n| {
            let level = match n * n % 7 {
                0 => Mark::None,
                1 => Mark::Ok,
                2 => Mark::Watch,
                _ => Mark::Gap,
            };
            let (dx, dy) = (f64::from(n * 37 % 61) / 61.0, f64::from(n * 23 % 59) / 59.0);
            Site {
                code: format!("site-{n}"),
                name: format!("Lieu {n}"),
                level,
                at: [3.053 + dx * 0.050, 48.5012 + dy * 0.0135],
            }
        })
        .collect();
    let river = (0_u32..14)
        .map(|k| {
            let x = f64::from(k);
            [3.049 + x * 0.0045, 48.5075 + (x * 0.7).sin() * 0.0014]
        })
        .collect();
    MapSpec {
        id: String::from("ville"),
        title: String::from("Huit quartiers, 60 lieux suivis"),
        districts,
        river,
        sites,
    }
}

pub fn heat_map() -> HeatMapSpec {
    let rows = (0_u32..)
        .zip(["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."])
        .map(|(day, label)| {
            let hours = (0_u32..24)
                .map(|h| {
                    let open = (7..19).contains(&h) && day < 5 && !(day == 2 && h > 12);
                    let night = day == 0 && h < 6;
                    let value = if open {
                        34.0 + f64::from((h * 5 + day) % 9)
                    } else {
                        5.0
                    };
                    let missing = day == 3 && (15..18).contains(&h);
                    (!missing).then_some(if night { 31.0 } else { value })
                })
                .collect();
            HeatRow {
                label: String::from(label),
                hours,
            }
        })
        .collect();
    HeatMapSpec {
        id: String::from("heures"),
        title: String::from("Quand l’école consomme"),
        unit: String::from("kW"),
        rows,
        from_hour: 0,
        to_hour: 24,
        key: "kW en moyenne".to_owned(),
        missing: "sans relevé".to_owned(),
        alerts: [(0, 1, 0, 6), (5, 2, 20, 24)]
            .map(|(row, rows, from_hour, to_hour)| HeatAlert {
                row,
                rows,
                from_hour,
                to_hour,
                label: String::from("nuit comme le jour"),
            })
            .into(),
        decimals: 0,
    }
}
