use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tower::ServiceExt;

/// Somebody with a browser of no account.
#[derive(Clone)]
pub struct Visitor {
    routes: Router,
    peer: ConnectInfo<SocketAddr>,
    forwarded: Option<String>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    /// The token of the form.
    pub fn token(&self) -> String {
        let (_, after) = self.body.split_once("name=\"jeton\" value=\"").unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }
}

impl Visitor {
    pub fn new(routes: Router, address: &str) -> Self {
        let peer = if address.contains(':') {
            format!("[{address}]:5000")
        } else {
            format!("{address}:5000")
        };
        Self {
            routes,
            peer: ConnectInfo(peer.parse().unwrap()),
            forwarded: None,
        }
    }

    /// The same, through a proxy that says where they are.
    pub fn forwarded_for(mut self, address: &str) -> Self {
        self.forwarded = Some(address.to_owned());
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path), "").await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(path).header("origin", "https://ville.example");
        self.ask(request, form).await
    }

    /// Without saying from which page.
    pub async fn post_from_nowhere(&self, path: &str, form: &str) -> Answer {
        self.ask(Request::post(path), form).await
    }

    async fn ask(&self, request: Builder, form: &str) -> Answer {
        let mut request = request
            .header("host", "ville.example")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(address) = &self.forwarded {
            request = request.header("x-forwarded-for", address);
        }
        let mut request = request.body(Body::from(form.to_owned())).unwrap();
        request.extensions_mut().insert(self.peer);
        let answer = self.routes.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }
}
