use leptos::prelude::*;

use crate::state::PageLink;
use crate::view::Frame;

/// What the law and the reader ask for at the foot of a page.
pub fn site_footer(frame: &Frame) -> AnyView {
    let link = PageLink::of(frame);
    view! {
        <footer class="site-footer">
            <div class="site-footer__inner">
                <ul>
                    <li><a href="/accessibilite">"Accessibilité\u{202f}: non conforme"</a></li>
                    <li><a href=link.explanation(&frame.city_code, None)>"Méthodes"</a></li>
                    <li>"Logiciel libre, licence Apache-2.0"</li>
                </ul>
                // Works without scripts: the server answers with a cookie and sends back.
                <form class="site-footer__shade" method="post" action="/preferences">
                    <span id="affichage">"Affichage"</span>
                    <span class="segments" role="group" aria-labelledby="affichage">
                        <button name="theme" value="auto">"Auto"</button>
                        <button name="theme" value="light">"Clair"</button>
                        <button name="theme" value="dark">"Sombre"</button>
                    </span>
                </form>
            </div>
        </footer>
    }
    .into_any()
}
