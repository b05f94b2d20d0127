//! What a world is told about itself once, before its first call.

use std::{collections::BTreeMap, time::Duration};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::journal::Bounds;
use super::lifecycle::{Takes, Timing};

#[derive(Debug, Clone)]
pub struct Settings {
    /// Of all chance in the world.
    pub seed: u64,
    /// The world's first instant.
    pub epoch: Timestamp,
    pub auth: Auth,
    pub date: DateSource,
    pub timing: Timing,
    /// How long reads still see what was before an operation, by operation: eventual consistency.
    pub lag: BTreeMap<String, Takes>,
    pub pages: Pages,
    pub journal: Bounds,
}

/// How credentials are judged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// Every well-formed credential is good; a missing one is refused as the vendor refuses it.
    #[default]
    Lenient,
    /// As the vendor judges: signatures, clocks, keys.
    Strict,
}

/// Whose clock the `Date` header shows and signatures are checked against. It is one clock, since some
/// clients set theirs by the header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// The wall's, as each request carries it.
    #[default]
    Wall,
    World,
}

/// What is peculiar about lists that come in pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// World time for which a page token is good; `None`: for ever.
    #[serde(
        default,
        with = "super::clock::duration_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(with = "Option<super::clock::Spelled>")]
    pub token_expires_after: Option<Duration>,
    /// Items in a page where the call does not say; the vendor's own number if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items_default: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            epoch: "2024-01-01T00:00:00Z".parse().expect("a timestamp"),
            auth: Auth::default(),
            date: DateSource::default(),
            timing: Timing::default(),
            lag: BTreeMap::new(),
            pages: Pages::default(),
            journal: Bounds::default(),
        }
    }
}
