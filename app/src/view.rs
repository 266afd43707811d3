//! What each page shows, worked out by the server and rendered on both sides.

mod city_view;
mod explanation_view;
mod frame;
mod method_view;
mod place_view;
mod theme_view;
#[cfg(feature = "ssr")]
mod views;

pub use city_view::{CityView, LevelCounts, MapView, Moved, ThemeCard};
pub use explanation_view::ExplanationView;
pub use frame::{Frame, LiveStart, NavTheme};
pub use method_view::{MethodTarget, MethodView};
pub use place_view::{Crumb, Fluid, PartLine, PlaceView, ReadingLine};
pub use theme_view::{ObjectiveLine, ThemeView, UseRanking};
#[cfg(feature = "ssr")]
pub use views::{SharedViews, ViewError, Views};
