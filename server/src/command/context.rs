use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;

use super::cli::{Cli, Command, MailAction, ThemeAction};
use super::{
    alert, audit, check_config, import, key, mail, quarantine, serve, store_file, theme, user,
    verify,
};
use crate::clock::{SharedClock, SystemClock};
use crate::config::Config;
use crate::control::{self, Console};
use crate::store::{self, Store, StoreError};

/// Runs the program with the arguments of the process.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    let console = Console::terminal();
    match run_cli(cli, &console).await {
        Ok(code) => code,
        Err(fault) => {
            console.err(&format!("belvedere: {fault:#}"));
            ExitCode::FAILURE
        }
    }
}

/// The configuration in force: file, environment, then flags.
fn configuration(cli: &Cli) -> anyhow::Result<Config> {
    let mut config = Config::read(cli.config.as_deref())?;
    if let Some(database) = &cli.database {
        config.database.clone_from(database);
    }
    let serve = match &cli.command {
        Command::Serve(args) => Some(&args.serve),
        Command::Demo(demo) => Some(&demo.serve),
        _ => None,
    };
    if let Some(serve) = serve {
        if let Some(addr) = &serve.addr {
            config.site_addr = addr
                .parse()
                .map_err(|_| anyhow::anyhow!("--addr {addr}: write it as 127.0.0.1:3000"))?;
        }
        if let Some(today) = &serve.today {
            config.today.clone_from(today);
        }
    }
    config.check()?;
    Ok(config)
}

async fn run_cli(cli: Cli, console: &Console) -> anyhow::Result<ExitCode> {
    let config = configuration(&cli)?;
    match cli.command {
        Command::CheckConfig => check_config::check(&config, console),
        Command::PrintConfig => check_config::print(&config, console),
        Command::Theme(args) => match args.action {
            ThemeAction::Check { files } => Ok(theme::check(&files, console)),
            ThemeAction::Diff(args) => theme::diff(&config, &args.file, console),
            ThemeAction::Add(args) => theme::add(&config, &args.file, console),
        },
        Command::Mail(args) => match args.action {
            MailAction::Test { address } => mail::test(&config, address, console).await,
        },
        Command::Serve(args) => serve::serve(config, &args).await,
        Command::Demo(args) => serve::demo(config, args).await,
        command => on_database(config, command, console).await,
    }
}

/// Runs a command on the database: here, or inside the server that holds it.
async fn on_database(
    config: Config,
    command: Command,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let clock: SharedClock = Arc::new(SystemClock);
    if let Command::Restore(args) = &command
        && !control::is_served(&config.database)
    {
        return store_file::restore_at_rest(&config.database, &args.file, console).await;
    }
    if command.needs_database() && !store::exists(&config.database)? {
        anyhow::bail!(
            "there is no database {}: name the one you mean with --database",
            config.database
        );
    }
    match store::open(&config.database, config.zone()).await {
        Ok(opened) => {
            let held = Held {
                config,
                store: opened.clone(),
                clock,
                reload: None,
            };
            let code = on_store(&held, command, console).await;
            opened.close().await?;
            code
        }
        Err(StoreError::InUse(url)) => {
            let password = command
                .asks_password()
                .then(|| console.password())
                .transpose()?;
            match control::forward(&config.database, password, console).await? {
                Some(code) => Ok(code),
                None => Err(StoreError::InUse(url).into()),
            }
        }
        Err(fault) => Err(fault.into()),
    }
}

/// A database that is open, and how to tell a running server that it changed.
pub struct Held {
    /// What is configured.
    pub config: Config,
    /// The database.
    pub store: Arc<dyn Store>,
    /// The clock of the program.
    pub clock: SharedClock,
    /// Present inside a server.
    pub reload: Option<control::Reload>,
}

/// Runs one command on an open database.
pub async fn on_store(
    held: &Held,
    command: Command,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    match command {
        Command::Import(args) => import::run(held, args, console).await,
        Command::Quarantine(args) => quarantine::run(held, args.action, console).await,
        Command::Verify(args) => verify::run(held, args.json, console).await,
        Command::Backup(args) => store_file::backup(held, &args.file, console).await,
        Command::Restore(args) => store_file::restore(held, &args.file, console).await,
        Command::Alert(args) => alert::run(held, args, console).await,
        Command::Key(args) => key::run(held, args.action, console).await,
        Command::User(args) => user::run(held, args.action, console).await,
        Command::Audit(args) => audit::run(held, args.action, console).await,
        Command::Serve(_)
        | Command::Demo(_)
        | Command::Theme(_)
        | Command::Mail(_)
        | Command::CheckConfig
        | Command::PrintConfig => anyhow::bail!("this command does not work on a database"),
    }
}

/// A path of the command line, made absolute: the server may have started elsewhere.
pub fn absolute(path: &std::path::Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
