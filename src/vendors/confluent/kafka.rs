//! Kafka REST v3: its part of the table, what can fall due there, and the state behind it.

use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};

use super::premises::Premises;
use super::rest::{asked, told};
use super::{
    Confluent, acls, auto_mirrors, clusters, link, link_configs, link_create, link_state, links,
    mirror_actions as actions, mirror_course, mirrors, partitions, records, topic_configs, topics,
};
use crate::kernel::room::Ctx;
use crate::kernel::route::{Fidelity, Named, Route};

/// All Kafka clusters, and what lies between them.
#[derive(Debug, Clone)]
pub struct Kafka {
    pub clusters: clusters::Clusters,
    pub links: link::Links,
    /// Records of a partition that a link copies in a second.
    pub rate: u64,
}

#[derive(Debug, Clone)]
pub enum Due {
    /// A side of a link is to be looked at anew.
    Look { link: Arc<str>, cluster: Arc<str> },
    /// What a rule wants of a side.
    Fate { link: Arc<str>, cluster: Arc<str>, turn: u64 },
    /// Reads see a side from now on.
    Reveal { link: Arc<str>, cluster: Arc<str> },
    /// A side that was deleted is gone.
    Leave { link: Arc<str>, cluster: Arc<str>, turn: u64 },
    /// What is planned for a mirror.
    Mirror { cluster: Arc<str>, topic: Arc<str>, turn: u64 },
    /// A side makes the mirrors that it is to make by itself.
    Discover { link: Arc<str>, cluster: Arc<str> },
}

impl From<Due> for super::Due {
    fn from(due: Due) -> Self {
        Self::Kafka(due)
    }
}

impl Kafka {
    pub fn new(premises: &Premises) -> Self {
        Self {
            clusters: clusters::Clusters::new(premises),
            links: link::Links::default(),
            rate: premises.behaviour.mirror_records_per_second,
        }
    }

    /// All resources, as the state shows them.
    pub fn show(&self) -> Value {
        let clusters = self.clusters.iter().filter(|it| it.is_served).map(|cluster| {
            let topics = cluster.topics.iter().map(|(name, topic)| {
                let status = topic.mirror.as_ref().map(|it| it.status);
                let partitions = self.partitions(cluster, topic);
                let shown = json!({ "partitions": partitions, "mirror_status": status });
                (name.to_string(), shown)
            });
            let links = self.links.of(&cluster.id).map(|(link, side)| {
                let shown = json!({
                    "cluster_link_id": &*link.id,
                    "remote_cluster_id": &*side.remote,
                    "link_state": side.state.word(),
                });
                (link.name.to_string(), shown)
            });
            let shown = json!({
                "topics": topics.collect::<serde_json::Map<_, _>>(),
                "links": links.collect::<serde_json::Map<_, _>>(),
            });
            (cluster.id.to_string(), shown)
        });
        json!({ "clusters": clusters.collect::<serde_json::Map<_, _>>() })
    }
}

pub fn fall_due(vendor: &mut Confluent, due: Due, ctx: &mut Ctx<'_, Confluent>) {
    match due {
        Due::Look { link, cluster } => link_state::refresh(vendor, ctx, &link, &cluster),
        Due::Fate { link, cluster, turn } => {
            link_state::meet_fate(vendor, ctx, (&link, &cluster), turn);
        }
        Due::Reveal { link, cluster } => {
            if let Some(side) = vendor.kafka.links.side_mut(&link, &cluster) {
                side.is_hidden = false;
            }
        }
        Due::Leave { link, cluster, turn } => links::leave(vendor, (&link, &cluster), turn),
        Due::Mirror { cluster, topic, turn } => {
            mirror_course::go_on(vendor, ctx, (&cluster, &topic), turn);
        }
        Due::Discover { link, cluster } => auto_mirrors::make(vendor, ctx, &link, &cluster),
    }
}

/// By the names of the API reference's `operationId`. Seconds: Kafka REST's clients' own waits, where
/// nobody has measured the service.
#[rustfmt::skip] // A table: one operation, one line.
pub fn routes() -> Vec<Route<Confluent>> {
    use Method as M;
    let ends = mirror_course::ENDS;
    let rows = vec![
        Route::new("getKafkaCluster",                M::GET,    "/kafka/v3/clusters/{cluster_id}", |it| asked(it, clusters::get)).named(Named::Label("cluster_id")),

        Route::new("listKafkaLinks",                 M::GET,    "/kafka/v3/clusters/{cluster_id}/links", |it| asked(it, links::list)),
        Route::new("createKafkaLink",                M::POST,   "/kafka/v3/clusters/{cluster_id}/links", |it| told(it, link_create::create)).named(Named::Parameter("link_name")).takes((2, 2), link_state::ENDS),
        Route::new("getKafkaLink",                   M::GET,    "/kafka/v3/clusters/{cluster_id}/links/{link_name}", |it| asked(it, links::get)).named(LINK),
        Route::new("deleteKafkaLink",                M::DELETE, "/kafka/v3/clusters/{cluster_id}/links/{link_name}", |it| asked(it, links::delete)).named(LINK).takes((10, 10), &[]).only_in_reality(),

        Route::new("listKafkaLinkConfigs",           M::GET,    "/kafka/v3/clusters/{cluster_id}/links/{link_name}/configs", |it| asked(it, link_configs::list)).named(LINK),
        Route::new("getKafkaLinkConfigs",            M::GET,    "/kafka/v3/clusters/{cluster_id}/links/{link_name}/configs/{config_name}", |it| asked(it, link_configs::get)).named(LINK),
        Route::new("updateKafkaLinkConfig",          M::PUT,    "/kafka/v3/clusters/{cluster_id}/links/{link_name}/configs/{config_name}", |it| told(it, link_configs::set)).named(LINK),
        Route::new("deleteKafkaLinkConfig",          M::DELETE, "/kafka/v3/clusters/{cluster_id}/links/{link_name}/configs/{config_name}", |it| asked(it, link_configs::reset)).named(LINK),
        Route::new("updateKafkaLinkConfigBatch",     M::PUT,    "/kafka/v3/clusters/{cluster_id}/links/{link_name}/configs:alter", |it| told(it, link_configs::alter)).named(LINK),

        Route::new("listKafkaMirrorTopics",          M::GET,    "/kafka/v3/clusters/{cluster_id}/links/-/mirrors", |it| asked(it, mirrors::list_all)),
        Route::new("listKafkaMirrorTopicsUnderLink", M::GET,    "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors", |it| asked(it, mirrors::list)).named(LINK),
        Route::new("createKafkaMirrorTopic",         M::POST,   "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors", |it| told(it, mirrors::create)).named(Named::Member("source_topic_name")).takes((5, 5), &["FAILED"]),
        Route::new("readKafkaMirrorTopic",           M::GET,    "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors/{mirror_topic_name}", |it| asked(it, mirrors::get)).named(Named::Label("mirror_topic_name")),
        Route::new("updateKafkaMirrorTopicsPromote", M::POST,   "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors:promote", |it| told(it, actions::promote)).named(LINK).takes((10, 10), ends),
        Route::new("updateKafkaMirrorTopicsFailover", M::POST,  "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors:failover", |it| told(it, actions::failover)).named(LINK).takes((10, 10), ends),
        Route::new("updateKafkaMirrorTopicsPause",   M::POST,   "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors:pause", |it| told(it, actions::pause)).named(LINK).takes((5, 5), ends),
        Route::new("updateKafkaMirrorTopicsResume",  M::POST,   "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors:resume", |it| told(it, actions::resume)).named(LINK).takes((5, 5), ends),
        Route::new("updateKafkaMirrorTopicsReverseAndStartMirror", M::POST, "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors:reverse-and-start-mirror", |it| told(it, actions::reverse_and_start)).named(LINK).takes((10, 10), ends),
        Route::new("updateKafkaMirrorTopicsReverseAndPauseMirror", M::POST, "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors:reverse-and-pause-mirror", |it| told(it, actions::reverse_and_pause)).named(LINK).takes((10, 10), ends),
        Route::new("updateKafkaMirrorTopicsTruncateAndRestoreMirror", M::POST, "/kafka/v3/clusters/{cluster_id}/links/{link_name}/mirrors:truncate-and-restore", |it| told(it, actions::truncate_and_restore)).named(LINK).takes((10, 10), ends),

        Route::new("listKafkaTopics",                M::GET,    "/kafka/v3/clusters/{cluster_id}/topics", |it| asked(it, topics::list)),
        Route::new("createKafkaTopic",               M::POST,   "/kafka/v3/clusters/{cluster_id}/topics", |it| told(it, topics::create)).named(Named::Member("topic_name")),
        Route::new("getKafkaTopic",                  M::GET,    "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}", |it| asked(it, topics::get)).named(TOPIC),
        Route::new("updatePartitionCountKafkaTopic", M::PATCH,  "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}", |it| told(it, topics::widen)).named(TOPIC),
        Route::new("deleteKafkaTopic",               M::DELETE, "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}", |it| asked(it, topics::delete)).named(TOPIC),
        Route::new("listKafkaAllTopicConfigs",       M::GET,    "/kafka/v3/clusters/{cluster_id}/topics/-/configs", |it| asked(it, topic_configs::list_all)),
        Route::new("listKafkaTopicConfigs",          M::GET,    "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/configs", |it| asked(it, topic_configs::list)).named(TOPIC),
        Route::new("listKafkaDefaultTopicConfigs",   M::GET,    "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/default-configs", |it| asked(it, topic_configs::list_defaults)).named(TOPIC),
        Route::new("getKafkaTopicConfig",            M::GET,    "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}", |it| asked(it, topic_configs::get)).named(TOPIC),
        Route::new("updateKafkaTopicConfig",         M::PUT,    "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}", |it| told(it, topic_configs::set)).named(TOPIC),
        Route::new("deleteKafkaTopicConfig",         M::DELETE, "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/configs/{name}", |it| asked(it, topic_configs::reset)).named(TOPIC),
        Route::new("updateKafkaTopicConfigBatch",    M::POST,   "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/configs:alter", |it| told(it, topic_configs::alter)).named(TOPIC),
        Route::new("listKafkaPartitions",            M::GET,    "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/partitions", |it| asked(it, partitions::list)).named(TOPIC),
        Route::new("getKafkaPartition",              M::GET,    "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/partitions/{partition_id}", |it| asked(it, partitions::get)).named(TOPIC),
        Route::new("produceRecord",                  M::POST,   "/kafka/v3/clusters/{cluster_id}/topics/{topic_name}/records", records::produce).named(TOPIC).fidelity(Fidelity::Partial),

        Route::new("getKafkaAcls",                   M::GET,    "/kafka/v3/clusters/{cluster_id}/acls", |it| asked(it, acls::list)),
        Route::new("createKafkaAcls",                M::POST,   "/kafka/v3/clusters/{cluster_id}/acls", |it| told(it, acls::create)),
        Route::new("batchCreateKafkaAcls",           M::POST,   "/kafka/v3/clusters/{cluster_id}/acls:batch", |it| told(it, acls::create_all)),
        Route::new("deleteKafkaAcls",                M::DELETE, "/kafka/v3/clusters/{cluster_id}/acls", |it| asked(it, acls::delete)),
    ];
    rows.into_iter().map(|it| it.source("Kafka REST API v3")).collect()
}

const LINK: Named = Named::Label("link_name");
const TOPIC: Named = Named::Label("topic_name");
