use app::view::{Crumb, ExplanationView};
use model::city::PlaceCode;
use model::score::RowSubject;

use super::place::path;
use super::{Scene, frame};

/// `/lieu/{code}/calcul[/{theme}]`.
pub(super) fn view(scene: &Scene<'_>, code: &str, theme: Option<&str>) -> Option<ExplanationView> {
    let id = scene.town().tree().id(code)?;
    let themes = scene.town().themes();
    let (index, title) = match theme {
        None => (None, "Tous les thèmes".to_owned()),
        Some(wanted) => {
            let index = themes.iter().position(|t| t.code.as_str() == wanted)?;
            (Some(index), themes.get(index)?.name.clone())
        }
    };
    let explanation = scene.now().explain(scene.town(), id, index)?;
    let standing = scene.standing(id)?;
    let standing = match theme {
        None => standing.standing,
        Some(wanted) => standing
            .themes
            .iter()
            .find(|t| t.theme.as_str() == wanted)
            .map_or(standing.standing, |t| t.standing),
    };
    let source_names = explanation
        .rows
        .iter()
        .map(|row| match &row.subject {
            RowSubject::Objective(judged) => {
                let sources = judged.sources.iter().map(|source| &source.place);
                let counters = judged.counters.iter().map(|line| &line.place);
                let name = |place: &PlaceCode| {
                    let id = scene.town().tree().id(place.as_str());
                    id.map_or_else(|| place.to_string(), |id| scene.name(id).to_owned())
                };
                sources.chain(counters).map(name).collect()
            }
            RowSubject::Place { .. } | RowSubject::Theme { .. } => Vec::new(),
        })
        .collect();
    let mut path = path(scene, id);
    path.push(Crumb {
        code: code.to_owned(),
        name: scene.name(id).to_owned(),
    });
    Some(ExplanationView {
        frame: frame::frame(scene),
        path,
        title,
        standing,
        explanation,
        source_names,
    })
}
