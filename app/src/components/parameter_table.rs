use leptos::prelude::*;

use crate::view::ParameterLine;

/// The dated constants of a method: what each is, since when, and where it is
/// written. Those that hold no more stay readable.
pub fn parameter_table(lines: Vec<ParameterLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .into_iter()
        .map(|line| {
            view! {
                <tr data-replaced=(!line.current).then_some("")>
                    <th scope="row">{line.name}</th>
                    <td class="parameter-table__value">{line.value}</td>
                    <td>{line.validity}</td>
                    <td class="wide-only">{line.source}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">"Les constantes du calcul"</h2>
            <table class="data-table data-table--words parameter-table">
                <caption>"Chaque valeur vaut pour un temps, et vient d’un texte."</caption>
                <thead>
                    <tr>
                        <th scope="col">"Constante"</th>
                        <th scope="col">"Valeur"</th>
                        <th scope="col">"Validité"</th>
                        <th scope="col" class="wide-only">"Source"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
