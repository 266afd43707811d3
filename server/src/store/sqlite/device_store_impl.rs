use model::time::At;

use super::SqliteStore;
use super::tables::devices;
use crate::store::trait_store::Answer;
use crate::store::{AuditEntry, Device, DeviceStore};

impl DeviceStore for SqliteStore {
    fn add_device(&self, device: Device, trace: AuditEntry) -> Answer<'_, i64> {
        Box::pin(
            self.ask(move |writer| Box::pin(devices::add(&mut writer.connection, device, trace))),
        )
    }

    fn devices(&self) -> Answer<'_, Vec<Device>> {
        Box::pin(devices::list(&self.shared.readers))
    }

    fn change_device(&self, device: Device, trace: AuditEntry) -> Answer<'_, bool> {
        Box::pin(
            self.ask(move |writer| {
                Box::pin(devices::change(&mut writer.connection, device, trace))
            }),
        )
    }

    fn devices_seen(&self, seen: Vec<(i64, At)>) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| Box::pin(devices::seen(&mut writer.connection, seen))))
    }
}
