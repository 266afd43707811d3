use crate::components::escaped;

/// The desks of a counter that somebody may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskGroup {
    /// Name of the building.
    pub site: String,
    /// Name of the counter.
    pub counter: String,
    /// Code and name of each desk, in the order in which they stand.
    pub desks: Vec<(String, String)>,
}

/// The consoles and screens that somebody may open: desks by counter, then buildings by
/// code and name.
pub fn desks_body(groups: &[DeskGroup], sites: &[(String, String)]) -> String {
    let mut html = String::from(r#"<h1 class="title">Guichets</h1>"#);
    let mut site = "";
    for group in groups {
        if group.site != site {
            html.push_str(&format!(
                r#"<h2 class="section-title">{}</h2>"#,
                escaped(&group.site)
            ));
            site = &group.site;
        }
        let links = links(&group.desks, |code| format!("/guichet/{code}"));
        html.push_str(&format!(
            r#"<section class="desks__group"><h3 class="desks__counter">{}</h3><ul class="desks__list">{links}</ul></section>"#,
            escaped(&group.counter)
        ));
    }
    if !sites.is_empty() {
        let links = links(sites, |code| format!("/ecran/{code}/agents"));
        html.push_str(&format!(
            r#"<h2 class="section-title">Voir qui attend</h2><ul class="desks__list">{links}</ul>"#
        ));
    }
    html.push_str(r#"<p><a class="desks__account" href="/moi">Mon compte</a></p>"#);
    html
}

fn links(items: &[(String, String)], address: impl Fn(&str) -> String) -> String {
    let link = |(code, name): &(String, String)| {
        format!(
            r#"<li><a href="{}">{}</a></li>"#,
            address(code),
            escaped(name)
        )
    };
    items.iter().map(link).collect()
}
