//! Everything on a screen: pages, components, charts, and the port through
//! which the pages ask the server for what they show.
//!
//! Built twice: with `ssr` into the server, with `hydrate` into the browser.
//! Only `browser` speaks to JavaScript; only the server draws charts.

#![recursion_limit = "256"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("build the server half (ssr) and the browser half (hydrate) apart");

pub mod app;
#[cfg(feature = "ssr")]
pub mod body;
mod browser;
pub mod chart;
pub mod components;
pub mod functions;
mod pages;
#[cfg(feature = "ssr")]
pub mod plain;
pub mod screen;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod state;
pub mod view;
