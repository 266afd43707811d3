use app::plain::RatedView;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Request};
use axum::response::{IntoResponse as _, Response};
use http::Method;
use http::request::Parts;
use model::city::PlaceCode;
use model::reception::Channel;
use tower::ServiceExt as _;

use super::Ratings;

/// The counter that an address names, and how it was come to. Whatever is no counter has
/// the page of unknown addresses.
pub(super) struct RatedCounter {
    pub(super) code: PlaceCode,
    pub(super) view: RatedView,
}

impl RatedCounter {
    /// By which channel an answer comes.
    pub(super) const fn channel(&self) -> Channel {
        if self.view.tablet {
            Channel::Counter
        } else {
            Channel::Online
        }
    }
}

impl FromRequestParts<Ratings> for RatedCounter {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, ratings: &Ratings) -> Result<Self, Response> {
        let named = Path::<String>::from_request_parts(parts, ratings).await;
        let found = named.ok().and_then(|Path(code)| {
            ratings.desk.state.read(|snapshot| {
                let tree = snapshot.town.tree();
                let place = tree.place(tree.id(&code)?)?;
                let counter = Some(place).filter(|place| place.kind == "counter")?;
                let site = counter.parent.as_ref();
                let site = site.and_then(|code| tree.place(tree.id(code.as_str())?));
                Some((counter.clone(), site.map(|site| site.name.clone())))
            })
        });
        let Some((place, site)) = found else {
            return Err(nowhere(parts, ratings).await);
        };
        let asked = parts.uri.query().unwrap_or_default();
        Ok(Self {
            view: RatedView {
                code: place.code.to_string(),
                name: place.name,
                site,
                tablet: asked
                    .split('&')
                    .any(|word| word.trim_end_matches('=') == "tablette"),
            },
            code: place.code,
        })
    }
}

/// The page of unknown addresses, also for who sends a form there.
async fn nowhere(parts: &Parts, ratings: &Ratings) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = parts.uri.clone();
    *request.headers_mut() = parts.headers.clone();
    *request.extensions_mut() = parts.extensions.clone();
    let answer = ratings.pages.clone().oneshot(request).await;
    answer.into_response()
}
