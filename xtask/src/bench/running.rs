//! The server under load.

use super::http::Connection;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(60);

/// A running server, ended when it goes out of scope.
pub struct Running {
    child: Child,
    address: SocketAddr,
}

impl Running {
    /// Starts the server on a free port of this machine and waits until it is ready.
    ///
    /// # Errors
    /// When it ends or is not ready in time.
    pub fn start(workspace: &Workspace, binary: &Path, database: &Path) -> Result<Self> {
        Self::start_on(workspace, binary, database, "clock")
    }

    /// The same, on a day of its own: `clock`, `latest` or a date.
    ///
    /// # Errors
    /// When it ends or is not ready in time.
    pub fn start_on(
        workspace: &Workspace,
        binary: &Path,
        database: &Path,
        today: &str,
    ) -> Result<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let child = workspace
            .command(binary)
            .args(["serve", "--today", today])
            .args(["--database", &super::url(database)])
            .env("LEPTOS_SITE_ADDR", address.to_string())
            .env("LEPTOS_SITE_ROOT", workspace.site())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the server cannot be started")?;
        let mut running = Self { child, address };
        let started = Instant::now();
        while !running.is_ready() {
            if running.child.try_wait()?.is_some() || started.elapsed() > START_LIMIT {
                bail!("the server did not become ready");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(running)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its resident memory in kB.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn resident_kb(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        status
            .lines()
            .find_map(|line| {
                line.strip_prefix("VmRSS:")?
                    .split_whitespace()
                    .next()?
                    .parse()
                    .ok()
            })
            .context("the system does not tell the memory of the server")
    }

    fn is_ready(&self) -> bool {
        Connection::open(self.address)
            .and_then(|mut connection| connection.get("/health/ready"))
            .is_ok_and(|answer| answer.status == 200)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}
