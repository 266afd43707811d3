use clap::{Args, Subcommand};
use model::time::Day;

/// What to do with alerts.
#[derive(Debug, Clone, Args)]
pub struct AlertArgs {
    /// list, review, acknowledge, explain or close
    #[command(subcommand)]
    pub action: AlertAction,
}

/// Actions on alerts.
#[derive(Debug, Clone, Subcommand)]
pub enum AlertAction {
    /// List them: number, state, cause, series, first and last day
    List(AlertListArgs),
    /// Say what would have been found on past days; nothing is kept
    Review(AlertReviewArgs),
    /// Take one on
    Acknowledge {
        /// Number of the alert
        id: i64,
    },
    /// Say what caused one
    Explain {
        /// Number of the alert
        id: i64,
        /// What happened, in a sentence
        note: String,
    },
    /// Close one
    Close {
        /// Number of the alert
        id: i64,
    },
}

/// Which alerts.
#[derive(Debug, Clone, Args)]
pub struct AlertListArgs {
    /// Closed ones too
    #[arg(long)]
    pub all: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// Which days of which series.
#[derive(Debug, Clone, Args)]
pub struct AlertReviewArgs {
    /// First day, such as 2022-01-01; that of the oldest reading where it is left out
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// Last day; yesterday where it is left out
    #[arg(long, value_name = "DATE")]
    pub to: Option<Day>,
    /// This series alone; may be repeated
    #[arg(long, value_name = "CODE")]
    pub series: Vec<String>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
