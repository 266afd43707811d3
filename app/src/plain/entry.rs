use leptos::prelude::*;

/// A field of this form.
pub(super) struct Entry {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// `text`, `date` or `area`.
    pub(super) kind: &'static str,
    /// Which keyboard a phone brings up.
    pub(super) mode: &'static str,
    pub(super) hint: Option<&'static str>,
    pub(super) value: String,
    pub(super) fault: Option<String>,
    pub(super) required: bool,
    /// Suggestions.
    pub(super) list: Option<&'static str>,
    /// Characters that an area takes.
    pub(super) longest: &'static str,
}

impl Entry {
    /// A line of text, with what is wrong with it among the faults of its form.
    pub(super) fn of(
        name: &'static str,
        label: &'static str,
        value: &str,
        faults: &[(&'static str, String)],
    ) -> Self {
        Self {
            name,
            label,
            kind: "text",
            mode: "text",
            hint: None,
            value: value.to_owned(),
            fault: fault_of(faults, name),
            required: false,
            list: None,
            longest: "500",
        }
    }

    pub(super) const fn number(mut self) -> Self {
        self.mode = "decimal";
        self
    }

    pub(super) const fn date(mut self) -> Self {
        self.kind = "date";
        self
    }

    pub(super) const fn area(mut self) -> Self {
        self.kind = "area";
        self
    }

    pub(super) const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    pub(super) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The field with its label, its hint and what is wrong with it.
    pub(super) fn show(self) -> AnyView {
        let Described {
            described,
            invalid,
            around,
        } = around(self.name, self.hint, self.fault);
        let control = if self.kind == "area" {
            view! {
                <textarea
                    id=self.name
                    name=self.name
                    rows="3"
                    maxlength=self.longest
                    required=self.required
                    aria-describedby=described
                    aria-invalid=invalid
                >
                    {self.value}
                </textarea>
            }
            .into_any()
        } else {
            view! {
                <input
                    id=self.name
                    name=self.name
                    r#type=self.kind
                    inputmode=self.mode
                    value=self.value
                    autocomplete="off"
                    list=self.list
                    required=self.required
                    aria-describedby=described
                    aria-invalid=invalid
                />
            }
            .into_any()
        };
        view! {
            <div class="field">
                <label for=self.name>{self.label}</label>
                {around}
                {control}
            </div>
        }
        .into_any()
    }
}

/// What is wrong with a field.
pub(super) fn fault_of(faults: &[(&'static str, String)], name: &str) -> Option<String> {
    let found = faults.iter().find(|(field, _)| *field == name);
    found.map(|(_, why)| why.clone())
}

/// What stands between a label and its control, and how the control names it.
pub(super) struct Described {
    pub(super) described: Option<String>,
    pub(super) invalid: Option<&'static str>,
    pub(super) around: AnyView,
}

pub(super) fn around(name: &str, hint: Option<&'static str>, fault: Option<String>) -> Described {
    let (hint_id, fault_id) = (format!("{name}-aide"), format!("{name}-faute"));
    let ids = [
        hint.map(|_| hint_id.clone()),
        fault.as_ref().map(|_| fault_id.clone()),
    ];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    let invalid = fault.is_some().then_some("true");
    let hint = hint.map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> });
    let fault = fault.map(|fault| view! { <p class="field__fault" id=fault_id>{fault}</p> });
    Described {
        described: (!ids.is_empty()).then(|| ids.join(" ")),
        invalid,
        around: view! { {hint} {fault} }.into_any(),
    }
}
