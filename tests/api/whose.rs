//! Whose a call is, by its path; and what the door has to ask of whoever it is.

use serde_json::{Value, json};
use wavetank::kernel::http::{Request, Response};

use crate::support::{answers, yandex};
use crate::{aiven, confluent};

/// A vendor, as the door knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    Msk,
    Confluent,
    Aiven,
    Yandex,
}

impl Whose {
    pub(crate) fn of(path: &str) -> Self {
        if confluent::is_confluent_path(path) {
            Self::Confluent
        } else if aiven::is_aiven_path(path) {
            Self::Aiven
        } else if yandex::is_yandex_path(path) {
            Self::Yandex
        } else {
            Self::Msk
        }
    }

    /// What is wrong with an answer, whatever was asked.
    pub(crate) fn flaws(self, request: &Request, answer: &Response) -> Vec<String> {
        match self {
            Self::Msk => answers::flaws(answer),
            Self::Confluent => confluent::flaws(request, answer),
            Self::Aiven => aiven::flaws(answer),
            Self::Yandex => yandex::flaws(request, answer),
        }
    }

    /// What an error is called in scripts; `seen` is the answer as one value.
    pub(crate) fn error(self, answer: &Response, seen: &Value) -> Value {
        match self {
            Self::Msk => seen.pointer("/header/x-amzn-errortype").cloned().unwrap_or_default(),
            Self::Confluent => json!(confluent::form(answer)),
            Self::Aiven => json!(aiven::error(answer)),
            Self::Yandex => json!(yandex::code(answer)),
        }
    }

    /// Where an error that is called so has its words.
    pub(crate) fn words(self, error: &Value) -> &'static str {
        match self {
            Self::Msk | Self::Yandex => "/message",
            Self::Confluent => confluent::words(error),
            Self::Aiven => aiven::words(error),
        }
    }

    /// Proves a call; `key` is empty for the usual credential.
    pub(crate) fn prove(self, request: &mut Request, key: &str) {
        match self {
            Self::Msk => {}
            Self::Confluent => confluent::prove(request, key),
            Self::Aiven => aiven::prove(request, key),
            Self::Yandex => yandex::prove(request, key),
        }
    }
}
