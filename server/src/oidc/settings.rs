use openidconnect::url::Url;
use serde::{Deserialize, Serialize};

/// Where somebody comes back to, at the end of `redirect_uri`.
const WAY_BACK: &str = "/connexion/retour";

/// How people sign in elsewhere. `Leptos.toml` documents each key in place; the secret of
/// the client is in the environment alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OidcSettings {
    /// The provider, as it names itself; empty for none.
    pub issuer: String,
    /// What we are there.
    pub client_id: String,
    /// Where people come back to, exactly as the provider knows it.
    pub redirect_uri: String,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// Whether the provider takes PKCE; ProConnect refuses parameters it does not know.
    pub pkce: bool,
    /// In what form it tells about people.
    pub userinfo: Userinfo,
    /// Organisations whose people may come; empty for any.
    pub sirets: Vec<String>,
    /// What the button says.
    pub label: String,
}

/// In what form a provider tells about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Userinfo {
    /// Plain JSON.
    Json,
    /// A signed JWT.
    Jwt,
}

impl Default for OidcSettings {
    fn default() -> Self {
        Self {
            issuer: String::new(),
            client_id: String::new(),
            redirect_uri: String::new(),
            scopes: ["given_name", "usual_name", "email", "uid", "siret"]
                .map(str::to_owned)
                .to_vec(),
            pkce: false,
            userinfo: Userinfo::Jwt,
            sirets: Vec::new(),
            label: "S’identifier avec ProConnect".to_owned(),
        }
    }
}

impl OidcSettings {
    /// Whether there is a provider.
    pub fn is_on(&self) -> bool {
        !self.issuer.is_empty()
    }

    /// Checks what has a form of its own.
    ///
    /// # Errors
    /// What is wrong, and what to write.
    pub fn check(&self) -> Result<(), String> {
        if !self.is_on() {
            return Ok(());
        }
        if !is_protected(&self.issuer) {
            return Err(format!("issuer `{}`: write an https address", self.issuer));
        }
        if !is_protected(&self.redirect_uri) || !self.redirect_uri.ends_with(WAY_BACK) {
            return Err(format!(
                "redirect_uri `{}`: write https://YOUR-HOST{WAY_BACK}, as the provider knows it",
                self.redirect_uri
            ));
        }
        if self.client_id.is_empty() {
            return Err("client_id: write what the provider calls this site".to_owned());
        }
        let is_siret =
            |siret: &String| siret.len() == 14 && siret.bytes().all(|b| b.is_ascii_digit());
        if let Some(wrong) = self.sirets.iter().find(|siret| !is_siret(siret)) {
            return Err(format!("sirets `{wrong}`: write 14 digits"));
        }
        Ok(())
    }

    /// Where the provider sends people who signed out.
    pub(super) fn way_out(&self) -> String {
        let home = self.redirect_uri.strip_suffix(WAY_BACK).unwrap_or_default();
        format!("{home}/connexion")
    }
}

/// Whether what is sent there cannot be read on the way.
fn is_protected(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        let is_here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        url.scheme() == "https" || (url.scheme() == "http" && is_here)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_used_is_named() {
        let sound = OidcSettings {
            issuer: String::from("https://fca.example/api/v2"),
            client_id: String::from("c"),
            redirect_uri: String::from("https://ville.example/connexion/retour"),
            sirets: vec![String::from("21780000000017")],
            ..OidcSettings::default()
        };
        assert_eq!(sound.check(), Ok(()));
        assert_eq!(sound.way_out(), "https://ville.example/connexion");
        assert_eq!(OidcSettings::default().check(), Ok(()), "none is fine");
        let wrong = |change: fn(&mut OidcSettings)| {
            let mut settings = sound.clone();
            change(&mut settings);
            settings.check().unwrap_err()
        };
        assert!(wrong(|s| s.issuer = String::from("http://fca.example")).contains("https"));
        assert!(wrong(|s| s.redirect_uri.push('/')).contains("redirect_uri"));
        assert!(wrong(|s| s.client_id.clear()).contains("client_id"));
        assert!(wrong(|s| s.sirets.push(String::from("2178"))).contains("14 digits"));
    }
}
