use std::process::ExitCode;

use rand::TryRngCore as _;
use rand::rngs::OsRng;
use sha2::{Digest as _, Sha256};

use super::cli::KeyAction;
use super::context::Held;
use crate::control::Console;
use crate::store::SourceKey;

/// Bytes of chance in a key: 256 bits.
const KEY_BYTES: usize = 32;
const PREFIX: &str = "bv_";

/// `belvedere key add|list|revoke`.
pub(super) async fn run(
    held: &Held,
    action: KeyAction,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    match action {
        KeyAction::Add { name } => {
            let secret = new_secret()?;
            held.store
                .add_key(stored_form(&name, &secret, held.clock.now()))
                .await?;
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
            if !held
                .store
                .revoke_key(name.clone(), held.clock.now())
                .await?
            {
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

fn new_secret() -> anyhow::Result<String> {
    let mut bytes = [0u8; KEY_BYTES];
    OsRng.try_fill_bytes(&mut bytes)?;
    Ok(format!("{PREFIX}{}", hex(&bytes)))
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
