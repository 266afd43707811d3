//! Files into a real database, as `belvedere import` does it.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod bills;
mod cambridge;
mod desk;
mod estate;
mod facts;
mod objectives;
mod places_and_series;
mod portfolios;
mod quarantine;
mod readings;
mod real_data;
mod reception;
mod suppliers;
mod surveys;
