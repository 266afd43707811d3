//! Fan-out of the live channel on loopback: latency, memory, processor time.
//!
//! `cargo run --release -p server --example bench_live -- --sockets 2000 --rate 5`
//!
//! The server is a process of its own, started from this same program, so
//! that its memory and processor time are its own. Latency is from just
//! before a state is published to when a client has read it: it contains the
//! whole burst. The last line of standard output is one JSON object.

use clap::Parser;

#[path = "bench_live/clients.rs"]
mod clients;
#[path = "bench_live/figures.rs"]
mod figures;
#[path = "bench_live/serving.rs"]
mod serving;
#[path = "bench_live/stopwatch.rs"]
mod stopwatch;

/// Measures the live channel.
#[derive(Debug, Clone, Parser)]
struct Load {
    /// Sockets open at once.
    #[arg(long, default_value_t = 2000)]
    sockets: u32,
    /// States published a second, each sent to every socket.
    #[arg(long, default_value_t = 5)]
    rate: u32,
    /// How long, in seconds.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Set on the server's process: the instant that stamps count from, in
    /// microseconds since 1970.
    #[arg(long, hide = true)]
    serve_from: Option<u64>,
}

fn main() -> anyhow::Result<()> {
    let load = Load::parse();
    match load.serve_from {
        Some(origin) => serving::serve(&load, stopwatch::Stopwatch::from(origin)),
        None => clients::measure(&load),
    }
}
