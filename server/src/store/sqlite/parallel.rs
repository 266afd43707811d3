use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use tokio::task::spawn_blocking;

use crate::store::StoreError;

/// Applies `work` to every item, in order: here when it is light, on every core
/// when it is heavy, so that the async threads stay free.
pub(crate) async fn spread<T, R>(
    items: Vec<T>,
    heavy: bool,
    work: impl Fn(T) -> R + Send + Sync + 'static,
) -> Result<Vec<R>, StoreError>
where
    T: Send + 'static,
    R: Send + 'static,
{
    if !heavy {
        return Ok(items.into_iter().map(work).collect());
    }
    let work = Arc::new(work);
    spawn_blocking(move || on_every_core(items, &*work))
        .await
        .map_err(|fault| StoreError::Driver(fault.to_string()))
}

fn on_every_core<T: Send, R: Send>(mut items: Vec<T>, work: &(impl Fn(T) -> R + Sync)) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(cores).max(1);
    let mut shares = Vec::new();
    while items.len() > share {
        shares.push(items.split_off(items.len() - share));
    }
    shares.push(items);
    shares.reverse();
    thread::scope(|scope| {
        let threads: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(move || share.into_iter().map(work).collect::<Vec<R>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}
