//! Files into a real database, as `belvedere import` does it.

mod cambridge;
mod desk;
mod objectives;
mod places_and_series;
mod quarantine;
mod readings;
