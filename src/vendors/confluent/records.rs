//! Records are produced here: counted, and not kept.
//!
//! A body is one record, or several behind one another; each is reported on by itself, within a 200.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Confluent;
use super::coerced::Text;
use super::errors::{Kind, Result};
use super::moments::Clock;
use super::murmur;
use super::record_data::{Data, Flaw, Size};
use super::surface::Surface;
use super::topic::{self, Topic};
use super::topics::{self, TopicArgs};
use super::{auto_mirrors, coerced, mirror_course, rest, wording};
use crate::kernel::http::Response;
use crate::kernel::objects::Objects;
use crate::kernel::rejection::Rejection;
use crate::kernel::room::Ctx;
use crate::kernel::route::It;

/// `ProduceRequest`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    #[serde(default, deserialize_with = "coerced::whole")]
    partition_id: Option<i32>,
    #[serde(default)]
    headers: Option<Vec<Header>>,
    #[serde(default)]
    key: Option<Data>,
    #[serde(default)]
    value: Option<Data>,
    #[serde(default, deserialize_with = "coerced::instant")]
    #[schemars(with = "Option<String>")]
    timestamp: Option<Timestamp>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Header {
    #[serde(rename = "name")]
    _name: Text,
    /// Base64.
    #[serde(default)]
    value: Option<String>,
}

/// `ProduceResponse`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ProduceResponse")]
pub struct Report<'a> {
    error_code: u16,
    cluster_id: &'a str,
    topic_name: &'a str,
    partition_id: usize,
    offset: u64,
    timestamp: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Size>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Size>,
}

/// `ProduceResponse` of a record that was not taken.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RefusedRecord")]
pub struct Refused {
    error_code: u32,
    message: String,
}

/// `produceRecord`.
///
/// Not like the real one in streaming mode (`Transfer-Encoding: chunked` on a connection that is kept open):
/// records are read and reported on once the body is whole, not one by one as they come. Records are counted
/// and not kept, since no operation reads them.
pub fn produce((vendor, ctx, call): It<'_, '_, Confluent>) -> Result<Response> {
    let TopicArgs { cluster_id, topic_name } = call.args(true)?;
    vendor.kafka.clusters.served(&cluster_id)?;
    if call.request.body.is_empty() {
        return Err(Kind::EmptyPayload.into());
    }
    rest::check_type(call.request)?;
    let mut reports = Vec::new();
    let bodies = serde_json::Deserializer::from_slice(&call.request.body).into_iter::<Value>();
    for body in bodies {
        let record = match body {
            Ok(body) => Record::deserialize(Objects(body)).map_err(|it| malformed(&it)),
            Err(error) => Err(malformed(&error)),
        };
        let report = record.and_then(|it| append(vendor, ctx, (&cluster_id, &topic_name), it));
        let report = match report {
            Ok(report) => serde_json::to_vec(&report),
            Err((code, message)) => serde_json::to_vec(&Refused { error_code: code, message }),
        };
        reports.extend(report.expect("a report serializes"));
        reports.extend(b"\r\n");
    }
    let mut response = Response::new(StatusCode::OK, reports);
    let kind = HeaderValue::from_static("application/json");
    response.headers.insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

fn malformed(error: &serde_json::Error) -> Flaw {
    (400, wording::rejected(&Rejection::of_json(error), Surface::Kafka).1)
}

fn append<'a>(
    vendor: &mut Confluent,
    ctx: &Ctx<'_, Confluent>,
    (cluster, name): (&'a str, &'a str),
    record: Record,
) -> std::result::Result<Report<'a>, Flaw> {
    for value in record.headers.iter().flatten().filter_map(|it| it.value.as_ref()) {
        STANDARD.decode(value).map_err(|_| {
            (400, format!("Cannot deserialize value of type `byte[]` from String \"{value}\": Unexpected end of base64-encoded String"))
        })?;
    }
    if record.partition_id.is_some_and(i32::is_negative) {
        return Err((40402, "Partition not found.".into()));
    }
    let key = record.key.map(Data::write).transpose()?;
    let value = record.value.map(Data::write).transpose()?;
    let of_kind = |kind: Kind| {
        let row = kind.row();
        let super::errors::Form::Coded(code) = row.form else { return (400, row.message.into()) };
        (code, row.message.to_owned())
    };
    let kafka = &mut vendor.kafka;
    let place = kafka.clusters.find(cluster).expect("the cluster was found");
    let topic = place.topic(name).map_err(|_| of_kind(Kind::UnknownTopicOrPartition))?;
    // UNCONFIRMED.
    if topic.live_mirror().is_some() {
        let message = format!("Cannot append records to read-only mirror topic '{name}'.");
        return Err((40002, message));
    }
    let (clock, count) = (Clock::of(ctx), topic.ends.len());
    let written: u64 = topic.ends.iter().sum();
    let partition = match (record.partition_id, &key) {
        (Some(id), _) => usize::try_from(id).expect("not below zero"),
        (None, Some((_, Some(key)))) => murmur::partition(key, count),
        (None, _) => usize::try_from(written).unwrap_or_default() % count,
    };
    if partition >= count {
        return Err(of_kind(Kind::UnknownTopicOrPartition));
    }
    mirror_course::note(kafka, (cluster, name), clock);
    let place = kafka.clusters.find_mut(cluster).expect("it was just there");
    let topic = place.topics.get_mut(name).expect("it was just there");
    let offset = topic.written(clock)[partition];
    topic.ends[partition] += 1;
    Ok(Report {
        error_code: 200,
        cluster_id: cluster,
        topic_name: name,
        partition_id: partition,
        offset,
        timestamp: in_millis(record.timestamp.unwrap_or(ctx.now())),
        key: key.map(|it| it.0),
        value: value.map(|it| it.0),
    })
}

/// To the millisecond, as Kafka keeps it; whole seconds have no fraction.
fn in_millis(at: Timestamp) -> String {
    let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
    if at.subsec_millisecond() == 0 { at.to_string() } else { format!("{at:.3}") }
}

/// Adds records that a connector brings to a topic, which is made if it is not there. What cannot be the
/// name of a topic, and a mirror, takes none.
pub fn add(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    (cluster, name): (&str, &str),
    count: usize,
) {
    if count == 0 || !topic::is_name(name) {
        return;
    }
    mirror_course::note(&mut vendor.kafka, (cluster, name), Clock::of(ctx));
    let Some(place) = vendor.kafka.clusters.find_mut(cluster) else { return };
    let is_new = !place.topics.contains_key(name);
    if is_new {
        let number = ctx.count(&format!("confluent/{cluster}/topics/{name}"));
        place.topics.insert(name.into(), Topic::new(number, topics::PARTITIONS_MADE));
    }
    let topic = place.topics.get_mut(name).expect("it was just there");
    if topic.live_mirror().is_none() {
        for _ in 0..count {
            let written: u64 = topic.ends.iter().sum();
            let partition = usize::try_from(written).unwrap_or_default() % topic.ends.len();
            topic.ends[partition] += 1;
        }
    }
    if is_new {
        auto_mirrors::expect_from(vendor, ctx, cluster);
    }
}
