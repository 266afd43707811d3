use leptos::prelude::*;

use crate::browser::{reload, retry_now};
use crate::state::{Clock, Link, LiveState};
use crate::view::Frame;

/// Says that the line is lost, how old the page is, and when it tries again.
pub fn offline_strip(frame: &Frame) -> AnyView {
    let live = LiveState::from_context();
    let clock = Clock::of(frame);
    let latest_at = live.latest_at(&frame.live);
    let link = live.link();
    let age = move || {
        latest_at
            .get()
            .map_or_else(String::new, |at| clock.of_when(at))
    };
    // The countdown moves each second: only what stays is read out.
    let lost = Memo::new(move |_| matches!(link.get(), Link::Lost { .. }));
    let retry_in = move || match link.get() {
        Link::Lost { retry_in_s } => retry_in_s,
        _ => 0,
    };
    let outdated = Memo::new(move |_| link.get() == Link::Outdated);
    view! {
        <div class="offline-strip" data-shown=move || (lost.get() || outdated.get()).then_some("")>
            <p role="status">
                {move || lost.get().then(|| view! { <strong>"Hors ligne."</strong> " Données " {age} "." })}
                {move || outdated.get().then_some("Belvédère a été mis à jour.")}
            </p>
            {move || {
                lost.get()
                    .then(|| {
                        view! {
                            <p aria-hidden="true">"Nouvel essai dans " {retry_in} "\u{202f}s."</p>
                            <button type="button" class="link-button" on:click=|_| retry_now()>
                                "Réessayer"
                            </button>
                        }
                    })
            }}
            {move || {
                outdated
                    .get()
                    .then(|| {
                        view! {
                            <button type="button" class="link-button" on:click=|_| reload()>
                                "Recharger la page"
                            </button>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
