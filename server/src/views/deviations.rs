use app::view::ObjectiveLine;
use model::engine::Standing;
use model::score::{Level, Note};

use super::Scene;
use super::objective_lines::objective_lines;

/// What the city's own objectives say of deviations.
pub(super) struct Deviations {
    /// « Deux des huit objectifs de la ville sont en écart. »
    pub headline: String,
    /// Objectives out of line or to be watched, the lowest note first.
    pub lines: Vec<ObjectiveLine>,
}

/// The city's objectives that are out of line or to be watched.
pub(super) fn deviations(scene: &Scene<'_>) -> Deviations {
    let mut lines = objective_lines(scene, scene.root, None);
    let judged = lines.len();
    lines.retain(|line| matches!(line.standing.level, Level::Gap | Level::Watch));
    lines.sort_by_key(|line| worst_first(&line.standing));
    let gap = lines
        .iter()
        .filter(|line| line.standing.level == Level::Gap);
    Deviations {
        headline: headline(gap.count(), judged),
        lines,
    }
}

/// The city's objectives of which it can be said where they lead, the lowest note first, and
/// how many objectives there are in all.
pub(super) fn outlooks(scene: &Scene<'_>) -> (Vec<ObjectiveLine>, usize) {
    let mut lines = objective_lines(scene, scene.root, None);
    let judged = lines.len();
    lines.retain(|line| line.outlook.is_some());
    lines.sort_by_key(|line| worst_first(&line.standing));
    (lines, judged)
}

/// The order in which deviations are looked at: the lowest note first, then what has none.
pub(super) fn worst_first(standing: &Standing) -> i32 {
    standing.note.map_or(i32::MAX, Note::ten_thousandths)
}

fn headline(gap: usize, judged: usize) -> String {
    match (gap, judged) {
        (_, 0) => "La ville n’a pas encore d’objectif.".to_owned(),
        (0, _) => "Aucun objectif de la ville n’est en écart.".to_owned(),
        (1, 1) => "Le seul objectif de la ville est en écart.".to_owned(),
        (1, _) => format!("Un des {judged} objectifs de la ville est en écart."),
        _ if gap == judged => format!("Les {gap} objectifs de la ville sont en écart."),
        _ => format!("{gap} des {judged} objectifs de la ville sont en écart."),
    }
}

#[cfg(test)]
mod tests {
    use super::headline;

    #[test]
    fn deviations_are_counted_in_french() {
        assert_eq!(headline(0, 0), "La ville n’a pas encore d’objectif.");
        assert_eq!(headline(1, 1), "Le seul objectif de la ville est en écart.");
        assert_eq!(headline(2, 2), "Les 2 objectifs de la ville sont en écart.");
        assert_eq!(
            headline(2, 9),
            "2 des 9 objectifs de la ville sont en écart."
        );
    }
}
