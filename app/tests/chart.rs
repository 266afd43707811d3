//! Charts as text: what they look like, and what may never happen to them.
#![cfg(feature = "ssr")]
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic is how a test outside #[test] functions fails"
)]

#[path = "chart/alerts.rs"]
mod alerts;
#[path = "chart/guard.rs"]
mod guard;
#[path = "chart/samples.rs"]
mod samples;
#[path = "chart/waterfall.rs"]
mod waterfall;

use app::chart::comparison::{ComparisonSpec, comparison};
use app::chart::heat_map::{HeatMapSpec, HeatRow, heat_map};
use app::chart::load_curve::{Curve, LoadCurveSpec, Sample, load_curve};
use app::chart::map::{MapSpec, map};
use app::chart::monthly_bars::{Fluid, MonthlyBarsSpec, monthly_bars};
use app::chart::ranking::{RankingSpec, ranking};
use app::chart::signature::{SignatureSpec, signature};
use app::chart::trajectory::{TrajectorySpec, YearValue, trajectory};
use app::chart::{Chart, sparkline};
use guard::{apart, sound};
use jiff::tz::TimeZone;

const HOSTILE: &str =
    "</text><script>alert('x')</script> & \"Évry\" \u{0} un nom vraiment très long";

fn paris() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

/// One element a line, so that a difference points at its shape.
fn lines(svg: &str) -> String {
    svg.replace("><", ">\n<")
}

#[test]
fn each_kind_keeps_its_drawing() {
    let drawn = [
        ("trajectory", trajectory(&samples::trajectory())),
        ("load_curve", load_curve(&samples::load_curve(), &paris())),
        (
            "monthly_bars",
            monthly_bars(&samples::monthly_bars(Fluid::Gas, true)),
        ),
        ("ranking", ranking(&samples::ranking()).chart),
        ("map", map(&samples::map())),
        ("heat_map", heat_map(&samples::heat_map())),
        ("signature", signature(&samples::signature())),
        ("comparison", comparison(&samples::comparison())),
    ];
    for (name, chart) in drawn {
        sound(&chart);
        apart(&chart.svg_wide);
        apart(&chart.svg_narrow);
        insta::assert_snapshot!(name, lines(&chart.svg_wide));
        insta::assert_snapshot!(
            format!("{name}_words"),
            format!(
                "{}\n{}\n{:#?}",
                chart.title,
                chart.description,
                chart.table.rows.first()
            )
        );
    }
    insta::assert_snapshot!("sparkline", lines(&sparkline(&samples::spark())));
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    assert_eq!(map(&samples::map()), map(&samples::map()));
    assert_eq!(
        trajectory(&samples::trajectory()),
        trajectory(&samples::trajectory())
    );
}

#[test]
fn without_data_there_is_a_sentence() {
    let bare: [Chart; 8] = [
        signature(&SignatureSpec {
            days: Vec::new(),
            ..samples::signature()
        }),
        comparison(&ComparisonSpec {
            steps: Vec::new(),
            ..samples::comparison()
        }),
        trajectory(&TrajectorySpec {
            measured: Vec::new(),
            path: Vec::new(),
            targets: Vec::new(),
            ..samples::trajectory()
        }),
        load_curve(&silent(), &paris()),
        monthly_bars(&MonthlyBarsSpec {
            months: Vec::new(),
            ..samples::monthly_bars(Fluid::Gas, true)
        }),
        ranking(&RankingSpec {
            entries: Vec::new(),
            ..samples::ranking()
        })
        .chart,
        map(&MapSpec {
            sites: Vec::new(),
            districts: Vec::new(),
            ..samples::map()
        }),
        heat_map(&HeatMapSpec {
            rows: Vec::new(),
            ..samples::heat_map()
        }),
    ];
    for chart in bare {
        sound(&chart);
        assert!(chart.svg_wide.contains("Aucun "), "{}", chart.svg_wide);
        assert!(chart.points.is_empty() && chart.description.starts_with("Aucun "));
    }
}

fn silent() -> LoadCurveSpec {
    let curve = Curve {
        label: String::new(),
        samples: vec![Sample { at: 0, value: None }],
    };
    LoadCurveSpec {
        curve,
        compare: None,
        ..samples::load_curve()
    }
}

#[test]
fn what_is_no_number_is_not_drawn() {
    let mut curve = samples::load_curve();
    curve
        .curve
        .samples
        .iter_mut()
        .step_by(3)
        .for_each(|s| s.value = Some(f64::NAN));
    sound(&load_curve(&curve, &paris()));

    let mut plan = samples::trajectory();
    plan.measured.push(YearValue {
        year: 2027.0,
        value: f64::INFINITY,
    });
    plan.projection = Some(YearValue {
        year: f64::NAN,
        value: 1.0,
    });
    plan.band_pct = Some(f64::NAN);
    plan.today = Some(f64::NAN);
    sound(&trajectory(&plan));

    let mut places = samples::map();
    places
        .sites
        .iter_mut()
        .step_by(2)
        .for_each(|s| s.at = [f64::NAN, 48.5]);
    sound(&map(&places));

    let mut use_ = samples::ranking();
    use_.entries
        .iter_mut()
        .step_by(2)
        .for_each(|e| e.value = f64::NEG_INFINITY);
    sound(&ranking(&use_).chart);
}

#[test]
fn hostile_names_stay_text() {
    let name = || String::from(HOSTILE);
    let mut places = samples::map();
    for site in &mut places.sites {
        (site.name, site.code) = (name(), name());
    }
    for district in &mut places.districts {
        (district.name, district.code, district.note) = (name(), name(), Some(name()));
    }
    places.id = name();
    let mut curve = samples::load_curve();
    (curve.title, curve.curve.label) = (name(), name());
    curve.compare.as_mut().unwrap().label = name();
    let heat = HeatMapSpec {
        rows: vec![HeatRow {
            label: name(),
            hours: vec![Some(1.0); 30],
        }],
        unit: name(),
        ..samples::heat_map()
    };
    for chart in [map(&places), load_curve(&curve, &paris()), heat_map(&heat)] {
        sound(&chart);
        for svg in [&chart.svg_wide, &chart.svg_narrow] {
            assert!(!svg.contains("<script") && !svg.contains('\u{0}'), "{svg}");
        }
    }
    assert!(map(&places).svg_wide.contains("href=\"/lieu/%3C%2Ftext%3E"));
}

#[test]
fn one_of_everything_is_enough() {
    let mut plan = samples::trajectory();
    plan.measured.truncate(1);
    plan.path.clear();
    plan.targets.clear();
    plan.projection = None;
    sound(&trajectory(&plan));
    let mut places = samples::map();
    places.sites.truncate(1);
    places.districts.clear();
    places.river.clear();
    sound(&map(&places));
    let mut use_ = samples::ranking();
    use_.entries.truncate(1);
    sound(&ranking(&use_).chart);
}

#[test]
fn on_its_own_page_a_place_alone_is_marked() {
    let mut spec = samples::ranking();
    spec.own = spec.entries.get(20).map(|e| e.code.clone());
    let chart = ranking(&spec).chart;
    sound(&chart);
    apart(&chart.svg_wide);
    assert_eq!(
        chart
            .svg_wide
            .matches(r#"class="c-fill c-measured-dot""#)
            .count(),
        1
    );
    assert!(chart.svg_wide.contains("ici\u{202f}: "));
}

#[test]
fn a_year_of_minutes_stays_small() {
    let mut spec = samples::load_curve();
    let (from, step) = (spec.from, 180);
    spec.step_s = step;
    spec.to = from + step * 166_650;
    spec.compare = None;
    spec.curve.samples = (0..166_650_i64)
        .map(|i| Sample {
            at: from + i * step,
            value: Some(f64::from(i32::try_from(i * 7_919 % 1_009).unwrap())),
        })
        .collect();
    let chart = load_curve(&spec, &paris());
    sound(&chart);
    assert!(
        chart.svg_wide.len() < 80_000,
        "{} bytes",
        chart.svg_wide.len()
    );
    assert!(chart.table.rows.len() <= 48 && chart.points.len() <= 48);
}

/// Two hundred plans, some far from their trajectory, some on it.
#[test]
fn words_of_a_trajectory_never_cover_each_other() {
    for n in 0_u32..200 {
        let part = |k: u32| f64::from((n * k + k) % 97) / 97.0;
        let mut plan = samples::trajectory();
        let end = 60.0 + part(13) * 130.0;
        let last = plan.measured.len() - 1;
        for (i, m) in plan.measured.iter_mut().enumerate() {
            m.value *= 0.5 + part(7) + part(u32::try_from(i).unwrap() + 3) * 0.1;
        }
        for (target, corner) in plan.targets.iter_mut().zip(plan.path.iter_mut().skip(1)) {
            target.value = 212.0 + (end - 212.0) * (target.year - 2019.0) / 31.0;
            corner.value = target.value;
        }
        plan.measured[last].year = 2024.5 + part(31) * 12.0;
        plan.today = Some(plan.measured[last].year);
        let value = plan.measured[last].value * (0.6 + part(19) * 0.6);
        plan.projection = (n % 3 > 0).then_some(YearValue {
            year: 2040.0,
            value,
        });
        let chart = trajectory(&plan);
        sound(&chart);
        apart(&chart.svg_wide);
        apart(&chart.svg_narrow);
    }
}

#[test]
fn marks_carry_what_a_live_update_needs() {
    let svg = map(&samples::map()).svg_wide;
    assert!(
        svg.contains(r#"role="group""#),
        "links inside an image would be lost"
    );
    assert!(svg.contains(r#"data-shapes="ville-w""#));
    for class in ["level-ok", "level-watch", "level-gap", "level-none"] {
        assert!(svg.contains(&format!(r#"<symbol id="ville-w-{class}""#)));
    }
    assert_eq!(svg.matches(r#"class="mark level-"#).count(), 60);
    assert_eq!(
        svg.matches(r#"<g class="c-district" data-place=""#).count(),
        8
    );
}
