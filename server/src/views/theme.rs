use app::view::{Address, ThemeView};
use model::city::{PlaceId, Window};
use model::engine::Standing;
use model::format::{collation, date_short};
use model::score::Note;

use super::comparing::comparing;
use super::objective_lines::{coverage_words, objective_lines};
use super::use_ranking::UseRankings;
use super::{Scene, alerts, charts, frame, sentences};

/// Alerts shown before the way to all of them.
const MOST_ALERTS: usize = 1;

/// `/theme/{theme}`.
pub(super) fn view(scene: &Scene<'_>, code: &str, asked: &Address) -> Option<ThemeView> {
    let index = scene
        .town()
        .themes()
        .iter()
        .position(|t| t.code.as_str() == code)?;
    let theme = scene.town().themes().get(index)?;
    let standing = scene.standing(scene.root)?;
    let explanation = scene.now().explain(scene.town(), scene.root, Some(index))?;
    let sites: Vec<PlaceId> = scene
        .of_kind("site")
        .filter(|&id| scene.now().aggregate(id, Some(index)).is_some())
        .collect();
    let first = scene
        .town()
        .plan()
        .at(scene.root)
        .iter()
        .find(|plan| plan.theme == index);
    let uses = UseRankings::of(scene, index, &sites);
    let wanted = asked.word("usage");
    // Amounts are compared; a theme without any is held against its objectives alone.
    let comparison =
        (!theme.quantity.is_empty()).then(|| comparing(scene, scene.root, asked, first.is_some()));
    let draws_other = comparison.as_ref().is_some_and(|c| c.chart.is_some());
    Some(ThemeView {
        frame: frame::frame(scene),
        code: code.to_owned(),
        name: theme.name.clone(),
        standing,
        context: format!(
            "{} · {} lieux · {} au {} · {}",
            theme.name,
            sites.len(),
            first.map_or("12 mois glissants", |plan| window_words(
                plan.indicator.window
            )),
            date_short(scene.day),
            coverage_words(explanation.coverage),
        ),
        headline: sentences::theme(&theme.name, &explanation),
        trajectory: first
            .filter(|_| !draws_other)
            .and_then(|plan| charts::objective_trajectory(scene, plan)),
        comparison,
        asked: asked.clone(),
        // What the watch finds is about meters.
        alerts: if theme.quantity.is_empty() {
            Vec::new()
        } else {
            alerts::cards(scene, scene.root, MOST_ALERTS)
        },
        receives: !theme.service.is_empty() && !scene.town().counters().is_empty(),
        objectives: objective_lines(scene, scene.root, Some(index)),
        uses: uses.choices(wanted),
        ranking: uses.ranking(scene, wanted, None),
        sites: ranked_sites(scene, code, &sites),
    })
}

const fn window_words(window: Window) -> &'static str {
    match window {
        Window::RollingYear => "12 mois glissants",
        Window::FourWeeks => "4 semaines glissantes",
        Window::Day => "la journée",
    }
}

/// Every site with its note, the worst first, those without a note last.
fn ranked_sites(
    scene: &Scene<'_>,
    theme: &str,
    sites: &[PlaceId],
) -> Vec<(String, String, String, Standing)> {
    let mut lines: Vec<_> = sites
        .iter()
        .filter_map(|&id| {
            let place = scene.place(id)?;
            let standing = scene.standing_on(id, theme)?;
            let r#use = place.text("use").unwrap_or_default().to_owned();
            Some((place.code.to_string(), place.name.clone(), r#use, standing))
        })
        .collect();
    lines.sort_by_key(|(_, name, _, standing)| {
        (
            standing.note.map_or(i32::MAX, Note::ten_thousandths),
            collation(name),
        )
    });
    lines
}
