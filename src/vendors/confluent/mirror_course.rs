//! What becomes of mirrors: each step of what they are going through, at its own instant, and what they make
//! of it when their link or their source changes.
//!
//! What may be begun with one is decided where it is asked for.

use std::sync::Arc;
use std::time::Duration;

use super::Confluent;
use super::kafka::{Due, Kafka};
use super::mirror::{Mirror, MirrorError, Phase, Plan, Reversal, TransitionError};
use super::moments::Clock;
use crate::kernel::lifecycle::{Outcome, Takes};
use crate::kernel::room::{Course, Ctx};

/// The ends that a rule can ask of an action: the mirror fails, or goes on as before and tells why.
pub const ENDS: &[&str] = &["FAILED", UNCHANGED];
const UNCHANGED: &str = "ACTIVE";

/// A cluster, and the name of a topic that it has.
pub type Place<'a> = (&'a str, &'a str);

impl Kafka {
    pub fn mirror(&self, (cluster, topic): Place<'_>) -> Option<&Mirror> {
        self.clusters.find(cluster)?.topics.get(topic)?.mirror.as_ref()
    }

    pub fn mirror_mut(&mut self, (cluster, topic): Place<'_>) -> Option<&mut Mirror> {
        self.clusters.find_mut(cluster)?.topics.get_mut(topic)?.mirror.as_mut()
    }

    /// Puts a mirror into a phase, with what follows from it at once.
    fn enter(&mut self, place: Place<'_>, phase: Phase, clock: Clock) {
        // What was copied until now was copied in the phase that ends.
        self.settle(place.0, place.1, clock);
        if let Some(mirror) = self.mirror_mut(place) {
            mirror.phase = phase;
        }
        self.settle(place.0, place.1, clock);
    }
}

/// What reads of a mirror are counted by.
pub fn key((cluster, topic): Place<'_>) -> String {
    format!("mirror/{cluster}/{topic}")
}

/// Lets a mirror go through something, in place of what it was going through: `phase` at once, then the
/// plan, when its course has come to that.
pub fn begin(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    place: Place<'_>,
    (phase, plan, course): (Option<Phase>, Plan, &Course),
) {
    let (clock, key) = (Clock::of(ctx), key(place));
    if let Some(phase) = phase {
        vendor.kafka.enter(place, phase, clock);
    }
    let turn = ctx.count(&format!("confluent/{key}/turns"));
    let Some(mirror) = vendor.kafka.mirror_mut(place) else { return };
    mirror.turn = turn;
    mirror.plan = Some(match &course.outcome {
        None => plan,
        Some(outcome) if outcome.succeeds_for.is_some() => {
            Plan::Then(Box::new(plan), outcome.clone())
        }
        Some(outcome) => Plan::Fail(outcome.clone()),
    });
    ctx.cancel_reads(&key);
    let parts = if mirror.plan == Some(Plan::Restore) { 2 } else { 1 };
    plan_due(ctx, place, (turn, course.takes.part(1, parts)));
}

fn plan_due(ctx: &mut Ctx<'_, Confluent>, place: Place<'_>, (turn, takes): (u64, Takes)) {
    let due = Due::Mirror { cluster: place.0.into(), topic: place.1.into(), turn };
    ctx.begin(&key(place), takes, due.into());
}

/// What was planned for a mirror comes about. A plan of an earlier turn is nobody's any more.
pub fn go_on(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, place: Place<'_>, turn: u64) {
    let mirror = vendor.kafka.mirror_mut(place).filter(|it| it.turn == turn);
    let Some(plan) = mirror.and_then(|it| it.plan.take()) else { return };
    carry_out(vendor, ctx, place, plan);
}

fn carry_out(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, place: Place<'_>, plan: Plan) {
    let clock = Clock::of(ctx);
    match plan {
        Plan::Become(phase) => vendor.kafka.enter(place, phase, clock),
        Plan::Then(plan, outcome) => {
            let lasts = outcome.succeeds_for.unwrap_or_default();
            carry_out(vendor, ctx, place, *plan);
            if let Some(mirror) = vendor.kafka.mirror_mut(place).filter(|it| it.plan.is_none()) {
                mirror.plan = Some(Plan::Fail(outcome));
                plan_due(ctx, place, (mirror.turn, Takes::For(lasts)));
            }
        }
        Plan::Fail(outcome) => fail(&mut vendor.kafka, place, &outcome, clock),
        Plan::Promote { reversal } | Plan::Drain { reversal } => {
            drain(vendor, ctx, place, reversal);
        }
        Plan::Failover => stop(&mut vendor.kafka, place, clock),
        Plan::Restore => {
            // The second half lasts as long as the first.
            let half = vendor.kafka.mirror(place).map(|it| clock.millis_since(it.since));
            vendor.kafka.enter(place, Phase::Restoring, clock);
            let Some(mirror) = vendor.kafka.mirror_mut(place) else { return };
            mirror.plan = Some(Plan::Become(Phase::Mirroring));
            let half = Duration::from_millis(half.unwrap_or_default());
            plan_due(ctx, place, (mirror.turn, Takes::For(half)));
        }
    }
}

/// A mirror that is promoted stops once it has copied all; before that it looks again when that should be
/// so, or when its link says that something has changed.
fn drain(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    place: Place<'_>,
    reversal: Option<Reversal>,
) {
    let clock = Clock::of(ctx);
    let cluster = vendor.kafka.clusters.find(place.0);
    let topic = cluster.and_then(|it| it.topics.get(place.1));
    let (Some(cluster), Some(topic)) = (cluster, topic) else { return };
    let left = vendor.kafka.drains_in(cluster, topic, clock);
    if left.is_some_and(|it| it.is_zero()) {
        stop(&mut vendor.kafka, place, clock);
        if let Some(reversal) = reversal {
            reverse(vendor, ctx, place, reversal);
        }
        return;
    }
    let Some(mirror) = vendor.kafka.mirror_mut(place) else { return };
    mirror.plan = Some(Plan::Drain { reversal });
    if let Some(left) = left {
        plan_due(ctx, place, (mirror.turn, Takes::For(left)));
    }
}

/// The mirror is an ordinary topic from now on, with what it has copied.
fn stop(kafka: &mut Kafka, place: Place<'_>, clock: Clock) {
    kafka.enter(place, Phase::Stopped, clock);
    let cluster = kafka.clusters.find_mut(place.0);
    let Some(topic) = cluster.and_then(|it| it.topics.get_mut(place.1)) else { return };
    let Some(mirror) = &mut topic.mirror else { return };
    mirror.plan = None;
    topic.ends.clone_from(&mirror.positions);
    topic.growth = 0;
}

/// The same, and nothing is left of the mirror.
pub fn free(vendor: &mut Confluent, place: Place<'_>, clock: Clock) {
    stop(&mut vendor.kafka, place, clock);
    let cluster = vendor.kafka.clusters.find_mut(place.0);
    if let Some(topic) = cluster.and_then(|it| it.topics.get_mut(place.1)) {
        topic.mirror = None;
    }
}

/// The former source is the mirror of its former mirror.
fn reverse(vendor: &mut Confluent, ctx: &Ctx<'_, Confluent>, place: Place<'_>, reversal: Reversal) {
    let (clock, kafka) = (Clock::of(ctx), &mut vendor.kafka);
    let Some(topic) = kafka.clusters.find(place.0).and_then(|it| it.topics.get(place.1)) else {
        return;
    };
    let (Some(mirror), number) = (&topic.mirror, topic.number) else { return };
    let Some(side) = kafka.links.side(&mirror.link, place.0) else { return };
    let (link, source) = (Arc::clone(&mirror.link), Arc::clone(&mirror.source));
    let (remote, name) = (Arc::clone(&side.remote), Arc::from(place.1));
    let cluster = kafka.clusters.find_mut(&remote);
    let Some(topic) = cluster.and_then(|it| it.topics.get_mut(&source)) else { return };
    let mut mirror = Mirror::new((&link, &name), number, clock.now);
    mirror.positions = topic.written(clock);
    mirror.phase = match reversal {
        Reversal::Start => Phase::Mirroring,
        Reversal::Pause => Phase::Paused,
    };
    topic.mirror = Some(mirror);
    kafka.settle(&remote, &source, clock);
}

fn fail(kafka: &mut Kafka, place: Place<'_>, outcome: &Outcome, clock: Clock) {
    let code = outcome.code.as_deref().unwrap_or("INTERNAL_ERROR");
    let message = outcome.message.as_deref().unwrap_or("An internal error occurred.");
    let stays = outcome.end.as_deref() == Some(UNCHANGED);
    let error = MirrorError::read(code).unwrap_or(MirrorError::Unknown);
    kafka.enter(place, if stays { Phase::Mirroring } else { Phase::Failed(error) }, clock);
    if let Some(mirror) = kafka.mirror_mut(place) {
        let (error_code, error_message) = (code.to_owned(), message.to_owned());
        mirror.transition_errors.push(TransitionError { error_code, error_message });
    }
}

/// The link of mirrors on that cluster may be in another state.
pub fn follow(vendor: &mut Confluent, ctx: &mut Ctx<'_, Confluent>, link: &str, cluster: &str) {
    let mirrors = vendor.kafka.mirrors_of(cluster, link).map(|(name, _)| Arc::clone(name));
    let names: Vec<_> = mirrors.collect();
    for name in names {
        let place = (cluster, &*name);
        vendor.kafka.settle(cluster, &name, Clock::of(ctx));
        let drains = |it: &&mut Mirror| matches!(it.plan, Some(Plan::Drain { .. }));
        let mirror = vendor.kafka.mirror_mut(place).filter(drains);
        if let Some(plan) = mirror.and_then(|it| it.plan.take()) {
            carry_out(vendor, ctx, place, plan);
        }
    }
}

/// The mirrors of a topic, wherever they are.
pub fn mirrors_of(kafka: &Kafka, place: Place<'_>) -> Vec<(Arc<str>, Arc<str>)> {
    let mut found = Vec::new();
    for (link, side) in kafka.links.to(place.0) {
        let mirrors = kafka.mirrors_of(&side.cluster, &link.id);
        let of_it = mirrors.filter(|(_, it)| {
            it.mirror.as_ref().is_some_and(|it| it.is_live() && &*it.source == place.1)
        });
        found.extend(of_it.map(|(name, _)| (Arc::clone(&side.cluster), Arc::clone(name))));
    }
    found
}

/// A topic has changed of which there may be mirrors: they note how far they were. To be called before the
/// change.
pub fn note(kafka: &mut Kafka, place: Place<'_>, clock: Clock) {
    for (cluster, name) in mirrors_of(kafka, place) {
        kafka.settle(&cluster, &name, clock);
    }
}

/// A topic is no longer the one that its mirrors copied.
pub fn lose_source(kafka: &mut Kafka, place: Place<'_>, error: MirrorError, clock: Clock) {
    for (cluster, name) in mirrors_of(kafka, place) {
        kafka.enter((&cluster, &name), Phase::Failed(error), clock);
        if let Some(mirror) = kafka.mirror_mut((&cluster, &name)) {
            mirror.plan = None;
        }
    }
}
