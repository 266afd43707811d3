/// How the page is linked to the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Not tried yet: the page as it was made.
    Idle,
    /// Changes arrive by themselves.
    Live,
    /// No answer.
    Lost {
        /// Seconds until the next try.
        retry_in_s: u32,
    },
    /// The server speaks a newer protocol: only loading the page again helps.
    Outdated,
}
