use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use model::time::At;
use server::clock::Clock;
use server::mail::{MailConfig, MailTls, Postman, SmtpCarrier};
use server::store::{Mail, Store, open};
use tempfile::TempDir;

use crate::mail_server::{MailServer, Temper};

#[derive(Debug)]
struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> At {
        At::from_seconds(self.0.load(Ordering::SeqCst))
    }
}

struct Office {
    store: Arc<dyn Store>,
    server: MailServer,
    postman: Postman,
    clock: Arc<TestClock>,
    _folder: TempDir,
}

async fn office(per_hour: u32) -> Office {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("town.db").display());
    let store = open(&url, Some("Europe/Paris")).await.unwrap();
    let server = MailServer::start().await;
    let config = MailConfig {
        host: "127.0.0.1".to_owned(),
        port: server.address.port(),
        tls: MailTls::None,
        from: "Belvédère <tableau@ville.example>".to_owned(),
        per_hour,
        ..MailConfig::default()
    };
    let carrier = SmtpCarrier::new(&config, None, "https://ville.example").unwrap();
    let clock = Arc::new(TestClock(AtomicI64::new(1_795_518_000)));
    let postman = Postman::new(store.clone(), Arc::new(carrier), clock.clone(), per_hour);
    Office {
        store,
        server,
        postman,
        clock,
        _folder: folder,
    }
}

impl Office {
    async fn queue(&self, recipient: &str) {
        let mail = Mail {
            id: 0,
            recipient: recipient.to_owned(),
            subject: "Énergie\u{202f}: en écart".to_owned(),
            body: "texte\n".to_owned(),
            html: "<p>texte</p>".to_owned(),
            token: "abc123".to_owned(),
            attachment: Some(("rapport.pdf".to_owned(), b"%PDF-1.7".to_vec())),
            queued_at: self.clock.now(),
            tries: 0,
        };
        self.store.queue_mail(Some(mail), Vec::new()).await.unwrap();
    }

    fn passes(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

#[tokio::test]
async fn a_mail_has_both_forms_its_file_and_a_way_to_end_it() {
    let office = office(10).await;
    office.queue("lea@ville.example").await;
    assert_eq!(office.postman.send_due().await.unwrap(), 1);
    assert_eq!(office.postman.send_due().await.unwrap(), 0, "once");
    let taken = office.server.taken();
    let [mail] = taken.as_slice() else {
        panic!("{taken:?}")
    };
    for part in [
        "To: lea@ville.example",
        "text/plain",
        "text/html",
        "filename=\"rapport.pdf\"",
        "List-Unsubscribe: <https://ville.example/api/v1/unsubscribe/abc123>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Auto-Submitted: auto-generated",
        "Message-ID: <belvedere-1-",
    ] {
        assert!(mail.contains(part), "{part} in {mail}");
    }
}

#[tokio::test]
async fn a_busy_server_is_asked_again_later_and_ever_later() {
    let office = office(10).await;
    office.queue("lea@ville.example").await;
    office.server.becomes(Temper::Busy);
    assert_eq!(office.postman.send_due().await.unwrap(), 0);
    office.server.becomes(Temper::Takes);
    office.passes(59);
    assert_eq!(office.postman.send_due().await.unwrap(), 0, "too early");
    office.server.becomes(Temper::Busy);
    office.passes(1);
    assert_eq!(office.postman.send_due().await.unwrap(), 0);
    office.server.becomes(Temper::Takes);
    office.passes(60);
    assert_eq!(
        office.postman.send_due().await.unwrap(),
        0,
        "twice as long now"
    );
    office.passes(60);
    assert_eq!(office.postman.send_due().await.unwrap(), 1);
    assert_eq!(office.server.taken().len(), 1);
}

#[tokio::test]
async fn what_may_have_arrived_is_never_sent_again() {
    let office = office(10).await;
    office.queue("lea@ville.example").await;
    office.server.becomes(Temper::HangsUp);
    assert_eq!(office.postman.send_due().await.unwrap(), 0);
    office.server.becomes(Temper::Takes);
    office.passes(1_000_000);
    assert_eq!(office.postman.send_due().await.unwrap(), 0);
    assert_eq!(office.server.taken().len(), 1);
}

#[tokio::test]
async fn a_box_that_is_none_is_given_up() {
    let office = office(10).await;
    office.queue("personne@ville.example").await;
    office.queue("pas une adresse").await;
    office.server.becomes(Temper::Refuses);
    assert_eq!(office.postman.send_due().await.unwrap(), 0);
    office.server.becomes(Temper::Takes);
    office.passes(1_000_000);
    assert_eq!(office.postman.send_due().await.unwrap(), 0);
}

#[tokio::test]
async fn no_more_go_out_in_an_hour_than_may() {
    let office = office(2).await;
    for name in ["a", "b", "c"] {
        office.queue(&format!("{name}@ville.example")).await;
    }
    assert_eq!(office.postman.send_due().await.unwrap(), 2);
    assert_eq!(office.postman.send_due().await.unwrap(), 0);
    office.passes(3_601);
    assert_eq!(office.postman.send_due().await.unwrap(), 1);
}
