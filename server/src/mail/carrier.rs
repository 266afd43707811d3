use std::time::Duration;

use futures::future::BoxFuture;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncTransport as _, Message, Tokio1Executor};

use super::{MailConfig, MailTls};
use crate::store::Mail;

/// How long the mail server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a mail did not go out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CarryFault {
    /// The mail server did not take it this time.
    #[error("not this time: {0}")]
    Later(String),
    /// It never will.
    #[error("never: {0}")]
    Never(String),
    /// It was handed over and nobody said what became of it.
    #[error("not known whether it arrived: {0}")]
    Unknown(String),
}

/// Takes a mail to where it goes on.
pub trait Carrier: Send + Sync + 'static {
    /// Hands one mail over.
    fn carry<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), CarryFault>>;
}

/// Hands mails over to a mail server by SMTP.
pub struct SmtpCarrier {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    public_url: String,
}

impl SmtpCarrier {
    /// The way to the mail server of the settings.
    ///
    /// # Errors
    /// What is wrong with the settings.
    pub fn new(
        config: &MailConfig,
        password: Option<String>,
        public_url: &str,
    ) -> anyhow::Result<Self> {
        let parameters = || TlsParameters::new(config.host.clone());
        let tls = match config.tls {
            MailTls::Starttls => Tls::Required(parameters()?),
            MailTls::Tls => Tls::Wrapper(parameters()?),
            MailTls::None => Tls::None,
        };
        let mut transport =
            AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(config.host.as_str())
                .port(config.port)
                .tls(tls)
                .timeout(Some(PATIENCE));
        if !config.user.is_empty() {
            let password = password.unwrap_or_default();
            transport = transport.credentials(Credentials::new(config.user.clone(), password));
        }
        Ok(Self {
            transport: transport.build(),
            from: config.from.parse()?,
            public_url: public_url.to_owned(),
        })
    }

    fn message(&self, mail: &Mail) -> anyhow::Result<Message> {
        let host = self.from.email.domain().to_owned();
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(mail.recipient.parse()?)
            .subject(mail.subject.clone())
            // The same mail has the same name, however often it is tried.
            .message_id(Some(format!(
                "<belvedere-{}-{}@{host}>",
                mail.id,
                mail.queued_at.millis()
            )));
        message = message.date(
            std::time::UNIX_EPOCH
                + Duration::from_secs(u64::try_from(mail.queued_at.seconds()).unwrap_or_default()),
        );
        let words = MultiPart::alternative_plain_html(mail.body.clone(), mail.html.clone());
        let mut message = match &mail.attachment {
            None => message.multipart(words)?,
            Some((name, content)) => {
                let kind = ContentType::parse("application/pdf")?;
                let file = Attachment::new(name.clone()).body(content.clone(), kind);
                message.multipart(MultiPart::mixed().multipart(words).singlepart(file))?
            }
        };
        let mut told = vec![("Auto-Submitted", "auto-generated".to_owned())];
        if !mail.token.is_empty() {
            // RFC 2369 and RFC 8058: the mail program offers to end it with one press.
            let address = format!("{}/api/v1/unsubscribe/{}", self.public_url, mail.token);
            told.push(("List-Unsubscribe", format!("<{address}>")));
            told.push((
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ));
        }
        for (name, value) in told {
            let name = HeaderName::new_from_ascii(name.to_owned())?;
            message
                .headers_mut()
                .insert_raw(HeaderValue::new(name, value));
        }
        Ok(message)
    }
}

impl Carrier for SmtpCarrier {
    fn carry<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), CarryFault>> {
        Box::pin(async move {
            let message = self.message(mail);
            let message = message.map_err(|fault| CarryFault::Never(fault.to_string()))?;
            // Whatever goes wrong before the mail is handed over may be tried again.
            match self.transport.test_connection().await {
                Ok(true) => {}
                Ok(false) => {
                    return Err(CarryFault::Later("the mail server is not ready".to_owned()));
                }
                Err(fault) => return Err(CarryFault::Later(fault.to_string())),
            }
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                Err(fault) if fault.is_permanent() => Err(CarryFault::Never(fault.to_string())),
                Err(fault) if fault.is_transient() => Err(CarryFault::Later(fault.to_string())),
                Err(fault) => Err(CarryFault::Unknown(fault.to_string())),
            }
        })
    }
}
