//! Views that answer with samples, and the pages served over them.

use std::sync::Arc;

use app::app::App;
use app::shell::{Assets, ThemeChoice, shell};
use app::view::{
    Address, AlertView, AlertsView, Audience, AudienceView, ChangeView, CityView, CompareView,
    EetView, ExplanationView, Frame, MethodView, PlaceView, ReceptionView, SharedViews, SlideView,
    ThemeView, ViewError, Views, WelcomeView,
};
use axum::Router;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes as _, generate_route_list};

use crate::{alerts, audiences, eet, explained, samples};

type Answer<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<T, ViewError>> + Send + 'a>>;

/// What the pages are told; each may be replaced by a test.
#[derive(Clone)]
pub struct Town {
    pub city: CityView,
    pub place: PlaceView,
}

impl Default for Town {
    fn default() -> Self {
        Self {
            city: samples::city(),
            place: samples::place(),
        }
    }
}

impl Views for Town {
    fn frame(&self) -> Answer<'_, Frame> {
        Box::pin(async { Ok(self.city.frame.clone()) })
    }

    fn city<'a>(&'a self, asked: &'a Address) -> Answer<'a, CityView> {
        let mut view = self.city.clone();
        if let Some(day) = asked.day() {
            view.frame.day = day;
            view.frame.past = true;
        }
        Box::pin(async { Ok(view) })
    }

    fn theme<'a>(&'a self, theme: &'a str, _: &'a Address) -> Answer<'a, ThemeView> {
        let (known, empty) = (theme == "energie", self.city.empty);
        Box::pin(async move {
            match known {
                _ if empty => Err(ViewError::Undeclared),
                true => Ok(samples::theme()),
                false => Err(ViewError::NotFound),
            }
        })
    }

    fn audience<'a>(&'a self, audience: Audience, asked: &'a Address) -> Answer<'a, AudienceView> {
        Box::pin(async move { Ok(audiences::audience(audience, asked)) })
    }

    fn slide<'a>(&'a self, number: usize, _: &'a Address) -> Answer<'a, SlideView> {
        Box::pin(async move { audiences::slide(number).ok_or(ViewError::NotFound) })
    }

    fn place<'a>(&'a self, code: &'a str, _: &'a Address) -> Answer<'a, PlaceView> {
        Box::pin(async move {
            match code {
                "nulle-part" => Err(ViewError::NotFound),
                "panne" => Err(ViewError::Unavailable),
                _ => Ok(self.place.clone()),
            }
        })
    }

    fn place_data<'a>(&'a self, _: &'a str, _: &'a Address) -> Answer<'a, String> {
        Box::pin(async { Err(ViewError::NotFound) })
    }

    fn compare<'a>(&'a self, _: &'a str, _: &'a Address) -> Answer<'a, CompareView> {
        Box::pin(async { Ok(samples::compare()) })
    }

    fn method<'a>(&'a self, _: &'a str, _: &'a Address) -> Answer<'a, MethodView> {
        Box::pin(async { Ok(samples::method()) })
    }

    fn explanation<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: &'a Address,
    ) -> Answer<'a, ExplanationView> {
        Box::pin(async { Ok(explained::explanation()) })
    }

    fn change<'a>(
        &'a self,
        _: &'a str,
        _: Option<&'a str>,
        _: &'a Address,
    ) -> Answer<'a, ChangeView> {
        Box::pin(async { Ok(explained::change()) })
    }

    fn reception<'a>(&'a self, _: &'a str, _: &'a Address) -> Answer<'a, ReceptionView> {
        Box::pin(async { Err(ViewError::NotFound) })
    }

    fn welcome<'a>(&'a self, _: &'a Address) -> Answer<'a, WelcomeView> {
        Box::pin(async { Ok(samples::welcome()) })
    }

    fn alerts<'a>(&'a self, _: &'a Address) -> Answer<'a, AlertsView> {
        Box::pin(async { Ok(alerts::alerts()) })
    }

    fn alert<'a>(&'a self, id: &'a str, _: &'a Address) -> Answer<'a, AlertView> {
        Box::pin(async move {
            let found = alerts::alerts()
                .cards
                .into_iter()
                .find(|c| c.id.to_string() == id);
            found.map(alerts::alert).ok_or(ViewError::NotFound)
        })
    }

    fn eet<'a>(&'a self, asked: &'a Address) -> Answer<'a, EetView> {
        Box::pin(async { Ok(eet::eet(asked.word("site"))) })
    }

    fn eet_declaration(&self, _: i16) -> Answer<'_, String> {
        Box::pin(async { Err(ViewError::NotFound) })
    }
}

/// The pages over a town.
pub fn pages(town: Town, assets: &Assets) -> Router {
    let views: SharedViews = Arc::new(town);
    let assets = assets.clone();
    let options = LeptosOptions::builder().output_name("belvedere").build();
    let context = move || {
        provide_context(views.clone());
        provide_context(assets.clone());
        provide_context(ThemeChoice::Auto);
    };
    Router::new()
        .leptos_routes_with_context(&options, generate_route_list(App), context.clone(), shell)
        .fallback(leptos_axum::render_app_async_with_context(context, shell))
        .with_state(options)
}
