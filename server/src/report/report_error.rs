/// Why a report cannot be printed.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ReportError {
    /// The site was built without a font.
    #[error("the site has no {0}: build it again with `cargo xtask build`")]
    Fonts(&'static str),
    /// The template and its data do not fit, which is a fault of ours.
    #[error("a report could not be set: {0}")]
    Setting(String),
    /// Too many reports wait to be set.
    #[error("too many reports wait already")]
    Busy,
    /// The data could not be written down.
    #[error("the data of a report could not be written: {0}")]
    Data(String),
}
