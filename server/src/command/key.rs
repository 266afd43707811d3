use std::process::ExitCode;

use model::city::PlaceCode;
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
        KeyAction::Add { name, place } => {
            let secret = new_secret(&OsChance)?;
            if let Some(place) = &place {
                let town = held.store.places().await?;
                anyhow::ensure!(
                    town.iter().any(|known| known.code == *place),
                    "no place has the code `{place}`: give the one that stands in its address \
                     after /lieu/"
                );
            }
            let key = stored_form(&name, place, &secret, held.clock.now());
            let trace = by.did("key.add", key.object(), SystemClock.now());
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
                    let place = key.place.as_ref().map_or("-", PlaceCode::as_str);
                    console.out(&format!("{}\t{}…\t{place}\t{state}", key.name, key.prefix));
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

/// The form of a key that may be kept: its hash, and the first characters to know it by;
/// with the place that it may tell of.
pub fn stored_form(
    name: &str,
    place: Option<PlaceCode>,
    secret: &str,
    now: model::time::At,
) -> SourceKey {
    SourceKey {
        name: name.to_owned(),
        sha256: hex(&Sha256::digest(secret.as_bytes())),
        prefix: secret.chars().take(PREFIX.len() + 4).collect(),
        place,
        created_at: now,
        revoked_at: None,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
