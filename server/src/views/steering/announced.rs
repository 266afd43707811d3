use model::format::{NARROW_SPACE, decimal, integer, signed};
use model::reception::{DisclosureRules, EstimatorError};
use model::time::Day;

use super::FOUR_WEEKS;
use super::counters::Counters;
use crate::reception::LiveHalls;
use crate::store::StoreError;

/// How right announced waits were at each counter, over four weeks and today, where enough
/// were announced.
pub(super) async fn lines(
    halls: &LiveHalls,
    counters: &Counters,
    today: Day,
) -> Result<Vec<[String; 5]>, StoreError> {
    let store = halls.state().store();
    let (from, to) = (today.plus(-FOUR_WEEKS), today.plus(-1));
    let mut lines = Vec::new();
    for counter in &counters.here {
        // What is kept of today is in the running day.
        let mut all = halls.read(|running| running.estimator_error(&counter.code));
        let kept = store.estimator_errors(counter.code.clone(), from, to);
        kept.await?.iter().for_each(|(_, error)| all.merge(error));
        lines.extend(line(&counter.name, &all));
    }
    Ok(lines)
}

fn line(name: &str, error: &EstimatorError) -> Option<[String; 5]> {
    let near = DisclosureRules::default().share(error.near())?;
    Some([
        name.to_owned(),
        error.near().den.to_string(),
        format!(
            "{}{NARROW_SPACE}min",
            decimal(error.mean_absolute_min()?, 1)
        ),
        format!("{}{NARROW_SPACE}min", signed(error.bias_min()?, 1)),
        format!("{}{NARROW_SPACE}%", integer((near * 100.0).floor())),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_with_few_announcements_says_nothing() {
        let mut error = EstimatorError::default();
        for _ in 0..10 {
            error.add(1_200, 960);
        }
        assert_eq!(line("Accueil", &error), None);
        error.add(600, 960);
        let line = line("Accueil", &error).unwrap();
        assert_eq!(line[1..3], ["11".to_owned(), "4,2\u{202f}min".to_owned()]);
        assert_eq!(line[4], "90\u{202f}%");
    }
}
