use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use crate::browser::fraction_across;
use crate::chart::ChartPoint;

/// Both drawings of a chart, and once the page is awake a cursor that goes
/// from point to point by arrow keys or under the pointer.
pub fn chart_reader(
    svg_wide: String,
    svg_narrow: String,
    title: String,
    points: Vec<ChartPoint>,
) -> impl IntoView {
    let at = RwSignal::new(None::<usize>);
    let points = StoredValue::new(points);
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(points.with_value(|points| !points.is_empty())));
    let words = move || {
        let point = at
            .get()
            .and_then(|i| points.with_value(|points| points.get(i).cloned()));
        point.map_or_else(String::new, |p| format!("{}\u{202f}: {}", p.label, p.value))
    };
    let reader = move || {
        awake.get().then(|| {
            let title = title.clone();
            let last = points.with_value(Vec::len).saturating_sub(1);
            view! {
                <div
                    class="chart-reader__cursor"
                    tabindex="0"
                    role="slider"
                    aria-label=format!("Points{}", format_args!("\u{202f}: {title}"))
                    aria-valuemin="0"
                    aria-valuemax=last.to_string()
                    aria-valuenow=move || at.get().unwrap_or(0).to_string()
                    aria-valuetext=words
                    on:focus=move |_| at.update(|at| *at = at.or(Some(0)))
                    on:blur=move |_| at.set(None)
                    on:keydown=move |key| step(&key, at, last)
                >
                    {move || {
                        let point =
                            at.get().and_then(|i| points.with_value(|p| p.get(i).cloned()));
                        point.map(cursor)
                    }}
                </div>
            }
        })
    };
    let follow = move |event: PointerEvent| {
        if let Some(x) = fraction_across(&event) {
            at.set(points.with_value(|points| nearest(points, x)));
        }
    };
    view! {
        <div class="chart-reader">
            <div
                class="chart-reader__drawing"
                on:pointermove=follow
                on:pointerleave=move |_| at.set(None)
            >
                <div class="wide" inner_html=svg_wide></div>
                <div class="narrow" inner_html=svg_narrow></div>
                {reader}
            </div>
            // The slider says it; this shows it.
            <output class="chart-reader__words" aria-hidden="true">{words}</output>
        </div>
    }
}

fn cursor(point: ChartPoint) -> impl IntoView {
    let drawn = |class: &'static str, x: f32, y: f32| {
        let (x, y) = (share(x), share(y));
        view! {
            <svg class=class aria-hidden="true" focusable="false">
                <line x1=x.clone() x2=x.clone() y1="0" y2="100%"/>
                <circle cx=x cy=y r="6"/>
            </svg>
        }
    };
    (
        drawn("wide", point.x, point.y),
        drawn("narrow", point.nx, point.ny),
    )
}

fn share(fraction: f32) -> String {
    format!("{}%", f64::from(fraction) * 100.0)
}

fn step(key: &KeyboardEvent, at: RwSignal<Option<usize>>, last: usize) {
    let now = at.get_untracked().unwrap_or(0);
    let next = match key.key().as_str() {
        "ArrowRight" | "ArrowUp" => now.saturating_add(1).min(last),
        "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
        "PageUp" => now.saturating_add(10).min(last),
        "PageDown" => now.saturating_sub(10),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    key.prevent_default();
    at.set(Some(next));
}

/// The point nearest to where the pointer stands. Both drawings have nearly the
/// same proportions across, so the wide one's serve.
fn nearest(points: &[ChartPoint], x: f64) -> Option<usize> {
    let far = |p: &ChartPoint| (f64::from(p.x) - x).abs();
    points
        .iter()
        .enumerate()
        .min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)))
        .map(|(index, _)| index)
}
