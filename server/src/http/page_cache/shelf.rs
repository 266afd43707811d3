use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Uri;
use tokio::sync::OnceCell;

use super::stored_page::StoredPage;

/// Pages by address, the least used ones leaving first.
pub(super) struct Shelf {
    pages: usize,
    bytes: usize,
    slots: Mutex<HashMap<Box<str>, Arc<Slot>>>,
    uses: AtomicU64,
}

/// One page of one state of the town, from when it is first asked for.
pub(super) struct Slot {
    /// Set by the first caller while the others wait; `None`: not one to keep.
    pub page: OnceCell<Option<Arc<StoredPage>>>,
    key: Box<str>,
    version: u64,
    used: AtomicU64,
}

impl Shelf {
    /// Room for so many pages and bytes.
    pub fn new(pages: usize, bytes: usize) -> Self {
        Self {
            pages,
            bytes,
            slots: Mutex::default(),
            uses: AtomicU64::default(),
        }
    }

    /// The slot of a page as its readers chose it, new when there is none of
    /// this version.
    pub fn slot(&self, uri: &Uri, chosen: &str, version: u64) -> Arc<Slot> {
        let path = uri.path_and_query().map_or("/", |asked| asked.as_str());
        // No address has a space.
        let key = format!("{path} {chosen}");
        let now = self.uses.fetch_add(1, Ordering::Relaxed);
        let mut slots = self.slots();
        if let Some(slot) = slots.get(key.as_str())
            && slot.version == version
        {
            slot.used.store(now, Ordering::Relaxed);
            return Arc::clone(slot);
        }
        let slot = Arc::new(Slot {
            page: OnceCell::new(),
            key: key.into(),
            version,
            used: AtomicU64::new(now),
        });
        slots.insert(slot.key.clone(), Arc::clone(&slot));
        self.make_room(&mut slots, version);
        slot
    }

    /// Keeps to the limits now that the page of a slot is there.
    pub fn settle(&self, slot: &Slot) {
        self.make_room(&mut self.slots(), slot.version);
    }

    /// Takes a slot away.
    pub fn forget(&self, slot: &Arc<Slot>) {
        let mut slots = self.slots();
        if slots
            .get(&slot.key)
            .is_some_and(|kept| Arc::ptr_eq(kept, slot))
        {
            slots.remove(&slot.key);
        }
    }

    fn make_room(&self, slots: &mut HashMap<Box<str>, Arc<Slot>>, version: u64) {
        let is_full = |slots: &HashMap<_, Arc<Slot>>| {
            let bytes: usize = slots.values().map(|slot| slot.bytes()).sum();
            slots.len() > self.pages || bytes > self.bytes
        };
        if is_full(slots) {
            slots.retain(|_, slot| slot.version == version);
        }
        while is_full(slots) {
            let oldest = slots
                .values()
                .min_by_key(|slot| slot.used.load(Ordering::Relaxed))
                .map(|slot| slot.key.clone());
            if let Some(key) = oldest {
                slots.remove(&key);
            }
        }
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<Box<str>, Arc<Slot>>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Slot {
    fn bytes(&self) -> usize {
        self.page
            .get()
            .and_then(Option::as_ref)
            .map_or(0, |page| page.bytes())
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use http::HeaderMap;

    use super::*;
    use crate::http::PageNonce;

    fn filled(shelf: &Shelf, path: &str, version: u64, bytes: usize) -> Arc<Slot> {
        let slot = shelf.slot(&path.parse().unwrap(), "", version);
        let body = Bytes::from(vec![b'x'; bytes]);
        let page = StoredPage::new(HeaderMap::new(), body, &PageNonce::random());
        slot.page.set(Some(Arc::new(page))).ok();
        shelf.settle(&slot);
        slot
    }

    fn has(shelf: &Shelf, path: &str) -> bool {
        shelf.slots().contains_key(format!("{path} ").as_str())
    }

    #[test]
    fn the_least_used_page_leaves_first() {
        let shelf = Shelf::new(2, 1000);
        filled(&shelf, "/a", 1, 10);
        filled(&shelf, "/b?au=2025-01-01", 1, 10);
        shelf.slot(&"/a".parse().unwrap(), "", 1);
        filled(&shelf, "/c", 1, 10);
        assert!(has(&shelf, "/a") && has(&shelf, "/c"));
        assert!(!has(&shelf, "/b?au=2025-01-01"));
    }

    #[test]
    fn pages_of_a_past_state_leave_before_any_other_and_bytes_count() {
        let shelf = Shelf::new(10, 100);
        filled(&shelf, "/old", 1, 60);
        filled(&shelf, "/a", 2, 30);
        filled(&shelf, "/b", 2, 30);
        assert!(!has(&shelf, "/old") && has(&shelf, "/a") && has(&shelf, "/b"));
        filled(&shelf, "/huge", 2, 500);
        assert!(!has(&shelf, "/huge"));
    }

    #[test]
    fn another_version_is_another_page_and_a_forgotten_one_stays_forgotten() {
        let shelf = Shelf::new(10, 1000);
        let first = filled(&shelf, "/a", 1, 10);
        let second = shelf.slot(&"/a".parse().unwrap(), "", 2);
        assert!(!Arc::ptr_eq(&first, &second));
        shelf.forget(&first);
        assert!(has(&shelf, "/a"), "the second one is not the first");
        shelf.forget(&second);
        assert!(!has(&shelf, "/a"));
    }
}
