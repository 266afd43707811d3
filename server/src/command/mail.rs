use std::process::ExitCode;

use crate::clock::{Clock as _, SystemClock};
use crate::config::Config;
use crate::control::Console;
use crate::mail::{Carrier as _, MailConfig, SmtpCarrier};
use crate::store::Mail;

/// `belvedere mail test ADDRESS`: one mail by the way that is configured.
pub(super) async fn test(
    config: &Config,
    address: String,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    if !config.mail.is_on() {
        anyhow::bail!("no mail server is configured: write [belvedere.mail] host in Leptos.toml");
    }
    let password = std::env::var(MailConfig::PASSWORD).ok();
    let carrier = SmtpCarrier::new(&config.mail, password, config.public_url())?;
    let words = "Ce message montre que Belvédère peut envoyer du courrier.";
    let mail = Mail {
        id: 0,
        recipient: address,
        subject: "Essai d’envoi de Belvédère".to_owned(),
        body: format!("{words}\n"),
        html: format!("<p>{words}</p>"),
        token: String::new(),
        attachment: None,
        queued_at: SystemClock.now(),
        tries: 0,
    };
    carrier.carry(&mail).await?;
    console.out(&format!("{} took the mail", config.mail.host));
    Ok(ExitCode::SUCCESS)
}
