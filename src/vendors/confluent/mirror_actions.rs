//! What is done to mirror topics, many at once: each is answered for by itself, within a 200.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Confluent;
use super::behaviour::{EmptySelection, PatternMatch};
use super::coerced::Text;
use super::errors::{Error, Kind, Result};
use super::kafka::Kafka;
use super::link::{Link, Mode, Side};
use super::link_wording as wording;
use super::mirror::{Phase, Plan, Reversal};
use super::mirror_course;
use super::mirror_restore::{self, Truncation};
use super::moments::Clock;
use super::positions::Lag;
use super::premises::{MirrorAction, RefusedMirror};
use super::rest::{self, Flag, Item};
use crate::kernel::faults::Pattern;
use crate::kernel::http::Response;
use crate::kernel::room::Ctx;

#[derive(Debug, Deserialize, JsonSchema)]
pub struct ActionArgs {
    cluster_id: String,
    link_name: String,
    #[serde(default)]
    validate_only: Flag,
    #[serde(default)]
    include_partition_level_truncation_data: Flag,
}

/// `AlterMirrorsRequestData`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AlterMirrors {
    #[serde(default)]
    mirror_topic_names: Option<Vec<Text>>,
    /// A regular expression.
    #[serde(default)]
    mirror_topic_name_pattern: Option<Text>,
}

/// `AlterMirrorsData`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AlterMirrorsData")]
pub struct View<'a> {
    mirror_topic_name: &'a str,
    error_code: Option<u16>,
    error_message: Option<String>,
    mirror_lags: Vec<Lag>,
    messages_truncated: Option<u64>,
    partition_level_truncation_data: Vec<Truncation>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Promote,
    Failover,
    Pause,
    Resume,
    Reverse(Reversal),
    Restore,
}

impl Action {
    /// As premises name it.
    fn named(self) -> MirrorAction {
        match self {
            Self::Promote => MirrorAction::Promote,
            Self::Failover => MirrorAction::Failover,
            Self::Pause => MirrorAction::Pause,
            Self::Resume => MirrorAction::Resume,
            Self::Reverse(Reversal::Start) => MirrorAction::ReverseAndStartMirror,
            Self::Reverse(Reversal::Pause) => MirrorAction::ReverseAndPauseMirror,
            Self::Restore => MirrorAction::TruncateAndRestore,
        }
    }
}

/// What goes wrong with one topic.
#[derive(Debug)]
pub struct Flaw(pub u16, pub String);

type Ask<'a, 'k> =
    (&'a mut Confluent, &'a mut Ctx<'k, Confluent>, ActionArgs, Option<AlterMirrors>);

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident $action:expr;)*) => {
        $(
            $(#[$doc])*
            pub fn $name(
                vendor: &mut Confluent,
                ctx: &mut Ctx<'_, Confluent>,
                args: ActionArgs,
                body: Option<AlterMirrors>,
            ) -> Result<Response> {
                act((vendor, ctx, args, body), $action)
            }
        )*
    };
}

actions! {
    /// `updateKafkaMirrorTopicsPromote`: stop, with all that the source has.
    promote Action::Promote;
    /// `updateKafkaMirrorTopicsFailover`: stop, with what there is.
    failover Action::Failover;
    /// `updateKafkaMirrorTopicsPause`.
    pause Action::Pause;
    /// `updateKafkaMirrorTopicsResume`.
    resume Action::Resume;
    /// `updateKafkaMirrorTopicsReverseAndStartMirror`: mirror and source change places.
    reverse_and_start Action::Reverse(Reversal::Start);
    /// `updateKafkaMirrorTopicsReverseAndPauseMirror`: the same, and the new mirror waits.
    reverse_and_pause Action::Reverse(Reversal::Pause);
    /// `updateKafkaMirrorTopicsTruncateAndRestoreMirror`: a former source becomes the mirror of its mirror.
    truncate_and_restore Action::Restore;
}

fn act((vendor, ctx, args, body): Ask<'_, '_>, action: Action) -> Result<Response> {
    let (cluster, link) = (args.cluster_id.as_str(), args.link_name.as_str());
    vendor.kafka.clusters.served(cluster)?;
    let (link, side) = vendor.kafka.link(cluster, link)?;
    let (id, link_name) = (Arc::clone(&link.id), Arc::clone(&link.name));
    let place = Arc::clone(&side.cluster);
    let names = selected(vendor, (&place, &id), &body.unwrap_or_default(), action)?;
    let course = ctx.course(&format!("link/{place}/{link_name}"));
    let mut items = Vec::new();
    for name in &names {
        let flaw = check(vendor, (&place, &id), name, action).err();
        let cut = (action == Action::Restore && flaw.is_none())
            .then(|| mirror_restore::truncations(&vendor.kafka, (&place, name), Clock::of(ctx)));
        let cut = cut.unwrap_or_default();
        let messages_truncated =
            (!cut.is_empty()).then(|| cut.iter().map(|it| it.messages_truncated).sum());
        let kafka = &vendor.kafka;
        let found = kafka.clusters.find(&place).and_then(|it| Some((it, it.topics.get(name)?)));
        let lags = found.map(|(cluster, topic)| kafka.lags(cluster, topic, Clock::of(ctx)));
        if flaw.is_none() && !args.validate_only.0 {
            begin(vendor, ctx, ((&place, name), &id), (action, &course));
        }
        let is_detailed = args.include_partition_level_truncation_data.0;
        let view = View {
            mirror_topic_name: name,
            error_code: flaw.as_ref().map(|it| it.0),
            error_message: flaw.map(|it| it.1),
            mirror_lags: lags.unwrap_or_default(),
            messages_truncated,
            partition_level_truncation_data: if is_detailed { cut } else { Vec::new() },
        };
        let url = rest::url(ctx, &place, &["links", &link_name, "mirrors", name]);
        items.push(Item::new("AlterMirrorsData", url, view));
    }
    // CHOICE: the one kind that the reference shows, whatever the action.
    let url = rest::url(ctx, &place, &["links", &link_name, "mirrors"]);
    Ok(rest::list("KafkaPromoteMirror", url, items))
}

/// The topics that are meant: those that are named, in that order, and those of the link that match.
fn selected(
    vendor: &Confluent,
    (cluster, link): (&str, &str),
    body: &AlterMirrors,
    action: Action,
) -> Result<Vec<Arc<str>>> {
    let names = body.mirror_topic_names.iter().flatten();
    let mut names: Vec<Arc<str>> = names.map(|it| it.0.as_str().into()).collect();
    let pattern = body.mirror_topic_name_pattern.as_ref().filter(|it| !it.0.is_empty());
    if let Some(Text(pattern)) = pattern {
        let source = match vendor.behaviour().mirror_patterns {
            PatternMatch::Whole => format!("^(?:{pattern})$"),
            PatternMatch::Part => pattern.clone(),
        };
        let pattern = Pattern::expression(&source).map_err(|_| {
            let message = format!("Invalid mirror topic name pattern '{pattern}'.");
            Error::new(Kind::InvalidRequest, message)
        })?;
        let known: Vec<Arc<str>> = match action {
            Action::Restore => mirror_restore::candidates(&vendor.kafka, cluster, link),
            Action::Promote
            | Action::Failover
            | Action::Pause
            | Action::Resume
            | Action::Reverse(_) => {
                let mirrors = vendor.kafka.mirrors_of(cluster, link);
                mirrors.map(|(name, _)| Arc::clone(name)).collect()
            }
        };
        names.extend(known.into_iter().filter(|it| pattern.matches(it)));
    } else if names.is_empty() && vendor.behaviour().empty_selection == EmptySelection::Refused {
        let message = "Either mirror_topic_names or mirror_topic_name_pattern must be provided.";
        return Err(Error::new(Kind::InvalidRequest, message));
    }
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|it| seen.insert(Arc::clone(it)));
    Ok(names)
}

/// Whether the action can be begun with that topic.
fn check(
    vendor: &Confluent,
    (cluster, link): (&str, &str),
    name: &str,
    action: Action,
) -> std::result::Result<(), Flaw> {
    let kafka: &Kafka = &vendor.kafka;
    let bad = |message: String| Err(Flaw(400, message));
    let is_refused = |it: &&RefusedMirror| {
        it.topic == name && it.actions.as_ref().is_none_or(|it| it.contains(&action.named()))
    };
    if let Some(refusal) = vendor.premises.refused_mirrors.iter().find(is_refused) {
        return Err(Flaw(refusal.error_code, refusal.message.clone()));
    }
    let (Some(link), Some(side)) = (kafka.links.get(link), kafka.links.side(link, cluster)) else {
        return bad(wording::not_mirrored(name));
    };
    if action == Action::Restore {
        return mirror_restore::check(kafka, (link, side), name);
    }
    let mirror = kafka.mirror((cluster, name)).filter(|it| it.link == link.id);
    let Some(mirror) = mirror else { return bad(wording::not_mirrored(name)) };
    if mirror.phase == Phase::Stopped {
        return bad(wording::already_stopped(name, &link.name));
    }
    if matches!(action, Action::Reverse(_)) {
        check_reversal((link, side))?;
    }
    let is_possible = match action {
        Action::Failover => true,
        Action::Promote | Action::Pause | Action::Resume => {
            matches!(mirror.phase, Phase::Mirroring | Phase::Paused)
        }
        Action::Reverse(_) => mirror.phase == Phase::Mirroring,
        Action::Restore => false,
    };
    let is_promotable = action != Action::Promote
        || !matches!(side.state, super::link::State::Failed | super::link::State::Paused);
    if is_possible && is_promotable {
        return Ok(());
    }
    bad(wording::wrong_state(name, mirror.status))
}

/// A mirror can change places with its source on a link that both clusters can use.
fn check_reversal((link, side): (&Link, &Side)) -> std::result::Result<(), Flaw> {
    if side.mode == Mode::Bidirectional && link.sides.len() == 2 {
        return Ok(());
    }
    Err(Flaw(400, wording::not_bidirectional(&link.name)))
}

fn begin(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (place, link): ((&str, &str), &Arc<str>),
    (action, course): (Action, &crate::kernel::room::Course),
) {
    let steps = match action {
        Action::Promote => {
            (Some(Phase::Stopping { drains: true }), Plan::Promote { reversal: None })
        }
        Action::Failover => (Some(Phase::Stopping { drains: false }), Plan::Failover),
        // If it is there already, what was under way to elsewhere is off.
        Action::Pause => (None, Plan::Become(Phase::Paused)),
        Action::Resume => (None, Plan::Become(Phase::Mirroring)),
        Action::Reverse(reversal) => {
            let reversal = Some(reversal);
            (Some(Phase::Stopping { drains: true }), Plan::Promote { reversal })
        }
        Action::Restore => {
            mirror_restore::truncate(&mut vendor.kafka, place, link, Clock::of(ctx));
            (None, Plan::Restore)
        }
    };
    mirror_course::begin(vendor, ctx, place, (steps.0, steps.1, course));
}
