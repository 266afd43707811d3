use model::format::{NARROW_SPACE, integer};

use super::hour_load::HourLoad;
use super::weekdays;

/// Minutes less of mean wait from which another desk is worth a sentence.
const WORTH_MIN: f64 = 1.0;

/// What one more desk would change on a weekday, where it changes most; with its hour.
pub(super) fn advice(weekday: i8, hours: &[HourLoad], desks: u32) -> (String, Option<u8>) {
    let day = weekdays::name(weekday);
    let overloaded = hours.iter().filter(|hour| hour.is_overloaded());
    let worst =
        overloaded.max_by(|a, b| a.load().unwrap_or(0.0).total_cmp(&b.load().unwrap_or(0.0)));
    if let Some(worst) = worst {
        return (overload(day, worst, desks), Some(worst.hour));
    }
    let saved = |hour: &HourLoad| hour.change.saved_min().unwrap_or(0.0);
    let best = hours.iter().max_by(|a, b| saved(a).total_cmp(&saved(b)));
    match best.and_then(|hour| Some((hour, hour.waits_min().0?, hour.waits_min().1?))) {
        Some((hour, now, then)) if now - then >= WORTH_MIN => (
            format!(
                "Le {day} {}, un guichet de plus ramènerait l’attente moyenne de {} à \
                 {}{NARROW_SPACE}min.",
                span(hour.hour),
                integer(now),
                minutes(then)
            ),
            Some(hour.hour),
        ),
        Some((_, now, _)) => (
            format!(
                "Le {day}, un guichet de plus ne changerait presque rien{NARROW_SPACE}: \
                 l’attente moyenne prévue ne dépasse pas {}{NARROW_SPACE}min.",
                integer(now.ceil())
            ),
            None,
        ),
        None => (
            format!("Le {day}, trop peu de visiteurs sont connus pour conseiller un guichet."),
            None,
        ),
    }
}

fn overload(day: &str, hour: &HourLoad, desks: u32) -> String {
    let start = format!(
        "Le {day} {}, il vient plus de visiteurs que les guichets ouverts ({desks}) n’en servent\
         {NARROW_SPACE}: la file ne fait que s’allonger.",
        span(hour.hour)
    );
    match hour.waits_min().1 {
        Some(then) => format!(
            "{start} Un guichet de plus ramènerait l’attente moyenne à {}{NARROW_SPACE}min.",
            minutes(then)
        ),
        None => format!("{start} Un guichet de plus n’y suffirait pas."),
    }
}

/// « de 10 h à 11 h ».
pub(super) fn span(hour: u8) -> String {
    format!("de {}", hour_words(hour))
}

/// « 10 h à 11 h ».
pub(super) fn hour_words(hour: u8) -> String {
    let next = u16::from(hour) + 1;
    format!("{hour}{NARROW_SPACE}h à {next}{NARROW_SPACE}h")
}

/// Whole minutes in words.
pub(super) fn minutes(value: f64) -> String {
    if value < 1.0 {
        "moins de 1".to_owned()
    } else {
        integer(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hour(hour: u8, issued: u64) -> HourLoad {
        HourLoad::of(hour, (issued, 12), 60, 6.0, 4).unwrap()
    }

    #[test]
    fn the_hour_where_a_desk_helps_most_is_named() {
        let (said, at) = advice(0, &[hour(9, 360), hour(10, 456)], 4);
        assert_eq!(
            said,
            "Le lundi de 10\u{202f}h à 11\u{202f}h, un guichet de plus ramènerait l’attente \
             moyenne de 27 à 2\u{202f}min."
        );
        assert_eq!(at, Some(10));
    }

    #[test]
    fn overload_is_said_in_words() {
        let (said, at) = advice(1, &[hour(9, 360), hour(14, 540)], 4);
        assert!(said.contains("la file ne fait que s’allonger"), "{said}");
        assert!(said.contains("ramènerait l’attente moyenne à"), "{said}");
        assert_eq!(at, Some(14));
        let (said, _) = advice(1, &[hour(14, 960)], 4);
        assert!(said.ends_with("n’y suffirait pas."), "{said}");
    }

    #[test]
    fn where_nothing_changes_nothing_is_advised() {
        let (said, at) = advice(4, &[hour(9, 60)], 4);
        assert!(said.contains("presque rien"), "{said}");
        assert_eq!(at, None);
        assert!(advice(4, &[], 4).0.contains("trop peu"));
    }
}
