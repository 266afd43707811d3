//! Everything on a screen: pages, components, charts, and the port through
//! which the pages ask the server for what they show.
//!
//! Built twice: with `ssr` into the server, with `hydrate` into the browser.
//! Only `browser` speaks to JavaScript; only the server draws charts.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("build the server half (ssr) and the browser half (hydrate) apart");

pub mod chart;
pub mod view;
