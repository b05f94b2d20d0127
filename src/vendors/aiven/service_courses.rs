//! What becomes of services: built, their nodes replaced, Kafka Connect started in them.

use super::integration::Id;
use super::service::{Connect, Phase, Place, Service, Work};
use super::{Aiven, Due};
use crate::kernel::lifecycle::Takes;
use crate::kernel::room::Ctx;

/// Makes the nodes of a new service, or of one that is powered on. It runs before Kafka Connect does
/// (documentation, "Available connector plugins list not currently available").
pub fn build(ctx: &mut Ctx<'_, Aiven>, service: &mut Service) {
    (service.phase, service.connect) = (Phase::Rebuilding, Connect::Starting);
    begin(ctx, service, Work::Build);
}

/// Replaces the nodes one by one: what runs goes on meanwhile.
pub fn replace(ctx: &mut Ctx<'_, Aiven>, service: &mut Service) {
    service.phase = Phase::Rebuilding;
    begin(ctx, service, Work::Replace);
}

/// Starts Kafka Connect in a service that runs.
pub fn enable(ctx: &mut Ctx<'_, Aiven>, service: &mut Service) {
    service.connect = Connect::Starting;
    // A service that is being built comes to it by itself.
    if service.work.is_none() {
        begin(ctx, service, Work::Enable);
    }
}

/// Everything is over at once.
pub fn power_off(ctx: &mut Ctx<'_, Aiven>, service: &mut Service) {
    (service.phase, service.connect) = (Phase::Poweroff, Connect::Starting);
    (service.running_at, service.running_since) = (None, None);
    (service.work, service.rest) = (None, None);
    service.turn = ctx.count("aiven/turn");
    ctx.cancel_reads(&service.place.key());
}

fn begin(ctx: &mut Ctx<'_, Aiven>, service: &mut Service, work: Work) {
    let takes = ctx.course(&service.place.key()).takes;
    service.running_at = None;
    service.turn = ctx.count("aiven/turn");
    ctx.cancel_reads(&service.place.key());
    let (first, rest) = match work {
        Work::Build => takes.split(4, 5),
        Work::Replace => takes.split(1, 2),
        Work::Enable => (takes, None),
    };
    (service.work, service.rest) = (Some(work), rest);
    go_on(ctx, service, first);
}

fn go_on(ctx: &mut Ctx<'_, Aiven>, service: &Service, takes: Takes) {
    let (place, turn) = (service.place.clone(), service.turn);
    ctx.begin(&place.key(), takes, Due::Service { place, turn });
}

/// A step is over. One of an earlier turn is nobody's any more.
pub fn step(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, place: &Place, turn: u64) {
    let Ok(service) = vendor.service_mut(place) else { return };
    if service.turn != turn {
        return;
    }
    if let Some(rest) = service.rest.take() {
        service.phase = match service.work {
            Some(Work::Replace) if service.kind == "kafka" => Phase::Rebalancing,
            Some(Work::Replace) => Phase::Rebuilding,
            Some(Work::Build | Work::Enable) | None => Phase::Running,
        };
        service.running_since = Some(ctx.now());
        return go_on(ctx, service, rest);
    }
    let was_built = service.work.take() == Some(Work::Build) && service.phase == Phase::Running;
    (service.phase, service.connect) = (Phase::Running, Connect::Up(None));
    if !was_built {
        service.running_since = Some(ctx.now());
    }
}

/// An integration comes to be active, and some time later Kafka Connect with it.
pub fn link(vendor: &mut Aiven, ctx: &mut Ctx<'_, Aiven>, id: &Id) {
    let Some(integration) = vendor.integrations.get_mut(id) else { return };
    integration.is_active = true;
    let (rest, dest) = (integration.rest.take(), integration.dest.clone());
    let Ok(service) = vendor.service_mut(&dest) else { return };
    let waits = service.connect == Connect::Starting && service.work.is_none();
    if !waits || service.phase != Phase::Running {
        return;
    }
    match rest {
        None => service.connect = Connect::Up(None),
        Some(rest) => {
            service.turn = ctx.count("aiven/turn");
            service.work = Some(Work::Enable);
            go_on(ctx, service, rest);
        }
    }
}
