//! Pages out of the cache on loopback: how many a second, how fast.
//!
//! `cargo run --release -p server --example bench_pages -- --encoding br`
//!
//! The server is a process of its own, started from this same program. Its
//! page stands in for a rendered one: 60 kB with four inline scripts. The
//! last line of standard output is one JSON object.

use clap::Parser;

#[path = "bench_pages/callers.rs"]
mod callers;
#[path = "bench_pages/serving.rs"]
mod serving;

/// Measures the page cache.
#[derive(Debug, Clone, Parser)]
struct Load {
    /// Connections kept alive.
    #[arg(long, default_value_t = 16)]
    connections: u32,
    /// How long, in seconds.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// What callers accept: `identity`, `gzip` or `br`.
    #[arg(long, default_value = "identity")]
    encoding: String,
    /// How often the state of the town changes, in times a second.
    #[arg(long, default_value_t = 1)]
    changes: u64,
    /// Set on the server's process.
    #[arg(long, hide = true)]
    serve: bool,
}

fn main() -> anyhow::Result<()> {
    let load = Load::parse();
    if load.serve {
        serving::serve(&load)
    } else {
        callers::measure(&load)
    }
}
