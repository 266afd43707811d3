//! A period of a place beside another one: what was used, and how much of the
//! difference is not the weather.

mod against;
mod amounts;
mod path;
mod span;
mod words;

use app::chart::comparison::{ComparisonSpec, Step, comparison};
use app::view::{Address, ComparisonView};
use model::city::PlaceId;

use super::Scene;
use super::works_effect::works_effect;
use against::Against;
pub(super) use against::{events, lower};
use amounts::Amounts;
pub(super) use amounts::FINAL;
pub(super) use span::Span;

/// Above so many kWh a step is written in MWh.
const MEGA_FROM: f64 = 20_000.0;

/// The comparison that the address asks for: `comparer`, `periode` (or `du` and
/// `jusque`), `climat`. Where the page draws the trajectory itself, that is what is
/// shown unless asked otherwise.
pub(super) fn comparing(
    scene: &Scene<'_>,
    place: PlaceId,
    asked: &Address,
    draws_trajectory: bool,
) -> ComparisonView {
    let (span, periods) = Span::chosen(asked, scene.day);
    let (against, choices) = Against::chosen(scene, place, asked, draws_trajectory);
    let span = against.within(span);
    let corrected = asked.word("climat") == Some("corrige");
    let weather = against.is_period() && amounts::has_weather(scene, place);
    let mut view = ComparisonView {
        asked: asked.clone(),
        against: choices,
        periods,
        corrected: weather.then_some(corrected),
        from: span.from,
        until: span.to.plus(-1),
        sentence: Vec::new(),
        effect: against
            .event()
            .map(|(on, name)| works_effect(scene, place, on, name)),
        chart: None,
        notes: Vec::new(),
    };
    if against.is_period() {
        let corrected = corrected && weather;
        let (_, then) = against.shifted(&span, span.from, span.to);
        let amounts = Amounts::of(scene, place, corrected.then_some(then));
        fill(&mut view, &amounts, &span, &against, corrected);
    } else if !draws_trajectory {
        path::fill(&mut view, scene, place, &span);
    }
    view
}

/// What is known of both periods, over the steps where both are.
#[derive(Default)]
struct Totals {
    this: f64,
    other: f64,
    compared: u32,
    left_out: u32,
    running: bool,
}

fn fill(
    view: &mut ComparisonView,
    amounts: &Amounts<'_>,
    span: &Span,
    against: &Against,
    corrected: bool,
) {
    let mut totals = Totals::default();
    let steps: Vec<Step> = span
        .steps()
        .into_iter()
        .map(|step| {
            let other = against.shifted(span, step.from, step.to);
            let pair = amounts.pair((step.from, step.to), other, corrected);
            if let Some((this, other)) = pair.both {
                totals.this += this;
                totals.other += other;
                totals.compared += 1;
            }
            totals.left_out = totals.left_out.max(pair.left_out);
            totals.running |= step.partial;
            Step {
                name: step.name,
                short: step.short,
                value: pair.both.map(|(this, _)| this),
                other: pair.both.map(|(_, other)| other),
                partial: step.partial,
            }
        })
        .collect();
    view.sentence = words::sentence(&totals, span, against, corrected);
    view.notes = words::notes(&totals, span, against, corrected);
    let high = steps.iter().filter_map(|s| s.value).fold(0.0, f64::max);
    let (scale, unit, decimals) = if high >= MEGA_FROM {
        (1e-3, "MWh", u8::from(high < 100_000.0))
    } else {
        (1.0, "kWh", 0)
    };
    let scaled = |step: Step| Step {
        value: step.value.map(|v| v * scale),
        other: step.other.map(|v| v * scale),
        ..step
    };
    view.chart = Some(comparison(&ComparisonSpec {
        id: "comparaison".to_owned(),
        title: words::title(&totals, against),
        unit: unit.to_owned(),
        names: ["Relevé".to_owned(), against.column()],
        steps: steps.into_iter().map(scaled).collect(),
        decimals: usize::from(decimals),
    }));
}
