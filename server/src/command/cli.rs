use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand};
use model::access::Role;
use model::city::PlaceCode;

use super::alert_args::AlertArgs;
use crate::import::Target;

/// Tableau de bord urbain : une ville voit, en direct, où elle en est de ses objectifs.
///
/// Results go to standard output, progress and errors to standard error; the
/// exit status is 0 only on success.
#[derive(Debug, Clone, Parser)]
#[command(name = "belvedere", version, max_term_width = 100)]
pub struct Cli {
    /// Configuration file [default: Leptos.toml in this folder, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Database, e.g. sqlite://belvedere.db
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Serve the pages, the API and the live feed
    Serve(ReplayArgs),
    /// Make the invented town Clairval if the database is new, then serve it with a simulator
    Demo(DemoArgs),
    /// Take in places, series, readings, objectives, ticket events or ratings from files
    Import(ImportArgs),
    /// Look at the lines that were set aside, and try them again
    Quarantine(QuarantineArgs),
    /// Recompute every rollup and every note from the readings, and report what differs
    Verify(JsonArg),
    /// Write a copy of the database to a new file, also while serving
    Backup(FileArg),
    /// Put a backup in place of the database, also while serving (accounts, keys and the
    /// journal stay then; while nothing serves they are those of the backup)
    Restore(FileArg),
    /// Check, compare and add theme packs
    Theme(ThemeArgs),
    /// Keys by which sources send readings
    Key(KeyArgs),
    /// What the watch found: list, take on, explain, close
    Alert(AlertArgs),
    /// Accounts of people who sign in
    User(UserArgs),
    /// Who did what
    Audit(AuditArgs),
    /// Mail to subscribers
    Mail(MailArgs),
    /// Check the configuration
    CheckConfig,
    /// Print the configuration in force
    PrintConfig,
}

impl Command {
    /// Whether the command asks for a password.
    pub const fn asks_password(&self) -> bool {
        matches!(
            self,
            Self::User(UserArgs {
                action: UserAction::Add { .. } | UserAction::Password { .. }
            })
        )
    }

    /// Whether the command looks at what is there: in a new database it would find
    /// nothing wrong where a name was mistyped.
    pub const fn needs_database(&self) -> bool {
        matches!(
            self,
            Self::Verify(_)
                | Self::Backup(_)
                | Self::Quarantine(_)
                | Self::Alert(_)
                | Self::Audit(_)
        )
    }

    /// The command with its paths taken from that folder.
    #[must_use]
    pub fn in_folder(mut self, folder: &Path) -> Self {
        let place = |path: &mut PathBuf| *path = folder.join(&*path);
        match &mut self {
            Self::Import(args) => {
                args.files.iter_mut().for_each(place);
                args.mapping.iter_mut().for_each(place);
            }
            Self::Backup(args) | Self::Restore(args) => place(&mut args.file),
            _ => {}
        }
        self
    }
}

/// How to serve.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// Address to listen on, e.g. 127.0.0.1:3000
    #[arg(long, value_name = "ADDR")]
    pub addr: Option<String>,
    /// The day the notes speak of: clock, latest (for archives), or a date
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
}

/// How to serve, and by what clock.
#[derive(Debug, Clone, Args)]
pub struct ReplayArgs {
    /// How to serve
    #[command(flatten)]
    pub serve: ServeArgs,
    /// For replays of an archive only: the clock starts at this instant of the past, as
    /// 2020-01-02T08:00 in the zone of the database, or with an offset
    #[arg(long, value_name = "DATE_TIME")]
    pub start: Option<String>,
    /// For replays only: times real time at which the clock runs from --start on
    #[arg(long, default_value_t = 1, requires = "start", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub speed: u32,
}

/// How to run the demo town.
#[derive(Debug, Clone, Args)]
pub struct DemoArgs {
    /// How to serve it
    #[command(flatten)]
    pub serve: ServeArgs,
    /// Times real time at which the town lives
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub speed: u32,
    /// Only make the database
    #[arg(long)]
    pub no_serve: bool,
    /// Seed from which the town is invented
    #[arg(long, default_value_t = crate::demo::Town::USUAL_SEED)]
    pub seed: u64,
}

/// What to import.
#[derive(Debug, Clone, Args)]
pub struct ImportArgs {
    /// What the files hold
    #[arg(value_enum)]
    pub target: Target,
    /// Files; with a mapping also folders
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Mapping that describes the files (docs/IMPORT.md); without one they are canonical CSV
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

/// What to do with lines set aside.
#[derive(Debug, Clone, Args)]
pub struct QuarantineArgs {
    /// list or retry
    #[command(subcommand)]
    pub action: QuarantineAction,
}

/// Actions on lines set aside.
#[derive(Debug, Clone, Subcommand)]
pub enum QuarantineAction {
    /// List them with their reasons
    List(JsonArg),
    /// Try them again, now that series or places may exist
    Retry(JsonArg),
}

/// Which theme packs.
#[derive(Debug, Clone, Args)]
pub struct ThemeArgs {
    /// check, diff or add
    #[command(subcommand)]
    pub action: ThemeAction,
}

/// Actions on theme packs.
#[derive(Debug, Clone, Subcommand)]
pub enum ThemeAction {
    /// Check theme files: syntax, codes, units, kinds
    Check {
        /// Files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Say what a theme file would change of the pack in force with its code
    Diff(FileArg),
    /// Check a theme file and put it into the folder `themes`, where it holds from the next start on
    Add(FileArg),
}

/// What to do with mail.
#[derive(Debug, Clone, Args)]
pub struct MailArgs {
    /// test
    #[command(subcommand)]
    pub action: MailAction,
}

/// Actions on mail.
#[derive(Debug, Clone, Subcommand)]
pub enum MailAction {
    /// Send one mail by the configured mail server, to see that it goes out
    Test {
        /// Address
        address: String,
    },
}

/// What to do with keys.
#[derive(Debug, Clone, Args)]
pub struct KeyArgs {
    /// add, list or revoke
    #[command(subcommand)]
    pub action: KeyAction,
}

/// Actions on keys.
#[derive(Debug, Clone, Subcommand)]
pub enum KeyAction {
    /// Make a key and print its secret, once
    Add {
        /// Name of the source
        #[arg(long)]
        name: String,
        /// Code of the place that it may tell of, with what is below it; without, the whole town
        #[arg(long, value_name = "CODE")]
        place: Option<PlaceCode>,
    },
    /// List the keys, without their secrets
    List(JsonArg),
    /// Revoke a key
    Revoke {
        /// Name of the source
        #[arg(long)]
        name: String,
    },
}

/// What to do with accounts.
#[derive(Debug, Clone, Args)]
pub struct UserArgs {
    /// add, list, disable, password or totp-reset
    #[command(subcommand)]
    pub action: UserAction,
}

/// Actions on accounts. A password is asked for on the terminal, or read from
/// standard input; it is never an argument.
#[derive(Debug, Clone, Subcommand)]
pub enum UserAction {
    /// Make an account; its password is asked for, or read from standard input
    Add {
        /// Address by which they sign in
        #[arg(long)]
        email: String,
        /// Name, for the screen
        #[arg(long)]
        name: String,
        /// elu, dgs, directeur, agent, gestionnaire, admin or dpo
        #[arg(long)]
        role: Role,
        /// Code of the place at and below which they act; the whole town without it
        #[arg(long, value_name = "PLACE")]
        scope: Option<String>,
    },
    /// List the accounts
    List(JsonArg),
    /// Disable an account and end its sessions
    Disable {
        /// Address of the account
        #[arg(long)]
        email: String,
    },
    /// Give an account another password and end its sessions
    Password {
        /// Address of the account
        #[arg(long)]
        email: String,
    },
    /// Take the second factor of an account away and end its sessions: for a lost telephone
    TotpReset {
        /// Address of the account
        #[arg(long)]
        email: String,
    },
}

/// What to do with the audit.
#[derive(Debug, Clone, Args)]
pub struct AuditArgs {
    /// list or verify
    #[command(subcommand)]
    pub action: AuditAction,
}

/// Actions on the audit.
#[derive(Debug, Clone, Subcommand)]
pub enum AuditAction {
    /// List who did what, oldest first; as JSON, one object a line
    List(JsonArg),
    /// Check that no row was changed or taken away
    Verify {
        /// Head that an earlier check printed, kept elsewhere: it has to be in the chain
        #[arg(long, value_name = "HASH")]
        head: Option<String>,
    },
}

/// Print as JSON.
#[derive(Debug, Clone, Args)]
pub struct JsonArg {
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// A file.
#[derive(Debug, Clone, Args)]
pub struct FileArg {
    /// File
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory as _;
        super::Cli::command().debug_assert();
    }
}
