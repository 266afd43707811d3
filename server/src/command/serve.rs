use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use app::view::{Address, Views};
use model::city::SeriesCode;
use model::measure::Reading;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::cli::{DemoArgs, ReplayArgs};
use super::context::Held;
use super::replay_start::replay_start;
use crate::access::{Accounts, Devices, FactorKey, OsChance, Passwords};
use crate::clock::{Clock as _, ScaledClock, SharedClock, SystemClock};
use crate::config::Config;
use crate::control::{self, Console, Reload};
use crate::demo;
use crate::http::api::{Api, SourceKeys};
use crate::http::assets::BuiltSite;
use crate::http::{self, Site, metrics, router};
use crate::ingest::{self, Parsed, SeriesDirectory};
use crate::live::{Hub, Sockets};
use crate::mail::{MailConfig, Postman, Rounds, SmtpCarrier, run_postman};
use crate::notices::run_recorder;
use crate::oidc::Provider;
use crate::reception::{LiveHalls, run_halls};
use crate::report::Press;
use crate::rules::Rules;
use crate::state::{State, run_scorer};
use crate::store::{self, Batch, SeriesBatch, Store};
use crate::views::StateViews;
use crate::watch::run_watch;

/// How long a stop waits for what is under way.
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// The variable that holds the secret of the client: it is in no file.
const OIDC_SECRET: &str = "BELVEDERE_OIDC_SECRET";

/// `belvedere serve`.
pub(super) async fn serve(config: Config, args: &ReplayArgs) -> anyhow::Result<ExitCode> {
    start_log();
    let store = store::open(&config.database, config.zone()).await?;
    let clock: SharedClock = match &args.start {
        None => Arc::new(SystemClock),
        Some(text) => {
            let start = replay_start(text, &store.meta().zone, SystemClock.now())?;
            Arc::new(ScaledClock::starting_at(start, args.speed))
        }
    };
    run(config, store, clock, None).await
}

/// `belvedere demo`.
pub(super) async fn demo(config: Config, args: DemoArgs) -> anyhow::Result<ExitCode> {
    start_log();
    let console = Console::terminal();
    let real: SharedClock = Arc::new(SystemClock);
    let store = store::open(&config.database, config.zone()).await?;
    let zone = model::time::Zone::new(&store.meta().zone)?;
    let places = store.places().await?;
    let town = if places.is_empty() {
        let town = demo::Town::new(args.seed, real.now(), &zone);
        let progress = console.progress("séries de Clairval");
        let built = demo::build(store.as_ref(), &town, real.now(), &|done, total| {
            progress.set(done, total);
        })
        .await?;
        drop(progress);
        console.err(&format!(
            "Clairval: {} places, {} series, {} readings, {} ticket events",
            built.places, built.series, built.readings, built.told.events
        ));
        let (rules, today) = (Rules::read(&config)?, config.today()?);
        let state = State::load(store.clone(), real.clone(), rules, today).await?;
        demo::live_alerts(&state).await?;
        demo::held_review(&state).await?;
        town
    } else {
        demo::Town::of_places(&places, &zone).ok_or_else(|| {
            anyhow::anyhow!(
                "{} holds another town: name a new database with --database",
                config.database
            )
        })?
    };
    if args.no_serve {
        store.close().await?;
        return Ok(ExitCode::SUCCESS);
    }
    let clock: SharedClock = if args.speed == 1 {
        real
    } else {
        Arc::new(ScaledClock::starting_at(real.now(), args.speed))
    };
    // A town that was built before it had counters goes on without them.
    let has_counters = places.is_empty() || places.iter().any(|place| place.kind == "counter");
    let counters = match has_counters {
        true => Some(demo::ReceptionFeed::resume(&town, store.as_ref(), clock.now()).await?),
        false => None,
    };
    let simulator = demo::Simulator::resume(town, store.as_ref()).await?;
    run(config, store, clock, Some((simulator, counters))).await
}

async fn run(
    config: Config,
    store: Arc<dyn Store>,
    clock: SharedClock,
    simulated: Option<(demo::Simulator, Option<demo::ReceptionFeed>)>,
) -> anyhow::Result<ExitCode> {
    let metrics = metrics::install()?;
    let built = BuiltSite::load(&config.site_root)?;
    let rules = Rules::read(&config)?;
    let touched = store.touched();
    let told = store.touched_reception();
    let state = State::load(store.clone(), clock.clone(), rules, config.today()?).await?;
    state.follow().await?;
    let hub = Hub::new(run_name(), clock.clone());
    let halls = LiveHalls::load(&state).await?;
    let stop = CancellationToken::new();
    let tasks = TaskTracker::new();

    let keys = SourceKeys::default();
    keys.reload(store.as_ref()).await?;
    let series = Arc::new(RwLock::new(SeriesDirectory::load(store.as_ref()).await?));
    let sockets = Sockets::new(hub.clone(), config.live_options(), config.proxy());
    if let Some(touched) = touched {
        tasks.spawn(run_scorer(
            state.clone(),
            touched,
            hub.clone(),
            stop.clone(),
        ));
    }
    if let Some(told) = told {
        tasks.spawn(run_halls(halls.clone(), told, hub.clone(), stop.clone()));
    }
    tasks.spawn(run_watch(state.clone(), stop.clone()));
    tasks.spawn(run_recorder(state.clone(), stop.clone()));
    let reload = Reload {
        state: state.clone(),
        keys: keys.clone(),
        series: series.clone(),
        hub: hub.clone(),
        halls: halls.clone(),
    };
    let held = Arc::new(Held {
        config: config.clone(),
        store: store.clone(),
        clock: clock.clone(),
        reload: Some(reload),
    });
    tasks.spawn(report(
        control::listen(held, stop.clone()),
        "control socket",
    ));
    if let Some((simulator, counters)) = simulated {
        if let Some(counters) = counters {
            tasks.spawn(counters.run(clock.clone(), store.clone(), stop.clone()));
        }
        let (sender, receiver) = mpsc::channel(4);
        tasks.spawn(simulator.run(clock.clone(), sender, stop.clone()));
        tasks.spawn(feed(receiver, store.clone(), series.clone(), clock.clone()));
    }

    let listener = TcpListener::bind(config.site_addr).await.map_err(|fault| {
        anyhow::anyhow!(
            "cannot listen on {}: {fault}; name another --addr",
            config.site_addr
        )
    })?;
    let keep_up = metrics::keep_up(metrics.clone());
    tasks.spawn(stop.clone().run_until_cancelled_owned(keep_up));
    let accounts = Accounts::new(
        store.clone(),
        Arc::new(SystemClock),
        Arc::new(OsChance),
        Passwords::default(),
        FactorKey::of_file(&config.key_file(), &OsChance)?,
    );
    let devices = Devices::load(accounts.clone()).await?;
    let views = Arc::new(StateViews::new(state.clone(), hub, halls.clone()));
    let ahead = look_ahead(state.clone(), views.clone());
    tasks.spawn(stop.clone().run_until_cancelled_owned(ahead));
    let press = Press::new(&built);
    if config.mail.is_on() {
        let password = std::env::var(MailConfig::PASSWORD).ok();
        let carrier = SmtpCarrier::new(&config.mail, password, config.public_url())?;
        let rounds = Rounds {
            state: state.clone(),
            views: views.clone(),
            press: press.clone(),
            public_url: config.public_url().to_owned(),
        };
        let machine: SharedClock = Arc::new(SystemClock);
        let per_hour = config.mail.per_hour;
        let postman = Postman::new(store.clone(), Arc::new(carrier), machine, per_hour);
        tasks.spawn(run_postman(rounds, postman, stop.clone()));
    }
    let routes = router(Site {
        press,
        public_url: config.public_url().into(),
        mail_on: config.mail.is_on(),
        built,
        accounts,
        devices,
        api: Api {
            state: state.clone(),
            halls,
            keys,
            series,
        },
        views,
        sockets: sockets.clone(),
        metrics,
        proxy: config.proxy(),
        provider: provider(&config)?,
        themes: config.themes.clone(),
    });
    Console::terminal().err(&format!("Belvédère: http://{}", listener.local_addr()?));
    let stopping = stop.clone();
    tasks.spawn(async move {
        stop_signal().await;
        stopping.cancel();
    });
    http::serve(listener, routes, stop.clone()).await;
    stop.cancel();
    sockets.stop(STOP_WITHIN).await;
    tasks.close();
    drop(tokio::time::timeout(STOP_WITHIN, tasks.wait()).await);
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Who vouches for people elsewhere, where the configuration names somebody.
fn provider(config: &Config) -> anyhow::Result<Option<Arc<Provider>>> {
    if !config.oidc.is_on() {
        return Ok(None);
    }
    let secret = std::env::var(OIDC_SECRET)
        .map_err(|_| anyhow::anyhow!("{OIDC_SECRET}: set it to the secret of the OIDC client"))?;
    let settings = config.oidc.clone();
    let provider = Provider::new(settings, secret, Arc::new(SystemClock), Arc::new(OsChance))?;
    Ok(Some(Arc::new(provider)))
}

/// Looks at each theme before anybody does: its first view fits signatures to
/// years of every meter, which takes a second for a town and is remembered.
async fn look_ahead(state: State, views: Arc<StateViews>) {
    for theme in state.themes() {
        let seen = views.theme(theme.code.as_str(), &Address::home()).await;
        if let Err(fault) = seen {
            tracing::warn!(?fault, theme = %theme.code, "a theme could not be looked at");
        }
    }
}

/// Hands what the simulator says to the gate that every feed goes through.
async fn feed(
    mut said: mpsc::Receiver<Vec<(SeriesCode, Reading)>>,
    store: Arc<dyn Store>,
    series: Arc<RwLock<SeriesDirectory>>,
    clock: SharedClock,
) {
    while let Some(readings) = said.recv().await {
        let directory = series
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone();
        let mut batches: Vec<SeriesBatch> = Vec::new();
        for (code, reading) in readings {
            let Some(entry) = directory.get(code.as_str().as_bytes()) else {
                continue;
            };
            match batches.last_mut().filter(|batch| batch.series == entry.id) {
                Some(batch) => batch.readings.push(reading),
                None => {
                    batches.push(SeriesBatch {
                        series: entry.id,
                        readings: vec![reading],
                    });
                }
            }
        }
        let batch = Batch {
            series: batches,
            known_at: clock.now(),
        };
        let parsed = Parsed {
            batch,
            faults: Vec::new(),
            lines: 0,
        };
        if let Err(fault) = ingest::submit(store.as_ref(), parsed).await {
            tracing::warn!(%fault, "simulator");
        }
    }
}

async fn report(work: impl Future<Output = anyhow::Result<()>>, what: &str) {
    if let Err(fault) = work.await {
        tracing::error!(%fault, what);
    }
}

/// Resolves on SIGTERM or Ctrl-C.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => drop(interrupted.await),
    }
}

/// A name that no other run of a server has.
fn run_name() -> String {
    format!("{:016x}", rand::random::<u64>())
}

fn start_log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("BELVEDERE_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process, as tests do, keeps the first log.
    drop(log.with_ansi(std::io::stderr().is_terminal()).try_init());
}
