use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Who hears of what commits change; one at a time.
#[derive(Debug)]
pub(crate) struct Listener<T>(Mutex<Option<UnboundedSender<T>>>);

impl<T> Default for Listener<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Listener<T> {
    /// From now on; `None` while somebody else listens.
    pub(crate) fn listen(&self) -> Option<UnboundedReceiver<T>> {
        let mut listener = self.lock();
        if listener.as_ref().is_some_and(|there| !there.is_closed()) {
            return None;
        }
        let (sender, receiver) = unbounded_channel();
        *listener = Some(sender);
        Some(receiver)
    }

    /// Tells what changed; without a listener nothing is kept.
    pub(crate) fn tell(&self, changed: T) {
        let mut listener = self.lock();
        if listener
            .as_ref()
            .is_some_and(|there| there.send(changed).is_err())
        {
            *listener = None;
        }
    }

    /// Whether anybody hears.
    pub(crate) fn is_heard(&self) -> bool {
        self.lock().is_some()
    }

    fn lock(&self) -> MutexGuard<'_, Option<UnboundedSender<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
