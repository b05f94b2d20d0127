//! A custom plugin: what it is, and what it shows.
//!
//! What may be done with one, and what becomes of it: see `plugins`.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::arns::Kind;
use super::phases::Ending;
use super::shapes::{Location, Reason, S3Location};
use super::shelf::{Card, Carded, Shelf};
use super::spaces::{Resource, Space};
use crate::kernel::clock;

/// `CustomPluginState`. The model has `UPDATING` and `UPDATE_FAILED` as well, which no call leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum State {
    Creating,
    CreateFailed,
    Active,
    Deleting,
}

#[derive(Debug, Clone)]
pub(super) struct CustomPlugin {
    pub card: Card,
    pub made: Made,
    pub state: State,
    pub reason: Option<Reason>,
    /// How its creation ends.
    pub ending: Ending,
    /// Whether its revision exists.
    pub is_made: bool,
    /// What reads see, as long as they lag behind: its state, and whether its revision exists.
    stale: Option<(State, bool)>,
}

/// What never changes in a plugin's life.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub description: Option<Box<str>>,
    pub content_type: &'static str,
    pub location: Location,
    pub file: File,
}

/// `CustomPluginFileDescription`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct File {
    file_md5: Box<str>,
    file_size: u64,
}

impl File {
    /// Stands for a file that nobody has: the same for the same place. What is told as its MD5 is one of nothing.
    pub(super) fn at(
        S3Location { bucket_arn, file_key, object_version }: &S3Location,
        size: u64,
    ) -> Self {
        let part = |it: &Option<Box<str>>| it.as_deref().unwrap_or_default().to_owned();
        let place = [part(bucket_arn), part(file_key), part(object_version)].join("/");
        let sum = Sha256::digest(place.as_bytes());
        let sum = u128::from_be_bytes(sum[..16].try_into().expect("16 of 32 bytes"));
        Self { file_md5: format!("{sum:032x}").into(), file_size: size }
    }
}

impl CustomPlugin {
    pub(super) fn new(card: Card, made: Made, ending: Ending) -> Self {
        let (state, reason) = (State::Creating, None);
        Self { card, made, state, reason, ending, is_made: false, stale: None }
    }

    pub(super) fn fail(&mut self, reason: Reason) {
        (self.state, self.reason) = (State::CreateFailed, Some(reason));
        self.is_made = false;
    }

    /// `DescribeCustomPluginResponse`.
    pub(super) fn view(&self, digits: u8) -> View<'_> {
        View { state_description: self.reason.as_ref(), ..self.summary(digits) }
    }

    /// `CustomPluginSummary`. There is no revision until one was created.
    pub(super) fn summary(&self, digits: u8) -> View<'_> {
        let Self { card, made, .. } = self;
        let description = made.description.as_deref();
        let (state, is_made) = self.stale.unwrap_or((self.state, self.is_made));
        let creation_time = clock::iso(card.created_at, digits);
        View {
            creation_time: creation_time.clone(),
            custom_plugin_arn: &card.arn,
            custom_plugin_state: state,
            description,
            latest_revision: is_made.then_some(Revision {
                content_type: made.content_type,
                creation_time,
                description,
                file_description: &made.file,
                location: &made.location,
                revision: 1,
            }),
            name: &card.name,
            state_description: None,
        }
    }
}

/// A plugin as it is shown.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct View<'a> {
    creation_time: String,
    custom_plugin_arn: &'a str,
    custom_plugin_state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest_revision: Option<Revision<'a>>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    state_description: Option<&'a Reason>,
}

/// `CustomPluginRevisionSummary`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the vendor's names")]
struct Revision<'a> {
    content_type: &'static str,
    creation_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    file_description: &'a File,
    location: &'a Location,
    revision: i64,
}

impl Carded for CustomPlugin {
    fn card(&self) -> &Card {
        &self.card
    }
}

impl Resource for CustomPlugin {
    const KIND: Kind = Kind::CustomPlugin;

    fn card_mut(&mut self) -> &mut Card {
        &mut self.card
    }

    fn shelf(space: &Space) -> &Shelf<Self> {
        &space.plugins
    }

    fn shelf_mut(space: &mut Space) -> &mut Shelf<Self> {
        &mut space.plugins
    }

    fn keep(&mut self) {
        self.stale.get_or_insert((self.state, self.is_made));
    }

    fn reveal(&mut self) {
        self.stale = None;
    }
}
