use model::format::{NARROW_SPACE, date_short, decimal, exact_note, period};
use model::score::{
    Direction, EnteredLine, ExplanationRow, Judged, Note, RowOutcome, RowSubject, Unscored,
};

/// A number and the words that say what it is.
pub type Term = (String, String);

/// The digits of one line of an explanation: those shown give those shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digits {
    /// Where the way began, what was read, what is asked now; for an objective.
    pub way: Option<[String; 3]>,
    /// Way made and way asked, as differences and as numbers.
    pub quotient: Option<(Term, Term)>,
    /// « plafonné à 1 », « ramené à 0 ».
    pub capped: Option<&'static str>,
    /// The note it counts with, with all its digits.
    pub note: Option<String>,
    /// Its points, with all their digits.
    pub points: Option<String>,
    /// What else has to be said: why there is no note, or why another one counts.
    pub remark: Option<String>,
}

impl Digits {
    /// The digits of a row.
    pub fn of(row: &ExplanationRow) -> Self {
        let judged = match &row.subject {
            RowSubject::Objective(judged) => Some(judged.as_ref()),
            RowSubject::Place { .. } | RowSubject::Theme { .. } => None,
        };
        let (counted, points) = match row.outcome {
            RowOutcome::Scored { note, points } => (Some(note), Some(points)),
            RowOutcome::Stale {
                counted, points, ..
            } => (Some(counted), Some(points)),
            RowOutcome::Unscored { .. } => (None, None),
        };
        let quotient = judged.and_then(quotient);
        Self {
            way: judged.map(way),
            capped: quotient.as_ref().and_then(|(_, _, share)| capped(*share)),
            quotient: quotient.map(|(made, asked, _)| (made, asked)),
            note: counted.map(exact_note),
            points: points.map(|points| exact_note(Note::from_ten_thousandths(points))),
            remark: remark(row, judged),
        }
    }
}

/// Weights with as many decimals as the finest of them needs: « 0,40 », « 1 ».
pub fn weight(milli: u32, decimals: u8) -> String {
    decimal(f64::from(milli) / 1000.0, decimals)
}

/// How many decimals these weights need.
pub fn weight_decimals(rows: &[ExplanationRow]) -> u8 {
    let needs = |milli: u32| match milli {
        m if m.is_multiple_of(1000) => 0,
        m if m.is_multiple_of(10) => 2,
        _ => 3,
    };
    rows.iter()
        .map(|row| needs(row.weight_milli))
        .max()
        .unwrap_or(0)
}

/// The weights of the rows that give points.
pub fn known_weight(rows: &[ExplanationRow]) -> u32 {
    rows.iter()
        .filter(|row| !matches!(row.outcome, RowOutcome::Unscored { .. }))
        .map(|row| row.weight_milli)
        .sum()
}

fn way(judged: &Judged) -> [String; 3] {
    let show = |value: Option<f64>| {
        value.map_or_else(|| String::from("–"), |v| decimal(v, judged.decimals))
    };
    let required = match judged.band {
        Some((high, _)) => format!("{} à {}", show(Some(judged.required)), show(Some(high))),
        None => show(Some(judged.required)),
    };
    [show(judged.baseline), show(judged.value), required]
}

/// Way made, way asked, and their quotient.
fn quotient(judged: &Judged) -> Option<(Term, Term, f64)> {
    let value = judged.value.filter(|_| judged.band.is_none())?;
    let show = |v: f64| decimal(v, judged.decimals);
    let minus = |a: f64, b: f64| -> (Term, f64) {
        let words = format!("{}\u{a0}\u{2212}\u{a0}{}", show(a), show(b));
        ((show(a - b), words), a - b)
    };
    let plain = |v: f64| -> (Term, f64) { ((show(v), String::new()), v) };
    let ((made, m), (asked, a)) = match (judged.direction, judged.baseline) {
        (Direction::Down, Some(b)) => (minus(b, value), minus(b, judged.required)),
        (Direction::Up, Some(b)) => (minus(value, b), minus(judged.required, b)),
        (Direction::Down, None) => (plain(judged.required), plain(value)),
        (Direction::Up, None) => (plain(value), plain(judged.required)),
        (Direction::Band | Direction::Context, _) => return None,
    };
    (a != 0.0).then(|| (made, asked, m / a))
}

fn capped(share: f64) -> Option<&'static str> {
    if share > 1.0 {
        Some("plafonné à 1")
    } else if share < 0.0 {
        Some("ramené à 0")
    } else {
        None
    }
}

/// Which figure of those entered by hand counts, and what is overdue.
fn entered(line: &EnteredLine) -> String {
    let latest = period(line.cadence, line.period);
    match line.late {
        None => format!("saisi à la main{NARROW_SPACE}: {latest}"),
        Some(late) => format!(
            "en retard, {}{NARROW_SPACE}: le moins bon du dernier ({latest}) et de la \
             moyenne d’un an le remplace",
            period(line.cadence, late)
        ),
    }
}

fn remark(row: &ExplanationRow, judged: Option<&Judged>) -> Option<String> {
    match row.outcome {
        RowOutcome::Scored { .. } => judged?.entered.as_ref().map(entered),
        RowOutcome::Stale { last, counted, .. } => {
            let overdue = judged.and_then(|judged| judged.entered.as_ref());
            let sources = judged.map(|j| j.sources.as_slice()).unwrap_or_default();
            let since = sources.iter().filter_map(|s| s.last_day).max();
            let since = match (since, overdue) {
                (Some(day), _) => format!("muet depuis le {}", date_short(day)),
                (None, Some(line)) => entered(line),
                (None, None) => String::from("trop peu de données"),
            };
            Some(format!(
                "{since}{NARROW_SPACE}: sa dernière note était {}, il compte pour {}, jamais pour mieux que les autres",
                exact_note(last),
                exact_note(counted)
            ))
        }
        RowOutcome::Unscored { reason } => Some(
            match reason {
                Unscored::NoObjective => "aucun objectif n’y est fixé\u{202f}: il ne compte pas",
                Unscored::NoData => {
                    "aucun relevé\u{202f}: son poids est réparti sur les autres, la complétude baisse"
                }
                Unscored::TooLittleData => {
                    "trop peu de relevés\u{202f}: son poids est réparti sur les autres, la complétude baisse"
                }
                Unscored::NotStarted => "la trajectoire commence\u{202f}: rien n’est encore demandé",
                Unscored::TooFew => "moins de onze personnes\u{202f}: rien n’est dit d’elles",
                Unscored::Closed => "fermé\u{202f}: rien n’est à mesurer maintenant",
                Unscored::Context => "donné pour information, jamais noté",
            }
            .to_owned(),
        ),
    }
}
