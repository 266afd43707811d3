use std::collections::BTreeMap;

use app::view::{Address, AlertCard, SharedViews, ViewError};
use model::format::{NARROW_SPACE, date_short};
use model::time::{At, Day};

use super::compose::{escaped, finished, one_line};
use super::{News, letter};
use crate::figures::{OwedState, owed};
use crate::notices::ChangeWords;
use crate::report::{Period, Press, ReportAsked, subject_report};
use crate::state::{Snapshot, State};
use crate::store::{
    Mail, Pace, StatusAcknowledgement, StatusChange, StatusKind, StoreError, Subscription,
    ToldSoFar, Topic,
};

/// The hour of the morning from which the mails of a day go.
const FROM_HOUR: i8 = 7;
/// Days that news are looked for: a week, and some that a server may have been off.
const DAYS: i64 = 21;
const MOST_READ: u32 = 10_000;

type Changes = [(StatusChange, Option<StatusAcknowledgement>)];

/// Puts together what each subscriber is to be told.
#[derive(Clone)]
pub struct Rounds {
    /// The town.
    pub state: State,
    /// What pages show.
    pub views: SharedViews,
    /// Makes PDF files.
    pub press: Press,
    /// Where the site is for everybody.
    pub public_url: String,
}

/// When a round is.
#[derive(Debug, Clone, Copy)]
struct When {
    now: At,
    day: Day,
    hour: i8,
}

impl Rounds {
    /// Looks at every subscription once, and queues what is to be told.
    ///
    /// # Errors
    /// [`StoreError`]; who was not told yet is told in the next round.
    pub async fn go(&self) -> Result<(), StoreError> {
        let store = self.state.store();
        let subscriptions = store.subscriptions().await?;
        if subscriptions.is_empty() {
            return Ok(());
        }
        let now = self.state.clock().now();
        let when = self.state.read(|snapshot| {
            let local = snapshot.town.zone().civil(now);
            When {
                now,
                day: Day::from_date(local.date()),
                hour: local.hour(),
            }
        });
        let since = now.plus_seconds(-DAYS * 86_400);
        let changes = store.status_changes(since, MOST_READ).await?;
        let cards = self.cards().await;
        let mut by_account: BTreeMap<i64, Vec<Subscription>> = BTreeMap::new();
        let due = subscriptions
            .into_iter()
            .filter(|one| is_due(one.pace, one.told.day, when));
        for one in due {
            if one.topic == Topic::Report {
                self.report(&one, when).await?;
            } else {
                by_account.entry(one.account).or_default().push(one);
            }
        }
        for subscriptions in by_account.into_values() {
            self.tell(&subscriptions, &changes, &cards, when).await?;
        }
        Ok(())
    }

    /// All alerts as their page has them.
    async fn cards(&self) -> Vec<AlertCard> {
        let asked = Address::home().with("etat", "toutes");
        let Ok(asked) = Address::parse(&asked) else {
            return Vec::new();
        };
        self.views
            .alerts(&asked)
            .await
            .map(|view| view.cards)
            .unwrap_or_default()
    }

    async fn tell(
        &self,
        subscriptions: &[Subscription],
        changes: &Changes,
        cards: &[AlertCard],
        when: When,
    ) -> Result<(), StoreError> {
        let (city, told) = self.state.read(|snapshot| {
            let tree = snapshot.town.tree();
            let city = tree.root().and_then(|root| tree.place(root));
            let city = city.map_or_else(String::new, |place| place.name.clone());
            let told: Vec<(Vec<News>, (i64, ToldSoFar))> = subscriptions
                .iter()
                .map(|one| of_subscription(snapshot, one, changes, cards, when))
                .collect();
            (city, told)
        });
        let (news, told): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        let news: Vec<News> = news.into_iter().flatten().collect();
        let moved = told
            .iter()
            .zip(subscriptions)
            .any(|((_, told), one)| *told != one.told);
        if !moved {
            return Ok(());
        }
        let mail = subscriptions
            .first()
            .filter(|_| !news.is_empty())
            .map(|one| {
                let site = (city.as_str(), self.public_url.as_str());
                letter(site, (&one.email, &one.token), news, when.now)
            });
        self.state.store().queue_mail(mail, told).await
    }

    /// The report of a subscription, as an attachment.
    async fn report(&self, one: &Subscription, when: When) -> Result<(), StoreError> {
        let asked = ReportAsked {
            period: match one.pace {
                Pace::Monthly => Period::Quarter,
                Pace::AtOnce | Pace::Daily | Pace::Weekly => Period::Month,
            },
            day: None,
            site: self.public_url.clone(),
        };
        let theme = Some(one.theme.as_str()).filter(|theme| !theme.is_empty());
        let place = one.place.as_str();
        let document = match subject_report(self.views.as_ref(), place, theme, &asked).await {
            Ok(document) => document,
            Err(ViewError::Unavailable) => return Ok(()),
            Err(ViewError::NotFound | ViewError::Undeclared) => {
                // The place is no more: nothing is left to be told.
                return self
                    .state
                    .store()
                    .queue_mail(None, vec![(one.id, round_done(one, when))])
                    .await;
            }
        };
        let title = document.title.clone();
        let file = format!("{place}-{}.pdf", document.day);
        let pdf = match self.press.print(document).await {
            Ok(pdf) => pdf,
            Err(fault) => {
                tracing::error!(%fault, place, "a report for a subscriber");
                return Ok(());
            }
        };
        let words = format!("Le rapport est joint{NARROW_SPACE}: {title}.");
        let mail = Mail {
            id: 0,
            recipient: one.email.clone(),
            subject: one_line(&format!("Rapport{NARROW_SPACE}: {title}")),
            body: format!("{words}\n{}/lieu/{place}\n\n", self.public_url),
            html: format!("<p>{}</p>", escaped(&words)),
            token: one.token.clone(),
            attachment: Some((file, pdf.to_vec())),
            queued_at: when.now,
            tries: 0,
        };
        let mail = finished(mail, &self.public_url);
        let told = vec![(one.id, round_done(one, when))];
        self.state.store().queue_mail(Some(mail), told).await
    }
}

const fn round_done(one: &Subscription, when: When) -> ToldSoFar {
    ToldSoFar {
        day: when.day,
        ..one.told
    }
}

/// Whether a round of a pace is due. A server that was off makes up for it on its first
/// morning.
fn is_due(pace: Pace, last: Day, when: When) -> bool {
    let morning = when.hour >= FROM_HOUR && last < when.day;
    let monday = when.day.plus(-i32::from(
        when.day.date().weekday().to_monday_zero_offset(),
    ));
    match pace {
        Pace::AtOnce => true,
        Pace::Daily => morning,
        Pace::Weekly => morning && last < monday,
        Pace::Monthly => morning && last < when.day.first_of_month(),
    }
}

/// What a subscription has not been told yet, and how far it is told then.
fn of_subscription(
    snapshot: &Snapshot,
    one: &Subscription,
    changes: &Changes,
    cards: &[AlertCard],
    when: When,
) -> (Vec<News>, (i64, ToldSoFar)) {
    let here = |place: &str| {
        let tree = snapshot.town.tree();
        tree.id(place).is_some_and(|id| {
            let mut above = tree.upwards(id).filter_map(|id| tree.place(id));
            above.any(|place| place.code == one.place)
        })
    };
    let mut news = Vec::new();
    let mut told = ToldSoFar {
        day: if one.pace == Pace::AtOnce {
            one.told.day
        } else {
            when.day
        },
        ..one.told
    };
    for (change, _) in changes
        .iter()
        .filter(|(change, _)| change.id > one.told.change)
    {
        told.change = told.change.max(change.id);
        let wanted = match (one.topic, change.subject.kind) {
            (Topic::Levels, StatusKind::Level) => {
                one.theme.is_empty() || change.subject.theme == one.theme
            }
            (Topic::Sources, StatusKind::Source) => true,
            _ => false,
        };
        if !wanted || !here(change.subject.place.as_str()) {
            continue;
        }
        if let Some(words) = ChangeWords::of(snapshot, change) {
            news.push(News {
                at: change.at,
                place: words.place,
                what: words.what,
                path: words.path,
            });
        }
    }
    for card in cards.iter().filter(|card| card.id > one.told.alert) {
        told.alert = told.alert.max(card.id);
        if one.topic == Topic::Alerts && here(&card.place) {
            let alert = snapshot.alerts.iter().find(|alert| alert.id == card.id);
            news.push(News {
                at: alert
                    .and_then(|alert| alert.life.first())
                    .map_or(when.now, |first| first.at),
                place: card.place_name.clone(),
                what: card.title.clone(),
                path: format!("/alertes/{}", card.id),
            });
        }
    }
    if one.topic == Topic::Figures {
        news.extend(missing_figures(snapshot, here, when));
    }
    (news, (one.id, told))
}

/// The figures that are missing, as long as they are.
fn missing_figures(
    snapshot: &Snapshot,
    here: impl Fn(&str) -> bool,
    when: When,
) -> impl Iterator<Item = News> {
    let owed = owed(snapshot, |place| here(place.as_str())).into_iter();
    owed.filter_map(move |one| {
        let words = match one.state {
            OwedState::Late { since, .. } => {
                format!("chiffre en retard depuis le {}", date_short(since))
            }
            OwedState::Due { until, .. } => {
                format!("chiffre à saisir jusqu’au {}", date_short(until))
            }
            OwedState::Done { .. } => return None,
        };
        Some(News {
            at: when.now,
            place: one.place_name,
            what: format!("{words}{NARROW_SPACE}: {}", one.indicator.name),
            path: "/saisie".to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pace_has_its_morning_and_makes_up_for_a_missed_one() {
        // 24 November 2026 is a Tuesday.
        let tuesday = Day::from_ymd(2026, 11, 24).unwrap();
        let at = |hour| When {
            now: At::default(),
            day: tuesday,
            hour,
        };
        assert!(is_due(Pace::AtOnce, tuesday, at(3)));
        assert!(!is_due(Pace::Daily, tuesday.plus(-1), at(6)), "too early");
        assert!(is_due(Pace::Daily, tuesday.plus(-1), at(7)));
        assert!(!is_due(Pace::Daily, tuesday, at(9)), "once a day");
        assert!(
            !is_due(Pace::Weekly, tuesday.plus(-1), at(9)),
            "told on Monday"
        );
        assert!(
            is_due(Pace::Weekly, tuesday.plus(-2), at(9)),
            "Monday was missed"
        );
        assert!(!is_due(Pace::Monthly, tuesday.plus(-20), at(9)));
        assert!(
            is_due(Pace::Monthly, tuesday.plus(-24), at(9)),
            "the first was missed"
        );
    }
}
