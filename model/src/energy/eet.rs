//! Éco Énergie Tertiaire (« décret tertiaire »): objectives, rating, reference
//! year, mutualisation, declaration. It mirrors what the State's platform
//! computes; what that platform says prevails.
//!
//! | part | what it computes |
//! |---|---|
//! | [`EetParameters`] | all constants of the scheme, as they are on one day |
//! | [`Activity`], [`Intensity`] | the absolute value of a site: zone, altitude, sub-categories, use |
//! | [`EetObjective`] | relative and absolute objective of a decade, and which one binds |
//! | [`Leaf`] | the rating against the line, with its band |
//! | [`reference_candidates`] | admissible reference years and what each would ask |
//! | [`mutualise`] | surpluses of some sites for what others lack |
//! | [`DeclarationRow`], [`missing_months`] | the yearly declaration and what it still lacks |

mod activity;
mod category;
mod cvc;
mod declaration;
mod eet_parameters;
mod intensity;
mod leaf;
mod mutualisation;
mod objective;
mod reference_year;
mod sample_size;

pub use activity::{AbsoluteFault, Activity, absolute};
pub use category::{EetCategory, Standard};
pub use cvc::EetCvc;
pub use declaration::{DeclarationRow, deadline, missing_months};
pub use eet_parameters::{Decade, EetParameters};
pub use intensity::{Intensity, modulated_relative, modulated_use};
pub use leaf::{Leaf, TrendLine};
pub use mutualisation::{Mutualised, SiteBalance, mutualise};
pub use objective::{Bound, EetObjective};
pub use reference_year::{MonthEnergy, ReferenceCandidate, reference_candidates};
pub use sample_size::sample_size;
