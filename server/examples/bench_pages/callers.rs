use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::Load;

/// Starts the server, asks for the page as fast as it comes, prints.
#[tokio::main(flavor = "current_thread")]
pub async fn measure(load: &Load) -> anyhow::Result<()> {
    let mut server = Command::new(std::env::current_exe()?)
        .args(["--serve", "--changes", &load.changes.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut address = String::new();
    BufReader::new(server.stdout.take().context("no output")?).read_line(&mut address)?;
    let address: SocketAddr = address.trim().parse()?;

    let until = Instant::now() + Duration::from_secs(load.seconds);
    let mut callers = JoinSet::new();
    for _ in 0..load.connections {
        callers.spawn(call(address, load.encoding.clone(), until));
    }
    let (mut times_us, mut bytes) = (Vec::new(), 0);
    while let Some(one) = callers.join_next().await {
        let (times, length) = one??;
        times_us.extend(times);
        bytes = length;
    }
    drop(server.stdin.take());
    server.wait()?;
    times_us.sort_unstable();
    let quantile = |percent: usize| {
        let rank = times_us.len() * percent / 100;
        times_us.get(rank).copied().unwrap_or(0)
    };
    println!(
        r#"{{"encoding":"{}","page_bytes":{bytes},"pages_per_s":{},"p50_us":{},"p99_us":{}}}"#,
        load.encoding,
        u64::try_from(times_us.len())? / load.seconds.max(1),
        quantile(50),
        quantile(99),
    );
    Ok(())
}

/// How long each page took in µs, and how long the last one was.
async fn call(
    address: SocketAddr,
    encoding: String,
    until: Instant,
) -> anyhow::Result<(Vec<u64>, usize)> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let request =
        format!("GET / HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: {encoding}\r\n\r\n");
    let (mut times, mut length) = (Vec::new(), 0);
    let mut buffer = Vec::with_capacity(128 << 10);
    while Instant::now() < until {
        let start = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        buffer.clear();
        let whole = loop {
            anyhow::ensure!(stream.read_buf(&mut buffer).await? > 0, "closed early");
            if let Some(whole) = whole_length(&buffer)
                && buffer.len() >= whole.0
            {
                break whole;
            }
        };
        length = whole.1;
        times.push(u64::try_from(start.elapsed().as_micros())?);
    }
    Ok((times, length))
}

/// Bytes of the answer and of its body, once its head is there.
fn whole_length(answer: &[u8]) -> Option<(usize, usize)> {
    let head = memchr::memmem::find(answer, b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(answer.get(..head)?).ok()?;
    let length = text
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))?;
    let length = length.parse().ok()?;
    Some((head + length, length))
}
