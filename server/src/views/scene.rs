use std::borrow::Cow;

use model::city::{Place, PlaceId};
use model::engine::{Moment, Picture, PlaceStanding, Standing, Town};
use model::time::{At, Day};
use model::watch::Alert;

use crate::state::Snapshot;

/// The town on the day a page speaks of.
pub(super) struct Scene<'a> {
    snapshot: &'a Snapshot,
    now: Cow<'a, Picture>,
    before: Cow<'a, Picture>,
    morning: Cow<'a, Picture>,
    /// The day the page speaks of.
    pub day: Day,
    /// Asked for with `?au=`.
    pub past: bool,
    /// It is the past as it was known, not rebuilt from what is known now.
    pub remembered: bool,
    pub demo: bool,
    /// Run of the server and number of the last published change.
    pub live: (String, u64),
    /// The town's clock.
    pub clock: At,
    /// The city.
    pub root: PlaceId,
}

impl<'a> Scene<'a> {
    /// `None` when there is no city yet.
    pub fn new(
        snapshot: &'a Snapshot,
        day: Option<Day>,
        demo: bool,
        live: (String, u64),
        clock: At,
    ) -> Option<Self> {
        let root = snapshot.town.tree().root()?;
        let today = snapshot.now.moment().day;
        // Today asked by its date is today; a day to come cannot be known.
        let past = day.filter(|asked| *asked < today);
        let of_snapshot = || {
            (
                Cow::Borrowed(&snapshot.now),
                Cow::Borrowed(&snapshot.month_before),
                Cow::Borrowed(&snapshot.morning),
            )
        };
        let (now, before, morning) = match past {
            None => of_snapshot(),
            Some(day) => {
                let after = Moment::start_of(day.plus(1), snapshot.town.zone());
                if snapshot.is_end_of(day) {
                    of_snapshot()
                } else {
                    let (now, before) = snapshot.pictures_at(after);
                    let morning = snapshot.morning_of(day);
                    (Cow::Owned(now), Cow::Owned(before), Cow::Owned(morning))
                }
            }
        };
        let past_day = past.is_some();
        let day = past.unwrap_or(today);
        // A page of the past is the same whenever it is asked for.
        let (live, clock) = match past_day {
            true => (
                (String::new(), 0),
                snapshot.town.zone().start_of_day(day.plus(1)),
            ),
            false => (live, clock),
        };
        Some(Self {
            snapshot,
            now,
            before,
            morning,
            day,
            past: past_day,
            remembered: false,
            demo,
            live,
            clock,
            root,
        })
    }

    pub fn snapshot(&self) -> &Snapshot {
        self.snapshot
    }

    pub fn town(&self) -> &Town {
        &self.snapshot.town
    }

    /// What the watch found, oldest first.
    pub fn alerts(&self) -> &[Alert] {
        &self.snapshot.alerts
    }

    pub fn now(&self) -> &Picture {
        &self.now
    }

    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.town().tree().place(id)
    }

    pub fn name(&self, id: PlaceId) -> &str {
        self.place(id).map_or("", |place| place.name.as_str())
    }

    pub fn standing(&self, id: PlaceId) -> Option<PlaceStanding> {
        let mut standing = self
            .snapshot
            .standing_in(&self.now, &self.before, &self.morning, id)?;
        if self.past {
            standing.latest_at = None;
        }
        Some(standing)
    }

    /// How a place stands on one theme.
    pub fn standing_on(&self, id: PlaceId, theme: &str) -> Option<Standing> {
        self.standing(id)?
            .themes
            .into_iter()
            .find(|t| t.theme.as_str() == theme)
            .map(|t| t.standing)
    }

    /// The notes as the day of the page began.
    pub fn morning(&self) -> &Picture {
        &self.morning
    }

    /// The notes thirty days before.
    pub fn before(&self) -> &Picture {
        &self.before
    }

    /// Places of a kind, in the order of the tree.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = PlaceId> {
        let tree = self.town().tree();
        tree.ids()
            .filter(move |&id| tree.place(id).is_some_and(|p| p.kind == kind))
    }
}
