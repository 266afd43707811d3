use model::time::At;

use super::trait_store::Answer;
use super::{AuditEntry, Device};

/// What the rest of the server may ask of a database about paired devices.
///
/// What changes one is stored together with its trace, or not at all.
pub trait DeviceStore: Send + Sync + 'static {
    /// Adds a device, whose number is not looked at, and returns the number it got.
    fn add_device(&self, device: Device, trace: AuditEntry) -> Answer<'_, i64>;

    /// Every device, revoked ones included, by number.
    fn devices(&self) -> Answer<'_, Vec<Device>>;

    /// Puts the name, kind, place, chime, change and revocation of a device in the place
    /// of those known; `false` when there is none with that number in use.
    fn change_device(&self, device: Device, trace: AuditEntry) -> Answer<'_, bool>;

    /// Notes when devices were heard of last.
    fn devices_seen(&self, seen: Vec<(i64, At)>) -> Answer<'_, ()>;
}
