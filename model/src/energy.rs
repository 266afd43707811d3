//! The regulatory arithmetic of energy: every constant comes in as a dated
//! parameter, nothing here knows a factor by heart.
//!
//! | part | what it computes |
//! |---|---|
//! | [`Parameters`] | constants with their validity and source, looked up by code and day |
//! | [`Family`], [`GasCoefficients`] | final and primary energy, CO₂, money; m³ of gas to kWh |
//! | [`DegreeDayMethod`], [`DegreeDayTotal`] | degree days by named methods that never mix |
//! | [`climate`] | three corrections for climate, by name |
//! | [`ClassGrid`] | the class estimated from measured consumption |
//! | [`eet`] | Éco Énergie Tertiaire: objectives, rating, reference year, declaration |
//! | [`LoadShape`], [`Tariff`] | what a load curve tells, what it costs |
//! | [`change_point`], [`Signature`] | how consumption answers to outdoor temperature |
//! | [`AllocationKeys`], [`calendarise`] | one meter for several places, bills turned into days |

mod allocation;
mod calendarise;
mod change_point;
mod class_grid;
pub mod climate;
mod day_temperatures;
mod degree_day_method;
mod degree_day_total;
pub mod eet;
mod factor;
mod gas_coefficients;
pub(crate) mod iso_day;
mod load_shape;
mod parameter;
mod parameters;
mod signature;
mod tariff;

pub use allocation::{AllocationFault, AllocationKey, AllocationKeys};
pub use calendarise::{Bill, BillDay, BillFault, calendarise, check_contiguous, merge_estimated};
pub use change_point::{ChangePointOptions, Observation, change_point};
pub use class_grid::{ClassGrid, EnergyClass, Scale, UnknownClassUse};
pub use day_temperatures::DayTemperatures;
pub use degree_day_method::{DegreeDayKind, DegreeDayMethod};
pub use degree_day_total::{DegreeDayMismatch, DegreeDayTotal};
pub use factor::Family;
pub use gas_coefficients::{GasCoefficient, GasCoefficientFault, GasCoefficients};
pub use load_shape::{LoadSample, LoadShape, expected_steps};
pub use parameter::{Parameter, Tag};
pub use parameters::{MissingParameter, ParameterFault, Parameters};
pub use signature::{Signature, Slope};
pub use tariff::{Post, Slot, Tariff, TariffFault};
