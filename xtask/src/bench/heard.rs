//! From a reading posted to the change heard on a live socket.

use super::figure::Figure;
use super::http::{self, Connection};
use super::load::Load;
use super::queries::Meter;
use super::stamp;
use super::websocket::Websocket;
use crate::progress::Step;
use anyhow::{Result, bail};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

const ROUNDS: u16 = 200;
/// Longer than the scorer gathers: every round meets it at rest.
const PAUSE: Duration = Duration::from_millis(25);

/// Posts readings of one meter of the demo town, one after the other, and
/// listens to its site.
///
/// # Errors
/// When a reading is refused or nothing is heard.
pub fn run(host: SocketAddr, key: &str) -> Result<Vec<Figure>> {
    let meter = Meter::of_demo(host)?;
    let step = Step::begin(format!(
        "Posting readings of {} and listening",
        meter.series
    ));
    let mut socket = Websocket::follow(host, &format!("place/{}", meter.site))?;
    let mut connection = Connection::open(host)?;
    // Instants without a reading so far: between the hours, the latest ones last.
    let first = stamp::now() - i64::from(ROUNDS) - 1;
    let began = Instant::now();
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let at = stamp::rfc3339(first + i64::from(round));
        let body = format!(
            r#"{{"series":"{}","at":"{at}","value":{}.5}}"#,
            meter.series,
            round + 1
        );
        let request = http::post(host, key, "application/json", &body);
        let posted = Instant::now();
        connection.send(&request)?;
        socket.wait_for("change")?;
        times.push(posted.elapsed());
        let answer = connection.receive()?;
        if answer.status != 200 {
            bail!("a reading is answered {}: {}", answer.status, answer.text());
        }
        std::thread::sleep(PAUSE);
    }
    let load = Load::of(times, began.elapsed());
    let measured = format!(
        "p50 {:.2} ms, p95 {:.2} ms, p99 {:.2} ms",
        load.percentile_ms(50),
        load.percentile_ms(95),
        load.percentile_ms(99)
    );
    step.done(&measured);
    Ok(vec![
        Figure::new(
            "reading posted → note of its site heard on a socket (server share)",
            measured,
        )
        .judged("p95 < 20 ms", load.percentile_ms(95) < 20.0)
        .with("p50_ms", load.percentile_ms(50))
        .with("p95_ms", load.percentile_ms(95))
        .with("p99_ms", load.percentile_ms(99)),
    ])
}
