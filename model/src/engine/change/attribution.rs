use std::collections::HashMap;
use std::ops::Range;

use crate::city::{DayType, OpeningCalendar, PlaceId};
use crate::engine::climate::ClimateFrame;
use crate::engine::picture::Picture;
use crate::engine::{Counted, IndicatorValue, JudgedPlan, SeriesIndex, Term, Town};
use crate::score::Cause;
use crate::time::Day;

/// Tells what moved the amounts behind the value of an indicator between two pictures.
pub(super) struct Attribution<'a> {
    town: &'a Town,
    then: &'a Picture,
    now: &'a Picture,
    weather: (ClimateFrame<'a>, ClimateFrame<'a>),
    /// By place: which days of both windows it was open.
    open: HashMap<PlaceId, OpenDays>,
    /// By series: what degree days and the calendar did to it, in its own unit.
    known: Vec<Option<(f64, f64)>>,
}

impl<'a> Attribution<'a> {
    pub fn between(town: &'a Town, then: &'a Picture, now: &'a Picture) -> Self {
        let frame = |picture: &Picture| ClimateFrame::new(town, picture.moment());
        Self {
            town,
            then,
            now,
            weather: (frame(then), frame(now)),
            open: HashMap::new(),
            known: vec![None; town.series().len()],
        }
    }

    /// Tells by series and cause how far it moved the value, in the indicator's unit.
    ///
    /// *Silence* is what missing days cost beyond a neutral guess (the mean of the two
    /// that [`Estimate`] holds). *Weather* is the sensitivity of now times the difference
    /// of degree days; what is brought to normal weather has none. *Calendar* is the
    /// difference in open and closed days times what such days take. The rest is what
    /// was measured. Nothing is told where nothing is added up (reception).
    pub fn of(
        &mut self,
        plan: &JudgedPlan,
        was: &IndicatorValue,
        is: &IndicatorValue,
        mut tell: impl FnMut(PlaceId, Cause, f64),
    ) {
        let to_value = match (per_thousandth(was), per_thousandth(is)) {
            (Some(then), Some(now)) => f64::midpoint(then, now),
            _ => return,
        };
        let counted = was.counted.iter().zip(&is.counted).zip(&plan.terms);
        for ((then, now), term) in counted {
            let Some(series) = self.town.series_at(term.series) else {
                continue;
            };
            let moved = thousandths(now.amount_milli) - thousandths(then.amount_milli);
            let silence = caution(self.now, now, term) - caution(self.then, then, term);
            let (weather, calendar) = if now.stale || then.stale {
                (0.0, 0.0)
            } else {
                self.outside(term.series)
            };
            let weather = if plan.is_corrected() { 0.0 } else { weather };
            let by = [
                (Cause::Silence, silence),
                (Cause::Weather, weather * term.factor * 1000.0),
                (Cause::Calendar, calendar * term.factor * 1000.0),
            ];
            let measured = moved - by.iter().map(|(_, by)| by).sum::<f64>();
            for (cause, by) in by.into_iter().chain([(Cause::Measured, measured)]) {
                tell(series.place, cause, by * to_value);
            }
        }
        self.below(plan, was, is, tell);
    }

    /// What amounts below the line did: N₁/D₁ − N₀/D₀ = ½(N₁−N₀)(1/D₀+1/D₁)
    /// − ½(N₀+N₁)(D₁−D₀)/(D₀D₁), whose second half is shared by what each series gave to D.
    fn below(
        &self,
        plan: &JudgedPlan,
        was: &IndicatorValue,
        is: &IndicatorValue,
        mut tell: impl FnMut(PlaceId, Cause, f64),
    ) {
        let (Some(then), Some(now)) = (was.denominator_milli, is.denominator_milli) else {
            return;
        };
        let above = thousandths(was.numerator_milli) + thousandths(is.numerator_milli);
        let to_value = -0.5 * above * is.factor / (thousandths(then) * thousandths(now));
        for closing in &plan.closings {
            let less = closing.less_milli(self.now.moment().day)
                - closing.less_milli(self.then.moment().day);
            tell(
                closing.place,
                Cause::Perimeter,
                -thousandths(less) * to_value,
            );
        }
        for term in &plan.under {
            if let Some(series) = self.town.series_at(term.series) {
                let more = neutral(self.now, term) - neutral(self.then, term);
                tell(series.place, Cause::Measured, more * to_value);
            }
        }
    }

    /// What degree days and the calendar did to a series, in its unit.
    fn outside(&mut self, index: SeriesIndex) -> (f64, f64) {
        if let Some(Some(known)) = self.known.get(index.0) {
            return *known;
        }
        let weather = self.weather.1.moved_since(&self.weather.0, index);
        let found = (weather.unwrap_or(0.0), self.calendar(index).unwrap_or(0.0));
        if let Some(known) = self.known.get_mut(index.0) {
            *known = Some(found);
        }
        found
    }

    fn calendar(&mut self, index: SeriesIndex) -> Option<f64> {
        let place = self.town.series_at(index)?.place;
        let track = self.town.track(index)?;
        let (then, now) = (year_of(self.then), year_of(self.now));
        let first = then.start.min(now.start);
        let open = self.open.entry(place).or_insert_with(|| {
            let calendar = OpeningCalendar::of(self.town.tree(), self.town.facts(), place);
            OpenDays::between(&calendar, &then, &now)
        });
        if open.more == [0.0, 0.0] {
            return Some(0.0);
        }
        let end = first + i32::try_from(open.days.len()).ok()?;
        // Open, then closed: what was used, on so many known days.
        let mut used = [(0.0, 0.0); 2];
        for (day, known) in track.known_days(Day::from_number(first), Day::from_number(end)) {
            let at = usize::try_from(day.number() - first).ok()?;
            let kind = usize::from(!open.days.get(at)?);
            let (sum, share) = used.get_mut(kind)?;
            *sum += known.sum;
            *share += known.share;
        }
        let kinds = used.into_iter().zip(open.more);
        let told = kinds.filter(|((_, share), _)| *share > 0.0);
        Some(told.map(|((sum, share), more)| more * sum / share).sum())
    }
}

/// The open days of a place in two windows.
struct OpenDays {
    /// From the start of the earlier window on: whether the place was open.
    days: Vec<bool>,
    /// How many more open, and closed, days the later window has.
    more: [f64; 2],
}

impl OpenDays {
    fn between(calendar: &OpeningCalendar, then: &Range<i32>, now: &Range<i32>) -> Self {
        let is_open = |day: i32| calendar.day_type(Day::from_number(day)) == DayType::Open;
        let first = then.start.min(now.start);
        let days: Vec<bool> = (first..then.end.max(now.end)).map(is_open).collect();
        let count = |window: &Range<i32>, wanted: bool| -> f64 {
            let place = |day: i32| usize::try_from(day - first).unwrap_or(0);
            let inside = days.get(place(window.start)..place(window.end));
            let found = inside.unwrap_or_default().iter().filter(|o| **o == wanted);
            f64::from(u32::try_from(found.count()).unwrap_or(0))
        };
        let more = [true, false].map(|wanted| count(now, wanted) - count(then, wanted));
        Self { days, more }
    }
}

/// The whole days of the twelve months that a picture adds up.
fn year_of(picture: &Picture) -> Range<i32> {
    let end = picture.moment().day;
    end.plus_years(-1).number()..end.number()
}

/// What missing days of a series cost beyond a neutral guess, in thousandths of the sum.
fn caution(picture: &Picture, counted: &Counted, term: &Term) -> f64 {
    thousandths(counted.amount_milli - counted.climate_milli) - neutral(picture, term)
}

/// The amount of a series with a neutral guess for its missing days, in thousandths of
/// the sum.
fn neutral(picture: &Picture, term: &Term) -> f64 {
    let estimate = picture.estimate(term.series).copied().unwrap_or_default();
    let guess = f64::midpoint(estimate.estimated_high, estimate.estimated_low);
    (estimate.measured + guess) * term.factor * 1000.0
}

/// What a thousandth above the line makes in the indicator's unit.
fn per_thousandth(value: &IndicatorValue) -> Option<f64> {
    match value.denominator_milli {
        Some(0) => None,
        Some(below) => Some(value.factor / thousandths(below)),
        None => Some(value.factor / 1000.0),
    }
}

#[expect(
    clippy::as_conversions,
    reason = "thousandths of yearly amounts stay below 2^53"
)]
const fn thousandths(amount: i64) -> f64 {
    amount as f64
}
