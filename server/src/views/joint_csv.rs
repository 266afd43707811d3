//! All fluids of a place on one axis of time, as a file.

use app::view::Address;
use model::engine::SeriesIndex;
use model::format::date_iso;
use model::time::Day;

use super::Scene;
use super::comparing::Span;
use super::fluids::metered;

/// Whether places of a kind have such a file: above the sites it would add up
/// meters that come and go.
pub(super) fn is_for(kind: &str) -> bool {
    matches!(kind, "site" | "meter")
}

/// `/lieu/{code}/donnees.csv`: RFC 4180, comma, decimal point; measured amounts
/// only. `None` for a place that has no such file.
pub(super) fn file(scene: &Scene<'_>, code: &str, asked: &Address) -> Option<String> {
    let place = scene.town().tree().id(code)?;
    if !is_for(&scene.place(place)?.kind) {
        return None;
    }
    let (span, _) = Span::chosen(asked, scene.day);
    let by_day = match asked.word("pas") {
        Some("jour") => true,
        Some("mois") => false,
        _ => !span.is_monthly(),
    };
    let fluids = metered(scene, place);
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut header = vec![if by_day { "jour" } else { "mois" }.to_owned()];
    for (quantity, _) in &fluids {
        let unit = quantity.unit.symbol();
        header.push(format!("{}_{unit}", quantity.code));
        header.push(format!("{}_completude", quantity.code));
    }
    header.push("temperature_C".to_owned());
    out.write_record(&header).ok()?;
    for (from, to) in steps(&span, by_day) {
        let date = date_iso(from);
        let mut row = vec![if by_day {
            date
        } else {
            date.get(..7).unwrap_or_default().to_owned()
        }];
        for (_, series) in &fluids {
            let (amount, complete) = amount(scene, series, from, to);
            row.push(amount.map_or_else(String::new, |v| format!("{v:.3}")));
            row.push(format!("{complete:.4}"));
        }
        let days = (from.number()..to.number()).map(Day::from_number);
        let known: Vec<f64> = days
            .filter_map(|day| scene.town().temperature(place, day))
            .collect();
        let count = u32::try_from(known.len()).ok()?;
        row.push(if count > 0 {
            format!("{:.1}", known.iter().sum::<f64>() / f64::from(count))
        } else {
            String::new()
        });
        out.write_record(&row).ok()?;
    }
    String::from_utf8(out.into_inner().ok()?).ok()
}

/// Days, or months cut at the ends of the period.
fn steps(span: &Span, by_day: bool) -> Vec<(Day, Day)> {
    let mut steps = Vec::new();
    let mut from = span.from;
    while from < span.to {
        let next = if by_day {
            from.plus(1)
        } else {
            from.first_of_month().plus(31).first_of_month()
        };
        steps.push((from, next.min(span.to)));
        from = next;
    }
    steps
}

/// What was measured, and the share of it that is known; an amount only where
/// something is.
fn amount(
    scene: &Scene<'_>,
    series: &[(SeriesIndex, f64)],
    from: Day,
    to: Day,
) -> (Option<f64>, f64) {
    let (mut sum, mut share) = (None, 0.0);
    for (index, factor) in series {
        let Some(track) = scene.town().track(*index) else {
            continue;
        };
        for (_, known) in track.known_days(from, to) {
            *sum.get_or_insert(0.0) += known.sum * factor;
            share += known.share;
        }
    }
    let count = f64::from(u32::try_from(series.len()).unwrap_or(u32::MAX));
    (sum, share / (count * f64::from(to.since(from))))
}

#[cfg(test)]
#[path = "joint_csv/tests.rs"]
mod tests;
