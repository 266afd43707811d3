use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use model::time::{At, Day, Zone};

use super::frame::Frame;
use super::month::Month;

/// The months of a zone, each cut into days once.
#[derive(Debug)]
pub(crate) struct Calendar {
    zone: Zone,
    frames: RwLock<HashMap<Month, Arc<Frame>>>,
}

impl Calendar {
    /// The calendar of a zone.
    pub(crate) fn new(zone: Zone) -> Self {
        Self {
            zone,
            frames: RwLock::default(),
        }
    }

    /// The zone.
    pub(crate) const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The month an instant is in.
    pub(crate) fn month_of(&self, at: At) -> Month {
        Month::of(self.zone.civil(at).date())
    }

    /// The month a day is in.
    pub(crate) fn month_of_day(day: Day) -> Month {
        Month::of(day.date())
    }

    /// The days of a month.
    pub(crate) fn frame(&self, month: Month) -> Arc<Frame> {
        let known = self
            .frames
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&month)
            .cloned();
        known.unwrap_or_else(|| {
            let frame = Arc::new(Frame::new(month, &self.zone));
            self.frames
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(month, Arc::clone(&frame));
            frame
        })
    }
}
