use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Where a socket waits for news. It holds no message, only that there is one.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    news: AtomicBool,
    bell: Notify,
}

impl Inbox {
    /// Says that there is news; `false` when that was said already and not yet heard.
    pub fn ring(&self) -> bool {
        let first = !self.news.swap(true, Ordering::AcqRel);
        if first {
            self.bell.notify_one();
        }
        first
    }

    /// Waits for news. May be dropped and called again without losing any.
    pub async fn heard(&self) {
        self.bell.notified().await;
    }

    /// Says that what is on the board from here on is to be rung for again:
    /// call it before reading the board.
    pub fn clear(&self) {
        // A swap, not a store: it has to come before or after a ring, so that
        // a ring that finds `news` set is one whose board we are about to see.
        self.news.swap(false, Ordering::AcqRel);
    }
}
