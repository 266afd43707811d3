use app::view::{AudienceLine, AudienceSection};
use model::format::{NARROW_SPACE, collation};
use model::reception::{Hall, HallQueue, PublicWait};

use super::Told;
use super::lines::way;
use crate::views::welcome::opening;

/// Closed buildings come after all waits in minutes, the one that opens next first.
const CLOSED: i64 = 1 << 32;

/// How it looks in each building where people are received, the shortest wait first.
pub(super) fn waits(told: &Told<'_>) -> AudienceSection {
    let mut halls: Vec<(i64, AudienceLine)> =
        told.halls.iter().map(|hall| line(told, hall)).collect();
    halls.sort_by_key(|(rank, line)| (*rank, collation(&line.name)));
    AudienceSection {
        title: "L’attente maintenant".to_owned(),
        sentences: Vec::new(),
        lines: halls.into_iter().map(|(_, line)| line).collect(),
        empty: "L’attente est celle du moment\u{202f}: elle n’est pas dite d’un jour passé.",
        more: Some(way("Où aller pour une démarche", "/accueil".to_owned())),
    }
}

/// The line of a building, and its place among them.
fn line(told: &Told<'_>, hall: &Hall) -> (i64, AudienceLine) {
    let queues: Vec<&HallQueue> = hall.counters.iter().flat_map(|c| &c.queues).collect();
    let known = queues.iter().filter_map(|queue| match queue.wait {
        PublicWait::Known { minutes, .. } => Some(minutes),
        _ => None,
    });
    // Whatever somebody comes for, they wait no longer than that.
    let longest = known.max();
    let people: u32 = queues.iter().filter_map(|queue| queue.waiting).sum();
    let opens = queues.iter().filter_map(|queue| match queue.wait {
        PublicWait::Closed { opens_at } => opens_at,
        _ => None,
    });
    let opens = opens.min_by_key(|at| at.seconds());
    let (rank, figure, fact) = match (longest, opens) {
        (Some(minutes), _) => (
            i64::from(minutes),
            format!("{minutes}{NARROW_SPACE}min"),
            match people {
                0 => "personne n’attend".to_owned(),
                1 => "une personne attend".to_owned(),
                _ => format!("{people}{NARROW_SPACE}personnes attendent"),
            },
        ),
        (None, Some(at)) => (
            CLOSED + at.seconds(),
            "fermé".to_owned(),
            opening(told.scene, at),
        ),
        (None, None) => (
            CLOSED - 1,
            "inconnue".to_owned(),
            "l’attente n’est pas connue".to_owned(),
        ),
    };
    let line = AudienceLine {
        name: hall.name.clone(),
        address: format!("/lieu/{}/accueil", hall.site),
        fact,
        figure: Some(figure),
        standing: None,
    };
    (rank, line)
}
