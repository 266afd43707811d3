use std::time::Duration;

use model::live::{ClientMessage, ServerMessage};
use server::live::LiveOptions;

use crate::client::Client;
use crate::server::{NOW, Server, topics};

#[tokio::test]
async fn a_stop_tells_every_socket_and_waits_for_it() {
    let server = Server::start(LiveOptions::default()).await;
    let mut greeted = Client::connect(server.address).await;
    greeted.hello(topics(&["a"]), None).await;
    let mut silent = Client::connect(server.address).await;
    server.opens(2).await;
    let stopping = tokio::spawn({
        let sockets = server.sockets.clone();
        async move { sockets.stop(Duration::from_secs(5)).await }
    });
    let restart = Err(Some((1012, "service restart".to_owned())));
    assert_eq!(greeted.next().await, restart);
    assert_eq!(silent.next().await, restart);
    drop((greeted, silent));
    assert_eq!(stopping.await.unwrap(), 0);
}

#[tokio::test]
async fn who_answers_pings_stays_and_who_does_not_is_let_go() {
    let server = Server::start(LiveOptions {
        ping_every: Duration::from_millis(60),
        ..LiveOptions::default()
    })
    .await;
    let mut present = Client::connect(server.address).await;
    present.hello(topics(&["a"]), None).await;
    let mut absent = Client::connect(server.address).await;
    absent.hello(topics(&["a"]), None).await;
    for _ in 0..8 {
        assert_eq!(present.next().await, Ok(ServerMessage::Ping { now: NOW }));
        present.say(&ClientMessage::Pong).await;
    }
    server.opens(1).await;
    let mut last = absent.next().await;
    while last.is_ok() {
        last = absent.next().await;
    }
    assert_eq!(last, Err(Some((1008, "no answer to pings".to_owned()))));
    present.say(&ClientMessage::Pong).await;
    assert!(matches!(
        present.next().await,
        Ok(ServerMessage::Ping { .. })
    ));
}

#[tokio::test]
async fn who_says_nothing_first_is_let_go() {
    let server = Server::start(LiveOptions {
        hello_within: Duration::from_millis(50),
        ..LiveOptions::default()
    })
    .await;
    let mut client = Client::connect(server.address).await;
    assert!(matches!(client.next().await, Err(Some((1008, _)))));
    drop(client);
    server.opens(0).await;
}
