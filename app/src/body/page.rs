use super::{
    Fault, accessibility_body, alert_body, alerts_body, audience_body, change_body, city_body,
    compare_body, eet_body, explanation_body, method_body, place_body, reception_body, slide_body,
    theme_body, welcome_body,
};
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;

use crate::chart::ChartTable;
use crate::components::{PageTables, back_to_today};
use crate::view::{Address, Audience, PageView, SharedViews, ViewError};

/// The page of an address: its view from the server, laid out. Addresses that
/// are not here do not exist.
///
/// # Errors
/// [`Fault`], with the page to show in its place.
pub async fn page(views: Option<SharedViews>, address: &str) -> Result<PageView, Fault> {
    let Some(views) = views else {
        return Err(Fault::bare());
    };
    let Ok(asked) = Address::parse(address) else {
        return Err(Fault::bad_day(views.frame().await.ok()));
    };
    match laid_out_for(&views, &asked, PageTables::shown(&asked)).await {
        Ok(mut page) => {
            page.body = back_to_today(&page.frame, asked.path()) + &page.body;
            Ok(page)
        }
        Err(ViewError::NotFound) => Err(Fault::not_found(views.frame().await.ok())),
        Err(ViewError::Undeclared) => match views.city(&asked).await {
            Ok(view) => Ok(city_body(view)),
            Err(_) => Err(Fault::bare()),
        },
        Err(ViewError::Unavailable) => Err(Fault::unavailable(views.frame().await.ok())),
    }
}

/// The tables of a page, by the names that its links to files have.
///
/// # Errors
/// [`ViewError`] where the page would show a fault.
pub async fn page_tables(
    views: &SharedViews,
    asked: &Address,
) -> Result<Vec<(String, ChartTable)>, ViewError> {
    let tables = PageTables::taken(asked);
    laid_out_for(views, asked, tables.clone()).await?;
    Ok(tables.into_kept())
}

/// Lays the page out while its tables tell their names.
async fn laid_out_for(
    views: &SharedViews,
    asked: &Address,
    tables: PageTables,
) -> Result<PageView, ViewError> {
    let owner = Owner::new();
    let layout = owner.with(|| {
        provide_context(tables);
        ScopedFuture::new(answer(views, asked))
    });
    layout.await
}

async fn answer(views: &SharedViews, asked: &Address) -> Result<PageView, ViewError> {
    let segments = asked.segments();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    Ok(match segments.as_slice() {
        [] => city_body(views.city(asked).await?),
        ["vue", audience] => {
            let audience = Audience::of_slug(audience).ok_or(ViewError::NotFound)?;
            audience_body(views.audience(audience, asked).await?)
        }
        ["presentation"] => slide_body(views.slide(1, asked).await?),
        ["presentation", number] => {
            let number = number.parse().map_err(|_| ViewError::NotFound)?;
            slide_body(views.slide(number, asked).await?)
        }
        ["theme", theme] => theme_body(views.theme(theme, asked).await?),
        ["lieu", code] => place_body(views.place(code, asked).await?),
        ["lieu", code, "comparer"] => compare_body(views.compare(code, asked).await?),
        ["lieu", code, "accueil"] => reception_body(views.reception(code, asked).await?),
        ["lieu", code, "calcul"] => explanation_body(views.explanation(code, None, asked).await?),
        ["lieu", code, "calcul", theme] => {
            explanation_body(views.explanation(code, Some(theme), asked).await?)
        }
        ["lieu", code, "pourquoi"] => change_body(views.change(code, None, asked).await?),
        ["lieu", code, "pourquoi", theme] => {
            change_body(views.change(code, Some(theme), asked).await?)
        }
        ["methode", indicator] => method_body(views.method(indicator, asked).await?),
        ["energie", "eco-energie-tertiaire"] => eet_body(views.eet(asked).await?, asked),
        ["accueil"] => welcome_body(views.welcome(asked).await?),
        ["alertes"] => alerts_body(views.alerts(asked).await?, asked),
        ["alertes", id] => alert_body(views.alert(id, asked).await?),
        ["accessibilite"] => accessibility_body(views.frame().await?),
        _ => return Err(ViewError::NotFound),
    })
}
