//! Mirrors that a link makes by itself, of the topics that its filters let through
//! (`auto.create.mirror.topics.enable`).

use std::sync::Arc;

use serde::Deserialize;

use super::Confluent;
use super::kafka::Due;
use super::link::{Side, State};
use super::mirror::{Phase, Plan};
use super::topic::Settings;
use super::{mirror_course, mirrors};
use crate::kernel::lifecycle::Takes;
use crate::kernel::room::{Course, Ctx};

/// The value of `auto.create.mirror.topics.filters`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Filters {
    #[serde(default)]
    topic_filters: Vec<Filter>,
}

#[derive(Debug, Deserialize)]
struct Filter {
    name: String,
    #[serde(rename = "patternType", default)]
    pattern: String,
    #[serde(rename = "filterType", default)]
    kind: String,
}

impl Filter {
    fn matches(&self, topic: &str) -> bool {
        let is_prefix = self.pattern.eq_ignore_ascii_case("PREFIXED");
        self.name == "*" || self.name == topic || (is_prefix && topic.starts_with(&self.name))
    }
}

impl Filters {
    fn of(side: &Side) -> Self {
        let text = side.config("auto.create.mirror.topics.filters");
        serde_json::from_str(text).unwrap_or_default()
    }

    /// A topic is mirrored that one filter includes and none excludes.
    fn admits(&self, topic: &str) -> bool {
        let any = |kind: &str| {
            let filters = self.topic_filters.iter();
            filters.filter(|it| it.kind.eq_ignore_ascii_case(kind)).any(|it| it.matches(topic))
        };
        any("INCLUDE") && !any("EXCLUDE")
    }
}

fn is_on(side: &Side) -> bool {
    side.has_mirrors() && side.is_on("auto.create.mirror.topics.enable")
}

/// A side may be about to make mirrors.
pub fn expect(vendor: &Confluent, ctx: &mut Ctx<'_, Confluent>, link: &str, cluster: &str) {
    if vendor.kafka.links.side(link, cluster).is_some_and(is_on) {
        let (link, cluster) = (link.into(), cluster.into());
        let after = vendor.behaviour().auto_mirrors_after;
        ctx.after(after, Due::Discover { link, cluster }.into());
    }
}

/// So may all links be that lead to a cluster with a new topic.
pub fn expect_from(vendor: &Confluent, ctx: &mut Ctx<'_, Confluent>, source: &str) {
    for (link, side) in vendor.kafka.links.to(source) {
        expect(vendor, ctx, &link.id, &side.cluster);
    }
}

/// Makes a mirror of every topic that is let through and has none.
pub fn make(
    vendor: &mut Confluent,
    ctx: &mut Ctx<'_, Confluent>,
    link: &Arc<str>,
    cluster: &Arc<str>,
) {
    let kafka = &vendor.kafka;
    let side = kafka.links.side(link, cluster);
    let Some(side) = side.filter(|it| is_on(it) && it.state == State::Active) else { return };
    let (Some(remote), Some(here)) =
        (kafka.clusters.find(&side.remote), kafka.clusters.find(cluster))
    else {
        return;
    };
    let filters = Filters::of(side);
    let sources = remote.topics.iter().filter(|(name, topic)| {
        let is_mirror = topic.live_mirror().is_some_and(|it| it.link == *link);
        filters.admits(name) && !is_mirror
    });
    let names = sources.map(|(name, _)| (format!("{}{name}", side.prefix()), Arc::clone(name)));
    let new = names.filter(|(name, _)| !here.topics.contains_key(name.as_str()));
    let new: Vec<(Arc<str>, Arc<str>)> = new.map(|(name, it)| (name.into(), it)).collect();
    for (name, source) in new {
        let names = (Arc::clone(&name), source);
        let made = mirrors::make(vendor, ctx, (cluster, link), names, Settings::new());
        made.expect("the source is there");
        let course = Course { takes: Takes::AtOnce, outcome: None };
        let steps = (None, Plan::Become(Phase::Mirroring), &course);
        mirror_course::begin(vendor, ctx, (cluster, &name), steps);
    }
}

#[cfg(test)]
mod tests {
    use super::Filters;

    #[test]
    fn a_topic_is_let_through_that_is_included_and_not_excluded() {
        let filters = r#"{"topicFilters":[
            {"name":"*","patternType":"LITERAL","filterType":"INCLUDE"},
            {"name":"tmp-","patternType":"PREFIXED","filterType":"EXCLUDE"}
        ]}"#;
        let filters: Filters = serde_json::from_str(filters).expect("filters");
        assert!(filters.admits("orders"));
        assert!(!filters.admits("tmp-orders"));
        assert!(!Filters::default().admits("orders"));
    }
}
