use model::engine::Standing;
use model::score::Explanation;

use super::{Crumb, Frame};

/// `/lieu/{code}/calcul/{theme}`: a note as arithmetic.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplanationView {
    /// Around the page.
    pub frame: Frame,
    /// The places it is part of, from the city down, the place itself last.
    pub path: Vec<Crumb>,
    /// « Énergie », or « Tous les thèmes ».
    pub title: String,
    /// How the place stands.
    pub standing: Standing,
    /// The arithmetic; the browser recomputes it.
    pub explanation: Explanation,
    /// Names of the places of the sources or counters of each row, in their order.
    pub source_names: Vec<Vec<String>>,
}
