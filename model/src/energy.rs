//! The regulatory arithmetic of energy: every constant comes in as a dated
//! parameter, nothing here knows a factor by heart.
//!
//! | part | what it computes |
//! |---|---|
//! | [`Parameters`] | constants with their validity and source, looked up by code and day |
//! | [`Family`], [`GasCoefficients`] | final and primary energy, CO₂, money; m³ of gas to kWh |
//! | [`DegreeDayMethod`], [`DegreeDayTotal`] | degree days by named methods that never mix |
//! | [`climate`] | three corrections for climate, by name |
//! | [`ClassGrid`], [`class_use`] | the class estimated from measured consumption |
//! | [`eet`] | Éco Énergie Tertiaire: objectives, rating, reference year, declaration |
//! | [`LoadShape`], [`Tariff`] | what a load curve tells, what it costs |
//! | [`change_point`], [`Signature`] | how consumption answers to outdoor temperature |
//! | [`Savings`], [`FitMetrics`], [`measured_effect`] | energy avoided since works, and how far that is sure |
//! | [`AllocationKeys`], [`MeterBalance`], [`calendarise`] | one meter for several places, what its sub-meters tell, bills turned into days |

mod allocation;
mod autocorrelation;
mod calendarise;
mod change_point;
mod class_grid;
mod class_use;
pub mod climate;
mod day_temperatures;
mod degree_day_method;
mod degree_day_total;
pub mod eet;
mod factor;
mod fit_metrics;
mod fractional_uncertainty;
mod gas_coefficients;
pub(crate) mod iso_day;
mod load_shape;
mod measured_effect;
mod meter_balance;
mod parameter;
mod parameters;
mod portfolio_uncertainty;
mod savings;
mod savings_grade;
mod signature;
mod student_t;
mod student_t_probability;
mod tariff;

pub use allocation::{AllocationFault, AllocationKey, AllocationKeys};
pub use calendarise::{Bill, BillDay, BillFault, calendarise, check_contiguous, merge_estimated};
pub use change_point::{ChangePointOptions, Observation, change_point};
pub use class_grid::{ClassGrid, EnergyClass, Scale, UnknownClassUse};
pub use class_use::class_use;
pub use day_temperatures::DayTemperatures;
pub use degree_day_method::{DegreeDayKind, DegreeDayMethod};
pub use degree_day_total::{DegreeDayMismatch, DegreeDayTotal};
pub use factor::Family;
pub use fit_metrics::FitMetrics;
pub use fractional_uncertainty::{Correlation, Reporting, fractional_uncertainty};
pub use gas_coefficients::{GasCoefficient, GasCoefficientFault, GasCoefficients};
pub use load_shape::{LoadSample, LoadShape, expected_steps};
pub use measured_effect::{EffectDay, Unmeasured, measured_effect};
pub use meter_balance::MeterBalance;
pub use parameter::{Parameter, Tag};
pub use parameters::{MissingParameter, ParameterFault, Parameters};
pub use portfolio_uncertainty::portfolio_uncertainty;
pub use savings::Savings;
pub use savings_grade::SavingsGrade;
pub use signature::{Signature, Slope};
pub use student_t::student_t;
pub use student_t_probability::student_t_probability;
pub use tariff::{Post, Slot, Tariff, TariffFault};
