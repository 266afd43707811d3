use std::process::ExitCode;
use std::sync::Arc;

use model::time::At;
use serde::Serialize;

use super::cli::UserAction;
use super::context::Held;
use crate::access::{Accounts, Actor, FactorKey, NewAccount, OsChance, Passwords};
use crate::clock::SystemClock;
use crate::control::Console;
use crate::store::Account;

/// An account as a program reads it: everything but the password.
#[derive(Serialize)]
struct Listed<'a> {
    id: i64,
    email: &'a str,
    name: &'a str,
    role: &'a str,
    scope: Option<&'a str>,
    second_factor: bool,
    created_at: At,
    disabled_at: Option<At>,
}

/// `belvedere user add|list|disable|password|totp-reset`.
pub(super) async fn run(
    held: &Held,
    action: UserAction,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let accounts = Accounts::new(
        held.store.clone(),
        Arc::new(SystemClock),
        Arc::new(OsChance),
        Passwords::default(),
        FactorKey::of_file(&held.config.key_file(), &OsChance)?,
    );
    let by = Actor::console();
    match action {
        UserAction::Add {
            email,
            name,
            role,
            scope,
        } => {
            let password = console.password()?;
            let new = NewAccount {
                email: email.clone(),
                name,
                role,
                scope: scope.unwrap_or_default(),
            };
            accounts.add(new, password, &by).await?;
            console.out(&format!("{email} added"));
        }
        UserAction::List(args) => {
            let all = held.store.accounts().await?;
            let listed: Vec<Listed<'_>> = all.iter().map(listed).collect();
            if args.json {
                console.out(&serde_json::to_string_pretty(&listed)?);
            } else {
                for one in listed {
                    console.out(&format!(
                        "{}\t{}\t{}\t{}\t{}",
                        one.email,
                        one.name,
                        one.role,
                        one.scope.unwrap_or("whole town"),
                        if one.disabled_at.is_some() {
                            "disabled"
                        } else {
                            "in use"
                        },
                    ));
                }
            }
        }
        UserAction::Disable { email } => {
            accounts.disable(number(held, &email).await?, &by).await?;
            console.out(&format!("{email} disabled"));
        }
        UserAction::TotpReset { email } => {
            let id = number(held, &email).await?;
            accounts.reset_factor(id, &by).await?;
            console.out(&format!("{email} has no second factor; its sessions ended"));
        }
        UserAction::Password { email } => {
            let password = console.password()?;
            accounts.reset_password(&email, password, &by).await?;
            console.out(&format!("{email} has another password; its sessions ended"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

async fn number(held: &Held, email: &str) -> anyhow::Result<i64> {
    let account = held.store.account_of(email.trim().to_lowercase()).await?;
    let account = account.ok_or_else(|| {
        anyhow::anyhow!("no account in use is `{email}`; see `belvedere user list`")
    })?;
    Ok(account.id)
}

fn listed(account: &Account) -> Listed<'_> {
    Listed {
        id: account.id,
        email: &account.email,
        name: &account.name,
        role: account.role.as_str(),
        scope: account.scope.as_ref().map(|scope| scope.as_str()),
        second_factor: account.has_second_factor,
        created_at: account.created_at,
        disabled_at: account.disabled_at,
    }
}
