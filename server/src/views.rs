//! What the pages show, worked out from the state in memory.

mod alert_spans;
mod alert_words;
mod alerts;
mod audience;
mod change;
mod charts;
mod city;
mod compare;
mod comparing;
mod deviations;
mod eet;
mod explanation;
mod figures;
mod fluids;
mod frame;
mod indicator_news;
mod joint_csv;
mod load_figures;
mod map;
mod meter_blocks;
mod method;
mod moved;
mod objective_history;
mod objective_lines;
mod outlook;
mod parameters;
mod place;
mod promised_min;
mod recent;
mod reception;
mod reception_charts;
mod reception_days;
#[cfg(test)]
mod sample_town;
mod scene;
mod sentences;
mod site_blocks;
mod slides;
mod steering;
mod sub_meters;
mod theme;
mod use_ranking;
mod week;
mod welcome;
mod welcome_promise;
mod welcome_usual;
mod wkt;
mod works_effect;

use std::sync::Arc;

use app::view::{
    Address, AlertView, AlertsView, Audience, AudienceView, ChangeView, CityView, CompareView,
    EetView, ExplanationView, Frame, MethodView, PlaceView, ReceptionView, SlideView, ThemeView,
    ViewError, Views, WelcomeView,
};
use futures::future::BoxFuture;
use model::reception::Hall;
use model::time::Day;

use crate::live::Hub;
use crate::reception::LiveHalls;
use crate::state::{LoadError, Looked, Past, State};
use crate::store::ObjectiveVersion;
use recent::Recent;
use reception_days::ReceptionDays;
use scene::Scene;
pub use steering::{SteeringAsked, steering};

/// The pages' view of a running server.
#[derive(Clone)]
pub struct StateViews {
    state: State,
    hub: Arc<Hub>,
    halls: LiveHalls,
}

impl StateViews {
    /// Views of that state; pages go on live through that hub.
    pub const fn new(state: State, hub: Arc<Hub>, halls: LiveHalls) -> Self {
        Self { state, hub, halls }
    }

    /// There is no city yet.
    fn is_empty(&self) -> bool {
        self.state
            .read(|snapshot| snapshot.town.tree().root().is_none())
    }

    fn empty(&self) -> Result<CityView, ViewError> {
        let (demo, now) = (self.state.store().meta().demo, self.state.clock().now());
        let empty = city::empty(self.state.themes(), demo, self.hub.start(), now);
        empty.ok_or(ViewError::Unavailable)
    }

    /// How it looks now in every building where people are received.
    fn halls(&self) -> Vec<Hall> {
        self.halls.read(|running| {
            let sites = running.plans().iter().map(|plan| plan.site.as_str());
            sites
                .filter_map(|site| running.hall(site).cloned())
                .collect()
        })
    }

    /// The versions of objectives that were known then, or now.
    async fn versions(&self, past: Option<&Past>) -> Result<Vec<ObjectiveVersion>, ViewError> {
        let versions = self.state.known(past).objective_versions().await;
        versions.map_err(|_| ViewError::Unavailable)
    }

    /// The town as it was known on a day, where that is remembered.
    async fn past(&self, day: Option<Day>) -> Result<Looked, ViewError> {
        let looked = self.state.look_at(day).await;
        looked.map_err(|fault| not_now(&fault))
    }

    /// Looks at the town on a day, or now.
    async fn scene<T>(
        &self,
        day: Option<Day>,
        look: impl FnOnce(&Scene<'_>) -> Option<T> + Send,
    ) -> Result<T, ViewError> {
        let past = self.past(day).await?;
        self.scene_of(past.as_ref(), day, look)
    }

    /// Looks at the town of a past day, or at what is known now.
    fn scene_of<T>(
        &self,
        past: Option<&Past>,
        day: Option<Day>,
        look: impl FnOnce(&Scene<'_>) -> Option<T>,
    ) -> Result<T, ViewError> {
        if self.is_empty() {
            return Err(ViewError::Undeclared);
        }
        // The number is taken before the state is read: a change in between is sent again.
        let live = self.hub.start();
        let now = self.state.clock().now();
        self.state
            .read_at(past, |snapshot| {
                let demo = self.state.store().meta().demo;
                let mut scene = Scene::new(snapshot, day, demo, live, now)?;
                scene.remembered = past.is_some();
                look(&scene)
            })
            .ok_or(ViewError::NotFound)
    }
}

fn not_now(fault: &LoadError) -> ViewError {
    tracing::warn!(%fault, "a past day is not shown");
    ViewError::Unavailable
}

type Answer<'a, T> = BoxFuture<'a, Result<T, ViewError>>;

impl Views for StateViews {
    fn frame(&self) -> Answer<'_, Frame> {
        Box::pin(async move {
            match self.is_empty() {
                true => self.empty().map(|view| view.frame),
                false => self.scene_of(None, None, |scene| Some(frame::frame(scene))),
            }
        })
    }

    fn city<'a>(&'a self, asked: &'a Address) -> Answer<'a, CityView> {
        Box::pin(async move {
            match self.is_empty() {
                true => self.empty(),
                false => self.scene(asked.day(), city::view).await,
            }
        })
    }

    fn audience<'a>(&'a self, audience: Audience, asked: &'a Address) -> Answer<'a, AudienceView> {
        Box::pin(async move {
            let past = self.past(asked.day()).await?;
            let versions = self.versions(past.as_ref()).await?;
            let halls = self.halls();
            self.scene_of(past.as_ref(), asked.day(), |scene| {
                audience::view(scene, audience, asked, &halls, &versions)
            })
        })
    }

    fn slide<'a>(&'a self, number: usize, asked: &'a Address) -> Answer<'a, SlideView> {
        Box::pin(async move {
            let past = self.past(asked.day()).await?;
            let versions = self.versions(past.as_ref()).await?;
            self.scene_of(past.as_ref(), asked.day(), |scene| {
                slides::view(scene, number, &versions)
            })
        })
    }

    fn theme<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, ThemeView> {
        Box::pin(async move {
            self.scene(asked.day(), |scene| theme::view(scene, code, asked))
                .await
        })
    }

    fn place<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, PlaceView> {
        Box::pin(async move {
            let day = asked.day();
            let past = self.past(day).await?;
            let recent = Recent::read(&self.state, past.as_ref(), code, day).await?;
            let parameters = self.state.parameters_at(past.as_ref());
            self.scene_of(past.as_ref(), day, |scene| {
                place::view(scene, code, asked, &recent, parameters)
            })
        })
    }

    fn place_data<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, String> {
        Box::pin(async move {
            self.scene(asked.day(), |scene| joint_csv::file(scene, code, asked))
                .await
        })
    }

    fn compare<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, CompareView> {
        Box::pin(async move {
            self.scene(asked.day(), |scene| compare::view(scene, code, asked))
                .await
        })
    }

    fn method<'a>(&'a self, indicator: &'a str, asked: &'a Address) -> Answer<'a, MethodView> {
        Box::pin(async move {
            let past = self.past(asked.day()).await?;
            let versions = self.versions(past.as_ref()).await?;
            self.scene_of(past.as_ref(), asked.day(), |scene| {
                let parameters = self.state.parameters_at(past.as_ref());
                method::view(scene, indicator, &versions, parameters)
            })
        })
    }

    fn explanation<'a>(
        &'a self,
        code: &'a str,
        theme: Option<&'a str>,
        asked: &'a Address,
    ) -> Answer<'a, ExplanationView> {
        Box::pin(async move {
            self.scene(asked.day(), |scene| explanation::view(scene, code, theme))
                .await
        })
    }

    fn change<'a>(
        &'a self,
        code: &'a str,
        theme: Option<&'a str>,
        asked: &'a Address,
    ) -> Answer<'a, ChangeView> {
        Box::pin(async move {
            let is_beside = asked.day().is_none() && asked.date("depuis").is_some();
            let _turn = match is_beside {
                true => Some(self.state.turn().await.map_err(|fault| not_now(&fault))?),
                false => None,
            };
            self.scene(asked.day(), |scene| change::view(scene, code, theme, asked))
                .await
        })
    }

    fn reception<'a>(&'a self, code: &'a str, asked: &'a Address) -> Answer<'a, ReceptionView> {
        Box::pin(async move {
            let past = self.past(asked.day()).await?;
            let days = ReceptionDays::read(&self.state, past.as_ref(), code, asked.day())
                .await
                .map_err(|_| ViewError::Unavailable)?;
            self.scene_of(past.as_ref(), asked.day(), |scene| {
                reception::view(scene, code, &days)
            })
        })
    }

    fn welcome<'a>(&'a self, asked: &'a Address) -> Answer<'a, WelcomeView> {
        Box::pin(async move {
            // A wait is of now: the page has no past.
            let halls = self.halls();
            let (service, shown) = self.scene_of(None, None, |scene| {
                let services = welcome::services(scene);
                let service = welcome::chosen(scene, &services, asked.word("demarche"));
                let offered = welcome::by_wait(scene, &halls, &service);
                let wanted = asked
                    .word("lieu")
                    .and_then(|code| scene.town().tree().id(code));
                let wanted = wanted.filter(|id| offered.contains(id));
                let shown = wanted.or_else(|| offered.first().copied());
                let code = shown.and_then(|id| Some((id, scene.place(id)?.code.to_string())));
                Some((service, code))
            })?;
            let counter = shown.as_ref().map_or("", |(_, code)| code.as_str());
            let days = ReceptionDays::read(&self.state, None, counter, None)
                .await
                .map_err(|_| ViewError::Unavailable)?;
            let shown = shown.map(|(id, _)| id);
            self.scene_of(None, None, |scene| {
                Some(welcome::view(scene, &halls, &service, shown, &days))
            })
        })
    }

    fn alerts<'a>(&'a self, asked: &'a Address) -> Answer<'a, AlertsView> {
        Box::pin(async move {
            self.scene(asked.day(), |scene| alerts::list(scene, asked))
                .await
        })
    }

    fn alert<'a>(&'a self, id: &'a str, asked: &'a Address) -> Answer<'a, AlertView> {
        Box::pin(async move {
            let id: i64 = id.parse().map_err(|_| ViewError::NotFound)?;
            self.scene(asked.day(), |scene| alerts::one(scene, id))
                .await
        })
    }

    fn eet<'a>(&'a self, asked: &'a Address) -> Answer<'a, EetView> {
        Box::pin(async move {
            let past = self.past(asked.day()).await?;
            self.scene_of(past.as_ref(), asked.day(), |scene| {
                eet::view(scene, self.state.parameters_at(past.as_ref()), asked)
            })
        })
    }

    fn eet_declaration(&self, year: i16) -> Answer<'_, String> {
        Box::pin(async move {
            self.scene_of(None, None, |scene| {
                eet::file(scene, self.state.parameters(), year)
            })
        })
    }
}
