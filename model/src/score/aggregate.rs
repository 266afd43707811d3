use super::{Coverage, Note};

/// One part of a weighted mean of notes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Weight in thousandths.
    pub weight_milli: u32,
    /// What is known of the part.
    pub note: PartNote,
    /// Share of the data behind it.
    pub coverage: Coverage,
}

/// What is known of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartNote {
    /// It has a note now.
    Scored(Note),
    /// It fell silent; this was its note when last known.
    Stale(Note),
    /// It never had one.
    Unknown,
}

impl PartNote {
    /// The note now or when last known.
    pub const fn known(self) -> Option<Note> {
        match self {
            Self::Scored(note) | Self::Stale(note) => Some(note),
            Self::Unknown => None,
        }
    }
}

/// A weighted mean of notes with what each part gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// Sum of the points; known also when too little data is there to show it.
    pub known: Option<Note>,
    /// Lowest note among the parts.
    pub minimum: Option<Note>,
    /// Weighted share of the data that is there.
    pub coverage: Coverage,
    /// Whether any part has weight: where none has, nothing is asked now.
    pub asks: bool,
    /// For each part: the note it counts with and the points it gives, in ten-thousandths.
    pub points: Vec<Option<(Note, i32)>>,
}

impl Aggregate {
    /// The note, where there is enough data for one.
    pub fn note(&self) -> Option<Note> {
        self.known.filter(|_| self.coverage.is_scored())
    }

    /// What this is as a part of something larger.
    pub fn as_part(&self) -> PartNote {
        match self.known {
            None => PartNote::Unknown,
            Some(note) if self.coverage.is_scored() => PartNote::Scored(note),
            Some(note) => PartNote::Stale(note),
        }
    }
}

/// The weighted mean of notes, as the town computes it at every level.
///
/// A part that fell silent counts with the worse of its last note and the mean
/// of the others *at their last known notes*; a part never known only lowers
/// coverage. So no silence, of one or of many, ever raises the mean
/// (`docs/decisions/0003-silent-parts.md`).
///
/// Each part's points are rounded to a ten-thousandth and the note is their
/// sum, so that the digits shown add up to the digits shown.
///
/// ```
/// use model::score::{Coverage, Note, Part, PartNote, aggregate_notes};
/// let part = |weight_milli, note| Part { weight_milli, note, coverage: Coverage::FULL };
/// let scored = |n| PartNote::Scored(Note::from_ten_thousandths(n));
/// // domain vector: 66.667, 100 and 91.837 with weights .4 .3 .3 give 84.218
/// let all = aggregate_notes(&[part(400, scored(66_667)), part(300, scored(100_000)), part(300, scored(91_837))]);
/// assert_eq!(all.known, Some(Note::from_ten_thousandths(84_218)));
/// // third never known: 80.952, coverage 70 %, partial
/// let two = aggregate_notes(&[part(400, scored(66_667)), part(300, scored(100_000)), part(300, PartNote::Unknown)]);
/// assert_eq!(two.known, Some(Note::from_ten_thousandths(80_952)));
/// assert_eq!(two.coverage, Coverage::of(0.7));
/// ```
pub fn aggregate_notes(parts: &[Part]) -> Aggregate {
    let mut weighted = 0i64;
    let mut weights = 0i64;
    let mut all_weights = 0i64;
    let mut covered = 0.0;
    for part in parts {
        let weight = i64::from(part.weight_milli);
        all_weights += weight;
        if let Some(note) = part.note.known() {
            weighted += weight * i64::from(note.ten_thousandths());
            weights += weight;
        }
        if matches!(part.note, PartNote::Scored(_)) {
            covered += f64::from(part.weight_milli) * part.coverage.share();
        }
    }
    let points: Vec<_> = parts
        .iter()
        .map(|part| {
            let counted = counted_note(*part, weighted, weights)?;
            let weight = i64::from(part.weight_milli);
            let share = round_div(weight * i64::from(counted.ten_thousandths()), weights);
            Some((counted, i32::try_from(share).unwrap_or(0)))
        })
        .collect();
    let sum = points
        .iter()
        .flatten()
        .map(|(_, points)| points)
        .sum::<i32>();
    let known = (weights > 0).then(|| Note::from_ten_thousandths(sum));
    let minimum = points.iter().flatten().map(|(note, _)| *note).min();
    #[expect(clippy::as_conversions, reason = "weights are far below 2^53")]
    let all = all_weights as f64;
    let coverage = if all > 0.0 {
        Coverage::of(covered / all)
    } else {
        Coverage::default()
    };
    Aggregate {
        known,
        minimum,
        coverage,
        asks: all_weights > 0,
        points,
    }
}

fn counted_note(part: Part, weighted: i64, weights: i64) -> Option<Note> {
    match part.note {
        PartNote::Unknown => None,
        PartNote::Scored(note) => Some(note),
        PartNote::Stale(last) => {
            let weight = i64::from(part.weight_milli);
            let others = weights - weight;
            let rest = weighted - weight * i64::from(last.ten_thousandths());
            // Rounded down: doubt never favours the silent part.
            let mean = if others > 0 {
                rest / others
            } else {
                i64::from(last.ten_thousandths())
            };
            Some(last.min(Note::from_ten_thousandths(i32::try_from(mean).unwrap_or(0))))
        }
    }
}

/// Division of non-negative integers to the nearest, halves up.
pub(super) const fn round_div(a: i64, b: i64) -> i64 {
    if b == 0 { 0 } else { (2 * a + b) / (2 * b) }
}

/// Weighted geometric mean of notes, with a floor of 0.1 so that one zero does not erase the rest.
///
/// For towns that want a failing part to show (domain §3.2, option).
///
/// ```
/// use model::score::{Note, geometric_mean};
/// let notes = [(0.4, 66_667), (0.3, 100_000), (0.3, 91_837)];
/// let mean = geometric_mean(notes.map(|(w, n)| (w, Note::from_ten_thousandths(n))));
/// assert_eq!(mean, Some(Note::from_ten_thousandths(82_884)));
/// ```
pub fn geometric_mean(notes: impl IntoIterator<Item = (f64, Note)>) -> Option<Note> {
    let (mut logs, mut weights) = (0.0, 0.0);
    for (weight, note) in notes {
        logs += weight * note.value().max(0.1).ln();
        weights += weight;
    }
    (weights > 0.0).then(|| Note::from_share((logs / weights).exp() / 10.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    prop_compose! {
        fn part()(w in 1u32..2000, n in 0i32..=100_000, kind in 0u8..6, c in 5_000u16..=10_000) -> Part {
            let note = Note::from_ten_thousandths(n);
            Part {
                weight_milli: w,
                note: match kind { 0 => PartNote::Unknown, 1 => PartNote::Stale(note), _ => PartNote::Scored(note) },
                coverage: Coverage::of(f64::from(c) / 10_000.0),
            }
        }
    }

    proptest! {
        #[test]
        fn points_add_up_to_the_digit(parts in prop::collection::vec(part(), 0..12)) {
            let sum = aggregate_notes(&parts);
            let points: i32 = sum.points.iter().flatten().map(|(_, p)| p).sum();
            prop_assert_eq!(sum.known.map(Note::ten_thousandths).unwrap_or(0), points.min(100_000));
        }

        #[test]
        fn no_silence_of_any_subset_raises_the_mean(
            parts in prop::collection::vec(part(), 1..12),
            killed in any::<u16>(),
        ) {
            let before = aggregate_notes(&parts);
            let mut after = parts.clone();
            for (i, p) in after.iter_mut().enumerate() {
                if let (PartNote::Scored(note), true) = (p.note, killed >> i & 1 == 1) {
                    p.note = PartNote::Stale(note);
                }
            }
            let after = aggregate_notes(&after);
            // One ten-thousandth per part may come from rounding points.
            let slack = i32::try_from(parts.len()).expect("small");
            let (b, a) = (before.known.unwrap_or_default(), after.known.unwrap_or_default());
            prop_assert!(a.minus(b) <= slack, "{b:?} -> {a:?}");
            prop_assert!(after.coverage <= before.coverage);
        }
    }

    #[test]
    fn unplugging_the_worst_part_does_not_help() {
        let part = |note| Part {
            weight_milli: 1000,
            note,
            coverage: Coverage::FULL,
        };
        let note = Note::from_ten_thousandths;
        let before = aggregate_notes(&[
            part(PartNote::Stale(note(90_000))),
            part(PartNote::Scored(Note::TEN)),
            part(PartNote::Scored(note(20_000))),
        ]);
        let after = aggregate_notes(&[
            part(PartNote::Stale(note(90_000))),
            part(PartNote::Scored(Note::TEN)),
            part(PartNote::Stale(note(20_000))),
        ]);
        assert_eq!(before.known, Some(note(60_000)));
        assert_eq!(after.known, before.known);
        assert!(after.note().is_none(), "two of three are silent");
    }

    #[test]
    fn an_unbalanced_town_shows_its_minimum() {
        // domain vector TV-SCORE: 95/95/20 with weights .4 .3 .3
        let given = [(400, 95_000), (300, 95_000), (300, 20_000)];
        let parts = given.map(|(weight_milli, n)| Part {
            weight_milli,
            note: PartNote::Scored(Note::from_ten_thousandths(n)),
            coverage: Coverage::FULL,
        });
        let sum = aggregate_notes(&parts);
        assert_eq!(sum.known, Some(Note::from_ten_thousandths(72_500)));
        let geometric = geometric_mean(
            given.map(|(w, n)| (f64::from(w) / 1000.0, Note::from_ten_thousandths(n))),
        );
        assert_eq!(geometric, Some(Note::from_ten_thousandths(59_527)));
        assert_eq!(sum.minimum, Some(Note::from_ten_thousandths(20_000)));
    }
}
