use std::collections::BTreeMap;

use app::chart::ranking::{RankEntry, RankRow, RankingSpec, SharedObjective, ranking};
use app::view::{ThemeView, UseRanking};
use model::city::{Denominator, PlaceId};
use model::engine::{JudgedPlan, Standing};
use model::format::date_short;
use model::score::{Direction, Note};

use super::objective_lines::{coverage_words, objective_lines};
use super::{Scene, charts, frame, sentences};

/// A use is compared from this many sites on: with fewer a rank says nothing.
const LEAST_SITES: usize = 4;

type RankedSite = (String, String, String, String, f64);

/// `/theme/{theme}`.
pub(super) fn view(scene: &Scene<'_>, code: &str) -> Option<ThemeView> {
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
    Some(ThemeView {
        frame: frame::frame(scene),
        code: code.to_owned(),
        name: theme.name.clone(),
        standing,
        context: format!(
            "{} · {} lieux · 12 mois glissants au {} · {}",
            theme.name,
            sites.len(),
            date_short(scene.day),
            coverage_words(explanation.coverage),
        ),
        headline: sentences::theme(&theme.name, &explanation),
        trajectory: first.and_then(|plan| charts::objective_trajectory(scene, plan)),
        objectives: objective_lines(scene, scene.root, Some(index)),
        rankings: rankings(scene, index, &sites),
        sites: ranked_sites(scene, code, &sites),
    })
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
            name.clone(),
        )
    });
    lines
}

fn rankings(scene: &Scene<'_>, theme: usize, sites: &[PlaceId]) -> Vec<UseRanking> {
    let mut by_use: BTreeMap<String, Vec<(PlaceId, &JudgedPlan)>> = BTreeMap::new();
    for &id in sites {
        let plan = scene.town().plan().at(id).iter().find(|plan| {
            plan.theme == theme
                && matches!(plan.indicator.denominator, Denominator::Attribute { .. })
                && plan.objective.direction == Direction::Down
        });
        let r#use = scene.place(id).and_then(|p| p.text("use"));
        if let (Some(plan), Some(r#use)) = (plan, r#use) {
            by_use.entry(r#use.to_owned()).or_default().push((id, plan));
        }
    }
    let mut rankings: Vec<UseRanking> = by_use
        .into_iter()
        .filter(|(_, sites)| sites.len() >= LEAST_SITES)
        .enumerate()
        .filter_map(|(i, (r#use, sites))| use_ranking(scene, i, r#use, &sites))
        .collect();
    rankings.sort_by_key(|ranking| core::cmp::Reverse(ranking.count));
    rankings
}

fn use_ranking(
    scene: &Scene<'_>,
    number: usize,
    r#use: String,
    sites: &[(PlaceId, &JudgedPlan)],
) -> Option<UseRanking> {
    let entries: Vec<RankEntry> = sites
        .iter()
        .filter_map(|(id, plan)| {
            let value = scene.now().value(plan);
            let measured = value.value.filter(|_| value.coverage.is_scored())?;
            let place = scene.place(*id)?;
            Some(RankEntry {
                code: place.code.to_string(),
                name: place.name.clone(),
                value: measured,
                deviation: Some(measured - plan.objective.required_on(scene.day)),
            })
        })
        .collect();
    let (_, plan) = sites.first()?;
    if entries.len() < LEAST_SITES {
        return None;
    }
    let unit = plan.indicator.unit.label();
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let ranked = ranking(&RankingSpec {
        id: format!("usage-{number}"),
        title: format!("{} : {count} sites, {unit} par an", r#use),
        whose: "des sites".to_owned(),
        unit,
        entries,
        objective: shared_target(sites),
        own: None,
        decimals: 0,
    });
    let rows = |rows: Vec<RankRow>| -> Vec<RankedSite> {
        rows.into_iter()
            .map(|row| {
                let deviation = row.deviation.unwrap_or_default();
                (
                    row.code,
                    row.name,
                    row.value,
                    deviation,
                    f64::from(row.fraction),
                )
            })
            .collect()
    };
    Some(UseRanking {
        r#use,
        chart: ranked.chart,
        best: rows(ranked.best),
        worst: rows(ranked.worst),
        count,
    })
}

/// The objective that all sites of a use share; `None` when they differ.
fn shared_target(sites: &[(PlaceId, &JudgedPlan)]) -> Option<SharedObjective> {
    let (_, first) = sites.first()?;
    let target = first.objective.target;
    sites
        .iter()
        .all(|(_, p)| (p.objective.target - target).abs() < 1e-9)
        .then(|| SharedObjective {
            label: format!("objectif {}", first.objective.target_at.year()),
            value: target,
        })
}
