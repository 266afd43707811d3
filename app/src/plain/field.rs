use leptos::prelude::*;

/// A field of a form with its label, its hint and what is wrong with it.
pub struct Field {
    /// Name, in the form and in the document.
    pub name: &'static str,
    /// Label.
    pub label: &'static str,
    /// `text`, `email` or `password`.
    pub kind: &'static str,
    /// What a browser may fill in.
    pub autocomplete: &'static str,
    /// What to write.
    pub hint: Option<&'static str>,
    /// What was written.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<String>,
}

impl Field {
    /// A field for a password; what was written never comes back.
    pub fn password(
        name: &'static str,
        label: &'static str,
        autocomplete: &'static str,
        hint: Option<&'static str>,
    ) -> Self {
        Self {
            name,
            label,
            kind: "password",
            autocomplete,
            hint,
            value: String::new(),
            fault: None,
        }
    }

    /// The same, with what is wrong.
    pub fn with_fault(mut self, fault: Option<String>) -> Self {
        self.fault = fault;
        self
    }

    /// The field as HTML; `required` ones have to be filled in.
    pub fn show(self, required: bool) -> AnyView {
        let hint_id = format!("{}-aide", self.name);
        let fault_id = format!("{}-faute", self.name);
        let described = [
            self.hint.map(|_| hint_id.clone()),
            self.fault.as_ref().map(|_| fault_id.clone()),
        ];
        let described: Vec<String> = described.into_iter().flatten().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let invalid = self.fault.is_some().then_some("true");
        let hint = self
            .hint
            .map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> });
        let fault = self
            .fault
            .map(|fault| view! { <p class="field__fault" id=fault_id>{fault}</p> });
        view! {
            <div class="field">
                <label for=self.name>{self.label}</label>
                {hint}
                {fault}
                <input
                    id=self.name
                    name=self.name
                    r#type=self.kind
                    value=self.value
                    autocomplete=self.autocomplete
                    required=required
                    aria-describedby=described
                    aria-invalid=invalid
                />
            </div>
        }
        .into_any()
    }
}

/// What was done, or why nothing was: read out at once.
pub fn notice(words: String, is_fault: bool) -> AnyView {
    let (class, role) = if is_fault {
        ("form-notice form-notice--fault", "alert")
    } else {
        ("form-notice", "status")
    };
    view! { <p class=class role=role>{words}</p> }.into_any()
}
