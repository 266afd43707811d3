use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::time::At;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenVerifier, CoreJwsSigningAlgorithm,
};
use openidconnect::url::Url;
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    IssuerUrl, LogoutRequest, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, Scope,
    SignatureVerificationError, TokenResponse as _, reqwest,
};

use super::pending::{Away, Pending};
use super::{OidcFault, OidcSettings};
use crate::access::{Chance, OuterIdentity};
use crate::clock::SharedClock;

/// Seconds that one question to the provider may take: a code is good for thirty.
const ANSWER: Duration = Duration::from_secs(8);
/// What the provider says of itself is read again after so many seconds (one hour).
const REREAD_S: i64 = 3_600;
/// A provider that did not answer is asked again after so many seconds.
const AGAIN_S: i64 = 10;
/// A token was made at most so many seconds ago, or ahead by a wrong clock (ten minutes).
const FRESH_S: i64 = 600;

/// Somebody leaves for the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Departure {
    /// Where to.
    pub address: String,
    /// What their browser keeps, and shows when it comes back.
    pub binding: String,
}

/// Somebody came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Who they are there.
    pub identity: OuterIdentity,
    /// What the provider vouched with, which it wants back at sign-out.
    pub id_token: String,
    /// Where they wanted to go.
    pub back: String,
}

/// A provider of identities.
pub struct Provider {
    pub(super) settings: OidcSettings,
    secret: ClientSecret,
    pub(super) http: reqwest::Client,
    clock: SharedClock,
    chance: Arc<dyn Chance>,
    pending: Mutex<Pending>,
    known: tokio::sync::Mutex<Known>,
}

/// What a provider said of itself, and when it last failed to.
#[derive(Default)]
struct Known {
    said: Option<(At, ProviderMetadataWithLogout)>,
    failed_at: Option<At>,
}

impl Provider {
    /// A provider that is asked when the first person leaves for it.
    ///
    /// # Errors
    /// [`OidcFault::Provider`] when there is no way to ask anybody.
    pub fn new(
        settings: OidcSettings,
        secret: String,
        clock: SharedClock,
        chance: Arc<dyn Chance>,
    ) -> Result<Self, OidcFault> {
        Ok(Self {
            settings,
            secret: ClientSecret::new(secret),
            http: asking(ANSWER)?,
            clock,
            chance,
            pending: Mutex::default(),
            known: tokio::sync::Mutex::default(),
        })
    }

    /// The same, which waits no longer than this for each answer.
    ///
    /// # Errors
    /// [`OidcFault::Provider`] when there is no way to ask anybody.
    pub fn answering_within(mut self, limit: Duration) -> Result<Self, OidcFault> {
        self.http = asking(limit)?;
        Ok(self)
    }

    /// What the button says.
    pub fn label(&self) -> &str {
        &self.settings.label
    }

    /// Whether it names itself so.
    pub fn is(&self, issuer: &str) -> bool {
        self.settings.issuer == issuer
    }

    /// Organisations whose people may come; empty for any.
    pub fn sirets(&self) -> &[String] {
        &self.settings.sirets
    }

    /// Sends somebody away, who wants to be at `back` afterwards.
    ///
    /// # Errors
    /// [`OidcFault::Provider`].
    pub async fn leave(&self, back: String) -> Result<Departure, OidcFault> {
        let metadata = self.metadata(false).await?;
        let client = CoreClient::from_provider_metadata(
            metadata,
            ClientId::new(self.settings.client_id.clone()),
            Some(self.secret.clone()),
        )
        .set_redirect_uri(self.redirect_uri()?);
        let [state, nonce, binding, verifier] =
            [self.draw()?, self.draw()?, self.draw()?, self.draw()?];
        let (chosen, noted) = (state.clone(), nonce.clone());
        let mut request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(chosen),
            move || Nonce::new(noted),
        );
        for scope in &self.settings.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let verifier = self.settings.pkce.then_some(verifier);
        if let Some(verifier) = &verifier {
            let verifier = PkceCodeVerifier::new(verifier.clone());
            let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
            request = request.set_pkce_challenge(challenge);
        }
        let (address, ..) = request.url();
        let away = Away {
            binding: binding.clone(),
            nonce,
            verifier,
            back,
            left_at: self.clock.now(),
        };
        self.pending().leave(state, away);
        Ok(Departure {
            address: address.into(),
            binding,
        })
    }

    /// Takes somebody in who came back with a code, or with an error.
    ///
    /// # Errors
    /// [`OidcFault`]. Whatever it is, the state is used.
    pub async fn arrive(
        &self,
        (state, binding): (&str, &str),
        answer: Result<String, String>,
    ) -> Result<Arrived, OidcFault> {
        let away = self
            .pending()
            .come_back(state, binding, self.clock.now())
            .ok_or(OidcFault::State)?;
        let code = answer.map_err(OidcFault::Refused)?;
        let metadata = self.metadata(false).await?;
        let client = CoreClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new(self.settings.client_id.clone()),
            Some(self.secret.clone()),
        )
        .set_redirect_uri(self.redirect_uri()?)
        .set_auth_type(AuthType::RequestBody);
        let mut request = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(unusable)?;
        if let Some(verifier) = away.verifier {
            request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier));
        }
        let told = request.request_async(&self.http).await.map_err(unusable)?;
        let id_token = told
            .id_token()
            .ok_or_else(|| OidcFault::Unbelievable("there is no id_token".to_owned()))?;
        let nonce = Nonce::new(away.nonce);
        let (metadata, subject) = {
            let first = id_token.claims(&self.verifier(&metadata), &nonce);
            match first.map(|claims| claims.subject().clone()) {
                Ok(subject) => (metadata, subject),
                // Keys are changed from time to time.
                Err(fault) if is_of_another_key(&fault) => {
                    let metadata = self.metadata(true).await?;
                    let second = id_token.claims(&self.verifier(&metadata), &nonce);
                    let subject = second.map_err(unbelievable)?.subject().clone();
                    (metadata, subject)
                }
                Err(fault) => return Err(unbelievable(fault)),
            }
        };
        let about = self
            .about(&metadata, told.access_token(), subject.clone())
            .await?;
        Ok(Arrived {
            identity: OuterIdentity {
                issuer: self.settings.issuer.clone(),
                subject: subject.to_string(),
                email: about.0.email().map(|email| email.to_string()),
                email_is_verified: about.0.email_verified(),
                siret: about.1,
            },
            id_token: id_token.to_string(),
            back: away.back,
        })
    }

    /// Where somebody signs out at the provider too, where it has such a place.
    pub async fn way_out(&self, id_token: &str) -> Option<String> {
        let metadata = self.metadata(false).await.ok()?;
        let end = metadata
            .additional_metadata()
            .end_session_endpoint
            .clone()?;
        let state = CsrfToken::new(self.draw().ok()?);
        let out = PostLogoutRedirectUrl::new(self.settings.way_out()).ok()?;
        let address = LogoutRequest::from(end)
            .set_state(state)
            .set_post_logout_redirect_uri(out)
            .http_get_url();
        // Handed back as it came: a token that cannot be read again is as good a hint.
        let mut address: Url = address;
        address
            .query_pairs_mut()
            .append_pair("id_token_hint", id_token);
        Some(address.into())
    }

    /// How what is signed is checked: by its keys, for us, at the instant of our clock.
    pub(super) fn verifier(
        &self,
        metadata: &ProviderMetadataWithLogout,
    ) -> CoreIdTokenVerifier<'static> {
        let now = self.clock.now();
        let ms = u64::try_from(now.millis()).unwrap_or_default();
        let now_s = now.millis().div_euclid(1000);
        CoreIdTokenVerifier::new_confidential_client(
            ClientId::new(self.settings.client_id.clone()),
            self.secret.clone(),
            metadata.issuer().clone(),
            metadata.jwks().clone(),
        )
        .set_allowed_algs([
            CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
            CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        ])
        .set_time_fn(move || (UNIX_EPOCH + Duration::from_millis(ms)).into())
        .set_issue_time_verifier_fn(move |at| {
            if at.timestamp().abs_diff(now_s) <= FRESH_S.unsigned_abs() {
                Ok(())
            } else {
                Err("it was not made just now".to_owned())
            }
        })
    }

    /// What the provider says of itself.
    async fn metadata(&self, anew: bool) -> Result<ProviderMetadataWithLogout, OidcFault> {
        let now = self.clock.now();
        let mut known = self.known.lock().await;
        if let Some((at, metadata)) = known.said.as_ref().filter(|_| !anew)
            && now < at.plus_seconds(REREAD_S)
        {
            return Ok(metadata.clone());
        }
        // Whoever waited for the lock meanwhile does not wait for the same silence again.
        if known
            .failed_at
            .is_some_and(|at| now < at.plus_seconds(AGAIN_S))
        {
            return Err(OidcFault::Provider(
                "it did not answer a moment ago".to_owned(),
            ));
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(unusable)?;
        let found = ProviderMetadataWithLogout::discover_async(issuer, &self.http).await;
        known.failed_at = found.is_err().then_some(now);
        let metadata = found.map_err(unusable)?;
        known.said = Some((now, metadata.clone()));
        Ok(metadata)
    }

    fn redirect_uri(&self) -> Result<RedirectUrl, OidcFault> {
        RedirectUrl::new(self.settings.redirect_uri.clone()).map_err(unusable)
    }

    /// 256 bits as text of 43 signs; providers ask for 32 at least.
    fn draw(&self) -> Result<String, OidcFault> {
        let bytes = self.chance.draw().map_err(unusable)?;
        Ok(URL_SAFE_NO_PAD.encode(bytes))
    }

    fn pending(&self) -> std::sync::MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn asking(limit: Duration) -> Result<reqwest::Client, OidcFault> {
    reqwest::ClientBuilder::new()
        // Whoever answers is who was asked.
        .redirect(reqwest::redirect::Policy::none())
        .timeout(limit)
        .build()
        .map_err(unusable)
}

fn is_of_another_key(fault: &ClaimsVerificationError) -> bool {
    matches!(
        fault,
        ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey)
    )
}

pub(super) fn unusable(fault: impl std::error::Error) -> OidcFault {
    // The cause says more than "request failed".
    let cause = fault.source().map(|cause| format!(": {cause}"));
    OidcFault::Provider(format!("{fault}{}", cause.unwrap_or_default()))
}

pub(super) fn unbelievable(fault: ClaimsVerificationError) -> OidcFault {
    let cause = std::error::Error::source(&fault).map(|cause| format!(": {cause}"));
    OidcFault::Unbelievable(format!("{fault}{}", cause.unwrap_or_default()))
}
