use super::Town;
use crate::city::PlaceId;
use crate::score::Cause;

/// What a contribution is about: no text, for a metropolis has hundreds of thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct About {
    pub place: PlaceId,
    pub theme: Option<usize>,
    /// Position among the indicators of the theme.
    pub indicator: Option<usize>,
    pub cause: Cause,
}

/// Contributions to a note in ten-thousandths of a point, those about the same added up
/// in the order in which they were found.
///
/// Each has its position: hashing or sorting them takes longer than finding them.
pub(super) struct Contributions {
    /// What the lines of a place are about: nothing more, a theme, its indicators.
    heads: Vec<(Option<usize>, Option<usize>)>,
    /// By theme: its first line.
    first_of: Vec<usize>,
    /// By place; no lines where nothing was found.
    by_place: Vec<(PlaceId, Vec<Line>)>,
}

/// By cause, in the order of [`Cause::ALL`].
type Line = [f64; Cause::ALL.len()];

impl Contributions {
    pub fn new(town: &Town) -> Self {
        let mut heads = vec![(None, None)];
        let mut first_of = Vec::new();
        for (index, theme) in town.themes().iter().enumerate() {
            first_of.push(heads.len());
            heads.push((Some(index), None));
            heads.extend((0..theme.indicator.len()).map(|at| (Some(index), Some(at))));
        }
        Self {
            heads,
            first_of,
            by_place: town.tree().ids().map(|id| (id, Vec::new())).collect(),
        }
    }

    pub fn add(&mut self, about: About, points: f64) {
        let line = match about.theme {
            None => Some(0),
            Some(theme) => {
                let first = self.first_of.get(theme);
                first.map(|first| first + about.indicator.map_or(0, |at| at + 1))
            }
        };
        let place = self.by_place.get_mut(about.place.index());
        let (Some(line), Some((_, lines))) = (line, place) else {
            return;
        };
        if lines.is_empty() {
            lines.resize(self.heads.len(), Line::default());
        }
        let causes = lines.get_mut(line);
        if let Some(sum) = causes.and_then(|causes| causes.get_mut(about.cause.position())) {
            *sum += points;
        }
    }

    /// What was found, by place, theme, indicator and cause.
    pub fn into_told(self) -> Vec<(About, f64)> {
        let mut told = Vec::new();
        for (place, lines) in self.by_place {
            for (&(theme, indicator), causes) in self.heads.iter().zip(lines) {
                for (cause, points) in Cause::ALL.into_iter().zip(causes) {
                    if points != 0.0 {
                        let about = About {
                            place,
                            theme,
                            indicator,
                            cause,
                        };
                        told.push((about, points));
                    }
                }
            }
        }
        told
    }
}
