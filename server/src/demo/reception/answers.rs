use model::reception::Channel;
use model::time::Day;

use super::Reception;
use super::front::FRONTS;
use super::names::Names;
use super::passage::{Passage, SOURCE};
use super::visitor::whole;
use crate::demo::draws::{Draws, subject};
use crate::store::{Question, Rating};

/// What visitors of a day say on the way out: who waited long says worse.
pub(super) fn answers(seed: u64, names: &Names, passages: &[Passage], day: Day) -> Vec<Rating> {
    let mut all = Vec::new();
    for passage in passages {
        let (Some(closed), Some(waited_s)) = (passage.closed_at, passage.waited_s) else {
            continue;
        };
        let Some(ticket) = passage.events.first().map(|event| event.ticket.as_str()) else {
            continue;
        };
        let mut draws = Draws::new(seed, subject(ticket), day.number());
        if draws.between(0.0, 1.0) > ANSWER {
            continue;
        }
        let asked = draws.between(0.0, 1.0);
        let minutes = f64::from(i32::try_from(waited_s).unwrap_or(i32::MAX)) / 60.0;
        let mood = 4.75 - minutes / 17.0 + 0.65 * draws.bell();
        let (question, score, scale) = if asked < 0.7 {
            (Question::Satisfaction, mood.clamp(1.0, 5.0), 5)
        } else if asked < 0.87 {
            (
                Question::Recommendation,
                (2.3 * mood - 1.3).clamp(0.0, 10.0),
                10,
            )
        } else {
            (Question::Effort, (5.9 - mood).clamp(1.0, 5.0), 5)
        };
        let (Some(counter), Ok(score)) = (names.counter(passage.front), u8::try_from(whole(score)))
        else {
            continue;
        };
        all.push(Rating {
            counter: counter.clone(),
            at: closed.plus_seconds(whole(draws.between(20.0, 240.0))),
            channel: passage.channel(),
            question,
            score,
            scale,
            source: SOURCE.to_owned(),
            nth: 1,
        });
    }
    all
}

impl Reception {
    /// What is said after a call or a message, about the counter it went to.
    pub(super) fn far_answers(&self, front: usize, day: Day) -> Vec<Rating> {
        let of = &*self.0;
        let main = FRONTS.get(front).filter(|front| front.is_main);
        let (Some(at), Some(counter)) = (main, of.names.counter(front)) else {
            return Vec::new();
        };
        if self.open(front, day).is_empty() {
            return Vec::new();
        }
        let mut draws = Draws::new(of.seed, subject(at.code) ^ subject("far"), day.number());
        let mood = 3.75 + 0.45 * of.stories.progress(day);
        let midnight = self.midnight(day);
        let mut all = Vec::new();
        for (channel, share) in FAR {
            let answers = draws.between(0.0, 1.0) < share;
            let score = (mood + 0.8 * draws.bell()).clamp(1.0, 5.0);
            let second = whole(draws.between(34_000.0, 61_000.0));
            let Some(score) = u8::try_from(whole(score)).ok().filter(|_| answers) else {
                continue;
            };
            all.push(Rating {
                counter: counter.clone(),
                at: midnight.plus_seconds(second),
                channel,
                question: Question::Satisfaction,
                score,
                scale: 5,
                source: SOURCE.to_owned(),
                nth: 1,
            });
        }
        all
    }
}

/// Share of days on which somebody answers after a call or a message.
const FAR: [(Channel, f64); 3] = [
    (Channel::Phone, 0.8),
    (Channel::Email, 0.3),
    (Channel::Online, 0.6),
];
/// Share of those served who press a button.
const ANSWER: f64 = 0.12;
