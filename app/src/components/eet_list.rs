use leptos::prelude::*;

use super::{leaf_mark, table_links};
use crate::chart::ChartTable;
use crate::view::{Address, EetLine};

/// Sites shown at once: the largest efforts.
const SHOWN: usize = 12;

/// Every liable site against its objective, the largest effort first.
pub fn eet_list(lines: Vec<EetLine>, decade: i16, asked: &Address) -> AnyView {
    let links = table_links(&listed(&lines, decade));
    let mut first = lines;
    let rest = first.split_off(first.len().min(SHOWN));
    let more = (!rest.is_empty()).then(|| {
        let summary = match rest.len() {
            1 => String::from("Voir un bâtiment de plus"),
            n => format!("Voir les {n} autres bâtiments"),
        };
        view! {
            <details class="figures">
                <summary>{summary}</summary>
                {table(rest, decade, asked, "Autres bâtiments")}
            </details>
        }
    });
    view! {
        {table(first, decade, asked, "Bâtiments qui ont le plus à économiser")}
        {more}
        <div inner_html=links></div>
    }
    .into_any()
}

fn listed(lines: &[EetLine], decade: i16) -> ChartTable {
    let cells = |line: &EetLine| {
        vec![
            line.code.clone(),
            line.name.clone(),
            line.fact.clone(),
            line.used.clone(),
            line.target
                .clone()
                .map(|(target, _)| target)
                .unwrap_or_default(),
            line.gap.clone(),
            line.money.clone(),
        ]
    };
    ChartTable {
        caption: String::from("Bâtiments et objectifs"),
        columns: vec![
            String::from("Code"),
            String::from("Bâtiment"),
            String::from("Ce que c’est"),
            String::from("kWh/m²"),
            format!("Objectif {decade}"),
            String::from("À économiser"),
            String::from("Coût par an"),
        ],
        rows: lines.iter().map(cells).collect(),
    }
}

fn table(lines: Vec<EetLine>, decade: i16, asked: &Address, caption: &'static str) -> AnyView {
    let rows = lines
        .into_iter()
        .map(|line| row(line, asked))
        .collect_view();
    view! {
        <table class="data-table eet-list">
            <caption class="unseen">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"Bâtiment"</th>
                    <th scope="col" class="wide-only">"kWh/m²"</th>
                    <th scope="col" class="wide-only">{format!("Objectif {decade}")}</th>
                    <th scope="col" class="eet-list__leaf">"Notation"</th>
                    <th scope="col" class="eet-list__gap">"À économiser"</th>
                    <th scope="col" class="wide-only">"Coût par an"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: EetLine, asked: &Address) -> AnyView {
    let (target, bound) = line.target.unwrap_or_else(|| (String::from("–"), ""));
    let gap = match line.gap {
        gap if gap.is_empty() => String::from("–"),
        gap => gap,
    };
    view! {
        <tr>
            <th scope="row">
                <a class="eet-list__name" href=asked.with("site", &line.code)>{line.name}</a>
                <span class="eet-list__fact">{line.fact}</span>
            </th>
            <td class="wide-only eet-list__used">{line.used}</td>
            <td class="wide-only">
                {target} " " <span class="eet-list__bound">{bound}</span>
            </td>
            <td class="eet-list__leaf" inner_html=leaf_mark(line.leaf)></td>
            <td class="eet-list__gap" data-met=line.met.then_some("")>{gap}</td>
            <td class="wide-only">{line.money}</td>
        </tr>
    }
    .into_any()
}
