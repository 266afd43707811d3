use std::sync::Arc;

use futures::future::BoxFuture;

use super::{
    Address, AlertView, AlertsView, Audience, AudienceView, ChangeView, CityView, CompareView,
    EetView, ExplanationView, Frame, MethodView, PlaceView, ReceptionView, SlideView, ThemeView,
    WelcomeView,
};

/// Why a page cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ViewError {
    /// There is nothing under that code: 404.
    #[error("not found")]
    NotFound,
    /// No place is declared yet: whatever is asked, say how to begin.
    #[error("nothing is declared yet")]
    Undeclared,
    /// The store did not answer: try again.
    #[error("unavailable")]
    Unavailable,
}

type Answer<'a, T> = BoxFuture<'a, Result<T, ViewError>>;

/// What the pages ask of the server. `asked` holds the day of `?au=` and the
/// other words of the address.
pub trait Views: Send + Sync + 'static {
    /// What surrounds a page that has nothing else to ask: an error, the accessibility page.
    fn frame(&self) -> Answer<'_, Frame>;
    /// `/`.
    fn city<'a>(&'a self, asked: &'a Address) -> Answer<'a, CityView>;
    /// `/vue/{audience}`, with the part of `?choix=`.
    fn audience<'a>(&'a self, audience: Audience, asked: &'a Address) -> Answer<'a, AudienceView>;
    /// `/presentation/{number}`, the first slide having number 1.
    fn slide<'a>(&'a self, number: usize, asked: &'a Address) -> Answer<'a, SlideView>;
    /// `/theme/{theme}`.
    fn theme<'a>(&'a self, theme: &'a str, asked: &'a Address) -> Answer<'a, ThemeView>;
    /// `/lieu/{code}`; the headline and the trajectory are those of `?theme=`.
    fn place<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, PlaceView>;
    /// `/lieu/{code}/donnees.csv`: all fluids of a site or meter on one axis, by
    /// `?periode=` (or `du` and `jusque`) and `?pas=`.
    fn place_data<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, String>;
    /// `/lieu/{code}/comparer`.
    fn compare<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, CompareView>;
    /// `/methode/{indicator}`.
    fn method<'a>(&'a self, indicator: &'a str, asked: &'a Address) -> Answer<'a, MethodView>;
    /// `/lieu/{code}/calcul[/{theme}]`.
    fn explanation<'a>(
        &'a self,
        code: &'a str,
        theme: Option<&'a str>,
        asked: &'a Address,
    ) -> Answer<'a, ExplanationView>;
    /// `/lieu/{code}/pourquoi[/{theme}]`, since `?depuis=`.
    fn change<'a>(
        &'a self,
        code: &'a str,
        theme: Option<&'a str>,
        asked: &'a Address,
    ) -> Answer<'a, ChangeView>;
    /// `/lieu/{code}/accueil`.
    fn reception<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, ReceptionView>;
    /// `/accueil`, for the service of `?demarche=`, with the usual day of `?lieu=`.
    fn welcome<'a>(&'a self, asked: &'a Address) -> Answer<'a, WelcomeView>;
    /// `/alertes`, by `?etat=`, `?cause=` and `?lieu=`.
    fn alerts<'a>(&'a self, asked: &'a Address) -> Answer<'a, AlertsView>;
    /// `/alertes/{id}`.
    fn alert<'a>(&'a self, id: &'a str, asked: &'a Address) -> Answer<'a, AlertView>;
    /// `/energie/eco-energie-tertiaire`, with one site of `?site=` in detail.
    fn eet<'a>(&'a self, asked: &'a Address) -> Answer<'a, EetView>;
    /// The declaration of a calendar year as CSV.
    fn eet_declaration(&self, year: i16) -> Answer<'_, String>;
}

/// The views, as handed to the pages by context.
pub type SharedViews = Arc<dyn Views>;
