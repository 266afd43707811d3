use leptos::prelude::*;
use model::format::date_iso;

use super::laid_out;
use crate::components::{breadcrumb, compare_bar, comparison};
use crate::state::PageLink;
use crate::view::{CompareView, ComparisonView, Here, PageView};

/// `/lieu/{code}/comparer`: any period of a place beside another.
pub fn compare_body(view: CompareView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let bar = compare_bar(&view.comparison, true);
    let form = own_period(&view.comparison);
    let title = format!("Comparer · {}", view.name);
    let content = view! {
        {breadcrumb(view.path, Some(String::from("Comparer")), link)}
        <h1 class="title">{format!("{}\u{202f}: comparer deux périodes", view.name)}</h1>
        {bar}
        {form}
        {comparison(view.comparison)}
    };
    laid_out(frame, Here::Places, "page--compare", &title, content)
}

/// Any two dates, by a form that asks for another address.
fn own_period(view: &ComparisonView) -> AnyView {
    let kept = view
        .asked
        .words_but(&["du", "jusque", "periode"])
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }
        })
        .collect_view();
    view! {
        <form class="own-period" method="get" action=view.asked.path().to_owned()>
            {kept}
            <label>
                "Du" <input type="date" name="du" required value=date_iso(view.from)/>
            </label>
            <label>
                "au" <input type="date" name="jusque" required value=date_iso(view.until)/>
            </label>
            <button type="submit">"Comparer"</button>
        </form>
    }
    .into_any()
}
