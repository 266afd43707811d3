use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::components::{fault_notice, loading};
use crate::functions::PageFault;

/// A view once it is there: while a newer one is fetched the old one stays.
pub fn loaded<T>(view: Resource<Result<T, PageFault>>, show: fn(T, Refresh) -> AnyView) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let refresh = Refresh(Callback::new(move |()| view.refetch()));
    view! {
        <Transition fallback=loading>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(view) => show(view, refresh),
                    Err(fault) => fault_notice(fault),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// Asks the server for a newer view.
#[derive(Clone, Copy)]
pub struct Refresh(Callback<()>);

impl Refresh {
    /// Asks once.
    pub fn ask(self) {
        self.0.run(());
    }
}
