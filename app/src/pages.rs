//! One page a route.

mod accessibility_page;
mod asked;
mod city_page;
mod explanation_page;
mod follow;
mod loaded;
mod method_page;
mod not_found_page;
mod place_page;
mod theme_page;

pub use accessibility_page::AccessibilityPage;
pub use city_page::CityPage;
pub use explanation_page::ExplanationPage;
pub use method_page::MethodPage;
pub use not_found_page::NotFoundPage;
pub use place_page::PlacePage;
pub use theme_page::ThemePage;
