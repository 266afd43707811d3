use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::Context;
use futures::{StreamExt, TryStreamExt, stream};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::Load;
use crate::figures::quantile;
use crate::stopwatch::Stopwatch;

const HELLO: &str = r#"{"say":"hello","protocol":1,"topics":["freshness"],"since":null}"#;
const PONG: &str = r#"{"say":"pong"}"#;

/// Starts the server, opens the sockets, measures, prints.
#[tokio::main(flavor = "current_thread")]
pub async fn measure(load: &Load) -> anyhow::Result<()> {
    let stopwatch = Stopwatch::start();
    let mut server = Command::new(std::env::current_exe()?)
        .args(["--sockets", &load.sockets.to_string()])
        .args(["--rate", &load.rate.to_string()])
        .args(["--seconds", &load.seconds.to_string()])
        .args(["--serve-from", &stopwatch.origin_us().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut orders = server.stdin.take().context("no input")?;
    let mut reports = BufReader::new(server.stdout.take().context("no output")?);
    let address: SocketAddr = line(&mut reports)?.parse()?;

    let opening = Instant::now();
    let streams: Vec<TcpStream> = stream::iter(0..load.sockets)
        .map(|_| open(address))
        .buffer_unordered(64)
        .try_collect()
        .await?;
    eprintln!(
        "{} sockets open in {:.1?}",
        streams.len(),
        opening.elapsed()
    );

    let read = Arc::new(AtomicU64::new(0));
    let mut clients = JoinSet::new();
    for stream in streams {
        clients.spawn(listen(stream, stopwatch, Arc::clone(&read)));
    }
    writeln!(orders, "go")?;
    let report =
        tokio::task::spawn_blocking(move || line(&mut reports).map(|text| (text, reports)));
    let (report, _reports) = report.await??;
    let expected = u64::from(load.sockets) * u64::from(load.rate) * u64::from(load.seconds);
    let patience = Instant::now();
    while read.load(Ordering::Relaxed) < expected && patience.elapsed() < Duration::from_secs(5) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    drop(orders);
    let mut latencies = Vec::new();
    while let Some(of_one) = clients.join_next().await {
        latencies.extend(of_one??);
    }
    server.wait()?;
    latencies.sort_unstable();

    let (memory_kb, cpu_ms) = report.split_once(' ').context("no report")?;
    let (memory_kb, cpu_ms): (u64, u64) = (memory_kb.parse()?, cpu_ms.parse()?);
    let received = latencies.len();
    println!(
        r#"{{"sockets":{},"rate":{},"expected":{expected},"received":{received},"p50_us":{},"p99_us":{},"max_us":{},"server_memory_kb":{memory_kb},"server_cpu_ms":{cpu_ms},"seconds":{}}}"#,
        load.sockets,
        load.rate,
        quantile(&latencies, 0.5),
        quantile(&latencies, 0.99),
        quantile(&latencies, 1.0),
        load.seconds,
    );
    Ok(())
}

fn line(from: &mut impl BufRead) -> anyhow::Result<String> {
    let mut text = String::new();
    from.read_line(&mut text)?;
    Ok(text.trim().to_owned())
}

/// Opens a socket and says hello. The frames are made by hand: a library's
/// client would cost as much as the server that is measured.
async fn open(address: SocketAddr) -> anyhow::Result<TcpStream> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let request = format!(
        "GET /live HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(stream.read_u8().await?);
    }
    anyhow::ensure!(answer.starts_with(b"HTTP/1.1 101"), "not let in");
    stream.write_all(&frame(HELLO)).await?;
    Ok(stream)
}

/// A client's frame; the mask is zero, so that the text stays as it is.
fn frame(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).unwrap_or(0);
    let mut frame = vec![0x81, 0x80 | length, 0, 0, 0, 0];
    frame.extend_from_slice(text.as_bytes());
    frame
}

/// Reads until the server closes; the latency of each state, in µs.
async fn listen(
    mut stream: TcpStream,
    stopwatch: Stopwatch,
    read: Arc<AtomicU64>,
) -> anyhow::Result<Vec<u64>> {
    let mut latencies = Vec::new();
    let mut buffer = Vec::with_capacity(512);
    while stream
        .read_buf(&mut buffer)
        .await
        .is_ok_and(|read| read > 0)
    {
        let now = stopwatch.elapsed_us();
        while let Some(text) = next_text(&buffer) {
            if let Some(stamp) = stamp_of(text) {
                latencies.push(now.saturating_sub(stamp));
                read.fetch_add(1, Ordering::Relaxed);
            } else if text.starts_with(br#"{"say":"ping""#) {
                stream.write_all(&frame(PONG)).await?;
            }
            let end = text.len() + 2;
            buffer.drain(..end);
        }
    }
    Ok(latencies)
}

/// The text of the first frame, when it is all there. Those of this load are
/// all shorter than 126 bytes.
fn next_text(buffer: &[u8]) -> Option<&[u8]> {
    let length = usize::from(*buffer.get(1)?);
    buffer.get(2..2 + length)
}

fn stamp_of(text: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(text).ok()?;
    let (_, rest) = text.split_once("\"latest_at\":")?;
    rest.trim_end_matches('}').parse().ok()
}
