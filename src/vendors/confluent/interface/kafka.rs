//! Kafka REST v3, for the document.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::{CREATED, NO_CONTENT, OK, Shapes, WHERE, of_service, silent};
use crate::kernel::interface::{Answer, Shape, of};
use crate::vendors::confluent::clusters::{self, ClusterArgs};
use crate::vendors::confluent::rest::{Item, List};
use crate::vendors::confluent::surface::Surface;
use crate::vendors::confluent::topics::{self, TopicArgs};
use crate::vendors::confluent::{
    acls, link_configs, link_create, links, mirror_actions, mirrors, partitions, records,
    topic_configs,
};

pub(super) fn shapes() -> Shapes {
    let mut shapes = of_service(Surface::Kafka, of_topics());
    shapes.extend(of_service(Surface::Links, of_links()));
    shapes
}

fn one<P: JsonSchema, A: JsonSchema>() -> Shape {
    Shape::asks::<P>().answers::<Item<A>>(OK)
}

fn many<P: JsonSchema, A: JsonSchema>() -> Shape {
    Shape::asks::<P>().answers::<List<Item<A>>>(OK)
}

/// Something is changed, and nothing shown.
fn changed<P: JsonSchema>() -> Shape {
    silent(Shape::asks::<P>(), NO_CONTENT)
}

/// 201, or 204 where premises say so.
fn made<P: JsonSchema, B: JsonSchema>() -> Shape {
    silent(changed::<P>(), CREATED).tells::<B>()
}

#[rustfmt::skip] // A table: one operation, one line.
fn of_links() -> Shapes {
    use {link_configs as configs, link_create as create, mirror_actions as actions};
    let act = || many::<actions::ActionArgs, actions::View<'_>>().tells::<actions::AlterMirrors>().or_nothing();
    vec![
        ("listKafkaLinks",                                  many::<ClusterArgs, links::View<'_>>()),
        ("createKafkaLink",                                 made::<create::CreateArgs, create::CreateLink>().or_nothing()),
        ("getKafkaLink",                                    one::<links::GetArgs, links::View<'_>>()),
        ("deleteKafkaLink",                                 changed::<links::DeleteArgs>()),
        ("listKafkaLinkConfigs",                            many::<mirrors::LinkArgs, configs::View<'_>>()),
        ("getKafkaLinkConfigs",                             one::<configs::ConfigArgs, configs::View<'_>>()),
        ("updateKafkaLinkConfig",                           changed::<configs::ConfigArgs>().tells::<configs::SetConfig>()),
        ("deleteKafkaLinkConfig",                           changed::<configs::ConfigArgs>()),
        ("updateKafkaLinkConfigBatch",                      changed::<configs::LinkArgs>().tells::<configs::AlterConfigs>()),
        ("listKafkaMirrorTopics",                           many::<mirrors::ListAllArgs, mirrors::View<'_>>()),
        ("listKafkaMirrorTopicsUnderLink",                  many::<mirrors::ListArgs, mirrors::View<'_>>()),
        ("createKafkaMirrorTopic",                          made::<mirrors::LinkArgs, mirrors::CreateMirror>()),
        ("readKafkaMirrorTopic",                            one::<mirrors::GetArgs, mirrors::View<'_>>()),
        ("updateKafkaMirrorTopicsPromote",                  act()),
        ("updateKafkaMirrorTopicsFailover",                 act()),
        ("updateKafkaMirrorTopicsPause",                    act()),
        ("updateKafkaMirrorTopicsResume",                   act()),
        ("updateKafkaMirrorTopicsReverseAndStartMirror",    act()),
        ("updateKafkaMirrorTopicsReverseAndPauseMirror",    act()),
        ("updateKafkaMirrorTopicsTruncateAndRestoreMirror", act()),
    ]
}

#[rustfmt::skip] // A table: one operation, one line.
fn of_topics() -> Shapes {
    use topic_configs as configs;
    let report = Answer::new(OK).json(of::<records::Report<'_>>).json(flaw);
    let created = Answer::new(CREATED).json(of::<Item<topics::View<'_>>>).with(WHERE);
    vec![
        ("getKafkaCluster",                one::<ClusterArgs, clusters::View>()),
        ("listKafkaTopics",                many::<ClusterArgs, topics::View<'_>>()),
        // 200 where it is only validated.
        ("createKafkaTopic",               one::<ClusterArgs, topics::View<'_>>().tells::<topics::CreateTopic>().with(created)),
        ("getKafkaTopic",                  one::<topics::GetArgs, topics::View<'_>>()),
        ("updatePartitionCountKafkaTopic", one::<TopicArgs, topics::View<'_>>().tells::<topics::Widen>()),
        ("deleteKafkaTopic",               changed::<TopicArgs>()),
        ("listKafkaAllTopicConfigs",       many::<ClusterArgs, configs::View<'_>>()),
        ("listKafkaTopicConfigs",          many::<TopicArgs, configs::View<'_>>()),
        ("listKafkaDefaultTopicConfigs",   many::<TopicArgs, configs::View<'_>>()),
        ("getKafkaTopicConfig",            one::<configs::ConfigArgs, configs::View<'_>>()),
        ("updateKafkaTopicConfig",         changed::<configs::ConfigArgs>().tells::<configs::SetConfig>()),
        ("deleteKafkaTopicConfig",         changed::<configs::ConfigArgs>()),
        ("updateKafkaTopicConfigBatch",    changed::<TopicArgs>().tells::<link_configs::AlterConfigs>()),
        ("listKafkaPartitions",            many::<TopicArgs, partitions::View<'_>>()),
        ("getKafkaPartition",              one::<partitions::PartitionArgs, partitions::View<'_>>()),
        ("produceRecord",                  Shape::asks::<TopicArgs>().tells::<records::Record>().with(report)),
        ("getKafkaAcls",                   many::<acls::FilterArgs, acls::View<'_>>()),
        ("createKafkaAcls",                silent(Shape::asks::<ClusterArgs>().tells::<acls::Acl>(), CREATED).with_headers(WHERE)),
        ("batchCreateKafkaAcls",           silent(Shape::asks::<ClusterArgs>().tells::<acls::CreateAcls>(), CREATED)),
        ("deleteKafkaAcls",                Shape::asks::<acls::FilterArgs>().answers::<acls::Gone<'_>>(OK)),
    ]
}

/// What is reported of a record that was not taken.
fn flaw(schemas: &mut SchemaGenerator) -> Schema {
    of::<records::Refused>(schemas)
}
