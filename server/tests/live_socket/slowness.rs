use std::time::Duration;

use server::live::LiveOptions;

use crate::client::Client;
use crate::server::{Server, place, topics};

const PUBLISHED: i32 = 60_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_does_not_read_skips_to_the_latest_state() {
    let server = Server::start(LiveOptions::default()).await;
    server.note("a", 0);
    let mut slow = Client::connect(server.address).await;
    slow.hello(topics(&["a"]), None).await;
    for note in 1..=PUBLISHED {
        server.note("a", note);
        if note % 16 == 0 {
            tokio::task::yield_now().await;
        }
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    let mut received = 0;
    loop {
        let (number, _, change) = slow.change().await;
        received += 1;
        if change == place("a", PUBLISHED) {
            assert_eq!(number, u64::try_from(PUBLISHED).unwrap() + 1);
            break;
        }
    }
    assert!(received < PUBLISHED / 2, "{received} states were sent");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_never_reads_is_dropped_and_others_do_not_wait_for_it() {
    let server = Server::start(LiveOptions {
        send_within: Duration::from_millis(200),
        ..LiveOptions::default()
    })
    .await;
    let codes: Vec<String> = (0..400).map(|n| format!("p{n}")).collect();
    let all: Vec<&str> = codes.iter().map(String::as_str).collect();
    let mut stuck = Client::connect(server.address).await;
    stuck.hello(topics(&all), None).await;
    let mut lively = Client::connect(server.address).await;
    lively.hello(topics(&["p0"]), None).await;
    server.opens(2).await;
    for note in 0..10_000 {
        for code in &codes {
            server.note(code, note);
        }
        assert_eq!(lively.change().await.2, place("p0", note));
        if server.sockets.open() == 1 {
            return;
        }
    }
    panic!("the stuck client is still there");
}
