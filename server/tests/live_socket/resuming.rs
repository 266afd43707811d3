use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use model::live::{Change, ClientMessage, PROTOCOL, ServerMessage, Topic};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use server::live::LiveOptions;

use crate::client::Client;
use crate::server::{Server, place, topic, topics};

#[tokio::test]
async fn who_comes_back_gets_what_changed_meanwhile_and_no_more() {
    let server = Server::start(LiveOptions::default()).await;
    for code in ["a", "b", "c"] {
        server.note(code, 10_000);
    }
    let mut client = Client::connect(server.address).await;
    let answer = client.hello(topics(&["a", "b"]), None).await;
    drop(client);
    server.note("b", 20_000);
    server.note("b", 30_000);
    server.note("c", 30_000);
    let mut client = Client::connect(server.address).await;
    let since = Some((answer.run.as_str(), answer.number));
    let answer = client.hello(topics(&["a", "b"]), since).await;
    assert_eq!(answer.states, [(5, topic("b"), place("b", 30_000))]);
    assert_eq!(answer.number, 6);
}

#[tokio::test]
async fn a_number_of_another_run_or_from_the_future_brings_everything() {
    let server = Server::start(LiveOptions::default()).await;
    server.note("a", 10_000);
    for since in [("run-z", 1), ("run-a", 2)] {
        let mut client = Client::connect(server.address).await;
        let answer = client.hello(topics(&["a"]), Some(since)).await;
        assert_eq!(answer.states.len(), 1, "{since:?}");
    }
}

/// A screen on a bad line, as the browser keeps it.
#[derive(Default)]
struct Screen {
    topics: Vec<Topic>,
    held: BTreeMap<Topic, Change>,
    since: Option<(String, u64)>,
    settled: bool,
}

impl Screen {
    fn take(&mut self, message: ServerMessage) {
        match message {
            ServerMessage::Change {
                number,
                topic,
                change,
            } => {
                self.held.insert(topic, change);
                if let Some((_, last)) = self.since.as_mut().filter(|_| self.settled) {
                    assert!(number > *last, "numbers grow");
                    *last = number;
                }
            }
            ServerMessage::Welcome { run, number, .. } => {
                self.since = Some((run, number));
                self.settled = true;
            }
            ServerMessage::Ping { .. } => {}
            ServerMessage::Refused { detail, .. } => panic!("{detail}"),
        }
    }

    /// Listens for a moment, now and then asks for other topics, then loses the line.
    async fn live_through_a_cut(&mut self, server: &Server, codes: &[String], rng: &mut StdRng) {
        let mut client = Client::connect(server.address).await;
        let pick = |rng: &mut StdRng| -> Vec<Topic> {
            let some = codes.iter().filter(|_| rng.random_bool(0.5));
            some.map(|code| topic(code)).collect()
        };
        let since = self.since.clone().filter(|_| self.settled);
        client
            .say(&ClientMessage::Hello {
                protocol: PROTOCOL,
                topics: self.topics.clone(),
                since,
            })
            .await;
        self.settled = false;
        for _ in 0..rng.random_range(0..40) {
            if self.settled && rng.random_bool(0.1) {
                let topics = pick(rng);
                self.held.retain(|topic, _| topics.contains(topic));
                self.topics.clone_from(&topics);
                client.say(&ClientMessage::Follow { topics }).await;
                self.settled = false;
                self.since = None;
            }
            let wait = Duration::from_millis(rng.random_range(0..5));
            if let Ok(Ok(message)) = tokio::time::timeout(wait, client.next()).await {
                self.take(message);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_screen_on_a_bad_line_ends_with_the_latest_of_everything() {
    let server = Arc::new(Server::start(LiveOptions::default()).await);
    let codes: Vec<String> = (0..30).map(|n| format!("p{n}")).collect();
    let done = Arc::new(AtomicBool::new(false));
    let publisher = tokio::spawn({
        let (server, codes, done) = (Arc::clone(&server), codes.clone(), Arc::clone(&done));
        let mut rng = StdRng::seed_from_u64(1);
        async move {
            while !done.load(Ordering::Relaxed) {
                let code = &codes[rng.random_range(0..codes.len())];
                server.note(code, rng.random_range(0..100_000));
                tokio::time::sleep(Duration::from_micros(300)).await;
            }
        }
    });
    let mut screens = Vec::new();
    for seed in 0..8 {
        let mut rng = StdRng::seed_from_u64(seed);
        let mut screen = Screen {
            topics: codes.iter().map(|code| topic(code)).collect(),
            ..Screen::default()
        };
        for _ in 0..15 {
            screen.live_through_a_cut(&server, &codes, &mut rng).await;
        }
        screens.push(screen);
    }
    done.store(true, Ordering::Relaxed);
    publisher.await.unwrap();

    let mut client = Client::connect(server.address).await;
    let every = codes.iter().map(|code| topic(code)).collect();
    let truth = client.hello(every, None).await.states;
    let truth: BTreeMap<Topic, Change> = truth.into_iter().map(|s| (s.1, s.2)).collect();
    for mut screen in screens {
        let mut client = Client::connect(server.address).await;
        let since = screen.since.clone().filter(|_| screen.settled);
        let since = since.as_ref().map(|(run, number)| (run.as_str(), *number));
        for (_, topic, change) in client.hello(screen.topics.clone(), since).await.states {
            screen.held.insert(topic, change);
        }
        for topic in &screen.topics {
            assert_eq!(screen.held.get(topic), truth.get(topic), "{topic}");
        }
    }
}
