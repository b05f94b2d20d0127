//! What is wrong with premises beyond their shape: ids that are there twice, names of nothing.

use std::collections::BTreeSet;

use super::Premises;
use crate::kernel::faults::Pattern;
use crate::kernel::mistake::{Mistake, Step};
use crate::kernel::nearest::nearest;

impl Premises {
    /// What serde could not see; `operations` are the names that patterns may mean.
    pub fn mistakes(&self, operations: &[&str]) -> Vec<Mistake> {
        let mut found = Vec::new();
        let lists = [("environments", self.environments.len()), ("clusters", self.clusters.len())];
        for (name, _) in lists.into_iter().filter(|(_, length)| *length == 0) {
            let message = format!("`{name}` is empty: at least one is needed");
            found.push(Mistake::new(&[name], message));
        }
        found.extend(self.connect.mistakes().into_iter().map(|it| it.under("connect")));
        self.check_ids(&mut found);
        self.check_references(&mut found);
        let base = self.behaviour.base_url.as_deref().unwrap_or("http://localhost");
        let is_plain = base.bytes().all(|it| it.is_ascii_graphic()) && !base.ends_with('/');
        if !is_plain || !["http://", "https://"].iter().any(|it| base.starts_with(it)) {
            let message = format!("`{base}` is no scheme and host, such as `https://example.com`");
            found.push(Mistake::new(&["base_url"], message).under("behaviour"));
        }
        let keys = self.keys.iter().map(|it| ("keys", &it.deny, &it.allow));
        let keys = keys.enumerate();
        let tokens = self.tokens.iter().map(|it| ("tokens", &it.deny, &it.allow)).enumerate();
        for (index, (list, deny, allow)) in keys.chain(tokens) {
            let here = |mistake: Mistake| mistake.under(index).under(list);
            for (name, patterns) in [("deny", Some(deny)), ("allow", allow.as_ref())] {
                let wrong = patterns.into_iter().flatten().enumerate();
                let wrong = wrong.filter_map(|(at, it)| {
                    stray(it, operations).map(|wrong| wrong.under(at).under(Step::from(name)))
                });
                found.extend(wrong.map(here));
            }
        }
        found
    }

    fn check_ids(&self, found: &mut Vec<Mistake>) {
        let environments = self.environments.iter().map(|it| &it.id).enumerate();
        let clusters = self.clusters.iter().map(|it| &it.id).enumerate();
        let remotes = self.remotes.iter().map(|it| &it.id).enumerate();
        let keys = self.keys.iter().map(|it| &it.id).enumerate();
        let all = environments
            .map(|it| ("environments", it))
            .chain(clusters.map(|it| ("clusters", it)))
            .chain(remotes.map(|it| ("remotes", it)))
            .chain(keys.map(|it| ("keys", it)));
        let mut seen = BTreeSet::new();
        for (list, (index, id)) in all {
            let why = match (id.is_empty(), seen.insert(id)) {
                (true, _) => "is empty",
                (false, false) => "is there twice",
                (false, true) => continue,
            };
            let mistake = Mistake::new(&["id"], format!("the id `{id}` {why}"));
            found.push(mistake.under(index).under(list));
        }
        for (index, remote) in self.remotes.iter().enumerate() {
            let wrong = remote.topics.iter().enumerate();
            for (at, topic) in wrong.filter(|(_, it)| !(1..=4096).contains(&it.partitions)) {
                let message = format!("a topic has 1 to 4096 partitions, not {}", topic.partitions);
                let mistake = Mistake::new(&["partitions"], message).under(at);
                found.push(mistake.under("topics").under(index).under("remotes"));
            }
        }
    }

    fn check_references(&self, found: &mut Vec<Mistake>) {
        let environments = || self.environments.iter().map(|it| it.id.as_str());
        for (index, cluster) in self.clusters.iter().enumerate() {
            let Some(named) = cluster.environment.as_deref() else { continue };
            if !environments().any(|it| it == named) {
                let mistake = unknown("environment", named, environments());
                found.push(mistake.under(index).under("clusters"));
            }
        }
        let clusters = || {
            let remotes = self.remotes.iter().map(|it| it.id.as_str());
            self.clusters.iter().map(|it| it.id.as_str()).chain(remotes)
        };
        let keys = self.keys.iter().map(|it| ("keys", &it.cluster)).enumerate();
        let tokens = self.tokens.iter().map(|it| ("tokens", &it.cluster)).enumerate();
        for (index, (list, named)) in keys.chain(tokens) {
            let Some(named) = named.as_deref() else { continue };
            if !clusters().any(|it| it == named) {
                found.push(unknown("cluster", named, clusters()).under(index).under(list));
            }
        }
    }
}

fn unknown<'a>(what: &'static str, named: &str, known: impl Iterator<Item = &'a str>) -> Mistake {
    let mistake = Mistake::new(&[what], format!("there is no {what} `{named}` here"));
    let known: Vec<_> = known.collect();
    match nearest(named, known.iter().copied()) {
        Some(near) => mistake.hint(format!("did you mean `{near}`?")),
        None => mistake.hint(format!("there are: {}", known.join(", "))),
    }
}

fn stray(text: &str, operations: &[&str]) -> Option<Mistake> {
    let pattern = match Pattern::parse(text) {
        Ok(pattern) => pattern,
        Err(message) => return Some(Mistake::new(&[], message)),
    };
    if operations.iter().any(|it| pattern.matches(it)) {
        return None;
    }
    let mistake = Mistake::new(&[], format!("`{text}` is no operation of Confluent Cloud"));
    Some(match nearest(text, operations.iter().copied()) {
        Some(name) => mistake.hint(format!("did you mean `{name}`?")),
        None => mistake.hint("write an operation's name; `*` stands for anything"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let premises: Premises = serde_json::from_value(json!({
            "environments": [{ "id": "env-1" }],
            "clusters": [{ "id": "lkc-1", "environment": "env-2" }, { "id": "lkc-1" }],
            "remotes": [{ "id": "far", "topics": [{ "name": "orders", "partitions": 0 }] }],
            "keys": [
                { "id": "K", "secret": "s", "cluster": "lkc-2", "deny": ["createLink"] },
                { "id": "", "secret": "s", "allow": ["list*", "/(/"] },
            ],
            "tokens": [{ "token": "t", "cluster": "nowhere" }],
            "behaviour": { "base_url": "example.com" },
        }))
        .expect("premises");
        let mistakes = premises.mistakes(&["listKafkaLinks", "createKafkaLink"]);
        let mut told: Vec<_> =
            mistakes.iter().map(|it| format!("{}: {}", it.pointer(), it.message)).collect();
        told.sort();
        insta::assert_snapshot!(told.join("\n"), @r"
        /behaviour/base_url: `example.com` is no scheme and host, such as `https://example.com`
        /clusters/0/environment: there is no environment `env-2` here
        /clusters/1/id: the id `lkc-1` is there twice
        /keys/0/cluster: there is no cluster `lkc-2` here
        /keys/0/deny/0: `createLink` is no operation of Confluent Cloud
        /keys/1/allow/1: `/(/` is no regular expression: unclosed group
        /keys/1/id: the id `` is empty
        /remotes/0/topics/0/partitions: a topic has 1 to 4096 partitions, not 0
        /tokens/0/cluster: there is no cluster `nowhere` here
        ");
    }

    #[test]
    fn what_is_given_without_a_file_has_no_mistakes() {
        assert_eq!(Premises::default().mistakes(&[]), []);
    }
}
