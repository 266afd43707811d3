use crate::components::escaped;

/// The consoles and screens that somebody may open: code and name of each.
pub fn desks_body(desks: &[(String, String)], sites: &[(String, String)]) -> String {
    let list = |title: &str, items: &[(String, String)], address: &dyn Fn(&str) -> String| {
        if items.is_empty() {
            return String::new();
        }
        let links: String = items
            .iter()
            .map(|(code, name)| {
                format!(
                    r#"<li><a href="{}">{}</a></li>"#,
                    address(code),
                    escaped(name)
                )
            })
            .collect();
        format!(r#"<h2 class="section-title">{title}</h2><ul class="rules">{links}</ul>"#)
    };
    format!(
        r#"<h1 class="title">Guichets</h1>{}{}<p><a href="/moi">Mon compte</a></p>"#,
        list("Ouvrir un guichet", desks, &|code| format!(
            "/guichet/{code}"
        )),
        list("Voir qui attend", sites, &|code| format!(
            "/ecran/{code}/agents"
        )),
    )
}
