use serde::{Deserialize, Serialize};

/// How mail goes out: `[belvedere.mail]` in `Leptos.toml`. The password is no setting: it is
/// read from the environment, so that no file and no print of the settings holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// Name of the mail server; empty: no mail goes out.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: MailTls,
    /// The name of the account there; empty: none is needed.
    pub user: String,
    /// Who mails come from: `Belvédère <tableau@ville.example>`.
    pub from: String,
    /// Mails that go out in an hour at most; the others wait.
    pub per_hour: u32,
}

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// It begins in the clear and must become encrypted before anything is said (RFC 3207).
    Starttls,
    /// Encrypted from the beginning (RFC 8314).
    Tls,
    /// In the clear: for a mail server on this machine only.
    None,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: 587,
            tls: MailTls::Starttls,
            user: String::new(),
            from: String::new(),
            per_hour: 200,
        }
    }
}

impl MailConfig {
    /// The variable of the environment that holds the password.
    pub const PASSWORD: &'static str = "BELVEDERE_MAIL_PASSWORD";

    /// Whether mail goes out.
    pub fn is_on(&self) -> bool {
        !self.host.is_empty()
    }

    /// What is wrong with it, if something is.
    ///
    /// # Errors
    /// The key and the reason.
    pub fn check(&self, public_url: &str) -> Result<(), (&'static str, String)> {
        if !self.is_on() {
            return Ok(());
        }
        if self.from.parse::<lettre::message::Mailbox>().is_err() {
            let reason = format!("`{}` is no sender: write NAME <ADDRESS>", self.from);
            return Err(("mail.from", reason));
        }
        if public_url.is_empty() {
            let reason = "is needed for mail: links in mails lead there".to_owned();
            return Err(("public_url", reason));
        }
        let near = ["localhost", "127.0.0.1", "::1"].contains(&self.host.as_str());
        if self.tls == MailTls::None && !near {
            let reason = "none is for a mail server on this machine: write starttls or tls";
            return Err(("mail.tls", reason.to_owned()));
        }
        if self.per_hour == 0 {
            return Err((
                "mail.per_hour",
                "is 0: nothing would ever go out".to_owned(),
            ));
        }
        Ok(())
    }
}
