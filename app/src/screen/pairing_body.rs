/// What a device shows that waits to be paired.
pub fn pairing_body(code: &str) -> String {
    let (first, second) = code.split_at_checked(3).unwrap_or((code, ""));
    let spelt: String = code.chars().flat_map(|sign| [sign, ' ']).collect();
    format!(
        r#"<h1 class="pairing__title">Associer cet écran</h1><p class="pairing__code"><span aria-hidden="true">{first}&#8239;{second}</span><span class="unseen">{spelt}</span></p><p>Un administrateur entre ce code à l’adresse <strong>/admin/ecrans</strong>.</p><p class="pairing__small">Le code vaut dix minutes. L’écran continue ensuite de lui-même.</p>"#
    )
}
