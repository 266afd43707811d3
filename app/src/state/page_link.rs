use model::format::date_iso;
use model::time::Day;

use crate::view::Frame;

/// Makes links that stay on the day of the page they stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLink {
    past: Option<Day>,
}

impl PageLink {
    /// Links of a page.
    pub fn of(frame: &Frame) -> Self {
        Self {
            past: frame.past.then_some(frame.day),
        }
    }

    /// `path`, on the day of the page.
    pub fn to(self, path: &str) -> String {
        format!("{path}{}", self.query())
    }

    /// `/lieu/{code}`.
    pub fn place(self, code: &str) -> String {
        self.to(&format!("/lieu/{code}"))
    }

    /// `/theme/{code}`.
    pub fn theme(self, code: &str) -> String {
        self.to(&format!("/theme/{code}"))
    }

    /// `/methode/{indicator}`.
    pub fn method(self, indicator: &str) -> String {
        self.to(&format!("/methode/{indicator}"))
    }

    /// `/lieu/{code}/calcul[/{theme}]`.
    pub fn explanation(self, code: &str, theme: Option<&str>) -> String {
        match theme {
            Some(theme) => self.to(&format!("/lieu/{code}/calcul/{theme}")),
            None => self.to(&format!("/lieu/{code}/calcul")),
        }
    }

    /// `/lieu/{code}/pourquoi[/{theme}]`.
    pub fn change(self, code: &str, theme: Option<&str>) -> String {
        match theme {
            Some(theme) => self.to(&format!("/lieu/{code}/pourquoi/{theme}")),
            None => self.to(&format!("/lieu/{code}/pourquoi")),
        }
    }

    /// `?au=2026-11-24` on a page of the past, else nothing.
    pub fn query(self) -> String {
        self.past
            .map_or_else(String::new, |day| format!("?au={}", date_iso(day)))
    }
}
