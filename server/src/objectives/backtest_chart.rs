use app::chart::columns::{Column, ColumnsSpec, Tone, WIDE, columns};
use app::chart::{Chart, ChartTable};
use model::city::Indicator;
use model::engine::BacktestPoint;
use model::format::{NARROW_SPACE, date_month, decimal, percent};

/// The notes that an objective would have given at the end of each month, with the
/// values behind them in the table.
pub(super) fn backtest_chart(indicator: &Indicator, points: &[BacktestPoint]) -> Chart {
    let bars = points
        .iter()
        .map(|point| Column {
            name: date_month(point.day),
            tick: match point.day.date().month() {
                1 => point.day.year().to_string(),
                _ => String::new(),
            },
            value: point.note.map(model::score::Note::value),
            tone: Tone::Plain,
        })
        .collect();
    let notes: Vec<f64> = points
        .iter()
        .filter_map(|p| p.note)
        .map(|n| n.value())
        .collect();
    let lowest = notes.iter().copied().min_by(f64::total_cmp);
    let highest = notes.iter().copied().max_by(f64::total_cmp);
    let description = match (lowest, highest) {
        (Some(low), Some(high)) => format!(
            "Sur {} mois notés, entre {} et {} sur 10.",
            notes.len(),
            decimal(low, 1),
            decimal(high, 1)
        ),
        _ => "Aucun mois n’aurait été noté.".to_owned(),
    };
    let mut chart = columns(&ColumnsSpec {
        id: "essai-objectif".to_owned(),
        title: "Avec cet objectif, la note aurait été".to_owned(),
        description,
        unit: String::new(),
        what: "Fin de mois".to_owned(),
        columns: bars,
        chosen: None,
        bounds: Vec::new(),
        decimals: 1,
        width: WIDE,
    });
    chart.table = ChartTable {
        caption: format!("{} ({})", indicator.name, indicator.unit.label()),
        columns: ["Fin de mois", "Valeur", "Demandé", "Note", "Données"]
            .map(String::from)
            .to_vec(),
        rows: points.iter().map(|point| row(indicator, point)).collect(),
    };
    chart
}

fn row(indicator: &Indicator, point: &BacktestPoint) -> Vec<String> {
    let none = || "–".to_owned();
    let number = |value| decimal(value, indicator.decimals);
    let coverage = percent(point.coverage.share(), 0).replace(' ', &NARROW_SPACE.to_string());
    vec![
        date_month(point.day),
        point.value.map_or_else(none, number),
        number(point.required),
        model::format::note(point.note),
        coverage,
    ]
}
