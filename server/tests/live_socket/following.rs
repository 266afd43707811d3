use model::live::{Change, Topic};
use model::time::At;
use server::live::LiveOptions;

use crate::client::Client;
use crate::server::{Server, place, topic, topics};

#[tokio::test]
async fn a_snapshot_comes_first_and_then_what_changes() {
    let server = Server::start(LiveOptions::default()).await;
    server.note("mairie", 80_000);
    server.note("ecole", 70_000);
    let mut client = Client::connect(server.address).await;
    let answer = client.hello(topics(&["mairie", "ecole"]), None).await;
    assert_eq!(
        answer.states,
        [
            (1, topic("mairie"), place("mairie", 80_000)),
            (2, topic("ecole"), place("ecole", 70_000)),
        ]
    );
    assert_eq!((answer.run.as_str(), answer.number), ("run-a", 2));

    server.note("mairie", 81_000);
    let first = client.change().await;
    server.note("ecole", 69_000);
    let second = client.change().await;
    assert_eq!(first, (3, topic("mairie"), place("mairie", 81_000)));
    assert_eq!(second, (4, topic("ecole"), place("ecole", 69_000)));
}

#[tokio::test]
async fn what_is_not_followed_and_what_is_not_new_stay_unsent() {
    let server = Server::start(LiveOptions::default()).await;
    server.note("mairie", 80_000);
    let mut client = Client::connect(server.address).await;
    client.hello(topics(&["mairie"]), None).await;
    server.note("ecole", 70_000);
    server.note("mairie", 80_000);
    assert!(client.hears_nothing().await);
    assert_eq!(server.hub.start(), ("run-a".to_owned(), 2));
}

#[tokio::test]
async fn a_topic_is_followed_before_anybody_published_it() {
    let server = Server::start(LiveOptions::default()).await;
    let mut client = Client::connect(server.address).await;
    let both = vec![topic("nouvelle"), Topic::Freshness];
    assert!(client.hello(both, None).await.states.is_empty());
    server.note("nouvelle", 50_000);
    assert_eq!(client.change().await.1, topic("nouvelle"));
    let latest_at = Some(At::from_seconds(1));
    server
        .hub
        .publish(Topic::Freshness, Change::Freshness { latest_at });
    assert_eq!(client.change().await.1, Topic::Freshness);
    server.note("nouvelle", 51_000);
    assert_eq!(client.change().await.0, 3);
}

#[tokio::test]
async fn following_other_topics_gives_their_state_and_forgets_the_former() {
    let server = Server::start(LiveOptions::default()).await;
    for code in ["a", "b", "c"] {
        server.note(code, 10_000);
    }
    let mut client = Client::connect(server.address).await;
    client.hello(topics(&["a", "b"]), None).await;
    let answer = client.follow(topics(&["b", "c", "c"])).await;
    let numbers: Vec<u64> = answer.states.iter().map(|state| state.0).collect();
    assert_eq!(numbers, [3], "b is held already, c is new and sent once");
    server.note("a", 20_000);
    assert!(client.hears_nothing().await);
    server.note("c", 20_000);
    assert_eq!(client.change().await.1, topic("c"));
}

#[tokio::test]
async fn states_published_together_arrive_in_the_order_of_their_numbers() {
    let server = Server::start(LiveOptions::default()).await;
    let codes: Vec<String> = (0..200).map(|n| format!("place-{n}")).collect();
    for code in codes.iter().rev() {
        server.note(code, 1_000);
    }
    let mut client = Client::connect(server.address).await;
    let all = codes.iter().map(|code| topic(code)).collect();
    assert_eq!(client.hello(all, None).await.states.len(), 200);
    let new = server
        .hub
        .publish_all(codes.iter().map(|code| (topic(code), place(code, 2_000))));
    assert_eq!(new, 200);
    for expected in 201..=400 {
        assert_eq!(client.change().await.0, expected);
    }
}
