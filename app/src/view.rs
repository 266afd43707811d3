//! What each page shows, worked out by the server. Only what stands around a
//! page, and the page as HTML, travels to the browser.

#[cfg(feature = "ssr")]
mod address;
#[cfg(feature = "ssr")]
mod alert_card;
#[cfg(feature = "ssr")]
mod alerts_view;
mod audience;
#[cfg(feature = "ssr")]
mod audience_view;
#[cfg(feature = "ssr")]
mod change_view;
#[cfg(feature = "ssr")]
mod city_view;
#[cfg(feature = "ssr")]
mod compare_view;
#[cfg(feature = "ssr")]
mod comparison_view;
#[cfg(feature = "ssr")]
mod eet_view;
#[cfg(feature = "ssr")]
mod effect_view;
#[cfg(feature = "ssr")]
mod explanation_view;
mod frame;
mod here;
#[cfg(feature = "ssr")]
mod method_view;
mod page_view;
#[cfg(feature = "ssr")]
mod place_view;
#[cfg(feature = "ssr")]
mod reception_view;
#[cfg(feature = "ssr")]
mod slide_view;
#[cfg(feature = "ssr")]
mod theme_view;
#[cfg(feature = "ssr")]
mod views;
#[cfg(feature = "ssr")]
mod welcome_view;

#[cfg(feature = "ssr")]
pub use address::{Address, BadDay};
#[cfg(feature = "ssr")]
pub use alert_card::AlertCard;
#[cfg(feature = "ssr")]
pub use alerts_view::{AlertView, AlertsView};
pub use audience::Audience;
#[cfg(feature = "ssr")]
pub use audience_view::{AudienceLine, AudienceSection, AudienceView, AudienceWay};
#[cfg(feature = "ssr")]
pub use change_view::{ChangeFigures, ChangePart, ChangeView};
#[cfg(feature = "ssr")]
pub use city_view::{CityView, LevelCounts, MapLine, MapView, Moved, ThemeCard};
#[cfg(feature = "ssr")]
pub use compare_view::CompareView;
#[cfg(feature = "ssr")]
pub use comparison_view::{Choice, ComparisonView};
#[cfg(feature = "ssr")]
pub use eet_view::{EetDeadline, EetFact, EetLine, EetMutual, EetReference, EetSite, EetView};
#[cfg(feature = "ssr")]
pub use effect_view::{EffectFigures, EffectView};
#[cfg(feature = "ssr")]
pub use explanation_view::ExplanationView;
pub use frame::{Frame, LiveStart, NavTheme};
pub use here::Here;
#[cfg(feature = "ssr")]
pub use method_view::{MethodAmendment, MethodNews, MethodTarget, MethodView, ParameterLine};
pub use page_view::{PageView, Watched};
#[cfg(feature = "ssr")]
pub use place_view::{
    CorrectionLine, Crumb, EventLine, FigureLine, Fluid, PartLine, PlaceView, ReadingLine,
    SubMeterLine, SubMeters,
};
#[cfg(feature = "ssr")]
pub use reception_view::{CommitmentLine, FrameView, ReceptionPart, ReceptionView};
#[cfg(feature = "ssr")]
pub use slide_view::{SlideProof, SlideView};
#[cfg(feature = "ssr")]
pub use theme_view::{ObjectiveLine, ThemeView, UseRanking};
#[cfg(feature = "ssr")]
pub use views::{SharedViews, ViewError, Views};
#[cfg(feature = "ssr")]
pub use welcome_view::{
    PromiseView, UsualView, WelcomeBest, WelcomeLine, WelcomeView, WelcomeWait,
};
