use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use model::time::At;
use totp_rs::{Builder, Secret};
use tower::ServiceExt;

/// An answer with its body read.
#[derive(Debug)]
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
}

/// A browser: it keeps cookies and says from which page a form is sent.
#[derive(Clone)]
pub struct Visitor {
    routes: Router,
    peer: ConnectInfo<SocketAddr>,
    host: String,
    /// The value of the session's cookie.
    pub session: Option<String>,
    /// The value of the cookie of who is away at a provider.
    pub away: Option<String>,
}

const COOKIE: &str = "__Host-belvedere=";
const AWAY: &str = "__Host-belvedere-depart=";

impl Visitor {
    pub fn new(routes: Router, peer: ConnectInfo<SocketAddr>) -> Self {
        Self {
            routes,
            peer,
            host: "127.0.0.1:3000".to_owned(),
            session: None,
            away: None,
        }
    }

    /// The same, asking another host.
    pub fn at_host(mut self, host: &str) -> Self {
        self.host = host.to_owned();
        self
    }

    /// The same, asking other routes.
    pub fn through(mut self, routes: Router) -> Self {
        self.routes = routes;
        self
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], "").await
    }

    /// Sends a form from a page of the site.
    pub async fn post(&mut self, path: &str, form: &str) -> Answer {
        let origin = format!("http://{}", self.host);
        self.ask(Method::POST, path, &[("origin", &origin)], form)
            .await
    }

    /// Asks with further headers.
    pub async fn ask(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        form: &str,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", &self.host);
        if headers.iter().all(|(name, _)| *name != "content-type") {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(session) = &self.session {
            request = request.header("cookie", format!("theme=dark; {COOKIE}{session}"));
        }
        if let Some(away) = &self.away {
            request = request.header("cookie", format!("{AWAY}{away}"));
        }
        let mut request = request.body(Body::from(form.to_owned())).unwrap();
        request.extensions_mut().insert(self.peer);
        let answer = self.routes.clone().oneshot(request).await.unwrap();
        let (head, body) = answer.into_parts();
        for cookie in head.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            for (name, kept) in [(COOKIE, &mut self.session), (AWAY, &mut self.away)] {
                if let Some(cookie) = cookie.strip_prefix(name) {
                    let value = cookie.split(';').next().unwrap();
                    *kept = Some(value.to_owned()).filter(|value| !value.is_empty());
                }
            }
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8(body.to_vec()).unwrap(),
        }
    }

    /// Sends the form of `/connexion`.
    pub async fn tries(&mut self, email: &str, password: &str) -> Answer {
        let form = format!(
            "adresse={}&mot_de_passe={}",
            email.replace('@', "%40"),
            password.replace(' ', "+")
        );
        self.post("/connexion", &form).await
    }

    /// Signs in, which must succeed.
    pub async fn sign_in(&mut self, email: &str, password: &str) {
        let answer = self.tries(email, password).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert!(self.session.is_some());
    }

    /// Links an application to their account, which must be asked for; its secret and the
    /// recovery codes.
    pub async fn enrol(&mut self, now: At) -> (String, Vec<String>) {
        let page = self.get("/moi/code").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let (_, rest) = page.body.split_once("<code>").unwrap();
        let (secret, _) = rest.split_once("</code>").unwrap();
        let form = format!("code={}", code_at(secret, now));
        let told = self.post("/moi/code", &form).await;
        assert_eq!(told.status, StatusCode::OK, "{}", told.body);
        let codes = told.body.split("<code>").skip(1);
        let codes = codes.map(|rest| rest.split('<').next().unwrap().to_owned());
        (secret.to_owned(), codes.collect())
    }

    /// Whether they are signed in.
    pub async fn is_in(&mut self) -> bool {
        self.get("/moi").await.status == StatusCode::OK
    }
}

/// The code that an application with this secret shows at an instant.
pub fn code_at(secret: &str, now: At) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let codes = Builder::new().with_secret(secret).build().unwrap();
    let seconds = u64::try_from(now.millis() / 1000).unwrap();
    codes.generate(seconds).to_string()
}
