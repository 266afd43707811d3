//! A provider of identities on 127.0.0.1, as strict as ProConnect, that misbehaves when told to.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey as _};
use serde_json::{Value, json};
use server::clock::SharedClock;
use sha2::{Digest as _, Sha256};

pub const CLIENT: &str = "belvedere";
pub const SECRET: &str = "a secret of the client";
pub const BACK: &str = "http://127.0.0.1:3000/connexion/retour";
pub const SIRET: &str = "21780000000017";

/// How the provider behaves.
#[derive(Clone)]
pub struct Manners {
    /// The key that it signs with: `one` or `two`.
    pub key: &'static str,
    /// The keys that it publishes.
    pub published: Vec<&'static str>,
    /// Names what its tokens say instead of the truth.
    pub lies: Value,
    /// What it tells about the person.
    pub about: Value,
    /// Whether that is signed.
    pub signed: bool,
    /// Whether its tokens have no signature at all.
    pub unsigned: bool,
    /// Whether a signature is that of another text.
    pub forged: bool,
    /// Whether it takes PKCE, and then insists on it.
    pub pkce: bool,
    /// Whether it takes a minute to answer.
    pub slow: bool,
    /// Whether it says nothing of itself.
    pub down: bool,
}

impl Default for Manners {
    fn default() -> Self {
        Self {
            key: "one",
            published: vec!["one"],
            lies: json!({}),
            about: json!({
                "sub": "agent-1",
                "email": "dgs@ville.example",
                "given_name": "Aline",
                "usual_name": "Martin",
                "uid": "1",
                "siret": SIRET,
            }),
            signed: true,
            unsigned: false,
            forged: false,
            pkce: false,
            slow: false,
            down: false,
        }
    }
}

/// A code that was given and not used.
struct Given {
    nonce: String,
    challenge: Option<String>,
}

struct Shared {
    issuer: String,
    clock: SharedClock,
    manners: Mutex<Manners>,
    codes: Mutex<HashMap<String, Given>>,
    asked: Mutex<Vec<String>>,
}

/// A running provider.
#[derive(Clone)]
pub struct OuterProvider(Arc<Shared>);

impl OuterProvider {
    pub async fn start(clock: SharedClock) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}/api/v2", listener.local_addr().unwrap());
        let provider = Self(Arc::new(Shared {
            issuer,
            clock,
            manners: Mutex::default(),
            codes: Mutex::default(),
            asked: Mutex::default(),
        }));
        let routes = Router::new()
            .route("/api/v2/.well-known/openid-configuration", get(discovery))
            .route("/api/v2/jwks", get(jwks))
            .route("/api/v2/authorize", get(authorize))
            .route("/api/v2/token", post(token))
            .route("/api/v2/userinfo", get(userinfo))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        provider
    }

    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    pub fn behaves(&self, change: impl FnOnce(&mut Manners)) {
        change(&mut self.0.manners.lock().unwrap());
    }

    /// How often an endpoint was asked.
    pub fn was_asked(&self, endpoint: &str) -> usize {
        let asked = self.0.asked.lock().unwrap();
        asked.iter().filter(|asked| *asked == endpoint).count()
    }

    fn manners(&self, endpoint: &str) -> Manners {
        self.0.asked.lock().unwrap().push(endpoint.to_owned());
        self.0.manners.lock().unwrap().clone()
    }

    fn now_s(&self) -> i64 {
        self.0.clock.now().millis() / 1000
    }

    /// A token with the claims of every token and these, which count more.
    fn signed(&self, manners: &Manners, claims: &Value) -> String {
        let mut body = json!({
            "iss": self.0.issuer,
            "aud": CLIENT,
            "iat": self.now_s(),
            "exp": self.now_s() + 60,
        });
        for from in [claims, &manners.lies] {
            for (name, value) in from.as_object().unwrap() {
                body[name] = value.clone();
            }
        }
        let algorithm = if manners.unsigned { "none" } else { "RS256" };
        let head = json!({ "alg": algorithm, "typ": "JWT", "kid": manners.key });
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(&head), part(&body));
        if manners.unsigned {
            return format!("{text}.");
        }
        let algorithm = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
        let sealed = if manners.forged {
            "another text"
        } else {
            &text
        };
        let seal = key(manners.key)
            .sign(&algorithm, sealed.as_bytes())
            .unwrap();
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(seal))
    }
}

fn key(name: &str) -> CoreRsaPrivateSigningKey {
    // Made for these tests; nothing else knows them.
    let text = match name {
        "one" => include_str!("keys/one.pem"),
        _ => include_str!("keys/two.pem"),
    };
    CoreRsaPrivateSigningKey::from_pem(text, Some(JsonWebKeyId::new(name.to_owned()))).unwrap()
}

async fn discovery(State(provider): State<OuterProvider>) -> Response {
    if provider.manners("discovery").down {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let issuer = provider.issuer();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/jwks"),
        "end_session_endpoint": format!("{issuer}/session/end"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256"],
    }))
    .into_response()
}

async fn jwks(State(provider): State<OuterProvider>) -> Json<Value> {
    let manners = provider.manners("jwks");
    let keys = manners.published.iter();
    let keys: Vec<_> = keys.map(|name| key(name).as_verification_key()).collect();
    Json(json!({ "keys": keys }))
}

async fn authorize(
    State(provider): State<OuterProvider>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let manners = provider.manners("authorize");
    let mut known = vec![
        "response_type",
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "nonce",
    ];
    if manners.pkce {
        known.extend(["code_challenge", "code_challenge_method"]);
    }
    let has = |name: &str| asked.get(name).map_or("", String::as_str);
    let sound = asked.keys().all(|name| known.contains(&name.as_str()))
        && has("response_type") == "code"
        && has("client_id") == CLIENT
        && has("redirect_uri") == BACK
        && has("scope") == "openid given_name usual_name email uid siret"
        && has("state").len() >= 32
        && has("nonce").len() >= 32
        && manners.pkce == (has("code_challenge_method") == "S256");
    if !sound {
        return (StatusCode::BAD_REQUEST, "Y000400").into_response();
    }
    let mut codes = provider.0.codes.lock().unwrap();
    let code = format!("code-{}", codes.len() + provider.was_asked("authorize"));
    let given = Given {
        nonce: has("nonce").to_owned(),
        challenge: asked.get("code_challenge").cloned(),
    };
    codes.insert(code.clone(), given);
    Redirect::to(&format!("{BACK}?code={code}&state={}", has("state"))).into_response()
}

async fn token(
    State(provider): State<OuterProvider>,
    headers: HeaderMap,
    Form(asked): Form<HashMap<String, String>>,
) -> Response {
    let manners = provider.manners("token");
    if manners.slow {
        tokio::time::sleep(std::time::Duration::from_secs(60)).await;
    }
    let has = |name: &str| asked.get(name).map_or("", String::as_str);
    let refuse =
        |why: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": why }))).into_response();
    if headers.contains_key("authorization") || has("client_secret") != SECRET {
        return refuse("invalid_client");
    }
    let given = provider.0.codes.lock().unwrap().remove(has("code"));
    let Some(given) = given.filter(|_| has("redirect_uri") == BACK) else {
        return refuse("invalid_grant");
    };
    if let Some(challenge) = given.challenge {
        let made = URL_SAFE_NO_PAD.encode(Sha256::digest(has("code_verifier")));
        if made != challenge {
            return refuse("invalid_grant");
        }
    }
    let claims = json!({ "sub": manners.about["sub"], "nonce": given.nonce });
    Json(json!({
        "access_token": "an access token",
        "token_type": "Bearer",
        "expires_in": 60,
        "id_token": provider.signed(&manners, &claims),
    }))
    .into_response()
}

async fn userinfo(State(provider): State<OuterProvider>, headers: HeaderMap) -> Response {
    let manners = provider.manners("userinfo");
    if headers["authorization"] != "Bearer an access token" {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    if manners.signed {
        let kind = [("content-type", "application/jwt")];
        (kind, provider.signed(&manners, &manners.about)).into_response()
    } else {
        Json(manners.about).into_response()
    }
}
