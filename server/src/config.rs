//! What the town's IT can set: `Leptos.toml` < environment < flags.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::http::Proxy;
use crate::live::LiveOptions;
use crate::mail::MailConfig;
use crate::oidc::OidcSettings;
use crate::state::Today;

/// Everything that can be set. `Leptos.toml` documents each key in place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `sqlite://FILE`, kept beside the program unless the path is absolute.
    pub database: String,
    /// Address and port to listen on.
    pub site_addr: SocketAddr,
    /// Folder of the built site.
    pub site_root: PathBuf,
    /// Folder with more theme packs (`*.toml`); empty for none.
    pub themes: PathBuf,
    /// Folder with more files of dated parameters (`*.toml`); empty for none.
    pub parameters: PathBuf,
    /// `clock`, `latest` (archives) or a date: the day the notes speak of.
    pub today: String,
    /// IANA zone in which a new database cuts its local days; empty takes the
    /// database's own, Europe/Paris for a new one.
    pub zone: String,
    /// File that holds the key of one-time codes, made when absent; empty for one beside
    /// the database.
    pub key_file: PathBuf,
    /// Where the site is for everybody, e.g. `https://tableau.clairval.example`: reports and
    /// mails name it. Empty: addresses are printed without their host.
    pub public_url: String,
    /// Further origins allowed to open the live socket, e.g. `https://tableau.clairval.example`.
    pub origins: Vec<String>,
    /// Sockets held at once.
    pub max_sockets: u32,
    /// Sockets held at once for one address.
    pub max_sockets_per_ip: u32,
    /// Whether a proxy in front sets `X-Forwarded-For` and `X-Forwarded-Proto`.
    pub behind_proxy: bool,
    /// Signing in elsewhere.
    pub oidc: OidcSettings,
    /// How mail goes out.
    pub mail: MailConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite://belvedere.db".to_owned(),
            site_addr: SocketAddr::from(([127, 0, 0, 1], 3000)),
            site_root: PathBuf::from("target/site"),
            themes: PathBuf::new(),
            parameters: PathBuf::new(),
            today: "clock".to_owned(),
            zone: String::new(),
            key_file: PathBuf::new(),
            public_url: String::new(),
            origins: Vec::new(),
            max_sockets: 20_000,
            max_sockets_per_ip: 256,
            behind_proxy: false,
            oidc: OidcSettings::default(),
            mail: MailConfig::default(),
        }
    }
}

/// A setting that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file named with `--config` is not there.
    #[error("configuration file {0}: not found")]
    Missing(PathBuf),
    /// A key is unknown or has a value of the wrong kind; the text names file and key.
    #[error("configuration: {0}")]
    Invalid(Box<figment::Error>),
    /// A value is of the right kind but means nothing.
    #[error("configuration: {key}: {reason}")]
    Value {
        /// The key.
        key: &'static str,
        /// What is wrong, and what to write.
        reason: String,
    },
}

impl Config {
    /// Reads the file (`Leptos.toml` here when none is named), then `BELVEDERE_*`,
    /// then the variables that Leptos tools set.
    ///
    /// # Errors
    /// [`ConfigError`] naming the key.
    pub fn read(file: Option<&Path>) -> Result<Self, ConfigError> {
        if let Some(missing) = file.filter(|f| !f.is_file()) {
            return Err(ConfigError::Missing(missing.to_owned()));
        }
        let mut settings = Figment::from(Serialized::defaults(Self::default()));
        if let Some(path) = file.or(Path::new(USUAL).is_file().then_some(Path::new(USUAL))) {
            // The block that Leptos tools read stands in the same file, under another table.
            settings = settings.merge(Toml::file_exact(path).nested());
        }
        let config: Self = settings
            .select("belvedere")
            .merge(
                Env::prefixed("BELVEDERE_")
                    .filter(|key| KEYS.iter().any(|known| key == *known))
                    .profile("belvedere"),
            )
            .merge(
                Env::prefixed("LEPTOS_")
                    .only(&["site_addr", "site_root"])
                    .profile("belvedere"),
            )
            .extract()
            .map_err(|fault| ConfigError::Invalid(Box::new(fault)))?;
        config.check()?;
        Ok(config)
    }

    /// Which day the notes speak of.
    ///
    /// # Errors
    /// [`ConfigError::Value`] when `today` is neither a word it knows nor a date.
    pub fn today(&self) -> Result<Today, ConfigError> {
        self.today
            .parse()
            .map_err(|fault: crate::state::UnknownToday| ConfigError::Value {
                key: "today",
                reason: fault.to_string(),
            })
    }

    /// The zone asked for, if one is.
    pub fn zone(&self) -> Option<&str> {
        Some(self.zone.as_str()).filter(|zone| !zone.is_empty())
    }

    /// The file that holds the key of one-time codes.
    pub fn key_file(&self) -> PathBuf {
        if self.key_file.as_os_str().is_empty() {
            let (_, file) = self.database.split_once("://").unwrap_or_default();
            let file = file.split('?').next().unwrap_or_default();
            PathBuf::from(format!("{file}.key"))
        } else {
            self.key_file.clone()
        }
    }

    /// Where the site is for everybody, without a slash at its end.
    pub fn public_url(&self) -> &str {
        self.public_url.trim_end_matches('/')
    }

    /// How live sockets are held.
    pub fn live_options(&self) -> LiveOptions {
        LiveOptions {
            sockets: self.max_sockets,
            sockets_per_address: self.max_sockets_per_ip,
            origins: self.origins.clone(),
            ..LiveOptions::default()
        }
    }

    /// Whether what a proxy says is believed.
    pub const fn proxy(&self) -> Proxy {
        if self.behind_proxy {
            Proxy::trusted()
        } else {
            Proxy::none()
        }
    }

    /// Checks the values that have a form of their own.
    ///
    /// # Errors
    /// [`ConfigError::Value`] naming the key.
    pub fn check(&self) -> Result<(), ConfigError> {
        self.today()?;
        model::time::Zone::new(self.zone().unwrap_or("UTC")).map_err(|fault| {
            ConfigError::Value {
                key: "zone",
                reason: fault.to_string(),
            }
        })?;
        self.oidc.check().map_err(|reason| ConfigError::Value {
            key: "oidc",
            reason,
        })?;
        let public = self.public_url();
        let web = ["https://", "http://"]
            .iter()
            .any(|start| public.starts_with(start));
        if !public.is_empty() && (!web || public.contains([' ', '?', '#', '"', '<'])) {
            return Err(ConfigError::Value {
                key: "public_url",
                reason: format!("`{public}` is no address: write https://HOST"),
            });
        }
        self.mail
            .check(public)
            .map_err(|(key, reason)| ConfigError::Value { key, reason })?;
        if !self.database.contains("://") {
            return Err(ConfigError::Value {
                key: "database",
                reason: format!("`{}` is not a URL: write sqlite://FILE", self.database),
            });
        }
        Ok(())
    }
}

/// The file that is read when none is named, where there is one.
const USUAL: &str = "Leptos.toml";

/// Keys that an environment variable may set.
const KEYS: [&str; 13] = [
    "database",
    "site_addr",
    "site_root",
    "themes",
    "parameters",
    "today",
    "zone",
    "key_file",
    "public_url",
    "origins",
    "max_sockets",
    "max_sockets_per_ip",
    "behind_proxy",
];
