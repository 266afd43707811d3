use http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use model::time::Day;

use super::{FaultReason, PageFault};
use crate::view::{SharedViews, ViewError};

/// The server's side of a question: the views, the day asked for, the answer's status.
pub struct Port {
    pub views: SharedViews,
    pub day: Option<Day>,
    status: Option<ResponseOptions>,
}

impl Port {
    /// Takes what the server handed to the page by context.
    ///
    /// # Errors
    /// [`FaultReason::BadDay`] when `au` is not a date, [`FaultReason::Unavailable`] without views.
    pub async fn open(au: Option<String>) -> Result<Self, PageFault> {
        let status = use_context::<ResponseOptions>();
        let Some(views) = use_context::<SharedViews>() else {
            set(status.as_ref(), FaultReason::Unavailable);
            return Err(PageFault {
                reason: FaultReason::Unavailable,
                frame: None,
            });
        };
        let asked = au
            .filter(|text| !text.is_empty())
            .map(|text| text.parse::<Day>());
        let port = Self {
            views,
            day: asked.clone().and_then(Result::ok),
            status,
        };
        match asked {
            Some(Err(_)) => Err(port.fault(FaultReason::BadDay).await),
            _ => Ok(port),
        }
    }

    /// The answer, or a fault with what surrounds the page.
    ///
    /// # Errors
    /// The [`PageFault`] of the view's error.
    pub async fn give<T>(&self, answer: Result<T, ViewError>) -> Result<T, PageFault> {
        match answer {
            Ok(view) => Ok(view),
            Err(ViewError::NotFound) => Err(self.fault(FaultReason::NotFound).await),
            Err(ViewError::Unavailable) => Err(self.fault(FaultReason::Unavailable).await),
        }
    }

    async fn fault(&self, reason: FaultReason) -> PageFault {
        set(self.status.as_ref(), reason);
        let frame = self.views.frame().await.ok().map(Box::new);
        PageFault { reason, frame }
    }
}

fn set(status: Option<&ResponseOptions>, reason: FaultReason) {
    if let Some(status) = status {
        status.set_status(match reason {
            FaultReason::NotFound => StatusCode::NOT_FOUND,
            FaultReason::BadDay => StatusCode::BAD_REQUEST,
            FaultReason::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        });
    }
}
