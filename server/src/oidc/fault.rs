/// Why nobody came back from a provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OidcFault {
    /// Nobody was sent away with that state from this browser, it was used, or it is old.
    #[error("the state is unknown, used or expired")]
    State,
    /// The provider, or the person there, refused.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// The provider does not answer, or not as it should: try again.
    #[error("the provider cannot be used: {0}")]
    Provider(String),
    /// What it vouched with cannot be believed.
    #[error("what the provider said cannot be believed: {0}")]
    Unbelievable(String),
}
