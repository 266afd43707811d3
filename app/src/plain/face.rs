use leptos::prelude::*;

/// A face drawn in one stroke width, from 1, very discontented, to 5, very content.
/// It bears no colour: it is said by its mouth, its brows and the word beside it.
pub(super) fn face(score: u8) -> AnyView {
    let (brows, eyes, mouth) = match score {
        1 => (
            Some("M12.5 15 18.5 17.8M35.5 15 29.5 17.8"),
            DOTS,
            "M15.5 35.5Q24 26.5 32.5 35.5",
        ),
        2 => (None, DOTS, "M16.5 34Q24 29 31.5 34"),
        3 => (None, DOTS, "M16.5 32H31.5"),
        4 => (None, DOTS, "M16.5 30Q24 36 31.5 30"),
        _ => (
            None,
            "M14 21Q17 17 20 21M28 21Q31 17 34 21",
            "M14.5 28.5H33.5Q31 38 24 38T14.5 28.5Z",
        ),
    };
    view! {
        <svg class="face" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
            <circle cx="24" cy="24" r="21.5"/>
            {brows.map(|brows| view! { <path d=brows/> })}
            <path class="face__eyes" d=eyes/>
            <path class=(score > 4).then_some("face__laugh") d=mouth/>
        </svg>
    }
    .into_any()
}

/// Points: a stroke of no length with round ends.
const DOTS: &str = "M17 22h.01M31 22h.01";
