use model::reception::{Channel, Letter, LetterDay, OpeningClock};
use model::time::{At, Day};

use super::Reception;
use super::front::FRONTS;
use super::visitor::whole;
use crate::demo::draws::{Draws, subject};
use crate::store::Counted;

/// What came on a day and waits for a reply: how much of it, working days that
/// are promised, and those that a reply usually takes.
struct Post {
    name: &'static str,
    channel: Option<Channel>,
    per_day: f64,
    promised: u16,
    usual: f64,
}

const POST: [Post; 4] = [
    Post {
        name: "letters",
        channel: Some(Channel::Letter),
        per_day: 5.0,
        promised: 15,
        usual: 6.5,
    },
    Post {
        name: "email",
        channel: Some(Channel::Email),
        per_day: 14.0,
        promised: 5,
        usual: 1.5,
    },
    Post {
        name: "online",
        channel: Some(Channel::Online),
        per_day: 9.0,
        promised: 5,
        usual: 1.2,
    },
    Post {
        name: "complaints",
        channel: None,
        per_day: 0.55,
        promised: 15,
        usual: 6.0,
    },
];

/// Days after which a day's post is settled: what is open then stays so.
pub(super) const SETTLED_AFTER: i32 = 45;

impl Reception {
    /// Letters, messages and complaints of a counter's day as they stand at an instant.
    pub(super) fn post(&self, front: usize, day: Day, now: At) -> Vec<Counted> {
        let of = &*self.0;
        let (Some(at), Some(hours)) = (FRONTS.get(front), of.hours.get(front)) else {
            return Vec::new();
        };
        if !at.is_main || hours.open_minutes(day) == 0 {
            return Vec::new();
        }
        let clock = OpeningClock::new(hours, &of.zone);
        let midnight = self.midnight(day);
        let size = if at.hall == 0 { 1.6 } else { 0.6 };
        let slow = 1.35 - 0.4 * of.stories.progress(day);
        let mut all = Vec::new();
        for post in &POST {
            let mut draws =
                Draws::new(of.seed, subject(at.code) ^ subject(post.name), day.number());
            let (mut second, mut letters) = (8.0 * 3_600.0, LetterDay::default());
            let every = 10.0 * 3_600.0 / (post.per_day * size);
            loop {
                second += -draws.between(f64::EPSILON, 1.0).ln() * every;
                let delay = (post.usual * slow * (0.75 * draws.bell()).exp()).min(60.0);
                let forgotten = draws.between(0.0, 1.0) < 0.012;
                let received_at = midnight.plus_seconds(whole(second));
                if second > 18.0 * 3_600.0 || received_at > now {
                    break;
                }
                // Working days and a part of one, seven of ten days being such.
                let reply = received_at.plus_seconds(whole(delay * 86_400.0 / 0.69));
                let letter = Letter {
                    received_at,
                    replied_at: (!forgotten).then_some(reply),
                };
                letters.add(letter, post.promised, now, &clock);
            }
            match post.channel {
                Some(channel) => all.push(Counted::Letters(channel, letters)),
                None if letters.received > 0 => all.push(Counted::Complaints(letters)),
                None => {}
            }
        }
        all
    }
}
