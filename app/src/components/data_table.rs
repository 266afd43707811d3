use super::escaped::push_escaped;
use crate::chart::ChartTable;

/// A table as HTML text. It may have thousands of cells and never changes by
/// itself, so it is not made of elements that hydration would walk through.
pub fn table_html(table: &ChartTable) -> String {
    let mut html = String::from("<table class=\"data-table\"><caption>");
    push_escaped(&mut html, &table.caption);
    html.push_str("</caption><thead><tr>");
    for column in &table.columns {
        html.push_str("<th scope=\"col\">");
        push_escaped(&mut html, column);
        html.push_str("</th>");
    }
    html.push_str("</tr></thead><tbody>");
    for row in &table.rows {
        html.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            html.push_str(if index == 0 {
                "<th scope=\"row\">"
            } else {
                "<td>"
            });
            push_escaped(&mut html, cell);
            html.push_str(if index == 0 { "</th>" } else { "</td>" });
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody></table>");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_never_markup() {
        let html = table_html(&ChartTable {
            caption: String::from("<b>&\""),
            columns: vec![String::from("Lieu"), String::from("kWh")],
            rows: vec![vec![String::from("<script>"), String::from("1")]],
        });
        assert!(
            html.contains("<caption>&lt;b&gt;&amp;&quot;</caption>"),
            "{html}"
        );
        assert!(
            html.contains("<th scope=\"row\">&lt;script&gt;</th><td>1</td>"),
            "{html}"
        );
    }
}
