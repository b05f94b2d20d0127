//! `ClusterService`: clusters found, listed and read, and their hosts.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

use super::cluster::{Cluster, Status};
use super::errors::{Error, Result};
use super::message::{self, Fields, KAFKA, Message, choice};
use super::premises::Premises;
use super::{Yandex, pages};
use crate::kernel::room::Ctx;

/// All clusters of a world.
#[derive(Debug, Clone)]
pub(super) struct Clusters {
    premises: Arc<Premises>,
    /// Made when somebody first asks: to know what its messages are like costs a world five milliseconds.
    held: OnceLock<BTreeMap<Arc<str>, Cluster>>,
    /// The ids of those that were there.
    gone: BTreeSet<Arc<str>>,
}

impl Clusters {
    pub(super) fn new(premises: Arc<Premises>) -> Self {
        Self { premises, held: OnceLock::new(), gone: BTreeSet::new() }
    }

    fn held(&self) -> &BTreeMap<Arc<str>, Cluster> {
        self.held.get_or_init(|| {
            let given = self.premises.clusters.iter().map(|it| Cluster::given(&self.premises, it));
            given.map(|it| (Arc::clone(&it.id), it)).collect()
        })
    }

    fn held_mut(&mut self) -> &mut BTreeMap<Arc<str>, Cluster> {
        self.held();
        self.held.get_mut().expect("they were just made")
    }

    pub(super) fn find(&self, id: &str) -> Option<&Cluster> {
        self.held().get(id)
    }

    pub(super) fn find_mut(&mut self, id: &str) -> Option<&mut Cluster> {
        self.held_mut().get_mut(id)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Cluster> {
        self.held().values()
    }

    pub(super) fn insert(&mut self, cluster: Cluster) {
        self.held_mut().insert(Arc::clone(&cluster.id), cluster);
    }

    pub(super) fn remove(&mut self, id: &str) {
        if let Some((id, _)) = self.held_mut().remove_entry(id) {
            self.gone.insert(id);
        }
    }

    fn was_there(&self, id: &str) -> bool {
        self.gone.contains(id)
    }
}

/// The cluster of that id, if there is one.
pub(super) fn known<'a>(yandex: &'a Yandex, id: &str) -> Result<&'a Cluster> {
    yandex.clusters.find(id).ok_or_else(|| {
        if yandex.clusters.was_there(id) {
            Error::deleted_cluster(id)
        } else {
            Error::unknown_cluster(id, yandex.premises.behaviour.unknown_cluster)
        }
    })
}

/// Refuses a change in a cluster that is stopped. UNCONFIRMED.
pub(super) fn check_running(yandex: &Yandex, id: &str) -> Result<()> {
    match yandex.clusters.find(id) {
        Some(cluster) if cluster.status == Status::Stopped => {
            Err(Error::wrong_status(id, cluster.status.name()))
        }
        _ => Ok(()),
    }
}

/// Refuses a folder that is nobody's, as one that is another's. UNCONFIRMED.
pub(super) fn check_folder(yandex: &Yandex, id: &str) -> Result<()> {
    let is_known = yandex.premises.folders.iter().any(|it| it.id == id);
    if is_known { Ok(()) } else { Err(Error::forbidden()) }
}

pub(super) fn get(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    Ok(known(yandex, request.text("cluster_id"))?.view(ctx.settings().epoch))
}

/// Those of a folder, by id. A filter has no effect, as the API's own description says.
pub(super) fn list(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let folder = request.text("folder_id");
    check_folder(yandex, folder)?;
    let page = pages::open(ctx, &format!("{folder}/clusters"), &request)?;
    let from = page.after().map_or(Bound::Unbounded, Bound::Excluded);
    let rest = yandex.clusters.held().range::<str, _>((from, Bound::Unbounded));
    let rest = rest.filter(|(_, it)| it.folder() == folder);
    let (shown, token) = page.cut(rest.map(|(id, it)| (id.to_string(), it)));
    let epoch = ctx.settings().epoch;
    let shown: Vec<_> = shown.into_iter().map(|it| it.listed(epoch)).collect();
    let answer = message::new(&format!("{KAFKA}.ListClustersResponse"));
    Ok(pages::closed(answer.with("clusters", shown), token))
}

/// By the numbers of `Host.Role` and `Host.Health`.
const KAFKA_ROLE: i32 = 1;
const ALIVE: i32 = 1;

/// The brokers. Not like the real one: a cluster of several has hosts for their coordination, too.
pub(super) fn list_hosts(
    yandex: &mut Yandex,
    ctx: &mut Ctx<'_, Yandex>,
    request: Message,
) -> Result<Message> {
    let id = request.text("cluster_id");
    let cluster = known(yandex, id)?;
    let page = pages::open(ctx, &format!("{id}/hosts"), &request)?;
    let after = page.after().map(str::to_owned);
    let rest = hosts(ctx, cluster).into_iter();
    let rest = rest.filter(|(name, _)| after.as_ref().is_none_or(|after| name > after));
    let (shown, token) = page.cut(rest);
    let answer = message::new(&format!("{KAFKA}.ListClusterHostsResponse"));
    Ok(pages::closed(answer.with("hosts", shown), token))
}

/// By name.
fn hosts(ctx: &Ctx<'_, Yandex>, cluster: &Cluster) -> BTreeMap<String, Message> {
    let zones = cluster.zones();
    let resources = cluster.told().inner("config.kafka.resources");
    let host = |nth: usize| {
        let zone = zones.get(nth % zones.len().max(1)).copied().unwrap_or_default();
        let mut draw = ctx.draw(&["yandex/host", &cluster.id, &nth.to_string()]);
        let letters = draw.text(b"0123456789abcdefghijklmnopqrstuv", 16);
        let name = format!("rc1{}-{letters}.mdb.yandexcloud.net", &zone[zone.len().max(1) - 1..]);
        let mut host = message::new(&format!("{KAFKA}.Host"))
            .with("name", &*name)
            .with("cluster_id", &*cluster.id)
            .with("zone_id", zone)
            .with("role", choice(KAFKA_ROLE))
            .with("assign_public_ip", cluster.told().flag("config.assign_public_ip"));
        if let Some(resources) = resources {
            host.put("resources", resources.clone());
        }
        if cluster.status == Status::Running {
            host.put("health", choice(ALIVE));
        }
        (name, host)
    };
    (0..usize::try_from(cluster.brokers).expect("32 bits")).map(host).collect()
}
