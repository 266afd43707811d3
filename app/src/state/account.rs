use leptos::prelude::*;

/// Who is signed in, as the head of a page says it: a name, or nobody.
///
/// The server gives it by context; the browser reads it from the page, where it
/// stays true until another page is loaded from the server: who signs in or out
/// does that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account(pub Option<String>);

impl Account {
    /// The account of the page, the same on both sides. To be made once, at the root.
    pub fn shared() -> Self {
        let name = SharedValue::new_str(|| {
            let given = use_context::<Self>();
            given.and_then(|account| account.0).unwrap_or_default()
        });
        Self(Some(name.into_inner()).filter(|name| !name.is_empty()))
    }

    /// The account of the page.
    pub fn from_context() -> Self {
        use_context().unwrap_or_default()
    }
}
