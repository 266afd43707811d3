use super::{ComparisonView, Crumb, Frame};

/// `/lieu/{code}/comparer`: any period of a place beside another.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareView {
    /// Around the page.
    pub frame: Frame,
    /// Code of the place.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The places it is part of, from the city down, the place itself last.
    pub path: Vec<Crumb>,
    /// What is compared.
    pub comparison: ComparisonView,
}
