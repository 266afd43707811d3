use anyhow::Context;

/// What a process has used so far, from `/proc`.
pub struct Process {
    /// Resident memory, in kB.
    pub memory_kb: u64,
    /// User and system time, in ms.
    pub cpu_ms: u64,
}

impl Process {
    /// This process.
    pub fn read() -> anyhow::Result<Self> {
        let status = std::fs::read_to_string("/proc/self/status")?;
        let memory_kb = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.trim().strip_suffix("kB")?.trim().parse().ok())
            .context("no VmRSS")?;
        let stat = std::fs::read_to_string("/proc/self/stat")?;
        let (_, fields) = stat.rsplit_once(')').context("no name")?;
        // Fields 14 and 15 of the whole line, in hundredths of a second.
        let times: Vec<u64> = fields
            .split_ascii_whitespace()
            .skip(11)
            .take(2)
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            memory_kb,
            cpu_ms: times.iter().sum::<u64>() * 10,
        })
    }
}

/// The value below which `share` of sorted values are.
pub fn quantile(sorted: &[u64], share: f64) -> u64 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a share of a length lies inside it"
    )]
    let rank = ((sorted.len() as f64) * share) as usize;
    sorted
        .get(rank.min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0)
}
