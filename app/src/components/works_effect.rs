use leptos::prelude::*;

use crate::view::EffectView;

/// What works brought: the figure, how sure it is, and one sentence.
pub fn works_effect(effect: EffectView) -> AnyView {
    let figures = effect.measured.map(|found| {
        let grade = format!(
            "works-effect__grade works-effect__grade--{}",
            found.grade.to_lowercase()
        );
        view! {
            <p class="works-effect__figure">
                <strong>{found.change}</strong>
                <span>{found.amount}</span>
            </p>
            <p class="works-effect__band">{found.band}</p>
            <p class="works-effect__sure">
                <span class=grade aria-hidden="true">{found.grade.clone()}</span>
                <span class="unseen">{format!("Fiabilité {}\u{202f}: ", found.grade)}</span>
                {found.reliance}
            </p>
        }
    });
    let remarks = effect
        .remarks
        .into_iter()
        .map(|remark| view! { <p class="works-effect__remark">{remark}</p> })
        .collect_view();
    view! {
        <div class="works-effect">
            {figures}
            <p class="works-effect__sentence">{effect.sentence}</p>
            {remarks}
        </div>
    }
    .into_any()
}
