use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::city::PlaceCode;
use model::reception::DeviceKind;
use model::time::At;
use serde::Serialize;

use super::accounts::{identifier, sha256};
use super::pairings::{Pairings, Waiting};
use super::{AccountFault, Accounts, Actor};
use crate::store::{Device, StoreError};

/// Seconds after which it is noted again that a device is there.
const SEEN_EVERY_S: i64 = 60;
/// The most characters of a name.
const LONGEST_NAME: usize = 60;

/// Screens and kiosks: those that are paired, and those that wait for it.
#[derive(Clone)]
pub struct Devices {
    accounts: Accounts,
    known: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    /// Devices in use, by the hash of their secret.
    by_hash: HashMap<String, Device>,
    pairings: Pairings,
}

/// What a device is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceUse {
    /// What people call it.
    pub name: String,
    /// What it shows.
    pub kind: DeviceKind,
    /// The building, or the counter of a kiosk.
    pub place: PlaceCode,
    /// Whether calls are heard.
    pub chime: bool,
}

/// What of a device goes into the hashes of a trace: everything but its secret.
#[derive(Serialize)]
struct Traced<'a> {
    name: &'a str,
    kind: DeviceKind,
    place: &'a PlaceCode,
    chime: bool,
    revoked: bool,
}

impl Devices {
    /// Reads the devices in use.
    ///
    /// # Errors
    /// [`StoreError`] when the store does not answer.
    pub async fn load(accounts: Accounts) -> Result<Self, StoreError> {
        let devices = Self {
            accounts,
            known: Arc::default(),
        };
        devices.reread().await?;
        Ok(devices)
    }

    async fn reread(&self) -> Result<(), StoreError> {
        let all = self.accounts.store().devices().await?;
        let in_use = all.into_iter().filter(|device| device.revoked_at.is_none());
        let by_hash = in_use
            .map(|device| (device.token_sha256.clone(), device))
            .collect();
        self.lock().by_hash = by_hash;
        Ok(())
    }

    /// The device that holds a secret.
    pub fn device(&self, secret: &str) -> Option<Device> {
        self.lock().by_hash.get(&sha256(secret)).cloned()
    }

    /// Every device in use, by number.
    pub fn in_use(&self) -> Vec<Device> {
        let mut all: Vec<_> = self.lock().by_hash.values().cloned().collect();
        all.sort_by_key(|device| device.id);
        all
    }

    /// Notes that a device is there.
    pub async fn saw(&self, device: &Device) {
        let now = self.accounts.clock().now();
        let is_new = device
            .seen_at
            .is_none_or(|at| now.seconds_since(at) >= SEEN_EVERY_S);
        if !is_new {
            return;
        }
        if let Some(known) = self.lock().by_hash.get_mut(&device.token_sha256) {
            known.seen_at = Some(now);
        }
        if let Err(fault) = self
            .accounts
            .store()
            .devices_seen(vec![(device.id, now)])
            .await
        {
            tracing::warn!(%fault, "that a device is there was not noted");
        }
    }

    /// A device wants to be paired: the secret it keeps meanwhile, and the code that
    /// it shows. `None` where too many do.
    pub fn begin(&self, origin: &str) -> Option<(String, String)> {
        let now = self.accounts.clock().now();
        let secret = identifier(self.accounts.draw().ok()?);
        let chance = self.accounts.draw().ok()?;
        let code = self
            .lock()
            .pairings
            .begin(sha256(&secret), origin, chance, now)?;
        Some((secret, code))
    }

    /// What became of a pairing: its code, or the secret of the device, once.
    pub fn pairing(&self, secret: &str) -> Option<Waiting> {
        let now = self.accounts.clock().now();
        self.lock().pairings.ask(&sha256(secret), now)
    }

    /// Pairs the device that shows a code.
    ///
    /// # Errors
    /// [`AccountFault::Missing`] where none does, [`AccountFault::Field`].
    pub async fn pair(
        &self,
        code: &str,
        wanted: DeviceUse,
        by: &Actor,
    ) -> Result<(), AccountFault> {
        let name = checked_name(&wanted.name)?;
        let now = self.accounts.clock().now();
        let code = tidy_code(code);
        if !self.lock().pairings.shows(&code, now) {
            return Err(AccountFault::Missing);
        }
        let secret = identifier(self.accounts.draw()?);
        let device = Device {
            id: 0,
            name,
            kind: wanted.kind,
            place: wanted.place,
            chime: wanted.chime,
            token_sha256: sha256(&secret),
            paired_at: now,
            paired_by: by.name.clone(),
            changed: 1,
            seen_at: None,
            revoked_at: None,
        };
        let object = format!("device {}", device.name);
        let trace = by.changed("device.pair", object, (None, Some(&traced(&device))), now);
        self.accounts.store().add_device(device, trace).await?;
        self.reread().await?;
        self.lock().pairings.hand(&code, secret);
        Ok(())
    }

    /// Has a device show something else.
    ///
    /// # Errors
    /// [`AccountFault::Missing`], [`AccountFault::Field`].
    pub async fn change(&self, id: i64, wanted: DeviceUse, by: &Actor) -> Result<(), AccountFault> {
        let name = checked_name(&wanted.name)?;
        self.put(id, "device.change", by, |device| {
            device.name = name;
            device.kind = wanted.kind;
            device.place = wanted.place;
            device.chime = wanted.chime;
        })
        .await
    }

    /// Has a device load its screen anew.
    ///
    /// # Errors
    /// [`AccountFault::Missing`].
    pub async fn reload(&self, id: i64, by: &Actor) -> Result<(), AccountFault> {
        self.put(id, "device.reload", by, |_| {}).await
    }

    /// Revokes a device: its secret opens nothing any more.
    ///
    /// # Errors
    /// [`AccountFault::Missing`].
    pub async fn revoke(&self, id: i64, by: &Actor) -> Result<(), AccountFault> {
        let now = self.accounts.clock().now();
        self.put(id, "device.revoke", by, |device| {
            device.revoked_at = Some(now)
        })
        .await
    }

    async fn put(
        &self,
        id: i64,
        action: &str,
        by: &Actor,
        change: impl FnOnce(&mut Device),
    ) -> Result<(), AccountFault> {
        let before = self.in_use().into_iter().find(|device| device.id == id);
        let before = before.ok_or(AccountFault::Missing)?;
        let mut after = before.clone();
        change(&mut after);
        after.changed += 1;
        let now: At = self.accounts.clock().now();
        let hashes = (Some(&traced(&before)), Some(&traced(&after)));
        let trace = by.changed(action, format!("device {id}"), hashes, now);
        let done = self.accounts.store().change_device(after, trace).await?;
        self.reread().await?;
        if done {
            Ok(())
        } else {
            Err(AccountFault::Missing)
        }
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn traced(device: &Device) -> Traced<'_> {
    Traced {
        name: &device.name,
        kind: device.kind,
        place: &device.place,
        chime: device.chime,
        revoked: device.revoked_at.is_some(),
    }
}

fn checked_name(name: &str) -> Result<String, AccountFault> {
    let name = name.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
    if fits && !name.contains(char::is_control) {
        return Ok(name.to_owned());
    }
    Err(AccountFault::Field {
        field: "device name",
        reason: format!("1 to {LONGEST_NAME} characters"),
    })
}

/// As it is shown: people write a code with spaces and in small letters.
fn tidy_code(code: &str) -> String {
    let signs = code.chars().filter(char::is_ascii_alphanumeric).take(12);
    signs.map(|sign| sign.to_ascii_uppercase()).collect()
}
