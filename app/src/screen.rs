//! What hangs in a lobby, stands behind a desk or is held in a queue: screens of their
//! own, without the frame of the pages. The server lays them out; the browser half
//! writes the lobby anew from what it hears, and asks for the others.

#[cfg(feature = "ssr")]
mod agents_body;
#[cfg(feature = "ssr")]
mod console_body;
#[cfg(feature = "ssr")]
mod desks_body;
#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
mod follow_body;
#[cfg(feature = "ssr")]
mod kiosk_body;
mod life;
mod lobby;
mod moment;
#[cfg(feature = "ssr")]
mod pairing_body;
mod wait_words;

#[cfg(feature = "ssr")]
pub use agents_body::{AgentsDay, AgentsQueue, AgentsView, agents_body};
#[cfg(feature = "ssr")]
pub use console_body::{ConsoleTicket, ConsoleView, console_body};
#[cfg(feature = "ssr")]
pub use desks_body::{DeskGroup, desks_body};
#[cfg(feature = "ssr")]
pub use document::{ScreenDocument, screen_document};
#[cfg(feature = "ssr")]
pub use follow_body::{FollowView, Stage, follow_body, people_before};
#[cfg(feature = "ssr")]
pub use kiosk_body::{KioskService, KioskTicket, KioskView, kiosk_body, kiosk_ticket_body};
pub use life::{Life, shift};
pub use lobby::lobby;
pub use moment::Moment;
#[cfg(feature = "ssr")]
pub use pairing_body::pairing_body;
pub use wait_words::{minutes_words, wait_words};

/// Wakes the screen of this document; there is none outside the browser.
pub fn wake() {
    crate::browser::wake_screen();
}
