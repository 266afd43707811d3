use app::plain::{SubscriptionLine, SubscriptionsView, subscriptions_page};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use super::Subscriptions;
use crate::access::SignedIn;
use crate::http::accounts::unavailable;
use crate::store::{Pace, Topic};

impl Subscriptions {
    /// Places one can be told of: meters are told with their sites.
    pub(super) fn places(&self) -> Vec<(String, String)> {
        self.desk.state.read(|snapshot| {
            let places = snapshot.town.tree().places().iter();
            let mut places: Vec<(String, String)> = places
                .filter(|place| ["city", "district", "site"].contains(&place.kind.as_str()))
                .map(|place| (place.code.to_string(), place.name.clone()))
                .collect();
            // The town first, the others by name.
            if let Some(others) = places.get_mut(1..) {
                others.sort_by(|a, b| a.1.cmp(&b.1));
            }
            places
        })
    }

    /// The page of who asks, with their subscriptions and the form as it was filled in.
    pub(super) async fn page(
        &self,
        who: &SignedIn,
        headers: &HeaderMap,
        status: StatusCode,
        chosen: [String; 3],
        notice: Option<(String, bool)>,
    ) -> Response {
        let own = match self.desk.state.store().subscriptions().await {
            Ok(all) => all.into_iter().filter(|one| one.account == who.account()),
            Err(fault) => {
                tracing::error!(%fault, "subscriptions cannot be read");
                return unavailable();
            }
        };
        let themes = self.desk.state.themes().iter();
        let themes: Vec<(String, String)> = themes
            .map(|theme| (theme.code.to_string(), theme.name.clone()))
            .collect();
        let places = self.places();
        let name = |known: &[(String, String)], code: &str| {
            let found = known.iter().find(|(known, _)| known == code);
            found.map_or_else(|| code.to_owned(), |(_, name)| name.clone())
        };
        let lines = own
            .map(|one| SubscriptionLine {
                id: one.id,
                subject: match one.theme.is_empty() {
                    true => name(&places, one.place.as_str()),
                    false => format!(
                        "{}, {}",
                        name(&places, one.place.as_str()),
                        name(&themes, &one.theme)
                    ),
                },
                what: words(one.topic, one.pace),
            })
            .collect();
        let view = SubscriptionsView {
            lines,
            email: who.email().to_owned(),
            mail_on: self.mail_on,
            places,
            themes,
            choices: Topic::ALL
                .into_iter()
                .flat_map(|topic| topic.paces().iter().map(move |pace| (topic, *pace)))
                .map(|(topic, pace)| {
                    let value = format!("{} {}", topic.as_str(), pace.as_str());
                    (value, words(topic, pace))
                })
                .collect(),
            chosen,
            notice,
        };
        let draw = |around: &_| subscriptions_page(around, &view);
        self.desk.page(headers, Some(who), status, draw).await
    }
}

fn words(topic: Topic, pace: Pace) -> String {
    let topic = match topic {
        Topic::Levels => "Niveaux qui changent",
        Topic::Sources => "Sources muettes ou revenues",
        Topic::Alerts => "Nouvelles alertes",
        Topic::Figures => "Chiffres à saisir",
        Topic::Report => "Rapport PDF",
    };
    let pace = match pace {
        Pace::AtOnce => "aussitôt",
        Pace::Daily => "chaque matin",
        Pace::Weekly => "chaque lundi",
        Pace::Monthly => "le premier du mois",
    };
    format!("{topic}, {pace}")
}
