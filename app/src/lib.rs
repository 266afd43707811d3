//! Everything on a screen.
