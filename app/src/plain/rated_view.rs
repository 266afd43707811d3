/// The counter that people answer about, and from where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatedView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The name of the building it is in.
    pub site: Option<String>,
    /// The page stands on a tablet at the counter.
    pub tablet: bool,
}

impl RatedView {
    /// The address of the first page.
    pub fn start(&self) -> String {
        self.address("")
    }

    /// The address of a page below the first.
    pub fn address(&self, below: &str) -> String {
        let tablet = if self.tablet { "?tablette" } else { "" };
        format!("/avis/{}{below}{tablet}", self.code)
    }
}
