use model::score::{Direction, Objective, Trajectory};
use server::import::Target;

use crate::desk::{Desk, counts};

const HEADER: &str = "indicator,place,direction,baseline,baseline_at,target,target_at,trajectory,\
                      weight,owner,decision\n";

async fn adopted(desk: &Desk) -> Vec<Objective> {
    let versions = desk.store.objective_versions().await.expect("objectives");
    let mut found: Vec<_> = versions.into_iter().map(|v| v.objective).collect();
    found.sort_by(|a, b| a.place.cmp(&b.place).then(a.version.cmp(&b.version)));
    found
}

#[tokio::test]
async fn a_change_of_the_measured_year_becomes_a_number_once() {
    let desk = Desk::with_schools().await;
    let text = format!(
        "{HEADER}elec_kwh,kind:site,down,,2019-01-01,\u{2212}40 %,2030-12-31,linear,2,DGST,2020-12\n"
    );
    let report = desk.good(Target::Objectives, &text).await;
    assert_eq!(counts(&report), [2, 0, 0, 0]);
    assert!(
        report.notes[0].contains("1 places have too few data"),
        "{:?}",
        report.notes
    );
    let found = adopted(&desk).await;
    let figures: Vec<_> = found
        .iter()
        .map(|o| (o.place.as_str(), o.baseline, o.target))
        .collect();
    assert_eq!(
        figures,
        [
            ("school-a", Some(1000.0), 600.0),
            ("school-b", Some(2000.0), 1200.0)
        ]
    );
    assert_eq!(
        (found[0].owner.as_deref(), found[0].weight),
        (Some("DGST"), 2.0)
    );
    assert_eq!(
        counts(&desk.good(Target::Objectives, &text).await),
        [0, 0, 2, 0]
    );
    let sharper = text.replace("40 %", "50 %");
    assert_eq!(
        counts(&desk.good(Target::Objectives, &sharper).await),
        [2, 0, 0, 0]
    );
    assert_eq!(adopted(&desk).await[1].version, 2);
}

#[tokio::test]
async fn what_is_left_out_takes_the_value_of_the_theme() {
    let desk = Desk::with_schools().await;
    let text = "indicator,place,target,target_at\nelec_kwh,school-c,500,2030-12-31\n";
    desk.good(Target::Objectives, text).await;
    let found = adopted(&desk).await;
    assert_eq!(
        (found[0].direction, found[0].trajectory),
        (Direction::Down, Trajectory::Linear)
    );
    assert_eq!((found[0].weight, found[0].baseline), (1.0, None));
}

#[tokio::test]
async fn faults_of_objectives_name_line_and_field() {
    for (line, field, reason) in [
        (
            "elec_kw,town,down,9,2019-01-01,5,2030-12-31,,,,",
            "indicator",
            "unknown indicator `elec_kw`: the themes have energie_finale_m2",
        ),
        (
            "elec_kwh,paris,down,9,2019-01-01,5,2030-12-31,,,,",
            "place",
            "place `paris` does not exist",
        ),
        (
            "elec_kwh,kind:pool,down,,2019-01-01,5,2030-12-31,,,,",
            "place",
            "no place of kind `pool`",
        ),
        (
            "elec_kwh,kind:site,down,,2018-01-01,-5%,2030-12-31,,,,",
            "place",
            "has data for it in 2018",
        ),
        (
            "elec_kwh,kind:site,down,9,,5,2030-12-31,,,,",
            "baseline_at",
            "is empty: places of a kind",
        ),
        (
            "elec_kwh,town,less,9,2019-01-01,5,2030-12-31,,,,",
            "direction",
            "use up, down, band or context",
        ),
        (
            "elec_kwh,town,down,nine,2019-01-01,5,2030-12-31,,,,",
            "baseline",
            "`nine` is not a number",
        ),
        (
            "elec_kwh,town,down,,2019-01-01,5,2030-12-31,,,,",
            "baseline",
            "too little of `elec_kwh` was measured at `town` in 2019",
        ),
        (
            "elec_kwh,town,down,,,-5%,2030-12-31,,,,",
            "baseline",
            "a target in per cent needs it",
        ),
        (
            "elec_kwh,town,down,9,2019,5,2030-12-31,,,,",
            "baseline_at",
            "`2019` is no day: write it as",
        ),
        (
            "elec_kwh,town,down,9,2019-01-01,40%,2030-12-31,,,,",
            "target",
            "needs a sign",
        ),
        (
            "elec_kwh,town,down,9,2019-01-01,,2030-12-31,,,,",
            "target",
            "is empty",
        ),
        (
            "elec_kwh,town,down,9,2019-01-01,10,2030-12-31,,,,",
            "target",
            "not better than baseline",
        ),
        (
            "elec_kwh,town,down,9,2019-01-01,5,2019-01-01,,,,",
            "target_at",
            "is not after baseline_at",
        ),
        (
            "elec_kwh,town,down,9,2019-01-01,5,31/12/2030,,,,",
            "target_at",
            "is no day",
        ),
        (
            "elec_kwh,town,down,9,2019-01-01,5,2030-12-31,curve,,,",
            "trajectory",
            "use linear or step",
        ),
        (
            "elec_kwh,town,down,9,2019-01-01,5,2030-12-31,,0,,",
            "weight",
            "must be a positive number",
        ),
        (
            "elec_kwh,town,band,9,2019-01-01,5,2030-12-31,,,,",
            "target_high",
            "a band needs target_high",
        ),
        (
            "elec_kwh,school-c,down,9,2019-01-01,4,2030-12-31,,,,",
            "place",
            "already has an objective for this indicator in line 2",
        ),
    ] {
        let desk = Desk::with_schools().await;
        let good = "elec_kwh,school-c,down,9,2019-01-01,5,2030-12-31,,,,";
        let report = desk
            .text(Target::Objectives, format!("{HEADER}{good}\n{line}\n"))
            .await;
        assert_eq!(counts(&report), [1, 0, 0, 1], "{line}");
        let fault = &report.first_set_aside[0];
        assert!(fault.reason.contains(reason), "{line}: {}", fault.reason);
        assert_eq!(
            (fault.line, fault.field.as_deref()),
            (3, Some(field)),
            "{line}"
        );
    }
}
