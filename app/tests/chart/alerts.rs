//! What lies in an alert is told in the drawing, the table and the stops.

use app::chart::heat_map::heat_map;
use app::chart::load_curve::{Annotation, load_curve};

use crate::guard::{apart, sound};
use crate::{paris, samples};

#[test]
fn events_and_alerts_stand_on_the_curve() {
    let mut spec = samples::load_curve();
    let note = |hour: i64, hours: Option<i64>, label: &str| Annotation {
        from: spec.from + hour * 3_600,
        to: hours.map(|n| spec.from + (hour + n) * 3_600),
        label: label.to_owned(),
    };
    spec.annotations = vec![
        note(-400, None, "Il y a longtemps"),
        note(30, None, "Isolation des combles"),
        note(120, Some(14), "En alerte"),
    ];
    let chart = load_curve(&spec, &paris());
    sound(&chart);
    apart(&chart.svg_wide);
    for svg in [&chart.svg_wide, &chart.svg_narrow] {
        assert!(svg.contains("combles") && svg.contains("En alerte"));
        assert!(!svg.contains("longtemps"), "it is not of that week");
    }
    assert!(chart.description.contains("Isolation des combles"));
    // Who reads the table or goes from stop to stop is told as well.
    assert_eq!(
        chart.table.columns.last().map(String::as_str),
        Some("En alerte")
    );
    let marked = |row: &&Vec<String>| row.last().is_some_and(|cell| cell == "En alerte");
    assert_eq!(chart.table.rows.iter().filter(marked).count(), 2);
    assert!(
        chart
            .points
            .iter()
            .any(|p| p.value.ends_with(", En alerte"))
    );
}

#[test]
fn hours_in_alert_are_told_in_the_table_and_in_the_key() {
    let chart = heat_map(&samples::heat_map());
    sound(&chart);
    for svg in [&chart.svg_wide, &chart.svg_narrow] {
        assert!(
            svg.contains("en alerte\u{202f}: nuit comme le jour"),
            "{svg}"
        );
    }
    assert!(
        chart
            .description
            .contains("sam. à dim. de 20\u{202f}h à 24\u{202f}h")
    );
    let marked = |cell: &&String| cell.ends_with(" (alerte)");
    let count = |row: &Vec<String>| row.iter().filter(marked).count();
    let counts: Vec<usize> = chart.table.rows.iter().map(count).collect();
    assert_eq!(counts, [6, 0, 0, 0, 0, 4, 4]);
    let mut calm = samples::heat_map();
    calm.alerts.clear();
    assert!(!heat_map(&calm).svg_wide.contains("alerte"));
}
