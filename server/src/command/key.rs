use std::process::ExitCode;

use sha2::{Digest as _, Sha256};

use super::cli::KeyAction;
use super::context::Held;
use crate::access::{Actor, Chance, OsChance};
use crate::clock::{Clock as _, SystemClock};
use crate::control::Console;
use crate::store::SourceKey;

const PREFIX: &str = "bv_";

/// `belvedere key add|list|revoke`.
pub(super) async fn run(
    held: &Held,
    action: KeyAction,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let by = Actor::console();
    match action {
        KeyAction::Add { name } => {
            let secret = new_secret(&OsChance)?;
            let now = held.clock.now();
            let trace = by.did("key.add", format!("key {name}"), SystemClock.now());
            let key = stored_form(&name, &secret, now);
            held.store.add_key(key, trace).await?;
            console.err("This is the only time the key is shown: keep it with the source.");
            console.out(&secret);
        }
        KeyAction::List(args) => {
            let keys = held.store.keys().await?;
            if args.json {
                console.out(&serde_json::to_string_pretty(&keys)?);
            } else {
                for key in keys {
                    let state = if key.revoked_at.is_some() {
                        "revoked"
                    } else {
                        "valid"
                    };
                    console.out(&format!("{}\t{}…\t{state}", key.name, key.prefix));
                }
            }
            return Ok(ExitCode::SUCCESS);
        }
        KeyAction::Revoke { name } => {
            let trace = by.did("key.revoke", format!("key {name}"), SystemClock.now());
            if !held.store.revoke_key(name.clone(), trace).await? {
                anyhow::bail!("no valid key is named `{name}`; see `belvedere key list`");
            }
            console.out(&format!("{name} revoked"));
        }
    }
    if let Some(reload) = &held.reload {
        reload.keys().await?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A secret of 256 bits.
pub fn new_secret(chance: &dyn Chance) -> std::io::Result<String> {
    Ok(format!("{PREFIX}{}", hex(&chance.draw()?)))
}

/// The form of a key that may be kept: its hash, and the first characters to know it by.
pub fn stored_form(name: &str, secret: &str, now: model::time::At) -> SourceKey {
    SourceKey {
        name: name.to_owned(),
        sha256: hex(&Sha256::digest(secret.as_bytes())),
        prefix: secret.chars().take(PREFIX.len() + 4).collect(),
        created_at: now,
        revoked_at: None,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
