//! Codes, places and their tree, series, and the theme packs that give them meaning.

mod cadence;
mod code;
mod entered;
mod fact;
mod frame;
mod opening_calendar;
mod opening_hours;
mod place;
mod place_tree;
mod reception_measure;
mod series;
mod service;
mod theme;

pub use cadence::Cadence;
pub use code::{
    CodeError, IndicatorCode, PlaceCode, QuantityCode, SeriesCode, ServiceCode, ThemeCode,
    TicketCode,
};
pub use entered::Entered;
pub use fact::{Fact, FactBody, FactSubject};
pub use frame::{Commitment, Frame};
pub use opening_calendar::OpeningCalendar;
pub use opening_hours::{DayType, OpenRange, OpeningException, OpeningHours};
pub use place::{Attribute, Place};
pub use place_tree::{PlaceId, PlaceTree, PlaceTreeError};
pub use reception_measure::ReceptionMeasure;
pub use series::{Series, SeriesId, SeriesKind, SeriesRole};
pub use service::Service;
pub use theme::{
    Climate, Denominator, Derived, DerivedHow, Indicator, Numerator, PlaceKind, Quantity, Silence,
    ThemeError, ThemePack, Weather, Window,
};
