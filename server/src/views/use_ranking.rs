use std::collections::BTreeMap;

use app::chart::ranking::{RankEntry, RankRow, RankingSpec, SharedObjective, ranking};
use app::view::{Choice, UseRanking};
use model::city::{Denominator, PlaceId};
use model::engine::JudgedPlan;
use model::format::NARROW_SPACE;
use model::score::Direction;

use super::Scene;

/// A use is compared from this many sites on: with fewer a rank says nothing.
const LEAST_SITES: usize = 4;

type RankedSite = (String, String, String, String, f64);

/// The sites of each use that can be compared, most numerous use first.
pub(super) struct UseRankings<'a>(Vec<(String, Vec<(PlaceId, &'a JudgedPlan)>)>);

impl<'a> UseRankings<'a> {
    /// Of these sites, on a theme.
    pub fn of(scene: &'a Scene<'_>, theme: usize, sites: &[PlaceId]) -> Self {
        let mut by_use: BTreeMap<String, Vec<(PlaceId, &JudgedPlan)>> = BTreeMap::new();
        for &id in sites {
            let plan = scene.town().plan().at(id).iter().find(|plan| {
                plan.theme == theme
                    && !plan.is_closed(scene.day)
                    && matches!(plan.indicator.denominator, Denominator::Attribute { .. })
                    && plan.objective.direction == Direction::Down
            });
            let r#use = scene.place(id).and_then(|p| p.text("use"));
            if let (Some(plan), Some(r#use)) = (plan, r#use) {
                by_use.entry(r#use.to_owned()).or_default().push((id, plan));
            }
        }
        let mut uses: Vec<_> = by_use
            .into_iter()
            .filter(|(_, sites)| sites.len() >= LEAST_SITES)
            .collect();
        uses.sort_by_key(|(_, sites)| core::cmp::Reverse(sites.len()));
        Self(uses)
    }

    /// The uses to choose from; the most numerous one holds unless asked otherwise.
    pub fn choices(&self, wanted: Option<&str>) -> Vec<Choice> {
        let at = self.position(wanted);
        let choice = |(i, (name, _)): (usize, &(String, _))| Choice {
            value: if i == 0 { String::new() } else { name.clone() },
            label: name.clone(),
            chosen: i == at,
        };
        self.0.iter().enumerate().map(choice).collect()
    }

    /// The ranking of a use; `own` alone is marked in it where it is given.
    pub fn ranking(
        &self,
        scene: &Scene<'_>,
        wanted: Option<&str>,
        own: Option<PlaceId>,
    ) -> Option<UseRanking> {
        let (r#use, sites) = self.0.get(self.position(wanted))?;
        use_ranking(scene, r#use, sites, own)
    }

    fn position(&self, wanted: Option<&str>) -> usize {
        let found = self
            .0
            .iter()
            .position(|(name, _)| Some(name.as_str()) == wanted);
        found.unwrap_or(0)
    }
}

fn use_ranking(
    scene: &Scene<'_>,
    r#use: &str,
    sites: &[(PlaceId, &JudgedPlan)],
    own: Option<PlaceId>,
) -> Option<UseRanking> {
    let entries: Vec<RankEntry> = sites
        .iter()
        .filter_map(|(id, plan)| {
            let value = scene.now().value(scene.town(), plan);
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
    let place_of_own = own.and_then(|own| rank(scene, own, &entries));
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let ranked = ranking(&RankingSpec {
        id: "usage".to_owned(),
        title: match place_of_own {
            Some(1) => format!("Le plus sobre de {count} sites de même usage, {unit} par an"),
            Some(rank) => format!("{rank}e sur {count} sites de même usage, {unit} par an"),
            None => format!("{}{NARROW_SPACE}: {count} sites, {unit} par an", r#use),
        },
        whose: "des sites".to_owned(),
        unit,
        entries,
        objective: shared_target(sites),
        own: own.and_then(|own| Some(scene.place(own)?.code.to_string())),
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
        r#use: r#use.to_owned(),
        own: place_of_own.is_some(),
        chart: ranked.chart,
        best: rows(ranked.best),
        worst: rows(ranked.worst),
        count,
    })
}

/// How many are more sober, and one.
fn rank(scene: &Scene<'_>, own: PlaceId, entries: &[RankEntry]) -> Option<usize> {
    let code = scene.place(own)?.code.as_str();
    let value = entries.iter().find(|entry| entry.code == code)?.value;
    Some(entries.iter().filter(|entry| entry.value < value).count() + 1)
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
