use openidconnect::core::{
    CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AdditionalClaims, IdToken, Nonce, ProviderMetadataWithLogout, StandardClaims,
    SubjectIdentifier, reqwest,
};
use serde::{Deserialize, Serialize};

use super::provider::{Provider, unbelievable, unusable};
use super::{OidcFault, Userinfo};

/// Bytes of an answer about somebody.
const MOST_BYTES: usize = 64 << 10;

/// The organisation of somebody, as French administrations name it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Organisation {
    #[serde(default)]
    siret: Option<String>,
}

impl AdditionalClaims for Organisation {}

type UserinfoToken = IdToken<
    Organisation,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

impl Provider {
    /// What the provider says about somebody, of whom it must be.
    pub(super) async fn about(
        &self,
        metadata: &ProviderMetadataWithLogout,
        token: &AccessToken,
        subject: SubjectIdentifier,
    ) -> Result<(StandardClaims<CoreGenderClaim>, Option<String>), OidcFault> {
        let endpoint = metadata.userinfo_endpoint();
        let endpoint = endpoint.ok_or_else(|| {
            OidcFault::Provider("it tells nothing about people: no userinfo_endpoint".to_owned())
        })?;
        let answer = self
            .http
            .get(endpoint.url().clone())
            .bearer_auth(token.secret())
            .send()
            .await
            .and_then(reqwest::Response::error_for_status)
            .map_err(unusable)?;
        let kind = answer.headers().get("content-type");
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
        let body = read(answer).await?;
        match self.settings.userinfo {
            Userinfo::Json if kind == "application/json" => {
                let about =
                    openidconnect::UserInfoClaims::<Organisation, CoreGenderClaim>::from_json::<
                        reqwest::Error,
                    >(&body, Some(&subject))
                    .map_err(|fault| OidcFault::Unbelievable(fault.to_string()))?;
                let siret = about.additional_claims().siret.clone();
                Ok((about.standard_claims().clone(), siret))
            }
            Userinfo::Jwt if kind == "application/jwt" => {
                let text = String::from_utf8(body).map_err(unusable)?;
                let token: UserinfoToken = text.trim().parse().map_err(unusable)?;
                let about = token
                    .claims(&self.verifier(metadata), |_: Option<&Nonce>| Ok(()))
                    .map_err(unbelievable)?;
                if *about.subject() != subject {
                    let why = "it tells about somebody else".to_owned();
                    return Err(OidcFault::Unbelievable(why));
                }
                let mut claims = StandardClaims::new(subject);
                claims = claims
                    .set_email(about.email().cloned())
                    .set_email_verified(about.email_verified());
                Ok((claims, about.additional_claims().siret.clone()))
            }
            _ => Err(OidcFault::Provider(format!(
                "it tells about people as `{kind}`: see `userinfo` in the configuration"
            ))),
        }
    }
}

/// The bytes of an answer, if they are not too many.
async fn read(mut answer: reqwest::Response) -> Result<Vec<u8>, OidcFault> {
    let mut body = Vec::new();
    while let Some(bytes) = answer.chunk().await.map_err(unusable)? {
        body.extend_from_slice(&bytes);
        if body.len() > MOST_BYTES {
            return Err(OidcFault::Provider("its answer is too long".to_owned()));
        }
    }
    Ok(body)
}
