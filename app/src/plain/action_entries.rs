use leptos::prelude::*;

use super::ActionFields;
use super::entry::Entry;

/// What is done, by whom, by when and with what effect: the fields of an action but for
/// where and on what.
pub(super) fn action_entries(fields: &ActionFields, faults: &[(&'static str, String)]) -> AnyView {
    let entry = |name, label, value: &str| Entry::of(name, label, value, faults);
    let what = entry("quoi", "Quoi", &fields.what)
        .hint("Ce qui sera fait, en une phrase ou deux.")
        .area()
        .required();
    let function = entry("fonction", "Qui\u{202f}: fonction", &fields.function)
        .hint("La fonction de la personne, pas son nom.")
        .required();
    let directorate = entry("direction", "Direction", &fields.directorate)
        .hint("Celle qui en répond, telle que la ville la nomme.");
    let due = entry("echeance", "Échéance", &fields.due).date().required();
    let expected = entry("effet", "Effet attendu", &fields.expected)
        .hint("Dans l’unité de l’indicateur, avec son signe\u{202f}: −5 pour cinq de moins. Vide si vous ne savez pas.")
        .number();
    view! {
        {what.show()}
        <div class="objective-form__fields">
            {function.show()}
            {directorate.show()}
            {due.show()}
            {expected.show()}
        </div>
    }
    .into_any()
}
