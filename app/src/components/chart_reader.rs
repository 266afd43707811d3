use leptos::prelude::*;

use crate::chart::ChartPoint;

/// Both drawings of a chart, with the stops at which it is read. Once the page
/// is awake a cursor goes from stop to stop, by arrow keys or under the
/// pointer: one listener of the browser half serves all charts.
pub fn chart_reader(
    svg_wide: String,
    svg_narrow: String,
    title: &str,
    points: &[ChartPoint],
) -> impl IntoView + use<> {
    let stops = (!points.is_empty()).then(|| stops(points));
    let name = format!("Points\u{202f}: {title}");
    view! {
        <div class="chart-reader">
            <div class="chart-reader__drawing" data-stops=stops data-name=name>
                <div class="wide" inner_html=svg_wide></div>
                <div class="narrow" inner_html=svg_narrow></div>
            </div>
            // The slider says it; this shows it.
            <output class="chart-reader__words" aria-hidden="true"></output>
        </div>
    }
}

/// One line a stop: where it is on the wide and the narrow drawing, in
/// ten-thousandths of their sides, then its label and value.
fn stops(points: &[ChartPoint]) -> String {
    let place = |fraction: f32| format!("{:.0}", f64::from(fraction) * 1e4);
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let lines: Vec<String> = points
        .iter()
        .map(|p| {
            let places = [p.x, p.y, p.nx, p.ny].map(place).join("\t");
            format!("{places}\t{}\t{}", plain(&p.label), plain(&p.value))
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_one_line_whatever_it_is_called() {
        let point = ChartPoint {
            label: String::from("a\tb\nc"),
            value: String::from("1"),
            x: 0.5,
            y: 0.25,
            nx: 1.0,
            ny: 0.0,
        };
        assert_eq!(stops(&[point]), "5000\t2500\t10000\t0\ta b c\t1");
    }
}
