use super::{Alert, AlertAct, AlertState, Finding};
use crate::city::{PlaceCode, SeriesCode};
use crate::time::{At, Day};

/// Days without the finding after which the watch closes an alert by itself.
const CALM_DAYS: i32 = 7;
/// Days after its end within which the same finding is the old alert, not a new one.
const COOLDOWN_DAYS: i32 = 14;

/// Holds what was found on a series up to a day against its alerts: an alert of
/// the same cause is seen again, a new cause opens one, a week of calm closes
/// one. Gives back the alerts that changed; one alert per cause at any time.
pub fn merge(
    alerts: &[Alert],
    findings: &[Finding],
    series: &SeriesCode,
    place: &PlaceCode,
    last_day: Day,
    at: At,
) -> Vec<Alert> {
    let mut changed = Vec::new();
    for finding in findings {
        let same = alerts
            .iter()
            .rev()
            .find(|alert| alert.cause == finding.cause);
        match same {
            // What ended before the alert began is another matter, and a past one.
            Some(known) if finding.to < known.first_day => {}
            Some(known) if known.state() != AlertState::Closed => {
                let mut seen = known.clone();
                seen.see(finding);
                if seen != *known {
                    changed.push(seen);
                }
            }
            // It was closed by somebody who knows of these days.
            Some(closed) if finding.from <= closed.last_day.plus(COOLDOWN_DAYS) => {}
            _ => changed.push(Alert::opened(series.clone(), place.clone(), finding, at)),
        }
    }
    for known in alerts {
        let speaks_of_it =
            |finding: &Finding| finding.cause == known.cause && finding.to >= known.first_day;
        let gone = !findings.iter().any(speaks_of_it);
        if gone
            && known.state() != AlertState::Closed
            && last_day.since(known.last_day) >= CALM_DAYS
        {
            let mut calm = known.clone();
            if calm.act(AlertAct::Close, Alert::WATCH, "", at).is_ok() {
                changed.push(calm);
            }
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::Cause;

    fn finding(from: i32, to: i32) -> Finding {
        Finding {
            cause: Cause::Excess,
            from: Day::from_number(from),
            to: Day::from_number(to),
            measured: 40.0,
            expected: 14.0,
            spread: 4.0,
            waste: 26.0,
        }
    }

    fn look(alerts: &[Alert], findings: &[Finding], day: i32) -> Vec<Alert> {
        let (series, place) = ("s".parse().expect("valid"), "p".parse().expect("valid"));
        merge(
            alerts,
            findings,
            &series,
            &place,
            Day::from_number(day),
            At::default(),
        )
    }

    #[test]
    fn one_alert_per_cause_seen_again_then_calm() {
        let opened = look(&[], &[finding(100, 101)], 101);
        assert_eq!(opened.len(), 1);
        let seen = look(&opened, &[finding(100, 103)], 103);
        assert_eq!((seen.len(), seen[0].last_day.number()), (1, 103));
        assert_eq!(look(&seen, &[finding(100, 103)], 104), []);
        assert_eq!(look(&seen, &[], 109), [], "six days of calm");
        let closed = look(&seen, &[], 110);
        assert_eq!(closed[0].state(), AlertState::Closed);
        assert_eq!(
            look(&closed, &[finding(112, 113)], 113),
            [],
            "the same again"
        );
        assert_eq!(look(&closed, &[finding(140, 141)], 141).len(), 1);
    }
}
