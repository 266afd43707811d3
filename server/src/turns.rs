use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Turns at something that takes a core for a while: a few at once, some in line, and the next
/// are told to come back.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// use server::turns::Turns;
/// let turns = Turns::new(1, 1);
/// let first = turns.take().await;
/// let (second, third) = tokio::join!(
///     async { turns.take().await.is_some() },
///     async {
///         let third = turns.take().await.is_some();
///         drop(first);
///         third
///     },
/// );
/// // one at work, one in line, no room for a third
/// assert!(second && !third);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Turns {
    running: Arc<Semaphore>,
    line: Arc<Semaphore>,
}

/// A turn; the next in line has theirs when it is dropped.
#[derive(Debug)]
pub struct Turn {
    _seat: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Turns {
    /// So many at once, and so many more who may wait.
    pub fn new(at_once: usize, in_line: usize) -> Self {
        Self {
            running: Arc::new(Semaphore::new(at_once)),
            line: Arc::new(Semaphore::new(at_once + in_line)),
        }
    }

    /// Waits for a turn. `None`: the line is full.
    pub async fn take(&self) -> Option<Turn> {
        let place = self.line.clone().try_acquire_owned().ok()?;
        let seat = self.running.clone().acquire_owned().await.ok()?;
        Some(Turn {
            _seat: seat,
            _place: place,
        })
    }
}
