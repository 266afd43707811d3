/// What works brought, or why it is not measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectView {
    /// The figures; `None` where the days do not allow any.
    pub measured: Option<EffectFigures>,
    /// One plain sentence: what came out, or why nothing did and what to do.
    pub sentence: String,
    /// What has to be said with it.
    pub remarks: Vec<String>,
}

/// The figures of a measured effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectFigures {
    /// « 48 200 kWh évités ».
    pub amount: String,
    /// « −18 % ».
    pub change: String,
    /// « entre −22 % et −14 %, neuf fois sur dix ».
    pub band: String,
    /// A, B or C.
    pub grade: String,
    /// What the grade means: « mesure sûre ».
    pub reliance: String,
}
