//! A worker configuration: what it is, and what it shows.
//!
//! What may be done with one, and what becomes of it: see `workers`.

use serde::Serialize;

use super::arns::Kind;
use super::shelf::{Card, Carded, Shelf};
use super::spaces::{Resource, Space};
use crate::kernel::clock;

/// `WorkerConfigurationState`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum State {
    Active,
    Deleting,
}

#[derive(Debug, Clone)]
pub(super) struct WorkerConfiguration {
    pub card: Card,
    description: Option<Box<str>>,
    /// In base64, as it was sent.
    properties: Box<str>,
    pub state: State,
    /// What reads see instead, as long as they lag behind.
    stale: Option<State>,
}

impl WorkerConfiguration {
    pub(super) fn new(card: Card, description: Option<String>, properties: String) -> Self {
        let (description, properties) = (description.map(Into::into), properties.into());
        Self { card, description, properties, state: State::Active, stale: None }
    }

    /// `DescribeWorkerConfigurationResponse`: the only answer with the properties.
    pub(super) fn view(&self, digits: u8) -> View<'_> {
        let mut view = self.summary(digits);
        view.latest_revision.properties_file_content = Some(&self.properties);
        view
    }

    /// `WorkerConfigurationSummary`.
    pub(super) fn summary(&self, digits: u8) -> View<'_> {
        let creation_time = clock::iso(self.card.created_at, digits);
        View {
            creation_time,
            description: self.description.as_deref(),
            latest_revision: self.revision(digits),
            name: &self.card.name,
            worker_configuration_arn: &self.card.arn,
            worker_configuration_state: self.stale.unwrap_or(self.state),
        }
    }

    /// `CreateWorkerConfigurationResponse`.
    pub(super) fn created(&self, digits: u8) -> View<'_> {
        View { description: None, ..self.summary(digits) }
    }

    fn revision(&self, digits: u8) -> Revision<'_> {
        Revision {
            creation_time: clock::iso(self.card.created_at, digits),
            description: self.description.as_deref(),
            properties_file_content: None,
            revision: 1,
        }
    }
}

/// A worker configuration as it is shown.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct View<'a> {
    creation_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    latest_revision: Revision<'a>,
    name: &'a str,
    worker_configuration_arn: &'a str,
    worker_configuration_state: State,
}

/// `WorkerConfigurationRevisionDescription`; without the content `WorkerConfigurationRevisionSummary`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct Revision<'a> {
    creation_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties_file_content: Option<&'a str>,
    revision: i64,
}

impl Carded for WorkerConfiguration {
    fn card(&self) -> &Card {
        &self.card
    }
}

impl Resource for WorkerConfiguration {
    const KIND: Kind = Kind::WorkerConfiguration;

    fn card_mut(&mut self) -> &mut Card {
        &mut self.card
    }

    fn shelf(space: &Space) -> &Shelf<Self> {
        &space.workers
    }

    fn shelf_mut(space: &mut Space) -> &mut Shelf<Self> {
        &mut space.workers
    }

    fn keep(&mut self) {
        self.stale.get_or_insert(self.state);
    }

    fn reveal(&mut self) {
        self.stale = None;
    }
}
