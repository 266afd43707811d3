use model::time::At;

/// A mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Number; 0 before it has one.
    pub id: i64,
    /// Address.
    pub recipient: String,
    /// Subject.
    pub subject: String,
    /// As plain text.
    pub body: String,
    /// The same as HTML.
    pub html: String,
    /// Ends the subscriptions it comes from; empty: it comes from none.
    pub token: String,
    /// A PDF file that goes with it: its name and content.
    pub attachment: Option<(String, Vec<u8>)>,
    /// When it was put here.
    pub queued_at: At,
    /// How often it was tried in vain.
    pub tries: u32,
}

/// What became of a mail that was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailOutcome {
    /// The mail server took it.
    Sent(At),
    /// Not this time: again from then on.
    Again(At),
    /// Never: why.
    GivenUp(String),
}
