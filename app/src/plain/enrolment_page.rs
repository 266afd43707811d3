use leptos::prelude::*;

use super::code_page::code_field;
use super::field::notice;
use super::{Around, document};

/// What `/moi/code` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolmentView {
    /// Whose account it is.
    pub email: String,
    /// Whether nothing else can be done before.
    pub must: bool,
    /// Where it stands.
    pub state: EnrolmentState,
    /// Where to go afterwards: a path of this site.
    pub back: String,
    /// Why nothing was done; in French.
    pub fault: Option<String>,
}

/// Where an enrolment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolmentState {
    /// A first code is waited for.
    Enrolling {
        /// The picture for a camera; nothing where it cannot be drawn.
        code: Option<QrView>,
        /// The same, for typing.
        secret: String,
        /// The same, for an application on this very device.
        address: String,
    },
    /// Codes are asked for at sign-in.
    InUse {
        /// Since when; in words.
        since: String,
        /// Recovery codes left.
        codes_left: u32,
        /// Whether the role can do without.
        may_leave: bool,
    },
}

/// A QR code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrView {
    /// The path of its dark modules.
    pub path: String,
    /// The side of the square they stand in.
    pub side: usize,
}

/// `/moi/code`: codes of a telephone at sign-in.
pub fn enrolment_page(around: &Around, view: &EnrolmentView) -> String {
    document(around, "Code à la connexion", || {
        let told = view.fault.clone().map(|why| notice(why, true));
        let content = match &view.state {
            EnrolmentState::Enrolling {
                code,
                secret,
                address,
            } => enrolling(view, code.as_ref(), secret, address),
            EnrolmentState::InUse {
                since,
                codes_left,
                may_leave,
            } => in_use(since, *codes_left, *may_leave),
        };
        view! {
            <div class="form-page">
                <h1 class="title">"Code à la connexion"</h1>
                {told}
                {content}
            </div>
        }
        .into_any()
    })
}

fn enrolling(view: &EnrolmentView, code: Option<&QrView>, secret: &str, address: &str) -> AnyView {
    let why = if view.must {
        "Votre rôle permet de créer des comptes\u{202f}: un mot de passe ne suffit pas. Reliez une application de codes à votre compte, une fois pour toutes."
    } else {
        "En plus du mot de passe, un code de votre téléphone sera demandé à chaque connexion."
    };
    let picture = code.map(|code| {
        let side = code.side;
        view! {
            <svg class="poster__code enrolment__code" viewBox=format!("0 0 {side} {side}") role="img" aria-label="Code à photographier avec l’application\u{202f}; la clé qu’il contient est écrite à l’étape 2">
                <rect class="poster__paper" width=side height=side/>
                <path class="poster__ink" d=code.path.clone()/>
            </svg>
        }
    });
    let give_up = view.must.then(|| {
        view! {
            <form method="post" action="/deconnexion">
                <button class="link-button">"Annuler la connexion"</button>
            </form>
        }
    });
    view! {
        <p>{why}</p>
        <ol class="enrolment">
            <li>"Installez une application de codes\u{202f}: FreeOTP, Aegis, Google Authenticator ou une autre."</li>
            <li>
                "Photographiez ce code avec elle."
                {picture}
                <p class="enrolment__key">"Ou écrivez-y cette clé\u{202f}: " <code>{secret.to_owned()}</code></p>
                <p>"Sur ce téléphone\u{202f}: " <a href=address.to_owned()>"ouvrir l’application"</a> "."</p>
            </li>
            <li>
                "Écrivez le code qu’elle affiche."
                <form class="form" method="post" action="/moi/code">
                    <input type="hidden" name="retour" value=view.back.clone()/>
                    {code_field("code", "Code à six chiffres")}
                    <p><button class="button">"Relier l’application"</button></p>
                </form>
            </li>
        </ol>
        <p class="context">{format!("Compte\u{202f}: {}. Ne montrez cette page à personne.", view.email)}</p>
        {give_up}
    }
    .into_any()
}

fn in_use(since: &str, codes_left: u32, may_leave: bool) -> AnyView {
    let left = match codes_left {
        0 => String::from("Il ne reste aucun code de secours\u{202f}: demandez-en de nouveaux."),
        1 => String::from("Il reste un code de secours."),
        count => format!("Il reste {count} codes de secours."),
    };
    let leave = may_leave.then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">"Retirer le code"</h2>
                <p>"Le mot de passe seul suffira. Vos connexions prendront fin."</p>
                <form class="form" method="post" action="/moi/code/retirer">
                    {code_field("code-retrait", "Code à six chiffres")}
                    <p><button class="button button--plain">"Retirer le code"</button></p>
                </form>
            </section>
        }
    });
    view! {
        <p>{format!("Un code est demandé à chaque connexion depuis le {since}. {left}")}</p>
        <section class="section">
            <h2 class="section-title">"Nouveaux codes de secours"</h2>
            <p>"Les anciens ne vaudront plus."</p>
            <form class="form" method="post" action="/moi/code/secours">
                {code_field("code-secours", "Code à six chiffres")}
                <p><button class="button">"Recevoir huit nouveaux codes"</button></p>
            </form>
        </section>
        {leave}
        <p><a href="/moi">"Mon compte"</a></p>
    }
    .into_any()
}

/// The recovery codes, on the only page that shows them; `back` is where to go on.
pub fn recovery_codes_page(around: &Around, codes: &[String], back: &str) -> String {
    document(around, "Codes de secours", || {
        let lines = codes
            .iter()
            .map(|code| view! { <li><code>{code.clone()}</code></li> })
            .collect_view();
        view! {
            <div class="form-page">
                <h1 class="title">"Codes de secours"</h1>
                {notice(String::from("Le code à la connexion est en service. Vos autres connexions ont pris fin."), false)}
                <p>
                    "Chacun de ces codes remplace une fois le téléphone. Imprimez cette page ou recopiez-les\u{202f}: ils ne seront plus montrés."
                </p>
                <ol class="recovery-codes">{lines}</ol>
                <p><a class="button button--link" href=back.to_owned()>"J’ai gardé mes codes, continuer"</a></p>
            </div>
        }
        .into_any()
    })
}
