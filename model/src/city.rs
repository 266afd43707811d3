//! Codes, places and their tree, series, and the theme packs that give them meaning.

mod code;
mod fact;
mod opening_calendar;
mod opening_hours;
mod place;
mod place_tree;
mod series;
mod theme;

pub use code::{
    CodeError, IndicatorCode, PlaceCode, QuantityCode, SeriesCode, ServiceCode, ThemeCode,
    TicketCode,
};
pub use fact::{Fact, FactBody, FactSubject};
pub use opening_calendar::OpeningCalendar;
pub use opening_hours::{DayType, OpenRange, OpeningException, OpeningHours};
pub use place::{Attribute, Place};
pub use place_tree::{PlaceId, PlaceTree, PlaceTreeError};
pub use series::{Series, SeriesId, SeriesKind, SeriesRole};
pub use theme::{
    Climate, Denominator, Derived, DerivedHow, Indicator, Numerator, PlaceKind, Quantity, Service,
    Silence, ThemeError, ThemePack, Weather, Window,
};
