use std::collections::BTreeMap;

use app::view::{AudienceSection, AudienceView, Choice};
use model::city::PlaceId;
use model::format::collation;

use super::Told;
use super::lines::{alert_section, out_of_line, out_of_line_words, place_line, way_out};
use super::silent_sources::silent_sources;
use crate::views::Scene;
use crate::views::deviations::worst_first;

/// Sites listed at most.
const MOST: usize = 12;
/// Alerts of all its sites, and silent sources.
const SOME: usize = 6;
/// What to say where no place names who answers for it.
pub(super) const NONE: &str = "Aucun lieu ne dit encore quelle direction en répond\u{202f}: remplissez la colonne « directorate » du fichier des lieux.";

/// A directorate with the sites it answers for.
pub(super) struct Directorate {
    pub name: String,
    pub sites: Vec<PlaceId>,
}

impl Directorate {
    /// The page of directorates with this one chosen.
    pub fn address(&self, told: &Told<'_>) -> String {
        let asked = told.asked.only_the_day();
        asked.at("/vue/directions").with("choix", &self.name)
    }
}

/// Every directorate that answers for a site, by name.
pub(super) fn all(scene: &Scene<'_>) -> Vec<Directorate> {
    let mut found: BTreeMap<&str, Vec<PlaceId>> = BTreeMap::new();
    for id in scene.of_kind("site") {
        if let Some(name) = scene.place(id).and_then(|place| place.text("directorate")) {
            found.entry(name).or_default().push(id);
        }
    }
    let found = found.into_iter().map(|(name, sites)| Directorate {
        name: name.to_owned(),
        sites,
    });
    let mut all: Vec<Directorate> = found.collect();
    all.sort_by_key(|one| collation(&one.name));
    all
}

/// Directeurs: the sites they answer for, the worst first, their alerts and missing data.
pub(super) fn fill(told: &Told<'_>, empty: AudienceView) -> AudienceView {
    let scene = told.scene;
    let directorates = all(scene);
    let wanted = told.asked.word("choix");
    let known = directorates
        .iter()
        .find(|one| Some(one.name.as_str()) == wanted);
    let Some(chosen) = known.or(directorates.first()) else {
        return AudienceView {
            headline: vec![NONE.to_owned()],
            ..empty
        };
    };
    let choices = directorates
        .iter()
        .map(|one| Choice {
            value: one.name.clone(),
            label: one.name.clone(),
            chosen: one.name == chosen.name,
        })
        .collect();
    let (gap, _) = out_of_line(scene, &chosen.sites);
    let mut sites: Vec<_> = chosen
        .sites
        .iter()
        .filter_map(|id| {
            let r#use = scene.place(*id)?.text("use").unwrap_or_default().to_owned();
            place_line(told, *id, r#use)
        })
        .collect();
    sites.sort_by_key(|line| line.standing.as_ref().map(worst_first));
    let listed = sites.len();
    sites.truncate(MOST);
    let first = AudienceSection {
        title: match listed.saturating_sub(MOST) {
            0 => "Ses lieux, la note la plus basse d’abord".to_owned(),
            _ => format!("Ses {MOST} lieux à regarder d’abord"),
        },
        sentences: Vec::new(),
        lines: sites,
        empty: NONE,
        more: None,
    };
    let tree = scene.town().tree();
    let below: Vec<PlaceId> = chosen
        .sites
        .iter()
        .flat_map(|id| tree.subtree(*id))
        .collect();
    let alerts = alert_section(told, "Ses alertes", &below, SOME);
    let words = match chosen.sites.len() {
        1 => format!("{} répond d’un lieu", chosen.name),
        count => format!("{} répond de {count} lieux", chosen.name),
    };
    AudienceView {
        headline: vec![format!("{words}\u{202f}: {}.", out_of_line_words(gap))],
        choices,
        sections: vec![first, alerts, silent_sources(told, &below, SOME)],
        ways: vec![
            way_out("Décider une action", "/admin/actions/nouvelle".to_owned()),
            way_out("Fixer un objectif", "/admin/objectifs/nouveau".to_owned()),
        ],
        ..empty
    }
}
